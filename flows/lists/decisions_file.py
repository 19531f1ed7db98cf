"""The list of people's decisions about statements: a CSV file → ListedDecision."""

import csv
from dataclasses import dataclass
from pathlib import Path

from flows.errors import CorrectionsError

_NEEDED = ("decision", "statement", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDecision:
    """One line of a list of decisions: what two statements, by id, are to each other."""

    line: int
    decision: str
    statement: str
    other: str
    reason: str | None


def read_decisions(path: Path) -> tuple[ListedDecision, ...]:
    """Return the decisions of the file, in its order; columns that only tell people more are passed over.

    Raises CorrectionsError, with file and line, for a missing file or column, a value that is missing, a pair that
    two lines decide, and what is no CSV.
    """
    if not path.is_file():
        raise CorrectionsError(f"{path}: no such file")
    found: list[ListedDecision] = []
    lines_of: dict[frozenset[str], int] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            missing = set(_NEEDED) - set(reader.fieldnames or ())
            if missing:
                raise CorrectionsError(f"{path}: line 1: columns missing: {', '.join(sorted(missing))}")
            for row in reader:
                found.append(_decision(row, reader.line_num, path))
                pair = frozenset((found[-1].statement, found[-1].other))
                earlier = lines_of.setdefault(pair, reader.line_num)
                if earlier != reader.line_num:
                    raise CorrectionsError(
                        f"{path}: line {reader.line_num}: line {earlier} decides about these two"
                    )
    except (csv.Error, UnicodeDecodeError) as error:
        raise CorrectionsError(f"{path}: no CSV in UTF-8: {error}") from error
    return tuple(found)


def _decision(row: dict[str, str | None], line: int, path: Path) -> ListedDecision:
    values = {name: (row.get(name) or "").strip() for name in (*_NEEDED, "reason")}
    if empty := [name for name in _NEEDED if not values[name]]:
        raise CorrectionsError(f"{path}: line {line}: needs {empty[0]}")
    return ListedDecision(
        line=line,
        decision=values["decision"],
        statement=values["statement"],
        other=values["other"],
        reason=values["reason"] or None,
    )
