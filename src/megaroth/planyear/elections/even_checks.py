"""Contributions to come in even parts of the remaining paychecks, as version 1 of the JSON has
them: amounts and shares of pay that exceed no limit if taken from every check."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, choose, larger, positive, rounded, share, smaller
from megaroth.kernel.trace import untraced
from megaroth.planyear.elective_deferrals import deferral_room
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.paycheck_capacity import pay_left
from megaroth.planyear.result import PerPaycheck
from megaroth.planyear.year_state import YearState

_STEP = PPM // 10_000
"""Shares of pay are elected in hundredths of a percent."""


def even_checks(plan_year: YearState, job: JobYear) -> PerPaycheck:
    """The remaining contributions of a job in even parts, rounded down."""
    count = len(job.ahead)
    new = {
        "deferral": job.deferral - job.made_deferral,
        "catch_up": job.catch_up - job.made_catch_up,
        "after_tax": job.after_tax - job.job.made.after_tax,
    }
    room = _room_left(plan_year, job) if count else {}
    answers: dict[str, Cents] = {}
    for name, amount in new.items():
        answers[name] = rounded(amount, count, direction="down") if count else amount * 0
        answers[f"{name}_percent"] = _share_of_pay(job, amount, room[name]) if count else 0
    return PerPaycheck(paychecks=count, **answers)


def _share_of_pay(job: JobYear, amount: Cents, room: Cents) -> Cents:
    """The share of each check, parts per million, that comes to at most the amount.

    Payroll rounds a share of a check to a cent. Where that adds up to more than the amount and a
    limit is near, each check must keep within its part.
    """
    count, every = len(job.ahead), len(job.paydays)
    check = rounded(job.most_pay, every, direction="up")
    even = _hundredths(amount * every, job.most_pay * count)
    strict = _hundredths(rounded(amount, count, direction="down"), check)
    fits = (share(check, even) * count <= amount) | (room >= 2 * count)
    return choose(fits, even, strict)


def _hundredths(amount: Cents, pay: Cents) -> Cents:
    """A part of pay in parts per million, rounded down to a hundredth of a percent; nothing where
    there is no pay."""
    return choose(pay > 0, amount * (PPM // _STEP) // larger(pay, 1) * _STEP, 0)


def _room_left(plan_year: YearState, job: JobYear) -> dict[str, Cents]:
    """The room left for each kind of contribution within law, plan and pay, cents."""
    person = next(person for person in plan_year.people if person.person is job.person)
    with untraced():
        carried = pay_left(plan_year, job, pre_tax=False)
        deferral = smaller(deferral_room(plan_year, person, job), carried)
    return {
        "deferral": deferral,
        "catch_up": smaller(positive(job.catch_up_limit - job.catch_up), carried),
        "after_tax": smaller(positive(job.after_tax_allowed - job.after_tax), carried),
    }
