"""The list of people's corrections: a CSV file ↔ ListedCorrection."""

import csv
import re
from pathlib import Path
from typing import get_args

from flows.cell_values import FORMULA_STARTS
from flows.errors import CorrectionsError
from warehouse.stories.listed_corrections import CorrectionKind, ListedCorrection

_COLUMNS = ("change", "story", "articles", "into", "title", "reason")
# What each change needs, and what it may have beside; a reason is always allowed.
_NEEDED: dict[CorrectionKind, tuple[str, ...]] = {
    "merge": ("story", "into"),
    "split": ("story", "articles"),
    "move": ("articles", "into"),
    "rename": ("story", "title"),
    "keep": ("story", "articles"),
}
_ALLOWED: dict[CorrectionKind, tuple[str, ...]] = {"keep": ("title",)}
# An address may hold a comma or a semicolon, but not with a space behind it.
_SEPARATORS = re.compile(r"[,;]?\s+")


def read_corrections(path: Path) -> tuple[ListedCorrection, ...]:
    """Return the corrections of the file, in its order; several articles are parted by spaces.

    Raises CorrectionsError, with file and line, for a missing file, a wrong header, an unknown change, a value
    that is missing or has no place, and for an article that two lines place.
    """
    if not path.is_file():
        raise CorrectionsError(f"{path}: no such file")
    found: list[ListedCorrection] = []
    movers: dict[str, int] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            _check_header(path, reader.fieldnames)
            for row in reader:
                found.append(_correction(row, reader.line_num, f"{path}: line {reader.line_num}"))
                _check_moved_once(path, found[-1], movers)
    except (csv.Error, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path}: no CSV in UTF-8: {error}") from error
    return tuple(found)


def _check_header(path: Path, names: object) -> None:
    header = list(names) if isinstance(names, list) else []
    missing = set(_COLUMNS[:-1]) - set(header)
    if missing:
        raise CorrectionsError(f"{path}: line 1: columns missing: {', '.join(sorted(missing))}")
    unknown = set(header) - set(_COLUMNS)
    if unknown:
        raise CorrectionsError(f"{path}: line 1: unknown columns: {', '.join(sorted(map(repr, unknown)))}")


def _correction(row: dict[str, str | None], line: int, place: str) -> ListedCorrection:
    if None in row or any(not isinstance(value, str) for value in row.values()):
        raise CorrectionsError(f"{place}: more or fewer values than columns")
    values = {name: _as_said((row.get(name) or "").strip()) for name in _COLUMNS}
    change = next((kind for kind in get_args(CorrectionKind) if kind == values["change"]), None)
    if change is None:
        kinds = ", ".join(get_args(CorrectionKind))
        raise CorrectionsError(f"{place}: {values['change']!r} is no change; one of {kinds}")
    for name in _COLUMNS[1:-1]:
        if name in _NEEDED[change] and not values[name]:
            raise CorrectionsError(f"{place}: {change} needs {name}")
        if values[name] and name not in _NEEDED[change] + _ALLOWED.get(change, ()):
            raise CorrectionsError(f"{place}: {change} has no {name}")
    return ListedCorrection(
        line=line,
        change=change,
        story=values["story"],
        articles=tuple(_SEPARATORS.split(values["articles"])) if values["articles"] else (),
        into=values["into"],
        title=values["title"],
        reason=values["reason"] or None,
    )


def _check_moved_once(path: Path, listed: ListedCorrection, movers: dict[str, int]) -> None:
    """Refuse an article that is sent to two places: such a list would change something each time."""
    if listed.change not in ("split", "move", "keep"):
        return
    for article in listed.articles:
        earlier = movers.setdefault(article, listed.line)
        if earlier != listed.line:
            raise CorrectionsError(f"{path}: line {listed.line}: article {article} was placed by line {earlier}")


def _as_said(value: str) -> str:
    """Return the value without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return value[1:] if value.startswith(tuple(f"'{start}" for start in FORMULA_STARTS)) else value
