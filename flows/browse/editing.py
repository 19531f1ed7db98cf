"""Corrections that a page asks for: who may, what is asked, and what is answered."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from flows.lists.settings import Settings
from flows.upkeep.edits import edit, take_back
from warehouse.errors import CorrectionRefused, NotOneFound, WarehouseError, WriterBusy, is_interruption

_MOST_BYTES = 200_000  # of a form: a split of 5,000 articles
_ENDED = "the room was ended amid this; send it again when it is back, what stands already is told then\n"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """What corrections are made with; a form must show the secret, which only pages of this room hold."""

    settings: Settings
    secret: str

    def routes(self) -> list[Route]:
        """Return the addresses that forms are sent to."""
        paths: dict[str, Callable[[Request], Awaitable[Response]]] = {
            "/edit/undo/{identifier}": self._undo,
            "/edit/{change}": self._edit,
        }
        return [Route(path, answer, methods=["POST"]) for path, answer in paths.items()]

    async def _edit(self, request: Request) -> Response:
        return await self._done(request, lambda form: edit(self.settings, request.path_params["change"], form))

    async def _undo(self, request: Request) -> Response:
        return await self._done(request, lambda _: take_back(self.settings, request.path_params["identifier"]))

    async def _done(self, request: Request, change: Callable[[dict[str, list[str]]], str]) -> Response:
        """Return the page of edits, on which the change stands first, or why it was not made."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
            return PlainTextResponse("only forms of these pages are read\n", status_code=415)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                return PlainTextResponse(f"more than {_MOST_BYTES:,} bytes\n", status_code=413)
        try:
            form = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10_000)
        except ValueError:
            return PlainTextResponse("this is no form\n", status_code=400)
        if not compare_digest("".join(form.pop("secret", [""])).encode(), self.secret.encode()):
            return PlainTextResponse("this form is of another start of the room; load the page anew\n", 403)
        try:
            await run_in_threadpool(change, form)
        except WriterBusy as error:
            return PlainTextResponse(f"{error}; nothing was changed, try again\n", status_code=503)
        except NotOneFound as error:
            return PlainTextResponse(f"{error}; nothing was changed\n", status_code=404)
        except CorrectionRefused as error:
            return PlainTextResponse(f"{error}; nothing was changed\n", status_code=409)
        except WarehouseError as error:
            return PlainTextResponse(f"{error}\n", status_code=500)
        except Exception as error:
            if not is_interruption(error):
                raise
            return PlainTextResponse(_ENDED, status_code=503)
        return RedirectResponse("/edits", status_code=303)
