"""Common changes of a household for comparison: HR says no, a new job, another state, Roth
deferrals, and retiring sooner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.message import Message, Shown, message
from megaroth.model.fields import STATES
from megaroth.model.household import Household
from megaroth.model.job import Job
from megaroth.model.person import RETIRES_AT, Person
from megaroth.model.plan_money import Balances, Made

SOONER = 5
"""How many years sooner people retire."""

_NEW_EMPLOYER = "New employer"

Changed = tuple[Household, Message]
"""The changed household, and what was changed."""


def changed(household: Household, change: str) -> Changed:
    """A household with a change, and what it is.

    Args:
        household: with or without unknown plan rules.
        change: a name of :data:`CHANGES`; ``state`` with its value, such as ``state=TX``.

    Raises:
        InputError: there is no such change, or it does not apply to this household.
    """
    name, _, value = change.partition("=")
    if name not in CHANGES:
        raise _refused(repr(change), "one of " + ", ".join(CHANGES), nearest(name, list(CHANGES)))
    if bool(value) != (name == "state"):
        raise _refused(repr(change), message("change_needs_state") if name == "state" else name)
    return CHANGES[name](household, value)


def usual_changes(household: Household) -> list[str]:
    """The changes that need no value and apply to a household."""
    found = []
    for name in CHANGES:
        if name == "state":
            continue
        try:
            changed(household, name)
        except InputError:
            continue
        found.append(name)
    return found


def _hr_says_no(household: Household, _value: str) -> Changed:
    def refused(job: Job) -> Job:
        if job.plan is None:
            return job
        return replace(job, plan=replace(job.plan, after_tax=False))

    found = _with_jobs(household, lambda person: tuple(map(refused, person.jobs)))
    return _if_other(household, found, message("change_no_after_tax"))


def _new_job(household: Household, _value: str) -> Changed:
    """The first job with an employer ends on June 30, or on the day of the last pay stub if that is
    later. Another with the same pay and the same plan begins the day after."""
    last = max(date(household.year, 6, 30), household.as_of or date.min)
    for place, person in enumerate(household.people):
        for at, job in enumerate(person.jobs):
            if job.self_employed or (job.ended is not None and job.ended <= last):
                continue
            if (job.started is not None and job.started > last) or last == date(
                household.year, 12, 31
            ):
                continue
            jobs = [*person.jobs]
            jobs[at : at + 1] = [replace(job, ended=last), _like(job, last + timedelta(1))]
            people = [*household.people]
            people[place] = replace(person, jobs=tuple(jobs))
            what = message("change_new_job", person=person.name, employer=job.employer, last=last)
            return replace(household, people=tuple(people)), what
    raise _refused("new_job", message("change_needs_june_job"))


def _like(job: Job, first: date) -> Job:
    """A job with the same pay and plan rules at another employer."""
    return replace(
        job,
        employer=_NEW_EMPLOYER,
        started=first,
        ended=None,
        first_payday=None,
        paydays=(),
        extra_paycheck=None,
        raises=(),
        bonuses=(),
        leaves=(),
        group=None,
        second_plan_of=None,
        pay_last_year=None,
        fica_wages_last_year=0,
        balances=Balances(),
        made=Made(),
    )


def _state(household: Household, value: str) -> Changed:
    state = value.upper()
    if state not in STATES:
        raise _refused(
            repr(value), message("change_needs_known_state"), nearest(state, list(STATES))
        )
    moved = replace(household, state=state, city=None, previous_state=None, moved=None)
    return _if_other(household, moved, message("change_state", state=state))


def _roth_deferrals(household: Household, _value: str) -> Changed:
    def roth(job: Job) -> Job:
        if job.plan is None or job.plan.roth is False:
            return job
        return replace(job, elections=replace(job.elections, deferral_kind="roth"))

    found = _with_jobs(household, lambda person: tuple(map(roth, person.jobs)))
    return _if_other(household, found, message("change_roth_deferrals"))


def _retire_sooner(household: Household, _value: str) -> Changed:
    def sooner(person: Person) -> Person:
        age = person.age(household.year)
        now = person.retires_at or max(RETIRES_AT, age + 1)
        return replace(person, retires_at=max(now - SOONER, age + 1)) if person.jobs else person

    found = replace(household, people=tuple(map(sooner, household.people)))
    return _if_other(household, found, message("change_retire_sooner", years=SOONER))


CHANGES: dict[str, Callable[[Household, str], Changed]] = {
    "hr_says_no": _hr_says_no,
    "new_job": _new_job,
    "state": _state,
    "roth_deferrals": _roth_deferrals,
    "retire_sooner": _retire_sooner,
}
"""The changes by name."""


def _with_jobs(household: Household, jobs: Callable[[Person], tuple[Job, ...]]) -> Household:
    people = tuple(replace(person, jobs=jobs(person)) for person in household.people)
    return replace(household, people=people)


def _if_other(household: Household, found: Household, what: Message) -> Changed:
    if found == household:
        raise _refused(what.code.removeprefix("change_"), message("change_needs_difference"))
    return found, what


def _refused(found: str, expected: Shown, near: str | None = None) -> InputError:
    return InputError([Problem("change", found, expected, nearest=near)])
