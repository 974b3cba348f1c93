"""The deduction for qualified business income."""

from __future__ import annotations

from megaroth.kernel.money import (
    Cents,
    choose,
    larger,
    positive,
    rounded,
    share,
    smaller,
    some,
    total,
)
from megaroth.kernel.trace import rule
from megaroth.law.law import Law
from megaroth.tax.filing_status import Status, by_status, is_status
from megaroth.tax.items import Return


@rule(cites="IRC 199A(b)(2)")
def above_wage_limit(
    law: Law, qualified_income: Cents, wages: Cents, property_basis: Cents
) -> Cents:
    """The excess of 20% of one business's income over its wage and property limit.

    Args:
        law: the numbers of the taxable year.
        qualified_income: qualified business income of one business, cents, scalar or (n,).
        wages: W-2 wages that the business paid, cents, scalar or (n,).
        property_basis: unadjusted basis of its qualified property, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 199A(b)(2)(B), (b)(4), (b)(6); Form 8995-A lines 3 to 10.

    >>> from megaroth.law.load import law
    >>> above_wage_limit(law(2026), 200_000_00, 50_000_00, 0), above_wage_limit(law(2026), 200_000_00, 50_000_00, 900_000_00)
    (1500000, 500000)
    """
    by_wages = share(wages, law.business_wage_rate)
    by_property = share(wages, law.business_wage_rate_with_property) + share(
        property_basis, law.business_property_rate
    )
    return positive(
        share(positive(qualified_income), law.qualified_business_rate)
        - larger(by_wages, by_property)
    )


@rule(cites="IRC 199A")
def qualified_business_deduction(
    law: Law, items: Return, taxable_before: Cents, net_capital_gain: Cents
) -> Cents:
    """The deduction for qualified business income.

    Above the threshold a specified service business counts less and the wage and property limit
    phases in; both apply in full at the end of the phase-in range. Excess amounts add up over
    businesses, since each is reduced by the same fraction of its own.

    Args:
        law: the numbers of the taxable year.
        items: the return, whose business items are used.
        taxable_before: taxable income without this deduction and without the limit of IRC 68,
            cents, scalar or (n,).
        net_capital_gain: net capital gain and qualified dividends, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 199A(a)-(b), (d)(3), (e)(1)-(2), (i); Forms 8995 and 8995-A.

    >>> from megaroth.law.load import law
    >>> qualified_business_deduction(law(2026), Return(qualified_business_income=150_000_00), 120_000_00, 10_000_00)
    2200000
    """
    general, specified = items.qualified_business_income, items.specified_business_income
    if not some((general > 0) | (specified > 0)):
        return taxable_before * 0
    status = items.status
    width = by_status(law, "qualified_business_range", status)
    over = smaller(
        positive(taxable_before - by_status(law, "qualified_business_threshold", status)), width
    )
    rate, left = law.qualified_business_rate, width - over
    of_general = share(general, rate) - _part(law, items.qualified_business_excess, over, status)
    of_specified = share(specified, rate) - _part(
        law, items.specified_business_excess, over, status
    )
    combined = total(of_general, _part(law, of_specified, left, status))
    found = smaller(combined, share(positive(taxable_before - net_capital_gain), rate))
    if not law.has("qualified_business_minimum"):
        return found
    active = total(general, _part(law, specified, left, status))
    least = choose(
        active >= law.qualified_business_minimum_income, law.qualified_business_minimum, 0
    )
    return larger(found, least)


def _part(law: Law, amount: Cents, part: Cents, status: Status) -> Cents:
    """The fraction of an amount that matches a fraction of the phase-in range; joint returns have
    their own range."""
    if isinstance(status, str):
        return rounded(amount * part, law.qualified_business_range(status))
    joint, other = (
        rounded(amount * part, law.qualified_business_range(one))
        for one in ("married_joint", "single")
    )
    return choose(is_status(status, "married_joint"), joint, other)
