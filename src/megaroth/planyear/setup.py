"""The household at the start of planning: pay, what was contributed before, status, health coverage by month."""

from __future__ import annotations

from megaroth.kernel.cents import PPM, Cents, positive, proportion, smaller, some, total
from megaroth.law.law import Law
from megaroth.law.load import FIRST_YEAR
from megaroth.law.load import law as law_of
from megaroth.model.household import Household, Job, Person
from megaroth.planyear.paydays import pay_of_year
from megaroth.planyear.state import Cash, JobYear, PersonYear, YearState, job_year, sum_of
from megaroth.rules import catch_up, compensation
from megaroth.rules.testing import highly_compensated

Months = tuple[str, ...]


def set_up(household: Household, law: Law, in_plan_income: dict[str, Cents]) -> YearState:
    """Every person and job at the start of planning.

    Args:
        household: the household.
        law: the numbers of its year.
        in_plan_income: income of each person's in-plan Roth rollovers, where an earlier pass found some, cents.
    """
    months = {person.name: _coverage(household, person) for person in household.people}
    people = [_person(household, person, law, months) for person in household.people]
    made = sum_of(
        total(job.deferral, job.catch_up, job.after_tax, job.job.made.nonelective if job.job.self_employed else 0)
        for person in people
        for job in person.jobs
    )
    cash = (
        None
        if household.spare_cash is None
        else household.spare_cash - made - sum_of(person.beside_made for person in household.people)
    )
    return YearState(household, law, people, Cash(cash), in_plan_income)


def _person(household: Household, person: Person, law: Law, months: dict[str, Months]) -> PersonYear:
    pays = _pays(household, person, law)
    jobs = [job_year(person, job, household, law, pay) for job, pay in zip(person.jobs, pays, strict=True)]
    for job in jobs:
        job.highly_compensated = _highly_compensated(jobs, job, household.year, household.inflation)
    year = PersonYear(person, person.age(household.year), jobs, hsa_coverage=months[person.name])
    year.hsa_family_shares = _family_shares(household, person, months)
    _made_catch_up(year, law)
    return year


def _pays(household: Household, person: Person, law: Law) -> list[Cents]:
    """Pay of each job; of a business of one's own its part of the person's net earnings.

    Schedule SE is one a person: the wage base is used once, by wages first.
    """
    pays = [pay_of_year(job, household.year) for job in person.jobs]
    own = [job.self_employed for job in person.jobs]
    profit = sum_of(pay for pay, is_own in zip(pays, own, strict=True) if is_own)
    if not any(own):
        return pays
    wages = sum_of(pay for pay, is_own in zip(pays, own, strict=True) if not is_own)
    net = compensation.net_earnings(law, profit, wages)
    if sum(own) == 1:
        return [net if is_own else pay for pay, is_own in zip(pays, own, strict=True)]
    return [proportion(net, pay, profit) if is_own else pay for pay, is_own in zip(pays, own, strict=True)]


def _made_catch_up(person: PersonYear, law: Law) -> None:
    """Deferrals made beyond the limit are catch-up for those who may make them (IRC 402(g)(1)(C), 414(v)(3))."""
    over = positive(sum_of(job.deferral for job in person.jobs) - law.elective_deferral)
    allowed = positive(catch_up.catch_up_dollar_limit(law, person.age) - sum_of(job.catch_up for job in person.jobs))
    left = smaller(over, allowed)
    for job in reversed(person.jobs):
        moved = smaller(left, job.deferral)
        job.made_roth_catch_up = positive(moved - job.job.made.pre_tax)
        job.deferral = job.made_deferral = job.deferral - moved
        job.catch_up = job.made_catch_up = job.catch_up + moved
        left = left - moved
    _mark_catch_up_over(person, law)


def _mark_catch_up_over(person: PersonYear, law: Law) -> None:
    """Catch-up contributions beyond the person's limit, or in a plan without them, are ordinary deferrals (IRC 414(v)(3), (5)(B))."""
    left = positive(sum_of(job.catch_up for job in person.jobs) - catch_up.catch_up_dollar_limit(law, person.age))
    for job in sorted(person.jobs, key=lambda job: job.plan.catch_up is True):
        job.catch_up_over = smaller(left, job.catch_up) if job.plan.catch_up else job.catch_up
        left = positive(left - job.catch_up_over)


def _highly_compensated(jobs: list[JobYear], job: JobYear, year: int, inflation: int | None) -> bool | None:
    """Whether the person is highly compensated at this job; None where last year's pay is not stated.

    Related employers are one employer (IRC 414(q)(7), 414(b), (c)): their pay counts together.
    """
    if job.job.five_percent_owner or job.job.self_employed:
        return True
    if year - 1 < FIRST_YEAR:
        return None
    related = [other.job for other in jobs if other.key == job.key]
    known = [pay for other in related if (pay := pay_last_year(other)) is not None]
    above = some(highly_compensated(law_of(year - 1, inflation), sum_of(known)))
    return above if above or len(known) == len(related) else None


def pay_last_year(job: Job) -> Cents | None:
    """Compensation of the year before, as far as the file states it."""
    return job.pay_last_year if job.pay_last_year is not None else job.fica_wages_last_year


def _coverage(household: Household, person: Person) -> Months:
    """Coverage by month: none from Medicare on; family for both spouses where either has it (IRC 223(b)(5)(A))."""
    mine = _eligible(household, person)
    for other in household.people:
        if other is not person and household.filing_status.startswith("married") and other.hsa is not None:
            mine = tuple(
                "family" if one != "none" and theirs == "family" else one
                for one, theirs in zip(mine, other.hsa.coverage, strict=True)
            )
    return mine


def _eligible(household: Household, person: Person) -> Months:
    account = person.hsa
    if account is None:
        return ("none",) * 12
    medicare = account.medicare_from
    if medicare is None:
        return account.coverage
    start = (medicare.year, medicare.month)
    return tuple("none" if (household.year, month + 1) >= start else kind for month, kind in enumerate(account.coverage))


def _family_shares(household: Household, person: Person, months: dict[str, Months]) -> tuple[int, ...]:
    """The person's part of each month's family limit: all of it alone, half beside an eligible spouse, or as agreed."""
    if person.hsa is not None and person.hsa.family_share is not None:
        return (person.hsa.family_share,) * 12
    others = [months[other.name] for other in household.people if other is not person]
    married = household.filing_status.startswith("married")
    return tuple(PPM // 2 if married and any(other[month] == "family" for other in others) else PPM for month in range(12))
