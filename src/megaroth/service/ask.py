"""Ask the library's nouns for plain data: what the page's HTTP API and the assistant answer, to the letter what ``--json`` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from megaroth.kernel.errors import InputError, LawError, Problem, nearest
from megaroth.kernel.money import MOST_CENTS, Cents
from megaroth.model.household import Household

Tick = Callable[[int, int], None]
Data = dict[str, Any]
Spending = Mapping[int, Cents]

MARGINAL_AMOUNT = 1_000_00
"""What a marginal question adds where it does not say, cents."""


def check(household: Household) -> Data:
    """Whether the plan allows it, job by job."""
    from megaroth.contract.plain_data import to_data
    from megaroth.planning.readiness import check as check_of

    return {"schema": "megaroth.check/1"} | to_data(check_of(household))


def plan(household: Household, *, journal: bool = False) -> Data:
    """The plan year; with ``journal`` every movement of it."""
    from megaroth.contract.plain_data import to_data
    from megaroth.contract.plan import SCHEMA
    from megaroth.planyear.journal_rows import rows
    from megaroth.planyear.plan import plan as plan_of

    answer = plan_of(household)
    more = {"journal": [to_data(row) for row in rows(answer)]} if journal else {}
    return {"schema": SCHEMA} | to_data(answer) | more


def tax(household: Household, *, marginal: str | None = None, amount: int = MARGINAL_AMOUNT) -> Data:
    """The household's returns; with ``marginal`` the tax on that many more cents of an item.

    Raises:
        InputError: no such item.
        LawError: the year has no income tax in the data.
    """
    from megaroth.contract.tax import SCHEMA, to_data
    from megaroth.law.load import law
    from megaroth.planyear.tax_bill import next_state_tax, tax_bill
    from megaroth.tax.marginal import next_dollars

    numbers = law(household.year, household.inflation)
    if not numbers.has("income_tax"):
        raise LawError(f"the income tax of {household.year} is not in the law data; it begins with 2023")
    bill = tax_bill(household)
    more = next_dollars(numbers, bill.items, marginal, amount) if marginal else None
    beside = next_state_tax(numbers, household, bill, marginal, more.amount) if more and marginal else None
    return {"schema": SCHEMA} | to_data(household.year, bill, more, beside, numbers, marginal)


def project(household: Household, tick: Tick | None = None, *, alternative: str | None = None, real: bool = False) -> Data:
    """The years ahead of one alternative."""
    from megaroth.contract.project import SCHEMA, to_data
    from megaroth.planning.outlook import years_ahead
    from megaroth.planning.ready import require

    def one(known: Household, tick: Tick | None, spent: Spending | None = None) -> Data:
        return {"schema": SCHEMA} | to_data(years_ahead(known, alternative, tick, real=real, spent=spent))

    require(household, alternative=alternative)
    return _known_or_between("project", household, one, tick, alternative or "mega")


def compare(household: Household, tick: Tick | None = None, *, sensitivity: bool = False, spending: bool = False) -> Data:
    """Alternatives on identical cash; with ``sensitivity`` what moves the answer, with ``spending`` what lasts."""
    from megaroth.contract.compare import SCHEMA, to_data
    from megaroth.planning.compare import compare as compare_of
    from megaroth.planning.ready import require
    from megaroth.planning.results import best_of
    from megaroth.planning.sensitivity import sensitivity as sensitivity_of

    def one(known: Household, tick: Tick | None, spent: Spending | None = None) -> Data:
        answer = compare_of(known, tick, spending=spending, spent=spent)
        moves = None
        if sensitivity and len(answer.alternatives) > 1:
            moves = sensitivity_of(known, best_of(answer).name, answer.alternatives[0].name, tick, spent=spent)
        return {"schema": SCHEMA} | to_data(answer, moves)

    require(household)
    return _known_or_between("compare", household, one, tick)


def optimize(household: Household, tick: Tick | None = None, **aim: Any) -> Data:
    """The best plan for an aim (the fields of :class:`megaroth.planning.aim.Aim`)."""
    from megaroth.contract.optimize import SCHEMA, to_data
    from megaroth.planning.aim import Aim
    from megaroth.planning.optimize import optimize as optimize_of
    from megaroth.planning.ready import require

    def one(known: Household, tick: Tick | None, spent: Spending | None = None) -> Data:
        return {"schema": SCHEMA} | to_data(optimize_of(known, Aim(**aim), tick, spent=spent))

    require(household, aim=Aim(**aim))
    return _known_or_between("optimize", household, one, tick, "mega")


def _known_or_between(
    noun: str, household: Household, one: Callable[..., Data], tick: Tick | None, of: str | None = None
) -> Data:
    """An answer; or, where plan rules are unknown, both ends of what it can be, or of what an alternative comes to."""
    from megaroth.contract.unknown_rules import SCHEMA, to_data
    from megaroth.planning.settled import is_unknown, settled
    from megaroth.planning.unknown_rules import between

    household = settled(household)
    if not is_unknown(household):
        return one(household, tick)
    found = between(household, one, tick, of=of)
    return {"schema": SCHEMA} | to_data(noun, found, found.least, found.most)


def room(year: int | None, age: int, *, pay: int | None = None, **figures: Any) -> Data:
    """After-tax room from figures in cents (those of :func:`megaroth.planyear.room.room`); this year if none is named."""
    from megaroth.contract.room import LIMITS, SCHEMA, to_data
    from megaroth.law.load import law as law_of
    from megaroth.planyear.room import room as room_of

    numbers = law_of(year or date.today().year)
    answer = room_of(numbers, age, pay=MOST_CENTS if pay is None else pay, **figures)
    return {"schema": SCHEMA} | to_data(numbers.year, numbers.status_of(*LIMITS), age, answer)


def rollover(year: int | None, **figures: Any) -> Data:
    """A distribution with its forms (the arguments of :func:`megaroth.planyear.distribution.split`); this year if none is named."""
    from megaroth.contract.rollover import SCHEMA, to_data
    from megaroth.law.load import law as law_of
    from megaroth.planyear.distribution import split
    from megaroth.taxforms.tax_forms import forms

    numbers = law_of(year or date.today().year)
    answer = split(numbers, **figures)
    return {"schema": SCHEMA} | to_data(answer, forms(answer, numbers))


def worksheets(household: Household, figure: str) -> Data:
    """How a figure of the plan year, or of its tax, came about.

    Raises:
        InputError: neither has such a figure; says which is nearest.
    """
    from megaroth.planyear.plan import plan as plan_of
    from megaroth.planyear.tax_bill import tax_bill
    from megaroth.present.explain import explain

    try:
        sheets = explain(figure, plan_of, household)
    except InputError as of_plan:
        try:
            sheets = explain(figure, tax_bill, household)
        except (InputError, LawError):
            raise of_plan from None
    return {"schema": "megaroth.worksheets/1", "worksheets": [asdict(sheet) for sheet in sheets]}


def law(year: int, *, diff: int | None = None, inflation: int | None = None) -> Data:
    """The limits of a year, or those that differ from another."""
    from megaroth.contract.law import SCHEMA, of_year
    from megaroth.law.load import law as law_of

    return {"schema": SCHEMA} | of_year(law_of(year, inflation), None if diff is None else law_of(diff, inflation))


def law_history(limit: str) -> Data:
    """One limit through the years."""
    from megaroth.contract.law import HISTORY_SCHEMA, through_years

    return {"schema": HISTORY_SCHEMA} | through_years(limit)


def one_of(field: str, word: str, known: tuple[str, ...]) -> str:
    """A word that is known.

    Raises:
        InputError: it is not; says which is nearest.
    """
    if word in known:
        return word
    raise InputError([Problem(field, repr(word), "one of " + ", ".join(known), nearest=nearest(word, known))])
