"""Which addresses may be connected to, checked at the moment of connecting against what was resolved.

The name is resolved once, by us; every address of the answer must be allowed; the connection is made to an address
that was checked. A second look-up by the library, which could answer differently, never happens.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

_WEB_PORTS = frozenset({80, 443})
# Below it lie the services of hosts themselves (mail, shells, files); news sites on high ports exist.
_FIRST_FREE_PORT = 1024
# Databases, caches and control planes that speak to whoever connects.
_SERVICE_PORTS = frozenset(
    {1433, 1521, 2049, 2375, 2376, 2379, 3306, 3389, 5432, 5672, 5900, 5984, 6000, 6379, 6443, 8086, 9042, 9092,
     9200, 9300, 10250, 11211, 15672, 27017}
)  # fmt: skip
_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NEVER = tuple(
    IPv6Network(net)
    for net in (
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "2001:10::/28",
        "2001:20::/28",
        "2001:db8::/32",
        "3fff::/20",
    )
)
_ISATAP_IDS = (0x00005EFE, 0x02005EFE)


class AddressForbidden(httpcore.ConnectError):
    """A name leads to an address that may not be connected to; carries both."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} leads to {address}")
        self.host = host
        self.address = address


class Guard:
    """Judges addresses; `allowed` names exceptions as "address:port"."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = frozenset(allowed)

    def is_allowed(self, address: str, port: int) -> bool:
        """Return whether the address, as a resolver gives it, may be connected to at the port."""
        if f"{address}:{port}" in self._allowed:
            return True
        is_port_free = port in _WEB_PORTS or (port >= _FIRST_FREE_PORT and port not in _SERVICE_PORTS)
        return is_port_free and is_public(address)


def is_public(address: str) -> bool:
    """Return whether the address lies in the public internet, in every form that leads to an IPv4 address too.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast and not found.is_reserved
    if found.scope_id or found.is_multicast:
        return False
    if found in _NAT64:
        return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
    is_tunnel = any(found in net for net in _NEVER) or _is_isatap(found)
    return found in _GLOBAL_UNICAST and found.is_global and not is_tunnel


def _is_isatap(address: IPv6Address) -> bool:
    return int(address) >> 32 & 0xFFFFFFFF in _ISATAP_IDS


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of the name, in the system's order; raise OSError where there is none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects as httpcore asks, but only to addresses that the guard allows."""

    def __init__(self, guard: Guard, resolver: Resolver = resolve) -> None:
        self._guard = guard
        self._resolve = resolver
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a stream to the first address that answers, all of them allowed; AddressForbidden otherwise."""
        try:
            addresses = await asyncio.wait_for(self._resolve(host.strip("[]"), port), timeout)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("name not resolved in time") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"name not resolved: {error}") from error
        for address in addresses:
            if not self._guard.is_allowed(address, port):
                raise AddressForbidden(host, address)
        problem: Exception = httpcore.ConnectError("name has no address")
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem

    async def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Refuse: no URL leads to a socket file."""
        raise AddressForbidden(path, "a socket file")

    async def sleep(self, seconds: float) -> None:
        """Sleep."""
        await asyncio.sleep(seconds)
