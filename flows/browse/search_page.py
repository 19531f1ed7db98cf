"""The page of a search: stories with their hits marked, as rows and as a feed too."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from extractors.errors import ExtractorError
from flows.browse.atom_feeds import feed_of_stories
from flows.browse.other_forms import ATOM, as_rows, asked_ending, formats_at, page_number
from warehouse.asking.counts import counted
from warehouse.asking.filters import TypedFilters
from warehouse.browsing.read import search_stories, search_story_ids
from warehouse.errors import WarehouseError
from warehouse.place import Place


def answer_search(request: Request, db: Any, place: Place, show: Callable[..., Response]) -> Response:
    """Return what `q` finds, shown by the template "search"; a mistake in it is told."""
    query = request.query_params.get("q", "").strip()
    ending = ATOM if request.url.path.endswith(ATOM) else asked_ending(request)
    now, page = datetime.now(UTC), page_number(request)
    try:
        if ending == ATOM:
            among = search_story_ids(db, place, query, now=now)
            return feed_of_stories(request, db, TypedFilters(), query, among=among)
        found = search_stories(db, place, query, now=now, page=page)
    except (ExtractorError, WarehouseError) as error:
        if ending:
            return PlainTextResponse(f"{error}\n", status_code=400)
        return show("search", heading="Search", query=query, problem=str(error), rows=[], before="", behind="")
    if ending:
        return as_rows(request, [found.shown], ending)
    rows = [{**row, "snippet": _marked(row["snippet"])} for row in found.shown.dicts()]
    said = f"{counted(found.article_count, 'article')} in {counted(found.story_count, 'story')}"
    if found.unindexed_count:
        said += f"; {counted(found.unindexed_count, 'article')} not indexed"
    formats = formats_at("/search", [("q", query)], is_fed=True)
    return show(
        "search", heading="Search", sub=said, query=query, rows=rows, problem="", formats=formats,
        before=_page(query, page - 1) if page else "", behind=_page(query, page + 1) if found.shown.is_cut else "",
    )  # fmt: skip


def _page(query: str, number: int) -> str:
    return f"/search?{urlencode([('q', query), ('page', number)])}"


def _marked(snippet: str) -> list[tuple[str, bool]]:
    """Return the parts of a snippet, and which of them are hits."""
    parts: list[tuple[str, bool]] = []
    for piece in snippet.split("⟦"):
        hit, mark, rest = piece.partition("⟧")
        parts += [(hit, True), (rest, False)] if mark else [(piece, False)]
    return [part for part in parts if part[0]]
