"""The capacity of the remaining paychecks: pay less payroll tax, income tax withheld and
contributions decided so far."""

from __future__ import annotations

import functools

from megaroth.kernel.columns import is_whole
from megaroth.kernel.money import (
    Cents,
    choose,
    larger,
    positive,
    proportion,
    rounded,
    smaller,
    some,
    sum_of,
    total,
)
from megaroth.kernel.trace import figure, untraced
from megaroth.law.law import Law
from megaroth.payroll.paydays import USUAL_PAYCHECKS
from megaroth.planyear.check_by_check import contributing
from megaroth.planyear.federal_return import has_income_tax, returns_of
from megaroth.planyear.job_year import UNBOUNDED, JobYear
from megaroth.planyear.year_state import YearState
from megaroth.tax.filing_status import Status, by_status
from megaroth.tax.states.wages import employee_contributions
from megaroth.tax.surtaxes import additional_medicare_tax, payroll_tax
from megaroth.tax.withholding import withholding

_MOST_TURNS = 60

_ANYONE: Status = "single"
"""Employers withhold the additional Medicare tax by one threshold (IRC 3102(f)(1))."""

_States = tuple[str | None, str | None]
"""The state, and the one before a move in the year."""


def pay_left(plan_year: YearState, job: JobYear, *, pre_tax: bool) -> Cents:
    """The most that one more contribution from the paychecks to come can be, cents; no paycheck
    then nets below zero.

    Contributions are even, so the check with the most payroll tax decides; where checks differ, they
    are the same share of each. A self-employed business pays without paychecks.

    Args:
        plan_year: the year, as far as it is decided.
        job: whose paychecks; those of the job that pays where it is a second plan.
        pre_tax: whether the contribution lowers the wages that income tax is withheld from.
    """
    if job.job.self_employed:
        return UNBOUNDED
    job = job.paid_by or job
    count = len(job.ahead)
    if not count:
        return job.compensation * 0
    with untraced():
        if job.has_even_checks:
            each = positive(_left_of_check(plan_year, job, pre_tax=pre_tax))
            left = each * count
        else:
            left = positive(_left_of_uneven_checks(plan_year, job, pre_tax=pre_tax))
            each = rounded(left, count, direction="down")
    return figure(
        "pay_left",
        left,
        "What the paychecks to come can still carry after payroll tax and withholding",
        "IRC 3102(a), 3402(a)",
        paydays=count,
        of_each=each,
    )


def held_with(one: JobYear, jobs: list[JobYear]) -> bool:
    """Whether another of these jobs is held at the same time: the box of step 2 of Form W-4."""
    others = [
        other for other in jobs if other is not one and other.paydays and other.paid_by is None
    ]
    return any(
        one.paydays[0] <= other.paydays[-1] and other.paydays[0] <= one.paydays[-1]
        for other in others
    )


def _left_of_check(plan_year: YearState, job: JobYear, *, pre_tax: bool) -> Cents:
    count, every = job.part_ahead
    check = rounded(job.compensation, every, direction="down")
    new = sum_of(plan.contributed_ahead() for plan in job.plans_of_pay)
    gross_left = total(
        check, -_payroll_tax_of_check(plan_year, job), -rounded(new, count, direction="up")
    )
    if not has_income_tax(plan_year.law):
        return gross_left
    wages = rounded(job.compensation, every, direction="up") - rounded(
        sum_of(_new_pre_tax(plan) for plan in job.plans_of_pay), count, direction="down"
    )
    of_check = (*_on_w4(plan_year, job), pre_tax)
    if is_whole(gross_left) and is_whole(wages):
        # Steps that contribute nothing, and alternatives of one household, ask the same again.
        return _after_withholding_known(gross_left, wages, *of_check)
    return _after_withholding(gross_left, wages, *of_check)


def _on_w4(plan_year: YearState, job: JobYear) -> tuple[Law, int, str, bool]:
    """What decides about withholding: the law, paychecks a year, filing status, two jobs."""
    people = next(
        people
        for people in returns_of(plan_year)
        if any(person.person is job.person for person in people)
    )
    two_jobs = held_with(job, [other for person in people for other in person.jobs])
    periods, status = USUAL_PAYCHECKS[job.job.pay_frequency], plan_year.household.filing_status
    return plan_year.law, periods, status, two_jobs


def _left_of_uneven_checks(plan_year: YearState, job: JobYear, *, pre_tax: bool) -> Cents:
    """What one more contribution can be as the same share of each check that elections apply to:
    the check that leaves the smallest share decides."""
    through = plan_year.household.as_of
    open_to = [event for event in contributing(job, through) if some(event.gross > 0)]
    places = {id(event) for event in open_to}
    whole = sum_of(event.gross for event in open_to)
    new = sum_of(plan.contributed_ahead() for plan in job.plans_of_pay)
    new_pre_tax = sum_of(_new_pre_tax(plan) for plan in job.plans_of_pay)
    of_check = _on_w4(plan_year, job) if has_income_tax(plan_year.law) else None
    usual = job.events[0].gross
    least: Cents = UNBOUNDED
    before: Cents = 0
    for event in job.events:
        after = total(before, event.gross)
        tax: Cents = payroll_tax_on(plan_year, after) - payroll_tax_on(plan_year, before)
        before = after
        usual = event.gross if event.kind == "regular" else usual
        if id(event) not in places:
            continue
        left: Cents = event.gross - tax - proportion(new, event.gross, whole)
        if of_check is not None:
            wages: Cents = event.gross - proportion(new_pre_tax, event.gross, whole)
            if event.kind == "regular":
                left = _after_withholding(left, wages, *of_check, pre_tax)
            else:
                # A bonus is withheld from as what it adds to a usual check (Pub. 15 section 7).
                left = _after_withholding(left + usual, wages + usual, *of_check, False)
                left = left - _after_withholding(usual, usual, *of_check, False)
        carries = proportion(whole, positive(left), larger(event.gross, 1))
        least = smaller(least, choose(event.gross > 0, carries, UNBOUNDED))
    return positive(least - len(open_to)) if open_to else whole * 0


def _after_withholding(
    gross_left: Cents,
    wages: Cents,
    law: Law,
    periods: int,
    status: str,
    two_jobs: bool,
    pre_tax: bool,
) -> Cents:
    """What one more contribution from a check can be after the income tax that is withheld.

    Args:
        gross_left: the check without payroll tax and contributions, cents.
        wages: what tax is withheld from before the contribution, cents.
        law: the numbers of the year.
        periods: paychecks a year.
        status: filing status.
        two_jobs: the box of step 2 of Form W-4.
        pre_tax: whether the contribution lowers these wages.
    """

    def withheld(contributed: Cents) -> Cents:
        return withholding(law, positive(wages - contributed), periods, status, two_jobs=two_jobs)

    left = gross_left - withheld(wages * 0)
    for _ in range(_MOST_TURNS if pre_tax else 0):
        # Each dollar contributed before taxes lowers what is withheld by less than a dollar: every
        # turn comes closer, from below.
        more = gross_left - withheld(positive(left))
        if not some(more > left):
            break
        left = larger(left, more)
    return left


_after_withholding_known = functools.lru_cache(1024)(_after_withholding)


def _new_pre_tax(job: JobYear) -> Cents:
    """Contributions before taxes from the paychecks to come."""
    deferral = job.deferral - job.made_deferral
    catch_up = job.catch_up - job.made_catch_up
    return (deferral if job.job.elections.kind == "pre_tax" else 0) + (
        0 if job.catch_up_is_roth else catch_up
    )


def _payroll_tax_of_check(plan_year: YearState, job: JobYear) -> Cents:
    """The highest payroll tax on any remaining paycheck, contributions to states included.

    Social Security tax and what states take stop at a wage base, and only the additional Medicare
    tax begins at a threshold. So this tries the first paycheck, the one that passes the threshold,
    the next one, and the average of all.
    """
    if job.payroll_tax_of_check is None:
        household = plan_year.household
        states = household.state, household.previous_state
        # Alternatives of one household ask the same of each year.
        pay, ahead = job.compensation, job.part_ahead
        job.payroll_tax_of_check = (
            _most_on_one_known(plan_year.law, states, pay, *ahead)
            if is_whole(pay)
            else _most_on_one(plan_year.law, states, pay, *ahead)
        )
    return job.payroll_tax_of_check


def _most_on_one(law: Law, states: _States, pay: Cents, count: int, every: int) -> Cents:
    """The most payroll tax on one of the last ``count`` checks of ``every``."""
    first = every - count
    check = rounded(pay, every, direction="up")
    passing = _threshold(law) // larger(check, 1)
    before = rounded(pay * first, every, direction="down")
    most = rounded(
        _from_wages(law, states, pay) - _from_wages(law, states, before), count, direction="up"
    )
    for number in (first, passing, passing + 1):
        done = check * smaller(larger(number, first), every - 1)
        most = larger(most, _from_wages(law, states, done + check) - _from_wages(law, states, done))
    return most


def _threshold(law: Law) -> Cents:
    """The wages above which employers withhold the additional Medicare tax; zero before the law
    data have it."""
    return by_status(law, "additional_medicare_threshold", _ANYONE) if has_income_tax(law) else 0


_most_on_one_known = functools.lru_cache(1024)(_most_on_one)


def payroll_tax_on(plan_year: YearState, wages: Cents) -> Cents:
    """Payroll taxes, contributions to states included, on an employer's cumulative wages."""
    household = plan_year.household
    return _from_wages(plan_year.law, (household.state, household.previous_state), wages)


def _from_wages(law: Law, states: _States, wages: Cents) -> Cents:
    """Payroll taxes on an employer's cumulative wages of the year; of two states, the higher
    one."""
    above = additional_medicare_tax(law, wages, 0, _ANYONE) if has_income_tax(law) else wages * 0
    state, previous = states
    of_state = employee_contributions(law, state, wages, wages)
    if previous is not None:
        of_state = larger(of_state, employee_contributions(law, previous, wages, wages))
    return total(payroll_tax(law, wages), above, of_state)
