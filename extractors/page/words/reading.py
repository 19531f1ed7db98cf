"""What the readers of pages and of plain text hand on: pieces and the facts found on the way."""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from extractors.page.words.dates import DateFound
from extractors.page.words.pieces import Piece
from extractors.records import Verdict

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
class Reading:
    """The pieces of a document in reading order, its facts, and its verdict as far as the page gives one."""

    pieces: list[Piece]
    facts: Facts = field(default_factory=Facts)
    page_kind: PageKind | None = None
    verdict: Verdict = "article"
    verdict_reason: str | None = None
