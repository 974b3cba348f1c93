"""Compensation: capped for formulas of the plan, and net of contributions for the self-employed."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, choose, positive, rounded, share, smaller
from megaroth.kernel.trace import least, rule
from megaroth.law.law import Law


@rule(cites="IRC 401(a)(17)")
def limited_compensation(law: Law, compensation: Cents) -> Cents:
    """Pay that a plan's formulas may count: at most the compensation limit.

    It caps matched pay, nonelective contributions and the ADP and ACP ratios; deferrals may go on
    after it is reached.

    Args:
        law: the numbers of the plan year.
        compensation: pay, cents, scalar or (n,).

    Returns:
        Cents, in the shape of ``compensation``.

    Source:
        26 USC 401(a)(17)(A); 26 CFR 1.401(a)(17)-1.

    >>> from megaroth.law.load import law
    >>> limited_compensation(law(2018), 360_000_00)
    27500000
    """
    return least(compensation=compensation, compensation_limit=law.compensation_limit)


@rule(cites="IRC 1401, 1402(a)(12)")
def self_employment_tax(law: Law, net_profit: Cents, fica_wages: Cents = 0) -> Cents:
    """Self-employment tax: Social Security up to the wage base less wages, Medicare on all.

    Args:
        law: the numbers of the year.
        net_profit: net profit of the business, cents, scalar or (n,).
        fica_wages: wages of the same person that were subject to Social Security tax, cents, scalar
            or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 1401(a)-(b), 1402(a)(12), (b); Schedule SE.

    >>> from megaroth.law.load import law
    >>> self_employment_tax(law(2023), 50_000_00, 150_000_00)
    260388
    """
    earnings = self_employment_earnings(law, net_profit)
    under_base = smaller(earnings, positive(law.social_security_wage_base - fica_wages))
    social_security = under_base * law.self_employment_social_security_rate
    return rounded(social_security + earnings * law.self_employment_medicare_rate, PPM)


@rule(cites="IRC 1402(a)(12), (b)(2)")
def self_employment_earnings(law: Law, net_profit: Cents) -> Cents:
    """Net earnings subject to self-employment tax: 92.35% of net profit, and nothing below 400
    dollars.

    Args:
        law: the numbers of the year.
        net_profit: net profit of the business, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of ``net_profit``.

    Source:
        26 USC 1402(a)(12), (b)(2); Schedule SE lines 4a and 4c.

    >>> from megaroth.law.load import law
    >>> self_employment_earnings(law(2023), 50_000_00), self_employment_earnings(law(2023), 420_00)
    (4617500, 0)
    """
    earnings = positive(share(net_profit, law.self_employment_earnings_share))
    return choose(earnings < law.self_employment_least, earnings * 0, earnings)


@rule(cites="IRC 401(c)(2), 164(f)")
def net_earnings(law: Law, net_profit: Cents, fica_wages: Cents = 0) -> Cents:
    """Earned income before the deduction for contributions: net profit less half of self-employment
    tax.

    Args:
        law: the numbers of the year.
        net_profit: net profit of the business, cents, scalar or (n,).
        fica_wages: wages of the same person that were subject to Social Security tax, cents, scalar
            or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 401(c)(2)(A)(vi), 164(f)(1); Pub. 560 ch. 5.

    >>> from megaroth.law.load import law
    >>> net_earnings(law(2026), 100_000_00)
    9293522
    """
    return positive(net_profit - rounded(self_employment_tax(law, net_profit, fica_wages), 2))


@rule(cites="IRC 401(c)(2)(A)(v), 415(c)(3)(B)")
def self_employed_compensation(net_earnings: Cents, employer: Cents) -> Cents:
    """Section 415 compensation of the self-employed: net earnings less the employer contribution.

    Elective deferrals are part of it (415(c)(3)(D)); after-tax contributions are not deducted, so
    they never reduce it.

    Args:
        net_earnings: net profit less half of self-employment tax, cents, scalar or (n,).
        employer: the deductible employer contribution for the owner, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 401(c)(2)(A)(v), 404(a)(8), 415(c)(3)(B); 26 CFR 1.415(c)-2(b)(2).

    >>> self_employed_compensation(55_761_13, 11_152_00)
    4460913
    """
    return positive(net_earnings - employer)


def self_employed_rate(plan_rate: int) -> int:
    """The plan's contribution rate restated on net earnings before the contribution: r / (1 + r).

    Args:
        plan_rate: the rate of compensation in the plan document, parts per million.

    Returns:
        Parts per million, to the nearest.

    Source:
        Pub. 560 ch. 5, rate table for self-employed.

    >>> self_employed_rate(250_000), self_employed_rate(100_000)
    (200000, 90909)
    """
    return int(rounded(plan_rate * PPM, PPM + plan_rate))


@rule(cites="IRC 404(a)(3), (8), 415(c)(1)")
def self_employed_contribution(
    law: Law, net_earnings: Cents, elective_deferral: Cents, plan_rate: int, match: Cents = 0
) -> Cents:
    """The employer contribution for a self-employed owner at the plan's rate, limited by section
    415.

    Compensation is net of the contribution, so the 100% limit allows only half of net earnings less
    deferrals: each employer dollar uses two dollars of room.

    Args:
        law: the numbers of the limitation year.
        net_earnings: net profit less half of self-employment tax, cents, scalar or (n,).
        elective_deferral: the owner's deferrals to this plan without catch-up, cents, scalar or
            (n,).
        plan_rate: the rate of compensation in the plan document, parts per million, at most
            250,000.
        match: a matching contribution of the business for its owner, which lowers pay too, cents,
            scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 404(a)(3)(A), (8), 415(c)(1); Pub. 560 ch. 5 deduction worksheet.

    >>> from megaroth.law.load import law
    >>> self_employed_contribution(law(2026), 92_935_22, 24_500_00, 250_000)
    1858704
    """
    rate = min(plan_rate, law.employer_deduction_share)
    limited = law.compensation_limit * rate // PPM
    return least(
        plan_rate=rounded(net_earnings * rate, PPM + rate),
        compensation_limit=limited,
        half_of_what_deferrals_leave=rounded(
            positive(net_earnings - elective_deferral - 2 * match), 2, direction="down"
        ),
        annual_additions=positive(law.annual_additions - elective_deferral - match),
    )
