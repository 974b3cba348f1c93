"""The premium tax credit: what the government pays toward health insurance of a marketplace."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, choose, positive, rounded, share, smaller
from megaroth.kernel.trace import rule
from megaroth.law.law import Law

_REGIONS = {"AK": "alaska", "HI": "hawaii"}
"""States with a poverty line of their own."""

_PERCENT = 100

_HUNDREDTH = PPM // _PERCENT // _PERCENT
"""A hundredth of a percent, to which shares of income are rounded (26 CFR 1.36B-3(g)(1))."""


def poverty_line(law: Law, state: str | None, people: int) -> int:
    """The poverty line of a family for the premium tax credit, cents.

    Args:
        law: the numbers of the taxable year, 2023 or later.
        state: two letters; the contiguous states if None.
        people: the taxpayer, a spouse and dependents.

    Source:
        26 USC 36B(d)(3); 26 CFR 1.36B-1(h): the guidelines of the year before.

    >>> from megaroth.law.load import law
    >>> poverty_line(law(2026), "GA", 2)
    2115000
    """
    region = _REGIONS.get(state or "", "contiguous")
    return law.poverty_line(region) + max(people - 1, 0) * law.poverty_line_addition(region)


@rule(cites="IRC 36B")
def premium_tax_credit(law: Law, income: Cents, line: int, benchmark: int, premium: int) -> Cents:
    """The premium tax credit of a year, for months of a full year.

    Args:
        law: the numbers of the taxable year, 2023 or later.
        income: household income: adjusted gross income, tax-exempt interest and the untaxed part of
            Social Security (26 USC 36B(d)(2)), cents, scalar or (n,).
        line: the family's poverty line, cents.
        benchmark: the year's premium of the second-lowest silver plan for those covered, cents.
        premium: the year's premium of the plan that they buy, cents.

    Returns:
        Cents, in the shape of ``income``: nothing below the poverty line, and from 2026 on nothing
        above four times the line.

    Source:
        26 USC 36B(a)-(c); Form 8962 lines 5 to 11.

    >>> from megaroth.law.load import law
    >>> premium_tax_credit(law(2026), 62_600_00, 15_650_00, 12_000_00, 12_000_00)
    576504
    >>> premium_tax_credit(law(2026), 62_600_01, 15_650_00, 12_000_00, 12_000_00)
    0
    """
    expected = share(income, _share_of_income(law, income * _PERCENT // line))
    credit = smaller(positive(benchmark - expected), premium)
    allowed = income * PPM >= line * law.premium_credit_least_income
    if law.has("premium_credit_most_income"):
        allowed = allowed & (income * PPM <= line * law.premium_credit_most_income)
    return choose(allowed, credit, credit * 0)


def _share_of_income(law: Law, percent: Cents) -> Cents:
    """The share of income that a family pays itself, parts per million, by its income in whole
    percents of the poverty line (Form 8962 line 5): linear within each tier."""
    tiers = sorted(int(key) for key in law.entry("premium_credit_initial").values)
    found: Cents = percent * 0
    for tier, following in zip(tiers, [*tiers[1:], tiers[-1] + 1], strict=True):
        first, last = (
            law.premium_credit_initial(str(tier)),
            law.premium_credit_final(str(tier)),
        )
        into = smaller(positive(percent - tier), following - tier)
        within = first + rounded(into * (last - first), following - tier, to=_HUNDREDTH)
        found = choose(percent >= tier, within, found)
    return found
