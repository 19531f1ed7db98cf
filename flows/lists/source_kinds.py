"""The kinds of sources, one line each: where they lie, what an entry of them may hold, how a dump is known.

To add one: a line here, and its reader in the table of `flows.readers.paths` or its parser in `extractors.feeds`.
"""

from dataclasses import dataclass
from typing import Literal

from extractors.records import SourceKind

_PACKINGS = ("", ".gz", ".zst")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfSource:
    """What is true of all sources of a kind.

    `place` is where they lie: a `url` that is polled, or a `path`. `gives` is what comes of them: articles, or
    entries whose pages are fetched. `keys` may stand in their [[source]] besides those of all kinds; `endings` are
    those of the files that are read as this kind when they are named one by one.
    """

    place: Literal["url", "path"]
    gives: Literal["articles", "entries"]
    keys: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()


def _packed(*endings: str) -> tuple[str, ...]:
    """Return the endings plain and packed."""
    return tuple(f"{ending}{packing}" for ending in endings for packing in _PACKINGS)


_COLUMNS = frozenset({"columns"})
_HEADERS = frozenset({"headers"})

KINDS: dict[SourceKind, KindOfSource] = {
    "feed": KindOfSource(place="url", gives="entries", keys=_HEADERS),
    "sitemap": KindOfSource(place="url", gives="entries", keys=_HEADERS),
    "page": KindOfSource(place="url", gives="entries"),
    "urls": KindOfSource(place="path", gives="entries"),
    "folder": KindOfSource(place="path", gives="articles"),
    "warc": KindOfSource(place="path", gives="articles", endings=(*_packed(".warc"), *_packed(".arc"))),
    "jsonl": KindOfSource(place="path", gives="articles", keys=_COLUMNS, endings=_packed(".jsonl", ".ndjson")),
    "csv": KindOfSource(place="path", gives="articles", keys=_COLUMNS, endings=_packed(".csv", ".tsv")),
    "parquet": KindOfSource(place="path", gives="articles", keys=_COLUMNS, endings=(".parquet",)),
}


def is_polled(kind: SourceKind) -> bool:
    """Return whether sources of the kind are asked over the network."""
    return KINDS[kind].place == "url"


def gives_entries(kind: SourceKind) -> bool:
    """Return whether sources of the kind name pages to fetch, rather than hold articles."""
    return KINDS[kind].gives == "entries"


def dump_kind(name: str) -> SourceKind | None:
    """Return the kind that a file of this name is read as; None where it is no dump.

    >>> dump_kind("2026.WARC.gz"), dump_kind("news.jsonl.zst"), dump_kind("page.html")
    ('warc', 'jsonl', None)
    """
    return next((kind for kind, known in KINDS.items() if name.lower().endswith(known.endings or ("\0",))), None)
