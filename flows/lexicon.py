"""Reads watchlist, gazetteers and name model from disk into the one `Lexicon` that the finders get."""

from pathlib import Path

from extractors.mentions.lexicon import Lexicon, compile_lexicon
from extractors.mentions.watchlist import Watchlist, WatchlistError, parse_watchlist

MAX_WATCHLIST_BYTES = 50_000_000


def load_lexicon(*, watchlist: Path | None = None) -> Lexicon:
    """Return the lexicon of these settings; raise WatchlistError where the watchlist cannot be used."""
    listed = read_watchlist(watchlist) if watchlist else Watchlist()
    return compile_lexicon(rules=listed.rules, queries=listed.queries)


def read_watchlist(path: Path) -> Watchlist:
    """Return the watchlist in a file; raise WatchlistError, naming file and line, where it cannot be used."""
    try:
        if path.stat().st_size > MAX_WATCHLIST_BYTES:
            raise WatchlistError(str(path), 1, f"larger than {MAX_WATCHLIST_BYTES:,} bytes")
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise WatchlistError(str(path), 1, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise WatchlistError(str(path), line, "not valid UTF-8") from None
    return parse_watchlist(source, str(path))
