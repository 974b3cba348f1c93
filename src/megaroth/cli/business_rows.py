"""The columns of a table of household-years about own businesses, which a return gets with the law
of its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from megaroth.cli.flags import Flags
from megaroth.kernel.money import Cents, choose, column, positive, rounded, total
from megaroth.law.law import Law
from megaroth.model.fields import Kind
from megaroth.rules.compensation import self_employment_tax
from megaroth.tax.business import above_wage_limit
from megaroth.tax.federal import Return

MONEY = ("business_head", "business_spouse", "wages_paid", "property_basis")
BUSINESS_COLUMNS = (*MONEY, "specified_service")
"""Net profit of each one, and what decides about the deduction for it: of all businesses of the
return as one."""

SPOUSE = "business_spouse"
_MONEY, _FLAG = Kind("money"), Kind("count", most=1)
_NOTHING = ("", "0", "0.0")


@dataclass(frozen=True)
class Businesses:
    """Own businesses of a return, cents, scalars or columns; ``specified_service`` is 1 for
    specified service businesses."""

    business_head: Cents = 0
    business_spouse: Cents = 0
    wages_paid: Cents = 0
    property_basis: Cents = 0
    specified_service: Cents = 0


def read_businesses(row: Mapping[str, str], flags: Flags) -> Businesses:
    """The businesses of a row; a column that is missing or empty is zero.

    Args:
        row: cells by column.
        flags: takes what is wrong.
    """
    found: dict[str, int] = {}
    for title in BUSINESS_COLUMNS:
        text = row.get(title, "").strip()
        if text not in _NOTHING:
            found[title] = flags.field(title, text, _MONEY if title in MONEY else _FLAG) or 0
    return Businesses(**found)


def with_businesses(law: Law, items: Return, rows: Sequence[Businesses]) -> Return:
    """A column of returns with their own businesses: profit, self-employment tax of each spouse and
    qualified business income."""
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
