"""Days that an address names: as a path of year, month and day, or as eight digits that may also be a number."""

import re
from urllib.parse import urlsplit

from extractors.month_names import month_number
from extractors.page.facts.placement import ReadDate
from extractors.page.words.dates import DateFound

_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_NAMED_MONTH = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)", re.IGNORECASE)
# The month as a path and the day at the head of the slug, six digits that repeat it: /2015/08/150803-some-words.
_SHORT_DAY = re.compile(r"/20(\d\d)/(\d\d)/(?:[\w-]+/)?(\1)(\2)(\d\d)[-_]")
_COMPACT_DAY = re.compile(r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_DAY_FIRST = re.compile(r"[/~_-](\d\d)-(\d\d)-(20\d\d)(?=[/_.-]|$)")
_MONTH = re.compile(r"/((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?=[/_-])")


def path_day(url: str | None, read: ReadDate) -> DateFound | None:
    """Return the day of a path like /2026/11/18/ or /2026/nov/18/; None where there is none."""
    path = urlsplit(url).path if url else ""
    match = _PATH_DAY.search(path)
    if match:
        return read("-".join(match.groups()))
    match = _SHORT_DAY.search(path)
    if match:
        return read(f"20{match[1]}-{match[2]}-{match[5]}")
    match = _NAMED_MONTH.search(path)
    month = month_number(match[2]) if match else None
    return read(f"{match[1]}-{month}-{match[3]}") if match and month else None


def compact_day(url: str | None, read: ReadDate) -> DateFound | None:
    """Return the day that eight digits of the address would be; article numbers and models read so too."""
    path = urlsplit(url).path if url else ""
    match = _COMPACT_DAY.search(path)
    if match:
        return read("-".join(match.groups()))
    match = _DAY_FIRST.search(path)
    return read("/".join(match.groups())) if match else None


def is_of_another_month(found: DateFound, url: str | None) -> bool:
    """Return whether the address names a month that is neither the date's own nor a neighbour of it."""
    match = _MONTH.search(urlsplit(url).path) if url else None
    return (
        match is not None and abs(int(match[1]) * 12 + int(match[2]) - found.day.year * 12 - found.day.month) > 1
    )
