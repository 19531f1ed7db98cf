"""The steps of a run as plain functions: documents → articles with mentions → warehouse → groups."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from extractors.records import Entry, Extraction, Outlet, RawDocument, Rejected, StoredRaw
from extractors.rejections import reject, reject_document
from extractors.urls.identity import registrable_domain
from extractors.versions import PAGE_VERSION
from flows import __version__
from flows.archive import ArchiveAddress
from flows.lists.lexicon import read_watchlist
from flows.lists.models import check_models
from flows.lists.settings import Settings
from flows.runs.boundary import each_alone
from flows.runs.extraction import Outcome, extract_lean, start_worker
from flows.workers.pool import WorkerPool
from flows.workers.process import NOT_FINAL, describe
from warehouse.collecting.deleted import read_deleted
from warehouse.collecting.hopeless import hopeless_bodies, note_hopeless
from warehouse.connection import Connection, transaction
from warehouse.load import ArticleBatch, load_articles, loaded_entries

if TYPE_CHECKING:
    from extractors.page.words.repeated import RepeatedLines


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCounts:
    """How a batch ended; found = new + unchanged + rejected."""

    found: int = 0
    new: int = 0
    unchanged: int = 0
    rejections: tuple[tuple[str, int], ...] = ()

    @property
    def rejected(self) -> int:
        """Return how many documents were dropped."""
        return sum(count for _, count in self.rejections)


def add_counts(first: BatchCounts, second: BatchCounts) -> BatchCounts:
    """Return the sum of two counts."""
    reasons = Counter(dict(first.rejections)) + Counter(dict(second.rejections))
    return BatchCounts(
        found=first.found + second.found,
        new=first.new + second.new,
        unchanged=first.unchanged + second.unchanged,
        rejections=tuple(sorted(reasons.items())),
    )


@contextmanager
def open_extractor(
    settings: Settings, repeated_lines: "RepeatedLines"
) -> Iterator[Callable[[Sequence[RawDocument]], list[Outcome]]]:
    """Give the function that turns raw documents into outcomes, in their order, by worker processes.

    The lines that outlets repeat are those known when the run begins: what a run learns is for the next one.

    Raises WatchlistError or ModelError at once where the watchlist or a model cannot be used.
    """
    read_watchlist(settings.watchlist)
    check_models(settings.mentions.mode, settings.mentions.models)
    with WorkerPool(
        extract_lean,
        initializer=partial(start_worker, settings, repeated_lines),
        processes=settings.extract.processes,
        timeout_seconds=settings.extract.timeout_seconds,
        memory_bytes=settings.extract.memory_bytes,
    ) as pool:

        def extract(raws: Sequence[RawDocument]) -> list[Outcome]:
            results = zip(raws, pool.run(raws), strict=True)
            return [
                Outcome(raw=raw, result=result) if isinstance(result, Rejected) else replace(result, raw=raw)
                for raw, result in results
            ]

        yield extract


def split_known(db: Connection, raws: Sequence[RawDocument]) -> tuple[list[RawDocument], int]:
    """Return the documents that are not stored as they are, and how many are."""
    known = loaded_entries(db, [raw.entry for raw in raws if raw.entry is not None])
    fresh = [raw for raw in raws if raw.entry is None or raw.entry.entry_id not in known]
    return fresh, len(raws) - len(fresh)


def part_deleted(db: Connection, raws: Sequence[RawDocument]) -> tuple[list[RawDocument], list[Rejected]]:
    """Return the documents that nobody deleted for good, and the others as rejections that say nothing of them."""
    deleted = read_deleted(db)
    kept: list[RawDocument] = []
    rejected: list[Rejected] = []
    for raw in raws:
        entry_id = raw.entry.entry_id if raw.entry else None
        if deleted.has(url=raw.url, entry_id=entry_id, raw_id=raw.raw_id):
            rejected.append(reject("load", "deleted", location=None, at=raw.seen_at))
        else:
            kept.append(raw)
    return kept, rejected


# A verdict of the limits or of the code; what only the machine of the moment is to blame for is tried again.
_FINAL_VERDICTS = frozenset({"timeout", "memory", "error", "worker_died"})
# Any verdict on a body of so many bytes is kept: to find that 2 MB of table are no article takes a second of CPU.
_LARGE_BODY = 500_000


def extractor_name(settings: Settings) -> str:
    """Return the version of the extractor with its settings: what a verdict on a hopeless body holds for."""
    asked = settings.extract
    mode = f"{'best' if asked.is_best else 'fast'} {','.join(sorted(asked.languages))}".strip()
    return f"{PAGE_VERSION}/{__version__}/{mode}/{asked.timeout_seconds:g} s/{asked.memory_bytes} bytes"


def part_hopeless(
    db: Connection, raws: Sequence[RawDocument], extractor: str
) -> tuple[list[RawDocument], list[Outcome]]:
    """Return the documents that are to be extracted, and those that are known to be too much, as rejections."""
    known = hopeless_bodies(db, [raw.raw_id for raw in raws], extractor)
    fresh = [raw for raw in raws if raw.raw_id not in known]
    return fresh, [
        Outcome(raw=raw, result=reject_document(raw, *known[raw.raw_id])) for raw in raws if raw.raw_id in known
    ]


def note_verdicts(db: Connection, outcomes: Sequence[Outcome], extractor: str) -> None:
    """Remember the bodies that were too much for the extractor, and the large ones that are no article."""
    verdicts = [
        (outcome.raw, outcome.result)
        for outcome in outcomes
        if isinstance(outcome.result, Rejected)
        and (outcome.result.reason in _FINAL_VERDICTS or len(outcome.raw.body) >= _LARGE_BODY)
        and not (outcome.result.detail or "").startswith(NOT_FINAL)
    ]
    with transaction(db):
        note_hopeless(db, verdicts, extractor)


def load_outcomes(
    db: Connection,
    outcomes: Sequence[Outcome],
    rejected: Sequence[Rejected],
    addresses: dict[str, ArchiveAddress],
    outlets: dict[str, str],
) -> BatchCounts:
    """Load what a batch became, all together. `outlets` maps domains to the outlet ids that own them.

    A document that cannot be stored is a rejection; the others of its batch are loaded in smaller parts.
    """

    def load(part: Sequence[Outcome]) -> list[BatchCounts]:
        return [_load_outcomes(db, part, (), addresses, outlets)]

    def refused(outcome: Outcome, error: Exception) -> Outcome:
        raw = replace(outcome.raw, entry=None, url=None, media_type=None, charset=None)
        row = reject(
            "load", "error", location=raw.location, at=raw.seen_at, detail=describe(error), raw_id=raw.raw_id
        )
        return Outcome(raw=raw, result=row)

    counts = _load_outcomes(db, (), rejected, addresses, outlets)
    for loaded in each_alone(outcomes, load, refused):
        counts = add_counts(counts, loaded)
    return counts


def _load_outcomes(
    db: Connection,
    outcomes: Sequence[Outcome],
    rejected: Sequence[Rejected],
    addresses: dict[str, ArchiveAddress],
    outlets: dict[str, str],
) -> BatchCounts:
    kept = [(outcome, _with_outlet(outcome.result, outlets)) for outcome in outcomes]
    extractions = [result for _, result in kept if isinstance(result, Extraction)]
    dropped = [*rejected, *(result for _, result in kept if isinstance(result, Rejected))]
    batch = ArticleBatch(
        outlets=_derived_outlets(extractions, set(outlets.values())),
        entries=[_fetched(outcome.raw, result) for outcome, result in kept if outcome.raw.entry],
        # Of a body's rows the last staged one stays: here that of its first document, as between batches.
        raws=[_stored(outcome.raw, addresses.get(outcome.raw.raw_id)) for outcome in reversed(outcomes)],
        extractions=extractions,
        findings=[outcome.findings for outcome in outcomes if outcome.findings is not None],
        rejections=dropped,
    )
    with transaction(db):
        new, unchanged = load_articles(db, batch)
    reasons = Counter(each.reason for each in dropped)
    return BatchCounts(
        found=len(outcomes) + len(rejected),
        new=new,
        unchanged=unchanged,
        rejections=tuple(sorted(reasons.items())),
    )


def _with_outlet(result: Extraction | Rejected, outlets: dict[str, str]) -> Extraction | Rejected:
    if isinstance(result, Rejected) or result.article.outlet_id not in outlets:
        return result
    return replace(result, article=replace(result.article, outlet_id=outlets[result.article.outlet_id]))


def _derived_outlets(extractions: Sequence[Extraction], listed: set[str]) -> list[Outlet]:
    ids = {each.article.outlet_id for each in extractions} - listed
    return [
        Outlet(outlet_id=outlet_id, domain=_domain_of(outlet_id), name=outlet_id, origin="derived")
        for outlet_id in sorted(ids - {None}, key=str)
        if outlet_id is not None
    ]


def _domain_of(outlet_id: str) -> str | None:
    """Return the id where it is a domain; that of an outlet which a dump names is its name."""
    return outlet_id if registrable_domain(f"https://{outlet_id}") == outlet_id else None


def _fetched(raw: RawDocument, result: Extraction | Rejected) -> Entry:
    assert raw.entry is not None
    reason = result.reason if isinstance(result, Rejected) else None
    article_id = result.article.article_id if isinstance(result, Extraction) else None
    return replace(raw.entry, state="fetched", raw_id=raw.raw_id, loaded_article_id=article_id, reason=reason)


def _stored(raw: RawDocument, address: ArchiveAddress | None) -> StoredRaw:
    return StoredRaw(
        raw_id=raw.raw_id,
        media_type=raw.media_type,
        charset=raw.charset,
        url=raw.url,
        body_bytes=len(raw.body),
        is_truncated=raw.is_truncated,
        archive_file=address.file if address else None,
        archive_offset=address.offset if address else None,
        archive_length=address.length if address else None,
        first_seen_at=raw.seen_at,
        extra=raw.entry.extra if raw.entry else None,
    )
