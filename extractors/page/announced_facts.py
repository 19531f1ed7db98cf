"""What a feed, sitemap or dump said of an article: evidence beside the page, and alone where there is no page."""

from dataclasses import replace

from lxml import html as lxml_html

from extractors.page.words.dates import DateFound, is_plausible
from extractors.page.words.pieces import Piece, count_words, tidy
from extractors.page.words.reading import Fact, Facts, Reading
from extractors.records import RawDocument

_MIN_SUMMARY_WORDS = 8  # fewer are a label or the headline again
_MAX_SUMMARY_CHARACTERS = 20_000  # bound; some feeds carry whole articles there


def add_announced(facts: Facts, raw: RawDocument) -> Facts:
    """Return the facts, with what the source announced wherever the page itself says nothing."""
    entry = raw.entry
    if entry is None:
        return facts
    title = tidy(entry.announced_title or "")
    if facts.title is None and title:
        facts = replace(facts, title=Fact(value=title, origin="announced"))
    authors = tuple(name for name in map(tidy, entry.announced_authors) if name)
    if facts.authors is None and authors:
        facts = replace(facts, authors=Fact(value=authors, origin="announced"))
    found = announced_date(raw)
    if facts.published is None and found is not None:
        facts = replace(facts, published=Fact(value=found, origin="announced"))
    return facts


def announced_date(raw: RawDocument) -> DateFound | None:
    """Return the date that the source announced, if it is plausible."""
    entry = raw.entry
    found = None
    if entry is not None and entry.announced_at is not None:
        day = entry.announced_date or entry.announced_at.date()
        found = DateFound(day=day, at=entry.announced_at, precision="second")
    elif entry is not None and entry.announced_date is not None:
        found = DateFound(day=entry.announced_date)
    return found if found is not None and is_plausible(found, seen_at=raw.seen_at) else None


def read_announced(raw: RawDocument, *, reason: str) -> Reading | None:
    """Return the partial article of title and summary where the page gave none; None where they say little."""
    entry = raw.entry
    if entry is None or not entry.announced_summary or not (raw.url or entry.location.startswith("http")):
        return None
    summary = _without_markup(entry.announced_summary[:_MAX_SUMMARY_CHARACTERS])
    if count_words(summary) < _MIN_SUMMARY_WORDS:
        return None
    pieces = [Piece(surface=line, zone="standfirst") for line in summary.split("\n") if line]
    return Reading(pieces=pieces, verdict="partial", verdict_reason=f"announced_only:{reason}")


def _without_markup(summary: str) -> str:
    if "<" not in summary:
        return tidy(summary)
    tree = lxml_html.fragment_fromstring(summary, create_parent="div")
    return "\n".join(line for line in map(tidy, tree.itertext()) if line)
