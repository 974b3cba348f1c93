"""Elective deferrals: one limit a person and calendar year, across all employers."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive
from megaroth.kernel.trace import least, rule
from megaroth.law.law import Law
from megaroth.rules.catch_up import catch_up_dollar_limit


@rule(cites="IRC 402(g)(1), (3)")
def elective_deferral_limit(law: Law, compensation: Cents, deferred_elsewhere: Cents = 0) -> Cents:
    """The most that one person may still defer here, pre-tax and Roth together, without catch-up.

    The limit follows the person: deferrals at any other employer count, related or not.

    Args:
        law: the numbers of the calendar year.
        compensation: pay from this employer, cents, scalar or (n,).
        deferred_elsewhere: deferrals without catch-up at all other employers this year, cents,
            scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 402(g)(1), (3); 26 CFR 1.402(g)-1(d).

    >>> from megaroth.law.load import law
    >>> elective_deferral_limit(law(2020), 100_000_00, 2_500_00)
    1700000
    """
    return least(
        dollar_limit=positive(law.elective_deferral - deferred_elsewhere), compensation=compensation
    )


@rule(cites="IRC 402(g)(1)(A)-(C)")
def person_deferral_limit(law: Law, age: Cents) -> Cents:
    """The most that one person may defer over all plans, catch-up included, whether or not any plan
    offers catch-up.

    A person old enough for catch-up may defer that much more, however each plan treats it. A single
    plan still holds a participant to the elective deferral limit unless it offers catch-up (IRC
    401(a)(30)).

    Args:
        law: the numbers of the calendar year.
        age: years of age on December 31, scalar or (n,).

    Returns:
        Cents, in the shape of ``age``.

    Source:
        26 USC 402(g)(1)(A)-(C), 401(a)(30); 26 CFR 1.402(g)-2.

    >>> from megaroth.law.load import law
    >>> person_deferral_limit(law(2020), 55), person_deferral_limit(law(2020), 49)
    (2600000, 1950000)
    """
    return law.elective_deferral + catch_up_dollar_limit(law, age)


@rule(cites="IRC 401(a)(30)")
def plan_deferral_room(law: Law, deferred_with_this_employer: Cents) -> Cents:
    """Room for elective deferrals without catch-up in the plans of one employer.

    Args:
        law: the numbers of the calendar year.
        deferred_with_this_employer: deferrals without catch-up in all plans of the employer and
            those related to it, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of ``deferred_with_this_employer``.

    Source:
        26 USC 401(a)(30); 26 CFR 1.401(a)-30(a).

    >>> from megaroth.law.load import law
    >>> plan_deferral_room(law(2020), 15_000_00)
    450000
    """
    return positive(law.elective_deferral - deferred_with_this_employer)


@rule(cites="IRC 457(b)(2), (c), (e)(15)")
def deferral_limit_457b(law: Law, compensation: Cents) -> Cents:
    """The most that may go into a person's 457(b) plans in a year: the dollar amount, or 100% of
    includible compensation.

    Employer contributions count too. It is separate from the limits on elective deferrals and
    annual additions.

    Args:
        law: the numbers of the calendar year.
        compensation: includible compensation from the employer, cents, scalar or (n,).

    Returns:
        Cents, in the shape of ``compensation``.

    Source:
        26 USC 457(b)(2), (c), (e)(5), (e)(15); 26 CFR 1.457-2(b), 1.457-4(c)(1), 1.457-5.

    >>> from megaroth.law.load import law
    >>> deferral_limit_457b(law(2026), 300_000_00), deferral_limit_457b(law(2026), 9_000_00)
    (2450000, 900000)
    """
    return least(dollar_limit=law.deferral_457b, compensation=compensation)


@rule(cites="IRC 402(g)(1)")
def excess_deferral(
    law: Law, elective_deferral: Cents, deferred_elsewhere: Cents = 0, catch_up: Cents = 0
) -> Cents:
    """Elective deferrals of one person beyond the limit of the year, to be paid back by April 15 of
    the next year.

    From age 50 the catch-up amount raises the limit, whether or not a plan offers catch-up
    contributions.

    Args:
        law: the numbers of the calendar year.
        elective_deferral: deferrals here, cents, scalar or (n,).
        deferred_elsewhere: deferrals at all other employers, cents, scalar or (n,).
        catch_up: the catch-up amount of the person's age, if catch-up contributions are among the
            deferrals, cents, scalar or (n,).

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
    """Elective deferrals above what the plans of one employer may accept from a person, which the
    plans must correct.

    Only catch-up contributions that the plans offer are outside the limit; the person's own limit
    under section 402(g) may be higher.

    Args:
        law: the numbers of the calendar year.
        elective_deferral: deferrals to the plans of one employer, catch-up contributions among
            them, cents, scalar or (n,).
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
