"""What a job pays in a year, payday by payday."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from megaroth.kernel.money import Cents, rounded, share, sum_of
from megaroth.model.household import Job
from megaroth.model.pay_schedule import Bonus, last_raise
from megaroth.payroll.elections import ElectionKind
from megaroth.payroll.paydays import extra_paycheck_is_open, paychecks_of_pay, paydays


@dataclass(frozen=True, slots=True)
class PayEvent:
    """One check.

    Attributes:
        date: the day on which it is paid.
        gross: cents, scalar or (n,).
        kind: ``regular``, or ``bonus`` for every other pay (commissions and stock too).
        elections: the elections that apply: those of regular pay or of bonuses; None for neither.
        plan_eligible: its pay counts for elections in percent and for employer contributions.
        matched: its contributions are matched, and its pay counts for the match.
    """

    date: date
    gross: Cents
    kind: Literal["regular", "bonus"] = "regular"
    elections: ElectionKind | None = "regular"
    plan_eligible: bool = True
    matched: bool = True


def pay_events(job: Job, year: int, *, most: bool = False) -> tuple[PayEvent, ...]:
    """The checks of a job in a year, in the order of their days. A self-employed business has none.

    Annual pay is divided into checks of whole cents that add up to the pay of the year: each is the
    pay up to its day, to the nearest cent, less that up to the check before. Where the file states
    the pay of a check (``pay_per_period``), every check is that amount. A raise counts from the
    first payday on or after its day, and a leave for the paydays in it.

    Args:
        job: the job, as it is in that year (:meth:`Job.in_year`).
        year: the calendar year.
        most: what is not known yet (the size of the checks in a year of one more, a bonus) at the
            most that it can be; otherwise at the least.

    >>> job = Job(employer="Co", pay=100_000_00, pay_frequency="monthly")
    >>> [event.gross for event in pay_events(job, 2026)][:3]
    [833333, 833334, 833333]
    """
    if job.self_employed:
        return ()
    if most and extra_paycheck_is_open(job, year):
        job = replace(job, extra_paycheck="full")
    days = paydays(job, year)
    checks = _in_checks(
        [_at_rate(job, day) for day in days],
        paychecks_of_pay(job, year) if job.pay_per_period is None else 1,
    )
    regular = [PayEvent(day, gross) for day, gross in zip(days, checks, strict=True)]
    bonuses = [_bonus(one, job, most=most) for one in job.bonuses if one.date.year == year]
    events = sorted([*regular, *bonuses], key=lambda event: event.date) if bonuses else regular
    entry = None if job.plan is None else job.plan.entry_date
    if not isinstance(entry, date):
        return tuple(events)
    return tuple(
        event if event.date >= entry else replace(event, plan_eligible=False) for event in events
    )


def pay_of_year(job: Job, year: int) -> Cents:
    """What the job pays in the year at the least, cents: the sum of its checks, or net profit."""
    if job.self_employed:
        return job.pay if job.pay is not None else 0
    return sum_of(event.gross for event in pay_events(job, year))


def most_pay_of_year(job: Job, year: int) -> Cents:
    """What the job pays in the year at the most, cents."""
    if job.self_employed:
        return pay_of_year(job, year)
    return sum_of(event.gross for event in pay_events(job, year, most=True))


def pay_is_open(job: Job, year: int) -> bool:
    """Whether pay of the year depends on what is not known: the size of the checks in a year of one
    more, or a bonus."""
    open_bonus = any(one.amount is None and one.date.year == year for one in job.bonuses)
    return open_bonus or extra_paycheck_is_open(job, year)


def _at_rate(job: Job, day: date) -> Cents:
    """The pay that a check of a day is a part of, cents: annual pay, or that of a check."""
    raised = last_raise(job.raises, day) or job
    pay = raised.pay if job.pay_per_period is None else raised.pay_per_period
    assert pay is not None
    for leave in job.leaves:
        if leave.first_day <= day <= leave.last_day:
            pay = share(pay, leave.share)
    return pay


def _bonus(one: Bonus, job: Job, *, most: bool) -> PayEvent:
    separate = job.plan is not None and job.plan.separate_bonus_election is True
    stated = one.elections or ("bonus" if separate else "regular")
    return PayEvent(
        one.date,
        one.paid(most=most),
        "bonus",
        _ELECTIONS[stated],
        one.plan_eligible,
        one.matched,
    )


_ELECTIONS: Mapping[str, ElectionKind | None] = {
    "regular": "regular",
    "bonus": "bonus",
    "none": None,
}


def _in_checks(exact_pays: Sequence[Cents], paychecks: int) -> Iterator[Cents]:
    """Checks from the annual pay that each is a part of; together the exact sum, rounded once."""
    exact: Cents = 0
    paid: Cents = 0
    for pay in exact_pays:
        exact = exact + pay
        due = rounded(exact, paychecks)
        yield due - paid
        paid = due
