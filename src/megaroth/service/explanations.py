"""How figures are calculated: worksheets of the room, a distribution, the plan year, its tax and
next dollars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from megaroth.kernel.errors import InputError, LawError, Problem
from megaroth.kernel.money import dollars
from megaroth.kernel.trace import Step, listen
from megaroth.law.law_book import LawBook
from megaroth.law.terms import spoken
from megaroth.model.household import Household
from megaroth.planyear.figure import Range
from megaroth.planyear.plan import plan as plan_year_of
from megaroth.planyear.result import PlanYear
from megaroth.planyear.tax_bill import TaxBill, tax_bill
from megaroth.planyear.unknowns import in_words, resolve, scenarios
from megaroth.present import figure_worksheets
from megaroth.present.explain import explain
from megaroth.present.plan_worksheets import marginal_sheet
from megaroth.present.sentences.sentence import sentence
from megaroth.present.words import money
from megaroth.present.worksheet import Worksheet, worksheets
from megaroth.present.worksheet_builder import Sheet
from megaroth.service.defaults import CURVE_MOST, CURVE_STEPS, MARGINAL_AMOUNT
from megaroth.service.plan_year import require_income_tax
from megaroth.service.rollover import Distribution, split_of
from megaroth.service.room import RoomFigures, room
from megaroth.tax.marginal import changed, next_dollars


def room_worksheets(
    asked: RoomFigures, figure: str, today: date, law_book: LawBook
) -> list[Worksheet]:
    """How a figure of the room is calculated; where the age is unknown, of somebody too young for
    catch-up.

    Raises:
        InputError: there is no such figure; names the nearest.
    """
    if asked.age is None:
        asked = replace(asked, age=asked.law(today, law_book).catch_up_age - 1)
    return explain(figure, room, asked, today, law_book)


def rollover_worksheets(
    asked: Distribution, figure: str, today: date, law_book: LawBook
) -> list[Worksheet]:
    """How a figure of a split distribution is calculated.

    Raises:
        InputError: there is no such figure; names the nearest.
    """
    return explain(figure, split_of, asked.law(today, law_book), asked)


def plan_trace(household: Household, law_book: LawBook) -> Step:
    """The trace of a plan year: every rule that was applied. Any of its figures can be explained
    from it."""
    with listen() as trace:
        plan_year_of(household, law_book)
    return trace


def tax_trace(household: Household, law_book: LawBook, person: int = 0) -> Step:
    """The trace of the year's tax; of spouses who file separately, that of one person's return.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        person: the place of that person in the household.

    Raises:
        LawError: the law data has no income tax of the year.
    """
    require_income_tax(household, law_book)
    with listen() as trace:
        tax_bill(household, person, law_book)
    return trace


def plan_worksheets(household: Household, figure: str, law_book: LawBook) -> list[Worksheet]:
    """How a figure of the plan year is calculated.

    Raises:
        InputError: there is no such figure; names the nearest.
    """
    return worksheets(plan_trace(household, law_book), figure)


def tax_worksheets(
    household: Household, figure: str, law_book: LawBook, person: int = 0
) -> list[Worksheet]:
    """How a figure of the tax return is calculated.

    Raises:
        InputError: there is no such figure; names the nearest.
        LawError: the law data has no income tax of the year.
    """
    return worksheets(tax_trace(household, law_book, person), figure)


def year_worksheets(household: Household, figure: str, law_book: LawBook) -> list[Worksheet]:
    """How a figure of the plan year, or else of its tax, is calculated.

    Raises:
        InputError: neither has such a figure; names the nearest of the plan year.
    """
    try:
        return plan_worksheets(household, figure, law_book)
    except InputError as of_plan:
        try:
            return tax_worksheets(household, figure, law_book)
        except (InputError, LawError):
            raise of_plan from None


def range_worksheets(
    household: Household, answer: PlanYear, figure: str, law_book: LawBook, of: str = ""
) -> list[Worksheet]:
    """How the two ends of a range are calculated; none if the figure is not a range.

    Args:
        household: with unknown plan rules.
        answer: its plan year.
        figure: a figure of the plan year.
        law_book: the law, with a user's figures and reforms.
        of: whose figure: a person, or a person and an employer; the whole year's if empty.
    """
    if not isinstance(figure_worksheets.value_of(answer, figure, of), Range):
        return []
    found = []
    for rules in scenarios(household, law_book)[0]:
        known = resolve(household, rules)
        value = figure_worksheets.value_of(plan_year_of(known, law_book), figure, of)
        if isinstance(value, int):
            words = "; ".join(sentence(one) for one in in_words(household, rules, law_book))
            found.append((value, words, known))
    ends = min(found, key=lambda one: one[0]), max(found, key=lambda one: one[0])
    return [
        replace(one, about="; ".join(part for part in (one.about, f"if {rules}") if part))
        for value, rules, known in ends
        for one in _end(known, value, figure, of, law_book)
    ]


def _end(known: Household, value: int, figure: str, of: str, law_book: LawBook) -> list[Worksheet]:
    """The worksheets of a figure with one set of plan rules."""
    with listen() as trace:
        answer = plan_year_of(known, law_book)
    try:
        # A rule also runs for other figures: keep the worksheets that end in this value.
        of_end = [
            one
            for one in figure_worksheets.about(worksheets(trace, figure), of)
            if one.lines[-1].value == money(value)
        ]
    except InputError:
        of_end = []  # No rule runs for an amount that does not exist.
    found = [*of_end, *figure_worksheets.together(answer, known, figure, of)]
    return found or [_zero_worksheet(figure, value)]


def _zero_worksheet(figure: str, value: int) -> Worksheet:
    sheet = Sheet(figure, spoken(figure), "", money)
    sheet.add(spoken(figure), value)
    return sheet.done()


def next_dollars_worksheet(
    household: Household,
    bill: TaxBill,
    item: str,
    law_book: LawBook,
    until: int | None = None,
) -> Worksheet:
    """How the tax on the next dollars of an item is calculated.

    Args:
        household: whose bill it is.
        bill: the tax without these dollars.
        item: one of :data:`megaroth.service.options.MARGINAL_ITEMS`.
        law_book: the law, with a user's figures and reforms.
        until: the end of a step of the curve of marginal rates, cents; the first dollars if None.

    Raises:
        InputError: there is no such item, or no such step.
    """
    numbers = law_book.law(household.year, household.inflation)
    if until is None:
        found = next_dollars(numbers, bill.items, item, MARGINAL_AMOUNT)
        return marginal_sheet(found, item)
    step = CURVE_MOST // CURVE_STEPS
    if until not in range(step, CURVE_MOST + 1, step):
        raise InputError(
            [
                Problem(
                    "until",
                    str(until),
                    f"a multiple of {step} cents ({dollars(step)}) up to {CURVE_MOST}",
                )
            ]
        )
    before = changed(bill.items, item, until - step)
    return marginal_sheet(next_dollars(numbers, before, item, step), item)
