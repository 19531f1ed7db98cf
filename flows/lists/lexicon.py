"""Reads watchlist, gazetteers and name models from disk into the one `Lexicon` that the finders get."""

import csv
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extractors.errors import WatchlistError
from extractors.ids import content_id
from extractors.mentions.names.lexicon import Gazetteer, Known, Lexicon, compile_lexicon
from extractors.mentions.names.watchlist import Watchlist, parse_watchlist
from flows.bodies.files import file_bytes
from flows.lists.models import ModelFolders, load_models
from warehouse.shipped import SEEDS

if TYPE_CHECKING:
    from warehouse.asking.named import Named

_MAX_WATCHLIST_BYTES = 50_000_000  # half a million names

Mode = Literal["rules", "fast", "accurate"]


def load_lexicon(*, watchlist: Path | None = None, mode: Mode = "fast", models: ModelFolders = ()) -> Lexicon:
    """Return the lexicon of these settings, of the whole process one per watchlist as it stands on disk.

    Raises WatchlistError where the watchlist cannot be used, ModelError where a model is not as listed.
    """
    listed = read_watchlist(watchlist) if watchlist else Watchlist()
    return _lexicon_of(listed, mode, models)


@cache
def _lexicon_of(listed: Watchlist, mode: Mode, models: ModelFolders) -> Lexicon:
    """Return the lexicon of a watchlist; the same object for the same watchlist."""
    return compile_lexicon(
        rules=listed.rules,
        queries=listed.queries,
        gazetteer=load_gazetteer(),
        models=None if mode == "rules" else load_models(mode, models),
    )


def read_watchlist(path: Path) -> Watchlist:
    """Return the watchlist in a file; raise WatchlistError, naming file and line, where it cannot be used."""
    return parse_watchlist(watchlist_source(path), str(path))


def watchlist_source(path: Path) -> str:
    """Return the text of a watchlist; raise WatchlistError where it cannot be read."""
    try:
        return file_bytes(path, _MAX_WATCHLIST_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise WatchlistError(str(path), 1, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise WatchlistError(str(path), line, "not valid UTF-8") from None


@cache
def load_gazetteer(folder: Path = SEEDS / "gazetteers") -> Gazetteer:
    """Return the gazetteer in a folder; its version is a hash of its files."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".txt"))
    return Gazetteer(
        known=(*_read_organizations(folder / "organizations.csv"), *_read_places(folder / "places.csv")),
        given_names=_read_words(folder / "given_names.txt"),
        common_words=_read_words(folder / "common_words.txt"),
        version=content_id(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)),
    )


def _read_organizations(path: Path) -> list[Known]:
    """Return the organizations and products of a table with name, kind, aliases, ticker and domain."""
    return [
        Known(
            entity_id=f"{row['kind']}:{row['name'].lower().replace(' ', '-')}",
            name=row["name"],
            kind="product" if row["kind"] == "product" else "organization",
            aliases=_split_aliases(row["aliases"]),
            ticker=row["ticker"] or None,
            domain=row["domain"] or None,
        )
        for row in _read_table(path)
    ]


def _read_places(path: Path) -> list[Known]:
    """Return the places of a table with entity_id, name, aliases and is_telling."""
    return [
        Known(
            entity_id=row["entity_id"],
            name=row["name"],
            kind="place",
            aliases=_split_aliases(row["aliases"]),
            is_telling=row["is_telling"] == "yes",
        )
        for row in _read_table(path)
    ]


def _read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _split_aliases(aliases: str) -> tuple[str, ...]:
    """Return the aliases of a cell."""
    return tuple(alias for alias in aliases.split("|") if alias)


def _read_words(path: Path) -> frozenset[str]:
    """Return the words of a file, one a line."""
    return frozenset(path.read_text(encoding="utf-8").split())


def watched_name(path: Path, words: str | None) -> "Named | None":
    """Return the entity or topic of a watchlist that is named so; None for none, and where there is no list."""
    if words is None or not path.is_file():
        return None
    # Not above, because workers need the lexicon and no database: .1 s of CPU each.
    from warehouse.asking.named import Named

    listed = read_watchlist(path)
    named = [(rule.entity_id, rule.name) for rule in listed.rules]
    wanted = words.strip().lower()
    for entity_id, name in (*named, *((query.entity_id, query.name) for query in listed.queries)):
        if wanted in (entity_id.lower(), name.lower()):
            return Named(ids=(entity_id,), name=f"{name}, which no article names")
    return None
