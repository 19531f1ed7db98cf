"""Rules of a watchlist tried on what is stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from extractors.mentions.names.automaton import straighten
from extractors.mentions.names.find import find_entities, find_watched_topics
from extractors.mentions.names.lexicon import Lexicon, WatchQuery, WatchRule, compile_lexicon, writings_of
from extractors.mentions.names.watchlist import Watchlist
from extractors.mentions.reading.field import read_revision
from extractors.queries.tree import And, Node, Or, Phrase
from extractors.queries.words import fold_words
from extractors.records import Mention, Revision
from flows.errors import UnknownRule
from flows.lists.lexicon import load_gazetteer, load_lexicon, read_watchlist
from flows.lists.models import load_models
from flows.lists.settings import Settings
from warehouse.database import open_reader
from warehouse.place import place_of
from warehouse.queries import read_sql
from warehouse.query import Answer, query
from warehouse.searching.find import find_revisions
from warehouse.upkeep.replay import stored_revisions

_Rule = TypeVar("_Rule", WatchRule, WatchQuery, WatchRule | WatchQuery)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place in a stored article that a rule matches, and why."""

    rule_id: str
    article_id: str
    field: str
    span_start: int
    span_end: int
    surface: str
    why: str
    sentence: str


def matches_of(
    database: Path, settings: Settings, rule_ids: Sequence[str], *, tried: Watchlist | None = None
) -> Iterator[Match]:
    """Yield what the rules (all, where none is named) would match in the stored articles, article by article.

    A rule is named by its id or its name, in any case; raises UnknownRule.

    `tried` stands in the place of the watchlist of the settings.
    """
    lexicon = _lexicon(settings, tried)
    rules: tuple[WatchRule | WatchQuery, ...] = (*lexicon.rules, *lexicon.queries)
    wanted = {_rule_of(given, rules, settings).rule_id for given in rule_ids} or {rule.rule_id for rule in rules}
    place = place_of(database)
    with open_reader(place) as db:
        candidates = find_revisions(db, place, what_stands_there(lexicon, wanted)) if rule_ids else None
        for revision, _ in stored_revisions(db, only_accepted=True, among=candidates):
            if may_match(revision, lexicon):
                yield from _matches_in(revision, lexicon, wanted)


def _lexicon(settings: Settings, tried: Watchlist | None) -> Lexicon:
    """Return the lexicon of the settings, or one that is kept for nobody else."""
    mentions = settings.mentions
    if tried is None:
        return load_lexicon(watchlist=settings.watchlist, mode=mentions.mode, models=mentions.models)
    return compile_lexicon(
        rules=tried.rules,
        queries=tried.queries,
        gazetteer=load_gazetteer(),
        models=None if mentions.mode == "rules" else load_models(mentions.mode, mentions.models),
    )


def suggested_names(settings: Settings, given: str, *, most: int) -> Answer:
    """Return names that stored articles have and a rule of the watchlist (its id or name) does not state.

    Raises UnknownRule.
    """
    rule = _rule_of(given, read_watchlist(settings.watchlist).rules, settings)
    asked = {
        "names": [rule.name, *rule.aliases],
        "entity_id": rule.entity_id,
        "kind": rule.kind,
        "limit": most,
    }
    return query(settings.database, read_sql("asking/suggest_names"), asked)


def _rule_of(given: str, rules: Sequence[_Rule], settings: Settings) -> _Rule:
    """Return the rule of this id or name; raises UnknownRule with the nearest names."""
    sought = given.lower()
    for rule in rules:
        if sought in (rule.rule_id.lower(), rule.name.lower()):
            return rule
    names = {rule.name.lower(): rule.name for rule in rules}
    nearest = ", ".join(names[name] for name in get_close_matches(sought[:100], names, n=3))
    hint = f"; the nearest: {nearest}" if nearest else ""
    raise UnknownRule(f"{settings.watchlist}: no rule {given[:100]!r}{hint}")


def what_stands_there(lexicon: Lexicon, rule_ids: set[str]) -> Node:
    """Return a query that holds for every text in which one of the rules can match."""
    names = Or(parts=_phrases(writings_of(lexicon, rule_ids)))
    return Or(parts=(names, *(_terms_of(query) for query in lexicon.queries if query.rule_id in rule_ids)))


def _terms_of(query: WatchQuery) -> Node:
    needed = [*query.all_of, *(term for near in query.near for term in near.terms)]
    one_of = (Or(parts=_phrases(query.any_of)),) if query.any_of else ()
    return And(parts=(*_phrases(needed), *one_of, *((query.query,) if query.query else ())))


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(Phrase(words=words) for text in texts if (words := tuple(fold_words(text))))


def may_match(revision: Revision, lexicon: Lexicon) -> bool:
    """Return whether any name or term of the watchlist stands in the revision; names found cost much more.

    What a query asks for in its own grammar is not looked for: where there is one, any revision may match.
    """
    return any(query.query for query in lexicon.queries) or any(
        machine.find(plain)
        for text in (revision.title or "", revision.text)
        for machine, plain in (
            (lexicon.cased, straighten(text)),
            (lexicon.folded, straighten(text).lower()),
            (lexicon.terms, straighten(text).lower()),
        )
    )


def _matches_in(revision: Revision, lexicon: Lexicon, rule_ids: set[str]) -> Iterator[Match]:
    """Yield the matches of the rules in one revision."""
    texts = {"title": revision.title or "", "text": revision.text}
    readings = read_revision(revision)
    is_name_wanted = not rule_ids.isdisjoint(lexicon.rule_by_id)
    found = find_entities(readings, lexicon).mentions if is_name_wanted else find_watched_topics(readings, lexicon)
    for mention in found:
        if mention.rule_id in rule_ids:
            yield Match(
                rule_id=mention.rule_id or "",
                article_id=mention.article_id,
                field=mention.field,
                span_start=mention.span_start,
                span_end=mention.span_end,
                surface=mention.surface,
                why=_reason_of(mention, lexicon),
                sentence=_sentence_of(mention, texts[mention.field]),
            )


def _sentence_of(mention: Mention, text: str) -> str:
    """Return the mention's sentence as one line, cut where it is endless."""
    return " ".join(text[mention.sentence_start : mention.sentence_end].split())[:300]


def _reason_of(mention: Mention, lexicon: Lexicon) -> str:
    """Return in words why a place matched: by which name of which line of the watchlist."""
    rule = lexicon.rule_by_id.get(mention.rule_id or "")
    if rule is None:
        line = next((query.line for query in lexicon.queries if query.rule_id == mention.rule_id), 0)
        return f"term of the query on line {line}"
    stated = {straighten(name).lower() for name in (rule.name, *rule.aliases)}
    if mention.method != "watchlist":
        return f"{mention.form} form of {rule.name!r} (line {rule.line}), which stands in the article"
    kind = "name" if straighten(mention.surface).lower() in stated else f"another writing of {rule.name!r}"
    needs = f", with one of {', '.join(rule.requires)}" if rule.requires else ""
    return f"{kind} on line {rule.line}{needs}"
