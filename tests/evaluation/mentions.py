"""Names, values and quotations as `find_mentions` gives them, against the labelled sets."""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import Lexicon, WatchRule, compile_lexicon
from extractors.records import MentionKind
from flows.lists.lexicon import load_lexicon
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions
from tests.evaluation.mention_rows import (
    TYPES,
    country_of,
    predicted_mention,
    predicted_quote,
    revision_of,
    with_gold,
)
from tests.evaluation.mention_scores import Counts, Row, score_names, score_quotes, score_values

KINDS: dict[str, MentionKind] = {
    "ORG": "organization",
    "PERSON": "person",
    "PLACE": "place",
    "PRODUCT": "product",
    "EVENT": "event",
}
VALUES = ("MONEY", "PERCENT", "DATE", "QUANTITY")
# Sets of other languages; each is also run with a watchlist of the names of its gold, as a user would list them.
LANGUAGE_SETS = ("germeval_de", "conll2002_es", "wikiann_fr", "kind_it", "conll2002_nl", "harem_pt")
LEAST_PRECISION = 0.95  # at which the recall of watched names is told
# The cases once more as if nothing were known of where they are said: a "$" is a US dollar then.
NOWHERE = "value_cases without countries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A set and what is measured on it; `phrases`: its names are whole noun phrases, touching counts."""

    names: bool = False
    values: tuple[str, ...] = ()
    quotes: bool = False
    phrases: bool = False
    by: Callable[[Row], str] | None = None


SETS: dict[str, Named] = {
    "seeds": Named(names=True, values=("MONEY", "PERCENT", "DATE", "QUANTITY"), quotes=True),
    "ieer_newswire": Named(names=True, values=("MONEY", "PERCENT", "DATE")),
    "conllpp_test": Named(names=True),
    "wikigold": Named(names=True),
    "finer_ord_test": Named(names=True),
    "gum_wikinews": Named(names=True, phrases=True, values=("DATE",)),
    "newsfair_v2": Named(names=True),
    "reuters128": Named(names=True),
    **{name: Named(names=True) for name in LANGUAGE_SETS},
    "timebank_aquaint": Named(values=("DATE",)),
    "value_cases": Named(by=lambda row: f"{row['source'].split('/')[-1].split()[0]} {row['lang']} {row['kind']}"),
    "recognizers_en": Named(by=lambda row: f"{row['lang']} {row['kind']}"),
    "recognizers_multi": Named(by=lambda row: f"{row['lang']} {row['kind']}"),
    "quantulum3_quantities": Named(by=lambda row: row["kind"]),
    "price_parser": Named(by=lambda row: row["kind"]),
    "polnear_segments": Named(quotes=True),
}


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of the sets that the folder holds in this split, and those of the peers named."""
    figures: list[Figure] = []
    for name in sets or SETS:
        path = set_file(folder, name, split)
        if path is None or name not in SETS:
            continue
        rows = [with_gold(row) for row in read_rows(path) if row.get("kind", "MONEY") in VALUES]
        for label, lexicon in lexicons(folder, name, rows):
            with cpu_clock() as spent:
                predicted = [predict(row, lexicon, knows_country=label != NOWHERE) for row in rows]
            write_predictions(predictions, label, predicted)
            watched = {rule.entity_id for rule in lexicon.rules}
            figures += figures_of(label, list(zip(rows, predicted, strict=True)), watched, spent[0])
        figures += peer_figures(name, rows)
    return figures


def peer_figures(name: str, rows: list[Row]) -> list[Figure]:
    """Return the figures of the predictions in the folders that CUTTINGS_PEERS names (see values_peers.py)."""
    figures = []
    for folder in filter(None, os.environ.get("CUTTINGS_PEERS", "").split(":")):
        path = Path(folder) / f"{name}.jsonl"
        if path.is_file():
            found = {row["id"]: row for row in read_rows(path)}
            pairs = [(row, found.get(row["id"], {"mentions": [], "quotes": []})) for row in rows]
            measured = figures_of(f"{name} {path.parent.name}", pairs, set(), None)
            figures += [figure for figure in measured if figure.value]
    return figures


def lexicons(folder: Path, name: str, rows: list[Row]) -> Iterator[tuple[str, Lexicon]]:
    """Yield what a set is run with, and what to call the run: names with both models, some watched too."""
    if not SETS[name].names:
        lexicon = load_lexicon(mode="fast" if SETS[name].quotes else "rules")
        yield name, lexicon
        if name == "value_cases":
            yield NOWHERE, lexicon
        return
    base = load_lexicon(mode="accurate")
    yield name, base
    yield f"{name} fast", load_lexicon(mode="fast")
    if name == "seeds" and (path := folder / "seeds_watchlist.json").is_file():
        yield "seeds watchlist", watching(json.loads(path.read_text(encoding="utf-8")), base)
    if name in LANGUAGE_SETS:
        yield f"{name} watchlist", watching(names_of_gold(rows), load_lexicon(mode="fast"))
    if name == "gum_wikinews":
        linked = {
            m["entity_id"]: {"entity_id": m["entity_id"], "canonical": m["canonical"], "type": m["type"]}
            for row in rows
            for m in row["mentions"]
            if m.get("entity_id") and m["type"] in KINDS
        }
        yield "gum_wikinews watchlist", watching(list(linked.values()), base)


def names_of_gold(rows: list[Row]) -> list[Row]:
    """Return a rule for each name of the gold, in the writing and of the kind that most of its mentions have."""
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for mention in (mention for row in rows for mention in row["mentions"] if mention["type"] in KINDS):
        surface = " ".join(mention["surface"].split())
        counts[surface.casefold()][mention["type"], surface] += 1
    listed = []
    for number, each in enumerate(counts.values()):
        (kind, surface), _ = each.most_common(1)[0]
        if len(surface) > 1:
            listed.append({"entity_id": f"gold-{number}", "canonical": surface, "type": kind})
    return listed


def title_name(title: str) -> str:
    """Return the name that an article's title gives, as people read it."""
    return unquote(title).replace("_", " ")


def watching(listed: list[Row], base: Lexicon) -> Lexicon:
    """Return the lexicon with the listed entities watched."""
    rules = tuple(
        WatchRule(
            rule_id=row["entity_id"],
            entity_id=row["entity_id"],
            name=title_name(row["canonical"]),
            kind=KINDS[row["type"]],
            aliases=tuple(row.get("aliases", ())),
        )
        for row in listed
        if row["type"] in KINDS
    )
    return compile_lexicon(rules=rules, gazetteer=base.gazetteer, models=base.models)


def predict(row: Row, lexicon: Lexicon, *, knows_country: bool = True) -> Row:
    """Return what is found in a row's text, in the documented form."""
    found = find_mentions(revision_of(row), lexicon, country=country_of(row) if knows_country else None)
    names = {entity.entity_id: entity.name for entity in found.entities}
    return {
        "id": row["id"],
        "text": row["text"],
        "mentions": [predicted_mention(mention, names) for mention in found.mentions if mention.kind in TYPES],
        "quotes": [predicted_quote(quote, found, names, row["text"]) for quote in found.quotes],
    }


def figures_of(label: str, pairs: list[tuple[Row, Row]], watched: set[str], seconds: float | None) -> list[Figure]:
    """Return the figures of one run over a set; the label begins with the set's name."""
    measured = SETS[label.split()[0]]
    is_plain = " " not in label
    rows: list[tuple[str, float, int]] = []
    if measured.names and (is_plain or label.endswith(("fast", "watchlist", "spacy-small"))):
        counts = score_names(pairs, overlap=measured.phrases)
        rows += name_figures("names", pairs, counts, has_entities=bool(watched) or label == "seeds")
    if measured.names and watched:
        only = [(gold, found | {"mentions": watched_of(found, watched)}) for gold, found in pairs]
        rows += name_figures("watched names", only, score_names(only, overlap=measured.phrases), has_entities=True)
        rows.append(
            (
                "watched names: recall where precision is .95",
                sure_recall(only, overlap=measured.phrases),
                len(only),
            )
        )
    for kind in measured.values if not label.endswith(("fast", "watchlist")) else ():
        rows += value_figures(kind.lower(), pairs, kind)
    for group in sorted({measured.by(gold) for gold, _ in pairs}) if measured.by else ():
        part = [pair for pair in pairs if measured.by and measured.by(pair[0]) == group]
        rows += value_figures(group, part, part[0][0]["kind"])
    if measured.quotes:
        quotes = score_quotes(pairs)
        rows += [
            ("quotes F1", quotes.f1(quotes.paired), len(pairs)),
            ("quotes with speaker F1", quotes.f1(), len(pairs)),
            ("quotes: scare quotes taken", quotes.scare, len(pairs)),
        ]
    return [
        Figure(set=label, figure=name, value=value, documents=count, cpu_seconds=seconds)
        for name, value, count in rows
    ]


def sure_recall(pairs: list[tuple[Row, Row]], *, overlap: bool) -> float:
    """Return the best type recall at a confidence from which on type precision is .95; 0 where it never is."""
    best = 0.0
    for least in {mention["confidence"] for _, found in pairs for mention in found["mentions"]}:
        kept = [
            (gold, found | {"mentions": [one for one in found["mentions"] if one["confidence"] >= least]})
            for gold, found in pairs
        ]
        counts = score_names(kept, overlap=overlap)
        if counts.precision(counts.paired) >= LEAST_PRECISION:
            best = max(best, counts.recall(counts.paired))
    return best


def watched_of(found: Row, watched: set[str]) -> list[Row]:
    return [mention for mention in found["mentions"] if mention["entity_id"] in watched]


def name_figures(
    title: str, pairs: list[tuple[Row, Row]], counts: Counts, *, has_entities: bool
) -> list[tuple[str, float, int]]:
    rows = [
        (f"{title}: type precision", counts.precision(counts.paired), len(pairs)),
        (f"{title}: type recall", counts.recall(counts.paired), len(pairs)),
        (f"{title}: type F1", counts.f1(counts.paired), len(pairs)),
    ]
    if has_entities:
        rows += [
            (f"{title}: entity precision", counts.precision(), len(pairs)),
            (f"{title}: entity recall", counts.recall(), len(pairs)),
            (f"{title}: entity F1", counts.f1(), len(pairs)),
        ]
    return rows


def value_figures(title: str, pairs: list[tuple[Row, Row]], kind: str) -> list[tuple[str, float, int]]:
    counts = score_values(pairs, kind)
    rows = [(f"{title}: found F1", counts.f1(counts.paired), len(pairs))]
    if any(m.get("value") for gold, _ in pairs for m in gold["mentions"] if m["type"] == kind):
        rows.append((f"{title}: found and value F1", counts.f1(), len(pairs)))
    return rows
