"""What a page shows in other forms: JSON, CSV, an Atom feed, by the ending of its address or by `?format=`."""

import csv
import io
import json
from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from flows.cell_values import as_json, harmless_cell
from warehouse.browsing.contents import Shown

_ROWS = ("json", "csv")
ATOM = ".atom"
_LAST_PAGE = 100_000  # further rows are for `cuttings export`


def formats_at(path: str, asked: Sequence[tuple[str, str]], *, is_fed: bool = False) -> list[tuple[str, str]]:
    """Return where a page is to be had in other forms; `is_fed` as a feed too."""
    names = (*_ROWS, "atom") if is_fed else _ROWS
    return [(name, f"{path}?{urlencode([*asked, ('format', name)])}") for name in names]


def parted_ending(identifier: str) -> tuple[str, str]:
    """Return the id and the ending .json, .csv or .atom behind it."""
    for ending in (".json", ".csv", ATOM):
        if identifier.endswith(ending):
            return identifier.removesuffix(ending), ending
    return identifier, ""


def asked_ending(request: Request) -> str:
    """Return .json, .csv or .atom where `?format=` asks for it, else nothing."""
    name = request.query_params.get("format", "")
    return f".{name}" if name in (*_ROWS, "atom") else ""


def page_number(request: Request) -> int:
    """Return which page of rows `?page=` asks for, counted from 0; 0 where it is no number."""
    given = request.query_params.get("page", "")
    return min(int(given), _LAST_PAGE) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def as_rows(request: Request, parts: Sequence[Shown], ending: str) -> Response:
    """Return the rows of the parts as JSON, or of one of them (`?part=`, else the first) as CSV."""
    if ending == ATOM:
        return PlainTextResponse("this page is no feed; stories, entities, outlets and searches are\n", 404)
    if ending == ".json":
        rows = {part.part.name: [as_json(row) for row in part.dicts()] for part in parts}
        return Response(json.dumps(rows, ensure_ascii=False, indent=1), media_type="application/json")
    wanted = request.query_params.get("part")
    chosen = next((part for part in parts if part.part.name == wanted), parts[0] if parts and not wanted else None)
    if chosen is None:
        return PlainTextResponse(f"no part {wanted!r}\n" if wanted else "", status_code=404 if wanted else 200)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(chosen.columns)
    writer.writerows([harmless_cell(value) for value in row] for row in chosen.rows)
    return Response(out.getvalue(), media_type="text/csv")
