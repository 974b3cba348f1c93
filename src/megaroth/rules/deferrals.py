"""Elective deferrals: one limit a person and calendar year, across all employers."""

from __future__ import annotations

from megaroth.kernel.cents import Cents, positive
from megaroth.kernel.trace import least, rule
from megaroth.law.law import Law


@rule(cites="IRC 402(g)(1), (3)")
def elective_deferral_limit(law: Law, compensation: Cents, deferred_elsewhere: Cents = 0) -> Cents:
    """The most that one person may still defer here, pre-tax and Roth together, without catch-up.

    The limit follows the person: what was deferred at another employer counts, whether related or not.

    Args:
        law: the numbers of the calendar year.
        compensation: pay from this employer, cents, scalar or (n,).
        deferred_elsewhere: deferrals without catch-up at all other employers this year, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 402(g)(1), (3); 26 CFR 1.402(g)-1(d).

    >>> from megaroth.law.load import law
    >>> elective_deferral_limit(law(2020), 100_000_00, 2_500_00)
    1700000
    """
    return least(dollar_limit=positive(law.elective_deferral - deferred_elsewhere), compensation=compensation)


@rule(cites="IRC 402(g)(1)")
def excess_deferral(law: Law, elective_deferral: Cents, deferred_elsewhere: Cents = 0, catch_up: Cents = 0) -> Cents:
    """Elective deferrals of one person beyond the limit of the year, to be paid back by April 15 of the next year.

    From age 50 the catch-up amount raises the limit, whether or not a plan offers catch-up contributions.

    Args:
        law: the numbers of the calendar year.
        elective_deferral: deferrals here, cents, scalar or (n,).
        deferred_elsewhere: deferrals at all other employers, cents, scalar or (n,).
        catch_up: the catch-up amount of the person's age, if catch-up contributions are among the deferrals, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 402(g)(1)(A), (B), (C), (g)(2)(A), 414(v)(2)(B); 26 CFR 1.402(g)-1(e)(2).

    >>> from megaroth.law.load import law
    >>> excess_deferral(law(2024), 25_000_00)
    200000
    >>> excess_deferral(law(2025), 38_500_00, catch_up=7_500_00)
    750000
    """
    return positive(elective_deferral + deferred_elsewhere - law.elective_deferral - catch_up)


@rule(cites="IRC 401(a)(30)")
def excess_of_plan(law: Law, elective_deferral: Cents, catch_up: Cents) -> Cents:
    """Elective deferrals beyond what the plans of one employer may take from one person, which the plans must correct.

    Only catch-up contributions that the plans offer are outside the limit; the person's own limit under section 402(g) may be higher.

    Args:
        law: the numbers of the calendar year.
        elective_deferral: deferrals to the plans of one employer, catch-up contributions among them, cents, scalar or (n,).
        catch_up: the catch-up contributions that those plans allow, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 401(a)(30), 402(g)(1)(A), 414(v)(3)(A)(i), (v)(5)(B); 26 CFR 1.401(a)-30(a).

    >>> from megaroth.law.load import law
    >>> excess_of_plan(law(2026), 27_000_00, 0)
    250000
    """
    return positive(elective_deferral - law.elective_deferral - catch_up)
