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


@rule(cites="IRC 402(g)(2)")
def excess_deferral(law: Law, elective_deferral: Cents, deferred_elsewhere: Cents = 0) -> Cents:
    """Deferrals without catch-up beyond the limit, to be paid back by April 15 of the next year.

    Args:
        law: the numbers of the calendar year.
        elective_deferral: deferrals here without catch-up, cents, scalar or (n,).
        deferred_elsewhere: deferrals without catch-up at all other employers, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 402(g)(2)(A); 26 CFR 1.402(g)-1(e)(2).

    >>> from megaroth.law.load import law
    >>> excess_deferral(law(2024), 25_000_00)
    200000
    """
    return positive(elective_deferral + deferred_elsewhere - law.elective_deferral)
