"""Extraction of articles from pages: ours beside trafilatura alone, and beside peers whose predictions are given.

Ours are made with the settings in force: CUTTINGS_EXTRACT_IS_BEST=true measures the slower mode.

The predictions of a peer (a file `<set>.jsonl` a set, in the form of ours) are read from the folders that the
variable CUTTINGS_PEERS names, separated by colons; tests/benchmarks/extraction_peers.py makes them.
"""

import base64
import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import trafilatura

from extractors.page.extract import PageOptions, extract_article
from extractors.records import Extraction, RawDocument
from flows.lists.page_options import load_page_options
from flows.lists.settings import load_settings
from tests.evaluation.extraction_scores import (
    author_f1,
    is_same_day,
    is_same_title,
    overlap,
    segment_counts,
    segment_f1,
    text_scores,
)
from tests.evaluation.frame import Figure, cpu_clock, read_rows, set_file, write_predictions

SETS = ("shub", "fundus", "fundeval", "postlight", "trafeval", "wcxb_article")
NEWS = ("shub", "fundus", "fundeval")
# The sets have no fetch times; a day after all of them stands in for the clock.
SEEN_AT = datetime(2027, 1, 1, tzinfo=UTC)

Prediction = dict[str, Any]


def evaluate(folder: Path, split: str, sets: list[str] | None, predictions: Path | None) -> list[Figure]:
    figures: list[Figure] = []
    news: dict[str, list[tuple[dict[str, Any], Prediction]]] = {}
    seconds: dict[str, float] = {}
    for name in sets or SETS:
        path = set_file(folder, name, split)
        if path is None:
            continue
        rows = list(read_rows(path))
        for system, predicted, spent in _all_predictions(name, rows):
            pairs = [(row, predicted.get(row["id"], {})) for row in rows]
            figures += [
                Figure(set=name, figure=f"{system}: {figure}", value=value, documents=count, cpu_seconds=spent)
                for figure, value, count in score_rows(pairs)
            ]
            if name in NEWS:
                news.setdefault(system, []).extend(pairs)
                seconds[system] = seconds.get(system, 0.0) + (spent or 0.0)
            if system == "ours":
                write_predictions(predictions, name, list(predicted.values()))
    for system, pairs in news.items():
        figures += _news_figures(system, pairs, seconds[system])
    return figures


def _all_predictions(
    name: str, rows: list[dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Prediction], float | None]]:
    for system, predict in (("ours", predict_ours), ("trafilatura", predict_trafilatura)):
        with cpu_clock() as spent:
            predicted = {row["id"]: {"id": row["id"], **predict(row)} for row in rows}
        yield system, predicted, spent[0]
    for peer in filter(None, os.environ.get("CUTTINGS_PEERS", "").split(":")):
        path = Path(peer) / f"{name}.jsonl"
        if path.is_file():
            yield Path(peer).name, {each["id"]: each for each in read_rows(path)}, None


@cache
def page_options() -> PageOptions:
    return load_page_options(load_settings(None, os.environ).extract)


def predict_ours(row: dict[str, Any]) -> Prediction:
    found = extract_article(raw_document(row), page_options())
    if not isinstance(found, Extraction):
        return {
            "text": None,
            "text_body": None,
            "title": None,
            "date": None,
            "authors": [],
            "rejected": found.reason,
        }
    revision = found.revision
    body = [revision.text[zone.start : zone.end] for zone in revision.zones if zone.zone != "standfirst"]
    return {
        "text": revision.text,
        "text_body": "\n".join(body),
        "title": revision.title,
        "date": revision.published_date.isoformat() if revision.published_date else None,
        "authors": list(revision.authors),
    }


def predict_trafilatura(row: dict[str, Any]) -> Prediction:
    try:
        found = trafilatura.bare_extraction(
            page_bytes(row), url=row.get("url"), with_metadata=True, include_comments=False, as_dict=True
        )
    except Exception as error:  # what the peer does with a page is its own affair
        return {"text": None, "error": repr(error)}
    found = found or {}
    assert isinstance(found, dict)
    authors = [name.strip() for name in (found.get("author") or "").split(";") if name.strip()]
    return {key: found.get(key) for key in ("text", "title", "date")} | {"authors": authors}


def page_bytes(row: dict[str, Any]) -> bytes:
    return row["html"].encode("utf-8", "replace") if row.get("html") else base64.b64decode(row["html_b64"])


def raw_document(row: dict[str, Any]) -> RawDocument:
    body = page_bytes(row)
    return RawDocument(
        raw_id=hashlib.sha256(body).hexdigest(),
        body=body,
        media_type="text/html",
        charset="utf-8" if row.get("html") else None,
        url=row.get("url"),
        location=row.get("url") or row["id"],
        seen_at=SEEN_AT,
    )


def score_rows(pairs: list[tuple[dict[str, Any], Prediction]]) -> Iterator[tuple[str, float, int]]:
    """Yield (figure, value, number of pages) for every kind of gold that the rows carry."""
    texts = [(row, found) for row, found in pairs if row.get("text")]
    if texts:
        for figure, value in text_scores(overlap(row["text"], found.get("text")) for row, found in texts).items():
            yield f"text {figure}", value, len(texts)
        bodies = [found.get("text_body", found.get("text")) for _, found in texts]
        body_scores = text_scores(overlap(row["text"], body) for (row, _), body in zip(texts, bodies, strict=True))
        yield "text F1 without standfirst", body_scores["F1"], len(texts)
    exact: list[tuple[str, str, Callable[[Any, Any], float]]] = [
        ("date exact", "date", is_same_day),
        ("title exact", "title", is_same_title),
        ("author F1", "authors", author_f1),
    ]
    for figure, key, compare in exact:
        values = [float(compare(row[key], found.get(key))) for row, found in pairs if row.get(key)]
        if values:
            yield figure, sum(values) / len(values), len(values)
    segments = [
        segment_counts(row["w"], row["wo"], found.get("text"))
        for row, found in pairs
        if row.get("w") and row.get("wo") and not row.get("text")
    ]
    if segments:
        yield "segments F1", segment_f1(segments), len(segments)


def _news_figures(system: str, pairs: list[tuple[dict[str, Any], Prediction]], seconds: float) -> list[Figure]:
    label = "+".join(NEWS)
    wanted = ("text F1", "text precision", "text recall", "text F1 without standfirst")
    figures = [
        Figure(set=label, figure=f"{system}: {figure}", value=value, documents=count, cpu_seconds=seconds)
        for figure, value, count in score_rows(pairs)
        if figure in wanted
    ]
    if seconds:
        speed = Figure(
            set=label, figure=f"{system}: pages a CPU second", value=len(pairs) / seconds, documents=len(pairs)
        )
        figures.append(speed)
    return figures
