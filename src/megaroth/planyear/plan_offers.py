"""A plan that does not let after-tax money reach Roth: what it would bring if it did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import PPM, Cents
from megaroth.law.law_book import LawBook
from megaroth.law.years import FIRST_YEAR
from megaroth.model.fields import UNKNOWN
from megaroth.model.household import Household, Job, Person
from megaroth.model.plan import Plan
from megaroth.planyear.figure import Figure
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.plan import plan as plan_year_of
from megaroth.planyear.prior_year_pay import highly_compensated_by_pay
from megaroth.planyear.result import JobResult, PlanYear


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a person would ask an employer to offer, and what it would bring this year, cents.

    Attributes:
        kind: of the plan.
        owner: whether the person controls the employer.
        takes_after_tax: whether the plan takes after-tax contributions today; then only the way to
            Roth is missing.
        takes_roth: whether the plan takes designated Roth contributions today.
        other_additions: annual additions of the year without after-tax contributions.
        limit: of the annual additions.
        after_tax: after-tax contributions of the year if the plan offered both.
        highly_compensated: whether the person is; None if last year's pay would decide it.
        threshold: of last year's pay, above which an employee is highly compensated; None if the
            law data does not have that year.
    """

    person: str
    employer: str
    kind: str
    owner: bool
    takes_after_tax: bool
    takes_roth: bool
    other_additions: Figure
    limit: Figure
    after_tax: Figure
    highly_compensated: bool | None
    threshold: Cents | None


def plan_offers(household: Household, law_book: LawBook) -> tuple[list[Offer], list[Message]]:
    """For each job with a plan, what to ask the employer to offer, or why there is nothing to ask.

    A rule that is unknown counts as one that the plan does not have.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
    """
    offers, notes = [], []
    for p, j, person, job in _with_plans(household):
        if (reason := _excluded(person, job)) is not None:
            notes.append(reason)
            continue
        found = _offer(household, p, j, law_book)
        if high(found.after_tax) == 0:
            notes.append(
                message(
                    "letter_gains_nothing",
                    person=person.name,
                    employer=job.employer,
                    year=household.year,
                )
            )
        else:
            offers.append(found)
    return offers, notes if offers or notes else [message("letter_no_plan")]


def controls(job: Job) -> bool:
    """Whether the person decides what the employer's plan offers: a business of the person's own,
    or more than half of the employer."""
    return job.self_employed or (isinstance(job.ownership, int) and 2 * job.ownership > PPM)


def plan_word(job: Job) -> str:
    """The kind of a job's plan, as a word before *plan*."""
    kind = UNKNOWN if job.plan is None else job.plan.kind
    return "retirement" if kind == UNKNOWN else str(kind)


def _with_plans(household: Household) -> Iterator[tuple[int, int, Person, Job]]:
    for p, person in enumerate(household.people):
        for j, job in enumerate(person.jobs):
            if job.plan is not None:
                yield p, j, person, job


def _excluded(person: Person, job: Job) -> Message | None:
    """Why the employer of a job with a plan need not be asked."""
    assert job.plan is not None
    if job.plan.kind == "457(b)":
        return message("letter_kind_takes_none", person=person.name, employer=job.employer)
    if job.plan.after_tax is True and _reaches_roth(job.plan):
        return message("letter_offered_already", person=person.name, employer=job.employer)
    return None


def _offer(household: Household, p: int, j: int, law_book: LawBook) -> Offer:
    """What to ask of one job's employer."""
    job = household.people[p].jobs[j]
    assert job.plan is not None
    takes = job.plan.after_tax is True
    now = _planned(household, p, j, replace(job.plan, after_tax=False), law_book)
    then = _planned(household, p, j, _offering(job.plan), law_book)
    law = law_book.law(household.year, household.inflation)
    owns = job.self_employed or job.five_percent_owner or controls(job)
    by_pay = highly_compensated_by_pay(law, _related(household, p, job))
    return Offer(
        person=household.people[p].name,
        employer=job.employer,
        kind=plan_word(job),
        owner=controls(job),
        takes_after_tax=takes,
        takes_roth=job.plan.roth is True,
        other_additions=now.annual_additions,
        limit=then.annual_additions_limit,
        after_tax=then.contributions.after_tax,
        highly_compensated=True if owns else by_pay,
        threshold=_threshold(law_book, household),
    )


def _reaches_roth(plan: Plan) -> bool:
    """Whether it is known that after-tax money reaches Roth before the job ends."""
    if plan.in_plan_roth_rollover not in ("no", UNKNOWN):
        return True
    return not isinstance(plan.in_service_withdrawal, str) and (
        "after_tax" in plan.in_service_withdrawal
    )


def _offering(plan: Plan) -> Plan:
    """The plan with after-tax contributions that move to its Roth account with each paycheck."""
    cap = plan.after_tax_cap if plan.after_tax is True else None
    return replace(
        plan,
        after_tax=True,
        after_tax_cap=cap,
        roth=True,
        in_plan_roth_rollover="each_paycheck",
        separate_after_tax_source=True,
    )


def _planned(household: Household, p: int, j: int, plan: Plan, law_book: LawBook) -> JobResult:
    """A job's part of the year with another plan."""
    people = list(household.people)
    jobs = list(people[p].jobs)
    jobs[j] = replace(jobs[j], plan=plan)
    people[p] = replace(people[p], jobs=tuple(jobs))
    answer: PlanYear = plan_year_of(replace(household, people=tuple(people)), law_book)
    return answer.people[p].jobs[j]


def _related(household: Household, p: int, job: Job) -> list[Job]:
    """The person's jobs at this employer and those related to it."""
    jobs = household.people[p].jobs
    return [one for one in jobs if one is job or (job.group and one.group == job.group)]


def _threshold(law_book: LawBook, household: Household) -> Cents | None:
    before = household.year - 1
    if before < FIRST_YEAR:
        return None
    return law_book.law(before, household.inflation).hce_threshold
