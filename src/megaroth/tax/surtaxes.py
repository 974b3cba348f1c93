"""Taxes on top of the income tax: net investment income, additional Medicare, payroll; and Medicare
premiums."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.columns import is_column, np
from megaroth.kernel.money import (
    PPM,
    Cents,
    Column,
    Flag,
    choose,
    positive,
    rounded,
    share,
    smaller,
    total,
)
from megaroth.kernel.trace import rule, untraced
from megaroth.law.law import Law
from megaroth.tax.filing_status import Status, by_status

MONTHS = 12


def premium_tiers(law: Law) -> int:
    """How many tiers of income raise Medicare premiums (42 USC 1395r(i)(3)(C))."""
    return len(law.entry("irmaa_tiers_single").values)


@rule(cites="IRC 1411")
def net_investment_income_tax(
    law: Law, investment_income: Cents, magi: Cents, status: Status
) -> Cents:
    """The 3.8% tax on net investment income, limited to income above the threshold.

    Args:
        law: the numbers of the taxable year.
        investment_income: interest, dividends and net gain, cents, scalar or (n,).
        magi: adjusted gross income (foreign exclusion added back), cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 1411(a)-(c); Form 8960.

    >>> from megaroth.law.load import law
    >>> net_investment_income_tax(law(2026), 78_000_00, 478_000_00, "single")
    296400
    """
    over = positive(magi - by_status(law, "niit_magi_threshold", status))
    return share(smaller(positive(investment_income), over), law.niit_rate)


@rule(cites="IRC 3101(b)(2), 1401(b)(2)")
def additional_medicare_tax(
    law: Law, wages: Cents, self_employment: Cents, status: Status
) -> Cents:
    """The 0.9% additional Medicare tax on wages and self-employment earnings above the threshold.

    Args:
        law: the numbers of the taxable year.
        wages: Medicare wages of the return, cents, scalar or (n,).
        self_employment: net earnings from self-employment, cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 3101(b)(2), 1401(b)(2); Form 8959.

    >>> from megaroth.law.load import law
    >>> additional_medicare_tax(law(2026), 400_000_00, 0, "single")
    180000
    """
    threshold = by_status(law, "additional_medicare_threshold", status)
    on_wages = positive(wages - threshold) * law.additional_medicare_rate
    left = positive(threshold - wages)
    on_earnings = positive(self_employment - left) * law.additional_medicare_self_employed_rate
    return rounded(on_wages + on_earnings, PPM)


@rule(cites="IRC 3101(a), (b)(1)")
def payroll_tax(law: Law, wages: Cents) -> Cents:
    """One employee's Social Security and Medicare tax, without the additional Medicare tax.

    Args:
        law: the numbers of the year.
        wages: FICA wages of one person, cents, scalar or (n,).

    Returns:
        Cents, in the shape of ``wages``.

    Source:
        26 USC 3101(a), (b)(1), 3121(a)(1).

    >>> from megaroth.law.load import law
    >>> payroll_tax(law(2026), 200_000_00)
    1433900
    """
    social_security = (
        smaller(wages, law.social_security_wage_base) * law.employee_social_security_rate
    )
    return rounded(social_security + wages * law.employee_medicare_rate, PPM)


@rule(cites="IRC 31(b), 6413(c)")
def excess_social_security(law: Law, wages: Sequence[Cents]) -> Cents:
    """Social Security tax that several employers withheld above the tax on one wage base; the
    return credits it.

    Args:
        law: the numbers of the year.
        wages: FICA wages of one person from each employer, cents, each scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the wages.

    Source:
        26 USC 31(b)(1), 6413(c)(1); Schedule 3 (Form 1040) line 11.

    >>> from megaroth.law.load import law
    >>> excess_social_security(law(2026), [150_000_00, 150_000_00]), excess_social_security(law(2026), [150_000_00])
    (716100, 0)
    """
    base = law.social_security_wage_base
    withheld = total(*(smaller(one, base) for one in wages))
    return share(positive(withheld - base), law.employee_social_security_rate)


@rule(cites="42 USC 1395r(i), 1395w-113(a)(7)")
def medicare_premiums(
    law: Law, magi_two_years_back: Cents, joint: Flag, separate: Flag = False
) -> Cents:
    """A year of one person's Medicare Part B premium and Part B and D income-related amounts.

    Args:
        law: the numbers of the premium year.
        magi_two_years_back: modified adjusted gross income (tax-exempt interest added) two years
            before, cents, scalar or (n,).
        joint: whether that return was a joint one.
        separate: whether it was a separate return of a person who lived with the spouse in that
            year, for whom the middle tiers do not exist.

    Returns:
        Cents a year, in the shape of the arguments; without the Part D plan's own premium.

    Source:
        42 USC 1395r(a), (i), 1395w-113(a)(7); 20 CFR 418.1120.

    >>> from megaroth.law.load import law
    >>> medicare_premiums(law(2026), 100_000_00, joint=False), medicare_premiums(law(2026), 109_000_01, joint=False)
    (243480, 358320)
    """
    if is_column(magi_two_years_back) and isinstance(joint, bool) and isinstance(separate, bool):
        by_tier = _premiums_by_tier(law, joint=joint, separate=separate)
        if by_tier is not None:
            starts, yearly = by_tier
            found: Column = yearly[starts.searchsorted(magi_two_years_back, side="right")]
            return found
    tiers = premium_tiers(law)
    first, top = law.irmaa_tiers_single("1"), law.irmaa_tiers_single(str(tiers))
    monthly: Cents = law.irmaa_part_b("0") + law.irmaa_part_d("0") + magi_two_years_back * 0
    for tier in range(1, tiers + 1):
        start = choose(joint, law.irmaa_tiers_joint(str(tier)), law.irmaa_tiers_single(str(tier)))
        # 42 USC 1395r(i)(3)(C)(iii): separate returns' tiers are lower by the first threshold, so
        # only the last two remain.
        start = choose(separate, top - first if tier == tiers else first, start)
        step = law.irmaa_part_b(str(tier)) + law.irmaa_part_d(str(tier))
        before = law.irmaa_part_b(str(tier - 1)) + law.irmaa_part_d(str(tier - 1))
        # The last tier begins at its amount, the others above it.
        reached = magi_two_years_back >= start if tier == tiers else magi_two_years_back > start
        monthly = monthly + choose(reached, step - before, 0)
    return MONTHS * monthly


def _premiums_by_tier(law: Law, *, joint: bool, separate: bool) -> tuple[Column, Column] | None:
    """The first cent of income of each tier but the lowest, and a year's premiums of each tier;
    None where a reform states tiers that do not rise."""

    def made() -> tuple[Column, Column] | None:
        tiers = premium_tiers(law)
        of_status = law.irmaa_tiers_joint if joint else law.irmaa_tiers_single
        # The last tier begins at its amount, the others above it.
        tops = [of_status(str(tier)) + (tier < tiers) for tier in range(1, tiers + 1)]
        if separate:
            first, top = law.irmaa_tiers_single("1"), law.irmaa_tiers_single(str(tiers))
            tops = [first + 1] * (tiers - 1) + [top - first]
        starts = np.array(tops, dtype=np.int64)
        if sorted(tops) != tops:
            return None
        # Each tier is asked itself, so there is one formula.
        with untraced():
            yearly = [
                int(medicare_premiums(law, edge, joint, separate)) for edge in (tops[0] - 1, *tops)
            ]
        return starts, np.array(yearly, dtype=np.int64)

    return law.keep(("premiums", joint, separate), made)
