"""The addresses of the reading room and what each answers."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from flows.browse import values_shown as cells
from flows.browse.alike import shared_spans
from flows.browse.article import Piece, paragraphs_of
from flows.browse.atom_feeds import alert_rows, feed_of_alert, feed_of_stories, feed_of_story
from flows.browse.editing import Editor
from flows.browse.other_forms import ATOM, as_rows, asked_ending, formats_at, page_number, parted_ending
from flows.browse.patience import patiently
from flows.browse.safety import Guarded
from flows.browse.search_page import answer_search
from flows.browse.watching import watch_page
from flows.errors import AlertsError
from flows.lists.settings import Settings
from warehouse.asking.counts import counted
from warehouse.asking.filters import TypedFilters
from warehouse.browsing.contents import Shown
from warehouse.browsing.read import (
    Page,
    ask_statement,
    list_views,
    read_article,
    read_page,
    read_rows,
    read_texts,
)
from warehouse.browsing.shelf import Shelf
from warehouse.errors import DatabaseMissing, NotOneFound, QueryRefused, SchemaOlder, WarehouseError
from warehouse.report.chart import draw_days
from warehouse.upkeep.edit_log import list_edits

_SECONDS = 10.0  # of a statement or a page, then it is ended and says so
_MOST_EDITS = 200
_MOST_SQL_ROWS = 1_000  # more are for `cuttings sql`, which streams them
_TEMPLATES = Path(__file__).parent / "templates"
_REPORT = Path(__file__).parents[2] / "warehouse" / "report"
_STYLES = (_REPORT / "page.css", Path(__file__).parent / "room.css")
# Views that have no column of what the page is about: a filter asks for their rows.
_FILTERED = (
    ("report_stories", "entity_id"), ("article_facts", "entity_id"), ("article_entities", "story_id"),
    ("article_entities", "outlet_id"),
)  # fmt: skip
_EXAMPLE = "select * from report_stories order by article_count desc limit 20"
Connection = Any


def make_app(
    shelf: Shelf,
    *,
    hosts: Sequence[str],
    token: str | None = None,
    editor: Editor | None = None,
    settings: Settings | None = None,
) -> Guarded:
    """Return the application over the published copies of a shelf; without an editor it changes nothing.

    With settings it has the page of the watchlist that they name.
    """
    room = _Room(shelf, editor, settings)
    app = Starlette(routes=room.routes(), exception_handlers={404: room.nowhere})
    return Guarded(app, hosts=hosts, token=token, may_post=editor is not None)


class _Room:
    def __init__(self, shelf: Shelf, editor: Editor | None, settings: Settings | None) -> None:
        self._shelf, self._editor, self._settings = shelf, editor, settings
        self._templates = Environment(
            loader=FileSystemLoader((_TEMPLATES, _REPORT)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )
        self._templates.filters |= {"heading": cells.heading_of, "plain": cells.words_of, "counted": counted}
        self._templates.globals |= {
            "secret": editor.secret if editor else "",
            "is_watching": settings is not None,
            "cell_of": lambda column, row, about: cells.cell(column, row, about=about),
            "shown_columns": cells.shown_columns,
            "address_of": cells.address_of,
            "rows_of": lambda view, about: cells.rows_address(view, **_key_of(view, about)),
        }
        self._style = "\n".join(path.read_text(encoding="utf-8") for path in _STYLES)

    def routes(self) -> list[Route]:
        """Return the addresses; each page has its rows as .json and .csv."""
        pages = {"/": self._front, "/way": self._way, "/search": self._search, "/sql": self._sql}
        about = {f"/{page}/{{identifier:path}}": self._about(page) for page in ("story", "entity", "outlet")}
        about["/article/{identifier}"] = self._article
        about["/compare/{one}/{other}"] = self._compare
        about["/rows/{view}"] = self._rows
        pages |= {"/views": self._views, **about}
        pages["/search.atom"] = self._search
        if self._editor:
            pages["/edits"] = self._edits
        if self._settings:
            pages["/watch"] = self._watch
            pages["/alert/{identifier}.atom"] = self._alert
        routes = self._editor.routes() if self._editor else []
        routes += [Route(path, self._answered(answer)) for path, answer in pages.items()]
        return [Route("/style.css", self._css), *routes]

    def _css(self, request: Request) -> Response:
        del request
        return Response(self._style, media_type="text/css")

    def _answered(self, answer: Callable[[Request, Connection], Response]) -> Callable[[Request], Response]:
        """Return the endpoint: with a cursor, and with what goes wrong told in words."""

        def read(request: Request) -> Response:
            with self._shelf.reading(seconds=_SECONDS) as db:
                return answer(request, db)

        def endpoint(request: Request) -> Response:
            try:
                return patiently(self._shelf.place, _SECONDS, partial(read, request))
            except NotOneFound as error:
                return self._told(request, str(error), 404)
            except QueryRefused as error:
                return self._told(request, str(error), 400)
            except (DatabaseMissing, SchemaOlder) as error:
                return PlainTextResponse(f"{error}\n", status_code=503)
            except (WarehouseError, AlertsError) as error:
                return self._told(request, str(error), 500)

        return endpoint

    def nowhere(self, request: Request, error: Exception) -> Response:
        """Say that no page has this address."""
        del error
        return self._told(request, f"no page has the address {request.url.path[:200]}", 404)

    def _told(self, request: Request, problem: str, status: int) -> Response:
        """Return what is wrong: as a page to those who read pages, so that they can go on from it."""
        place = self._shelf.place
        is_there = place.lake is not None or place.published.exists()
        if not is_there or "text/html" not in request.headers.get("accept", ""):
            return PlainTextResponse(f"{problem}\n", status_code=status)
        heading = "Not found" if status == 404 else "This did not work"
        page = self._html("problem", heading=heading, problem=problem)
        page.status_code = status
        return page

    def _front(self, request: Request, db: Connection) -> Response:
        if asked_ending(request) == ATOM:
            return feed_of_stories(request, db, TypedFilters(), "newest stories")
        page = read_page(db, "front", None)
        return self._page(request, page, heading="Front page", chart=draw_days(page.days), is_fed=True)

    def _way(self, request: Request, db: Connection) -> Response:
        return self._page(request, read_page(db, "way", None), heading="What came in")

    def _about(self, kind: str) -> Callable[[Request, Connection], Response]:
        def answer(request: Request, db: Connection) -> Response:
            identifier, ending = parted_ending(request.path_params["identifier"])
            page = read_page(db, kind, identifier)
            if page.identifier != identifier:
                return RedirectResponse(cells.address_of(kind, page.identifier) + ending, status_code=303)
            if (ending or asked_ending(request)) != ATOM:
                return self._page(
                    request, page, heading=page.heading, ending=ending, chart=draw_days(page.days), is_fed=True
                )
            if kind == "story":
                return feed_of_story(request, db, page.identifier, page.heading)
            about = page.identifier
            typed = TypedFilters(entity=about) if kind == "entity" else TypedFilters(outlet=about)
            return feed_of_stories(request, db, typed, page.heading)

        return answer

    def _alert(self, request: Request, db: Connection) -> Response:
        del db
        assert self._settings is not None
        return feed_of_alert(request, self._settings, request.path_params["identifier"])

    def _article(self, request: Request, db: Connection) -> Response:
        identifier, ending = parted_ending(request.path_params["identifier"])
        page, article = read_article(db, identifier)
        if page.identifier != identifier:
            return RedirectResponse(cells.address_of("article", page.identifier) + ending, status_code=303)
        paragraphs = paragraphs_of(article.text, article.mentions)
        return self._page(request, page, heading=page.heading, ending=ending, paragraphs=paragraphs)

    def _page(
        self,
        request: Request,
        page: Page,
        *,
        heading: str,
        ending: str = "",
        paragraphs: list[list[Piece]] | None = None,
        chart: Any = None,
        is_fed: bool = False,
    ) -> Response:
        if ending := ending or asked_ending(request):
            return as_rows(request, page.parts, ending)
        shown = [(name, cells.cell(name, page.facts)) for name in cells.shown_columns(list(page.facts))]
        facts = [(cells.heading_of(name), cell) for name, cell in shown if cell.words and cell.words != heading]
        formats = formats_at(request.url.path, [], is_fed=is_fed)
        return self._html(
            "page", heading=heading, parts=page.parts, facts=facts, about=page.about, paragraphs=paragraphs or [],
            chart=chart, formats=formats, table_said=page.said,
        )  # fmt: skip

    def _rows(self, request: Request, db: Connection) -> Response:
        items = request.query_params.multi_items()
        asked = [(name, value) for name, value in items if name not in ("page", "format")]
        number = page_number(request)
        view = request.path_params["view"]
        rows = read_rows(db, view, asked, page=number)
        shown = Shown(part=rows.part, columns=rows.columns, rows=rows.rows, is_cut=rows.is_cut)
        if ending := asked_ending(request):
            return as_rows(request, [shown], ending)

        def at(page: int) -> str:
            return f"/rows/{view}?{urlencode([*asked, ('page', page)])}"

        formats = formats_at(f"/rows/{view}", [*asked, ("page", str(number))])
        return self._html(
            "rows", heading=view, sub=rows.comment, conditions=asked, columns=cells.shown_columns(rows.columns),
            rows=shown.dicts(), first=number * rows.part.most + 1, before=at(number - 1) if number else None,
            behind=at(number + 1) if rows.is_cut else None, formats=formats,
        )  # fmt: skip

    def _search(self, request: Request, db: Connection) -> Response:
        return answer_search(request, db, self._shelf.place, self._html)

    def _sql(self, request: Request, db: Connection) -> Response:
        statement = request.query_params.get("statement", "")
        values: dict[str, Any] = {"problem": "", "columns": [], "rows": [], "is_cut": False}
        if statement.strip():
            try:
                shown = ask_statement(db, self._shelf.place, statement, most=_MOST_SQL_ROWS)
                if ending := asked_ending(request):
                    return as_rows(request, [shown], ending)
                values |= {"columns": shown.columns, "rows": shown.dicts(), "is_cut": shown.is_cut}
            except QueryRefused as error:
                values["problem"] = str(error)
        formats = formats_at("/sql", [("statement", statement)]) if values["columns"] else []
        return self._html(
            "sql", heading="SQL", statement=statement or _EXAMPLE, most=_MOST_SQL_ROWS, seconds=f"{_SECONDS:g}",
            formats=formats, **values,
        )  # fmt: skip

    def _views(self, request: Request, db: Connection) -> Response:
        del request
        return self._html("views", heading="Views", views=list_views(db))

    def _watch(self, request: Request, db: Connection) -> Response:
        assert self._settings is not None
        counts = dict(db.execute("select entity_id, count(*) from article_entities group by entity_id").fetchall())
        asked = request.query_params
        shown = watch_page(self._settings, asked.get("rule", ""), asked.get("try", ""), counts)
        try:
            alerts = alert_rows(self._settings)
        except AlertsError as error:
            alerts, shown["problem"] = [], str(error)
        return self._html("watch", heading="Watchlist", alerts=alerts, **shown)

    def _edits(self, request: Request, db: Connection) -> Response:
        del request
        return self._html("edits", heading="Corrections", rows=list_edits(db, most=_MOST_EDITS))

    def _compare(self, request: Request, db: Connection) -> Response:
        sides = read_texts(db, request.path_params["one"], request.path_params["other"])
        spans = shared_spans(sides[0].text, sides[1].text)
        shown = []
        for side, marked in zip(sides, spans, strict=True):
            share = sum(end - start for start, end, *_ in marked) / max(len(side.text), 1)
            shown.append({**side.facts, "paragraphs": paragraphs_of(side.text, marked), "share": f"{share:.0%}"})
        return self._html("compare", heading="Side by side", sides=shown)

    def _html(self, template: str, **values: Any) -> Response:
        published = self._shelf.published_at().strftime("%Y-%m-%d %H:%M")
        common = {"database": self._shelf.name, "published": published, "query": "", "sub": "", "formats": []}
        page = self._templates.get_template(f"{template}.html.j2")
        return HTMLResponse(page.render(**(common | values)))


def _key_of(view: str, about: Mapping[str, Any]) -> dict[str, Any]:
    """Return by which column a view's rows of what the page is about are asked for."""
    if view in ("report_copy_pairs", "report_affairs", "removed_spans", "raw_documents"):
        return {}
    if view == "entity_facts":
        return {"resolved_entity_id": about.get("entity_id")}
    return {
        name.removesuffix("_id") if (view, name) in _FILTERED else name: value for name, value in about.items()
    }
