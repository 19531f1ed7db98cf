"""Stories as a feed that readers of feeds read, whatever their words hold."""

from datetime import UTC, datetime, timedelta

import feedparser

from flows.exports.atom import story_entries, write_atom

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
STORY = {
    "story_id": "x1", "title": "A & B <script>\x1b[31m", "article_count": 3, "text_count": 2, "outlet_count": 1,
    "first_report": "Reuters, 2026-11-26", "key_entities": ["Meta Platforms"], "first_seen_at": NOW - timedelta(1),
    "last_seen_at": NOW, "canonical_url": "https://example.org/a?b=1&c=2",
}  # fmt: skip


def test_a_feed_is_read_as_it_was_meant() -> None:
    stories = [STORY, {**STORY, "story_id": "x2", "canonical_url": "javascript:alert(1)"}]
    text = write_atom(story_entries(stories), title="T", identity="i")
    feed = feedparser.parse(text)
    assert not feed.bozo
    assert (feed.feed.id, feed.feed.updated) == ("urn:cuttings:i", "2026-11-27T12:00:00Z")
    first, second = feed.entries
    assert (first.id, first.link) == ("urn:cuttings:story:x1", "https://example.org/a?b=1&c=2")
    assert (
        first.summary == "3 articles, 2 texts, 1 outlet. First report: Reuters, 2026-11-26. Named: Meta Platforms."
    )
    assert not second.get("links")
    assert "<script" not in text
    assert "\x1b" not in text


def test_the_same_stories_are_the_same_bytes_and_none_are_a_feed_too() -> None:
    first, again = (write_atom(story_entries([STORY]), title="T", identity="i") for _ in range(2))
    assert first == again
    assert feedparser.parse(write_atom([], title="T", identity="i")).entries == []
