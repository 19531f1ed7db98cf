"""Records come back from JSON as they were."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from extractors.records import Entry, Extraction, Findings, Mention, RawDocument, Rejected
from flows.inbox.record_values import from_json, to_json
from flows.lists.settings import Settings
from flows.runs.extraction import extract_document, start_worker
from tests.conftest import seeds

NOW = datetime(2026, 3, 1, 12, 30, 0, 250, tzinfo=UTC)


def test_what_is_found_in_an_article_comes_back() -> None:
    raw = RawDocument(
        raw_id="00", body=seeds()[0].read_bytes(), location="/a.txt", seen_at=NOW, media_type="text/plain"
    )
    outcome = extract_document(raw, start_worker(Settings()))
    assert isinstance(outcome.result, Extraction)
    assert outcome.findings is not None
    assert outcome.findings.mentions
    assert from_json(Extraction, to_json(outcome.result)) == outcome.result
    assert from_json(Findings, to_json(outcome.findings)) == outcome.findings


def test_a_document_comes_back_without_its_body() -> None:
    entry = Entry(
        entry_id="e", source_id="s", location="https://a.example/\udcff", announced_at=NOW, state="due",
        announced_date=date(2026, 3, 1), announced_authors=("A", "B"), attempt_count=0, first_seen_at=NOW,
    )  # fmt: skip
    raw = RawDocument(raw_id="ab", body=b"\x00\xff", location="/x", entry=entry, seen_at=NOW)
    line = to_json(raw)
    assert line.isascii()
    back = from_json(RawDocument, line)
    assert (back.body, back.entry, back.seen_at) == (b"", entry, NOW)


def test_amounts_keep_their_digits() -> None:
    mention = Mention(
        mention_id="m", article_id="a", revision_id="r", kind="money", field="text", span_start=0, span_end=1,
        surface="x", zone="body", sentence_index=0, sentence_start=0, sentence_end=1, amount=Decimal("1.50"),
        is_unit_assumed=False, method="rule", method_version="1", confidence=0.1,
    )  # fmt: skip
    back = from_json(Mention, to_json(mention))
    assert (str(back.amount), back.is_unit_assumed, back) == ("1.50", False, mention)


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", '{"reason": 1, "other": 2}', "7", '{"stage":"read","first_seen_at":3}']
)
def test_what_is_no_record_is_refused(line: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError)):
        from_json(Rejected, line)
