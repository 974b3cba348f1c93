"""The elections with which the next year begins, set in December."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from megaroth.kernel.money import smaller
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.model.household import Balances, Household, Job, Made, Person
from megaroth.model.pay_schedule import last_raise
from megaroth.model.plan import Plan
from megaroth.payroll.next_first_payday import next_first_payday
from megaroth.payroll.pay_events import pay_of_year
from megaroth.planyear.elections.result import PaycheckChange
from megaroth.planyear.household_elections import Place, solved_jobs
from megaroth.planyear.settle import year_law
from megaroth.planyear.year_later import year_later


def first_elections(
    household: Household, law_book: LawBook, in_force: Mapping[Place, PaycheckChange]
) -> Iterator[PaycheckChange]:
    """The first elections of the next year that differ from those that would go on.

    Pay is that of the end of the year, and the year begins with nothing contributed. Limits that
    are not published yet are projected.

    Args:
        household: of this year.
        law_book: the law, with a user's figures and reforms.
        in_force: the last elections of this year's regular checks.
    """
    later = _next_year(household, year_law(household, law_book))
    for solved in solved_jobs(later, law_book):
        before = in_force.get(solved.place)
        first = next((one for one in solved.changes if one.kind == "regular"), None)
        if first is not None and before is not None and not _same(first, before):
            yield first


def _same(one: PaycheckChange, other: PaycheckChange) -> bool:
    return replace(one, effective=other.effective) == other


def _next_year(household: Household, law: Law) -> Household:
    people = tuple(_person(person, household, law) for person in household.people)
    return replace(household, year=household.year + 1, as_of=None, magi=None, people=people)


def _person(person: Person, household: Household, law: Law) -> Person:
    year = household.year
    jobs = [job for job in person.jobs if job.ended is None or job.ended.year > year]
    health = person.hsa
    return replace(
        person,
        ira_made=0,
        hsa=None if health is None else replace(health, made=0, earnings=0),
        jobs=tuple(_job(job, year, law) for job in jobs),
    )


def _job(job: Job, year: int, law: Law) -> Job:
    paid_here = job.second_plan_of is None and not job.self_employed
    pay = pay_of_year(job, year) if paid_here else None
    raised = last_raise(job.raises, date(year, 12, 31)) or job
    return replace(
        job,
        pay=raised.pay,
        pay_per_period=raised.pay_per_period,
        paydays=(),
        raises=(),
        bonuses=(),
        first_payday=next_first_payday(job, year) if job.first_payday is not None else None,
        pay_last_year=pay,
        fica_wages_last_year=None if pay is None else smaller(pay, law.social_security_wage_base),
        made=Made(),
        balances=Balances(),
        plan=None if job.plan is None else _plan(job.plan),
    )


def _plan(plan: Plan) -> Plan:
    due, employed = plan.true_up, plan.true_up_if_employed_on
    return replace(
        plan,
        true_up=year_later(due) if isinstance(due, date) else due,
        true_up_if_employed_on=year_later(employed) if isinstance(employed, date) else employed,
    )
