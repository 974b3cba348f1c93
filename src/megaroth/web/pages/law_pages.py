"""Pages of the law: the limits of a year, and one limit through the years."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from megaroth.contract.answers import to_data
from megaroth.contract.law import limits
from megaroth.kernel.errors import LawError
from megaroth.law.figures import figures_notes
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.law.years import LAST_WHOLE_YEAR
from megaroth.present.law import shown
from megaroth.present.limit_groups import grouped, main_limits, matching
from megaroth.present.plan_charts import history
from megaroth.readers.figures_file import template
from megaroth.service.limits import law_history
from megaroth.web.server.context import context_of

router = APIRouter()

_SHOWN_FIRST = 20
"""The limits of a search that are shown at once; the others are folded, so that a page stays
short on a phone."""

_RECENT = 24
"""The values of a limit's history that are shown at once."""


@router.get("/law")
def law_now(of: str = "") -> Response:
    """Redirect to the law of the last complete year."""
    return RedirectResponse(f"/law/{LAST_WHOLE_YEAR}{_of(of)}", 303)


def _of(name: str) -> str:
    return f"?of={quote(name, safe='')}" if name else ""


def _shell(request: Request, of: str) -> dict[str, Any]:
    """The values of the frame; the tabs of the household that the reader came from stay."""
    folder = context_of(request).folder
    name = of if folder.has(of) else None
    return {
        "name": name,
        "section": "law",
        "of": _of(of) if name else "",
        **(context_of(request).undo_of(of) if name else {}),
    }


@router.get("/law/limit/{limit}")
def law_limit(request: Request, limit: str, of: str = "") -> Response:
    """One limit through the years."""
    data = to_data(law_history(limit, context_of(request).law_book))
    return context_of(request).page(
        request,
        "limit.html",
        **_shell(request, of),
        limit=limit,
        data=data,
        chart_spec=history(data),
        recent=_RECENT,
        shown=shown,
    )


@router.get("/law/{year}/figures")
def law_figures(year: str) -> Response:
    """A file to fill in with the figures of a year's notice."""
    try:
        text = template(_year(year))
    except LawError as error:
        raise HTTPException(404, str(error)) from None
    return Response(
        text,
        media_type="application/toml",
        headers={"content-disposition": f'attachment; filename="law-{year}.toml"'},
    )


def _year(year: str) -> int:
    if not year.isascii() or not year.isdigit() or len(year) > 4:
        raise HTTPException(404, "There is no such year.")
    return int(year)


@router.get("/law/{year}")
def law_year(request: Request, year: str, search: str = "", of: str = "") -> Response:
    """The limits of a year: those that people come for, the others in groups, or those of a
    search."""
    law_book = context_of(request).law_book
    numbers, before = law_book.law(_year(year)), _before(int(year), law_book)
    every = limits(numbers, before)
    found = matching(every, search) if search.strip() else []
    bare = request.headers.get("hx-request") == "true"
    return context_of(request).page(
        request,
        "law_rows.html" if bare else "law.html",
        **_shell(request, of),
        numbers=numbers,
        figures_notes=figures_notes(law_book.figures, int(year), numbers.projected_names()),
        main=main_limits(every),
        groups=grouped(every),
        limits=found,
        shown_first=_SHOWN_FIRST,
        search=search,
        year=int(year),
        shown=shown,
        has_before=before is not None,
    )


def _before(year: int, law_book: LawBook) -> Law | None:
    try:
        return law_book.law(year - 1)
    except LawError:
        return None
