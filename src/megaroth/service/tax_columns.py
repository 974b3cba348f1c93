"""The income tax of a table of household-years: a column for each line of the returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from megaroth.kernel.money import Cents, Column, choose, column, positive, rounded, total
from megaroth.law.entry import Status
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.law.reform import reform_names
from megaroth.law.states import StateLaw
from megaroth.rules.compensation import self_employment_tax
from megaroth.tax.business import above_wage_limit
from megaroth.tax.federal import MUST_ITEMIZE as MUST_ITEMIZE
from megaroth.tax.federal import Return as Return
from megaroth.tax.federal import federal_table
from megaroth.tax.filing_status import STATUSES as STATUSES
from megaroth.tax.filing_status import is_status
from megaroth.tax.states.run import state_column
from megaroth.tax.table import COLUMNS as COLUMNS
from megaroth.tax.table import COUNTS as COUNTS
from megaroth.tax.table import FLAGS as FLAGS
from megaroth.tax.table import MONEY as MONEY
from megaroth.tax.table import SHORT as SHORT
from megaroth.tax.table import SPOUSE_ITEMIZES as SPOUSE_ITEMIZES
from megaroth.tax.table import stack


@dataclass(frozen=True)
class Businesses:
    """The businesses of a return's owners, cents.

    Attributes:
        business_head, business_spouse: net profit of each spouse's own business.
        wages_paid, property_basis: what limits the deduction for qualified business income, of all
            businesses of the return together.
        specified_service: 1 for specified service businesses.
    """

    business_head: Cents = 0
    business_spouse: Cents = 0
    wages_paid: Cents = 0
    property_basis: Cents = 0
    specified_service: Cents = 0


BUSINESS_COLUMNS = tuple(Businesses.__dataclass_fields__)


@dataclass(frozen=True)
class TaxColumns:
    """The tax of household-years of one year and state, a row each.

    Attributes:
        lines: lines of the federal return, cents, (n,).
        state_tax: state income tax, cents, (n,); None without a state.
        state_support: how far the state's tax is supported; None without a state.
        law_status: whether the law of the year is published, projected, stated or a reform.
        child_tax_rows: how many rows may owe the tax on a child's unearned income, which the lines
            do not include.
        child_tax_end_age: the age at which that tax no longer applies.
        child_tax_threshold: the unearned income above which it applies, cents.
    """

    lines: Mapping[str, Column]
    state_tax: Column | None
    state_support: str | None
    law_status: Status
    child_tax_rows: int
    child_tax_end_age: int
    child_tax_threshold: int


def has_income_tax(year: int, law_book: LawBook) -> bool:
    """Whether the law data has the complete income tax of a year."""
    return law_book.law(year).has("amt_exemption")


def tax_columns(
    year: int,
    state: str | None,
    returns: Sequence[Return],
    businesses: Sequence[Businesses],
    law_book: LawBook,
) -> TaxColumns:
    """The federal and state income tax of returns of one year and state.

    Args:
        year: of the law.
        state: two letters; None for no state.
        returns: one for each row, without businesses.
        businesses: those of each row.
        law_book: the law, with a user's figures and reforms.

    Raises:
        LawError: the law data has no income tax of the year.
    """
    numbers = law_book.law(year)
    home = law_book.state(state, year) if state else None
    items = with_businesses(numbers, stack(returns), businesses)
    lines = federal_table(numbers, items)
    # IRC 1(g) and 59(j) tax a child's unearned income at the parents' rates, which a row does not
    # have.
    threshold = 2 * numbers.dependent_standard_deduction
    young = (items.age < numbers.child_tax_end_age) & (
        is_status(items.status, "married_joint") ^ True
    )
    return TaxColumns(
        lines=lines,
        state_tax=state_column(numbers, state, items, lines) if state else None,
        state_support=home.support if home else None,
        law_status=_law_status(numbers, home),
        child_tax_rows=int((young & (lines["agi"] - items.earned_income > threshold)).sum()),
        child_tax_end_age=numbers.child_tax_end_age,
        child_tax_threshold=threshold,
    )


def with_businesses(law: Law, items: Return, rows: Sequence[Businesses]) -> Return:
    """A column of returns with profit, self-employment tax of each spouse and qualified business
    income."""
    if not any(row.business_head or row.business_spouse for row in rows):
        return items
    own = Businesses(
        **{name: column([getattr(row, name) for row in rows]) for name in BUSINESS_COLUMNS}
    )
    tax = total(
        self_employment_tax(law, own.business_head, items.wages),
        self_employment_tax(law, own.business_spouse, items.spouse_wages),
    )
    profit = total(own.business_head, own.business_spouse)
    qualified = positive(profit - rounded(tax, 2))
    excess = above_wage_limit(law, qualified, own.wages_paid, own.property_basis)
    specified = own.specified_service > 0
    none = qualified * 0
    return replace(
        items,
        business_income=profit,
        self_employment_tax=tax,
        qualified_business_income=choose(specified, none, qualified),
        qualified_business_excess=choose(specified, none, excess),
        specified_business_income=choose(specified, qualified, none),
        specified_business_excess=choose(specified, excess, none),
    )


def _law_status(numbers: Law, home: StateLaw | None) -> Status:
    """``projected`` if any federal or state number of the year is; else ``reform`` if a reform
    changes the year."""
    if numbers.status == "projected" or (home is not None and home.status == "projected"):
        return "projected"
    return "reform" if reform_names(numbers.book.reforms, numbers.year) else numbers.status
