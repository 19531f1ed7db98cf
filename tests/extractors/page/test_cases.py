"""Pages made after real layouts, each with what must come of it; found by globbing tests/cases/pages."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.page.extract import extract_article
from extractors.records import Extraction, RawDocument, Rejected
from flows.lists.page_options import load_page_options
from flows.lists.settings import ExtractSettings

CASES = sorted((Path(__file__).parents[2] / "cases" / "pages").glob("*.json"))


def extract(case, wanted):
    body = case.with_suffix(".html").read_bytes()
    raw = RawDocument(
        raw_id=hashlib.sha256(body).hexdigest(),
        body=body,
        media_type="text/html",
        url=wanted["url"],
        location=wanted["url"],
        seen_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return extract_article(raw, load_page_options(ExtractSettings()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_page(case):
    wanted = json.loads(case.read_text(encoding="utf-8"))
    found = extract(case, wanted)
    if "rejected" in wanted:
        assert isinstance(found, Rejected)
        assert found.reason in wanted["rejected"]
        return
    assert isinstance(found, Extraction), found
    revision = found.revision
    for name, value in wanted["expected"].items():
        known = getattr(revision, name) if hasattr(revision, name) else getattr(found.article, name)
        known = known.isoformat() if hasattr(known, "isoformat") else known
        assert (list(known) if isinstance(known, tuple) else known) == value, name
    for words in wanted["text_has"]:
        assert words in revision.text
    for words in wanted["text_lacks"]:
        assert words not in revision.text
    zones = [(zone.zone, revision.text[zone.start : zone.end]) for zone in revision.zones]
    for zone, lines in wanted["zones"].items():
        assert [words for name, words in zones if name == zone] == lines
    assert {span.reason for span in found.removed_spans} >= set(wanted["removed"])


def test_zones_cover_the_text_in_order():
    found = extract(CASES[0].with_name("news.json"), {"url": "https://example.com/a-1"})
    at = 0
    for zone in found.revision.zones:
        assert zone.start == at
        at = zone.end + 1
    assert at == len(found.revision.text) + 1
