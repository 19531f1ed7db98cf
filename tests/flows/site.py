"""A small web on loopback for tests: paths → answers, requests noted."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARAGRAPH = "The council met on Tuesday and voted on item {} of the budget. Several members spoke of the costs. "


@dataclass(slots=True)
class Answer:
    """What a path answers."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


Routes = dict[str, Answer | Callable[["Request"], Answer]]


@dataclass(slots=True)
class Request:
    """A request that came."""

    path: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Site:
    """The running server; `routes` may be changed while it runs."""

    port: int
    routes: Routes
    requests: list[Request] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def asked(self, path: str) -> int:
        return sum(request.path == path for request in self.requests)


@contextmanager
def serve(routes: Routes) -> Iterator[Site]:
    """Serve the routes on a free port; robots.txt is 404 unless there is a route."""
    site = Site(port=0, routes=routes)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            request = Request(
                path=self.path, headers={name.lower(): value for name, value in self.headers.items()}
            )
            site.requests.append(request)
            route = site.routes.get(self.path, Answer(status=404))
            answer = route if isinstance(route, Answer) else route(request)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            if answer.status != 304:
                self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def page(number: int, head: str = "") -> Answer:
    body = "".join(f"<p>{PARAGRAPH.format(f'{number}.{i}')}</p>" for i in range(8))
    html = (
        f"<!DOCTYPE html><html lang='en'><head><title>Story number {number}: council votes</title>{head}</head>"
        f"<body><article><h1>Story number {number}: council votes</h1>{body}</article></body></html>"
    )
    return Answer(html, headers={"Content-Type": "text/html; charset=utf-8"})


def rss(*items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{"".join(items)}</channel></rss>'
    )


def item(link: str, title: str = "Story", guid: str | None = None) -> str:
    guid = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    return (
        f"<item><title>{title}</title><link>{link}</link>{guid}"
        "<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item>"
    )


def feed(body: str, **headers: str) -> Answer:
    return Answer(body, headers={"Content-Type": "application/rss+xml", **headers})


def conditional(body: str, etag: str) -> Callable[[Request], Answer]:
    """Return a feed that answers "not modified" to its own tag."""

    def answer(request: Request) -> Answer:
        if request.headers.get("if-none-match") == etag:
            return Answer(status=304, headers={"ETag": etag})
        return feed(body, ETag=etag)

    return answer
