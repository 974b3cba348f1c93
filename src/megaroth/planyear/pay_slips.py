"""The paychecks of a job in a year: what they pay, and the income tax withheld from each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from megaroth.kernel.money import Cents, positive, rounded, sum_of, total
from megaroth.kernel.trace import part, untraced
from megaroth.planyear.check_by_check import in_proportion, simulated
from megaroth.planyear.elections.take_home import income_tax_of
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.state_return import state_payroll
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.tax.surtaxes import additional_medicare_tax, payroll_tax


@dataclass(frozen=True, kw_only=True)
class PaySlip:
    """The average paycheck of one job, cents: its checks of the year, bonuses too, by its paydays.

    Attributes:
        person, employer: whose job it is.
        paychecks: on how many days the job pays in the year.
        gross: pay.
        contributed: deferrals, catch-up and after-tax contributions.
        payroll_tax: Social Security and Medicare tax, with the additional Medicare tax that the
            employer withholds above 200,000, and what states take from wages.
        federal_withholding: income tax withheld, by the percentage method of Pub. 15-T from each
            check.
        net: what is left; state income tax is not withheld here.
    """

    person: str
    employer: str
    paychecks: int
    gross: Cents
    contributed: Cents
    payroll_tax: Cents
    federal_withholding: Cents
    net: Cents


@dataclass(frozen=True, kw_only=True)
class JobPay:
    """What the checks of a job paid in a year: the average one, and the income tax withheld from
    all of them, cents."""

    slip: PaySlip
    withheld: Cents


def pay_of_jobs(plan_year: YearState, people: list[PersonYear]) -> list[JobPay]:
    """The checks of every job of those on a return.

    Args:
        plan_year: the decided year of one household.
        people: those on the return.

    Returns:
        One a job with paydays; the W-4 is taken to say the filing status, the box of step 2 where
        another job of the return is held at the same time, and nothing else.

    Source:
        26 USC 3102(f), 3402(a); Pub. 15-T section 1; Pub. 15 section 7.
    """
    jobs = [job for person in people for job in person.jobs if job.paydays and job.paid_by is None]
    return list(_pay_of(plan_year, jobs))


def _pay_of(plan_year: YearState, jobs: list[JobYear]) -> Iterator[JobPay]:
    for job in jobs:
        count = len(job.paydays)
        gross = rounded(job.compensation, count)
        contributed = rounded(
            sum_of(total(one.deferral, one.catch_up, one.after_tax) for one in job.plans_of_pay),
            count,
        )
        of_state = state_payroll(plan_year, job)
        with part(f"{job.person.name}, {job.job.employer}", title="the average paycheck"):
            of_wages = payroll_tax(plan_year.law, job.compensation)
            above = additional_medicare_tax(plan_year.law, job.compensation, 0, "single")
        with untraced():
            withheld = _withheld(plan_year, job)
        payroll = rounded(total(of_wages, above, of_state), count)
        of_check = rounded(withheld, count)
        slip = PaySlip(
            person=job.person.name,
            employer=job.job.employer,
            paychecks=count,
            gross=gross,
            contributed=contributed,
            payroll_tax=payroll,
            federal_withholding=of_check,
            net=gross - total(contributed, payroll, of_check),
        )
        yield JobPay(slip=slip, withheld=withheld)


def _withheld(plan_year: YearState, job: JobYear) -> Cents:
    """Income tax withheld from all checks of a job's year, cents."""
    through = plan_year.household.as_of
    of_plans = [_pre_tax_by_check(plan, through) for plan in job.plans_of_pay]
    income_tax = income_tax_of(plan_year, job, job.events)
    return sum_of(
        income_tax(event, positive(event.gross - sum_of(of_check)))
        for event, *of_check in zip(job.events, *of_plans, strict=True)
    )


def _pre_tax_by_check(job: JobYear, through: date | None) -> list[Cents]:
    """What each check of the year puts into a plan before taxes, cents.

    Of the checks through the last pay stub only the sum is known: each has its share by pay.
    """
    payer = job.paid_by or job
    paid = [event for event in payer.events if through is not None and event.date <= through]
    ahead = simulated(job, through).checks if len(paid) < len(payer.events) else ()
    of_ahead = [check.pre_tax + (0 if job.catch_up_is_roth else check.catch_up) for check in ahead]
    made = job.pre_tax() - sum_of(of_ahead)
    if not paid:
        # What the file counts before the first check cannot be from another one.
        of_all = in_proportion(made, [event.gross for event in payer.events])
        return [one + own for one, own in zip(of_all, of_ahead, strict=True)]
    of_paid = in_proportion(made, [event.gross for event in paid])
    return [*of_paid, *of_ahead]
