"""Stretches between quotation marks."""

import re
from collections.abc import Iterator

from extractors.mentions.sayings.dialogue import find_dialogue
from extractors.mentions.sayings.singles import begins_with_single, find_singles, has_single
from extractors.mentions.sayings.stretches import Marked

# Opening → closing. Doubled backquotes are how wire services write them; doubled apostrophes alone, as in
# some databases, are left out: too many are inches, or a mark inside a mark.
_CLOSING = {"“": "”", "«": "»", "„": "“", "``": "''", '"': '"', "»": "«", "‹": "›", "「": "」", "『": "』"}
_MARK = re.compile(r"[“”„«»\"「」『』]|``|''")
_DOUBLED = re.compile(r"''")
# Blank lines between two paragraphs.
_GAP = 8
# A quotation that its author did not close is not looked for further than this.
_LONGEST = 6000


def find_marked(text: str, language: str | None) -> list[Marked]:
    """Return what stands between quotation marks or behind a dash of dialogue, in order.

    Marks never reach over the end of a line. Marks within marks are part of what the outer ones hold.
    """
    marked: list[Marked] = []
    start = 0
    has_singles = has_single(text)
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        found = list(_marked_in_line(text, start, stop, language)) if _MARK.search(text, start, stop) else []
        if has_singles:
            found = _with_singles(text, start, stop, found)
        if not found or found[0].start > start + 4:
            found = _outermost([*find_dialogue(text, start, stop, language), *found])
        marked += found
        start = stop + 1
    return marked


def _with_singles(text: str, start: int, stop: int, doubles: list[Marked]) -> list[Marked]:
    """Return the stretches of a line with those in single marks; double marks within these are part of them."""
    gap = text[stop : stop + _GAP]
    following = stop + len(gap) - len(gap.lstrip())
    outer = sorted([*doubles, *_doubled(text, start, stop)], key=lambda one: one.start)
    singles = list(find_singles(text, start, stop, outer, goes_on=begins_with_single(text, following)))
    return _outermost([*singles, *doubles]) if singles else doubles


def _doubled(text: str, start: int, stop: int) -> Iterator[Marked]:
    """Yield what stands between doubled apostrophes: not taken for speech, nor is what is within."""
    opened: re.Match[str] | None = None
    for mark in _DOUBLED.finditer(text, start, stop):
        if opened is None:
            opened = mark
        else:
            yield _between(opened, mark)
            opened = None


def _outermost(stretches: list[Marked]) -> list[Marked]:
    """Return the stretches in order, those left out that begin within another one."""
    kept: list[Marked] = []
    for one in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _marked_in_line(text: str, start: int, stop: int, language: str | None) -> Iterator[Marked]:
    """Yield the marked stretches of one line; the last one is open where nothing closes it."""
    opened: re.Match[str] | None = None
    depth = 0
    for match in _MARK.finditer(text, start, stop):
        mark = match[0]
        if opened is None:
            if _opens(text, match, start, stop, language):
                opened, depth = match, 0
            continue
        if mark == opened[0] and _CLOSING[mark] != mark:
            depth += _opens(text, match, start, stop, language) and mark != "“"
            if mark == "“" and _closes(text, match.end(), stop):
                yield _between(opened, match)
                opened = None
            continue
        if mark not in _closing_marks(opened[0]) or (
            _CLOSING[opened[0]] == opened[0] and not _closes(text, match.end(), stop)
        ):
            continue
        if depth:
            depth -= 1
            continue
        yield _between(opened, match)
        opened = None
    if opened is not None and stop - opened.end() <= _LONGEST:
        yield Marked(start=opened.start(), end=stop, inner_start=opened.end(), inner_end=stop, is_open=True)


def _between(opened: re.Match[str], closed: re.Match[str]) -> Marked:
    """Return the stretch between two marks."""
    return Marked(
        start=opened.start(), end=closed.end(), inner_start=opened.end(), inner_end=closed.start(),
        kind="corner" if opened[0] in "「『" else "double",
    )  # fmt: skip


def _closing_marks(mark: str) -> tuple[str, ...]:
    """Return the marks that may close what `mark` opens; writers mix curly and straight ones."""
    return {"“": ("”", '"'), "„": ("“", "”", '"'), "``": ("''",), '"': ('"', "”")}.get(
        mark, (_CLOSING.get(mark, ""),)
    )


def _opens(text: str, match: re.Match[str], start: int, stop: int, language: str | None) -> bool:
    """Return whether the mark can open: a word behind it, none before it."""
    mark, at, end = match[0], match.start(), match.end()
    if mark not in _CLOSING or end >= stop:
        return False
    if mark == "»" and (language or "") not in ("de", "da", "sv", "nb", "fi"):
        return False
    if text[end].isspace() and mark not in ("«", "„"):
        return False
    if mark == '"':
        return at == start or not (
            text[at - 1].isalnum() or text[at - 1] in ".,!?;="
        )  # "=": an attribute of markup
    return True


def _closes(text: str, end: int, stop: int) -> bool:
    """Return whether a mark that looks alike on both sides closes: no letter right behind it."""
    return end >= stop or not text[end].isalnum()
