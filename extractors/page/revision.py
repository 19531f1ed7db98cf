"""From a reading to the rows that are stored: article, revision and removed spans."""

from datetime import UTC
from typing import Any

from extractors.ids import content_id
from extractors.page.words.dates import DateFound
from extractors.page.words.pieces import count_words, join_pieces
from extractors.page.words.reading import Fact, Facts, LanguageFound, Reading
from extractors.records import Article, DoubtedClaim, Extraction, IdentityKind, RawDocument, RemovedSpan, Revision
from extractors.urls.claims import JudgedClaim, judge_claim
from extractors.urls.identity import canonical_url, identity_key, registrable_domain

_MAX_REMOVED_SPANS = 500  # bound
_MAX_REMOVED_CHARACTERS = 2000  # of a span; enough to know it again


def make_extraction(
    raw: RawDocument, reading: Reading, language: LanguageFound, *, revision_set: str
) -> Extraction:
    """Return the rows of a reading; ids follow from the document's identity and from what was extracted."""
    claim = _judged_claim(raw, reading.facts)
    article_key, kind, url = _identify(raw, claim)
    article_id = content_id(article_key)
    stated = _stated(reading.facts)
    text, zones = join_pieces(reading.pieces)
    cut = [(piece.cut, piece.surface[:_MAX_REMOVED_CHARACTERS]) for piece in reading.pieces if piece.cut]
    cut = cut[:_MAX_REMOVED_SPANS]
    said = (language.code, language.confidence, *(("outlet",) if language.origin == "outlet" else ()))
    revision_id = content_id(
        article_id, text, *zones, *said, reading.verdict, reading.verdict_reason, *stated.items(), *cut
    )
    revision = Revision(
        revision_id=revision_id,
        article_id=article_id,
        raw_id=raw.raw_id,
        revision_set=revision_set,
        text=text,
        zones=zones,
        language=language.code,
        language_confidence=language.confidence,
        language_origin=language.origin,
        verdict=reading.verdict,
        verdict_reason=reading.verdict_reason,
        word_count=count_words(text),
        first_seen_at=raw.seen_at,
        **stated,
    )
    article = Article(
        article_id=article_id,
        identity_key=article_key,
        identity_kind=kind,
        canonical_url=url,
        outlet_id=raw.outlet_id
        or (registrable_domain(own) if (own := url or (claim.url if claim else None)) else None),
        external_id=raw.external_id,
        revision_id=revision_id,
        first_seen_at=raw.seen_at,
    )
    spans = tuple(
        RemovedSpan(revision_id=revision_id, position=at, reason=reason, surface=surface)
        for at, (reason, surface) in enumerate(cut)
    )
    return Extraction(
        article=article, revision=revision, removed_spans=spans, doubted_claims=_doubted(raw, claim, article)
    )


def _identify(raw: RawDocument, claim: JudgedClaim | None) -> tuple[str, IdentityKind, str | None]:
    """Return identity key, its kind and the canonical URL of the article."""
    fetched = canonical_url(raw.url) if raw.url else None
    url = claim.url if claim is not None and claim.verdict == "believed" else fetched
    key = identity_key(url) if url else None
    if url is not None and key is not None:
        return key, "url", url
    return f"bytes:{raw.raw_id}|{raw.outlet_id or ''}|{raw.external_id or ''}", "bytes", None


def _doubted(raw: RawDocument, claim: JudgedClaim | None, article: Article) -> tuple[DoubtedClaim, ...]:
    """Return the row of the address that the page names and that is not taken for its own."""
    if claim is None or claim.verdict == "believed":
        return ()
    named = claim.url or ""
    row = DoubtedClaim(
        article_id=article.article_id,
        named_url=named,
        reason=claim.verdict,
        raw_id=raw.raw_id,
        first_seen_at=raw.seen_at,
    )
    return (row,)


def _judged_claim(raw: RawDocument, facts: Facts) -> JudgedClaim | None:
    """Return what the page names as its own address, judged; None where it names none."""
    if not facts.canonical_url:
        return None
    fetched = canonical_url(raw.url) if raw.url else None
    return judge_claim(facts.canonical_url, fetched=fetched, title=facts.title.value if facts.title else None)


def _stated(facts: Facts) -> dict[str, Any]:
    """Return the columns of a revision that facts fill."""
    published, modified = facts.published, facts.modified
    return {
        "title": facts.title.value if facts.title else None,
        "title_origin": facts.title.origin if facts.title else None,
        "authors": facts.authors.value if facts.authors else (),
        "authors_origin": facts.authors.origin if facts.authors else None,
        **_dated("published", published),
        **({"published_origin": facts.published_doubt} if published is None else {}),
        **_dated("modified", modified),
        "is_free": facts.is_free,
        "robots_meta": facts.robots_meta,
        "tdm_reservation": facts.tdm_reservation,
        "amp_url": facts.amp_url,
        "print_url": facts.print_url,
    }


def _dated(name: str, fact: Fact[DateFound] | None) -> dict[str, Any]:
    return {
        f"{name}_date": fact.value.day if fact else None,
        # The id of a revision is made of it: DuckDB's zone for UTC has another name than Python's.
        f"{name}_at": fact.value.at.astimezone(UTC) if fact and fact.value.at else None,
        f"{name}_precision": fact.value.precision if fact else None,
        f"{name}_origin": fact.origin if fact else None,
    }
