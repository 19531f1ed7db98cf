"""Addresses that cannot be listened at: one line that says which and why."""

import socket

import pytest

from flows.browse.listen import listen
from flows.errors import AddressTaken


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("", "an empty name; 127.0.0.1 is this machine alone"),
        (" ", "an empty name"),
        ("http://127.0.0.1", "a name or an address alone"),
        ("127.0.0.1:8000", "the port is given with --port"),
        ("a" * 64, "label"),
        ("..", "label"),
    ],
)
def test_a_host_that_is_none_is_refused(host: str, told: str) -> None:
    with pytest.raises(AddressTaken, match=told), listen(host, 0):
        pass


def test_a_port_that_is_taken_is_refused() -> None:
    with listen("127.0.0.1", 0) as place:
        port = place.socket.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass  # who asks before the server has started waits for it
        with pytest.raises(AddressTaken, match=f"127.0.0.1:{port}: "), listen("127.0.0.1", port):
            pass
