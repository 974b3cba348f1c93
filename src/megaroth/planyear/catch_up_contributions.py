"""Catch-up contributions, and deferrals that only a person's own limit allows."""

from __future__ import annotations

from megaroth.kernel.money import Cents, Flag, choose, positive, smaller, some, sum_of
from megaroth.kernel.trace import decided, listening, part
from megaroth.planyear.election_maximum import within_highest
from megaroth.planyear.elective_deferrals import (
    cash_for,
    contribute,
    defer,
    deferral_room,
    fits_within,
    in_order,
)
from megaroth.planyear.job_year import UNBOUNDED, JobYear
from megaroth.planyear.paycheck_capacity import pay_left
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.rules import catch_up, deferrals


def _stopped_short(plan_year: YearState, person: PersonYear, *, of_457b: bool) -> Flag:
    """Whether deferrals stopped before any limit of law, plan or pay: then nothing more is
    catch-up."""
    short: Flag = False
    for job in in_order(plan_year, person):
        if job.is_457b == of_457b:
            short = short | (deferral_room(plan_year, person, job) > 0)
    return short


def catch_up_step(plan_year: YearState) -> None:
    """Decide everybody's catch-up, and then what only the limit of a person allows beyond it."""
    for person in plan_year.people:
        if not _any_limit_beyond(plan_year, person):
            continue
        for of_457b in (False, True):
            short = _stopped_short(plan_year, person, of_457b=of_457b)
            jobs = [job for job in in_order(plan_year, person) if job.is_457b == of_457b]
            for job in jobs:
                with part(f"{person.person.name}, {job.job.employer}", title="catch-up"):
                    _catch_up_at(plan_year, person, job, short)
            for job in [] if of_457b else jobs:
                with part(
                    f"{person.person.name}, {job.job.employer}",
                    title="deferrals that the person's limit allows",
                ):
                    _defer_beyond(plan_year, person, job, short)


def _any_limit_beyond(plan_year: YearState, person: PersonYear) -> bool:
    """Whether a person is old enough for catch-up: for others every amount of the step is zero. A
    trace shows why."""
    return listening() or some(catch_up.catch_up_dollar_limit(plan_year.law, person.age) > 0)


def _defer_beyond(plan_year: YearState, person: PersonYear, job: JobYear, short: Flag) -> None:
    """Deferrals beyond one plan's limit in the plan of another employer, where no plan takes them
    as catch-up.

    The limit of a person who is old enough includes catch-up whatever the plans offer (IRC
    402(g)(1)(C)); each plan keeps to its own.
    """
    law, elections = plan_year.law, job.job.elections
    most = deferrals.person_deferral_limit(law, person.age)
    here = sum_of(
        other.counted_deferral() for other in plan_year.same_employer(job) if not other.is_457b
    )
    bounds: dict[str, Cents] = {
        "person_limit": positive(most - person.deferred() - person.caught_up()),
        "plan_deferral_room": deferrals.plan_deferral_room(law, here),
        "annual_additions_room": fits_within(plan_year, job, matched=True),
        "pay_left": pay_left(plan_year, job, pre_tax=elections.kind == "pre_tax"),
        "deferrals_at_their_limit": choose(short, 0, UNBOUNDED),
        "election_maximum": within_highest(job, "deferral", plan_year.household.as_of),
        "cash": cash_for(plan_year, job),
    }
    if elections.deferral is not None:
        bounds["elected"] = positive(elections.deferral - job.deferral)
    if elections.catch_up is not None:
        bounds["catch_up_elected"] = positive(elections.catch_up - job.catch_up)
    more = decided(
        "deferral_beyond",
        "Deferral that only the person's own limit allows",
        "IRC 402(g)(1)(C)",
        **bounds,
    )
    contribute(plan_year, job, "deferral", more)


def catch_up_limits(plan_year: YearState, person: PersonYear, job: JobYear) -> None:
    """Set what the person may contribute as catch-up at a job."""
    limit = catch_up.catch_up_limit(plan_year.law, person.age, job.section_415_pay(), job.deferral)
    allowed = catch_up.catch_up_allowed(
        limit, job.roth_catch_up_required, plan_has_roth=job.plan.roth is True
    )
    job.catch_up_limit = allowed if job.takes_catch_up else allowed * 0


def _catch_up_at(plan_year: YearState, person: PersonYear, job: JobYear, short: Flag) -> None:
    catch_up_limits(plan_year, person, job)
    if job.roth_catch_up_required and job.job.elections.kind != "roth":
        _count_roth_made(plan_year, person, job, short)
    bounds = _catch_up_bounds(plan_year, person, job, short, pre_tax=not job.catch_up_is_roth)
    wanted = decided("catch_up", "Catch-up contributions of the year", "IRC 414(v)", **bounds)
    job.catch_up = job.catch_up + plan_year.cash.take(wanted)


def _catch_up_bounds(
    plan_year: YearState, person: PersonYear, job: JobYear, short: Flag, *, pre_tax: bool
) -> dict[str, Cents]:
    dollar_limit = catch_up.catch_up_dollar_limit(plan_year.law, person.age)
    bounds: dict[str, Cents] = {
        "catch_up_allowed": positive(job.catch_up_limit - job.catch_up),
        "limit_less_other_jobs": positive(dollar_limit - person.caught_up(of_457b=job.is_457b)),
        "pay_left": pay_left(plan_year, job, pre_tax=pre_tax),
        "election_maximum": within_highest(job, "catch_up", plan_year.household.as_of),
        # Only what passes a limit of the law or the plan is catch-up (IRC 414(v)(5)(B)).
        "deferrals_at_their_limit": choose(short, 0, UNBOUNDED),
        "cash": plan_year.cash.open,
    }
    if not job.is_457b:
        # Deferrals that a plan took beyond its own limit use the person's up to the day on which
        # they are paid back.
        most = deferrals.person_deferral_limit(plan_year.law, person.age)
        bounds["person_limit"] = positive(most - person.deferred() - person.caught_up())
    if job.job.elections.catch_up is not None:
        bounds["elected"] = positive(job.job.elections.catch_up - job.catch_up)
    return bounds


def _count_roth_made(plan_year: YearState, person: PersonYear, job: JobYear, short: Flag) -> None:
    """Count Roth contributions made earlier in the year as the catch-up that must be Roth; what
    follows may then be pre-tax.

    Only what passes the deferral limit is catch-up, so no more of them counts than pre-tax
    deferrals can still take their place.
    """
    uncounted = smaller(positive(job.job.made.roth - job.made_roth_catch_up), job.made_deferral)
    bounds = _catch_up_bounds(plan_year, person, job, short, pre_tax=True)
    counted = decided(
        "roth_made_counts",
        "Roth contributions made before that count as catch-up",
        "IRC 414(v)(7)(A)",
        made=uncounted,
        **bounds,
    )
    job.deferral, job.made_deferral = job.deferral - counted, job.made_deferral - counted
    job.catch_up, job.made_catch_up = job.catch_up + counted, job.made_catch_up + counted
    job.made_roth_catch_up = job.made_roth_catch_up + counted
    defer(plan_year, person, job, counted)
