"""The average paycheck of a job: contributions, payroll tax, income tax withheld, and take-home
pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from megaroth.kernel.money import Cents, rounded, sum_of, total
from megaroth.kernel.trace import part
from megaroth.payroll.paydays import USUAL_PAYCHECKS
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.paycheck_capacity import held_with
from megaroth.planyear.state_return import state_payroll
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.tax.surtaxes import additional_medicare_tax, payroll_tax
from megaroth.tax.withholding import withholding


@dataclass(frozen=True, kw_only=True)
class PaySlip:
    """The average paycheck of one job, cents.

    Attributes:
        person, employer: whose job it is.
        paychecks: how many the job pays in the year.
        gross: pay.
        contributed: deferrals, catch-up and after-tax contributions.
        payroll_tax: Social Security and Medicare tax, with the additional Medicare tax that the
            employer withholds above 200,000, and what states take from wages.
        federal_withholding: income tax withheld by the percentage method of Pub. 15-T.
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


def pay_slips(plan_year: YearState, people: list[PersonYear]) -> list[PaySlip]:
    """The average paycheck of every job of those on a return.

    Args:
        plan_year: the decided year.
        people: those on the return.

    Returns:
        One a job with paydays; the W-4 is taken to say the filing status, the box of step 2 where
        another job of the return is held at the same time, and nothing else.

    Source:
        26 USC 3102(f), 3402(a); Pub. 15-T section 1.
    """
    jobs = [job for person in people for job in person.jobs if job.paydays and job.paid_by is None]
    return list(_slips(plan_year, jobs))


def _slips(plan_year: YearState, jobs: list[JobYear]) -> Iterator[PaySlip]:
    for job in jobs:
        count = len(job.paydays)
        two_jobs = held_with(job, jobs)
        gross = rounded(job.compensation, count)
        contributed = rounded(
            sum_of(total(one.deferral, one.catch_up, one.after_tax) for one in job.plans_of_pay),
            count,
        )
        of_state = state_payroll(plan_year, job)
        wages = rounded(job.compensation - sum_of(one.pre_tax() for one in job.plans_of_pay), count)
        # Pay periods of Pub. 15-T, table 3; a year of 27 biweekly paydays is withheld from as one
        # of 26.
        periods, status = USUAL_PAYCHECKS[job.job.pay_frequency], plan_year.household.filing_status
        with part(f"{job.person.name}, {job.job.employer}", title="the average paycheck"):
            of_wages = payroll_tax(plan_year.law, job.compensation)
            above = additional_medicare_tax(plan_year.law, job.compensation, 0, "single")
            withheld = withholding(plan_year.law, wages, periods, status, two_jobs=two_jobs)
        payroll = rounded(total(of_wages, above, of_state), count)
        yield PaySlip(
            person=job.person.name,
            employer=job.job.employer,
            paychecks=count,
            gross=gross,
            contributed=contributed,
            payroll_tax=payroll,
            federal_withholding=withheld,
            net=gross - total(contributed, payroll, withheld),
        )
