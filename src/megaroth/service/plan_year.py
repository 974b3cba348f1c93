"""Questions about one household and year: the verdict, the plan, the tax, and how a figure was
calculated."""

from __future__ import annotations

from megaroth.contract.tax import NextAmount, TaxOfYear
from megaroth.kernel.errors import InputError, LawError
from megaroth.law.load import law
from megaroth.model.household import Household
from megaroth.planyear.check import Check
from megaroth.planyear.journal_rows import rows
from megaroth.planyear.plan import plan as plan_year_of
from megaroth.planyear.result import JournalRow, PlanYear
from megaroth.planyear.tax_bill import TaxBill, next_state_tax, tax_bill
from megaroth.planyear.unknowns import resolve, scenarios, slots
from megaroth.present.explain import explain
from megaroth.present.worksheet import Worksheet
from megaroth.service.defaults import CURVE_MOST, CURVE_STEPS, MARGINAL_AMOUNT
from megaroth.tax.marginal import curve, next_dollars


def check(household: Household) -> Check:
    """Whether the plan of each job lets after-tax money reach Roth, and what the years ahead still
    need."""
    from megaroth.planning.readiness import (
        check as verdict,
    )  # it loads the alternatives, which the plan does not need

    return verdict(household)


def plan(household: Household) -> PlanYear:
    """The plan of the year; figures are ranges where plan rules are unknown."""
    return plan_year_of(household)


def favorable_of(household: Household, answer: PlanYear) -> PlanYear:
    """The plan year at the answers that allow the most, whose figures add up as ranges do not;
    ``answer`` where every rule is known."""
    return (
        plan_year_of(resolve(household, scenarios(household)[0][0])) if slots(household) else answer
    )


def journal(answer: PlanYear) -> list[JournalRow]:
    """Every movement of money in a plan year."""
    return list(rows(answer))


def tax(
    household: Household,
    *,
    marginal: str | None = None,
    amount: int = MARGINAL_AMOUNT,
    curve_to: int = CURVE_MOST,
) -> TaxOfYear:
    """The household's tax returns; with ``marginal`` also the tax on the next dollars of an item.

    Args:
        household: whose; spouses who file separately each have a return, the first one's with the
            next dollars.
        marginal: an item of :data:`megaroth.tax.marginal.ITEMS`.
        amount: how many cents of it.
        curve_to: how far the curve of marginal rates goes, cents.

    Raises:
        InputError: there is no such item.
        LawError: the law data has no income tax of the year.
    """
    numbers = law(household.year, household.inflation)
    bill = bill_of(household)
    if marginal is None:
        return TaxOfYear(household.year, bill, None)
    federal = next_dollars(numbers, bill.items, marginal, amount)
    amounts, rates = curve(numbers, bill.items, marginal, curve_to, CURVE_STEPS)
    more = NextAmount(
        item=marginal,
        federal=federal,
        state_tax=next_state_tax(numbers, household, bill, marginal, federal.amount),
        curve=[(int(at), int(rate)) for at, rate in zip(amounts, rates, strict=True)],
    )
    return TaxOfYear(household.year, bill, more)


def bill_of(household: Household, person: int = 0) -> TaxBill:
    """The tax of the household's year; where spouses file separately, of the return of the person
    at that place.

    Raises:
        LawError: the law data has no income tax of the year.
    """
    require_income_tax(household)
    return tax_bill(household, person)


def require_income_tax(household: Household) -> None:
    """Refuse a year without income tax in the law data.

    Raises:
        LawError: the law data has no income tax of the year.
    """
    if not law(household.year, household.inflation).has("income_tax"):
        raise LawError(
            f"the income tax of {household.year} is not in the law data; it begins with 2023"
        )


def plan_worksheets(household: Household, figure: str) -> list[Worksheet]:
    """How a figure of the plan year was calculated.

    Raises:
        InputError: there is no such figure; names the nearest.
    """
    return explain(figure, plan_year_of, household)


def tax_worksheets(household: Household, figure: str, person: int = 0) -> list[Worksheet]:
    """How a figure of the tax return was calculated.

    Raises:
        InputError: there is no such figure; names the nearest.
        LawError: the law data has no income tax of the year.
    """
    require_income_tax(household)
    return explain(figure, tax_bill, household, person)


def worksheets(household: Household, figure: str) -> list[Worksheet]:
    """How a figure of the plan year, or else of its tax, was calculated.

    Raises:
        InputError: neither has such a figure; names the nearest of the plan year.
    """
    try:
        return plan_worksheets(household, figure)
    except InputError as of_plan:
        try:
            return tax_worksheets(household, figure)
        except (InputError, LawError):
            raise of_plan from None
