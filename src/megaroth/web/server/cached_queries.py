"""What the page asks of the library: short answers kept by the text of the file, long ones as work
for another process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from megaroth.kernel.errors import InputError, LawError, MegarothError, NotAllowedError, Problem
from megaroth.kernel.money import dollars, to_cents
from megaroth.kernel.trace import Step, listen
from megaroth.law.load import law
from megaroth.law.terms import spoken
from megaroth.model.household import Household
from megaroth.planning.settled import settled
from megaroth.planning.unknown_rules import Between
from megaroth.planning.yearly_results import Optimized
from megaroth.planyear.distribution import split
from megaroth.planyear.distribution_result import DESTINATIONS
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear, Range
from megaroth.planyear.tax_bill import TaxBill, tax_bill
from megaroth.planyear.unknowns import in_words, resolve, scenarios
from megaroth.present.figure_worksheets import about, together, value_of
from megaroth.present.words import money
from megaroth.present.worksheet import Worksheet, worksheets
from megaroth.present.worksheet_builder import Sheet
from megaroth.readers.household_file import parse_household
from megaroth.report.contents import gather
from megaroth.report.make import made
from megaroth.service.plan_year import bill_of as bill
from megaroth.service.years_ahead import Moves, Worth, optimize, what_moves
from megaroth.service.years_ahead import worth as worth_of
from megaroth.taxforms.tax_forms import forms
from megaroth.web.interview.parsing import plain_amount
from megaroth.web.server.stated_figures import kept

Tick = Callable[[int, int], None]
_KEPT = 256
_FEW = 16
_LEAST, _MOST = 0, 100


def household_of(text: str) -> Household:
    """The household of a text. Raises InputError where it is none."""
    found = _household_or_problems(text)
    if isinstance(found, tuple):
        raise InputError(found)
    return found


@kept(_KEPT)
def _household_or_problems(text: str) -> Household | tuple[Problem, ...]:
    """A text that is none is kept as well: it is read once, however often it is asked for."""
    try:
        return parse_household(text)
    except InputError as error:
        return error.problems


def problems_of(text: str) -> list[str]:
    """What is wrong with a text as a household file; nothing if it is one."""
    try:
        household_of(text)
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


@kept(_KEPT)
def plan_of(text: str) -> PlanYear:
    """The plan year of a text."""
    return plan(household_of(text))


@kept(_FEW)
def _heard_of_plan(text: str) -> Step:
    with listen() as heard:
        plan(household_of(text))
    return heard


@kept(_FEW)
def _heard_of_tax(text: str, place: int = 0) -> Step:
    with listen() as heard:
        tax_bill(household_of(text), place)
    return heard


def sheets_of(text: str, figure: str) -> list[Worksheet]:
    """The worksheets of a figure of the plan year, or else of its tax.

    Raises:
        InputError: neither has it; says which figure of the plan year is nearest.
    """
    try:
        return worksheets(_heard_of_plan(text), figure)
    except InputError as of_plan:
        try:
            return worksheets(_heard_of_tax(text), figure)
        except (InputError, LawError):
            raise of_plan from None


@kept(_FEW)
def ends_of(text: str, figure: str, of: str) -> tuple[Worksheet, ...]:
    """The worksheets of a figure at the answers to what is unknown that give its least and its
    most; none where it is no range."""
    if not isinstance(value_of(plan_of(text), figure, of), Range):
        return ()
    household = household_of(text)
    found = []
    for answer in scenarios(household)[0]:
        known = resolve(household, answer)
        value = value_of(plan(known), figure, of)
        if isinstance(value, int):
            found.append((value, answer, known))
    sheets: list[Worksheet] = []
    for value, answer, known in (
        min(found, key=lambda one: one[0]),
        max(found, key=lambda one: one[0]),
    ):
        with listen() as heard:
            told = plan(known)
        words = "; ".join(in_words(household, answer))
        try:
            # A rule is asked on the way to other figures too: only what says this end is its
            # worksheet.
            of_end = [
                one
                for one in about(worksheets(heard, figure), of)
                if one.lines[-1].value == money(value)
            ]
        except InputError:
            of_end = []  # nothing was heard of what is nothing: the composed worksheet says so
        own = [*of_end, *together(told, known, figure, of)] or [_nothing_heard(figure, value)]
        sheets += [
            replace(one, about="; ".join(part for part in (one.about, f"if {words}") if part))
            for one in own
        ]
    return tuple(sheets)


def _nothing_heard(figure: str, value: int) -> Worksheet:
    sheet = Sheet(figure, spoken(figure), "", money)
    sheet.add(spoken(figure), value)
    return sheet.done()


def tax_sheets_of(text: str, figure: str, place: int = 0) -> list[Worksheet]:
    """The worksheets of a figure of the tax of a text's year; with ``place`` 1 of the second of
    spouses who file separately.

    Raises:
        InputError: there is none of that name; says which is nearest.
    """
    return worksheets(_heard_of_tax(text, place), figure)


@kept(_KEPT)
def bill_of(text: str) -> TaxBill:
    """The tax of a text's year. Raises LawError before 2023."""
    return bill(household_of(text))


@kept(_KEPT)
def other_bill_of(text: str) -> TaxBill | None:
    """The tax on the return of the second of spouses who file separately; None for others."""
    household = household_of(text)
    return bill(household, 1) if household.files_apart else None


def worth(text: str, tick: Tick) -> Worth:
    """Work: compare, and project what is best."""
    return worth_of(parse_household(text), tick)


def moves(text: str, tick: Tick) -> Moves:
    """Work: what moves the difference of the best and the first alternative."""
    return what_moves(parse_household(text), tick)


def best_plan(text: str, tick: Tick) -> Optimized | Between[Optimized]:
    """Work: the best plan, or both ends of it."""
    return optimize(parse_household(text), None, tick)


def report(text: str, title: str, kind: str, adviser: str, day: date, tick: Tick) -> bytes:
    """Work: a report's bytes."""
    return made(
        gather(parse_household(text), title=title, day=day, adviser=adviser, tick=tick), kind
    )


def _amount(said: str) -> int:
    return to_cents(plain_amount(said.strip()))


@kept(_KEPT)
def settled_of(text: str) -> Household:
    """The household of a text as years ahead are asked of it: with the only answer to what is
    unknown, where there is but one."""
    return settled(household_of(text))


def split_of(asked: dict[str, str], year: int) -> tuple[Any, dict[str, str]]:
    """A distribution as it was typed, split, with its forms; or else what was expected, by question
    ("" for none of them)."""
    amounts: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for key in ("balance", "after_tax", "distribute"):
        try:
            amounts[key] = (
                amounts.get("balance", 0)
                if key == "distribute" and not asked[key]
                else _amount(asked[key])
            )
        except ValueError as error:
            wrong[key] = f"Expected {error}."
            continue
        if amounts[key] < 0:
            wrong[key] = "Expected nothing below zero."
    if not wrong:
        balance = amounts["balance"]
        for key in ("after_tax", "distribute"):
            if amounts[key] > balance:
                wrong[key] = f"Expected at most the balance, {dollars(balance)}."
    if wrong:
        return None, wrong
    try:
        to = [(asked["to"], amounts["distribute"])] if asked["to"] in DESTINATIONS else []
        numbers = law(year)
        whole = split(
            numbers,
            balance=amounts["balance"],
            after_tax=amounts["after_tax"],
            distribute=amounts["distribute"],
            to=to,
        )
        return (whole, forms(whole, numbers)), {}
    except MegarothError as error:
        return None, {"": told(error)}


def split_sheets_of(asked: dict[str, str], year: int) -> list[Worksheet]:
    """How the basis of a distribution as it was typed came about."""
    with listen() as heard:
        split_of(asked, year)
    return worksheets(heard, "distributed_basis")


def told(error: Exception) -> str:
    """An error of the library in words."""
    if isinstance(error, InputError):
        return " ".join(str(problem) for problem in error.problems)
    if isinstance(error, (LawError, NotAllowedError)):
        return str(error)
    raise error
