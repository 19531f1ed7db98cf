"""A batch's way through a run, in two halves: until its extraction has begun, and until it is loaded.

Between the two another batch may begin, so that workers extract it while this one is loaded.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, Protocol

from extractors.records import RawDocument, Rejected
from flows.archive import Archive, ArchiveAddress
from flows.runs.extraction import Outcome
from flows.runs.steps import (
    BatchCounts,
    add_counts,
    load_outcomes,
    note_verdicts,
    part_deleted,
    part_hopeless,
    split_known,
)
from warehouse.connection import Connection

Batch = Sequence[RawDocument | Rejected]


class Step(Protocol):
    """How a step is called: directly, or as a task."""

    async def __call__(self, name: str, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return what the function returns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A batch that is archived and being extracted; `known_count` of its documents are stored already."""

    outcomes: "Future[list[Outcome]]"
    hopeless: list[Outcome]
    rejected: list[Rejected]
    addresses: dict[str, ArchiveAddress]
    known_count: int
    ids: frozenset[str]

    def decides_on(self, batch: Batch) -> bool:
        """Return whether an entry or a body is in both: what becomes of it here decides what becomes there."""
        return any(not self.ids.isdisjoint(_ids_of(each)) for each in batch if isinstance(each, RawDocument))


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSteps:
    """What batches pass through. `outlets` maps domains to the outlet ids that own them.

    `beside`: one thread that waits for the workers, so that batches are extracted in their order.
    """

    db: Connection
    archive: Archive
    extract: Callable[[Sequence[RawDocument]], list[Outcome]]
    beside: Executor
    step: Step
    extractor: str
    outlets: dict[str, str]

    async def begin(self, batch: Batch) -> Begun:
        """Archive what is new of the batch and let the workers begin."""
        raws, deleted = part_deleted(self.db, [each for each in batch if isinstance(each, RawDocument)])
        fresh, known_count = split_known(self.db, raws)
        fresh, hopeless = part_hopeless(self.db, fresh, self.extractor)
        addresses = await self.step("archive", self.archive.append, fresh)
        return Begun(
            outcomes=self.beside.submit(self.extract, fresh),
            hopeless=hopeless,
            rejected=[*(each for each in batch if isinstance(each, Rejected)), *deleted],
            addresses=addresses,
            known_count=known_count,
            ids=frozenset().union(*map(_ids_of, fresh)),
        )

    async def finish(self, begun: Begun) -> BatchCounts:
        """Wait for the workers and load what they found."""
        outcomes = await self.step("extract", begun.outcomes.result)
        found = [*outcomes, *begun.hopeless]
        loaded = await self.step(
            "load", load_outcomes, self.db, found, begun.rejected, begun.addresses, self.outlets
        )
        note_verdicts(self.db, outcomes, self.extractor)
        return add_counts(loaded, BatchCounts(found=begun.known_count, unchanged=begun.known_count))


async def pass_batches(
    batches: AsyncIterator[Batch], steps: BatchSteps, *, is_read_ahead: bool
) -> AsyncIterator[BatchCounts]:
    """Take the batches through the steps, in order; yield what was loaded of each.

    Where they are read ahead, a batch is extracted while the one before is loaded and the next is read. Whether a
    document is known, or too much, is decided when all is loaded that may decide it.
    """
    begun: Begun | None = None
    async for batch in batches:
        if begun is not None and begun.decides_on(batch):
            yield await steps.finish(begun)
            begun = None
        following = await steps.begin(batch)
        if begun is not None:
            yield await steps.finish(begun)
        begun = following
        if not is_read_ahead:
            yield await steps.finish(begun)
            begun = None
    if begun is not None:
        yield await steps.finish(begun)


def _ids_of(raw: RawDocument) -> tuple[str, ...]:
    return (raw.raw_id, raw.entry.entry_id) if raw.entry else (raw.raw_id,)
