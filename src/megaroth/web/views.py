"""Pages that answer: this year, the move, is it worth it, the best plan, tax, the law; every number with its worksheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from megaroth.answers.between import ends, spread
from megaroth.answers.between import headline as between_headline
from megaroth.answers.charts import SOURCES, contributions, rates
from megaroth.answers.compare import headline as compare_headline
from megaroth.answers.optimize import measure
from megaroth.answers.papers import conversion_papers, papers
from megaroth.answers.plan import ALTERNATIVES, headline, moves_of, sum_of
from megaroth.answers.plan_sheets import jobs_of
from megaroth.answers.rollover import told as told_form
from megaroth.answers.tax import LINES, SLIP_LINES, STATE_LINES
from megaroth.kernel.errors import InputError, LawError, NotAllowedError, Problem
from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planning.between import Between, is_unknown, some_answer
from megaroth.planning.names import titled
from megaroth.planning.pictures import along, balances, differences, distribution, fan, tornado
from megaroth.planyear.journal_rows import rows as journal_rows
from megaroth.planyear.result import PlanYear
from megaroth.planyear.split import DESTINATIONS
from megaroth.projection.future import outlook
from megaroth.report.make import MEDIA, check_format
from megaroth.tax.marginal import curve, next_dollars
from megaroth.web import work
from megaroth.web.calendar import calendar
from megaroth.web.desk import Desk, desk_of, points
from megaroth.web.folder import Saved
from megaroth.web.jobs import Job
from megaroth.web.pages import to_page
from megaroth.web.sliders import Slid, Standing, slid

router = APIRouter()
_EXPLAINED = frozenset(
    {"agi", "taxable_social_security", "net_gain", "taxable_income", "senior_deduction", "income_tax", "savers_credit"}
)
"""Lines of the return that have a worksheet of the same name."""

NEXT = 1_000_00
_LONGEST_NAME = 80
CURVE_MOST, CURVE_STEPS = 300_000_00, 30
_WORK: dict[str, tuple[Callable[..., Any], str]] = {
    "worth": (work.worth, "Comparing over the paths of returns"),
    "moves": (work.moves, "Changing one assumption at a time"),
    "best": (work.best_plan, "Searching the best plan"),
}


def _saved(request: Request, name: str) -> tuple[Desk, Saved]:
    desk = desk_of(request)
    return desk, desk.folder.read(name)


def _shell(desk: Desk, saved: Saved, section: str) -> dict[str, Any]:
    return {"name": saved.name, "section": section, **desk.undo_of(saved.name)}


@router.get("/h/{name}")
def without_slash(name: str) -> Response:
    """The overview, where the address was typed."""
    return to_page(name)


@router.get("/h/{name}/")
def overview(request: Request, name: str) -> Response:
    """Verdict, how much, what to do next and when."""
    desk, saved = _saved(request, name)
    try:
        answer = work.plan_of(saved.text)
    except InputError:
        return to_page(name, "file")
    began = (
        answer.year == date.today().year
        and work.household_of(saved.text).as_of is None
        and any(one.jobs for one in answer.people)
    )
    today = date.today()
    # A step whose day has gone, but that can still be taken, is not over.
    late = [step for step in answer.steps if step.date < today <= (step.until or step.date)]
    coming = [*late, *(step for step in answer.steps if step.date >= today)] or answer.steps
    jobs = jobs_of(answer)
    return desk.page(
        request,
        "overview.html",
        **_shell(desk, saved, "overview"),
        answer=answer,
        headline=headline(answer),
        coming=coming[:6],
        late=late,
        over=answer.year < today.year,
        this_year=today.year,
        jobs=jobs,
        after_tax=sum_of([job.contributions.after_tax for _, job in jobs]),
        room=sum_of([job.after_tax_allowed for _, job in jobs]),
        asked=_asked(answer),
        began=began,
    )


def _asked(answer: PlanYear) -> list[tuple[str, list[tuple[int, Any]]]]:
    """Questions by whom they go to, each with its place in the answer."""
    found = []
    for to, title in (("HR", "Ask HR, the most valuable first"), ("you", "Asked of you")):
        of = [(place, one) for place, one in enumerate(answer.questions) if one.to == to]
        # Where some answer is worth something, what changes nothing need not be asked.
        worth = [pair for pair in of if any(reply.worth != 0 for reply in pair[1].answers) or not pair[1].answers]
        of = sorted(worth or of, key=lambda asked: -max((int(reply.worth) for reply in asked[1].answers), default=0))
        if of:
            found.append((title, of))
    return found


@router.get("/h/{name}/year")
def this_year(request: Request, name: str) -> Response:
    """The waterfall, contributions by kind, the dated steps."""
    desk, saved = _saved(request, name)
    answer = work.plan_of(saved.text)
    jobs = jobs_of(answer)
    sources = [source for source in SOURCES if any(getattr(job.contributions, source) != 0 for _, job in jobs)]
    return desk.page(
        request,
        "year.html",
        **_shell(desk, saved, "year"),
        answer=answer,
        jobs=jobs,
        sources=sources,
        alternatives=ALTERNATIVES,
        chart_spec=contributions(answer),
        journal=journal_rows(answer),
    )


@router.get("/h/{name}/calendar.ics")
def calendar_file(request: Request, name: str) -> Response:
    """The steps for a calendar."""
    _, saved = _saved(request, name)
    text = calendar(work.plan_of(saved.text), name)
    return Response(text, media_type="text/calendar", headers={"content-disposition": 'attachment; filename="megaroth.ics"'})


@router.get("/h/{name}/move")
def move(request: Request, name: str) -> Response:
    """Basis, pro rata, destinations, tax, forms; and the split of any distribution."""
    desk, saved = _saved(request, name)
    answer = work.plan_of(saved.text)
    asked = {key: request.query_params.get(key, "") for key in ("balance", "after_tax", "distribute", "to")}
    one, problem = work.split_of(asked, answer.year) if any(asked.values()) else (None, "")
    return desk.page(
        request,
        "move.html",
        **_shell(desk, saved, "move"),
        answer=answer,
        moved=moves_of(answer),
        papers=papers(answer),
        of_conversions=conversion_papers(answer, work.household_of(saved.text)),
        asked=asked,
        query=request.url.query,
        split=one,
        problem=problem,
        destinations=DESTINATIONS,
        told=told_form,
    )


@router.get("/h/{name}/worth")
def worth(request: Request, name: str) -> Response:
    """The ranking, the fan, the tornado, the sliders."""
    desk, saved = _saved(request, name)
    problem, found = "", None
    household = work.household_of(saved.text)
    try:
        outlook(some_answer(household))
        if request.query_params:
            found = _slid(request, desk, saved)
    except (InputError, LawError, NotAllowedError) as error:
        problem = work.told(error)
    return desk.page(
        request,
        "worth.html",
        **_shell(desk, saved, "worth"),
        problem=problem,
        slid=found,
        query=request.url.query,
        values=_values(request, household),
        age=household.people[0].age(household.year),
    )


@router.get("/h/{name}/worth/slide")
def slide(request: Request, name: str) -> Response:
    """What the sliders answer."""
    desk, saved = _saved(request, name)
    return desk.page(request, "slid.html", name=name, slid=_slid(request, desk, saved), query=request.url.query)


def _values(request: Request, household: Household) -> dict[str, Any]:
    """What the sliders stand at: as they were moved, or as the household has it."""
    assumed = household.assumptions
    given = {key: request.query_params.get(key) for key in ("growth", "dividend_yield", "heirs_rate", "plan_until")}
    values = {key: points(getattr(assumed, key)) for key in ("growth", "dividend_yield", "heirs_rate")}
    values["plan_until"] = str(assumed.plan_until)
    values |= {key: value for key, value in given.items() if value}
    return values


def asked_of(request: Request, household: Household) -> Standing:
    """Where the sliders stand.

    Raises:
        InputError: what was given is no number.
    """
    values = _values(request, household)
    try:
        return Standing(**values | {"plan_until": int(values["plan_until"])})
    except ValueError:
        raise InputError([Problem("slider", repr(values), "numbers")]) from None


def _slid(request: Request, desk: Desk, saved: Saved) -> Slid | None:
    """What the sliders answer; None while rules are unknown and the comparison that finds both ends is not there yet."""
    household = work.household_of(saved.text)
    both = None
    if is_unknown(household):
        job = desk.jobs.get(job_key(saved, "worth"))
        if job is None or job.state != "done":
            return None
        both = job.result.between
    return slid(household, both, asked_of(request, household))


@router.get("/h/{name}/best")
def best(request: Request, name: str) -> Response:
    """The best plan against the rule of thumb, year by year."""
    desk, saved = _saved(request, name)
    work.household_of(saved.text)
    return desk.page(request, "best.html", **_shell(desk, saved, "best"))


@router.get("/h/{name}/job/{kind}")
def work_page(request: Request, name: str, kind: str) -> Response:
    """Long work: how far it is, or its answer."""
    desk, saved = _saved(request, name)
    if kind not in _WORK:
        raise HTTPException(404, "There is no such work.")
    function, about = _WORK[kind]
    job = desk.jobs.ask(job_key(saved, kind), function, saved.text)
    return _job(request, desk, saved, kind, job, about)


@router.post("/h/{name}/job/{kind}/stop")
def stop_work(request: Request, name: str, kind: str) -> Response:
    """Stop long work."""
    desk, saved = _saved(request, name)
    if kind not in _WORK:
        raise HTTPException(404, "There is no such work.")
    desk.jobs.stop(job_key(saved, kind))
    bare = request.headers.get("hx-request") == "true"
    shell = {**_shell(desk, saved, "best" if kind == "best" else "worth"), "kind": kind, "again": False}
    return desk.page(request, "stopped.html", **shell, layout="bare.html" if bare else "work_page.html")


def job_key(saved: Saved, kind: str) -> str:
    """What long work is kept by: its kind, and the text of the file."""
    return f"{kind} {saved.tag}"


def _job(request: Request, desk: Desk, saved: Saved, kind: str, job: Job, about: str) -> Response:
    shell: dict[str, Any] = {**_shell(desk, saved, "best" if kind == "best" else "worth"), "kind": kind}
    bare = request.headers.get("hx-request") == "true"
    shell |= {"layout": "bare.html" if bare else "work_page.html", "again": job.state in ("waiting", "running")}
    if job.state == "failed":
        return desk.page(request, "failed.html", **shell, problem=job.problem)
    if job.state != "done":
        return desk.page(request, "progress.html", **shell, about=about, done=job.done, whole=job.whole)
    answer = job.result
    if kind == "worth":
        compared, ahead = answer.comparison, answer.ahead
        more = [fan(ahead), balances(ahead)] if ahead.paths > 1 else [balances(ahead)]
        several = len(compared.alternatives) > 1
        pictures = [differences(compared)] if several else []
        pictures += [*([distribution(compared)] if several and compared.paths > 1 else []), *more]
        first = compare_headline(compared) if answer.between is None else between_headline(answer.between)
        page = desk.page(
            request,
            "worth_answer.html",
            **shell,
            answer=compared,
            both=answer.between,
            ends=[] if answer.between is None else ends(answer.between),
            asked=_asked(work.plan_of(saved.text)),
            ahead=ahead,
            pictures=pictures,
            headline=first,
            described=[f"{titled(one.name)}: {one.about}." for one in compared.alternatives],
        )
        # The sliders follow both ends of what is unknown, which only the comparison finds.
        page.headers["HX-Trigger"] = "megaroth-compared"
        return page
    if kind == "moves":
        unknown = is_unknown(work.household_of(saved.text))
        found = answer.moves
        pictures = [tornado(found), along(found)]
        return desk.page(request, "moves_answer.html", **shell, moves=found, unknown=unknown, pictures=pictures)
    both = answer if isinstance(answer, Between) else None
    plans = [answer] if both is None else [both.most, both.least]
    said = measure(plans[0].aim)
    return desk.page(
        request,
        "best_answer.html",
        **shell,
        both=both,
        ends=[] if both is None else ends(both),
        headline=None if both is None else spread(both.least.value, both.most.value, f"is the best plan's: {said[0]}", both),
        asked=_asked(work.plan_of(saved.text)),
        plans=[(one, sorted({*one.conversions, *one.withdrawals})) for one in plans],
        measure=said,
    )


@router.get("/h/{name}/report")
def report(request: Request, name: str, kind: str = "pdf", adviser: str = "") -> Response:
    """Make a report, with progress, and then give it."""
    desk, saved = _saved(request, name)
    check_format("kind", kind)
    if not adviser.isprintable() or len(adviser) > _LONGEST_NAME:
        raise InputError([Problem("adviser", repr(adviser[:80]), f"printable text of at most {_LONGEST_NAME} characters")])
    key = f"report {kind} {adviser} {date.today()} {job_key(saved, '')}"
    job = desk.jobs.ask(key, work.report, saved.text, name, kind, adviser, date.today())
    if job.state == "done" and request.query_params.get("give"):
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(f'{name} {date.today()}.{kind}', safe='')}"}
        return Response(job.result, media_type=MEDIA[kind], headers=headers)
    return desk.page(request, "report.html", **_shell(desk, saved, "overview"), job=job, kind=kind, adviser=adviser)


@router.get("/h/{name}/tax")
def tax(request: Request, name: str, item: str = "conversion") -> Response:
    """The returns line by line, marginal rates and thresholds."""
    desk, saved = _saved(request, name)
    shell = _shell(desk, saved, "tax")
    try:
        bill = work.bill_of(saved.text)
        household = work.household_of(saved.text)
        numbers = law(household.year, household.inflation)
        more = next_dollars(numbers, bill.items, item, NEXT)
        amounts, along_it = curve(numbers, bill.items, item, CURVE_MOST, CURVE_STEPS)
    except (LawError, InputError) as error:
        return desk.page(request, "tax.html", **shell, problem=work.told(error), bill=None)
    points = [(int(a), int(r)) for a, r in zip(amounts, along_it, strict=True)]
    return desk.page(
        request,
        "tax.html",
        **shell,
        problem="",
        bill=bill,
        whose=household.people[0].name,
        second=household.people[-1].name,
        other=work.other_bill_of(saved.text),
        more=more,
        item=item,
        lines=LINES,
        state_lines=STATE_LINES,
        slip_lines=SLIP_LINES,
        points=points,
        chart_spec=rates(points, item),
        explained=_EXPLAINED,
    )


def sheet_page(request: Request, desk: Desk, saved: Saved, figure: str, sheets: list[Any]) -> Response:
    """Worksheets as a page, or as a part of one."""
    bare = request.headers.get("hx-request") == "true"
    template = "worksheet_bare.html" if bare else "worksheet.html"
    return desk.page(request, template, **_shell(desk, saved, ""), figure=figure, sheets=sheets)
