"""Catch-up contributions: more deferrals from age 50, outside the annual additions limit."""

from __future__ import annotations

from megaroth.kernel.money import Cents, Flag, choose, positive
from megaroth.kernel.trace import least, rule
from megaroth.law.law import Law


@rule(cites="IRC 414(v)(2)(B), (5)(A)")
def catch_up_dollar_limit(law: Law, age: Cents) -> Cents:
    """The dollar limit of catch-up contributions at the age reached by the end of the year.

    Ages 60 to 63 have a higher limit, which replaces the ordinary one; at 64 the ordinary one
    returns.

    Args:
        law: the numbers of the calendar year.
        age: years of age on December 31, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of ``age``.

    Source:
        26 USC 414(v)(2)(B)(i), (E)(i), (5)(A); Pub. L. 117-328 sec. 109.

    >>> from megaroth.law.load import law
    >>> [catch_up_dollar_limit(law(2026), age) // 100 for age in (49, 50, 59, 60, 63, 64, 70)]
    [0, 8000, 8000, 11250, 11250, 8000, 8000]
    """
    limit = choose(age >= law.catch_up_age, law.catch_up_50, 0)
    if law.higher_catch_up_at_60:
        higher = (age >= law.higher_catch_up_first_age) & (age <= law.higher_catch_up_last_age)
        limit = choose(higher, law.catch_up_60_63, limit)
    return limit


@rule(cites="IRC 414(v)(2)(A)")
def catch_up_limit(law: Law, age: Cents, compensation: Cents, elective_deferral: Cents) -> Cents:
    """The most a person may contribute as catch-up: the dollar limit, or pay less other deferrals.

    Args:
        law: the numbers of the calendar year.
        age: years of age on December 31, scalar or (n,).
        compensation: pay from the employer, cents, scalar or (n,).
        elective_deferral: deferrals without catch-up, cents, scalar or (n,).

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 414(v)(2)(A)(i)-(ii).

    >>> from megaroth.law.load import law
    >>> catch_up_limit(law(2026), 55, 30_000_00, 24_500_00)
    550000
    """
    return least(
        dollar_limit=catch_up_dollar_limit(law, age),
        compensation_less_deferrals=positive(compensation - elective_deferral),
    )


@rule(cites="IRC 414(v)(7)(A)")
def roth_catch_up_required(law: Law, fica_wages_last_year: Cents) -> Flag:
    """Whether catch-up contributions must be Roth: last year's FICA wages from the sponsor exceed
    the threshold.

    Wages equal to the threshold do not exceed it. A person without FICA wages from that employer
    last year (a new hire, a partner) is not subject to it.

    Args:
        law: the numbers of the calendar year.
        fica_wages_last_year: section 3121(a) wages of the year before from the employer that
            sponsors the plan, cents, scalar or (n,); 0 for none.

    Returns:
        True or False, in the shape of ``fica_wages_last_year``.

    Source:
        26 USC 414(v)(7)(A), (E); 26 CFR 1.414(v)-2; T.D. 10033; Notice 2023-62.

    >>> from megaroth.law.load import law
    >>> roth_catch_up_required(law(2026), 150_000_00), roth_catch_up_required(law(2026), 150_000_01)
    (False, True)
    """
    if not law.roth_catch_up_required:
        return fica_wages_last_year < 0
    return fica_wages_last_year > law.roth_catch_up_wage_threshold


@rule(cites="IRC 414(v)(7)(A)-(B); Reg. 1.414(v)-2(b)(2)")
def catch_up_allowed(limit: Cents, roth_required: Flag, plan_has_roth: bool) -> Cents:
    """The catch-up limit in this plan: zero if catch-up must be Roth and the plan has no Roth
    source.

    Args:
        limit: the person's catch-up limit, cents, scalar or (n,).
        roth_required: whether the person's catch-up must be Roth, scalar or (n,).
        plan_has_roth: whether the plan has a qualified Roth contribution program.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 414(v)(7)(A)-(B); 26 CFR 1.414(v)-2(b)(2).

    >>> catch_up_allowed(8_000_00, True, plan_has_roth=False)
    0
    """
    return limit if plan_has_roth else choose(roth_required, 0, limit)
