"""Shared parts of the pages of a household: frame, worksheets, redirects and questions."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from megaroth.kernel.errors import InputError
from megaroth.service.answers import PlanYear
from megaroth.service.clock import today
from megaroth.web.server.cached_queries import household_of
from megaroth.web.server.context import ServerContext, context_of
from megaroth.web.store.saved_household import Saved


def saved_of(request: Request, name: str) -> tuple[ServerContext, Saved]:
    """The server's context and the saved household."""
    context = context_of(request)
    return context, context.folder.read(name)


def shell_of(context: ServerContext, saved: Saved, section: str) -> dict[str, Any]:
    """The values that the frame of every household page needs."""
    return {
        "name": saved.name,
        "section": section,
        "past": _past(saved),
        **context.undo_of(saved.name),
    }


def _past(saved: Saved) -> int:
    """The household's year if it is over; otherwise 0."""
    try:
        year = household_of(saved.text).year
    except InputError:
        return 0
    return year if year < today().year else 0


def job_key(saved: Saved, kind: str) -> str:
    """The key of a long-running job: its kind and the version of the household."""
    return f"{kind} {saved.tag}"


def questions_by_recipient(answer: PlanYear) -> list[tuple[str, list[tuple[int, Any]]]]:
    """The questions by recipient, each with its index in the answer."""
    found = []
    for to, title in (("HR", "Questions for your employer"), ("you", "Questions for you")):
        # Skip a question whose answer changes nothing by itself.
        of = [
            (place, one)
            for place, one in enumerate(answer.questions)
            if one.to == to and (one.matters or not one.answers)
        ]
        if of:
            found.append((title, of))
    return found


def worksheet_page(
    request: Request, context: ServerContext, saved: Saved, figure: str, sheets: list[Any]
) -> Response:
    """Worksheets as a page, or as a fragment for htmx."""
    bare = request.headers.get("hx-request") == "true"
    template = "worksheet_bare.html" if bare else "worksheet.html"
    return context.page(
        request, template, **shell_of(context, saved, ""), figure=figure, sheets=sheets
    )


def to_page(name: str, page: str = "") -> RedirectResponse:
    """Redirect to a page of a household."""
    return RedirectResponse(f"/h/{quote(name, safe='')}/{page}", 303)
