"""What the archive holds beyond the database, loaded as a run would load it; reading it again changes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from extractors.page.words.repeated import RepeatedLines
from extractors.records import RawDocument
from flows.archive import ArchiveAddress, archived_runs
from flows.lists.lexicon import watchlist_source
from flows.lists.outlets import owners_of, read_outlets
from flows.lists.settings import Settings
from flows.output import Talk
from flows.runs.extraction import Outcome
from flows.runs.steps import extractor_name, load_outcomes, note_verdicts, open_extractor
from warehouse.connection import Connection, transaction
from warehouse.grouping import GROUPINGS, group_new
from warehouse.load import replace_rows
from warehouse.names.found_with import note_watchlist
from warehouse.place import Place
from warehouse.repeated_lines import read_repeated_lines
from warehouse.upkeep.repair import known_bodies, known_entries

_BATCH_BYTES = 64_000_000  # of bodies that are unpacked at one time

_Extract = Callable[[Sequence[RawDocument]], list[Outcome]]
_Archived = tuple[str | None, ArchiveAddress, RawDocument]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How many documents came from the archive, and of how many of them it does not hold what a source said."""

    documents: int
    bare: int


def load_from_archive(db: Connection, place: Place, settings: Settings, talk: Talk) -> Loaded:
    """Load the documents that the database does not know, run by run as they came in, and group them.

    Stories are founded and repeated lines learned run by run, so both come out as they did then.
    """
    listed = read_outlets(settings.outlets)
    with transaction(db):
        replace_rows(db, listed)
    _group(db)  # what a run that was cut off had loaded
    count = bare = 0
    extractor = _Extractor(settings)
    with ExitStack() as stack:
        for _, documents in groupby(_unknown(db, place), key=itemgetter(0)):
            extract = extractor.opened(stack, read_repeated_lines(db))
            for batch in _batches(documents, settings.extract.batch_articles):
                _load(db, batch, extract, settings, owners_of(listed))
                count += len(batch)
                bare += sum(raw.entry is None for _, _, raw in batch)
                talk.progress("documents", count, None)
            _group(db)
    return Loaded(documents=count, bare=bare)


def _group(db: Connection) -> None:
    for grouping in GROUPINGS.values():
        group_new(db, grouping, datetime.now(UTC))


class _Extractor:
    """The worker processes, begun anew only where a run had learned lines."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lines: RepeatedLines | None = None
        self._extract: _Extract | None = None

    def opened(self, stack: ExitStack, lines: RepeatedLines) -> _Extract:
        """Return the function that extracts with these lines cut."""
        if self._extract is None or lines != self._lines:
            stack.close()
            self._lines, self._extract = lines, stack.enter_context(open_extractor(self._settings, lines))
        return self._extract


def _load(
    db: Connection, batch: Sequence[_Archived], extract: _Extract, settings: Settings, outlets: dict[str, str]
) -> None:
    addresses: dict[str, ArchiveAddress] = {}
    for _, address, raw in batch:
        addresses.setdefault(raw.raw_id, address)
    note_watchlist(db, watchlist_source(settings.watchlist))
    outcomes = extract([raw for _, _, raw in batch])
    load_outcomes(db, outcomes, (), addresses, outlets)
    note_verdicts(db, outcomes, extractor_name(settings))


def _unknown(db: Connection, place: Place) -> Iterator[_Archived]:
    """Yield the documents whose body or entry is not stored, a body without an entry once."""
    bodies, entries = known_bodies(db), known_entries(db)
    for run_id, address, raw in archived_runs(place.archive, None):
        if raw.raw_id in bodies and (raw.entry is None or raw.entry.entry_id in entries):
            continue
        if raw.entry is None:
            bodies.add(raw.raw_id)
        yield run_id, address, raw


def _batches(documents: Iterable[_Archived], most: int) -> Iterator[list[_Archived]]:
    """Yield the documents in batches, an entry in each but once, lest what it was first be lost."""
    batch: list[_Archived] = []
    size, entries = 0, set[str]()
    for each in documents:
        entry_id = each[2].entry.entry_id if each[2].entry else ""
        if entry_id in entries or len(batch) >= most or size >= _BATCH_BYTES:
            yield batch
            batch, size, entries = [], 0, set()
        batch.append(each)
        size += len(each[2].body)
        entries |= {entry_id} - {""}
    if batch:
        yield batch
