"""Enter the page: with the printed address, or with the password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from megaroth.web.server.context import context_of

router = APIRouter()
Text = Annotated[str, Form()]


@router.get("/start")
def start(request: Request, token: str = "") -> Response:
    """Exchange the printed token for the session's cookie, once."""
    return _with_cookie(
        request,
        context_of(request).session.exchange(token),
        "This address was used before, or it is not the printed one.",
    )


@router.get("/login")
def login_page(request: Request) -> Response:
    """Ask for the password."""
    return context_of(request).page(request, "login.html", name=None, section="", wrong="")


@router.post("/login")
def login(request: Request, password: Text = "") -> Response:
    """Exchange the password for the session's cookie."""
    cookie = context_of(request).session.log_in(
        password, request.client.host if request.client else ""
    )
    if cookie is None:
        wrong = "The password is wrong, or it was tried twice within a second."
        return context_of(request).page(
            request, "login.html", status=403, name=None, section="", wrong=wrong
        )
    return _with_cookie(request, cookie, "")


def _with_cookie(request: Request, cookie: str | None, refused: str) -> Response:
    if cookie is None:
        lines = [refused, "Stop the server and start it again for a new address; nothing is lost."]
        return context_of(request).page(
            request, "error.html", status=403, title="No entry", lines=lines, name=None, section=""
        )
    found = RedirectResponse("/", 303)
    found.set_cookie(
        context_of(request).session.cookie_name,
        cookie,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return found
