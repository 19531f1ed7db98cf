"""The guard: every spelling of a forbidden address, mixed answers, rebinding; no connection is made."""

import asyncio
import socket
import threading
from collections.abc import Iterator, Sequence

import httpcore
import pytest

from extractors.urls.identity import fetchable_url, url_host
from flows.fetch.guard import AddressForbidden, Guard, GuardedBackend, is_public

FORBIDDEN = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::",
    "2002:5db8:d70e::1", "2001::1", "2001:db8::1", "3fff::1", "fe80::1", "fe80::1%eth0", "fec0::1",
    "fc00::1", "fd12:3456::1", "ff02::1", "ff0e::1", "100::1", "2a00::5efe:7f00:1", "2a00::200:5efe:a00:1",
    "4000::1", "", "not an address", "127.1", "2130706433", "0x7f.1",
]  # fmt: skip
PUBLIC = ["93.184.215.14", "8.8.8.8", "192.0.1.1", "2a00:1450:4001::1", "2606:2800:21f::1", "64:ff9b::5db8:d70e"]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_forbidden_address(address: str) -> None:
    assert not is_public(address)
    assert not Guard().is_allowed(address, 443)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address(address: str) -> None:
    assert is_public(address)


def test_forms_are_many() -> None:
    assert len(FORBIDDEN) >= 40


@pytest.mark.parametrize(("port", "is_allowed"), [(80, True), (443, True), (8080, True), (22, False), (25, False),
                                                  (6379, False), (9200, False), (0, False)])  # fmt: skip
def test_ports(port: int, is_allowed: bool) -> None:
    assert Guard().is_allowed("93.184.215.14", port) is is_allowed


def test_exception_holds_for_its_port_only() -> None:
    guard = Guard(["127.0.0.1:8800"])
    assert guard.is_allowed("127.0.0.1", 8800)
    assert not guard.is_allowed("127.0.0.1", 8801)
    assert not guard.is_allowed("::ffff:127.0.0.1", 8800)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """Give a port of 127.0.0.1 and the list of connections that it got."""
    connections: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, peer = server.accept()
            except OSError:
                return
            connections.append(peer)
            connection.close()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield server.getsockname()[1], connections
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(2)


def connect(host: str, port: int, answers: list[Sequence[str]], guard: Guard) -> int:
    """Connect once; return how often the name was resolved."""
    count = 0

    async def answer(host: str, port: int) -> Sequence[str]:
        nonlocal count
        count += 1
        return answers[min(count, len(answers)) - 1]

    async def run() -> None:
        stream = await GuardedBackend(guard, answer).connect_tcp(host, port, 2.0)
        await stream.aclose()

    asyncio.run(run())
    return count


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["127.0.0.1", "93.184.215.14"],
                                    ["::ffff:127.0.0.1"], ["0.0.0.0"]])  # fmt: skip
def test_no_connection_to_a_forbidden_answer(answer: list[str], listener: tuple[int, list[object]]) -> None:
    port, connections = listener
    with pytest.raises(AddressForbidden):
        connect("news.example", port, [answer], Guard())
    assert connections == []


def test_connects_to_what_was_checked_and_resolves_once(listener: tuple[int, list[object]]) -> None:
    port, _ = listener
    # A second look-up would answer with an address that is not allowed.
    assert connect("news.example", port, [["127.0.0.1"], ["127.0.0.2"]], Guard([f"127.0.0.1:{port}"])) == 1


def test_name_without_address_is_a_connect_error() -> None:
    with pytest.raises(httpcore.ConnectError):
        connect("news.example", 80, [[]], Guard())


SPELLINGS = [
    "http://2130706433/", "http://0x7f000001/", "http://0x7f.0x0.0x0.0x1/", "http://017700000001/",
    "http://0177.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0/", "http://0x0/",
    "http://[::1%25lo]/", "http://user:pw@127.0.0.1/", "http://example.com@127.0.0.1/",
    "http://example.com\\@127.0.0.1/", "http://127.0.0.1\\.example.com/", "http://[::ffff:127.0.0.1",
    "http://127.0.0.1%00.example.com/", "http://127.0.0.256/", "http://00127.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", SPELLINGS)
def test_odd_spelling_never_gets_as_far_as_a_name(url: str) -> None:
    assert fetchable_url(url) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://\uff11\uff12\uff17.0.0.1/", "127.0.0.1"),
        ("http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/", "localhost"),
        ("http://127.0.0.1./", "127.0.0.1"),
        ("http://LOCALHOST./", "localhost"),
    ],
)
def test_look_alike_is_mapped_before_it_is_judged(url: str, host: str) -> None:
    assert url_host(url) == host
