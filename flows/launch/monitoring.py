"""The small HTTP server beside `cuttings serve` that answers `/health` and `/metrics` on a loopback address."""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST

from flows.errors import SettingsError
from flows.launch.metrics import health, metrics
from flows.lists.settings import Settings

_MOST_REQUESTS_AT_ONCE = 4  # each opens the database; others wait
_TIMEOUT_SECONDS = 5.0  # for a client that connects and says nothing


@contextmanager
def monitoring(settings: Settings) -> Iterator[str | None]:
    """Answer until the block ends; give the address, or None where none is set.

    Raises SettingsError for an address that is no loopback address with a port, or is taken.
    """
    if not settings.serve.metrics_address:
        yield None
        return
    host, port = _loopback(settings.serve.metrics_address)
    try:
        server = _Server(host, port, settings)
    except OSError as error:
        place = f"serve.metrics_address: {settings.serve.metrics_address}"
        raise SettingsError(f"{place} cannot be used: {error.strerror or error}") from error
    with server:
        thread = threading.Thread(target=server.serve_forever, name="monitoring", daemon=True)
        thread.start()
        try:
            yield f"http://{server.authority}"
        finally:
            server.shutdown()
            thread.join()


def _loopback(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    try:
        if ipaddress.ip_address(host).is_loopback and port.isascii() and port.isdigit() and int(port) < 1 << 16:
            return host, int(port)
    except ValueError:
        pass
    wanted = "a loopback address with a port, as 127.0.0.1:9464 is one"
    raise SettingsError(f"serve.metrics_address: {address[:100]!r} is not {wanted}")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, port: int, settings: Settings) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.settings = settings
        self.reading = threading.Lock()
        self._free = threading.BoundedSemaphore(_MOST_REQUESTS_AT_ONCE)
        super().__init__((host, port), _Handler)
        self.authority = f"[{host}]:{self.server_port}" if ":" in host else f"{host}:{self.server_port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that went away."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _TIMEOUT_SECONDS
    server_version = "cuttings"
    sys_version = ""

    def do_GET(self) -> None:
        # A page of another origin reaches this port by a name of its own that leads to 127.0.0.1.
        if self.headers.get("Host") not in (self.server.authority, f"localhost:{self.server.server_port}"):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        settings = self.server.settings
        stale_hours = settings.serve.stale_hours
        if self.path == "/health":
            with self.server.reading:
                is_well, text = health(settings.database, stale_hours=stale_hours)
            status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
            self._answer(status, "application/json", text.encode())
        elif self.path == "/metrics":
            with self.server.reading:
                body = metrics(settings.database, stale_hours=stale_hours)
            self._answer(HTTPStatus.OK, CONTENT_TYPE_LATEST, body)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep the terminal for what a person wants to know."""
