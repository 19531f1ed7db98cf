"""How far a change of links reaches: the articles that strong links tie, step by step, to new ones.

A new link changes what the other links of its two ends say (`extractors/stories/context.py`), and groups form
along strong links alone. So what these tie together, as they are scored now, is grouped as if all came at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from extractors.stories.scores import StoryWeights, score_links
from extractors.trees import Floats, Ints
from warehouse.queries import read_sql
from warehouse.staging import staged
from warehouse.stories.day_ranges import near_days

MOST_ARTICLES = 20_000  # beyond which no further step is taken: bounds memory and time

_LINKED = read_sql("stories/linked")


@dataclass(slots=True, kw_only=True)
class Web:
    """Links (a[i], b[i]) read so far between the articles `numbers`, whose days, counted from 1970, are by number.

    `days` are those of publication, nan where unknown; `dates` where unknown the day when it was first seen. Of
    the articles that are `whole` all links are read.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    days: Floats = field(default_factory=lambda: np.zeros(0))
    dates: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    whole: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    a: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    b: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    scores: Floats = field(default_factory=lambda: np.zeros(0))


def reach_from(
    db: duckdb.DuckDBPyConnection, web: Web, start: Mapping[str, int], weights: StoryWeights
) -> set[str]:
    """Return the articles of `start`, given with their dates, and all that strong links tie to them."""
    reached = _number(web, start)
    while len(reached) <= MOST_ARTICLES:
        _read_links(db, web, reached)
        _read_links(db, web, _ends(web, reached))
        further = _tied(web, reached, weights)
        if len(further) == len(reached):
            break
        reached = further
    names = np.array(list(web.numbers), object)
    return set(names[reached].tolist())


def linked_to(db: duckdb.DuckDBPyConnection, web: Web, start: Mapping[str, int]) -> dict[str, int]:
    """Return the articles of `start` and those that have any link to them, with their dates."""
    numbers = _number(web, start)
    _read_links(db, web, numbers)
    names = list(web.numbers)
    return {names[one]: int(web.dates[one]) for one in _ends(web, numbers).tolist()}


def _number(web: Web, dates: Mapping[str, int]) -> Ints:
    """Return the numbers of the articles, of which those not known yet get one."""
    new = [one for one in dates if one not in web.numbers]
    web.numbers |= {one: len(web.numbers) + place for place, one in enumerate(new)}
    web.dates = np.append(web.dates, np.array([dates[one] for one in new], np.int64))
    web.days = np.append(web.days, np.full(len(new), np.nan))
    web.whole = np.append(web.whole, np.zeros(len(new), bool))
    return np.array(sorted(web.numbers[one] for one in dates), np.int64)


def _read_links(db: duckdb.DuckDBPyConnection, web: Web, numbers: Ints) -> None:
    """Read all links of these articles that are not read yet."""
    numbers = numbers[~web.whole[numbers]]
    if not len(numbers):
        return
    names = np.array(list(web.numbers), object)[numbers]
    dates = set(web.dates[numbers].tolist())
    query = _LINKED.format(near_a=near_days("date_a", dates), near_b=near_days("date_b", dates))
    with staged(db, pa.table({"article_id": pa.array(names.tolist(), pa.string())}), "staged_ids"):
        rows = db.sql(query).to_arrow_table()
    sides = []
    for side in "ab":
        ends = rows[f"article_{side}"].to_pylist()
        when = rows[f"seen_or_published_{side}"].to_numpy()
        _number(web, dict(zip(ends, when.tolist(), strict=True)))
        places = np.fromiter((web.numbers[end] for end in ends), np.int64, len(ends))
        web.days[places] = rows[f"day_{side}"].to_numpy()
        sides.append(places)
    a, b = sides
    is_new = ~(web.whole[a] | web.whole[b])
    web.a, web.b = np.append(web.a, a[is_new]), np.append(web.b, b[is_new])
    web.scores = np.append(web.scores, rows["score"].to_numpy()[is_new])
    web.whole[numbers] = True


def _ends(web: Web, numbers: Ints) -> Ints:
    """Return the articles and those that they are linked to."""
    inside = np.zeros(len(web.numbers), bool)
    inside[numbers] = True
    return np.unique(np.concatenate([numbers, web.b[inside[web.a]], web.a[inside[web.b]]]))


def _tied(web: Web, numbers: Ints, weights: StoryWeights) -> Ints:
    """Return the articles and all that strong links between whole ones tie to them."""
    known = web.whole[web.a] & web.whole[web.b]
    strong = score_links(web.a, web.b, web.scores, web.days, weights).round(6) >= weights.threshold
    a, b = web.a[known & strong], web.b[known & strong]
    inside = np.zeros(len(web.numbers), bool)
    inside[numbers] = True
    while (crossing := inside[a] != inside[b]).any():
        inside[a[crossing]] = inside[b[crossing]] = True
    return np.flatnonzero(inside)
