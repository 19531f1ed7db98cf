"""All that is found in a revision: mentions and quotes, then the statements that rest on them."""

from dataclasses import replace

from extractors.mentions.finders import find_mentions
from extractors.mentions.names.lexicon import Lexicon
from extractors.mentions.reading.field import read_revision
from extractors.records import Findings, Revision
from extractors.rejections import reject
from extractors.statements.find import find_statements


def find_all(revision: Revision, lexicon: Lexicon, *, country: str | None = None) -> Findings:
    """Return the mentions, quotes and statements of a revision.

    Statements that could not be found cost themselves only, and are a row. `country` is the outlet's (ISO 3166).
    """
    readings = read_revision(revision, country=country)
    found = find_mentions(revision, lexicon, country=country, readings=readings)
    try:
        return replace(found, statements=find_statements(readings, found.mentions))
    except MemoryError:
        raise
    except Exception as error:
        detail = f"statement: {type(error).__name__}: {error}"
        row = reject("mentions", "error", location=revision.article_id, at=revision.first_seen_at, detail=detail)
        return replace(found, rejected=(*found.rejected, row))
