"""The checks of every request (host, origin, size, session), and the security headers of every
response."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from megaroth.kernel.faults import location
from megaroth.web.server.session import Session

LARGEST_BODY = 2_000_000
"""The largest request, bytes: a household file can have a million, and a form escapes them."""

MOST_FIELDS = 1_000
"""The most fields of a form: a part of the interview has about 30 for each job."""

_FORM = "application/x-www-form-urlencoded"
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = ("/start", "/login", "/static/")
_API = "/api/"
_LOG = logging.getLogger(__name__)
HEADERS = {  # the referrer stays on the page, which forms need for their Origin
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
    "'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guard:
    """Middleware that lets a request through or refuses it.

    It checks that the Host is the server's own (against DNS rebinding), that a write comes from the
    page itself (not from another site), that the body is small, and that the session's cookie or
    key is present.
    """

    def __init__(
        self, app: ASGIApp, *, session: Session, hosts: Iterable[str], scheme: str
    ) -> None:
        self.app, self.session, self.scheme = app, session, scheme
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await refused(scope, receive, _with_security_headers(send, scope))
            return
        bounded = _Bounded(
            receive, is_form=headers.get("content-type", "").lower().startswith(_FORM)
        )
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            # The application answered a request that was cut off as if the client were gone. The
            # client is still there, so it gets the reason.
            if bounded.over and not begun:
                return
            begun = True
            await send_secured(message)

        send_secured = _with_security_headers(send, scope)
        try:
            await self.app(scope, bounded, sending)
        except ClientDisconnect:
            if not bounded.over:
                return  # the client is gone
        except Exception as error:
            where = location(error)
            # The text of an error can contain amounts and names, so neither the log nor the page
            # shows it.
            _LOG.error("a request failed: %s", where)
            if not begun:
                await _failed(scope["path"], where)(scope, receive, send_secured)
            return
        if bounded.over and not begun:
            await _too_much(scope["path"])(scope, receive, send_secured)

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        host, path, method = headers.get("host", "").lower(), scope["path"], scope["method"]
        if host not in self.hosts:
            return _no(
                path,
                421,
                "This address does not belong to this server.",
                "Use the address that megaroth serve printed.",
            )
        if method not in _READS and not self._from_the_page(headers, host):
            return _no(
                path,
                403,
                "This change comes from another page.",
                "Make the change on this page itself.",
            )
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY:
            return _too_much(path)
        if path.startswith(_OPEN) or self._known(path, headers):
            return None
        if self.session.needs_password and not path.startswith(_API):
            return Response(status_code=303, headers={"location": "/login"})
        return _no(
            path,
            401,
            "This page is not open to you.",
            "Open the address that megaroth serve printed. In a second browser it asks the first "
            "one.",
        )

    def _known(self, path: str, headers: Headers) -> bool:
        if path.startswith(_API) and self.session.knows_key(headers.get("authorization")):
            return True
        # Cookies of other programs can have any form; find only this server's.
        return self.session.holds(
            cookie_parser(headers.get("cookie", "")).get(self.session.cookie_name)
        )

    def _from_the_page(self, headers: Headers, host: str) -> bool:
        """Whether a write comes from the page. A browser sends the origin; a script sends a key,
        which no other site's page could send."""
        if self.session.knows_key(headers.get("authorization")):
            return True
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if origin is not None and origin.lower() != f"{self.scheme}://{host}":
            return False
        return site == "same-origin" or (site is None and origin is not None)


def _no(path: str, status: int, title: str, remedy: str) -> Response:
    if path.startswith(_API):
        body = {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": remedy,
            "errors": [],
        }
        return JSONResponse(body, status, media_type="application/problem+json")
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>megaroth: {title}</title>'
        '<link rel="stylesheet" href="/static/app.css"><main '
        f'class="alone"><h1>{title}</h1><p>{escape(remedy)}</p></main></html>'
    )
    return HTMLResponse(page, status)


def _failed(path: str, where: str) -> Response:
    remedy = (
        "Nothing was lost, and saved households are unchanged. Please report this with the "
        f"steps that lead here: {where}."
    )
    return _no(path, 500, "The page for an internal error. ", remedy)


def _with_security_headers(send: Send, scope: Scope) -> Send:
    """Send a response with the security headers."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if not scope["path"].startswith("/static/"):
                headers["Cache-Control"] = "no-store"
        await send(message)

    return sending


def _too_much(path: str) -> Response:
    return _no(
        path,
        413,
        "The request is too large.",
        f"Send at most {LARGEST_BODY:,} bytes, and {MOST_FIELDS:,} fields of a form.",
    )


class _Bounded:
    """Receive up to a number of bytes and form fields, whatever length the request stated."""

    def __init__(self, receive: Receive, *, is_form: bool) -> None:
        self.receive, self.is_form = receive, is_form
        self.seen, self.fields = 0, 0

    @property
    def over(self) -> bool:
        """Whether the request exceeded the limit."""
        return self.seen > LARGEST_BODY or self.fields > MOST_FIELDS

    async def __call__(self) -> Message:
        """Receive the next message."""
        if self.over:
            return {"type": "http.disconnect"}
        message = await self.receive()
        body = message.get("body", b"")
        self.seen += len(body)
        # Two million bytes hold a million empty fields, which would be parsed one by one while
        # everybody waits.
        self.fields += body.count(b"&") if self.is_form else 0
        return {"type": "http.disconnect"} if self.over else message
