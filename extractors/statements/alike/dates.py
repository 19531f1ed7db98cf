"""Dates of events as their own words state them, and whether two of them cannot both be right."""

import re

from extractors.records import Statement

# Year, month and day; None where the words leave it open.
EventDate = tuple[str | None, str | None, str | None]
_WRITTEN = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")
_MONTH = re.compile(r"(?<![^\W\d_])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
# What begins, ends or bounds a span of time, or lists several, dates no event.
_BOUNDS = frozenset(
    "from since until till between by through to before after during late early mid circa about and or".split()
)
_GOES_ON = frozenset(("and", "or", "to"))
# Such a date names a season, an edition or the day of the article.
_LABELS = frozenset("season edition publish updat post fiscal budget model".split())
_LABEL_WORDS = 4  # nearest to the date


def read_event_date(statement: Statement) -> EventDate | None:
    """Return the parts of a date that its own words state; None where they state none, or bound a span of time.

    "Monday" and "last week" state none: what day they are is reckoned from the article's, which may be wrong.
    """
    written = _WRITTEN.fullmatch(statement.value_text or "") if statement.kind == "date" else None
    if written is None or _bounds(statement):
        return None
    low = statement.surface.lower()
    year, month, day = (part if part and part.isdigit() else None for part in written.groups())
    if year is not None and year not in low and "last year" not in low:
        year = None
    stated = (year, month, day) if _MONTH.search(low) else (year, None, None)
    return stated if any(stated) else None


def _bounds(statement: Statement) -> bool:
    """Return whether a date bounds a span, is one of several, or names a season or the news itself."""
    before, after = statement.before, statement.after
    if before[:2] == ("of", "as") or _LABELS.intersection(statement.words[:_LABEL_WORDS]):
        return True
    return not _BOUNDS.isdisjoint(before[:1]) or not _GOES_ON.isdisjoint(after[:1])


def contradict(one: EventDate, other: EventDate) -> bool:
    """Return whether two dates differ in the one part of those both state, as a slip or a doubt would have it.

    Months alone say too little where no year stands beside them, and a year against a day of another one is
    seldom of the same event.

    >>> contradict(("1973", "07", None), ("1973", "06", "27")), contradict((None, "03", None), (None, "05", None))
    (True, False)
    """
    both = [
        (here, there) for here, there in zip(one, other, strict=True) if here is not None and there is not None
    ]
    has_years = one[0] is not None and other[0] is not None
    if has_years and one[0] != other[0] and [part is None for part in one] != [part is None for part in other]:
        return False
    return sum(here != there for here, there in both) == 1 and (has_years or len(both) == 2)
