"""The household at the start of planning: pay, what was contributed before, status, health coverage
by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from megaroth.kernel.money import PPM, Cents, positive, proportion, smaller, some, sum_of, total
from megaroth.law.law import Law
from megaroth.model.fields import known_amount
from megaroth.model.household import Household, Job, Person
from megaroth.model.second_plans import with_second_plans
from megaroth.payroll.pay_events import pay_of_year
from megaroth.planyear.cash import Cash
from megaroth.planyear.check_by_check import matched_ahead
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.opening_job import job_year
from megaroth.planyear.prior_year_pay import fica_wages_last_year, highly_compensated_by_pay
from megaroth.planyear.year_state import MoveIncome, PersonYear, YearState
from megaroth.rules import catch_up, compensation
from megaroth.rules.hsa import MONTHS
from megaroth.rules.shared_limits import PlanType, Sponsor, one_employer, share_a_limit

Months = tuple[str, ...]


def set_up(household: Household, law: Law, move_incomes: Sequence[MoveIncome] = ()) -> YearState:
    """Every person and job at the start of planning.

    Args:
        household: the household.
        law: the numbers of its year.
        move_incomes: income of each person's moves, in the order of the household's people, where
            an earlier pass found it.
    """
    household = with_second_plans(household.in_its_year)
    months = {person.name: _coverage(household, person) for person in household.people}
    people = [_person(household, person, law, months) for person in household.people]
    for person, income in zip(people, move_incomes, strict=False):
        person.move_income = income
    made = sum_of(
        total(
            job.deferral,
            job.catch_up,
            job.after_tax,
            job.made_employer if job.job.self_employed else 0,
        )
        for person in people
        for job in person.jobs
    )
    cash = (
        None
        if household.spare_cash is None
        else household.spare_cash
        - made
        - sum_of(person.made_in_iras_and_hsa for person in household.people)
    )
    return YearState(household, law, people, Cash(cash))


def _person(
    household: Household, person: Person, law: Law, months: dict[str, Months]
) -> PersonYear:
    pays = _pays(household, person, law)
    jobs = [
        job_year(person, job, household, law, pay)
        for job, pay in zip(person.jobs, pays, strict=True)
    ]
    _share_pay(jobs)
    for job in jobs:
        job.matched_ahead = matched_ahead(job, household.as_of)
    _group(jobs, law)
    for job in jobs:
        job.highly_compensated = _highly_compensated(jobs, job, law)
        if job.has_plan:
            wages = fica_wages_last_year(job.job, household.year)
            old_enough = catch_up.catch_up_dollar_limit(law, person.age(household.year)) > 0
            job.roth_catch_up_required = some(
                old_enough & catch_up.roth_catch_up_required(law, 0 if wages is None else wages)
            )
            job.catch_up_is_roth = job.roth_catch_up_required or job.job.elections.kind == "roth"
    year = PersonYear(person, person.age(household.year), jobs, hsa_coverage=months[person.name])
    year.hsa_family_shares = _family_shares(household, person, months)
    _made_catch_up(year, law)
    return year


def _pays(household: Household, person: Person, law: Law) -> list[Cents]:
    """Pay of each job; of a self-employed business its part of the person's net earnings.

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
    return [
        proportion(net, pay, profit) if is_own else pay
        for pay, is_own in zip(pays, own, strict=True)
    ]


def _made_catch_up(person: PersonYear, law: Law) -> None:
    """Deferrals made beyond the limit are catch-up for those who may make them (IRC 402(g)(1)(C),
    414(v)(3)).

    Those that are right as they stand count first: Roth contributions where catch-up must be Roth,
    any contribution elsewhere. What a plan would have to correct counts only after them.
    """
    most = catch_up.catch_up_dollar_limit(law, person.age)
    for of_457b, limit in ((False, law.elective_deferral), (True, law.deferral_457b)):
        pool = person.pool(of_457b=of_457b)
        _mark_catch_up_over(pool, most)
        over = positive(sum_of(job.counted_deferral() for job in pool) - limit)
        left = smaller(over, positive(most - person.caught_up(of_457b=of_457b)))
        moved: dict[int, Cents] = {}
        for as_it_stands in (True, False):
            for job in reversed(pool):
                before = moved.get(id(job), 0)
                fits = (
                    smaller(job.job.made.roth, job.deferral)
                    if as_it_stands and job.roth_catch_up_required
                    else job.deferral
                )
                more = smaller(left, fits - before) if job.takes_catch_up else left * 0
                moved[id(job)], left = before + more, left - more
        for job in pool:
            _count_as_catch_up(job, moved[id(job)])


def _mark_catch_up_over(pool: Sequence[JobYear], most: Cents) -> None:
    """Catch-up contributions beyond the person's limit, or in a plan without them, are ordinary
    deferrals (IRC 414(v)(3), (5)(B))."""
    left = positive(sum_of(job.catch_up for job in pool) - most)
    for job in sorted(pool, key=lambda job: job.takes_catch_up):
        job.catch_up_over = smaller(left, job.catch_up) if job.takes_catch_up else job.catch_up
        left = positive(left - job.catch_up_over)


def _count_as_catch_up(job: JobYear, moved: Cents) -> None:
    """Take deferrals made before as catch-up: the Roth ones first where catch-up must or should be
    Roth, else the pre-tax ones.

    What must be Roth and is not is corrected by moving it to the plan's Roth account, so none of it
    stays pre-tax.
    """
    made = job.job.made
    roth = smaller(moved, made.roth) if job.catch_up_is_roth else positive(moved - made.pre_tax)
    stated = 0 if job.catch_up_is_roth else made.catch_up
    job.made_roth_catch_up = roth
    job.made_pre_tax_catch_up = stated + (0 if job.roth_catch_up_required else moved - roth)
    job.deferral = job.made_deferral = job.deferral - moved
    job.catch_up = job.made_catch_up = job.catch_up + moved


def _share_pay(jobs: list[JobYear]) -> None:
    """Let the second plans of a job draw on its pay."""
    for job in jobs:
        job.paid_by = next(
            (other for other in jobs if other.job.employer == job.job.second_plan_of), None
        )
    for job in jobs:
        job.plans_of_pay = [other for other in jobs if other is job or other.paid_by is job]
        if job.paid_by is not None:
            payer = job.paid_by
            job.limited_pay, job.matched_pay, job.most_pay = (
                payer.limited_pay,
                payer.matched_pay,
                payer.most_pay,
            )


def _group(jobs: list[JobYear], law: Law) -> None:
    """Which of a person's jobs share a limit, and which have one employer."""
    sponsors = [_sponsor(job, place) for place, job in enumerate(jobs)]
    limits = _groups([[share_a_limit(law, one, other) for other in sponsors] for one in sponsors])
    employers = _groups([[one_employer(law, one, other) for other in sponsors] for one in sponsors])
    for job, limit, employer in zip(jobs, limits, employers, strict=True):
        job.limit_group, job.employer_group = limit, employer


def _groups(pairs: Sequence[Sequence[bool]]) -> list[int]:
    """Groups from what is true of pairs, passed on from one to the next: for each, the first of its
    group.

    >>> _groups([[True, False, True], [False, True, False], [True, False, True]])
    [0, 1, 0]
    """
    first = list(range(len(pairs)))
    for place, row in enumerate(pairs):
        for other in range(place):
            if row[other] and first[other] != first[place]:
                low, high = sorted((first[other], first[place]))
                first = [low if one == high else one for one in first]
    return first


def _sponsor(job: JobYear, place: int) -> Sponsor:
    kind = cast(PlanType, job.plan.kind) if job.has_plan else "401(k)"
    # Without a label an employer is related to no other.
    return Sponsor(
        kind, f"group {job.job.group}" if job.job.group else f"job {place}", ownership(job.job)
    )


def ownership(job: Job) -> int:
    """The person's share of an employer, parts per million: 1,000,000 for an own business, 0 if it
    is not stated."""
    return PPM if job.self_employed else int(known_amount(job.ownership or 0))


def _highly_compensated(jobs: list[JobYear], job: JobYear, law: Law) -> bool | None:
    """Whether the person is highly compensated at this job; None where last year's pay is not
    stated and may decide it."""
    if job.job.five_percent_owner or ownership(job.job) > law.owner_share:
        return True
    related = [other.job for other in jobs if other.employer_group == job.employer_group]
    return highly_compensated_by_pay(law, related)


def _coverage(household: Household, person: Person) -> Months:
    """Coverage by month: none from Medicare on; family for both spouses where either has it (IRC
    223(b)(5)(A))."""
    mine = _eligible(household, person)
    for other in household.people:
        if (
            other is not person
            and household.filing_status.startswith("married")
            and other.hsa is not None
        ):
            mine = tuple(
                "family" if one != "none" and theirs == "family" else one
                for one, theirs in zip(mine, other.hsa.coverage, strict=True)
            )
    return mine


def _eligible(household: Household, person: Person) -> Months:
    account = person.hsa
    # A dependent of somebody else has no deduction for contributions (IRC 223(b)(6)).
    if account is None or person.dependent:
        return ("none",) * MONTHS
    medicare = account.medicare_from
    if medicare is None:
        return account.coverage
    start = (medicare.year, medicare.month)
    return tuple(
        "none" if (household.year, month + 1) >= start else kind
        for month, kind in enumerate(account.coverage)
    )


def _family_shares(
    household: Household, person: Person, months: dict[str, Months]
) -> tuple[int, ...]:
    """The person's part of each month's family limit: all of it alone; with an eligible spouse as
    agreed, of which one spouse's share says the other's, or else half (IRC 223(b)(5)(B))."""
    if person.hsa is not None and person.hsa.family_share is not None:
        return (person.hsa.family_share,) * MONTHS
    other = next((one for one in household.people if one is not person), None)
    if other is None or not household.filing_status.startswith("married"):
        return (PPM,) * MONTHS
    agreed = None if other.hsa is None else other.hsa.family_share
    shared = PPM // 2 if agreed is None else PPM - agreed
    return tuple(shared if month == "family" else PPM for month in months[other.name])
