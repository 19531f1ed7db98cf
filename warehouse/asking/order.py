"""The orders that every list shares: new, growing, size."""

from dataclasses import replace
from datetime import timedelta

from warehouse.asking.filters import Filters
from warehouse.asking.reach import REACHED, Conditions, in_window
from warehouse.asking.windows import look_back, window_before
from warehouse.errors import FilterRefused
from warehouse.queries import read_sql

# Where no window is asked for, a story grows over the last day.
_LATELY = timedelta(days=1)


def ordering(view: str, filters: Filters) -> Conditions:
    """Return the terms of `order by` for the rows of a view, and their parameters; "" where no order is asked for.

    "new" is by when an article (of a story: its first one) was first seen, never by publication; "size" by the
    distinct texts, then articles of the story; "growing" by `growth`. Raises FilterRefused where a view has no
    such order.
    """
    if filters.sort is None:
        return Conditions(sql="", parameters={})
    reach = REACHED.get(view)
    if reach is None or not (reach.story or (reach.article and filters.sort == "new")):
        raise FilterRefused("sort", f"{filters.sort} is no order of {view}")
    story = f"{view}.{reach.story}"
    if filters.sort == "size":
        terms = [_of("story_summaries", "story_id", story, count) for count in ("text_count", "article_count")]
    elif filters.sort == "growing":
        grown = growth(filters)
        terms = [_of(f"({grown.sql}) as grown", "story_id", story, "growth")]
        return Conditions(sql=_descending(terms), parameters=grown.parameters)
    elif reach.article:
        terms = [reach.seen or _of("article_facts", "article_id", f"{view}.{reach.article}", "first_seen_at")]
    else:
        terms = [_of("story_summaries", "story_id", story, "first_seen_at")]
    return Conditions(sql=_descending(terms), parameters={})


def growth(filters: Filters) -> Conditions:
    """Return the statement of how stories grew in the window over the one before it: queries/asking/story_growth.

    The window ends now and is a day long where nothing else is asked for; the one before is as long.
    """
    window, earlier = both_windows(filters, lately=_LATELY)
    column = "first_seen_at" if filters.by == "seen" else "published_day"
    now, parameters = in_window(window.since, window.until, by=filters.by, column=column, name="grown")
    before, more_parameters = in_window(earlier.since, earlier.until, by=filters.by, column=column, name="before")
    statement = read_sql("asking/story_growth").format(now=now, before=before)
    return Conditions(sql=statement, parameters={**parameters, **more_parameters})


def both_windows(filters: Filters, *, lately: timedelta) -> tuple[Filters, Filters]:
    """Return the filters with both ends of their window set, and those of the window before it, as long.

    It ends now and is as long as `lately` where nothing else is asked for. Raises FilterRefused for a window that
    begins after now.
    """
    until = filters.until or filters.now
    since = filters.since or look_back(until, lately)
    if since >= until:
        raise FilterRefused(
            "since", f"{since:%Y-%m-%d %H:%M} is not before {until:%Y-%m-%d %H:%M}, the window's end"
        )
    begin, end = window_before(since, until, by=filters.by)
    return replace(filters, since=since, until=until), replace(filters, since=begin, until=end)


def _of(table: str, key: str, value: str, column: str) -> str:
    """Return the column of the table's row with the key; names are ours."""
    return f"(select max({column}) from {table} where {key} = {value})"  # noqa: S608 - names are ours


def _descending(terms: list[str]) -> str:
    return ", ".join(f"{term} desc nulls last" for term in terms)
