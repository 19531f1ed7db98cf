"""Names of gazetteer and watchlist in a text, these under their context rules, and the topics of its queries."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from extractors.mentions.names.automaton import fold, straighten
from extractors.mentions.names.evidence import is_name_despite_word, may_be_word
from extractors.mentions.names.lexicon import Lexicon, NameSpan, Near, WatchQuery, WatchRule
from extractors.mentions.names.votes import KNOWN
from extractors.mentions.reading.field import Reading, sentence_at
from extractors.queries.match import SearchedText, find_matches

_WORD = re.compile(r"\w+")
_PLACE_BEFORE = re.compile(r"[A-Z][\w.'-]*,\s$")
_SURE = 0.72  # of the model: as LEAST_CONFIDENCE of the names that it finds by itself
# Of a single word that the model takes for no name of its own: right in .68 to .91 on the open sets of six
# languages (2026-11-27; others in .95 and more, but on HAREM, whose types follow the sense: .86).
_UNBACKED = 0.8
_ACRONYM_LETTERS = 4
# No part of a compound: 26 of 30 are places in the part of GermEval that is trained on (2026-11-28).
_GENITIVE = re.compile(r"(?<![\w-])([A-ZÄÖÜ]\w{3,})s(?![\w-])")
Hits = dict[str, list[tuple[int, int]]]


def find_terms(texts: tuple[str, ...], lexicon: Lexicon) -> tuple[Hits, ...]:
    """Return where the terms of rules and queries stand in each text, by term."""
    found: tuple[Hits, ...] = tuple({} for _ in texts)
    for text, hits in zip(texts, found, strict=True):
        for start, end, (number, *_) in lexicon.terms.find(fold(text)):
            hits.setdefault(lexicon.term_words[number], []).append((start, end))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What the rules are judged by: the texts, straightened, and the terms in them; `proofs` is filled on."""

    texts: tuple[str, ...]
    everywhere: frozenset[str]
    proofs: dict[int, bool] = field(default_factory=dict)


def find_watched(
    readings: tuple[Reading, ...],
    lexicon: Lexicon,
    terms: tuple[Hits, ...],
    modelled: list[list[NameSpan]],
) -> list[list[NameSpan]]:
    """Return the spans of watched names whose context rules hold in each reading, in order, without overlap."""
    plain = tuple(straighten(reading.text) for reading in readings)
    article = Article(texts=plain, everywhere=frozenset(term for hits in terms for term in hits))
    found = []
    for reading, text, hits, models in zip(readings, plain, terms, modelled, strict=True):
        spans = without_overlap(list(_watched_spans(reading, text, lexicon, hits, article, models)))
        found.append([part for span in spans for part in _parts_of(text, span, lexicon, article)])
    return found


def _watched_spans(
    reading: Reading, plain: str, lexicon: Lexicon, hits: Hits, article: Article, models: list[NameSpan]
) -> Iterator[NameSpan]:
    """Yield a span per name found; of several rules for one name that which the article speaks for."""
    sure = {(span.start, span.end): span.kind for span in models if span.confidence >= _SURE}
    seen = {(span.start, span.end) for span in models}
    for start, end, owners in [*lexicon.cased.find(plain), *lexicon.folded.find(plain.lower())]:
        holding = [
            number for number in owners if _context_holds(lexicon.rules[number], reading, start, hits, article)
        ]
        if not holding:
            continue
        rule = lexicon.rules[_likeliest(holding, plain, start, lexicon, article)]
        if (
            may_be_word(plain[start:end], lexicon.gazetteer)
            and sure.get((start, end)) != rule.kind
            and not is_name_despite_word(reading, plain, start, end)
        ):
            continue
        is_backed = not seen or (start, end) in seen or " " in plain[start:end]
        yield NameSpan(
            start=start, end=end, kind=rule.kind, method="watchlist", confidence=1.0 if is_backed else _UNBACKED,
            entity_id=rule.entity_id, rule_id=rule.rule_id,
        )  # fmt: skip


def _likeliest(numbers: list[int], plain: str, start: int, lexicon: Lexicon, article: Article) -> int:
    """Return the one of several rules for a name whose qualifier stands in the article, else the plainest.

    Behind a place ("Albany, New York") that is "New York (state)" or the like, as it names the larger place.
    """
    if len(numbers) == 1:
        return numbers[0]
    common = [number for number in numbers if lexicon.qualifiers.get(number, ("",))[0][:1].islower()]
    if common and _PLACE_BEFORE.search(plain, max(0, start - 30), start):
        return common[0]
    proven = [number for number in numbers if _is_proven(number, lexicon, article)]
    plainest = [number for number in numbers if number not in lexicon.qualifiers]
    return (proven or plainest or numbers)[0]


def _is_proven(number: int, lexicon: Lexicon, article: Article) -> bool:
    """Return whether the qualifier of a rule, where it is a name, stands in the article."""
    if number not in article.proofs:
        names = [name for name in lexicon.qualifiers.get(number, ()) if name[:1].isupper()]
        article.proofs[number] = any(
            re.search(rf"\b{re.escape(name)}(?!\w)", text) for name in names for text in article.texts
        )
    return article.proofs[number]


def _parts_of(plain: str, span: NameSpan, lexicon: Lexicon, article: Article) -> Iterator[NameSpan]:
    """Yield the span, of "Irving, Texas" the two places where both are watched."""
    comma = plain.find(", ", span.start, span.end) if span.kind == "place" else -1
    tail = lexicon.cased.find(plain[comma + 2 : span.end]) if comma > 0 else []
    places = [number for number in tail[0][2] if lexicon.rules[number].kind == "place"] if tail else []
    rule = lexicon.rules[_likeliest(places, plain, comma + 2, lexicon, article)] if places else None
    if rule is None or tail[0][:2] != (0, span.end - comma - 2) or rule.rule_id == span.rule_id:
        yield span
        return
    yield replace(span, end=comma)
    yield replace(span, start=comma + 2, entity_id=rule.entity_id, rule_id=rule.rule_id)


def _context_holds(rule: WatchRule, reading: Reading, start: int, hits: Hits, article: Article) -> bool:
    """Return whether one required term stands in the article and no forbidden one in the sentence."""
    if rule.requires and not any(fold(term) in article.everywhere for term in rule.requires):
        return False
    if not rule.forbids:
        return True
    _, low, high = sentence_at(reading, start)
    return not any(low <= a < high for term in rule.forbids for a, _ in hits.get(fold(term), ()))


def without_overlap(spans: list[NameSpan]) -> list[NameSpan]:
    """Return the spans in order, of overlapping ones the longest (the first of equals)."""
    kept: list[NameSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            if span.end - span.start > kept[-1].end - kept[-1].start:
                kept[-1] = span
        else:
            kept.append(span)
    return kept


def find_topics(readings: tuple[Reading, ...], lexicon: Lexicon, terms: tuple[Hits, ...]) -> list[list[NameSpan]]:
    """Return the spans of each reading that made each query true of the article."""
    found: list[list[NameSpan]] = [[] for _ in readings]
    everywhere = {term for hits in terms for term in hits}
    texts = [SearchedText(field=reading.field, text=reading.text) for reading in readings]
    for query in lexicon.queries:
        if not _query_may_hold(query, everywhere):
            continue
        asked = find_matches(query.query, texts) if query.query else []
        if asked is None:
            continue
        spans = [_near_spans(reading, query, hits) for reading, hits in zip(readings, terms, strict=True)]
        if all(any(groups[number] for groups in spans) for number in range(len(query.near))):
            for index, (text, hits) in enumerate(zip(texts, terms, strict=True)):
                places = {(start, end) for field, start, end in asked if field == text.field}
                found[index] += _topic_spans(query, hits, spans[index], places)
    return found


def _query_may_hold(query: WatchQuery, everywhere: set[str]) -> bool:
    """Return whether `any`, `all` and `none` of the query hold for the article."""
    return (
        all(fold(term) in everywhere for term in query.all_of)
        and not any(fold(term) in everywhere for term in query.none_of)
        and (not query.any_of or any(fold(term) in everywhere for term in query.any_of))
    )


def _near_spans(reading: Reading, query: WatchQuery, hits: Hits) -> list[list[tuple[int, int]]]:
    """Return the spans of terms that stand together, for each `near` group of the query; empty where none do."""
    words = [match.start() for match in _WORD.finditer(reading.text)] if query.near else []
    return [_spans_together(near, hits, words) for near in query.near]


def _spans_together(near: Near, hits: Hits, words: list[int]) -> list[tuple[int, int]]:
    """Return the spans of the first place where all terms stand within the number of words."""
    # A term that stands 50 times in one text is no longer telling; the product stays bounded.
    places = [hits.get(fold(term), [])[:50] for term in near.terms[:4]]
    numbers = {start: bisect_left(words, start) for spans in places for start, _ in spans}
    for spans in product(*places):
        at = [numbers[start] for start, _ in spans]
        if max(at) - min(at) <= near.within_words:
            return list(spans)
    return []


def _topic_spans(
    query: WatchQuery, hits: Hits, groups: list[list[tuple[int, int]]], asked: set[tuple[int, int]]
) -> Iterator[NameSpan]:
    """Yield a topic span for each place that made the query true; `asked` are those of its boolean text."""
    spans = asked | {span for group in groups for span in group}
    spans |= {span for term in (*query.any_of, *query.all_of) for span in hits.get(fold(term), ())}
    for start, end in sorted(spans):
        yield NameSpan(
            start=start, end=end, kind="topic", method="watchlist", confidence=1.0,
            entity_id=query.entity_id, rule_id=query.rule_id,
        )  # fmt: skip


def find_known(text: str, lexicon: Lexicon, language: str | None) -> list[NameSpan]:
    """Return the names of the gazetteer in a straightened text, in order; in German genitives of places too."""
    known = [
        _known_span(lexicon, start, end, owners[0])
        for start, end, owners in lexicon.known_names.find(text)
        if language == "en" or not _is_word_in_capitals(text, start, end)
    ]
    if language == "de":
        known += _places_in_genitive(text, lexicon)
        known.sort(key=lambda span: span.start)
    return known


def _places_in_genitive(text: str, lexicon: Lexicon) -> list[NameSpan]:
    """Return the genitives of places that the gazetteer knows: "Hannovers"."""
    found = []
    for match in _GENITIVE.finditer(text):
        owners = lexicon.known_by_name.get(match[1], ()) if match[1] in lexicon.telling else ()
        if {lexicon.gazetteer.known[number].kind for number in owners} == {"place"}:
            found.append(_known_span(lexicon, *match.span(), owners[0]))
    return found


def _is_word_in_capitals(text: str, start: int, end: int) -> bool:
    """Return whether what reads like an acronym stands in a line all in capitals: German "MIT" is "with" there."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[line_start : line_end if line_end > 0 else len(text)]
    return (
        end - start <= _ACRONYM_LETTERS and text[start:end].isupper() and line.isupper() and len(line.split()) > 2
    )


def _known_span(lexicon: Lexicon, start: int, end: int, number: int) -> NameSpan:
    """Return the span of a name of the gazetteer."""
    known = lexicon.gazetteer.known[number]
    return NameSpan(
        start=start, end=end, kind=known.kind, method="gazetteer", confidence=KNOWN, entity_id=known.entity_id
    )
