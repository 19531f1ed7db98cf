"""Several streams of results as one."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

Result = TypeVar("Result")


async def at_once(streams: Sequence[AsyncIterator[Result]], most: int) -> AsyncIterator[Result]:
    """Yield the results of all streams as they come, at most `most` streams at a time; the first error ends it."""
    results: asyncio.Queue[Result] = asyncio.Queue(maxsize=most)
    slots = asyncio.Semaphore(most)

    async def drain(stream: AsyncIterator[Result]) -> None:
        async with slots:
            async for result in stream:
                await results.put(result)

    async def drain_all() -> None:
        async with asyncio.TaskGroup() as group:
            for stream in streams:
                group.create_task(drain(stream))

    running = asyncio.create_task(drain_all())
    try:
        while not (running.done() and results.empty()):
            getting = asyncio.create_task(results.get())
            await asyncio.wait({getting, running}, return_when=asyncio.FIRST_COMPLETED)
            if getting.done():
                yield getting.result()
            else:
                getting.cancel()
        await running
    finally:
        running.cancel()
