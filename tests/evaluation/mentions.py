"""Names, values and quotations as `find_mentions` gives them, against the labelled sets."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

from extractors.mentions import find_mentions
from extractors.mentions.lexicon import Lexicon, WatchRule, compile_lexicon
from extractors.records import Findings, Mention, MentionKind, Quote, Revision
from flows.lexicon import load_lexicon
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions
from tests.evaluation.mention_scores import Row, score_names, score_quotes, score_values

TYPES: dict[str, str] = {
    "organization": "ORG",
    "person": "PERSON",
    "place": "PLACE",
    "product": "PRODUCT",
    "money": "MONEY",
    "percent": "PERCENT",
    "date": "DATE",
    "quantity": "QUANTITY",
}
KINDS: dict[str, MentionKind] = {
    "ORG": "organization",
    "PERSON": "person",
    "PLACE": "place",
    "PRODUCT": "product",
    "EVENT": "event",
}
VALUES = ("MONEY", "PERCENT", "DATE", "QUANTITY")
MARKS = "\"“”„«»'‘’`"

# Currencies as the sets of cases name them; in those with a hundredth the amount counts hundredths.
CURRENCIES = {
    "Dollar": "USD",
    "Euro": "EUR",
    "Pound": "GBP",
    "Libra": "GBP",
    "Dólar": "USD",
    "Franc": "FRF",
    "Peseta": "ESP",
    "Netherlands guilder": "NLG",
    "Japanese yen": "JPY",
    "Finnish markka": "FIM",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A set and what is measured on it."""

    names: bool = False
    values: tuple[str, ...] = ()
    quotes: bool = False
    by: Callable[[Row], str] | None = None


SETS: dict[str, Named] = {
    "seeds": Named(names=True, values=("MONEY", "PERCENT", "DATE", "QUANTITY"), quotes=True),
    "ieer_newswire": Named(names=True, values=("MONEY", "PERCENT", "DATE")),
    "conllpp_test": Named(names=True),
    "wikigold": Named(names=True),
    "finer_ord_test": Named(names=True),
    "gum_wikinews": Named(names=True, values=("DATE",)),
    "newsfair_v2": Named(names=True),
    "reuters128": Named(names=True),
    "timebank_aquaint": Named(values=("DATE",)),
    "value_cases": Named(by=lambda row: f"{row['source'].split('/')[-1].split()[0]} {row['lang']} {row['kind']}"),
    "recognizers_en": Named(by=lambda row: f"{row['lang']} {row['kind']}"),
    "recognizers_multi": Named(by=lambda row: f"{row['lang']} {row['kind']}"),
    "quantulum3_quantities": Named(by=lambda row: row["kind"]),
    "price_parser": Named(by=lambda row: row["kind"]),
    "polnear_segments": Named(quotes=True),
}


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    """Return the figures of the sets that the folder holds in this split."""
    lexicon = load_lexicon()
    figures: list[Figure] = []
    for name in sets or SETS:
        path = set_file(folder, name, split)
        if path is None or name not in SETS:
            continue
        rows = [with_gold(row) for row in read_rows(path) if row.get("kind", "MONEY") in VALUES]
        for label, with_watchlist in lexicons(folder, name, rows, lexicon):
            with cpu_clock() as spent:
                predicted = [predict(row, with_watchlist) for row in rows]
            write_predictions(predictions, label, predicted)
            figures += figures_of(label, SETS[name], list(zip(rows, predicted, strict=True)), spent[0])
        figures += peer_figures(name, rows)
    return figures


def lexicons(folder: Path, name: str, rows: list[Row], base: Lexicon) -> Iterator[tuple[str, Lexicon]]:
    """Yield what a set is run with, and what to call the run: seeds and GUM also with a watchlist."""
    yield name, base
    if name == "seeds" and (path := folder / "seeds_watchlist.json").is_file():
        yield "seeds+watchlist", watching(json.loads(path.read_text(encoding="utf-8")), base)
    if name == "gum_wikinews":
        linked = {
            m["entity_id"]: {"entity_id": m["entity_id"], "canonical": m["canonical"], "type": m["type"]}
            for row in rows
            for m in row["mentions"]
            if m.get("entity_id") and m["type"] in KINDS
        }
        yield "gum_wikinews+watchlist", watching(list(linked.values()), base)


def watching(listed: list[Row], base: Lexicon) -> Lexicon:
    """Return the lexicon with the listed entities watched."""
    rules = tuple(
        WatchRule(
            rule_id=row["entity_id"],
            entity_id=row["entity_id"],
            name=unquote(row["canonical"]).replace("_", " "),
            kind=KINDS[row["type"]],
            aliases=tuple(row.get("aliases", ())),
        )
        for row in listed
        if row["type"] in KINDS
    )
    return compile_lexicon(
        rules=rules, gazetteer=base.gazetteer, model=base.model, model_version=base.model_version
    )


def with_gold(row: Row) -> Row:
    """Return the row with its expected values in the form of mentions."""
    if "mentions" not in row and "expected" in row:
        row["mentions"] = [gold for value in row["expected"] for gold in gold_value(row, value)]
    row.setdefault("mentions", [])
    return row


def gold_value(row: Row, value: Row) -> Iterator[Row]:
    """Yield the gold mention of an expected value, its currency only where its name is known here."""
    if "amount" in value:  # price_parser: the amount alone, anywhere in the text
        if value["amount"] is not None and value["currency_symbol"] and value["currency_symbol"] in row["text"]:
            yield {"type": "MONEY", "start": 0, "end": len(row["text"]), "value": {"amount": value["amount"]}} | {
                "surface": row["text"]
            }
        return
    gold = {key: value[key] for key in ("type", "start", "end", "surface")}
    if row["kind"] == "DATE":
        gold["value"] = {"timex": ((value["resolution"] or {}).get("values") or [{}])[0].get("timex")}
    elif "resolution" in value:
        number = str((value["resolution"] or {}).get("value") or "").rstrip("%")
        if row["lang"] != "en":
            number = number.replace(".", "").replace(",", ".") if "," in number else number
        unit = value["resolution"].get("isoCurrency") or CURRENCIES.get(value["resolution"].get("unit", ""))
        amount = float(number) if number.replace(".", "").replace("-", "").replace("E", "").isdigit() else None
        is_hundredth = value["resolution"].get("unit") in ("Cent", "Centavo", "Penny", "Pence")
        gold["value"] = {"amount": amount and (amount / 100 if is_hundredth else amount), "value": amount}
        gold["value"] |= {"number": amount} | ({"currency": unit} if unit else {})
    else:
        gold["value"] = {"number": value.get("value")}
    if any(part is not None for part in gold["value"].values()):
        yield gold


def predict(row: Row, lexicon: Lexicon) -> Row:
    """Return what is found in a row's text, in the documented form."""
    found = find_mentions(revision_of(row), lexicon)
    names = {entity.entity_id: entity.name for entity in found.entities}
    return {
        "id": row["id"],
        "text": row["text"],
        "mentions": [predicted_mention(mention, names) for mention in found.mentions if mention.kind in TYPES],
        "quotes": [predicted_quote(quote, found, names, row["text"]) for quote in found.quotes],
    }


def revision_of(row: Row) -> Revision:
    """Return the row's text as a revision: its language and its day of publication are inputs, its gold is not."""
    day_text = row.get("doc_date") or row.get("reference_time")
    day = date.fromisoformat(day_text[:10]) if day_text else None
    return Revision(
        revision_id=str(row["id"]),
        article_id=str(row["id"]),
        raw_id="",
        revision_set="evaluation",
        title=None,
        title_origin=None,
        text=row["text"],
        zones=(),
        authors=(),
        authors_origin=None,
        language=row.get("lang", "en"),
        language_confidence=None,
        published_date=day,
        published_at=None,
        published_precision="day" if day else None,
        published_origin=None,
        modified_date=None,
        modified_at=None,
        modified_precision=None,
        modified_origin=None,
        verdict="article",
        verdict_reason=None,
        is_free=None,
        robots_meta=None,
        tdm_reservation=None,
        amp_url=None,
        print_url=None,
        word_count=0,
        first_seen_at=datetime(2000, 1, 1, tzinfo=UTC),
    )


def predicted_mention(mention: Mention, names: dict[str, str]) -> Row:
    amount = None if mention.amount is None else float(mention.amount)
    value = {
        "money": {"amount": amount, "currency": mention.unit},
        "percent": {"value": amount},
        "date": {"timex": mention.timex},
        "quantity": {"number": amount, "unit": mention.unit},
    }.get(mention.kind)
    return {
        "type": TYPES[mention.kind],
        "start": mention.span_start,
        "end": mention.span_end,
        "surface": mention.surface,
        "entity_id": mention.entity_id,
        "canonical": names.get(mention.entity_id or ""),
        "form": mention.form,
        "value": value,
    }


def predicted_quote(quote: Quote, found: Findings, names: dict[str, str], text: str) -> Row:
    """Return the quotation with its marks in the span, as the sets count them."""
    start, end = quote.span_start, quote.span_end
    while start > 0 and text[start - 1] in MARKS:
        start -= 1
    while end < len(text) and text[end] in MARKS:
        end += 1
    return {
        "type": "QUOTE",
        "start": start,
        "end": end,
        "surface": text[start:end],
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "speaker_surface": quote.speaker_surface,
        "speaker_entity_id": quote.speaker_entity_id,
        "speaker_canonical": names.get(quote.speaker_entity_id or ""),
        "cue": quote.cue,
    }


def figures_of(label: str, measured: Named, pairs: list[tuple[Row, Row]], seconds: float) -> list[Figure]:
    """Return the figures of one run over a set."""
    rows: list[tuple[str, float, int]] = []
    if measured.names:
        counts = score_names(pairs)
        rows += [
            ("names: type precision", counts.precision(counts.paired), len(pairs)),
            ("names: type recall", counts.recall(counts.paired), len(pairs)),
            ("names: type F1", counts.f1(counts.paired), len(pairs)),
        ]
        if "watchlist" in label or label == "seeds":
            rows += [
                ("names: entity precision", counts.precision(), len(pairs)),
                ("names: entity recall", counts.recall(), len(pairs)),
                ("names: entity F1", counts.f1(), len(pairs)),
            ]
    for kind in measured.values:
        if "watchlist" not in label:
            rows += value_figures(kind.lower(), pairs, kind)
    if measured.by is not None:
        groups = sorted({measured.by(gold) for gold, _ in pairs})
        for group in groups:
            part = [pair for pair in pairs if measured.by(pair[0]) == group]
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


def value_figures(title: str, pairs: list[tuple[Row, Row]], kind: str) -> list[tuple[str, float, int]]:
    counts = score_values(pairs, kind)
    rows = [(f"{title}: found F1", counts.f1(counts.paired), len(pairs))]
    if any(m.get("value") for gold, _ in pairs for m in gold["mentions"] if m["type"] == kind):
        rows.append((f"{title}: found and value F1", counts.f1(), len(pairs)))
    return rows
