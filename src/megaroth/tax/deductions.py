"""Deductions from adjusted gross income: standard, itemized, charity, seniors."""

from __future__ import annotations

from megaroth.kernel.money import (
    Cents,
    Flag,
    choose,
    larger,
    positive,
    rounded,
    share,
    smaller,
    some,
)
from megaroth.kernel.trace import rule
from megaroth.law.law import Law
from megaroth.tax.filing_status import Status, bracket_tops, by_status, is_status


@rule(cites="IRC 63(c), (f)")
def standard_deduction(
    law: Law, status: Status, additions: Cents, dependent: Flag = False, earned: Cents = 0
) -> Cents:
    """The standard deduction, with its additions for age 65 and blindness.

    For a person whom somebody else can claim as a dependent, earned income limits it, but not the
    additions.

    Args:
        law: the numbers of the taxable year.
        status: filing status.
        additions: the number of additions on the return, scalar or (n,).
        dependent: whether somebody on the return can be claimed as a dependent.
        earned: earned income of the return, cents, scalar or (n,).

    Returns:
        Cents, in the shape of the arguments.

    Source:
        26 USC 63(c)(2), (5), (f); Standard Deduction Worksheet for Dependents, Form 1040
        instructions.

    >>> from megaroth.law.load import law
    >>> standard_deduction(law(2026), "single", 1)
    1815000
    >>> standard_deduction(law(2026), "single", 0, dependent=True, earned=5_000_00)
    545000
    """
    extra = by_status(law, "additional_standard_deduction_65_or_blind", status)
    basic = by_status(law, "standard_deduction", status)
    if some(dependent):
        limit = larger(
            law.dependent_standard_deduction + earned * 0,
            positive(earned) + law.dependent_earned_addition,
        )
        basic = choose(dependent, smaller(basic, limit), basic)
    return basic + additions * extra


@rule(cites="IRC 151(d)(5)(C)")
def senior_deduction(law: Law, status: Status, seniors: Cents, magi: Cents) -> Cents:
    """The deduction for those 65 and over, each person's reduced by income.

    Args:
        law: the numbers of the taxable year.
        status: filing status; no deduction for married filing separately.
        seniors: taxpayers of 65 or more on the return, scalar or (n,).
        magi: adjusted gross income (foreign exclusions added back), cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments; 0 in years without it.

    Source:
        26 USC 151(d)(5)(C).

    >>> from megaroth.law.load import law
    >>> senior_deduction(law(2026), "single", 1, 104_600_00)
    422400
    """
    if not law.has("senior_deduction"):
        return seniors * 0 + magi * 0
    over = positive(magi - by_status(law, "senior_deduction_phaseout_start", status))
    each = positive(law.senior_deduction - share(over, law.senior_deduction_phaseout_rate))
    return choose(is_status(status, "married_separate"), each * 0, each * seniors)


@rule(cites="IRC 164(b)(6)-(7)")
def state_tax_deduction(law: Law, paid: Cents, status: Status, magi: Cents) -> Cents:
    """State and local taxes that may be itemized, up to the cap; high income lowers the cap to its
    floor.

    Args:
        law: the numbers of the taxable year.
        paid: state and local income (or sales) and property taxes, cents, scalar or (n,).
        status: filing status.
        magi: adjusted gross income (foreign exclusions added back), cents, scalar or (n,).

    Returns:
        Cents, in the shape of the arguments.

    Source:
        26 USC 164(b)(6)-(7); Schedule A (2025), State and Local Tax Deduction Worksheet.

    >>> from megaroth.law.load import law
    >>> state_tax_deduction(law(2026), 90_000_00, "married_joint", 903_000_00)
    1000000
    """
    cap = by_status(law, "salt_cap", status)
    if law.has("salt_phase_down_start"):
        over = positive(magi - by_status(law, "salt_phase_down_start", status))
        # The statute reduces the whole cap and then halves it for separate returns; the law data
        # hold their halved cap.
        over = choose(is_status(status, "married_separate"), rounded(over, 2), over)
        cap = larger(
            cap - share(over, law.salt_phase_down_rate), by_status(law, "salt_floor", status)
        )
    return smaller(paid, cap)


@rule(cites="IRC 170(b)(1)(G), (I)")
def charity_deduction(law: Law, gifts: Cents, agi: Cents) -> Cents:
    """Cash gifts that may be itemized: above the floor, up to 60% of adjusted gross income.

    Args:
        law: the numbers of the taxable year.
        gifts: cash gifts of the year, cents, scalar or (n,).
        agi: adjusted gross income, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 170(b)(1)(G), (I).

    >>> from megaroth.law.load import law
    >>> charity_deduction(law(2026), 20_000_00, 903_000_00)
    1548500
    """
    base = positive(agi)
    floor = share(base, law.charity_floor_rate) if law.has("charity_floor_rate") else 0
    return positive(smaller(gifts, share(base, law.charity_ceiling_rate)) - floor)


@rule(cites="IRC 68")
def limited_itemized(law: Law, itemized: Cents, income_before: Cents, status: Status) -> Cents:
    """Itemized deductions after the section 68 limit: less 2/37 of the smaller of them and income
    in the top bracket.

    Args:
        law: the numbers of the taxable year.
        itemized: itemized deductions, cents, scalar or (n,).
        income_before: taxable income without itemized deductions, cents, scalar or (n,).
        status: filing status.

    Returns:
        Cents, in the shape of the arguments; unchanged in years without the limit.

    Source:
        26 USC 68(a) as amended by Pub. L. 119-21 sec. 70111.

    >>> from megaroth.law.load import law
    >>> limited_itemized(law(2026), 50_485_00, 903_000_00, "married_joint")
    4775608
    """
    if not law.itemized_deduction_limit:
        return itemized
    tops = bracket_tops(law, status)
    # A schedule with one rate (of a reform) has no tops: its highest bracket begins at zero.
    above = positive(income_before - (tops[-1] if tops else 0))
    reduction = law.itemized_deduction_reduction
    return itemized - rounded(smaller(itemized, above) * reduction("part"), reduction("whole"))
