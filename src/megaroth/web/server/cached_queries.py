"""What the page asks the library: short answers, kept by the text of the household file, and long
answers, for another process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from megaroth.kernel.errors import InputError, LawError, NotAllowedError, Problem
from megaroth.kernel.trace import Step
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.present import problems
from megaroth.present.worksheet import Worksheet, worksheets
from megaroth.readers.household_file import parse_household
from megaroth.report.contents import gather
from megaroth.report.make import made
from megaroth.service import explanations, plan_year, years_ahead
from megaroth.service.answers import Paychecks, PlanYear, TaxBill
from megaroth.service.clock import today
from megaroth.service.letter import Letters, letter
from megaroth.service.scenarios import Scenarios, scenarios
from megaroth.service.worth import Worth
from megaroth.service.worth import worth as worth_of
from megaroth.service.yearly_answers import Comparison, Optimized, OutcomeRange, Sensitivity
from megaroth.service.years_ahead import End

Tick = Callable[[int, int], None]
_KEPT = 256
_TRACES_KEPT = 16


def household_of(text: str) -> Household:
    """The household of a text.

    Raises:
        InputError: the text is not a household file.
    """
    found = _household_or_problems(text)
    if isinstance(found, tuple):
        raise InputError(found)
    return found


@lru_cache(_KEPT)
def _household_or_problems(text: str) -> Household | tuple[Problem, ...]:
    """The household, or its problems: an invalid text is kept too, so that it is read only once."""
    try:
        return parse_household(text)
    except InputError as error:
        return error.problems


def problems_of(text: str) -> list[str]:
    """The problems of a text as a household file; empty if it is valid."""
    try:
        household_of(text)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


@lru_cache(_KEPT)
def known_rules_of(text: str, law_book: LawBook) -> Household:
    """The household of a text, with the values of unknown plan rules that can be only one."""
    return years_ahead.known_rules(household_of(text), law_book)


def plan_of(text: str, law_book: LawBook) -> PlanYear:
    """The plan year of a text, today."""
    return _plan_of(text, law_book, today())


@lru_cache(_KEPT)
def _plan_of(text: str, law_book: LawBook, of_day: date) -> PlanYear:
    return plan_year.plan(household_of(text), law_book, of_day)


def paychecks_of(text: str, law_book: LawBook) -> Paychecks:
    """The paychecks of a text, today."""
    return _paychecks_of(text, law_book, today())


@lru_cache(_KEPT)
def _paychecks_of(text: str, law_book: LawBook, of_day: date) -> Paychecks:
    return plan_year.paychecks(household_of(text), law_book, of_day)


@lru_cache(_KEPT)
def bill_of(text: str, law_book: LawBook) -> TaxBill:
    """The tax of a text's year.

    Raises:
        LawError: the law data has no income tax of the year.
    """
    return plan_year.bill_of(household_of(text), law_book)


@lru_cache(_KEPT)
def other_bill_of(text: str, law_book: LawBook) -> TaxBill | None:
    """The tax of the second of spouses who file separately; None for other households."""
    household = household_of(text)
    return plan_year.bill_of(household, law_book, 1) if household.files_apart else None


@lru_cache(_TRACES_KEPT)
def letters_of(text: str, law_book: LawBook, offer: bool) -> Letters:
    """The letters of a household."""
    return letter(household_of(text), law_book, offer=offer)


@lru_cache(_TRACES_KEPT)
def _plan_trace(text: str, law_book: LawBook) -> Step:
    return explanations.plan_trace(household_of(text), law_book)


@lru_cache(_TRACES_KEPT)
def _tax_trace(text: str, law_book: LawBook, person: int = 0) -> Step:
    return explanations.tax_trace(household_of(text), law_book, person)


def year_worksheets_of(text: str, law_book: LawBook, figure: str) -> list[Worksheet]:
    """The worksheets of a figure of the plan year, or else of its tax.

    Raises:
        InputError: neither has such a figure; names the nearest of the plan year.
    """
    try:
        return worksheets(_plan_trace(text, law_book), figure)
    except InputError as of_plan:
        try:
            return worksheets(_tax_trace(text, law_book), figure)
        except (InputError, LawError):
            raise of_plan from None


@lru_cache(_TRACES_KEPT)
def range_worksheets_of(
    text: str, law_book: LawBook, figure: str, of: str
) -> tuple[Worksheet, ...]:
    """The worksheets of both ends of a range; none if the figure is not a range."""
    answer = plan_of(text, law_book)
    return tuple(explanations.range_worksheets(household_of(text), answer, figure, law_book, of))


def tax_worksheets_of(
    text: str, law_book: LawBook, figure: str, person: int = 0
) -> list[Worksheet]:
    """The worksheets of a figure of the year's tax.

    Args:
        text: of the household file.
        law_book: the law, with a user's figures and reforms.
        figure: a line of the return, or a figure that leads to one.
        person: 1 for the second of spouses who file separately.

    Raises:
        InputError: there is no such figure; names the nearest.
    """
    return worksheets(_tax_trace(text, law_book, person), figure)


def worth(text: str, law_book: LawBook, tick: Tick) -> Worth:
    """Compare the alternatives and project the best one, in another process."""
    return worth_of(parse_household(text), law_book, tick)


def scenarios_ahead(
    first: tuple[str, str],
    changes: list[str],
    others: list[tuple[str, str]],
    law_book: LawBook,
    tick: Tick,
) -> Scenarios:
    """Households next to each other with what can be spent after work, in another process."""
    named, *more = [(title, parse_household(text)) for title, text in [first, *others]]
    return scenarios(named, changes, more, law_book, today(), ahead=True, tick=tick)


def sensitivity(text: str, law_book: LawBook, tick: Tick) -> End[Sensitivity]:
    """What moves the difference of the best and the first alternative, in another process."""
    return years_ahead.sensitivity_alone(parse_household(text), law_book, tick)


def best_plan(text: str, law_book: LawBook, tick: Tick) -> Optimized | OutcomeRange[Optimized]:
    """The best plan, or both ends of it, in another process."""
    return years_ahead.optimize(parse_household(text), law_book, None, tick)


def best_difference(
    text: str, law_book: LawBook, tick: Tick
) -> Comparison | OutcomeRange[Comparison]:
    """The best plans with and without after-tax contributions, in another process."""
    return years_ahead.best_plans(parse_household(text), law_book, tick)


def report(
    text: str, law_book: LawBook, title: str, kind: str, adviser: str, day: date, tick: Tick
) -> bytes:
    """The bytes of a report, in another process."""
    household = parse_household(text)
    found = gather(household, law_book, title=title, day=day, adviser=adviser, tick=tick)
    return made(found, kind)


def error_text(error: Exception) -> str:
    """The message of an error that the library raises on purpose; other errors are raised again."""
    if isinstance(error, (InputError, LawError, NotAllowedError)):
        return problems.error_text(error)
    raise error
