"""Pages that answer: this year, the move, is it worth it, the best plan, tax, the law; every number with its worksheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from megaroth.kernel.errors import InputError, LawError, NotAllowedError, Problem
from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planning.alternatives import choices
from megaroth.planning.settled import is_unknown, some_answer
from megaroth.planyear.distribution import DESTINATIONS
from megaroth.planyear.journal_rows import rows as journal_rows
from megaroth.planyear.result import PlanYear
from megaroth.present.form_sentences import form_sentence as told_form
from megaroth.present.law import law_sentence
from megaroth.present.plan import ALTERNATIVES, cautions, headline, lawful_after_tax, moves_of, steps_at, sum_of, word
from megaroth.present.plan_charts import SOURCES, contributions, rates
from megaroth.present.plan_worksheets import jobs_of
from megaroth.present.return_lines import SLIP_LINES, STATE_LINES, lines_of
from megaroth.projection.timeline import outlook
from megaroth.report.make import MEDIA, check_format
from megaroth.service.move_forms import conversion_papers, papers
from megaroth.tax.marginal import curve, next_dollars
from megaroth.web.pages.calendar_file import calendar
from megaroth.web.pages.household_pages import to_page
from megaroth.web.pages.page_frame import asked_by, job_key, saved_of, shell_of
from megaroth.web.pages.sliders import SLIDERS, Slid, Standing, checked, slid
from megaroth.web.server import cached_queries
from megaroth.web.server.context import ServerContext, points
from megaroth.web.store.folder import Saved

router = APIRouter()
_EXPLAINED = frozenset(
    {"agi", "taxable_social_security", "net_gain", "taxable_income", "senior_deduction", "income_tax", "savers_credit"}
)
"""Lines of the return that have a worksheet of the same name."""

NEXT = 1_000_00
_LONGEST_NAME = 80
_COMING = 6
CURVE_MOST, CURVE_STEPS = 300_000_00, 30


@router.get("/h/{name}")
def without_slash(name: str) -> Response:
    """The overview, where the address was typed."""
    return to_page(name)


@router.get("/h/{name}/")
def overview(request: Request, name: str) -> Response:
    """Verdict, how much, what to do next and when."""
    context, saved = saved_of(request, name)
    try:
        answer = cached_queries.plan_of(saved.text)
    except InputError:
        return to_page(name, "file")
    began = (
        answer.year == date.today().year
        and cached_queries.household_of(saved.text).as_of is None
        and any(one.jobs for one in answer.people)
    )
    today = date.today()
    steps = steps_at(answer, today)
    late = [step for step, is_late in steps if is_late]
    coming = [*late, *[step for step, is_late in steps if not is_late][:_COMING]]
    jobs = jobs_of(answer)
    return context.page(
        request,
        "overview.html",
        law_said=law_sentence(answer.year, answer.status),
        **shell_of(context, saved, "overview"),
        answer=answer,
        word=word(answer).lower(),
        headline=headline(answer),
        cautions=cautions(answer),
        coming=coming,
        late=late,
        jobs=jobs,
        after_tax=lawful_after_tax(answer),
        room=sum_of([job.after_tax_allowed for _, job in jobs]),
        asked=asked_by(answer),
        began=began,
    )


@router.get("/h/{name}/year")
def this_year(request: Request, name: str) -> Response:
    """The waterfall, contributions by kind, the dated steps."""
    context, saved = saved_of(request, name)
    answer = cached_queries.plan_of(saved.text)
    jobs = jobs_of(answer)
    sources = [source for source in SOURCES if any(getattr(job.contributions, source) != 0 for _, job in jobs)]
    return context.page(
        request,
        "year.html",
        **shell_of(context, saved, "year"),
        answer=answer,
        jobs=jobs,
        sources=sources,
        alternatives=ALTERNATIVES,
        chart_spec=contributions(answer),
        late=[step for step, is_late in steps_at(answer, date.today()) if is_late],
        journal=journal_rows(answer),
    )


@router.get("/h/{name}/calendar.ics")
def calendar_file(request: Request, name: str) -> Response:
    """The steps for a calendar."""
    _, saved = saved_of(request, name)
    answer = cached_queries.plan_of(saved.text)
    called = quote(f"{name} {answer.year}.ics", safe="")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{called}"}
    return Response(calendar(answer, name, date.today()), media_type="text/calendar", headers=headers)


@router.get("/h/{name}/move")
def move(request: Request, name: str) -> Response:
    """Basis, pro rata, destinations, tax, forms; and the split of any distribution."""
    context, saved = saved_of(request, name)
    answer = cached_queries.plan_of(saved.text)
    asked = {key: request.query_params.get(key, "") for key in ("balance", "after_tax", "distribute", "to")}
    one, wrong = cached_queries.split_of(asked, answer.year) if any(asked.values()) else (None, {})
    return context.page(
        request,
        "move.html",
        **shell_of(context, saved, "move"),
        answer=answer,
        moved=_moved(answer),
        papers=papers(answer, cached_queries.household_of(saved.text)),
        of_conversions=conversion_papers(answer, cached_queries.household_of(saved.text)),
        asked=asked,
        query=request.url.query,
        split=one,
        wrong=wrong,
        destinations=DESTINATIONS,
        told=told_form,
    )


@dataclass(frozen=True)
class _Moved:
    """Moves that repeat, or an ordinary conversion, and where their worksheet is; cents."""

    when: str
    who: str
    from_: str
    to: str
    amount: Any
    basis: Any
    taxable: Any
    sheet: str


def _moved(answer: PlanYear) -> list[_Moved]:
    """What moves to Roth in the year, by the first day."""
    found = []
    for place, ((who, employer, to), moves, totals) in enumerate(moves_of(answer)):
        first, last = moves[0].date, moves[-1].date
        when = f"{first} to {last}, {len(moves)} times" if len(moves) > 1 else str(first)
        found.append(_Moved(when, who, f"{employer}, after-tax", to, **totals, sheet=f"why-moves/{place}"))
    for place, one in enumerate(answer.conversions):
        amounts = (one.amount, one.basis, one.taxable)
        found.append(_Moved(str(one.date), one.person, "traditional IRA", one.to, *amounts, sheet=f"why-conversion/{place}"))
    return sorted(found, key=lambda row: row.when)


@router.get("/h/{name}/worth")
def worth(request: Request, name: str) -> Response:
    """The ranking, the fan, the tornado, the sliders."""
    context, saved = saved_of(request, name)
    problem, found, several, status = "", None, False, 200
    household = cached_queries.household_of(saved.text)
    values: dict[str, str] = {}
    try:
        values = _values(request, household)
    except InputError as error:
        problem, status = cached_queries.told(error), 422
    try:
        outlook(some_answer(household))
        several = len(choices(some_answer(household))) > 1
        if request.query_params and several and not problem:
            found = _slid(request, context, saved)
    except (InputError, LawError, NotAllowedError) as error:
        problem = cached_queries.told(error)
    return context.page(
        request,
        "worth.html",
        status=status,
        **shell_of(context, saved, "worth"),
        problem=problem,
        several=several,
        slid=found,
        query=request.url.query,
        values=values,
        age=household.people[0].age(household.year),
    )


@router.get("/h/{name}/worth/slide")
def slide(request: Request, name: str) -> Response:
    """What the sliders answer."""
    context, saved = saved_of(request, name)
    return context.page(request, "slid.html", name=name, slid=_slid(request, context, saved), query=request.url.query)


def _values(request: Request, household: Household) -> dict[str, str]:
    """What the sliders stand at: as they were moved, or as the household has it.

    Raises:
        InputError: what a slider was moved to is no value of it.
    """
    assumed = household.assumptions
    given = {key: value for key in SLIDERS if (value := request.query_params.get(key))}
    for key, value in given.items():
        checked(household, key, value)
    values = {key: str(assumed.plan_until) if key == "plan_until" else points(getattr(assumed, key)) for key in SLIDERS}
    return values | given


def asked_of(request: Request, household: Household) -> Standing:
    """Where the sliders stand.

    Raises:
        InputError: what a slider was moved to is no value of it.
    """
    values = _values(request, household)
    rates = {key: value for key, value in values.items() if key != "plan_until"}
    return Standing(**rates, plan_until=int(values["plan_until"]))


def _slid(request: Request, context: ServerContext, saved: Saved) -> Slid | None:
    """What the sliders answer; None while rules are unknown and the comparison that finds both ends is not there yet."""
    household = cached_queries.settled_of(saved.text)
    both = None
    if is_unknown(household):
        job = context.jobs.get(job_key(saved, "worth"))
        if job is None or job.state != "done":
            return None
        both = job.result.between
    return slid(household, both, asked_of(request, household))


@router.get("/h/{name}/best")
def best(request: Request, name: str) -> Response:
    """The best plan against the rule of thumb, year by year."""
    context, saved = saved_of(request, name)
    cached_queries.household_of(saved.text)
    return context.page(request, "best.html", **shell_of(context, saved, "best"))


@router.get("/h/{name}/report")
def report(request: Request, name: str, kind: str = "pdf", adviser: str = "") -> Response:
    """Make a report, with progress, and then give it."""
    context, saved = saved_of(request, name)
    check_format("kind", kind)
    if not adviser.isprintable() or len(adviser) > _LONGEST_NAME:
        raise InputError([Problem("adviser", repr(adviser[:80]), f"printable text of at most {_LONGEST_NAME} characters")])
    key = f"report {kind} {adviser} {date.today()} {job_key(saved, '')}"
    job = context.jobs.ask(key, cached_queries.report, saved.text, name, kind, adviser, date.today())
    if job.state == "done" and request.query_params.get("give"):
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(f'{name} {date.today()}.{kind}', safe='')}"}
        return Response(job.result, media_type=MEDIA[kind], headers=headers)
    return context.page(request, "report.html", **shell_of(context, saved, "overview"), job=job, kind=kind, adviser=adviser)


@router.get("/h/{name}/tax")
def tax(request: Request, name: str, item: str = "conversion") -> Response:
    """The returns line by line, marginal rates and thresholds."""
    context, saved = saved_of(request, name)
    shell = shell_of(context, saved, "tax")
    try:
        bill = cached_queries.bill_of(saved.text)
        household = cached_queries.household_of(saved.text)
        numbers = law(household.year, household.inflation)
        more = next_dollars(numbers, bill.items, item, NEXT)
        amounts, along_it = curve(numbers, bill.items, item, CURVE_MOST, CURVE_STEPS)
    except (LawError, InputError) as error:
        return context.page(request, "tax.html", **shell, problem=cached_queries.told(error), bill=None)
    points = [(int(a), int(r)) for a, r in zip(amounts, along_it, strict=True)]
    return context.page(
        request,
        "tax.html",
        **shell,
        problem="",
        bill=bill,
        whose=household.people[0].name,
        second=household.people[-1].name,
        other=cached_queries.other_bill_of(saved.text),
        more=more,
        item=item,
        lines=lines_of(household.year),
        state_lines=STATE_LINES,
        slip_lines=SLIP_LINES,
        points=points,
        chart_spec=rates(points, item),
        explained=_EXPLAINED,
    )


def sheet_page(request: Request, context: ServerContext, saved: Saved, figure: str, sheets: list[Any]) -> Response:
    """Worksheets as a page, or as a part of one."""
    bare = request.headers.get("hx-request") == "true"
    template = "worksheet_bare.html" if bare else "worksheet.html"
    return context.page(request, template, **shell_of(context, saved, ""), figure=figure, sheets=sheets)
