"""Plain text: what the four sample articles must show, and the rules behind it on made-up texts."""

import hashlib
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.page.extract import extract_article
from extractors.records import Extraction, RawDocument, Rejected

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
SEEN_AT = datetime(2026, 1, 2, tzinfo=UTC)
PROSE = "The council of Utrecht voted on Tuesday to widen the canal, which has carried no ships since 1973."


def read(body: bytes | str, **fields: object) -> Extraction | Rejected:
    body = body.encode() if isinstance(body, str) else body
    known = {"location": "a.txt", "seen_at": SEEN_AT, "raw_id": hashlib.sha256(body).hexdigest(), **fields}
    return extract_article(RawDocument(body=body, **known))  # type: ignore[arg-type]


def extract(body: bytes | str, **fields: object) -> Extraction:
    found = read(body, **fields)
    assert isinstance(found, Extraction), found
    return found


def seed(prefix: str) -> Extraction:
    path = next(SEEDS.glob(f"{prefix}_*.txt"))
    return extract(path.read_bytes(), location=str(path))


def headings(found: Extraction) -> list[str]:
    text = found.revision.text
    spans = [text[zone.start : zone.end] for zone in found.revision.zones if zone.zone == "heading"]
    return [line for span in spans for line in span.split("\n")]


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_seed_without_title_and_date(name):
    revision = seed(name).revision
    assert revision.title is None
    assert revision.published_date is None
    assert revision.published_at is None
    assert revision.language == "en"
    assert revision.verdict == "article"


def test_seed_002_title_and_date():
    found = seed("002")
    title = "Unveiling Meta's AI Strategy: Scale AI Investment and Alexandr Wang's Role"
    assert found.revision.title == title
    assert title not in found.revision.text
    assert found.revision.published_date == date(2025, 6, 13)
    assert found.revision.published_precision == "day"
    assert found.revision.published_origin == "text"
    assert found.revision.published_at is None


def test_seed_002_removed_spans():
    removed = [(span.reason, span.surface) for span in seed("002").removed_spans]
    assert removed == [
        ("dateline", "Published On Fri Jun 13 2025"),
        ("title_echo", "Unveiling Meta's AI Strategy: Scale AI Investment and Alexandr Wang's Role"),
        ("labelled_headline", "News: Meta hires 28-year-old CEO to lead AI lab after $14.3B stake in Scale AI"),
    ]


def test_seed_001_read_more_is_cut():
    found = seed("001")
    assert [span.reason for span in found.removed_spans] == ["read_more"]
    assert "Zverev" not in found.revision.text


def test_seed_headings():
    assert headings(seed("000")) == []
    assert headings(seed("001")) == []
    assert headings(seed("002")) == [
        "Meta's Investment in Scale AI",
        "Meta in Talks for Scale AI Investment That Could Top $10 Billion",
        "Meta’s AI Reset: From Llama 4 to “Superintelligence”",
        "Who Is Alexandr Wang?",
        "Meta Technology Chief Backs the Tech Giant's AI Strategy Over Rivals -",
        "Revenue Radar: Meta reports strong Q2 results driven by AI",
    ]
    assert headings(seed("003")) == [
        "A strategic move for Meta",
        "Possible consequences for Scale and its customers",
    ]


def test_identity_without_url_is_the_bytes():
    first, again = seed("000"), seed("000")
    assert first == again
    assert first.article.identity_kind == "bytes"
    assert first.article.outlet_id is None
    assert first.article.canonical_url is None
    assert extract(PROSE, outlet_id="a.example").article.article_id != extract(PROSE).article.article_id


def test_ids_do_not_depend_on_the_clock():
    other = datetime(2031, 1, 1, tzinfo=UTC)
    assert extract(PROSE, seen_at=other).revision.revision_id == extract(PROSE).revision.revision_id


def test_wrapped_lines_are_joined():
    words = (PROSE + " ") * 6
    lines = [words[at : at + 72] for at in range(0, len(words), 72)]
    text = extract("\n".join(lines) + "\n\n" + PROSE).revision.text
    assert text.count("\n") == 1


def test_byline_and_dateline():
    found = extract(
        f"Utrecht widens its canal\nBy Jane Doe and John A. Roe\nUpdated: 3 March 2025\n{PROSE}\n{PROSE}"
    )
    assert found.revision.title == "Utrecht widens its canal"
    assert found.revision.authors == ("Jane Doe", "John A. Roe")
    assert found.revision.modified_date == date(2025, 3, 3)
    assert found.revision.published_date is None


def test_what_belongs_to_a_picture_is_no_title():
    caption = "Media playback is unsupported on your device Media caption Utrecht and its canal"
    assert extract(f"{caption}\n{PROSE}\n{PROSE}").revision.title is None
    assert extract(f"Utrecht and its canal\n{PROSE}\n{PROSE}").revision.title == "Utrecht and its canal"


def test_a_list_is_no_row_of_headings():
    names = "\n".join(["Amsterdam Noord", "Rotterdam Zuid", "Den Haag", "Utrecht Oost", "Eindhoven", "Groningen"])
    assert headings(extract(f"{PROSE}\n{names}")) == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t ", "empty", id="blank"),
        pytest.param(b"%PDF-1.7\n" + b"x " * 400, "binary", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(500), "binary", id="picture"),
        pytest.param(bytes(range(256)) * 20, "undecodable", id="noise"),
        pytest.param(bytes(range(32)) * 40, "binary", id="control-characters"),
        pytest.param(PROSE.encode() + b"\xff\xfe\xfa caf\xe9", "undecodable", id="invalid-utf8"),
        pytest.param(b"Too little.", "too_short", id="too-short"),
        pytest.param(b"a b c " * 9_000_000, "too_large", id="50-mb"),
        pytest.param(b"<?xml version='1.0'?><rss><channel/></rss>", "not_a_page", id="feed"),
    ],
)
def test_refused(body, reason):
    found = read(body)
    assert isinstance(found, Rejected)
    assert (found.stage, found.reason) == ("extract", reason)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_byte_order_marks_and_wide_codecs(codec):
    assert extract(("Größe und Maß. " + PROSE).encode(codec)).revision.text.startswith("Größe und Maß.")


def test_declared_charset_of_plain_text():
    assert "Größe" in extract(("Größe. " + PROSE).encode("latin-1"), charset="iso-8859-1").revision.text


@pytest.mark.parametrize(
    "bomb", ["$" * 100_000, "a " * 100_000, "Read " * 50_000, "(" * 100_000, "\n" * 100_000, "9" * 99_999]
)
def test_bombs_end_soon(bomb):
    started = time.process_time()
    read(bomb + " " + PROSE)
    assert time.process_time() - started < 5
