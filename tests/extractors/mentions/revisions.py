"""Makes revisions of bare texts for the tests of the finders."""

from datetime import UTC, date, datetime

from extractors.records import Revision


def revision(
    text: str, *, title: str | None = None, language: str | None = "en", published: date | None = None
) -> Revision:
    return Revision(
        revision_id="r",
        article_id="a",
        raw_id="w",
        revision_set="s",
        title=title,
        title_origin=None,
        text=text,
        zones=(),
        authors=(),
        authors_origin=None,
        language=language,
        language_confidence=None,
        published_date=published,
        published_at=None,
        published_precision=None,
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
        first_seen_at=datetime(2025, 1, 1, tzinfo=UTC),
    )
