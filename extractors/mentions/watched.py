"""Names of the watchlist in a text, under their context rules, and the topics that its queries find."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import product

from extractors.mentions.automaton import fold, straighten
from extractors.mentions.evidence import is_name_despite_word, may_be_word
from extractors.mentions.lexicon import Lexicon, NameSpan, Near, WatchQuery, WatchRule
from extractors.mentions.reading import Reading, sentence_at

WORD = re.compile(r"\w+")
Hits = dict[str, list[tuple[int, int]]]


def find_terms(texts: tuple[str, ...], lexicon: Lexicon) -> tuple[Hits, ...]:
    """Return for each text where the terms of rules and queries stand in it, by term."""
    found: tuple[Hits, ...] = tuple({} for _ in texts)
    for text, hits in zip(texts, found, strict=True):
        for start, end, (number, *_) in lexicon.terms.find(fold(text)):
            hits.setdefault(lexicon.term_words[number], []).append((start, end))
    return found


def find_watched(readings: tuple[Reading, ...], lexicon: Lexicon, terms: tuple[Hits, ...]) -> list[list[NameSpan]]:
    """Return for each reading the spans of watched names whose context rules hold, in order, without overlap."""
    everywhere = {term for hits in terms for term in hits}
    return [
        without_overlap(list(watched_spans(reading, lexicon, hits, everywhere)))
        for reading, hits in zip(readings, terms, strict=True)
    ]


def watched_spans(reading: Reading, lexicon: Lexicon, hits: Hits, everywhere: set[str]) -> Iterator[NameSpan]:
    """Yield a span per name found; of several rules for one name the first whose context holds."""
    plain = straighten(reading.text)
    for start, end, owners in [*lexicon.cased.find(plain), *lexicon.folded.find(plain.lower())]:
        word = plain[start:end]
        if may_be_word(word, lexicon.gazetteer) and not is_name_despite_word(reading, plain, start, end):
            continue
        for number in owners:
            rule = lexicon.rules[number]
            if context_holds(rule, reading, start, hits, everywhere):
                yield NameSpan(
                    start=start, end=end, kind=rule.kind, method="watchlist", confidence=1.0,
                    entity_id=rule.entity_id, rule_id=rule.rule_id,
                )  # fmt: skip
                break


def context_holds(rule: WatchRule, reading: Reading, start: int, hits: Hits, everywhere: set[str]) -> bool:
    """Return whether one required term stands in the article and no forbidden one in the sentence."""
    if rule.requires and not any(fold(term) in everywhere for term in rule.requires):
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
    """Return for each reading the spans that made each query true of the article."""
    found: list[list[NameSpan]] = [[] for _ in readings]
    everywhere = {term for hits in terms for term in hits}
    for query in lexicon.queries:
        if not query_may_hold(query, everywhere):
            continue
        spans = [near_spans(reading, query, hits) for reading, hits in zip(readings, terms, strict=True)]
        if all(any(groups[number] for groups in spans) for number in range(len(query.near))):
            for index, hits in enumerate(terms):
                found[index] += topic_spans(query, hits, spans[index])
    return found


def query_may_hold(query: WatchQuery, everywhere: set[str]) -> bool:
    """Return whether `any`, `all` and `none` of the query hold for the article."""
    return (
        all(fold(term) in everywhere for term in query.all_of)
        and not any(fold(term) in everywhere for term in query.none_of)
        and (not query.any_of or any(fold(term) in everywhere for term in query.any_of))
    )


def near_spans(reading: Reading, query: WatchQuery, hits: Hits) -> list[list[tuple[int, int]]]:
    """Return for each `near` group of the query the spans of terms that stand together; empty where none do."""
    words = [match.start() for match in WORD.finditer(reading.text)] if query.near else []
    return [spans_together(near, hits, words) for near in query.near]


def spans_together(near: Near, hits: Hits, words: list[int]) -> list[tuple[int, int]]:
    """Return the spans of the first place where all terms stand within the number of words."""
    # A term that stands 50 times in one text is no longer telling; the product stays bounded.
    places = [hits.get(fold(term), [])[:50] for term in near.terms[:4]]
    numbers = {start: bisect_left(words, start) for spans in places for start, _ in spans}
    for spans in product(*places):
        at = [numbers[start] for start, _ in spans]
        if max(at) - min(at) <= near.within_words:
            return list(spans)
    return []


def topic_spans(query: WatchQuery, hits: Hits, groups: list[list[tuple[int, int]]]) -> Iterator[NameSpan]:
    """Yield a topic span for each place that made the query true."""
    spans = {span for group in groups for span in group}
    spans |= {span for term in (*query.any_of, *query.all_of) for span in hits.get(fold(term), ())}
    for start, end in sorted(spans):
        yield NameSpan(
            start=start, end=end, kind="topic", method="watchlist", confidence=1.0,
            entity_id=query.entity_id, rule_id=query.rule_id,
        )  # fmt: skip
