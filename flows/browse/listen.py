"""The socket that the reading room listens at, opened before anything is printed."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.errors import AddressTaken


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """A listening socket, its address, and the hosts with port that it answers to, the one to print first."""

    socket: socket.socket
    address: str
    hosts: tuple[str, ...]


@contextmanager
def listen(host: str, port: int) -> Iterator[Listening]:
    """Bind a socket; raises AddressTaken where that is not possible."""
    if not host.strip():
        raise AddressTaken("--host: an empty name; 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses")
    if "/" in host or host.count(":") == 1:
        raise AddressTaken(f"--host {host}: a name or an address alone; the port is given with --port")
    try:
        family, kind, _, _, at = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.socket(family, kind)
    except (OSError, UnicodeError) as error:  # a part of a name is too long
        raise AddressTaken(f"{host}: {getattr(error, 'strerror', None) or error}") from error
    with opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind(at)
            # Who asks at the printed address before the server has started is answered then, not refused.
            opened.listen()
        except OSError as error:
            raise AddressTaken(f"{host}:{port}: {error.strerror or error}") from error
        address, bound = opened.getsockname()[:2]
        yield Listening(socket=opened, address=address, hosts=tuple(_hosts(host, address, bound)))


def _hosts(host: str, address: str, port: int) -> Iterator[str]:
    numbered = ipaddress.ip_address(address)
    names = [f"[{address}]" if numbered.version == 6 else address]
    if numbered.is_loopback:
        names += ["localhost", "127.0.0.1", "[::1]"]
    if numbered.is_unspecified:
        names = [socket.gethostname(), *names]
    for name in dict.fromkeys([*names, host]):
        yield f"{name}:{port}"
        if port == 80:
            yield name
