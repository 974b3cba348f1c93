"""A job at the start of planning: its checks, its pay, and what was contributed before."""

from __future__ import annotations

from collections.abc import Iterable

from megaroth.kernel.money import Cents, sum_of
from megaroth.law.law import Law
from megaroth.model.household import Household, Job, Person
from megaroth.model.plan import Plan
from megaroth.payroll import paydays as days
from megaroth.payroll.pay_events import PayEvent, most_pay_of_year, pay_events, pay_is_open
from megaroth.payroll.rules_of_plan import payroll_of_plan
from megaroth.planyear.job_year import JobYear
from megaroth.rules import compensation as pay_rules


def job_year(person: Person, job: Job, household: Household, law: Law, pay: Cents) -> JobYear:
    """A job at the start of planning, with what was contributed before; ``pay`` is the year's, or
    net earnings."""
    paid = days.paydays(job, household.year)
    events = pay_events(job, household.year)
    limited = pay_rules.limited_compensation(law, pay - _not_counted(events))
    open_pay = pay_is_open(job, household.year)
    most_pay = most_pay_of_year(job, household.year) if open_pay else pay
    most_events = pay_events(job, household.year, most=True) if open_pay else events
    plan = job.plan or Plan(catch_up=False)
    made = job.made
    return JobYear(
        person=person,
        job=job,
        plan=plan,
        has_plan=job.plan is not None,
        paydays=[] if job.self_employed else paid,
        ahead=[] if job.self_employed else days.ahead(paid, household.as_of),
        compensation=pay,
        most_pay=most_pay,
        limited_pay=limited,
        matched_pay=pay_rules.limited_compensation(law, most_pay - _not_counted(most_events))
        if open_pay
        else limited,
        events=events,
        most_events=most_events,
        payroll=payroll_of_plan(job, household.year, law),
        deferral=made.pre_tax + made.roth,
        made_deferral=made.pre_tax + made.roth,
        catch_up=made.catch_up,
        made_catch_up=made.catch_up,
        after_tax=made.after_tax,
        # A 457(b) of a tax-exempt organization has no Roth account (IRC 402A(e)(1)(C)).
        match_is_roth=plan.roth_match is True
        and law.roth_employer_contributions
        and (plan.kind != "457(b)" or plan.governmental is True),
    )


def _not_counted(events: Iterable[PayEvent]) -> Cents:
    """Pay that the plan does not count."""
    return sum_of(event.gross for event in events if not event.plan_eligible)
