"""What pages of a household have in common."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from megaroth.kernel.errors import InputError
from megaroth.planyear.result import PlanYear
from megaroth.web.server.cached_queries import household_of
from megaroth.web.server.context import ServerContext, context_of
from megaroth.web.store.saved_household import Saved


def saved_of(request: Request, name: str) -> tuple[ServerContext, Saved]:
    """The context, and the household that is asked for."""
    context = context_of(request)
    return context, context.folder.read(name)


def shell_of(context: ServerContext, saved: Saved, section: str) -> dict[str, Any]:
    """What every page of a household shows."""
    return {"name": saved.name, "section": section, "past": _past(saved), **context.undo_of(saved.name)}


def _past(saved: Saved) -> int:
    """The year of a household whose year is over; 0 for others."""
    try:
        year = household_of(saved.text).year
    except InputError:
        return 0
    return year if year < date.today().year else 0


def job_key(saved: Saved, kind: str) -> str:
    """What long work is kept by: its kind, and the text of the file."""
    return f"{kind} {saved.tag}"


def asked_by(answer: PlanYear) -> list[tuple[str, list[tuple[int, Any]]]]:
    """Questions by whom they go to, each with its place in the answer."""
    found = []
    for to, title in (("HR", "Questions for HR, the first one on top"), ("you", "Questions for you")):
        # A question that changes nothing by itself need not be asked.
        of = [(place, one) for place, one in enumerate(answer.questions) if one.to == to and (one.matters or not one.answers)]
        if of:
            found.append((title, of))
    return found


def sheet_page(request: Request, context: ServerContext, saved: Saved, figure: str, sheets: list[Any]) -> Response:
    """Worksheets as a page, or as a part of one."""
    bare = request.headers.get("hx-request") == "true"
    template = "worksheet_bare.html" if bare else "worksheet.html"
    return context.page(request, template, **shell_of(context, saved, ""), figure=figure, sheets=sheets)


def to_page(name: str, page: str = "") -> RedirectResponse:
    """To a page of a household."""
    return RedirectResponse(f"/h/{quote(name, safe='')}/{page}", 303)
