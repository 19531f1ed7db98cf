"""All that an article mentions, by one finder a kind."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar, get_args

from extractors.mentions.dates.find import find_dates
from extractors.mentions.dates.quoted import place_quoted
from extractors.mentions.names.find import find_entities
from extractors.mentions.names.lexicon import Lexicon
from extractors.mentions.reading.field import Reading, read_revision
from extractors.mentions.sayings.credits import find_credits
from extractors.mentions.sayings.quotes import find_quotes
from extractors.mentions.values.money import find_money
from extractors.mentions.values.percents import find_percents
from extractors.mentions.values.quantities import find_quantities
from extractors.mentions.values.tickers import find_tickers
from extractors.records import Findings, Mention, MentionKind, NameKind, Quote, Rejected, Revision
from extractors.rejections import reject

Found = TypeVar("Found")

# One finder a kind, in this order: each sees what the ones before it found in the same field. Another kind is a
# file and a line here: it is loaded, asked for and shown under its name.
MENTION_FINDERS: dict[MentionKind, Callable[[Reading, Sequence[Mention]], list[Mention]]] = {
    "money": find_money,
    "percent": find_percents,
    "date": find_dates,
    "quantity": find_quantities,
    "ticker": find_tickers,
    "credit": find_credits,
}
MENTION_KINDS: tuple[MentionKind, ...] = (*get_args(NameKind), *MENTION_FINDERS)


def find_mentions(
    revision: Revision,
    lexicon: Lexicon,
    *,
    country: str | None = None,
    readings: Sequence[Reading] | None = None,
) -> Findings:
    """Return all that the finders find in the title and the text of a revision; names first, for the speakers.

    A finder that raises costs its own mentions only, and is a row.

    `country` is its outlet's (ISO 3166), where known: whose dollars a bare "$" is assumed to be. `readings` are
    those of the revision, where it was read already.
    """
    readings = tuple(readings) if readings is not None else read_revision(revision, country=country)
    names = find_entities(readings, lexicon)
    listings = {entity.entity_id: entity.ticker for entity in names.entities if entity.ticker}
    finders = MENTION_FINDERS | {"ticker": partial(find_tickers, listings=listings)}
    mentions: list[Mention] = []
    quotes: list[Quote] = []
    rejected: list[Rejected] = []

    def bounded(kind: str, find: Callable[[Reading, Sequence[Mention]], list[Found]]) -> list[Found]:
        try:
            return find(reading, found)
        except MemoryError:
            raise
        except Exception as error:
            rejected.append(_unfound(revision, kind, error))
            return []

    for reading in readings:
        found = [mention for mention in names.mentions if mention.field == reading.field]
        for kind, find in finders.items():
            found += bounded(kind, find)
        said = bounded("quote", find_quotes)
        quotes += said
        spans = [(quote.span_start, quote.span_end) for quote in said]
        mentions += bounded("date", partial(place_quoted, quotations=spans)) or found
    return Findings(
        mentions=tuple(mentions), quotes=tuple(quotes), entities=names.entities, aliases=names.aliases,
        relations=names.relations, rejected=tuple(rejected),
    )  # fmt: skip


def _unfound(revision: Revision, kind: str, error: Exception) -> Rejected:
    """Return the row of a finder that raised: its article stays, with what the other finders found."""
    detail = f"{kind}: {type(error).__name__}: {error}"
    return reject("mentions", "error", location=revision.article_id, at=revision.first_seen_at, detail=detail)
