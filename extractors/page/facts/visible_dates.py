"""Dates that a page shows: marked as publication, near the title, in a time element, or alone in a line."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import chain, islice

from lxml.html import HtmlElement

from extractors.page.facts.placement import (
    Layout,
    ReadDate,
    around_title,
    is_beside,
    is_of_others,
    is_update,
    names_of,
    says_update,
)
from extractors.page.words.dates import DateFound
from extractors.page.words.pieces import tidy

_DATE_NAME = re.compile(
    r"date|datum|time(?!line)|publish|posted|veröff|byline|meta(?:$|[\s_-])|info(?:$|[\s_-])|stamp", re.IGNORECASE
)
_DATE_TAGS = frozenset({"time", "dt", "dd"})
_STEPS_AFTER_TITLE, _STEPS_BEFORE_TITLE = 250, 40
_MAX_LINE_CHARACTERS = 120  # longer ones are prose
# The zones furthest from UTC in which many people live.
_HOURS_WEST, _HOURS_EAST = 12, 12
_STAMPS = ("datetime", "content", "data-timestamp", "data-time", "data-date", "title")
_STAMP_NAME = re.compile(r"data-[\w-]{0,20}(?:publish|pub-?date|post-?date|deploy-d)")
_WORDS = re.compile(r"[^\W\d_]+")
# A line with a date says little else, save who wrote it, where and in which section.
_MOST_OTHER_WORDS = 8
_FEW_WORDS = 3
_SKIPPED = frozenset(
    {"script", "style", "noscript", "option", "title", "head", "meta", "link", "textarea", "select"}
)
_POSTED = re.compile(r"\s{0,3}(?:first\s|originally\s)?(?:published|posted)\b", re.IGNORECASE)
_PROSE_CHARACTERS = 300  # longer ones are prose
_DATELINE_CHARACTERS = 20  # of the beginning of a paragraph; a dateline stands there or nowhere
_SCRIPTED = re.compile(
    r"[\"'](?:date_?published|published_?(?:at|date|time)|publish_?date|publication_?date|first_?published)[\"']"
    r"\s{0,3}:\s{0,3}[\"']([^\"'\n]{8,40})[\"']",
    re.IGNORECASE,
)
_MAX_SCRIPTS = 60  # bound
_MAX_SCRIPT_CHARACTERS = 500_000  # bound


def marked_time(tree: HtmlElement, layout: Layout, read: ReadDate) -> DateFound | None:
    """Return the time that the markup itself calls the one of publication."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "meta"):
        is_marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get(
            "pubdate"
        ) is not None
        is_own = is_marked and not is_beside(element, layout) and not is_of_others(element, layout)
        found = _time_of(element, read) if is_own else None
        if found is not None:
            return found
    return None


def date_near(layout: Layout, read: ReadDate) -> DateFound | None:
    """Return the first date near the title in an element that is made or named for dates.

    First comes what stands between title and prose, then what stands before the title, then what is further on.
    """
    placed = around_title(layout, after=_STEPS_AFTER_TITLE, before=_STEPS_BEFORE_TITLE)
    dated = [
        each for each in placed if each.tag in _DATE_TAGS or (each.keys() and _is_named_for_dates(names_of(each)))
    ]
    for element in sorted(dated, key=lambda each: _nearness(each, layout)):
        found = _time_of(element, read) if element.tag == "time" else _date_in(element, read)
        if found is not None and not is_update(element) and not is_of_others(element, layout):
            return found
    return None


@lru_cache(maxsize=20_000)  # the pages of an outlet share most of their names, and the elements of a page
def _is_named_for_dates(names: str) -> bool:
    return _DATE_NAME.search(names) is not None


def _nearness(element: HtmlElement, layout: Layout) -> int:
    if layout.is_in_head(element):
        return 0
    return 1 if layout.place_of.get(element, 0) < layout.title_place else 2


def any_time(tree: HtmlElement, layout: Layout, read: ReadDate) -> DateFound | None:
    """Return the first time of the page that nothing calls an update or another article's."""
    for element in tree.iter("time"):
        if is_update(element) or is_of_others(element, layout):
            continue
        found = _time_of(element, read)
        if found is not None:
            return found
    return None


def _date_in(element: HtmlElement, read: ReadDate) -> DateFound | None:
    words = tidy(" ".join(islice(element.itertext(), 12)))
    if not 6 <= len(words) <= _MAX_LINE_CHARACTERS or says_update(re.split(r"\d", words, maxsplit=1)[0]):
        return None
    return read(words)


def _time_of(element: HtmlElement, read: ReadDate) -> DateFound | None:
    """Return the date of a time element: its stamp, on the day shown where that is the stamp's in some zone."""
    stated = next((found for name in _STAMPS if (found := read(tidy((element.get(name) or "")[:100])))), None)
    if stated is not None and not stated.is_utc:
        return stated
    shown = read(tidy(element.text_content()[:100]))
    return local_day(stated, shown) if stated and shown else stated or shown


def local_day(stated: DateFound, shown: DateFound | None) -> DateFound:
    """Return the stated date with the day that the page shows, where that is the moment's day in some zone."""
    if shown is None or stated.at is None or not stated.is_utc or shown.is_utc:
        return stated
    is_day_before = shown.day == stated.day - timedelta(days=1) and stated.at.hour < _HOURS_WEST
    is_day_after = shown.day == stated.day + timedelta(days=1) and stated.at.hour >= 24 - _HOURS_EAST
    return replace(stated, day=shown.day) if is_day_before or is_day_after else stated


def lone_date(tree: HtmlElement, layout: Layout, read: ReadDate) -> DateFound | None:
    """Return the date, nearest to the title, of a line that says little else, in an element of any name.

    Lines amid prose, of teasers, comments, events and the page's frame are none; an update counts where nothing
    else does.
    """
    ranked: list[tuple[bool, bool, int, DateFound]] = []
    for element, line in chain(_dated_lines(tree), _first_dateline(tree, layout)):
        found = read(line)
        if found is None:
            continue
        is_weak = is_of_others(element, layout) and not (_POSTED.match(line) and is_beside(element, layout))
        if is_weak and is_of_others(element, layout, is_lenient=True):
            continue
        distance = layout.place_of[element] - layout.title_place
        cost = 2 * distance if distance >= 0 else -3 * distance
        ranked.append((is_weak, is_update(element) or says_update(line), cost, found))
    return min(ranked, key=lambda each: each[:3])[3] if ranked else None


def _dated_lines(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            continue
        for name in ("datetime", "title", "content"):
            if element.tag not in ("img", "a", "iframe") and (stamp := element.get(name)):
                yield element, stamp[:100]
        for name, stamp in element.attrib.items():
            if _STAMP_NAME.match(name):
                yield element, stamp[:100]
        for string in (element.text, element.tail):
            if string and any(map(str.isdigit, string[:_PROSE_CHARACTERS])) and len(string) < _PROSE_CHARACTERS:
                line = tidy(string)
                if 6 <= len(line) <= _MAX_LINE_CHARACTERS and not _is_prose(line):
                    yield element, line


def _is_prose(line: str) -> bool:
    words = len(_WORDS.findall(line))
    return words > _MOST_OTHER_WORDS or (words > _FEW_WORDS and line.endswith((".", "!", "?")))


def _first_dateline(tree: HtmlElement, layout: Layout) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the head of the first prose where it begins with a day."""
    for element in islice(tree.iter(), layout.prose_place, layout.prose_place + 3):
        line = tidy((element.text or "")[:_DATELINE_CHARACTERS]) if isinstance(element.tag, str) else ""
        if line[:1].isdigit():
            yield element, line


def scripted_date(tree: HtmlElement, read: ReadDate) -> DateFound | None:
    """Return the day that the page's scripts call the one of publication, if it is one day throughout."""
    found = [
        day
        for script in islice(tree.iter("script"), _MAX_SCRIPTS)
        for match in _SCRIPTED.finditer((script.text or "")[:_MAX_SCRIPT_CHARACTERS])
        if (day := read(match[1])) is not None
    ]
    return found[0] if found and len({each.day for each in found}) == 1 else None
