"""A thread for the network: its loop keeps its deadlines while the run's own thread extracts and loads."""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from typing import Any, Protocol, TypeVar

Result = TypeVar("Result")

# Results wait in memory until the run takes them; their bytes are bounded by `flows.fetch.room`.
_WAITING_RESULTS = 200
# A list of results is dealt with at once, so it must not be all that the room holds.
_MOST_BYTES = 32_000_000
_END = object()


class HoldsBytes(Protocol):
    """A result that takes room until it is dealt with."""

    @property
    def held_bytes(self) -> int:
        """Return how much."""


Held = TypeVar("Held", bound=HoldsBytes)


class Network:
    """The thread and its loop. Use as a context manager."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="network", daemon=True)

    def __enter__(self) -> "Network":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(TimeoutError):
            self.call(self._end_all(), timeout_seconds=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        if not self._thread.is_alive():
            self._loop.close()

    def call(self, work: Coroutine[Any, Any, Result], *, timeout_seconds: float | None = None) -> Result:
        """Return what the coroutine returns, run in the thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout_seconds)

    async def gather(
        self, results: AsyncIterator[Held], *, most: int, done: Callable[[int], None], seconds: float = 5.0
    ) -> AsyncIterator[list[Held]]:
        """Yield the results in lists of at most `most`, each at most `seconds` after its first result.

        A list ends early when it holds MOST_BYTES; `done` is told, in the thread, the bytes of each list that was
        dealt with.
        """
        waiting: queue.Queue[Any] = queue.Queue()
        pumping = asyncio.run_coroutine_threadsafe(_pump(results, waiting), self._loop)
        try:
            is_over = False
            while not is_over:
                batch, is_over = await asyncio.to_thread(_take, waiting, most, seconds)
                held = sum(each.held_bytes for each in batch)
                if batch:
                    yield batch
                del batch
                self._loop.call_soon_threadsafe(done, held)
            pumping.result()
        finally:
            pumping.cancel()

    async def _end_all(self) -> None:
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._loop.shutdown_asyncgens()
        await self._loop.shutdown_default_executor()


async def _pump(results: AsyncIterator[Any], waiting: "queue.Queue[Any]") -> None:
    try:
        async for result in results:
            waiting.put(result)
            while waiting.qsize() >= _WAITING_RESULTS:
                await asyncio.sleep(0.05)
    finally:
        waiting.put(_END)


def _take(waiting: "queue.Queue[Any]", most: int, seconds: float) -> tuple[list[Any], bool]:
    """Return what comes until the list is full or heavy or its time is over, and whether that was the end."""
    batch = [waiting.get()]
    end = time.monotonic() + seconds
    size = 0
    while batch[-1] is not _END and len(batch) < most:
        size += batch[-1].held_bytes
        if size >= _MOST_BYTES:
            break
        try:
            batch.append(waiting.get(timeout=max(0.0, end - time.monotonic())))
        except queue.Empty:
            break
    is_over = batch[-1] is _END
    return batch[:-1] if is_over else batch, is_over
