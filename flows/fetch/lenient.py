"""Reading what a feed's bytes announce: the fast reader in the thread of the network, feedparser in a process."""

import asyncio
import threading
from datetime import datetime
from types import TracebackType

from extractors.feeds.announced import Feed, NoFeed
from extractors.feeds.lenient import no_state, read_lenient_document
from extractors.feeds.read_feed import read_feed
from extractors.records import RawDocument, Rejected
from flows.workers.pool import WorkerPool

# feedparser needs 0.1 s for a usual feed; 200,000 nested tags cost it 15 s.
_LENIENT_SECONDS = 3.0
_LENIENT_BYTES = 400_000_000
_INLINE_BYTES = 200_000


class LenientReader:
    """feedparser in a process with limits of time and memory, one feed at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Trees of large feeds take many times their bytes.
        self._one = asyncio.Semaphore(1)
        self._pool: WorkerPool[Feed | NoFeed] = WorkerPool(
            read_lenient_document,
            initializer=no_state,
            processes=1,
            timeout_seconds=_LENIENT_SECONDS,
            memory_bytes=_LENIENT_BYTES,
        )

    def __enter__(self) -> "LenientReader":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._pool.close()

    async def read(self, body: bytes, *, url: str | None, charset: str | None, now: datetime) -> Feed | NoFeed:
        """Return the feed, by the fast reader where the bytes are well-formed, else by feedparser."""
        if len(body) <= _INLINE_BYTES:
            feed = read_feed(body, url=url, charset=charset)
        else:
            async with self._one:
                feed = await asyncio.to_thread(read_feed, body, url=url, charset=charset)
        if isinstance(feed, Feed) or feed.reason != "not_well_formed":
            return feed
        raw = RawDocument(raw_id="", body=body, charset=charset, url=url, location=url or "", seen_at=now)
        result = await asyncio.to_thread(self._run, raw)
        return (
            NoFeed(reason=f"feed_{result.reason}", detail=result.detail)
            if isinstance(result, Rejected)
            else result
        )

    def _run(self, raw: RawDocument) -> Feed | NoFeed | Rejected:
        with self._lock:
            return next(iter(self._pool.run([raw])))
