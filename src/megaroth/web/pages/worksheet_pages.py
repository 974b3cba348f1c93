"""Worksheets of the comparison, the years ahead, the sliders, the best plan and the tax returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from megaroth.kernel.errors import InputError, Problem
from megaroth.present.measure_worksheets import feature_sheets, measure_sheets
from megaroth.present.measures_by_year import ahead_sheets, reach_sheets
from megaroth.present.names import assumption_label
from megaroth.present.return_lines import line_words
from megaroth.present.return_worksheets import return_sheet, state_sheet
from megaroth.present.wealth_worksheets import best_sheets, rule_sheets
from megaroth.present.worksheet import Worksheet
from megaroth.present.year_worksheets import plan_year_sheets, year_sheets
from megaroth.service.answers import TaxBill
from megaroth.service.what_if import swing_worksheets
from megaroth.service.yearly_answers import OutcomeRange
from megaroth.service.years_ahead import has_unknown_rules
from megaroth.web.pages.page_frame import job_key, worksheet_page
from megaroth.web.pages.sliders import what_if_worksheets
from megaroth.web.pages.worth_pages import slider_values_of
from megaroth.web.server import cached_queries
from megaroth.web.server.context import ServerContext, context_of
from megaroth.web.server.template_filters import shown
from megaroth.web.store.saved_household import Saved

router = APIRouter()


def _answer(context: ServerContext, saved: Saved, kind: str) -> Any:
    """The answer of a long-running job.

    Raises:
        InputError: the job has not run, or its answer is no longer kept.
    """
    job = context.jobs.get(job_key(saved, kind))
    if job is None or job.state != "done":
        where = "The best plan" if kind == "best" else "Is it worth it"
        raise InputError(
            [Problem("worksheet", "no answer yet", f"the answer on the page {where} first")]
        )
    return job.result


def _end(request: Request, both: OutcomeRange[Any] | None) -> Any:
    """The end of a range that the request asks for; None without a range."""
    return (
        None
        if both is None
        else both.least
        if request.query_params.get("end") == "least"
        else both.most
    )


def _page(
    request: Request,
    name: str,
    title: str,
    sheets: Callable[[ServerContext, Saved], list[Worksheet]],
) -> Response:
    context = context_of(request)
    saved = context.folder.read(name)
    return worksheet_page(request, context, saved, title, sheets(context, saved))


@router.get("/h/{name}/why-ahead/alternative/{place}")
def alternative(request: Request, name: str, place: int) -> Response:
    """A row of the ranking."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        found = _answer(context, saved, "worth")
        answer = _end(request, found.outcomes) or found.comparison
        if not 0 <= place < len(answer.alternatives):
            raise HTTPException(404, "There is no such alternative.")
        return measure_sheets(answer, answer.alternatives[place].name)

    return _page(request, name, "an alternative", sheets)


@router.get("/h/{name}/why-ahead/reach/{year}")
def reach(request: Request, name: str, year: int) -> Response:
    """Money within reach in a year."""
    return _page(
        request,
        name,
        "within reach without penalty",
        lambda context, saved: reach_sheets(_answer(context, saved, "worth").comparison, year),
    )


@router.get("/h/{name}/why-ahead/ahead/{year}")
def ahead(request: Request, name: str, year: int) -> Response:
    """How far ahead the alternative is at the end of a year."""
    return _page(
        request,
        name,
        "how far ahead by year",
        lambda context, saved: ahead_sheets(_answer(context, saved, "worth").comparison, year),
    )


@router.get("/h/{name}/why-ahead/feature/{place}")
def feature(request: Request, name: str, place: int) -> Response:
    """The value of a plan feature."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        answer = _answer(context, saved, "worth").comparison
        if not 0 <= place < len(answer.features):
            raise HTTPException(404, "There is no such feature.")
        return feature_sheets(answer, answer.features[place])

    return _page(request, name, "value of a plan feature", sheets)


@router.get("/h/{name}/why-ahead/year/{year}")
def year(request: Request, name: str, year: int) -> Response:
    """One of the years ahead."""
    return _page(
        request,
        name,
        str(year),
        lambda context, saved: year_sheets(
            _answer(context, saved, "worth").ahead, year, context.law_book
        ),
    )


@router.get("/h/{name}/why-ahead/swing/{key}/{side}")
def swing(request: Request, name: str, key: str, side: str) -> Response:
    """The two alternatives with one assumption at its low or high value."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        return swing_worksheets(_answer(context, saved, "sensitivity"), key, side, context.law_book)

    return _page(request, name, f"sensitivity to {assumption_label(key)}", sheets)


@router.get("/h/{name}/why-ahead/slide")
def slide(request: Request, name: str) -> Response:
    """The answer of the sliders."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        household = cached_queries.known_rules_of(saved.text, context.law_book)
        unknown = has_unknown_rules(household, context.law_book)
        outcomes = _answer(context, saved, "worth").outcomes if unknown else None
        return what_if_worksheets(
            household, outcomes, slider_values_of(request, household), context.law_book
        )

    return _page(request, name, "what if", sheets)


@router.get("/h/{name}/why-ahead/best")
def best(request: Request, name: str) -> Response:
    """The best plan's value, its rule of thumb and its bound."""
    return _page(
        request,
        name,
        "the best plan",
        lambda context, saved: best_sheets(_best(request, context, saved)),
    )


@router.get("/h/{name}/why-ahead/best/{year}")
def best_year(request: Request, name: str, year: int) -> Response:
    """A year of the best plan."""
    return _page(
        request,
        name,
        str(year),
        lambda context, saved: plan_year_sheets(
            _best(request, context, saved), year, context.law_book
        ),
    )


@router.get("/h/{name}/why-ahead/rule/{place}")
def rule(request: Request, name: str, place: int) -> Response:
    """A simple policy's value."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        answer = _best(request, context, saved)
        rules = [answer.rule_of_thumb, *answer.rules]
        if not 0 <= place < len(rules):
            raise HTTPException(404, "There is no such policy.")
        return rule_sheets(answer, rules[place])

    return _page(request, name, "a simple policy", sheets)


def _bill(context: ServerContext, saved: Saved, whose: str) -> tuple[TaxBill, str]:
    """The tax of a return, and the name of its filer if spouses file separately."""
    other, household = (
        cached_queries.other_bill_of(saved.text, context.law_book),
        cached_queries.household_of(saved.text),
    )
    if whose and (whose != "second" or other is None):
        raise HTTPException(404, "There is no such return.")
    if other is None:
        return cached_queries.bill_of(saved.text, context.law_book), ""
    bill, place = (other, 1) if whose else (cached_queries.bill_of(saved.text, context.law_book), 0)
    return bill, f"of {household.people[place].name}"


@router.get("/h/{name}/why-tax/federal")
def federal(request: Request, name: str, whose: str = "") -> Response:
    """The federal return of the year."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        (bill, about), household = (
            _bill(context, saved, whose),
            cached_queries.household_of(saved.text),
        )
        title = f"Federal return of {household.year}, line by line"
        return [return_sheet(household.year, bill.items, bill.federal, title, about, shown)]

    return _page(request, name, "federal tax", sheets)


@router.get("/h/{name}/why-tax/line/{figure}")
def line(request: Request, name: str, figure: str, whose: str = "") -> Response:
    """A line of the return, or a figure that follows from it."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        _bill(context, saved, whose)
        return cached_queries.tax_worksheets_of(
            saved.text, context.law_book, figure, 1 if whose else 0
        )

    return _page(request, name, line_words(figure), sheets)


@router.get("/h/{name}/why-tax/state")
def state(request: Request, name: str, whose: str = "") -> Response:
    """The state return of the year."""

    def sheets(context: ServerContext, saved: Saved) -> list[Worksheet]:
        (bill, of), household = (
            _bill(context, saved, whose),
            cached_queries.household_of(saved.text),
        )
        if bill.state is None or household.state is None:
            raise HTTPException(404, "No state is stated.")
        divided = (
            f"; of {household.previous_state} and {household.state} by the days lived there"
            if household.previous_state
            else ""
        )
        about = f"{household.year}{divided}{', ' if of else ''}{of}"
        numbers = context.law_book.law(household.year, household.inflation).state(household.state)
        return [state_sheet(numbers, bill.state, about, shown)]

    return _page(request, name, "state income tax", sheets)


def _best(request: Request, context: ServerContext, saved: Saved) -> Any:
    answer = _answer(context, saved, "best")
    return _end(request, answer) if isinstance(answer, OutcomeRange) else answer
