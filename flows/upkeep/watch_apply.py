"""A changed watchlist applied to what is stored: only revisions that a changed rule can touch are read again."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any

from extractors.errors import WatchlistError
from extractors.findings import find_all
from extractors.mentions.names.lexicon import Lexicon, compile_lexicon
from extractors.mentions.names.watchlist import Watchlist, parse_watchlist
from extractors.queries.tree import Node, Or
from extractors.records import Findings, RawDocument, Rejected, Revision
from flows.lists.lexicon import load_gazetteer, load_lexicon, read_watchlist, watchlist_source
from flows.lists.models import check_models
from flows.lists.rule_changes import Rule, changed_rules
from flows.lists.settings import Settings
from flows.upkeep.watch import may_match, what_stands_there
from flows.workers.pool import WorkerPool
from warehouse.connection import Connection, transaction
from warehouse.database import stored_place
from warehouse.furniture.find import find_furniture
from warehouse.names.found_with import all_found_with, found_with
from warehouse.names.resolve import resolve_names
from warehouse.place import Place
from warehouse.publication import writing
from warehouse.searching.find import find_revisions
from warehouse.upkeep.replay import (
    drop_unnamed_entities,
    entities_anew,
    former_revisions,
    renew_findings,
    revisions_named_by,
    stored_revisions,
    watched_compared,
    watched_difference,
)

_BATCH_REVISIONS = 500  # whose findings are compared at once with what is stored
_Read = tuple[Revision, str | None]


@dataclass(slots=True)
class Applied:
    """One row per watched entity that is named in other places than before, and what that took.

    `rule_ids` are the rules that changed, None where everything was read again; `untold_count` revisions could not
    be read within the limits and keep what was found before.
    """

    columns: list[str] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    rule_ids: frozenset[str] | None = None
    read_count: int = 0
    renewed_count: int = 0
    untold_count: int = 0


@dataclass(frozen=True, slots=True)
class _Changes:
    """The rules that changed, as they were and as they are, and the lexicons of both by which they are found."""

    rule_ids: frozenset[str]
    entity_ids: frozenset[str]
    query: Node
    mini: Lexicon


def apply_watchlist(
    settings: Settings,
    *,
    is_trial: bool,
    is_whole: bool = False,
    on_progress: Callable[[int, int | None], None] = lambda *_: None,
) -> Applied:
    """Find again the mentions of revisions that a changed rule can touch, and return the difference.

    All revisions are read where that is asked, or nothing tells what they were found with. A trial leaves
    everything as it was.
    """
    source = watchlist_source(settings.watchlist)
    check_models(settings.mentions.mode, settings.mentions.models)
    listed = read_watchlist(settings.watchlist)
    place = stored_place(settings.database)
    with (
        writing(place, wait_seconds=settings.lock_wait_seconds, is_trial=is_trial) as db,
        transaction(db, is_trial=is_trial),
    ):
        before = None if is_whole else _lists_before(db)
        changes = _changes_of(before, listed) if before else None
        applied = Applied(rule_ids=changes.rule_ids if changes else None)
        entity_ids = changes.entity_ids if changes else _entity_ids([*listed.rules, *listed.queries])
        with watched_compared(db):
            if changes is None or changes.rule_ids:
                touched = _touched(db, place, changes) if changes else None
                with entities_anew(db, entity_ids):
                    _find_again(db, settings, _revisions(db, changes, touched), applied, on_progress, touched)
                drop_unnamed_entities(db)
        all_found_with(db, source)
        resolve_names(db, now=datetime.now(UTC))
        find_furniture(db, now=datetime.now(UTC))
        applied.columns, applied.rows = watched_difference(db)
    return applied


def _lists_before(db: Connection) -> list[Watchlist] | None:
    """Return the watchlists that stored revisions were read with; None where that is not known."""
    try:
        return [parse_watchlist(source) for source in found_with(db)] or None
    except WatchlistError:
        return None  # an older version took what this one refuses


def _changes_of(before: Sequence[Watchlist], after: Watchlist) -> _Changes:
    """Return what one of the former watchlists has that the new one has not, or otherwise, and the reverse."""
    rule_ids: frozenset[str] = frozenset()
    entity_ids: frozenset[str] = frozenset()
    queries: list[Node] = []
    minis: list[Watchlist] = []
    for former in before:
        for listed, changed in zip((former, after), changed_rules(former, after), strict=True):
            if not changed:
                continue
            rules = tuple(rule for rule in listed.rules if rule.rule_id in changed)
            topics = tuple(query for query in listed.queries if query.rule_id in changed)
            whole = compile_lexicon(rules=listed.rules, queries=listed.queries, gazetteer=load_gazetteer())
            queries.append(what_stands_there(whole, set(changed)))
            minis.append(Watchlist(rules=rules, queries=topics))
            rule_ids |= changed
            entity_ids |= _entity_ids([*rules, *topics])
    mini = compile_lexicon(
        rules=tuple(rule for each in minis for rule in each.rules),
        queries=tuple(query for each in minis for query in each.queries),
        gazetteer=load_gazetteer(),
    )
    return _Changes(rule_ids, entity_ids, Or(parts=tuple(queries)), mini)


def _entity_ids(rules: Sequence[Rule]) -> frozenset[str]:
    return frozenset(rule.entity_id for rule in rules)


def _touched(db: Connection, place: Place, changes: _Changes) -> list[str] | None:
    """Return the revisions that the rules may match in, or did; None where only reading all of them can tell."""
    current = find_revisions(db, place, changes.query)
    if current is None:
        return None
    return sorted({*current, *former_revisions(db), *revisions_named_by(db, changes.rule_ids)})


def _revisions(db: Connection, changes: _Changes | None, touched: Sequence[str] | None) -> Iterator[_Read]:
    """Yield the revisions to be read again."""
    if changes is None:
        yield from stored_revisions(db)
        return
    named = revisions_named_by(db, changes.rule_ids)
    for revision, country in stored_revisions(db, among=touched):
        if revision.revision_id in named or may_match(revision, changes.mini):
            yield revision, country


def _find_again(
    db: Connection,
    settings: Settings,
    revisions: Iterator[_Read],
    applied: Applied,
    on_progress: Callable[[int, int | None], None],
    touched: Sequence[str] | None,
) -> None:
    """Put what is found now in the place of what is stored; by as many processes as the settings say."""
    total = len(touched) if touched is not None else None
    with WorkerPool(
        _find_in,
        initializer=partial(_start_finder, settings),
        processes=settings.extract.processes,
        timeout_seconds=settings.extract.timeout_seconds,
        memory_bytes=settings.extract.memory_bytes,
    ) as pool:
        while batch := list(islice(revisions, _BATCH_REVISIONS)):
            found: list[Findings] = []
            read: list[str] = []
            for (revision, _), result in zip(batch, pool.run(map(_as_document, batch)), strict=True):
                applied.read_count += 1
                on_progress(applied.read_count, total)
                if isinstance(result, Rejected):
                    applied.untold_count += 1
                    continue
                found.append(result)
                read.append(revision.revision_id)
            applied.renewed_count += renew_findings(db, found, read)


def _as_document(read: _Read) -> RawDocument:
    """Return a revision as the pool takes it: bytes with an id."""
    revision, _ = read
    return RawDocument(
        raw_id=revision.revision_id,
        body=pickle.dumps(read),
        location=revision.article_id,
        seen_at=revision.first_seen_at,
    )


def _start_finder(settings: Settings) -> Lexicon:
    mentions = settings.mentions
    return load_lexicon(watchlist=settings.watchlist, mode=mentions.mode, models=mentions.models)


def _find_in(raw: RawDocument, lexicon: Lexicon) -> Findings:
    revision, country = pickle.loads(raw.body)  # noqa: S301 - our own process wrote it
    return find_all(revision, lexicon, country=country)
