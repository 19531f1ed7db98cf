"""What two signatures have in common, as the features that the learned join looks at."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.stories.calendars import Calendars, date_fit, read_calendars
from extractors.stories.signatures import DATE, FLAGS, LEAD, NUMBER, SMALL, TITLE, WEEKDAY, Signatures, within_rows
from extractors.trees import Floats, Ints

# Groups of terms whose cosine is a feature: terms that have one of the first flags and none of the second.
_GROUPS = {
    "all": (0, WEEKDAY | DATE),
    "lead": (LEAD, WEEKDAY | DATE),
    "title": (TITLE, WEEKDAY | DATE),
    "names": (0, SMALL | NUMBER),
    "lead_names": (LEAD, SMALL | NUMBER),
    "words": (SMALL, WEEKDAY | DATE),
    "numbers": (NUMBER, DATE),
    "weekdays": (WEEKDAY, 0),
    "dates": (DATE, 0),
}
_MARK_BITS = 20  # of a table that most absent keys are refused by: a megabyte
_MARK_FACTOR = 2_654_435_761  # spreads keys (Knuth's multiplicative hash)
# Cosines of small words and of names, and the part that neither text holds of what the other says. Behind each by
# how many thousandths half and double of it move pairwise and B-cubed F1 of AllSides (in sample,
# `tests/evaluation/story_thresholds.py --every 24`).
TEMPLATE_WORDS = 0.6  # -22, -13; 0
TEMPLATE_NAMES = 0.25  # 0; -1, 0
TEMPLATE_COVERED = 0.7  # 0; 0
_SERIES_TITLES = 0.5  # of the weight of a title, the part that the other article has; -2, -1; +2, +1
FEATURES = (
    *_GROUPS,
    "title_in_text",  # of the title whose words the other article holds more of, the part that it holds
    "text_in_title",  # the same of the other title
    "rare",
    "shared",
    "top_share",  # of what is shared, the part that one term makes up: a name alone is no event
    "has_titles",
    "days",
    "is_undated",
    "fewer_terms",
    "more_terms",
    # Where one of two is dated, how well what the other says of the calendar fits the day; else 0.
    "weekday_fit",
    "month_fit",
    "year_fit",
    "most_covered",  # of the article whose terms the other holds more of, the part that it holds
    "least_covered",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Signatures with the weight of every entry; `norms` of each article by group, shape (groups, articles)."""

    signatures: Signatures
    weights: Floats
    norms: Floats
    sums: Floats
    title_sums: Floats
    keys: Ints
    calendars: Calendars


def weigh(signatures: Signatures, weights: Floats) -> Weighed:
    """Return the signatures made ready for many comparisons."""
    sizes = np.diff(signatures.starts)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    # Summed once by article and flags, then by group: nine times the entries would be read otherwise.
    kinds = np.arange(FLAGS + 1, dtype=np.uint8)
    cells = np.bincount(owners * len(kinds) + signatures.flags, weights**2, len(sizes) * len(kinds))
    squares = cells.reshape(-1, len(kinds))
    norms = [np.sqrt(squares[:, _in_group(kinds, *flags)].sum(axis=1)) for flags in _GROUPS.values()]
    titled = signatures.flags & TITLE > 0
    return Weighed(
        signatures=signatures,
        weights=weights,
        norms=np.array(norms),
        sums=np.bincount(owners, weights, len(sizes)).astype(np.float64),
        title_sums=np.bincount(owners[titled], weights[titled], len(sizes)).astype(np.float64),
        keys=(owners << 32) + signatures.terms,
        calendars=read_calendars(signatures),
    )


def _in_group(flags: NDArray[np.uint8], wanted: int, unwanted: int) -> NDArray[np.bool_]:
    """Return which flags have one of the wanted, where any is, and none of the unwanted."""
    return np.asarray((flags & unwanted == 0) & ((flags & wanted > 0) | (not wanted)))


def pair_features(weighed: Weighed, left: Ints, right: Ints, left_days: Floats, right_days: Floats) -> Floats:
    """Return one row of FEATURES per pair (left[i], right[i]) of articles of these days, nan where not known."""
    pair, a, b = _shared_terms(weighed, left, right)
    flags_a, flags_b = weighed.signatures.flags[a], weighed.signatures.flags[b]
    weights_a, weights_b = weighed.weights[a], weighed.weights[b]
    product, count = weights_a * weights_b, len(left)
    columns = []
    for norm, (wanted, unwanted) in zip(weighed.norms, _GROUPS.values(), strict=True):
        # A term is a name where neither text writes it small; it stands in the lead or title if it does in both.
        mask = (flags_a | flags_b) & unwanted == 0
        if wanted:
            mask &= flags_a & flags_b & wanted > 0
        dot = np.bincount(pair[mask], product[mask], count)
        columns.append(dot / np.maximum(norm[left] * norm[right], 1e-9))
    titles, sums, inside, covered = weighed.title_sums, weighed.sums, [], []
    for flags, weights, side in ((flags_a, weights_a, left), (flags_b, weights_b, right)):
        titled = flags & TITLE > 0
        inside.append(np.bincount(pair[titled], weights[titled], count) / np.maximum(titles[side], 1e-9))
        covered.append(np.bincount(pair, weights, count) / np.maximum(sums[side], 1e-9))
    days = left_days - right_days
    sizes = np.diff(weighed.signatures.starts)
    least = np.minimum(weights_a, weights_b)
    top = np.zeros(count)
    np.maximum.at(top, pair, product)
    columns += [
        np.maximum(*inside),
        np.minimum(*inside),
        np.log1p(np.bincount(pair, np.maximum(least - 5, 0), count)),
        np.log1p(np.bincount(pair, minlength=count)),
        top / np.maximum(np.bincount(pair, product, count), 1e-9),
        (np.minimum(titles[left], titles[right]) > 0).astype(float),
        np.nan_to_num(np.log1p(np.abs(days))),
        np.isnan(days).astype(float),
        np.log1p(np.minimum(sizes[left], sizes[right])),
        np.log1p(np.maximum(sizes[left], sizes[right])),
        *_fit_days(weighed.calendars, left, right, left_days, right_days).T,
        np.maximum(*covered),
        np.minimum(*covered),
    ]
    return np.column_stack(columns)


def from_template(weighed: Weighed, left: Ints, right: Ints, features: Floats) -> NDArray[np.bool_]:
    """Return which pairs, having these features, tell of other names in the same words, as machines write them.

    No learned question tells them apart: of 127,687 candidates of the labelled sets 7 are like that, 2 of them on
    one event.
    """
    words, names, covered = (features[:, FEATURES.index(name)] for name in ("words", "names", "most_covered"))
    norms = weighed.norms[list(_GROUPS).index("names")]
    have_names = np.minimum(norms[left], norms[right]) > 0
    is_alike = (words >= TEMPLATE_WORDS) & (names <= TEMPLATE_NAMES)
    # Of two reports on one event that name nobody, only the first words of sentences seem to be names.
    return np.asarray(have_names & is_alike & (covered <= TEMPLATE_COVERED))


def tell_other_titles(features: Floats) -> NDArray[np.bool_]:
    """Return which pairs, having these features, have no titles, or such as the other article hardly speaks of.

    Of two undated articles of one outlet that says that they are two of a series, which share what each of it has:
    the largest story of the background was fourteen undated newsletters on as many subjects that began with one
    paragraph (November 2026). Where there is no title either, nothing speaks for one event but their words.
    """
    has_titles, least = (features[:, FEATURES.index(name)] for name in ("has_titles", "text_in_title"))
    return np.asarray((has_titles == 0) | (least < _SERIES_TITLES))


def _fit_days(calendars: Calendars, left: Ints, right: Ints, left_days: Floats, right_days: Floats) -> Floats:
    """Return how well the undated one of each pair fits the day of the dated one; zeros for other pairs."""
    fits = np.zeros((len(left), 3))
    for rows, own, other in ((left, left_days, right_days), (right, right_days, left_days)):
        half = np.isnan(own) & ~np.isnan(other)
        fits[half] = date_fit(calendars, rows[half], other[half])
    return fits


def _shared_terms(weighed: Weighed, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """Return every term that a pair shares as (pair, entry of the left article, entry of the right one)."""
    starts, keys = weighed.signatures.starts, weighed.keys
    pair = np.repeat(np.arange(len(left)), np.diff(starts)[right])
    b = within_rows(starts, right)
    if not len(keys):
        return pair, pair, pair
    sought = (left[pair] << 32) + weighed.signatures.terms[b]
    # Nine in ten are not there, as one look into a small table of marks tells of most.
    marks = np.zeros(1 << _MARK_BITS, bool)
    marks[_mark(keys[within_rows(starts, np.unique(left))])] = True
    maybe = np.flatnonzero(marks[_mark(sought)])
    a = np.minimum(np.searchsorted(keys, sought[maybe]), len(keys) - 1)
    hit = keys[a] == sought[maybe]
    return pair[maybe[hit]], a[hit], b[maybe[hit]]


def _mark(keys: Ints) -> Ints:
    """Return the place of each article and term among the marks."""
    return np.asarray((keys ^ (keys >> 32) * _MARK_FACTOR) & (1 << _MARK_BITS) - 1, np.int64)
