"""One request: hops, headers, bodies, broken answers, deadlines; served by sockets that say what they should."""

import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from flows.bodies.media import may_be_page
from flows.fetch.answer import Ask, Fetched, Limits
from flows.fetch.client import Fetcher
from flows.fetch.guard import Guard
from flows.fetch.politeness import Hosts

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok"
LIMITS = Limits(deadline_seconds=1.0, body_bytes=100_000)


@dataclass(slots=True)
class Wire:
    """A server whose paths answer given bytes; `{port}` in them is its port."""

    answers: Mapping[str, bytes | Callable[[asyncio.StreamWriter], object]]
    port: int = 0
    requests: list[str] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.requests.append(request)
            answer = self.answers.get(request.split(" ", 2)[1], b"HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n")
            if isinstance(answer, bytes):
                writer.write(answer.replace(b"{port}", str(self.port).encode()))
            else:
                await answer(writer)  # type: ignore[misc]
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def wire(answers: Mapping[str, bytes | Callable[[asyncio.StreamWriter], object]]) -> AsyncIterator[Wire]:
    place = Wire(answers)
    server = await asyncio.start_server(place.talk, "127.0.0.1", 0)
    place.port = server.sockets[0].getsockname()[1]
    try:
        yield place
    finally:
        server.close()


def fetcher(*ports: int, **others: str) -> Fetcher:
    guard = Guard(f"127.0.0.1:{port}" for port in ports)
    return Fetcher(
        user_agent="Cuttings/0 (+desk@e.example)", guard=guard, hosts=Hosts(0.0), limits=LIMITS, **others
    )


async def permit(_: str) -> None:
    return None


def fetch(
    answers: Mapping[str, bytes | Callable[[asyncio.StreamWriter], object]], path: str = "/", **ask: object
) -> tuple[Fetched, list[str]]:
    async def run() -> tuple[Fetched, list[str]]:
        async with wire(answers) as place, fetcher(place.port) as client:
            url = f"http://127.0.0.1:{place.port}{path}"
            fields = {"permit": permit, "limits": LIMITS, "is_wanted_type": may_be_page, **ask}
            return await client.fetch(Ask(url=url, **fields)), place.requests  # type: ignore[arg-type]

    return asyncio.run(run())


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(location: str, status: int = 302) -> bytes:
    return f"HTTP/1.1 {status} X\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


def test_request_names_us_and_asks_for_known_codings() -> None:
    fetched, (request,) = fetch({"/": OK})
    assert (fetched.outcome, fetched.status, fetched.body) == ("ok", 200, b"ok")
    assert "user-agent: Cuttings/0 (+desk@e.example)" in request.replace("User-Agent", "user-agent")
    assert "gzip, deflate, br, zstd" in request


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (answer(b"", status="204 X"), "no_content"),
        (answer(b"x", status="206 X"), "partial_content"),
        (answer(b"", status="304 X"), "unsolicited_not_modified"),
        (answer(b"x", "Location: /x", status="300 X"), "http_error"),
        (answer(b"x", status="404 X"), "http_error"),
        (answer(b"x", status="410 X"), "gone"),
        (answer(b"x", status="999 X"), "http_error"),
        (answer(b"x" * 9, "Content-Type: application/pdf"), "wrong_type"),
        (answer(b"x", "Content-Encoding: sdch"), "unknown_encoding"),
        (answer(b"x", "Content-Encoding: gzip, gzip, gzip"), "unknown_encoding"),
        (answer(b"<html>", "Content-Encoding: gzip"), "bad_encoding"),
        (answer(gzip.compress(b"\0" * 10_000_000, mtime=0), "Content-Encoding: gzip"), "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "too_large"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000, "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "protocol_error"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nxxxxx", "protocol_error"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxx", "protocol_error"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n", "protocol_error"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "protocol_error"),
        (b"HTTP/1.1 200 OK\r\nX-A: a\x00b\r\nContent-Length: 0\r\n\r\n", "protocol_error"),
        (b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 500_000 + b"\r\n\r\n", "protocol_error"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-A: a\r\n" * 50_000 + b"\r\n", "protocol_error"),
        (b"HTTP/1.1 abc Wow\r\n\r\n", "protocol_error"),
        (b"<html>09</html>", "protocol_error"),
        (b"", "protocol_error"),
        (redirect("/"), "redirect_loop"),
        (redirect("file:///etc/passwd"), "bad_redirect"),
        (redirect("http://user:pw@127.0.0.1:{port}/"), "bad_redirect"),
        (redirect("http://2130706433:{port}/"), "bad_redirect"),
        (redirect("/" + "a" * 50_000), "bad_redirect"),
        (redirect("http://localhost.localdomain.invalid/"), "connect_failed"),
        (redirect("http://127.0.0.1:1/"), "forbidden_address"),
        (redirect("http://169.254.169.254/latest"), "forbidden_address"),
        (redirect("http://[::ffff:127.0.0.1]:{port}/"), "forbidden_address"),
        (answer(b"", status="302 X"), "bad_redirect"),
        (answer(b"", "Location: /a", "Location: /b", status="302 X"), "bad_redirect"),
    ],
)
def test_answer_that_is_none(raw: bytes, outcome: str) -> None:
    fetched, _ = fetch({"/": raw})
    assert (fetched.outcome, fetched.body) == (outcome, b"")


@pytest.mark.parametrize(
    ("raw", "body", "is_truncated"),
    [
        (answer(gzip.compress(b"words", mtime=0), "Content-Encoding: gzip"), b"words", False),
        (answer(gzip.compress(b"words" * 99, mtime=0)[:-9], "Content-Encoding: gzip"), b"words" * 99, True),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nte\r\n0\r\n\r\n",
            b"te",
            False,
        ),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, b"ok", False),
    ],
)
def test_body(raw: bytes, body: bytes, is_truncated: bool) -> None:
    fetched, _ = fetch({"/": raw})
    assert (fetched.outcome, fetched.body, fetched.is_truncated) == ("ok", body, is_truncated)


async def _drip(writer: asyncio.StreamWriter, start: bytes) -> None:
    writer.write(start)
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _flood(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
        await writer.drain()
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "slow",
    [
        lambda writer: _drip(writer, b"HTTP/1.1 200 OK\r\n\r\n"),
        lambda writer: _drip(writer, b"HTTP/1.1 200 OK\r\nX-Slow: "),
        lambda writer: asyncio.sleep(60),
        _flood,
    ],
    ids=["body", "headers", "silence", "flood"],
)
def test_total_deadline_holds(slow: Callable[[asyncio.StreamWriter], object]) -> None:
    start = time.monotonic()
    fetched, _ = fetch({"/": slow})
    assert fetched.outcome in ("deadline", "timeout")
    assert time.monotonic() - start < LIMITS.deadline_seconds + 3


def test_deadline_spans_all_hops() -> None:
    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.4)
        writer.write(redirect(f"/{time.monotonic()}"))

    class Anything(dict[str, object]):
        def get(self, key: str, default: object = None) -> object:
            return slow

    start = time.monotonic()
    fetched, _ = fetch(Anything())  # type: ignore[arg-type]
    assert fetched.outcome == "deadline"
    assert time.monotonic() - start < LIMITS.deadline_seconds + 3


def test_permanent_prefix_and_hop_limit() -> None:
    answers = {
        "/": redirect("/a", 301),
        "/a": redirect("/b", 308),
        "/b": redirect("/c", 302),
        "/c": redirect("/d", 301),
        "/d": OK,
        **{f"/{i}": redirect(f"/{i + 1}") for i in range(20)},
    }
    fetched, _ = fetch(answers)
    assert fetched.outcome == "ok"
    assert str(fetched.permanent_url).endswith("/b")
    assert fetched.final_url.endswith("/d")
    endless, requests = fetch(answers, "/1")
    assert endless.outcome == "too_many_redirects"
    assert len(requests) <= 10


def test_every_hop_is_judged() -> None:
    async def refuse_private(url: str) -> str | None:
        return "robots_disallowed" if "/private" in url else None

    fetched, requests = fetch({"/": redirect("/private/1"), "/private/1": OK}, permit=refuse_private)
    assert fetched.outcome == "robots_disallowed"
    assert len(requests) == 1


def test_secrets_and_cookies_do_not_leave_their_origin() -> None:
    async def run() -> tuple[str, str, str]:
        async with wire({"/": OK}) as other:
            away = f"http://127.0.0.1:{other.port}/"
            cookie = "Set-Cookie: a=b; Domain=127.0.0.1; Path=/"
            first_hop = answer(b"", "Location: /second", cookie, status="302 X")
            async with wire({"/": first_hop, "/second": redirect(away)}) as place:
                async with fetcher(place.port, other.port) as client:
                    ask = Ask(
                        url=f"http://127.0.0.1:{place.port}/", permit=permit, limits=LIMITS,
                        secrets={"Authorization": "Bearer x"},
                    )  # fmt: skip
                    assert (await client.fetch(ask)).outcome == "ok"
                return place.requests[0], place.requests[1], other.requests[0]

    first, second, third = (request.lower() for request in asyncio.run(run()))
    assert "bearer x" in first
    assert "bearer x" in second
    assert "bearer x" not in third
    assert "cookie" not in first + second + third


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch({"/": OK})[0].outcome == "ok"


def test_what_follows_a_body_is_not_the_next_answer() -> None:
    async def run() -> list[bytes]:
        long = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + answer(b"EVIL!") * 20
        async with wire({"/": long, "/next": answer(b"next")}) as place, fetcher(place.port) as client:
            asks = [
                Ask(url=f"http://127.0.0.1:{place.port}{path}", permit=permit, limits=LIMITS)
                for path in ("/", "/next")
            ]
            return [(await client.fetch(ask)).body for ask in asks]

    assert asyncio.run(run()) == [b"ok", b"next"]


def test_validators_are_echoed_byte_for_byte() -> None:
    _, (request,) = fetch({"/": OK}, headers={"If-None-Match": b'"a b\xe9\\"c", x'})
    assert 'if-none-match: "a b\xe9\\"c", x' in request.lower()


def test_retry_after_pauses_the_host() -> None:
    async def run() -> list[str]:
        async with (
            wire({"/": answer(b"x", "Retry-After: 100", status="429 X")}) as place,
            fetcher(place.port) as client,
        ):
            ask = Ask(url=f"http://127.0.0.1:{place.port}/", permit=permit, limits=LIMITS)
            found = [await client.fetch(ask), await client.fetch(ask)]
            assert len(place.requests) == 1
            assert 90 < (found[1].retry_seconds or 0) <= 100
            return [each.outcome for each in found]

    assert asyncio.run(run()) == ["http_error", "host_paused"]
