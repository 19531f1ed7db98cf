"""Whatever a body holds, extraction ends in a record whose zones cover the text."""

import hashlib
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.page.characters import Decoded, Undecodable, decode
from extractors.page.extract import extract_article
from extractors.page.words.dates import parse_date
from extractors.page.words.lines import furniture, looks_like_heading, read_byline
from extractors.page.words.pieces import tidy
from extractors.records import Extraction, RawDocument

SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
PROSE = "The council of Utrecht voted on Tuesday to widen the canal, which has carried no ships since 1973."
TAGS = st.sampled_from(
    ["<p>", "</p>", "<h2>", "<li>", "<a href=x>", "</a>", "<br>", "<table><td>", "<script>", "</div>"]
)
MARKUP = st.lists(st.one_of(TAGS, st.just(PROSE), st.text(max_size=20)), max_size=20).map("".join)


def extract(body, media_type):
    return extract_article(
        RawDocument(
            raw_id=hashlib.sha256(body).hexdigest(),
            body=body,
            media_type=media_type,
            location="x",
            seen_at=SEEN_AT,
        )
    )


def check(found):
    if not isinstance(found, Extraction):
        return
    revision = found.revision
    revision.text.encode("utf-8")
    at = 0
    for zone in revision.zones:
        assert zone.start == at
        assert zone.end > zone.start
        at = zone.end + 1
    assert at == len(revision.text) + 1


@settings(max_examples=25, deadline=None)
@given(MARKUP)
def test_pages(markup):
    check(extract(f"<html><body>{markup}".encode("utf-8", "surrogatepass"), "text/html"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.just(PROSE), st.text(max_size=40)), max_size=12))
def test_plain_texts(lines):
    check(extract("\n".join(lines).encode("utf-8", "replace"), "text/plain"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "text/html", "text/plain"]), st.text(max_size=12))
def test_any_bytes_are_decoded_or_refused(body, media_type, charset):
    assert isinstance(decode(body, media_type=media_type, charset=charset), Decoded | Undecodable)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_line_is_judged(line):
    assert tidy(tidy(line)) == tidy(line)
    furniture(line)
    looks_like_heading(line)
    read_byline(line)
    found = parse_date(line, seen_at=SEEN_AT)
    assert found is None or found.day <= datetime(2026, 1, 2, tzinfo=UTC).date()
