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
    """Exchange the printed token for the session's cookie, once. Another browser with the token
    asks the first one to let it in."""
    session = context_of(request).session
    cookie = session.exchange(token)
    secret = None if cookie is not None else session.ask_with(token)
    if secret is None:
        return _with_cookie(
            request,
            cookie,
            "This address was used before, or it is not the printed one. While another browser "
            "asks to be let in, or after one was refused, no other can ask.",
        )
    found = RedirectResponse("/start/wait", 303)
    _set_cookie(request, found, _waiting_cookie(request), secret, path="/start")
    return found


@router.get("/start/wait")
def wait(request: Request) -> Response:
    """What a second browser shows until it is let in: the code to type in the first one."""
    session = context_of(request).session
    secret = request.cookies.get(_waiting_cookie(request), "")
    code = session.second.code(secret)
    if (cookie := session.enter_with(secret)) is not None:
        return _with_cookie(request, cookie, "")
    if code is None:
        return _with_cookie(
            request, None, "This browser was not let in, or two minutes have passed."
        )
    return context_of(request).page(
        request, "wait.html", name=None, section="", code=f"{code[:3]} {code[3:]}", asking=None
    )


@router.get("/access")
def access(request: Request) -> Response:
    """The question whether another browser may come in; empty if none asks."""
    return context_of(request).page(request, "access.html")


@router.post("/access")
def answer(request: Request, code: Text = "", refuse: Text = "") -> Response:
    """Let another browser in by its code, or refuse it."""
    context = context_of(request)
    second = context.session.second
    if refuse:
        second.refuse()
        result = "The other browser was refused. To let one in later, start the server again."
    elif second.let_in(code):
        result = "The other browser is let in."
    elif second.asks:
        result = "This is not the code that the other browser shows. Look there, and type it again."
    else:
        result = (
            "No browser asks any more: its two minutes are over, or the code was wrong too often."
        )
    return context.page(request, "access_answer.html", name=None, section="", result=result)


def _waiting_cookie(request: Request) -> str:
    return f"{context_of(request).session.cookie_name}_waits"


@router.get("/login")
def login_page(request: Request) -> Response:
    """Ask for the password."""
    return context_of(request).page(
        request, "login.html", name=None, section="", wrong="", asking=None
    )


@router.post("/login")
def login(request: Request, password: Text = "") -> Response:
    """Exchange the password for the session's cookie."""
    cookie = context_of(request).session.log_in(
        password, request.client.host if request.client else ""
    )
    if cookie is None:
        wrong = "The password is wrong, or it was tried twice within a second."
        return context_of(request).page(
            request, "login.html", status=403, name=None, section="", wrong=wrong, asking=None
        )
    return _with_cookie(request, cookie, "")


def _with_cookie(request: Request, cookie: str | None, refused: str) -> Response:
    if cookie is None:
        lines = [refused, "Stop the server and start it again for a new address; nothing is lost."]
        return context_of(request).page(
            request,
            "error.html",
            status=403,
            title="No entry",
            lines=lines,
            name=None,
            section="",
            asking=None,
        )
    found = RedirectResponse("/", 303)
    _set_cookie(request, found, context_of(request).session.cookie_name, cookie, path="/")
    return found


def _set_cookie(request: Request, answer: Response, name: str, value: str, *, path: str) -> None:
    answer.set_cookie(
        name,
        value,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path=path,
    )
