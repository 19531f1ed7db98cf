"""The archive read again by the present extractor: what would change, and, once accepted, the change itself.

A replay takes every archived body with the identity that its article has, extracts it anew and compares. Nothing
is written unless the replay is accepted; then the new revisions are loaded beside the old ones and speak for their
articles.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from extractors.records import Extraction, RawDocument, Rejected
from flows.archive import Archive, ArchiveAddress, ArchiveDamaged, open_archive
from flows.lists.lexicon import watchlist_source
from flows.lists.settings import Settings
from flows.output import Talk
from flows.runs.extraction import Outcome
from flows.runs.steps import open_extractor
from warehouse.connection import Connection, transaction
from warehouse.database import open_reader, stored_place
from warehouse.grouping import GROUPINGS, group_new
from warehouse.load import ArticleBatch, load_articles
from warehouse.names.found_with import note_watchlist
from warehouse.publication import writing
from warehouse.repeated_lines import read_repeated_lines
from warehouse.upkeep.replay import (
    StoredBody,
    accept_set,
    drop_unnamed_entities,
    first_entries,
    renew_findings,
    stored_bodies,
)

_COMPARED = ("title", "text", "published_date", "authors", "verdict")
_SENTENCE_END = re.compile(r"(?<=[.!?…。])\s+|\n")
_MAX_SENTENCES = 3  # enough to judge a difference by; all would be a second copy of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An article that the present extractor reads otherwise: which fields, and sentences that come and go."""

    article_id: str | None
    location: str
    fields: tuple[str, ...]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(slots=True)
class Replay:
    """What a replay found: bodies by what became of them, changed fields, and the first changes as examples.

    `renewed` counts the revisions that stay, but in which the present finders find something else.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    examples: list[Change] = field(default_factory=list)
    revision_sets: set[str] = field(default_factory=set)
    renewed: int = 0


@dataclass(frozen=True, slots=True)
class _Batch:
    """Bodies read again: those that make another revision now, and those that make the stored one."""

    changed: list[Outcome] = field(default_factory=list)
    same: list[Outcome] = field(default_factory=list)


def replay(settings: Settings, talk: Talk, *, is_accepted: bool, example_count: int = 10) -> Replay:
    """Read the archive again and return what changes; with `is_accepted`, load, group and publish it too."""
    place = stored_place(settings.database)
    found = Replay()
    if not is_accepted:
        with open_reader(place) as db, open_archive(place.archive) as archive:
            for _ in _read_again(db, archive, settings, talk, found, example_count):
                pass
        return found
    with (
        writing(
            place, wait_seconds=settings.lock_wait_seconds, on_wait=lambda who: talk.say(f"waits for {who}")
        ) as db,
        open_archive(place.archive) as archive,
    ):
        now = datetime.now(UTC)
        note_watchlist(db, watchlist_source(settings.watchlist))
        for batch in _read_again(db, archive, settings, talk, found, example_count):
            _load(db, batch, found, now)
        with transaction(db):
            drop_unnamed_entities(db)
        for name in ("fold copies", "join stories", "resolve names", "compare statements", "find furniture"):
            group_new(db, GROUPINGS[name], now)
    return found


def _read_again(
    db: Connection, archive: Archive, settings: Settings, talk: Talk, found: Replay, example_count: int
) -> Iterator["_Batch"]:
    """Yield what was read, batch by batch, and count everything in `found`."""
    done = 0
    with open_extractor(settings, read_repeated_lines(db)) as extract:
        for bodies in stored_bodies(db, batch_size=settings.extract.batch_articles):
            pairs = list(_raw_documents(db, archive, bodies, found))
            outcomes = extract([raw for _, raw in pairs])
            batch = _Batch()
            for (body, _), outcome in zip(pairs, outcomes, strict=True):
                change = _compare(body, outcome, found)
                if change is not None:
                    batch.changed.append(outcome)
                    found.examples += [change] if len(found.examples) < example_count else []
                elif outcome.findings is not None:
                    batch.same.append(outcome)
            done += len(bodies)
            talk.progress("replay", done, None)
            yield batch


def _raw_documents(
    db: Connection, archive: Archive, bodies: Sequence[StoredBody], found: Replay
) -> Iterator[tuple[StoredBody, RawDocument]]:
    """Yield the bodies that the archive still holds, as they came in."""
    entries = first_entries(db, [body.raw_id for body in bodies])
    for body in bodies:
        address = ArchiveAddress(file=body.archive_file, offset=body.archive_offset, length=body.archive_length)
        try:
            content = archive.read(address)
        except ArchiveDamaged:
            found.outcomes["damaged"] += 1
            continue
        entry = entries.get(body.raw_id)
        yield (
            body,
            RawDocument(
                raw_id=body.raw_id,
                body=content,
                media_type=body.media_type,
                charset=body.charset,
                url=body.url,
                location=body.url or (entry.location if entry else body.raw_id),
                outlet_id=body.outlet_id,
                external_id=body.external_id,
                entry=entry,
                is_truncated=body.is_truncated,
                seen_at=body.revision_seen_at or body.raw_seen_at,
            ),
        )


def _compare(body: StoredBody, outcome: Outcome, found: Replay) -> Change | None:
    """Return how the new reading differs from the stored one; None where it does not."""
    location = outcome.raw.location
    result = outcome.result
    if isinstance(result, Rejected):
        kind = "still rejected" if body.revision_id is None else "now rejected"
        found.outcomes[kind] += 1
        is_news = body.revision_id is not None
        return Change(article_id=body.article_id, location=location, fields=(result.reason,)) if is_news else None
    found.revision_sets.add(result.revision.revision_set)
    if body.revision_id is None:
        found.outcomes["now an article"] += 1
        return Change(article_id=result.article.article_id, location=location, fields=("new",))
    if result.revision.revision_id == body.revision_id:
        found.outcomes["same"] += 1
        return None
    fields = tuple(name for name in _COMPARED if _value(body, name) != _value(result.revision, name))
    found.outcomes["changed" if fields else "changed beside"] += 1
    found.fields.update(fields)
    added, removed = _changed_sentences(body.text or "", result.revision.text)
    return Change(article_id=body.article_id, location=location, fields=fields, added=added, removed=removed)


def _value(record: object, name: str) -> object:
    value = getattr(record, name)
    return tuple(value or ()) if name == "authors" else value


def _changed_sentences(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first sentences that came and those that went.

    >>> _changed_sentences("One. Two.", "One. Three.")
    (('Three.',), ('Two.',))
    """
    old, new = _SENTENCE_END.split(before), _SENTENCE_END.split(after)
    added: list[str] = []
    removed: list[str] = []
    for kind, old_start, old_end, new_start, new_end in difflib.SequenceMatcher(
        a=old, b=new, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            removed += old[old_start:old_end]
            added += new[new_start:new_end]
    return tuple(added[:_MAX_SENTENCES]), tuple(removed[:_MAX_SENTENCES])


def _load(db: Connection, batch: _Batch, found: Replay, now: datetime) -> None:
    """Load the new revisions; an article that is rejected now keeps its last one.

    What the present finders find in the revisions that stay takes the place of what is stored of them.
    """
    extractions = [outcome.result for outcome in batch.changed if isinstance(outcome.result, Extraction)]
    findings = [outcome.findings for outcome in batch.changed if outcome.findings is not None]
    kept = [
        outcome.result.revision.revision_id for outcome in batch.same if isinstance(outcome.result, Extraction)
    ]
    same = [outcome.findings for outcome in batch.same if outcome.findings is not None]
    with transaction(db):
        found.renewed += renew_findings(db, same, kept)
        for revision_set in sorted(found.revision_sets):
            accept_set(db, revision_set, now=now, changed_count=found.outcomes["changed"])
        load_articles(db, ArticleBatch(extractions=extractions, findings=findings))
