"""Pages of the plan year: this year, the rollover, and the calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.present.plan import ALTERNATIVES, moves_of, steps_at
from megaroth.present.plan_charts import SOURCES, contributions
from megaroth.present.plan_worksheets import jobs_of
from megaroth.service.answers import PlanYear
from megaroth.service.clock import today
from megaroth.service.plan_year import journal
from megaroth.service.rollover import DESTINATIONS
from megaroth.service.rollover_forms import conversion_forms, rollover_forms
from megaroth.web.pages import distribution_form
from megaroth.web.pages.calendar_file import calendar
from megaroth.web.pages.page_frame import saved_of, shell_of
from megaroth.web.server import cached_queries

router = APIRouter()


@router.get("/h/{name}/year")
def this_year(request: Request, name: str) -> Response:
    """This year: the waterfall, contributions by kind and the dated steps."""
    context, saved = saved_of(request, name)
    answer = cached_queries.plan_of(saved.text, context.law_book)
    jobs = jobs_of(answer)
    sources = [
        source
        for source in SOURCES
        if any(getattr(job.contributions, source) != 0 for _, job in jobs)
    ]
    return context.page(
        request,
        "year.html",
        **shell_of(context, saved, "year"),
        answer=answer,
        jobs=jobs,
        sources=sources,
        alternatives=ALTERNATIVES,
        chart_spec=contributions(answer),
        late=[step for step, is_late in steps_at(answer, today()) if is_late],
        journal=journal(answer),
    )


@router.get("/h/{name}/calendar.ics")
def calendar_file(request: Request, name: str) -> Response:
    """The steps as a calendar file."""
    context, saved = saved_of(request, name)
    answer = cached_queries.plan_of(saved.text, context.law_book)
    called = quote(f"{name} {answer.year}.ics", safe="")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{called}"}
    return Response(calendar(answer, name, today()), media_type="text/calendar", headers=headers)


@router.get("/h/{name}/move")
def move(request: Request, name: str) -> Response:
    """The rollover to Roth: basis, destinations, tax and forms, and the split of any
    distribution."""
    context, saved = saved_of(request, name)
    answer = cached_queries.plan_of(saved.text, context.law_book)
    fields = distribution_form.typed(request.query_params)
    found, wrong = (
        distribution_form.split(fields, answer.year, context.law_book)
        if any(fields.values())
        else (None, {})
    )
    household = cached_queries.household_of(saved.text)
    return context.page(
        request,
        "move.html",
        **shell_of(context, saved, "move"),
        answer=answer,
        moved=_moved(answer),
        forms=rollover_forms(answer, household, context.law_book),
        conversion_forms=conversion_forms(answer, household, context.law_book),
        asked=fields,
        query=request.url.query,
        split=found,
        wrong=wrong,
        destinations=DESTINATIONS,
    )


@dataclass(frozen=True)
class _Moved:
    """Repeated rollovers or an ordinary Roth conversion, in cents, with the address of the
    worksheet."""

    when: str
    who: str
    from_: str
    to: str
    amount: Any
    basis: Any
    taxable: Any
    sheet: str


def _moved(answer: PlanYear) -> list[_Moved]:
    """All rollovers and conversions of the year, sorted by their first day."""
    found = []
    for place, ((who, employer, to), moves, totals) in enumerate(moves_of(answer)):
        first, last = moves[0].date, moves[-1].date
        when = f"{first} to {last}, {len(moves)} times" if len(moves) > 1 else str(first)
        found.append(
            _Moved(when, who, f"{employer}, after-tax", to, **totals, sheet=f"why-moves/{place}")
        )
    for place, one in enumerate(answer.conversions):
        amounts = (one.amount, one.basis, one.taxable)
        found.append(
            _Moved(
                str(one.date),
                one.person,
                "traditional IRA",
                one.to,
                *amounts,
                sheet=f"why-conversion/{place}",
            )
        )
    return sorted(found, key=lambda row: row.when)
