"""Scores of predicted mentions, values and quotations against gold, pair by pair.

An optional gold mention costs nothing and earns nothing; a nominal prediction is left out unless it hits gold.
Pairs are made greedily in the order of the gold: exact spans first, then overlapping ones where these count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
NAME_TYPES = ("ORG", "PERSON", "PLACE", "PRODUCT")


@dataclass
class Counts:
    """Right, wrong and missed; `right` may be counted more strictly than `paired`."""

    paired: int = 0
    right: int = 0
    spurious: int = 0
    missed: int = 0
    misses: list[Any] = field(default_factory=list)

    def precision(self, hits: int | None = None) -> float:
        hits = self.right if hits is None else hits
        return hits / (self.paired + self.spurious) if self.paired + self.spurious else 0.0

    def recall(self, hits: int | None = None) -> float:
        hits = self.right if hits is None else hits
        return hits / (self.paired + self.missed) if self.paired + self.missed else 0.0

    def f1(self, hits: int | None = None) -> float:
        precision, recall = self.precision(hits), self.recall(hits)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def gold_spans(mention: Row) -> list[tuple[int, int]]:
    return [(mention["start"], mention["end"]), *(tuple(span) for span in mention.get("alt_spans", []))]


def hits(gold: Row, predicted: Row, *, is_exact: bool) -> bool:
    start, end = predicted["start"], predicted["end"]
    if is_exact:
        return any((start, end) == span for span in gold_spans(gold))
    return any(start < b and a < end for a, b in gold_spans(gold))


def same_type(gold: Row, predicted: Row) -> bool:
    return predicted["type"] == gold["type"] or predicted["type"] in gold.get("alt_types", [])


def pair_up(
    gold: Iterable[Row], predicted: Iterable[Row], *, overlap: bool, typed: bool = True
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Return the pairs, the gold left over and the predictions left over."""
    pairs: list[tuple[Row, Row]] = []
    gold_left, predicted_left = list(gold), list(predicted)
    for is_exact in (True, False) if overlap else (True,):
        for one in list(gold_left):
            for other in predicted_left:
                if (not typed or same_type(one, other)) and hits(one, other, is_exact=is_exact):
                    pairs.append((one, other))
                    gold_left.remove(one)
                    predicted_left.remove(other)
                    break
    return pairs, gold_left, predicted_left


def folded(name: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", " ", (name or "").casefold()).strip()


def same_entity(gold: Row, predicted: Row) -> bool:
    if gold.get("entity_id") and gold["entity_id"] == predicted.get("entity_id"):
        return True
    name = folded(predicted.get("canonical"))
    return bool(name) and folded(gold.get("canonical")) == name


def in_scope(document: Row, mentions: list[Row]) -> list[Row]:
    """Return the predictions inside the part of the document that was labelled."""
    if not document.get("eval_span"):
        return mentions
    start, end = document["eval_span"]
    return [mention for mention in mentions if start <= mention["start"] and mention["end"] <= end]


def is_optional(mention: Row) -> bool:
    return mention.get("tier") == "optional"


def is_vague(mention: Row, words: tuple[str, ...]) -> bool:
    return str(mention.get("form", "")).startswith(words)


def score_names(
    pairs: Iterable[tuple[Row, Row]], *, types: tuple[str, ...] = NAME_TYPES, overlap: bool = False
) -> Counts:
    """Return the counts over (gold document, predicted document); `right` also asks for the entity.

    `overlap` is for gold that spans whole noun phrases around the names.
    """
    counts = Counts()
    for gold, predicted in pairs:
        free = [m for m in gold["mentions"] if is_optional(m) or is_vague(m, ("nominal",))]
        core = [m for m in gold["mentions"] if m["type"] in types and m not in free]
        named = in_scope(gold, [m for m in predicted["mentions"] if m["type"] in types])
        matched, missed, left = pair_up(core, named, overlap=overlap)
        _, _, left = pair_up(free, left, overlap=overlap, typed=False)
        counts.paired += len(matched)
        counts.missed += len(missed)
        counts.spurious += sum(not is_vague(m, ("nominal", "pronoun")) for m in left)
        counts.right += sum(same_entity(one, other) for one, other in matched)
        counts.misses += [(gold["id"], "missed", m["type"], m["surface"]) for m in missed]
        counts.misses += [(gold["id"], "spurious", m["type"], m["surface"]) for m in left]
    return counts


def is_close(gold: object, predicted: object) -> bool:
    if gold is None or predicted is None:
        return False
    one, other = float(str(gold)), float(str(predicted))
    return abs(one - other) <= 1e-6 * max(1.0, abs(one))


def same_value(kind: str, gold: Row | None, predicted: Row | None) -> bool:
    gold, predicted = gold or {}, predicted or {}
    if kind == "MONEY":
        return is_close(gold.get("amount"), predicted.get("amount")) and (
            "currency" not in gold or gold["currency"] == predicted.get("currency")
        )
    if kind == "PERCENT":
        return is_close(gold.get("value"), predicted.get("value"))
    if kind == "DATE":
        when = gold.get("timex") or gold.get("when")
        return when is not None and when == predicted.get("timex")
    units = (gold.get("unit"), predicted.get("unit"))
    return is_close(gold.get("number"), predicted.get("number")) and (None in units or units[0] == units[1])


def score_values(pairs: Iterable[tuple[Row, Row]], kind: str) -> Counts:
    """Return the counts of one type of value; `right` asks for the value too."""
    counts = Counts()
    for gold, predicted in pairs:
        free = [m for m in gold["mentions"] if is_optional(m)]
        core = [m for m in gold["mentions"] if m["type"] == kind and m not in free]
        stated = in_scope(gold, [m for m in predicted["mentions"] if m["type"] == kind])
        matched, missed, left = pair_up(core, stated, overlap=True)
        _, _, left = pair_up(free, left, overlap=True, typed=False)
        counts.paired += len(matched)
        counts.missed += len(missed)
        counts.spurious += len(left)
        for one, other in matched:
            is_right = same_value(kind, one.get("value"), other.get("value"))
            counts.right += is_right
            if not is_right:
                counts.misses.append((gold["id"], "value", one["surface"], one.get("value"), other.get("value")))
        counts.misses += [(gold["id"], "missed", m["surface"], m.get("value")) for m in missed]
        counts.misses += [(gold["id"], "spurious", m["surface"], m.get("value")) for m in left]
    return counts


def code_points(quote: Row, key: str) -> set[int]:
    """Return the code points of a quotation's content or speaker; these may be in pieces."""
    if isinstance(quote.get(key), list):
        spans = [tuple(span) for span in quote[key]]
    elif key == "content":
        spans = [(quote["start"], quote["end"])]
    else:
        spans = [(quote["speaker_start"], quote["speaker_end"])] if quote.get("speaker_start") is not None else []
    return {at for start, end in spans for at in range(start, end)}


def quotes_of(document: Row) -> list[Row]:
    listed = (
        [m for m in document["mentions"] if m["type"] in ("QUOTE", "SCARE_QUOTE")]
        if "mentions" in document
        else []
    )
    return [*listed, *document.get("quotes", [])]


@dataclass
class QuoteCounts(Counts):
    """`right` counts the found quotations whose speaker is the gold one's too; `scare` those that are none."""

    scare: int = 0


def score_quotes(pairs: Iterable[tuple[Row, Row]], *, least_overlap: float = 0.8) -> QuoteCounts:
    """Return the counts of quotations; a pair shares `least_overlap` of the code points of both together."""
    counts = QuoteCounts()
    for gold, predicted in pairs:
        wanted = [quote for quote in quotes_of(gold) if quote["type"] == "QUOTE"]
        scare = [code_points(quote, "content") for quote in quotes_of(gold) if quote["type"] == "SCARE_QUOTE"]
        left = [(quote, code_points(quote, "content")) for quote in predicted.get("quotes", [])]
        for quote in wanted:
            points = code_points(quote, "content")
            shares = [len(points & other) / (len(points | other) or 1) for _, other in left]
            best = max(shares, default=0.0)
            if best < least_overlap:
                counts.missed += 1
                counts.misses.append((gold["id"], "missed", quote["start"]))
                continue
            found, _ = left.pop(shares.index(best))
            counts.paired += 1
            said_by = code_points(quote, "speaker")
            is_right = bool(said_by & code_points(found, "speaker"))
            counts.right += is_right
            if not is_right:
                counts.misses.append((gold["id"], "speaker", quote["start"], quote.get("speaker_surface"), found))
        counts.spurious += len(left)
        counts.misses += [(gold["id"], "spurious", quote["start"]) for quote, _ in left]
        counts.scare += sum(any(points & other for other in scare) for _, points in left)
    return counts
