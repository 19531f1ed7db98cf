"""The job of `cuttings merge`: what other machines extracted, loaded in the order of the documents.

It is a load whose documents come from an inbox, with what was found in them; what was found under other conditions
than the writer's is found anew. So the database is the one that `cuttings load` makes of the same paths.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from extractors.records import Extraction, RawDocument, Rejected
from extractors.rejections import reject
from flows.errors import NothingToLoad
from flows.inbox.arrived import Arrived, Waiting, claim, look, put_away, remove_again, rows_of
from flows.inbox.chunks import ChunkDamaged, Handed
from flows.inbox.extraction_order import leave_lines
from flows.lists.settings import Settings
from flows.output import CURRENT_TALK
from flows.runs.extraction import Outcome
from flows.runs.handing_in import conditions_of
from flows.runs.load import BATCH_BYTES
from flows.runs.pipeline import Extract, Job
from warehouse.connection import Connection
from warehouse.database import open_reader
from warehouse.place import place_of
from warehouse.repeated_lines import read_repeated_lines

_Document = RawDocument | Rejected


def merge_job(inbox: Path, settings: Settings) -> Job:
    """Return the job that merges what can be merged; raises NothingToLoad where there is no inbox."""
    if not inbox.is_dir():
        raise NothingToLoad(f"{inbox}: no such folder")
    merger = _Merger(inbox, settings)
    return Job(
        flow="merge",
        documents=merger.documents,
        parameters={"inbox": str(inbox)},
        around_extraction=merger.around_extraction,
        when_published=merger.put_away,
    )


class _Merger:
    """What the parts of the job share: the batch that is on its way, with what was found in it."""

    def __init__(self, inbox: Path, settings: Settings) -> None:
        self._inbox = inbox
        self._settings = settings
        self._outcomes: dict[int, Outcome] = {}
        self._merged: list[Waiting] = []
        self._again: Sequence[Path] = ()

    async def documents(self, db: Connection) -> AsyncIterator[Sequence[_Document]]:
        """Yield the documents of every order as far as they are there, and what in the inbox is none, as rows."""
        del db
        place = place_of(self._settings.database)
        claim(self._inbox, place.lake.address if place.lake else str(place.published))
        arrived, conditions = look(self._inbox), conditions_of(self._settings)
        self._again = arrived.again
        for line in _told(arrived, conditions):
            CURRENT_TALK.get().say(line)
        if bad := list(_bad(arrived)):
            yield bad
        for waiting in arrived.orders:
            is_alike = waiting.order.conditions == conditions
            try:
                for batch in self._batches(rows_of(self._inbox, waiting, has_results=is_alike)):
                    # By identity: one document may come twice, and the list lives until all of it is loaded.
                    self._outcomes = {id(row.document): found for row in batch if (found := _outcome(row))}
                    yield [row.document for row in batch]
                self._merged.append(waiting)
            except ChunkDamaged as problem:
                yield [_damaged(str(problem))]

    def _batches(self, rows: Iterable[Handed]) -> Iterator[list[Handed]]:
        batch: list[Handed] = []
        size = 0
        for row in rows:
            batch.append(row)
            size += len(row.document.body) if isinstance(row.document, RawDocument) else 0
            if len(batch) >= self._settings.extract.batch_articles or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def around_extraction(self, extract: Extract) -> Extract:
        """Return the function that knows what was found elsewhere, and extracts the other documents."""

        def merged(raws: Sequence[RawDocument]) -> list[Outcome]:
            known = self._outcomes
            fresh = [raw for raw in raws if id(raw) not in known]
            found = known | dict(zip(map(id, fresh), extract(fresh) if fresh else (), strict=True))
            return [found[id(raw)] for raw in raws]

        return merged

    def put_away(self) -> None:
        """Take what was merged out of the inbox, and leave the lines that outlets repeat for later orders."""
        for waiting in self._merged:
            put_away(self._inbox, waiting)
        remove_again(self._again)
        with open_reader(place_of(self._settings.database)) as db:
            leave_lines(self._inbox, read_repeated_lines(db))


def _outcome(row: Handed) -> Outcome | None:
    if row.result is None or not isinstance(row.document, RawDocument):
        return None
    findings = row.findings if isinstance(row.result, Extraction) else None
    return Outcome(raw=row.document, result=row.result, findings=findings)


def _told(arrived: Arrived, conditions: str) -> Iterator[str]:
    """Yield what a person should know of the inbox."""
    for waiting in arrived.orders:
        what = ", ".join(waiting.order.paths)
        left = sum(not waiting.reaches(chunk) for line in waiting.lines.values() for chunk in line)
        left += len(waiting.others)
        if waiting.lacking:
            parts = ", ".join(map(str, waiting.lacking))
            yield (
                f"{what}: part {parts} of {waiting.order.parts} lacks documents from number"
                f" {waiting.until or 0:,} on; {left:,} chunks wait for it"
            )
        if waiting.order.conditions != conditions:
            yield f"{what}: extracted by another version, or with other settings or lists; extracted anew here"
    if arrived.unfinished:
        yield f"{len(arrived.unfinished):,} chunks are being written, or were when their machine ended"
    if arrived.again:
        yield f"{len(arrived.again):,} chunks came again after they were merged"


def _bad(arrived: Arrived) -> Iterator[Rejected]:
    yield from map(_damaged, arrived.damaged)
    for path in arrived.foreign:
        detail = "lies in an inbox; it is left there"
        yield reject("read", "not_a_chunk", location=str(path), at=datetime.now(UTC), detail=detail)


def _damaged(problem: str) -> Rejected:
    folder, _, detail = problem.partition(": ")
    return reject(
        "read",
        "chunk_damaged",
        location=folder,
        at=datetime.now(UTC),
        detail=f"{detail}; its machine hands it in again when `cuttings extract` is repeated",
    )
