"""Who may ask: pages of this origin, on loopback or with a token; nothing that a page shows may run."""

import secrets
from collections.abc import Sequence
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_COOKIE = "cuttings_token"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Under "no-referrer" a form of our own would be sent with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def new_token() -> str:
    """Return a secret that stands in the address once, then in a cookie."""
    return secrets.token_urlsafe(24)


class Guarded:
    """The application behind its rules.

    `hosts` are the only names, with ports, that it answers to, so that no other name can be made to lead here.
    With a `token` an asker must have shown it. What changes something, where `may_post`, must come from a page of
    the very host that is asked.
    """

    def __init__(self, app: ASGIApp, *, hosts: Sequence[str], token: str | None, may_post: bool = False) -> None:
        self._app, self._hosts, self._token = app, {host.lower() for host in hosts}, token
        self._methods = ("GET", "HEAD", "POST") if may_post else ("GET", "HEAD")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        answer = self._refusal(Request(scope)) or self._app
        await answer(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> Response | None:
        """Return the answer to what is not let in; None for the rest."""
        if request.method not in self._methods:
            return PlainTextResponse(
                "only reading is possible here\n", status_code=405, headers={"Allow": ", ".join(self._methods)}
            )
        if request.headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse("this is not the host that was asked for\n", status_code=421)
        if _is_foreign(request.headers, self._hosts):
            return PlainTextResponse("asked from a page of another site\n", status_code=403)
        if request.method == "POST" and not _is_own_form(request.headers):
            return PlainTextResponse("sent by no page of this room\n", status_code=403)
        if self._token is None or self._is_known(request.cookies.get(_COOKIE)):
            return None
        if self._is_known(request.query_params.get("token")):
            if _is_feed(request):
                return None  # readers of feeds keep an address, and no cookies
            welcome = RedirectResponse(request.url.path, status_code=303)
            welcome.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict")
            return welcome
        return PlainTextResponse(
            "open the address with the token that was printed at the start\n", status_code=401
        )

    def _is_known(self, shown: str | None) -> bool:
        return (
            shown is not None and self._token is not None and compare_digest(shown.encode(), self._token.encode())
        )


def _is_feed(request: Request) -> bool:
    return request.url.path.endswith(".atom") or request.query_params.get("format") == "atom"


def _is_own_form(headers: Headers) -> bool:
    """Return whether a page of the very host that is asked sends this."""
    scheme, _, sender = headers.get("origin", "").lower().partition("://")
    return scheme in ("http", "https") and sender == headers.get("host", "").lower()


def _is_foreign(headers: Headers, hosts: set[str]) -> bool:
    """Return whether a page of another site asks; a link that a person followed is none."""
    origin = headers.get("origin")
    if origin is not None and origin.lower().partition("://")[2] not in hosts:
        return True
    is_followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not is_followed
