"""Signatures of articles: the words, names and numbers that tell which event an article covers.

A signature is a small set of terms, each hashed to 32 bits, with how often it occurs and where. How likely two
signatures cover one event is said by `extractors.stories.pairs`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# Where a term occurs and what it is. A term that is never written small and is no number counts as a name.
TITLE, LEAD, SMALL, NUMBER, WEEKDAY, DATE = 1, 2, 4, 8, 16, 32
FLAG_BITS, FLAGS, ROW_BITS = 6, 63, 38
_BUCKET_BITS = 17

_TITLE_CHARS = 300  # longer ones are texts in the wrong field
# Behind each how far the pairwise and the B-cubed F1 of AllSides move, in thousandths, with half of it and with
# double (in sample, so that what was learned fits the numbers: `tests/evaluation/story_thresholds.py`).
_TEXT_CHARS = 4000  # news is told from the top; -22.0, -12.1; -14.5, -7.2
_LEAD_TOKENS = 120  # +4.0, +1.2; -3.7, -2.2
_MAX_TERMS = 180  # -22.1, -9.7; -17.0, -3.8
_MAX_COUNT = 255  # of one term in a text, a byte
_MAX_TOKEN_CHARS = 40  # longer ones are addresses, hashes or bombs
_MAX_KNOWN_TOKENS = 1 << 17  # kept from text to text, then begun anew

TOKEN = re.compile(r"\w++(?:[.,]\d++)*+")  # what never gives back is a third faster
# Two capitalized words in a row: people, companies, places.
_NAME_PAIR = re.compile(r"([A-ZÀ-ÖØ-Þ]\w{1,30}) (?=([A-ZÀ-ÖØ-Þ]\w{1,30}))")

# Words of the calendar say when, so they are kept however common they are. English only.
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_MONTHS = frozenset(
    {
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *(
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
        ),
    }
)
_YEAR = re.compile(r"(?:19|20)\d\d")

# Of articles that use a term that no statistics know. -3.4, -1.6; -0.1, -0.7 as above.
UNSEEN_SHARE = 0.0005


@dataclass(frozen=True, slots=True, kw_only=True)
class TermShares:
    """The part of a language's articles that use a term: `terms` ascending, `shares` beside them."""

    terms: NDArray[np.uint32]
    shares: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Signatures of n articles: article i has the entries [starts[i], starts[i + 1]), its terms ascending."""

    starts: NDArray[np.int64]
    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    flags: NDArray[np.uint8]


def term_hash(term: str) -> int:
    """Return the 32-bit hash that stands for a term.

    >>> term_hash("merger")
    2119532378
    """
    return crc32(term.encode("utf-8", "surrogatepass"))


def sign(articles: Iterable[tuple[str | None, str]], shares: TermShares) -> Signatures:
    """Return the signatures of titles and texts; `shares` says which terms are rare, and so kept."""
    read = [_read_terms(title, text) for title, text in articles]
    sizes = np.fromiter(map(len, read), np.int64, len(read))
    codes = np.fromiter(chain.from_iterable(read), np.int64, int(sizes.sum()))
    codes += np.repeat(np.arange(len(read), dtype=np.int64) << ROW_BITS, sizes)
    codes.sort()
    first = np.flatnonzero(np.diff(codes >> FLAG_BITS, prepend=-1))
    counts = np.minimum(np.diff(first, append=len(codes)), _MAX_COUNT)
    flags = np.bitwise_or.reduceat(codes & FLAGS, first) if len(first) else first
    terms, rows = (codes[first] >> FLAG_BITS & 0xFFFFFFFF).astype(np.uint32), codes[first] >> ROW_BITS
    weights = term_weights(terms, counts, shares) * np.where(flags & TITLE, 2.0, 1.0)
    weights[flags & (WEEKDAY | DATE) > 0] += 1000
    kept = heaviest(weights, np.searchsorted(rows, np.arange(len(read) + 1)), _MAX_TERMS)
    return Signatures(
        starts=np.searchsorted(rows[kept], np.arange(len(read) + 1)),
        terms=terms[kept],
        counts=counts[kept].astype(np.uint8),
        flags=flags[kept].astype(np.uint8),
    )


def heaviest(weights: NDArray[np.float64], starts: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Return the entries with the highest weights of each article, of equals the first, in ascending order.

    Article i has the entries [starts[i], starts[i + 1]). Several times faster than to sort them all.

    >>> heaviest(np.array([1.0, 3.0, 3.0, 2.0, 5.0]), np.array([0, 4, 5]), 2).tolist()
    [1, 2, 4]
    """
    sizes = np.diff(starts)
    widest = int(sizes.max(initial=0))
    if widest <= limit:
        return np.arange(len(weights))
    rows = np.repeat(np.arange(len(sizes)), sizes)
    table = np.full((len(sizes), widest), -np.inf)
    table[rows, np.arange(len(rows)) - starts[rows]] = weights
    table.partition(widest - limit, axis=1)
    least = table[rows, widest - limit]
    is_above, is_level = weights > least, weights == least
    left = limit - np.bincount(rows[is_above], minlength=len(sizes))
    place = np.cumsum(is_level)
    before = np.append(0, place)[starts[:-1]]
    return np.flatnonzero(is_above | (is_level & (place - before[rows] <= left[rows])))


def term_weights(terms: NDArray[np.uint32], counts: NDArray[np.uint8], shares: TermShares) -> NDArray[np.float64]:
    """Return the weight of each term in its article: the rarer in the language and the oftener here, the more."""
    found, place = _find_terms(terms, shares.terms)
    rarity = np.full(len(terms), UNSEEN_SHARE, shares.shares.dtype if len(shares.shares) else np.float64)
    rarity[found] = np.minimum(shares.shares, 0.999)[place]
    often = 1 + np.log(np.arange(1, _MAX_COUNT + 1, dtype=counts.dtype))
    return np.asarray(-np.log(rarity) * often[counts - 1], np.float64)


def _find_terms(
    terms: NDArray[np.uint32], known: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of the terms are known, and the place of each of these among the known ones, ascending.

    Looked up by their first bits, as hashes are spread evenly: several times faster than to halve and halve.
    """
    shift = np.uint32(32 - _BUCKET_BITS)
    ends = np.cumsum(np.bincount(known >> shift, minlength=1 << _BUCKET_BITS))
    starts = np.append(0, ends)
    buckets = terms >> shift
    row = np.flatnonzero(starts[buckets] < ends[buckets])
    at, end = starts[buckets[row]], ends[buckets[row]]
    rows, places = [row[:0]], [at[:0]]
    while len(row):
        hit = known[at] == terms[row]
        rows.append(row[hit])
        places.append(at[hit])
        more = ~hit & (at + 1 < end)
        row, at, end = row[more], at[more] + 1, end[more]
    return np.concatenate(rows), np.concatenate(places)


def within_rows(starts: NDArray[np.int64], rows: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return the entries of these rows, one row after the other; row i has those from starts[i] to starts[i + 1].

    >>> within_rows(np.array([0, 2, 5]), np.array([1, 0])).tolist()
    [2, 3, 4, 0, 1]
    """
    sizes = starts[rows + 1] - starts[rows]
    before = np.cumsum(sizes) - sizes
    return np.asarray(np.arange(sizes.sum()) + np.repeat(starts[rows] - before, sizes), np.int64)


def _read_terms(title: str | None, text: str) -> list[int]:
    """Return the terms of an article as they come, each as hash << 6 | flags.

    >>> [code & FLAGS for code in _read_terms("Merger", "mergers 14.3")]
    [1, 6, 10]
    """
    if len(_KNOWN_TOKENS) > _MAX_KNOWN_TOKENS:
        _KNOWN_TOKENS.clear()
    head = list(map(_KNOWN_TOKENS.__getitem__, TOKEN.findall((title or "")[:_TITLE_CHARS])))
    text = text[:_TEXT_CHARS]
    body = list(map(_KNOWN_TOKENS.__getitem__, TOKEN.findall(text)))
    pairs = list(map(_read_pair, _NAME_PAIR.findall(text)))
    body[:_LEAD_TOKENS] = [code | LEAD for code in body[:_LEAD_TOKENS]]
    codes = [code | TITLE for code in head]
    codes += body
    codes += pairs
    return codes


class KnownTokens(dict[str, int]):
    """The terms of tokens read before: asked twice as fast as `lru_cache`, and it is asked for each word."""

    def __missing__(self, token: str) -> int:
        self[token] = term = read_token(token)
        return term


_KNOWN_TOKENS = KnownTokens()


def read_token(token: str) -> int:
    """Return the term of a token as hash << 6 | what it is.

    >>> read_token("lawyers") == read_token("lawyer")
    True
    """
    if token[0].isdecimal():
        kind = NUMBER | DATE if _YEAR.fullmatch(token) else NUMBER
        return term_hash(token.replace(",", "")) << FLAG_BITS | kind
    folded = token[:_MAX_TOKEN_CHARS].lower()
    if folded in _WEEKDAYS or (folded in _MONTHS and token[0].isupper()):
        return term_hash(folded[:3]) << FLAG_BITS | SMALL | (WEEKDAY if folded in _WEEKDAYS else DATE)
    if len(folded) > 4 and folded[-1] == "s" and folded[-2] != "s":
        folded = folded[:-1]
    return term_hash(folded) << FLAG_BITS | (SMALL if token[0].islower() else 0)


@lru_cache(maxsize=1 << 16)
def _read_pair(pair: Sequence[str]) -> int:
    """Return the term of two capitalized words in a row."""
    return term_hash(" ".join(pair).lower()) << FLAG_BITS
