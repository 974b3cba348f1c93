"""A plan year that has begun, where the file does not say what was contributed so far."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from datetime import date

from megaroth.kernel.message import Amount, Count, Message, message
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household, Job, Person
from megaroth.model.plan_money import Made
from megaroth.payroll.paydays import ahead, paydays
from megaroth.planyear.elections.result import JobUnderWay
from megaroth.planyear.household_elections import Place, solved_jobs
from megaroth.planyear.result import PlannedStep, Question

RULE = "year_to_date"

DEFERRED = ("pre_tax", "roth", "catch_up")


def in_words(one: JobUnderWay) -> Message:
    """What to enter, and what is still possible."""
    return message(
        "year_under_way",
        person=one.person,
        employer=one.employer,
        today=one.today,
        checks=Count.of(one.checks_left),
        one_check=one.checks_left == 1,
        deferral=Amount.of(one.deferral),
        after_tax=Amount.of(one.after_tax),
    )


def step(one: JobUnderWay) -> PlannedStep:
    """The same as a step of the year, in place of elections from January on."""
    return PlannedStep(date=one.today, text=in_words(one), until=date(one.today.year, 12, 31))


def question(one: JobUnderWay) -> Question:
    """The question for the figures of the last pay stub."""
    return Question(
        to="you",
        rule=RULE,
        person=one.person,
        employer=one.employer,
        text=message("ask_year_to_date", employer=one.employer),
        answers=[],
        unit="deferral",
        sizes_elections=True,
    )


def jobs_under_way(
    household: Household, today: date | None, law_book: LawBook
) -> list[JobUnderWay]:
    """The jobs of the year of ``today`` that have paid a check, where the file says neither what
    was contributed nor through which day.

    Args:
        household: in its year; any of its plan rules may be unknown.
        today: None if nobody asks about a day: then no year is under way.
        law_book: the law, with a user's figures and reforms.
    """
    if today is None or today.year != household.year or household.as_of is not None:
        return []
    begun = {(person.name, job.employer): job for person, job in _begun(household, today)}
    if not begun:
        return []
    # Earlier contributions only lower what the rest of the year can take. So deferrals are at most
    # what fits if there were none, and after-tax contributions what fits without any deferrals.
    rest = replace(household, as_of=today)
    of_deferrals = _to_come(rest, law_book)
    of_after_tax = _to_come(_without_deferrals(rest, set(begun)), law_book)
    return [
        JobUnderWay(
            person=place[0],
            employer=place[1],
            today=today,
            checks_left=len(ahead(paydays(job, household.year), today)),
            deferral=sum(of_deferrals.get(place, {}).get(source, 0) for source in DEFERRED),
            after_tax=of_after_tax.get(place, {}).get("after_tax", 0),
        )
        for place, job in begun.items()
    ]


def _to_come(household: Household, law_book: LawBook) -> dict[Place, dict[str, int]]:
    """What the checks to come bring at each job, by source, cents."""
    return {
        one.place: {
            source: sum(
                int(getattr(check, source)) for check in one.solution.schedule.simulated[0].checks
            )
            for source in (*DEFERRED, "after_tax")
        }
        for one in solved_jobs(household, law_book)
    }


def _without_deferrals(household: Household, places: Set[Place]) -> Household:
    """The household, which defers nothing more at some of its jobs."""

    def of_job(person: Person, job: Job) -> Job:
        if (person.name, job.employer) not in places:
            return job
        return replace(job, elections=replace(job.elections, deferral=0, catch_up=0))

    people = tuple(
        replace(person, jobs=tuple(of_job(person, job) for job in person.jobs))
        for person in household.people
    )
    return replace(household, people=people)


def _begun(household: Household, today: date) -> Iterator[tuple[Person, Job]]:
    for person in household.people:
        for job in person.jobs:
            if job.plan is None or job.self_employed or _is_over_and_stated(job, today):
                continue
            if any(day <= today for day in paydays(job, household.year)):
                yield person, job


def _is_over_and_stated(job: Job, today: date) -> bool:
    """Whether a job has ended, and the file says what was contributed there."""
    return job.ended is not None and job.ended <= today and job.made != Made()
