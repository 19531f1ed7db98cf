"""A run, top to bottom: documents → archive → articles with mentions → warehouse → copies → stories → publication.

Plain functions under plain names; how a step is called is an argument, so that the same run goes directly or as
tasks of a Prefect flow (`flows.ingest`).
"""

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from extractors.records import RawDocument, Rejected
from flows.archive import open_archive
from flows.lists.lexicon import watchlist_source
from flows.lists.outlets import owners_of, read_outlets
from flows.lists.settings import Settings, settings_hash
from flows.lists.version import code_version
from flows.output import CURRENT_TALK, Talk
from flows.runs.extraction import Outcome
from flows.runs.overlap import BatchSteps, Step, pass_batches
from flows.runs.steps import (
    BatchCounts,
    add_counts,
    extractor_name,
    open_extractor,
)
from warehouse.collecting.polling import archive_end, count_asked
from warehouse.connection import Connection, transaction
from warehouse.database import open_writer
from warehouse.errors import WarehouseError, WriterBusy
from warehouse.grouping import GROUPINGS, group_new
from warehouse.load import count_stored, replace_rows
from warehouse.names.found_with import note_watchlist
from warehouse.place import Place, place_of, writer_lock
from warehouse.publication import content_state, publish, stays_published, take_note
from warehouse.repeated_lines import read_repeated_lines
from warehouse.runs import Run, close_dead_runs, end_marker, leave_pending, save_run, start_marker, take_pending
from warehouse.searching.index import try_keep_index
from warehouse.statements.thresholds import Thresholds, keep_thresholds
from warehouse.summaries.keep import keep_summaries
from warehouse.upkeep.standing import note_standing, read_standing

Documents = AsyncIterator[Sequence[RawDocument | Rejected]]
Extract = Callable[[Sequence[RawDocument]], list[Outcome]]


async def call_directly(name: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Call the step as the plain function that it is."""
    del name
    return function(*arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a run is to do: where its documents come from, and how it is called in `runs`.

    `is_read_ahead`: its documents do not depend on what is loaded of those before them. `around_extraction` may
    know better than to extract; `when_published` is called when readers see what was loaded.
    """

    flow: Literal["load", "run", "merge"]
    documents: Callable[[Connection], Documents]
    document_count: int | None = None
    is_read_ahead: bool = False
    parameters: dict[str, Any] = field(default_factory=dict)
    around_extraction: Callable[[Extract], Extract] | None = None
    when_published: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a run ended, and what is stored after it."""

    run: Run
    counts: BatchCounts
    stored: dict[str, int]
    stage_seconds: dict[str, float]
    asked_sources: int = 0
    failed_sources: int = 0


async def run_job(
    job: Job,
    settings: Settings,
    talk: Talk,
    *,
    step: Step = call_directly,
    executed_by: Literal["direct", "prefect"] = "direct",
    is_scheduled: bool = False,
) -> Report:
    """Do the job and publish what it led to.

    Raises a WarehouseError where nothing could run. A scheduled run that would overlap another is not an error: it
    is skipped, with a row.
    """
    place = place_of(settings.database)
    run = Run(
        run_id=uuid.uuid4().hex,
        flow=job.flow,
        started_at=datetime.now(UTC),
        executed_by=executed_by,
        parameters=json.dumps(job.parameters, default=str),
        code_version=code_version(),
        config_hash=settings_hash(settings),
    )
    wait_seconds = 0.0 if is_scheduled else settings.lock_wait_seconds
    try:
        with writer_lock(place, wait_seconds=wait_seconds, on_wait=lambda who: talk.say(f"waiting for {who}")):
            report = await _run_locked(job, run, place, settings, talk, step)
            if job.when_published is not None:
                job.when_published()
        await asyncio.to_thread(_tell, settings, talk)
        return report
    except WriterBusy as busy:
        if not is_scheduled:
            raise
        skipped = replace(run, finished_at=datetime.now(UTC), outcome="skipped", error=str(busy))
        leave_pending(place, skipped)
        return Report(run=skipped, counts=BatchCounts(), stored={}, stage_seconds={})


def _tell(settings: Settings, talk: Talk) -> None:
    """Tell what is to be told; where no file lists it, what tells is not loaded: .04 s of CPU."""
    try:
        settings.alerts.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        pass  # one that cannot be reached is said below, and fails no run
    from flows.alerts.deliver import tell

    tell(settings, talk)


async def _run_locked(job: Job, run: Run, place: Place, settings: Settings, talk: Talk, step: Step) -> Report:
    clock = StageClock(step)
    start_marker(place, run)
    try:
        return await _run_open(job, run, place, settings, talk, clock)
    except WriterBusy:
        end_marker(place)
        raise
    except WarehouseError as error:
        start_marker(place, replace(run, finished_at=datetime.now(UTC), outcome="crashed", error=str(error)))
        raise


async def _run_open(
    job: Job, run: Run, place: Place, settings: Settings, talk: Talk, clock: "StageClock"
) -> Report:
    note = take_note(place)
    with open_writer(place) as db:
        before = content_state(db, place)
        close_dead_runs(db)
        save_run(db, run)
        try:
            counts = await _ingest(job, run, db, place, settings, talk, clock)
        except BaseException as error:
            reason = f"{type(error).__name__}: {error}".strip(": ")
            crashed = replace(run, finished_at=datetime.now(UTC), outcome="crashed", error=reason)
            start_marker(place, crashed)
            # Where the database itself failed, or a lake's PostgreSQL went away, the marker tells the next run.
            with suppress(Exception):
                save_run(db, crashed)
            raise
        run = replace(
            run,
            finished_at=datetime.now(UTC),
            outcome="item_errors" if counts.rejected else "clean",
            found_count=counts.found,
            new_count=counts.new,
            unchanged_count=counts.unchanged,
            rejected_count=counts.rejected,
            stage_seconds=json.dumps(clock.seconds),
        )
        save_run(db, run)
        taken_count = take_pending(db, place)
        stored = count_stored(db)
        asked, failed = count_asked(db, run.started_at)
        is_quiet = not taken_count and content_state(db, place) == before
        standing = read_standing(db)
    if is_quiet and stays_published(place, note):
        note_standing(place, standing)
    else:
        await clock("publish", publish, place)
    end_marker(place)
    return Report(
        run=run,
        counts=counts,
        stored=stored,
        stage_seconds=clock.seconds,
        asked_sources=asked,
        failed_sources=failed,
    )


async def _ingest(
    job: Job, run: Run, db: Connection, place: Place, settings: Settings, talk: Talk, step: Step
) -> BatchCounts:
    """Take the documents batch by batch through extraction into the tables, then group what is new."""
    CURRENT_TALK.set(talk)
    counts = BatchCounts()
    listed = read_outlets(settings.outlets)
    with transaction(db):
        replace_rows(db, listed)
        note_watchlist(db, watchlist_source(settings.watchlist))
        verdicts = settings.verdicts
        keep_thresholds(db, Thresholds(differs=verdicts.differs_confidence, conflict=verdicts.conflict_confidence))
    outlets = owners_of(listed)
    known_lines = read_repeated_lines(db)
    with (
        ThreadPoolExecutor(1, "extraction") as beside,
        open_archive(place.archive, known_end=archive_end(db), run_id=run.run_id) as archive,
        open_extractor(settings, known_lines) as extract,
    ):
        if job.around_extraction is not None:
            extract = job.around_extraction(extract)
        steps = BatchSteps(
            db=db, archive=archive, extract=extract, beside=beside, step=step,
            extractor=extractor_name(settings), outlets=outlets,
        )  # fmt: skip
        async for loaded in pass_batches(job.documents(db), steps, is_read_ahead=job.is_read_ahead):
            counts = add_counts(counts, loaded)
            talk.progress("articles", counts.found, job.document_count)
        if archive.damage is not None:
            talk.say(f"{archive.damage}; `cuttings archive verify` names what is lost")
    counts = add_counts(counts, await _group(db, step))
    await step("summarize", _summarize, db)
    if problem := await step("index", try_keep_index, db, place):
        talk.say(problem)
    return counts


async def _group(db: Connection, step: Step) -> BatchCounts:
    """Fold copies, join stories, learn repeated lines; each looks at all that is stored and not dealt with yet.

    Returns how many of them failed, as rejections.
    """
    now = datetime.now(UTC)
    failed = [await step(name, group_new, db, grouping, now) for name, grouping in GROUPINGS.items()]
    count = sum(row is not None for row in failed)
    return BatchCounts(found=count, rejections=(("grouping_failed", count),) if count else ())


def _summarize(db: Connection) -> None:
    with transaction(db):
        keep_summaries(db)


class StageClock:
    """A way to call steps that adds up the wall time of each, in seconds."""

    def __init__(self, step: Step) -> None:
        self.seconds: dict[str, float] = {}
        self._step = step

    async def __call__(self, name: str, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call the step and keep the time that it took."""
        start = time.perf_counter()
        try:
            return await self._step(name, function, *arguments)
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - start, 3)
