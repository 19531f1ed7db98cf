"""Batches pass in order: one is extracted while the one before is loaded, unless the one decides on the other."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any

import pytest

from extractors.records import RawDocument
from flows.runs.overlap import Batch, BatchSteps, Begun, pass_batches
from flows.runs.steps import BatchCounts

SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)


def batch(*ids: str) -> Batch:
    return [RawDocument(raw_id=each, body=b"", location=each, seen_at=SEEN_AT) for each in ids]


class Noted(BatchSteps):
    """Steps that only note what is asked of them."""

    def __init__(self) -> None:
        self.noted: list[str]
        object.__setattr__(self, "noted", [])
        object.__setattr__(self, "db", None)

    async def begin(self, batch: Batch) -> Begun:
        ids = [each.raw_id for each in batch if isinstance(each, RawDocument)]
        self.noted.append(f"begin {' '.join(ids)}")
        nothing: Future[Any] = Future()
        return Begun(outcomes=nothing, hopeless=[], rejected=[], addresses={}, known_count=0, ids=frozenset(ids))

    async def finish(self, begun: Begun) -> BatchCounts:
        self.noted.append(f"load {' '.join(sorted(begun.ids))}")
        return BatchCounts(found=len(begun.ids))


def passed(*batches: Batch, is_read_ahead: bool) -> tuple[list[str], int]:
    steps = Noted()

    async def documents() -> AsyncIterator[Batch]:
        for each in batches:
            steps.noted.append("read")
            yield each

    async def run() -> int:
        loaded = pass_batches(documents(), steps, is_read_ahead=is_read_ahead)
        return sum([counts.found async for counts in loaded])

    return steps.noted, asyncio.run(run())


@pytest.mark.parametrize(
    ("batches", "is_read_ahead", "noted"),
    [
        (["a b", "c", "d"], True, "read, begin a b, read, begin c, load a b, read, begin d, load c, load d"),
        (["a b", "c"], False, "read, begin a b, load a b, read, begin c, load c"),
        (["a b", "b c", "d"], True, "read, begin a b, read, load a b, begin b c, read, begin d, load b c, load d"),
        ([], True, ""),
    ],
    ids=["read ahead", "one by one", "a body in two batches", "nothing"],
)
def test_the_order_of_batches(batches: list[str], is_read_ahead: bool, noted: str) -> None:
    found, count = passed(*(batch(*each.split()) for each in batches), is_read_ahead=is_read_ahead)
    assert ", ".join(found) == noted
    assert count == sum(len(each.split()) for each in batches)
