"""Five-year periods: of Roth IRAs, of each plan's designated Roth account, and what a rollover does
to them."""

from __future__ import annotations

from megaroth.kernel.money import Cents, Flag
from megaroth.kernel.trace import rule
from megaroth.law.law import Law


@rule(cites="IRC 408A(d)(2)(B), 402A(d)(2)(B)")
def first_qualified_year(law: Law, first_contribution_year: int) -> int:
    """The first taxable year in which a distribution can be qualified.

    The period begins on January 1 of the taxable year of the first contribution, even one made by
    the tax deadline of the next year. A conversion begins it for a Roth IRA, an in-plan Roth
    rollover for a designated Roth account.

    Args:
        law: the numbers of that taxable year.
        first_contribution_year: that taxable year: for a Roth IRA of any of the person's Roth IRAs,
            for a plan of that plan's account.

    Returns:
        A calendar year.

    Source:
        26 USC 408A(d)(2)(B), 402A(d)(2)(B); 26 CFR 1.408A-6 Q&A-2, 1.402A-1 Q&A-4.

    >>> from megaroth.law.load import law
    >>> first_qualified_year(law(2025), 2025)
    2030
    """
    return first_contribution_year + law.roth_qualification_years


@rule(cites="IRC 402A(d)(2)(B)(ii)")
def period_after_plan_rollover(
    first_year_here: int | None, first_year_there: int | None
) -> int | None:
    """The first year of a designated Roth account after a direct rollover from another plan's: the
    earlier of both.

    Args:
        first_year_here: first contribution year of the receiving account; None if it has none.
        first_year_there: that of the account rolled over; None if it has none.

    Returns:
        A year, or None where neither has one.

    Source:
        26 USC 402A(d)(2)(B)(ii); 26 CFR 1.402A-1 Q&A-4(b).

    >>> period_after_plan_rollover(2026, 2019), period_after_plan_rollover(None, 2019)
    (2019, 2019)
    """
    known = [year for year in (first_year_here, first_year_there) if year is not None]
    return min(known, default=None)


@rule(cites="IRC 408A(d)(2)(B)")
def period_after_ira_rollover(first_roth_ira_year: int | None, rollover_year: int) -> int:
    """The first year of the Roth IRAs after a rollover from a designated Roth account, whose own
    period does not carry over.

    Args:
        first_roth_ira_year: first contribution year of any Roth IRA of the person; None if there
            was none.
        rollover_year: year of the rollover, which then begins the period.

    Returns:
        A year.

    Source:
        26 CFR 1.408A-10 Q&A-4.

    >>> period_after_ira_rollover(None, 2026), period_after_ira_rollover(2015, 2026)
    (2026, 2015)
    """
    return rollover_year if first_roth_ira_year is None else min(first_roth_ira_year, rollover_year)


@rule(cites="IRC 408A(d)(2)(A), 402A(d)(2)(A)")
def qualified_distribution(
    law: Law,
    half_years: int,
    year: int,
    first_contribution_year: Cents | None,
    *,
    disabled: bool = False,
    dead: bool = False,
) -> Flag:
    """Whether a distribution is qualified: the five-year period is over, and the owner is 59 1/2,
    disabled or dead.

    Args:
        law: the numbers of the year.
        half_years: the owner's age in whole half-years at the distribution.
        year: its taxable year.
        first_contribution_year: of the Roth IRAs, or of this plan's designated Roth account, scalar
            or (n,); None for none.
        disabled: within section 72(m)(7).
        dead: it is made to a beneficiary after the owner's death.

    Returns:
        A truth value, scalar or (n,); the first-home rule of Roth IRAs (10,000 for life) is not in
        it.

    Source:
        26 USC 408A(d)(2)(A)-(B), 402A(d)(2)(A)-(B).

    >>> from megaroth.law.load import law
    >>> qualified_distribution(law(2026), 120, 2026, 2022), qualified_distribution(law(2027), 122, 2027, 2022)
    (False, True)
    """
    if first_contribution_year is None:
        return False
    qualifies = dead or disabled or half_years >= law.early_distribution_age_in_half_years
    return (year >= first_contribution_year + law.roth_qualification_years) & qualifies


@rule(cites="IRC 402A(c)(4)(D), 408A(d)(3)(F)")
def in_plan_recapture(
    law: Law, distributed_of_it: int, taxed_of_it: int, rollover_year: int, year: int
) -> int:
    """The part of an in-plan Roth rollover that is subject to the 10% additional tax if distributed
    within five years.

    Args:
        law: the numbers of the year of the distribution.
        distributed_of_it: the part of that rollover that is distributed, cents; plan accounting
            decides which dollars leave first.
        taxed_of_it: the part of the rollover that was included in income and is still in the
            account, cents.
        rollover_year: year of the rollover.
        year: year of the distribution.

    Returns:
        Cents: the part included in income, which leaves first.

    Source:
        26 USC 402A(c)(4)(D), 408A(d)(3)(F); Notice 2010-84 Q&A-12.

    >>> from megaroth.law.load import law
    >>> [in_plan_recapture(law(year), 5_000_00, 3_000_00, 2026, year) for year in (2030, 2031)]
    [300000, 0]
    """
    return (
        min(distributed_of_it, taxed_of_it)
        if year < rollover_year + law.roth_recapture_years
        else 0
    )
