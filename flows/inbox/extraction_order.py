"""What several machines extract together: each takes a part of the same documents, under the same conditions.

The first one writes the order down, the others find it: so all take one moment for "now", as one load does, know
the same repeated lines, and none can be of another version unseen. A clock that is off changes nothing.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from extractors.ids import content_id
from extractors.records import RawDocument, Rejected
from extractors.urls.identity import registrable_domain
from flows.errors import InboxRefused
from warehouse.place import belongs_to_database

RepeatedLines = Mapping[str, frozenset[int]]

# Each part reads all of the documents, so that even a hundred gain nothing; what says more was made by hand.
MOST_PARTS = 1_000

_ORDER = "order-{}.json"
_LINES = "lines.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The paths, the columns of dumps, into how many parts, the moment that all take for now, and by what."""

    paths: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    parts: int
    seen_at: str
    conditions: str

    @property
    def order_id(self) -> str:
        """Return the id by which chunks name it."""
        return content_id(json.dumps(asdict(self), sort_keys=True))


def join_order(inbox: Path, order: Order) -> Order:
    """Return the order that is open for these paths; this one where none is, written down for the others.

    Raises InboxRefused where the open one is divided otherwise or was begun under other conditions, and for a
    folder of a database.
    """
    path = _order_path(inbox, order)
    if belongs_to_database(path.absolute()):
        raise InboxRefused(f"{inbox}: belongs to a database; choose another folder")
    known = json.dumps(asdict(order) | {"lines": _read_lines(inbox / _LINES)})
    inbox.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.{uuid4().hex}")
    staged.write_text(known, encoding="utf-8")
    try:
        os.link(staged, path)  # unlike a rename it leaves an order that is there
    except FileExistsError:
        pass
    finally:
        staged.unlink()
    return _checked(_read_order(path), order, path)


def _checked(found: Order, wanted: Order, path: Path) -> Order:
    if found.parts != wanted.parts:
        raise InboxRefused(f"{path}: is divided into {found.parts} parts, not {wanted.parts}")
    if found.conditions != wanted.conditions:
        raise InboxRefused(
            f"{path}: was begun by another version, or with other settings, outlets or watchlist;"
            " give every machine the same, or merge and remove it first"
        )
    return found


def _read_order(path: Path) -> Order:
    """Return the order in the file; raise InboxRefused where it is none."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return order_of(values)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InboxRefused(f"{path}: is no order of `cuttings extract`") from error


def order_of(values: Mapping[str, object]) -> Order:
    """Return the order of these values; raise KeyError, TypeError or ValueError where they are none."""
    paths, columns, parts, seen_at = (values[name] for name in ("paths", "columns", "parts", "seen_at"))
    if not isinstance(paths, list) or not isinstance(columns, list) or not isinstance(parts, int):
        raise TypeError("no order")
    if not 1 <= parts <= MOST_PARTS:
        raise ValueError("no number of parts")
    return Order(
        paths=tuple(map(str, paths)),
        columns=tuple((str(field), str(column)) for field, column in columns),
        parts=parts,
        seen_at=datetime.fromisoformat(str(seen_at)).isoformat(),
        conditions=str(values["conditions"]),
    )


def end_order(inbox: Path, order: Order) -> None:
    """Forget that the order is open, so that the same paths can be extracted anew."""
    path = _order_path(inbox, order)
    if path.exists() and _read_order(path) == order:
        path.unlink()


def lines_of(inbox: Path, order: Order) -> RepeatedLines:
    """Return the lines that outlets were known to repeat when the order was begun."""
    return {name: frozenset(hashes) for name, hashes in _read_lines(_order_path(inbox, order)).items()}


def leave_lines(inbox: Path, lines: RepeatedLines) -> None:
    """Leave the lines that outlets repeat for the orders to come."""
    staged = inbox / f".{_LINES}.{uuid4().hex}"
    staged.write_text(json.dumps({name: sorted(lines[name]) for name in sorted(lines)}), encoding="utf-8")
    staged.replace(inbox / _LINES)


def is_of_orders(name: str) -> bool:
    """Return whether a file of this name in the inbox is one of those that are written here."""
    return name.lstrip(".").startswith((_ORDER.partition("{")[0], _LINES))


def _order_path(inbox: Path, order: Order) -> Path:
    return inbox / _ORDER.format(content_id(order.paths, order.columns))


def _read_lines(path: Path) -> dict[str, list[int]]:
    if not path.exists():
        return {}
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        lines = values if path.name == _LINES else values["lines"]
        return {str(name): [int(each) for each in hashes] for name, hashes in lines.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InboxRefused(f"{path}: holds no lines of `cuttings merge`") from error


def part_of(document: RawDocument | Rejected, parts: int) -> int:
    """Return which part a document is of, from 1: all of one registrable domain are of one part.

    What has no URL is dealt out by where it was read.
    """
    url = document.url if isinstance(document, RawDocument) else None
    key = registrable_domain(url) if url else None
    return int(content_id(key or document.location), 16) % parts + 1


def absolute_paths(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return the paths as every machine has to see them."""
    return tuple(os.path.abspath(path) for path in paths)  # noqa: PTH100 - a link may lead elsewhere on each machine
