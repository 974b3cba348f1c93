"""The page *What if*: a household next to itself with changes, and next to other households."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from megaroth.kernel.errors import InputError
from megaroth.model.fields import STATES
from megaroth.present.scenarios import SideBySide, side_by_side
from megaroth.present.sentences.sentence import Reader
from megaroth.service.clock import today
from megaroth.service.scenarios import Named, changed, scenarios
from megaroth.web.pages.page_frame import job_key, saved_of, shell_of
from megaroth.web.server import cached_queries
from megaroth.web.server.context import ServerContext
from megaroth.web.store.saved_household import Saved

router = APIRouter()

LABELS = {
    "hr_says_no": "HR says no: no after-tax contributions",
    "new_job": "A new job in July, with the same pay and plan",
    "roth_deferrals": "Roth deferrals instead of pre-tax",
    "retire_sooner": "Retiring five years sooner",
}
"""The changes with a box; another state has a list."""

_FIRST = ["hr_says_no", "roth_deferrals"]
_MOST = 3


@dataclass
class _Asked:
    """What is compared with the household.

    Attributes:
        changes: those that apply.
        others: titles and texts of other households.
        problems: why a change does not apply.
    """

    changes: list[str] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@router.get("/h/{name}/what-if")
def what_if(request: Request, name: str) -> Response:
    """The table of this year at once; what can be spent after work follows."""
    context, saved = saved_of(request, name)
    asked = _asked(context, saved, request)
    return context.page(
        request,
        "scenarios.html",
        **shell_of(context, saved, "what-if"),
        table=_table(context, saved, asked),
        asked=asked,
        labels=LABELS,
        chosen=asked.changes,
        state=request.query_params.get("state", "").upper(),
        states=STATES,
        names=[one for one in context.folder.names() if one != name][:50],
        with_=[title for title, _ in asked.others],
        query=request.url.query,
        most=_MOST,
    )


@router.get("/h/{name}/what-if/ahead")
def ahead(request: Request, name: str) -> Response:
    """The same table with what can be spent after work, when it is done."""
    context, saved = saved_of(request, name)
    asked = _asked(context, saved, request)
    if not asked.changes and not asked.others:
        raise HTTPException(404, "Nothing is compared.")
    key = hashlib.sha256(repr((asked.changes, asked.others)).encode()).hexdigest()[:16]
    job = context.jobs.ask(
        job_key(saved, f"scenarios {key}"),
        cached_queries.scenarios_ahead,
        (name, saved.text),
        asked.changes,
        asked.others,
        context.law_book,
    )
    done = job.state == "done"
    return context.page(
        request,
        "scenarios_table.html",
        name=name,
        query=request.url.query,
        table=side_by_side(job.result, Reader.PAGE) if done else _table(context, saved, asked),
        waits=not job.over,
        problem=job.problem,
    )


def _table(context: ServerContext, saved: Saved, asked: _Asked) -> SideBySide | None:
    """The table of this year; None if nothing is compared."""
    if not asked.changes and not asked.others:
        return None
    others: list[Named] = [
        (title, cached_queries.household_of(text)) for title, text in asked.others
    ]
    first = (saved.name, cached_queries.household_of(saved.text))
    found = scenarios(first, asked.changes, others, context.law_book, today())
    return side_by_side(found, Reader.PAGE)


def _asked(context: ServerContext, saved: Saved, request: Request) -> _Asked:
    """The changes and households of a request that apply, at most three; if it names none, the
    usual changes."""
    query = request.query_params
    change, other = query.getlist("change"), query.getlist("other")
    state = query.get("state", "")
    household = cached_queries.household_of(saved.text)
    found = _Asked()
    for title in other[:_MOST]:
        text = context.folder.read(title).text
        cached_queries.household_of(text)
        found.others.append((title, text))
    nothing = not (change or state or other)
    wanted = _FIRST if nothing else [*change, *([f"state={state}"] if state else [])]
    for one in wanted:
        try:
            changed(household, one)
        except InputError as error:
            if not nothing:
                found.problems.append(cached_queries.error_text(error))
        else:
            found.changes.append(one)
    found.changes = found.changes[: _MOST - len(found.others)]
    return found
