"""What the readers of pages and of plain text hand on: pieces and the facts found on the way."""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from extractors.page.words.dates import DateFound
from extractors.page.words.pieces import Piece
from extractors.records import LanguageOrigin, Verdict

T = TypeVar("T")
PageKind = Literal["article", "gallery", "front_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[T]):
    """A value and the name of the evidence that it is taken from."""

    value: T
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an article besides its text; None where nothing says it.

    `published_doubt`: which evidence of the day contradicts which, where that leaves it unknown.
    """

    title: Fact[str] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    published: Fact[DateFound] | None = None
    published_doubt: str | None = None
    modified: Fact[DateFound] | None = None
    canonical_url: str | None = None
    is_free: bool | None = None
    robots_meta: str | None = None
    tdm_reservation: bool | None = None
    amp_url: str | None = None
    print_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageFound:
    """The language of a text (ISO 639-1), how sure the detector is of it, and whether text or outlet says it."""

    code: str | None = None
    confidence: float | None = None
    origin: LanguageOrigin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageShape:
    """What a page's markup shows of its kind, beside its words.

    Of the kept prose, in words: `teaser_words` stand in teasers, which lead to `teaser_count` pages (all teasers
    of the page: to `all_teaser_count`), `form_words` in forms.
    `has_headline`: a heading of the first order is there.
    `is_withheld`: a part that the page calls not free is not there; `has_gate`: the text ends at a gate.
    """

    teaser_words: int = 0
    teaser_count: int = 0
    all_teaser_count: int = 0
    form_words: int = 0
    has_headline: bool = False
    asks_password: bool = False
    leads_on: bool = False
    is_withheld: bool = False
    has_gate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The pieces of a document in reading order, its facts, and its verdict as far as the page gives one."""

    pieces: list[Piece]
    facts: Facts = field(default_factory=Facts)
    page_kind: PageKind | None = None
    shape: PageShape | None = None
    verdict: Verdict = "article"
    verdict_reason: str | None = None
