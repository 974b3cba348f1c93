"""The HTTP interface: the library's questions under ``/api/v1``, answered as ``--json`` prints
them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse

from megaroth.contract.compare import policy_of
from megaroth.contract.schema_version import DEFAULT, VERSIONS
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.money import to_cents
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.readers.figures_file import parse_figures
from megaroth.service import json_answers
from megaroth.service.clock import today
from megaroth.service.defaults import MARGINAL_AMOUNT
from megaroth.service.options import ACCEPTED_OBJECTIVES, MARGINAL_ITEMS
from megaroth.service.rollover import DESTINATIONS
from megaroth.web.api.as_toml import as_toml
from megaroth.web.api.documented import BUSY, REFUSED, documented
from megaroth.web.api.measured_route import MeasuredRoute
from megaroth.web.api.request_bodies import (
    CompareRequest,
    HouseholdRequest,
    LawRequest,
    LetterRequest,
    OptimizeRequest,
    PaychecksRequest,
    PlanRequest,
    ProjectRequest,
    QuickRequest,
    RolloverRequest,
    RoomRequest,
    ScenariosRequest,
    TaxRequest,
    WorksheetsRequest,
)
from megaroth.web.server.cached_queries import household_of
from megaroth.web.server.context import context_of
from megaroth.web.server.long_answers import long_answer

router = APIRouter(
    prefix="/api/v1", tags=["megaroth"], responses=REFUSED, route_class=MeasuredRoute
)
_KEPT = 256
"""The number of answers that are kept, because the same question is often asked again."""

_BOOKS_KEPT = 16


def law_book_of(request: Request, asked: LawRequest) -> LawBook:
    """The law of the server, with the figures that a question states."""
    law_book = context_of(request).law_book
    return law_book if asked.figures is None else _with_figures(law_book, asked.figures)


@lru_cache(_BOOKS_KEPT)
def _with_figures(law_book: LawBook, text: str) -> LawBook:
    return law_book.with_figures(parse_figures(text))


def text_of(request: Request, asked: HouseholdRequest) -> str:
    """The text of the household file in a question."""
    named = [key for key in ("name", "toml", "household") if getattr(asked, key) is not None]
    if len(named) != 1:
        raise InputError(
            [Problem("household", ", ".join(named) or "nothing", "one of name, toml and household")]
        )
    if asked.name is not None:
        return context_of(request).folder.read(asked.name).text
    return asked.toml if asked.toml is not None else as_toml(asked.household or {})


def _household(request: Request, asked: HouseholdRequest) -> Household:
    return household_of(text_of(request, asked))


Version = Annotated[
    int,
    Query(
        alias="schema_version",
        ge=VERSIONS[0],
        le=VERSIONS[-1],
        description="The version of the answer's schema.",
    ),
]


@lru_cache(_KEPT)
def _check(text: str, law_book: LawBook, version: int) -> dict[str, Any]:
    return json_answers.check(household_of(text), law_book, schema_version=version)


@lru_cache(_KEPT)
def _plan(
    text: str, law_book: LawBook, journal: bool, of_day: date, version: int
) -> dict[str, Any]:
    return json_answers.plan(
        household_of(text), law_book, journal=journal, today=of_day, schema_version=version
    )


@lru_cache(_KEPT)
def _paychecks(text: str, law_book: LawBook, of_day: date, version: int) -> dict[str, Any]:
    return json_answers.paychecks(
        household_of(text), law_book, today=of_day, schema_version=version
    )


@lru_cache(_KEPT)
def _tax(
    text: str, law_book: LawBook, marginal: str | None, amount: int, version: int
) -> dict[str, Any]:
    household = household_of(text)
    return json_answers.tax(
        household, law_book, marginal=marginal, amount=amount, schema_version=version
    )


def _cents(field: str, dollars: float | None) -> int | None:
    if dollars is None:
        return None
    try:
        return to_cents(Decimal(str(dollars)))
    except ValueError as error:
        raise InputError([Problem(field, repr(dollars), str(error))]) from None


@router.post("/check", responses=documented("check"))
def check(request: Request, asked: HouseholdRequest, version: Version = DEFAULT) -> JSONResponse:
    """Whether the plan of each job lets after-tax money reach Roth."""
    law_book = law_book_of(request, asked)
    return JSONResponse(_check(text_of(request, asked), law_book, version))


@router.post("/plan", responses=documented("plan"))
def plan(request: Request, asked: PlanRequest, version: Version = DEFAULT) -> JSONResponse:
    """The plan of one household and year: whether it works, how much, how, and at what tax."""
    law_book = law_book_of(request, asked)
    of_day = asked.today or today()
    return JSONResponse(_plan(text_of(request, asked), law_book, asked.journal, of_day, version))


@router.post("/tax", responses=documented("tax"))
def tax(request: Request, asked: TaxRequest, version: Version = DEFAULT) -> JSONResponse:
    """The federal and state income tax of the year."""
    if asked.marginal is not None:
        json_answers.known_word("marginal", asked.marginal, MARGINAL_ITEMS)
    amount = _cents("amount", asked.amount) or MARGINAL_AMOUNT
    law_book = law_book_of(request, asked)
    return JSONResponse(_tax(text_of(request, asked), law_book, asked.marginal, amount, version))


@router.post("/quick", responses=documented("quick"))
def quick(request: Request, asked: QuickRequest, version: Version = DEFAULT) -> JSONResponse:
    """What to set in payroll now, from a few figures as typed. Nothing is saved."""
    law_book = law_book_of(request, asked)
    inputs = asked.model_dump(exclude={"today", "figures"})
    return JSONResponse(
        json_answers.quick(asked.today or today(), law_book, schema_version=version, **inputs)
    )


@router.post("/paychecks", responses=documented("paychecks"))
def paychecks(
    request: Request, asked: PaychecksRequest, version: Version = DEFAULT
) -> JSONResponse:
    """What to elect at each job, from which check on, and what each check then does."""
    law_book = law_book_of(request, asked)
    of_day = asked.today or today()
    return JSONResponse(_paychecks(text_of(request, asked), law_book, of_day, version))


@router.post("/letter", responses=documented("letter"))
def letter(request: Request, asked: LetterRequest, version: Version = DEFAULT) -> JSONResponse:
    """The questions about the plans as letters to HR, or the letters that ask for the feature."""
    law_book = law_book_of(request, asked)
    household = _household(request, asked)
    return JSONResponse(
        json_answers.letter(household, law_book, offer=asked.offer, schema_version=version)
    )


@router.post("/scenarios", responses=documented("scenarios") | BUSY)
async def scenarios(
    request: Request, asked: ScenariosRequest, version: Version = DEFAULT
) -> JSONResponse:
    """A household next to others, and next to itself with changes."""
    return await long_answer(
        request,
        json_answers.scenarios,
        _household,
        law_book_of(request, asked),
        asked,
        changes=asked.changes,
        others=[(one.title, household_of(one.toml)) for one in asked.others],
        today=asked.today or today(),
        ahead=asked.ahead,
        schema_version=version,
    )


@router.post("/next-year", responses=documented("next_year"))
def next_year(
    request: Request, asked: HouseholdRequest, version: Version = DEFAULT
) -> JSONResponse:
    """The household file of the next year: its text, what changed and what to check. Nothing is
    saved."""
    law_book = law_book_of(request, asked)
    return JSONResponse(
        json_answers.next_year(text_of(request, asked), law_book, schema_version=version)
    )


@router.post("/project", responses=documented("project", "between") | BUSY)
async def project(
    request: Request, asked: ProjectRequest, version: Version = DEFAULT
) -> JSONResponse:
    """The years ahead."""
    law_book = law_book_of(request, asked)
    return await long_answer(
        request,
        json_answers.project,
        _household,
        law_book,
        asked,
        alternative=asked.alternative,
        real=asked.real,
        schema_version=version,
    )


@router.post("/compare", responses=documented("compare", "between") | BUSY)
async def compare(
    request: Request, asked: CompareRequest, version: Version = DEFAULT
) -> JSONResponse:
    """Alternatives with the same cash, over the same paths of returns."""
    policy_of(asked.policy, version)
    law_book = law_book_of(request, asked)
    return await long_answer(
        request,
        json_answers.compare,
        _household,
        law_book,
        asked,
        sensitivity=asked.sensitivity,
        spending=asked.spending,
        policy=asked.policy,
        best=asked.best,
        schema_version=version,
    )


@router.post("/optimize", responses=documented("optimize", "between") | BUSY)
async def optimize(
    request: Request, asked: OptimizeRequest, version: Version = DEFAULT
) -> JSONResponse:
    """The best plan, year by year."""
    json_answers.known_word("objective", asked.objective, ACCEPTED_OBJECTIVES)
    aim = asked.model_dump(include={"objective", "at_age", "moves", "keep_claims"})
    aim |= {key: _cents(key, getattr(asked, key)) for key in ("take_home", "liquid")}
    law_book = law_book_of(request, asked)
    return await long_answer(
        request, json_answers.optimize, _household, law_book, asked, schema_version=version, **aim
    )


@router.post("/worksheets", responses=documented("worksheets"))
def worksheets(
    request: Request, asked: WorksheetsRequest, version: Version = DEFAULT
) -> JSONResponse:
    """How a figure of the plan year, or of its tax, is calculated."""
    law_book = law_book_of(request, asked)
    return JSONResponse(
        json_answers.worksheets(
            _household(request, asked), asked.figure, law_book, schema_version=version
        )
    )


@router.post("/room", responses=documented("room"))
def room(request: Request, asked: RoomRequest, version: Version = DEFAULT) -> JSONResponse:
    """After-tax room from a few figures."""
    cents = {
        name: _cents(name, getattr(asked, name))
        for name in ("pay", "deferral", "catch_up", "employer", "after_tax")
    }
    law_book = law_book_of(request, asked)
    return JSONResponse(
        json_answers.room(
            date.today(), law_book, schema_version=version, year=asked.year, age=asked.age, **cents
        )
    )


@router.post("/rollover", responses=documented("rollover"))
def rollover(request: Request, asked: RolloverRequest, version: Version = DEFAULT) -> JSONResponse:
    """The split of a distribution over its destinations."""
    to = [
        (json_answers.known_word("to", part.to, DESTINATIONS), _cents("to", part.amount) or 0)
        for part in asked.to
    ]
    figures = {
        name: _cents(name, getattr(asked, name)) for name in ("balance", "after_tax", "distribute")
    }
    law_book = law_book_of(request, asked)
    return JSONResponse(
        json_answers.rollover(
            date.today(),
            law_book,
            schema_version=version,
            year=asked.year,
            to=to,
            separate_source=asked.separate_source,
            **figures,
        )
    )
