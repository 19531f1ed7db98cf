"""Stretches between quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Opening → closing. Doubled backquotes are how wire services write them; doubled apostrophes alone, as in
# some databases, are left out: too many are inches, or a mark inside a mark.
_CLOSING = {"“": "”", "«": "»", "„": "“", "``": "''", '"': '"', "»": "«", "‹": "›"}
_MARK = re.compile(r"[“”„«»\"]|``|''")
# A quotation that its author did not close is not looked for further than this.
_LONGEST = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """[start, end) with its marks, [inner_start, inner_end) without; `is_open` where no mark closes it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_open: bool = False


def find_marked(text: str, language: str | None) -> Iterator[Marked]:
    """Yield what stands between quotation marks, in order; marks never reach over the end of a line."""
    if not _MARK.search(text):
        return
    start = 0
    while start < len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        yield from _marked_in_line(text, start, stop, language)
        start = stop + 1


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
                yield Marked(
                    start=opened.start(), end=match.end(), inner_start=opened.end(), inner_end=match.start()
                )
                opened = None
            continue
        if mark not in _closing_marks(opened[0]) or (
            _CLOSING[opened[0]] == opened[0] and not _closes(text, match.end(), stop)
        ):
            continue
        if depth:
            depth -= 1
            continue
        yield Marked(start=opened.start(), end=match.end(), inner_start=opened.end(), inner_end=match.start())
        opened = None
    if opened is not None and stop - opened.end() <= _LONGEST:
        yield Marked(start=opened.start(), end=stop, inner_start=opened.end(), inner_end=stop, is_open=True)


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
        return at == start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?;")
    return True


def _closes(text: str, end: int, stop: int) -> bool:
    """Return whether a mark that looks alike on both sides closes: no letter right behind it."""
    return end >= stop or not text[end].isalnum()
