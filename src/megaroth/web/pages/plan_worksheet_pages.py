"""Worksheets of the plan year: its figures, paychecks, moves, conversions, alternatives, the next
dollars, and any split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from megaroth.kernel.errors import InputError, Problem
from megaroth.law.law_book import LawBook
from megaroth.present import figure_worksheets, plan_worksheets
from megaroth.present.plan import moves_of
from megaroth.present.question_worksheets import question_sheet
from megaroth.present.worksheet import Worksheet
from megaroth.service.answers import PlanYear
from megaroth.service.explanations import next_dollars_worksheet
from megaroth.web.pages import distribution_form
from megaroth.web.pages.page_frame import worksheet_page
from megaroth.web.server import cached_queries
from megaroth.web.server.context import context_of
from megaroth.web.store.saved_household import Saved

router = APIRouter()
T = TypeVar("T")

_SHOWN, _MOST_DIGITS = 20, 12


def _page(
    request: Request, name: str, title: str, sheets: Callable[[Saved, LawBook], list[Worksheet]]
) -> Response:
    context = context_of(request)
    saved = context.folder.read(name)
    return worksheet_page(request, context, saved, title, sheets(saved, context.law_book))


def _one(found: Sequence[T], place: int, what: str) -> T:
    if not 0 <= place < len(found):
        raise HTTPException(404, f"There is no such {what}.")
    return found[place]


@router.get("/h/{name}/why/{figure}")
def why(request: Request, name: str, figure: str, of: str = "") -> Response:
    """How a figure of the plan year is calculated; with ``of`` that of one person or job."""

    def sheets(saved: Saved, law_book: LawBook) -> list[Worksheet]:
        answer = cached_queries.plan_of(saved.text, law_book)
        household = cached_queries.household_of(saved.text)
        if of and of not in figure_worksheets.whose(answer):
            raise HTTPException(404, f"Nobody and no job is called {of}.")
        together = figure_worksheets.together(answer, household, figure, of)
        ends = cached_queries.range_worksheets_of(saved.text, law_book, figure, of)
        if ends:
            return [*together, *ends]
        try:
            found = cached_queries.year_worksheets_of(saved.text, law_book, figure)
        except InputError:
            # No rule runs for an amount that does not exist.
            if together:
                return together
            if _is_zero(answer, figure, of):
                return [figure_worksheets.nothing_sheet(figure)]
            raise
        of_figure = figure_worksheets.with_value_of(found, answer, figure)
        return [*together, *figure_worksheets.about(of_figure, of)]

    return _page(request, name, figure, sheets)


def _is_zero(answer: PlanYear, figure: str, of: str) -> bool:
    value = figure_worksheets.value_of(answer, figure, of)
    return figure_worksheets.is_figure(figure) and value in (0, None)


@router.get("/h/{name}/why-answer/{place}")
def answer(request: Request, name: str, place: int) -> Response:
    """The worth of each reply to a question."""

    def sheets(saved: Saved, law_book: LawBook) -> list[Worksheet]:
        asked = _one(cached_queries.plan_of(saved.text, law_book).questions, place, "question")
        return [question_sheet(cached_queries.household_of(saved.text), asked, law_book)]

    return _page(request, name, "what an answer is worth", sheets)


@router.get("/h/{name}/why-moves/{place}")
def moves(request: Request, name: str, place: int) -> Response:
    """Every move of a kind."""

    def sheets(saved: Saved, law_book: LawBook) -> list[Worksheet]:
        found = cached_queries.plan_of(saved.text, law_book)
        _one(moves_of(found), place, "kind of move")
        return plan_worksheets.moves_sheet(found, place)

    return _page(request, name, "the moves", sheets)


@router.get("/h/{name}/why-conversion/{place}")
def conversion(request: Request, name: str, place: int) -> Response:
    """An ordinary Roth conversion."""

    def sheets(saved: Saved, law_book: LawBook) -> list[Worksheet]:
        one = _one(cached_queries.plan_of(saved.text, law_book).conversions, place, "conversion")
        heard = cached_queries.year_worksheets_of(saved.text, law_book, "ira_conversion_basis")
        return [
            plan_worksheets.conversion_sheet(one),
            *figure_worksheets.of_person(heard, one.person),
        ]

    return _page(request, name, "the conversion", sheets)


@router.get("/h/{name}/why-alternative/{place}")
def alternative(request: Request, name: str, place: int) -> Response:
    """Another use of the money."""

    def sheets(saved: Saved, law_book: LawBook) -> list[Worksheet]:
        found = cached_queries.plan_of(saved.text, law_book)
        one = _one(found.alternatives, place, "alternative")
        composed = plan_worksheets.alternative_sheet(
            found, cached_queries.household_of(saved.text), one
        )
        if one.name not in plan_worksheets.LIMITS:
            return [composed]
        heard = cached_queries.year_worksheets_of(
            saved.text, law_book, plan_worksheets.LIMITS[one.name]
        )
        return [composed, *figure_worksheets.of_person(heard, one.person)]

    return _page(request, name, "an alternative", sheets)


@router.get("/h/{name}/why-slip/{place}")
def slip(request: Request, name: str, place: int) -> Response:
    """The average paycheck of a job."""
    return _page(
        request,
        name,
        "the average paycheck",
        lambda saved, law_book: [
            plan_worksheets.slip_sheet(
                _one(cached_queries.bill_of(saved.text, law_book).pay_slips, place, "paycheck")
            )
        ],
    )


@router.get("/h/{name}/why-next")
def more(request: Request, name: str, item: str = "conversion", until: str = "") -> Response:
    """The tax on the next dollars of an item; with ``until``, in cents, on those of a step of the
    curve."""

    def sheets(saved: Saved, law_book: LawBook) -> list[Worksheet]:
        household = cached_queries.household_of(saved.text)
        bill = cached_queries.bill_of(saved.text, law_book)
        return [next_dollars_worksheet(household, bill, item, law_book, _cents(until))]

    return _page(request, name, "the next dollars", sheets)


def _cents(text: str) -> int | None:
    """Typed cents; None for an empty text.

    Raises:
        InputError: not a whole number.
    """
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise InputError([Problem("until", repr(text[:_SHOWN]), "whole cents")])
    return int(text)


@router.get("/h/{name}/why-split")
def split(request: Request, name: str) -> Response:
    """A distribution as it was typed, split over its destinations."""

    def sheets(saved: Saved, law_book: LawBook) -> list[Worksheet]:
        fields = distribution_form.typed(request.query_params)
        year = cached_queries.household_of(saved.text).year
        found, wrong = distribution_form.split(fields, year, law_book)
        if found is None:
            raise InputError(
                [
                    Problem(key or "split", fields.get(key, "the form"), expected)
                    for key, expected in wrong.items()
                ]
            )
        return [
            plan_worksheets.split_sheet(found.split),
            *distribution_form.split_worksheets(fields, year, law_book),
        ]

    return _page(request, name, "the split", sheets)
