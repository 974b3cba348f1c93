"""The question that a year of 27 biweekly or 53 weekly paydays raises: how big each check is, and
what that is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents, larger, smaller
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household, Job
from megaroth.payroll.paydays import ahead, extra_paycheck_is_open, paydays
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.payday_messages import parts_of_pay
from megaroth.planyear.result import AnswerWorth, PlanYear, Question
from megaroth.planyear.run import run
from megaroth.planyear.unknowns import favorable

RULE = "extra_paycheck"


def questions(household: Household, law_book: LawBook) -> list[Question]:
    """For every job with a plan, how big each check of a year with one more is, where the file does
    not say."""
    return [_question(household, p, j, job, law_book) for p, j, job in _open(household)]


def _question(household: Household, p: int, j: int, job: Job, law_book: LawBook) -> Question:
    found = _measured(household, p, j, law_book)
    least = reduce(smaller, [amount for _, amount in found])
    usual, more = parts_of_pay(job)
    return Question(
        to="HR",
        rule=RULE,
        person=household.people[p].name,
        employer=job.employer,
        text=message("ask_extra_paycheck", year=household.year, usual=usual, more=more),
        answers=[AnswerWorth(answer=reply, worth=amount - least) for reply, amount in found],
        stake=reduce(larger, [amount for _, amount in found]) - least,
        sizes_elections=True,
    )


def measured(
    household: Household, asked: Question, law_book: LawBook
) -> list[tuple[Message, Cents]]:
    """The amounts whose differences are the worths of one of :func:`questions`: after-tax money
    that reaches Roth less its tax, cents."""
    p, j = next(
        (p, j)
        for p, j, job in _open(household)
        if (household.people[p].name, job.employer) == (asked.person, asked.employer)
    )
    return _measured(household, p, j, law_book)


def _open(household: Household) -> Iterator[tuple[int, int, Job]]:
    for p, person in enumerate(household.people):
        for j, job in enumerate(person.jobs):
            asked = (
                job.plan is not None
                and not job.second_plan_of
                and extra_paycheck_is_open(job, household.year)
            )
            # Once the last check is paid its size is known, and no election depends on it.
            if asked and ahead(paydays(job, household.year), household.as_of):
                yield p, j, job


def _measured(
    household: Household, p: int, j: int, law_book: LawBook
) -> list[tuple[Message, Cents]]:
    """With unknown plan rules at their most favorable values."""
    known = favorable(household, law_book)
    usual, more = parts_of_pay(known.people[p].jobs[j])
    return [
        (
            message("reply_part_of_pay", part=part, setting=setting),
            _reaches_roth(run(_answered(known, p, j, setting), law_book)),
        )
        for setting, part in (("full", usual), ("spread", more))
    ]


def _reaches_roth(plan: PlanYear) -> Cents:
    return high(plan.to_roth) - high(plan.tax)


def _answered(household: Household, p: int, j: int, answer: str) -> Household:
    people, person = list(household.people), household.people[p]
    jobs = list(person.jobs)
    jobs[j] = replace(jobs[j], extra_paycheck=answer)
    people[p] = replace(person, jobs=tuple(jobs))
    return replace(household, people=tuple(people))
