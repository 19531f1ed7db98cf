"""What an answer is: judged by its status and headers, read and decoded under caps, or why it is none."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import httpcore
import httpx

from extractors.urls.identity import fetchable_url
from flows.bodies.decoding import Decoded, DecodingFailed, codings_of, decode_body
from flows.fetch.guard import AddressForbidden
from flows.fetch.room import SMALL_BYTES

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
# Bigger bodies are decoded in a thread, so that the loop and its deadlines go on.
_INLINE_BYTES = 65_536

Permit = Callable[[str], Awaitable[str | None]]
Grow = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a request came to. `outcome` is ok, not_modified, or the reason why nothing came.

    `permanent_url` is where the permanent redirects at the start lead, where there were any.
    """

    url: str
    final_url: str
    outcome: str
    requested_at: datetime
    duration_seconds: float = 0.0
    status: int | None = None
    headers: httpx.Headers = field(default_factory=httpx.Headers)
    body: bytes = b""
    is_truncated: bool = False
    detail: str | None = None
    permanent_url: str | None = None
    retry_seconds: float | None = None


class AnswerRefused(Exception):
    """The answer is not wanted; `outcome` is a countable word."""

    def __init__(self, outcome: str, detail: str | None = None) -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one request."""

    deadline_seconds: float = 30.0
    body_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request. `permit` judges every hop before it is asked (None, or why not).

    `secrets` are headers for the first origin only; `is_wanted_type` judges the media type before the body is
    read.
    """

    url: str
    permit: Permit
    limits: Limits
    headers: Mapping[str, str | bytes] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    is_wanted_type: Callable[[str | None], bool] = lambda _: True


def judged(response: httpx.Response, headers: Mapping[str, str | bytes]) -> str:
    """Return ok, redirect, not_modified, or why the body is not wanted."""
    status = response.status_code
    if status in _REDIRECTS:
        return "redirect"
    if status == 304:
        is_asked = any(name.lower() in ("if-none-match", "if-modified-since") for name in headers)
        return "not_modified" if is_asked else "unsolicited_not_modified"
    if status == 410:
        return "gone"
    if status == 200 or status == 203:
        return "ok"
    if status in (204, 205):
        return "no_content"
    return "partial_content" if status == 206 else "http_error"


def redirected(result: Fetched, *, is_permanent: bool) -> Fetched:
    """Return the result with the next URL as its final one."""
    locations = result.headers.get_list("location")
    if len(locations) != 1:
        return replace(result, outcome="bad_redirect", detail=f"{len(locations)} locations")
    target = fetchable_url(locations[0], base=result.final_url)
    if target is None:
        return replace(result, outcome="bad_redirect", detail=locations[0][:200])
    return replace(result, final_url=target, permanent_url=target if is_permanent else result.permanent_url)


async def read(response: httpx.Response, limit: int, grow: Grow) -> bytes:
    """Return the body as sent; raise AnswerRefused beyond the limit, from the header where it tells.

    `grow` is awaited once the body is no small one.
    """
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared[:20]) > limit:
        raise AnswerRefused("too_large", f"{declared[:20]} bytes declared")
    pieces, size = [], 0
    async for piece in response.aiter_raw():
        size += len(piece)
        if size > limit:
            raise AnswerRefused("too_large", f"more than {limit} bytes")
        if size > SMALL_BYTES:
            await grow()
        pieces.append(piece)
    return b"".join(pieces)


async def decoded(raw: bytes, header: str | None, limit: int, grow: Grow) -> Decoded:
    """Return the body without its content codings; raise DecodingFailed.

    `grow` is awaited before it unpacks to more than a small one; that few do, so they are unpacked twice.
    """
    codings = codings_of(header)
    if len(raw) <= _INLINE_BYTES and not codings:
        return decode_body(raw, codings, limit)
    try:
        return await asyncio.to_thread(decode_body, raw, codings, min(limit, SMALL_BYTES))
    except DecodingFailed as failure:
        if failure.reason != "too_large" or limit <= SMALL_BYTES:
            raise
    await grow()
    return await asyncio.to_thread(decode_body, raw, codings, limit)


def network_failure(so_far: Fetched, error: Exception) -> Fetched:
    """Return the outcome that the error of the network or of the protocol is."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, AddressForbidden):
            return replace(so_far, outcome="forbidden_address", detail=str(cause))
        cause = cause.__cause__ or cause.__context__
    is_protocol = isinstance(error, httpx.ProtocolError | httpcore.ProtocolError | httpx.DecodingError)
    outcome = (
        "protocol_error"
        if is_protocol
        else "connect_failed"
        if "Connect" in type(error).__name__
        else "broken_off"
    )
    return replace(so_far, outcome=outcome, detail=f"{type(error).__name__}: {error}"[:300])
