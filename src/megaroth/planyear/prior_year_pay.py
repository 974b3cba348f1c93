"""Pay of the year before, as far as the file states it or a first day of work decides it."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.money import Cents, share, some, total
from megaroth.law.law import Law
from megaroth.law.years import FIRST_YEAR
from megaroth.model.household import Job
from megaroth.payroll.paydays import USUAL_PAYCHECKS
from megaroth.rules.nondiscrimination import (
    FAR_BELOW,
    highly_compensated,
    may_be_highly_compensated,
)


def new_here(job: Job, year: int) -> bool:
    """Whether the job began in the year or later: then this employer paid nothing the year
    before."""
    return job.started is not None and job.started.year >= year


def pay_last_year(job: Job, year: int) -> Cents | None:
    """Compensation of the year before from this employer, cents; None where nothing states it."""
    stated = job.pay_last_year if job.pay_last_year is not None else job.fica_wages_last_year
    return 0 if stated is None and new_here(job, year) else stated


def fica_wages_last_year(job: Job, year: int) -> Cents | None:
    """Social Security wages of the year before from this employer, cents; None where nothing states
    them.

    A self-employed business pays none (IRC 414(v)(7)(A), 3121(a)).
    """
    if job.self_employed or (job.fica_wages_last_year is None and new_here(job, year)):
        return 0
    return job.fica_wages_last_year


def pay_a_year(job: Job) -> Cents:
    """Annual pay at this year's rate, cents."""
    if job.pay is not None:
        return job.pay
    return (
        0 if job.pay_per_period is None else job.pay_per_period * USUAL_PAYCHECKS[job.pay_frequency]
    )


def highly_compensated_by_pay(law: Law, related: Sequence[Job]) -> bool | None:
    """Whether pay makes an employee highly compensated; None where last year's is not stated and
    could decide it.

    Related employers are one employer (IRC 414(q)(7), 414(b), (c)): their pay counts together. Who
    owns more than 5% is highly compensated whatever the pay; that is not asked here.

    Args:
        law: of the year of the plan; the one before is looked back to.
        related: the person's jobs at this employer and those related to it.
    """
    year = law.year
    if year - 1 < FIRST_YEAR:
        return None
    before, known, unstated = law.in_year(year - 1), total(0), total(0)
    for job in related:
        if job.second_plan_of:
            continue  # its pay is that of the job that pays it
        paid = pay_last_year(job, year)
        known = known if paid is None else known + paid
        unstated = unstated + pay_a_year(job) if paid is None else unstated
    if some(highly_compensated(before, known)):
        return True
    asked = some(unstated > 0) and some(may_be_highly_compensated(before, known + unstated))
    return None if asked else False


def roth_catch_up_is_open(law: Law, job: Job, year: int) -> bool:
    """Whether wages of the year before that are not stated may decide that catch-up must be Roth.

    As for the highly compensated, this year's pay proves nothing; where it is far below the
    threshold the question is not asked.
    """
    if not law.roth_catch_up_required or fica_wages_last_year(job, year) is not None:
        return False
    return some(pay_a_year(job) > share(law.roth_catch_up_wage_threshold, FAR_BELOW))
