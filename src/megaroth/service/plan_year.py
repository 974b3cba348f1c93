"""Questions about one household and year: check, plan, journal and tax."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from megaroth.contract.tax import NextAmount, TaxOfYear
from megaroth.kernel.errors import LawError
from megaroth.kernel.message import message
from megaroth.law.law_book import LawBook
from megaroth.law.reform import FIRST_REFORM_YEAR
from megaroth.model.household import Household
from megaroth.planyear.check import Check
from megaroth.planyear.elections.result import Paychecks
from megaroth.planyear.journal_rows import rows
from megaroth.planyear.paychecks import paychecks as paychecks_of
from megaroth.planyear.plan import plan as plan_year_of
from megaroth.planyear.result import JournalRow, PlanYear
from megaroth.planyear.state_return import in_year as in_year
from megaroth.planyear.tax_bill import TaxBill, next_state_tax, tax_bill
from megaroth.planyear.unknowns import favorable, slots
from megaroth.service.defaults import CURVE_MOST, CURVE_STEPS, MARGINAL_AMOUNT
from megaroth.tax.marginal import curve, next_dollars

if TYPE_CHECKING:
    from megaroth.planyear.next_year import NextYear


def check(household: Household, law_book: LawBook) -> Check:
    """Whether the plan of each job lets after-tax money reach Roth, and what the years ahead still
    need."""
    # Readiness loads the alternatives of the years ahead, which a plan does not need.
    from megaroth.planning.readiness import check as verdict

    return verdict(household, law_book)


def plan(household: Household, law_book: LawBook, today: date | None = None) -> PlanYear:
    """The plan of the year; figures are ranges where plan rules are unknown.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        today: the day of the question, in a year that may be under way.
    """
    return plan_year_of(household, law_book, today)


def favorable_of(household: Household, answer: PlanYear, law_book: LawBook) -> PlanYear:
    """The plan year with the plan rules that allow the most, whose figures add up as ranges do not.

    Args:
        household: with or without unknown plan rules.
        answer: its plan year, which is the result if every rule is known.
        law_book: the law, with a user's figures and reforms.
    """
    if not slots(household, law_book):
        return answer
    return plan_year_of(favorable(household, law_book), law_book)


def journal(answer: PlanYear) -> list[JournalRow]:
    """The journal of a plan year: every movement of money."""
    return list(rows(answer))


def paychecks(household: Household, law_book: LawBook, today: date | None = None) -> Paychecks:
    """What to elect at each job, from which check on, and what each check then does.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        today: the day of the question, in a year that may be under way.

    Raises:
        LawError: megaroth has no law of the year.
    """
    return paychecks_of(household, law_book, today)


def next_year(text: str, law_book: LawBook, name: str = "household") -> NextYear:
    """Next year's household file, from the text of this year's and its plan.

    Raises:
        InputError: the file is not valid, or next year's would not be.
        LawError: megaroth has no law of the year or of the next one.
    """
    # What edits files takes time to load, and other answers about a year do without it.
    from megaroth.planyear.next_year import next_year as next_year_of

    return next_year_of(text, law_book, name)


def tax(
    household: Household,
    law_book: LawBook,
    *,
    marginal: str | None = None,
    amount: int = MARGINAL_AMOUNT,
    curve_to: int = CURVE_MOST,
) -> TaxOfYear:
    """The household's tax returns; with ``marginal`` also the tax on the next dollars of an item.

    Args:
        household: of spouses who file separately, the first one's return gets the next dollars.
        law_book: the law, with a user's figures and reforms.
        marginal: one of :data:`megaroth.service.options.MARGINAL_ITEMS`.
        amount: how many cents of it.
        curve_to: the end of the curve of marginal rates, cents.

    Raises:
        InputError: there is no such item.
        LawError: the law data has no income tax of the year.
    """
    bill = bill_of(household, law_book)
    if marginal is None:
        return TaxOfYear(household.year, bill, None)
    more = next_amount(household, bill, marginal, law_book, amount=amount, curve_to=curve_to)
    return TaxOfYear(household.year, bill, more)


def next_amount(
    household: Household,
    bill: TaxBill,
    item: str,
    law_book: LawBook,
    *,
    amount: int = MARGINAL_AMOUNT,
    curve_to: int = CURVE_MOST,
) -> NextAmount:
    """The tax on the next dollars of an item, and along a growing amount of it.

    Args:
        household: whose bill it is.
        bill: the tax without these dollars.
        item: one of :data:`megaroth.service.options.MARGINAL_ITEMS`.
        law_book: the law, with a user's figures and reforms.
        amount: the dollars, cents.
        curve_to: the end of the curve of marginal rates, cents.

    Raises:
        InputError: there is no such item.
    """
    numbers = law_book.law(household.year, household.inflation)
    federal = next_dollars(numbers, bill.items, item, amount)
    amounts, rates = curve(numbers, bill.items, item, curve_to, CURVE_STEPS)
    return NextAmount(
        item=item,
        federal=federal,
        state_tax=next_state_tax(numbers, household, bill, item, federal.amount),
        curve=[(int(at), int(rate)) for at, rate in zip(amounts, rates, strict=True)],
    )


def bill_of(household: Household, law_book: LawBook, person: int = 0) -> TaxBill:
    """The tax of the household's year; of spouses who file separately, that of one person's return.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        person: the place of that person in the household.

    Raises:
        LawError: the law data has no income tax of the year.
    """
    require_income_tax(household, law_book)
    return tax_bill(household, person, law_book)


def require_income_tax(household: Household, law_book: LawBook) -> None:
    """Refuse a year without income tax in the law data.

    Raises:
        LawError: the law data has no income tax of the year.
    """
    if not law_book.law(household.year, household.inflation).has("income_tax"):
        raise LawError(
            message("no_income_tax_of_year", year=household.year, first=FIRST_REFORM_YEAR)
        )
