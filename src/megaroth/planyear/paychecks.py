"""The paychecks of a household: what to elect at each job, and what each check then does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from megaroth.kernel.message import Amount, Message, message
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.payroll.elections import Election, ElectionStep
from megaroth.payroll.pay_events import PayEvent
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.planyear.elections.few_changes import days_of_change
from megaroth.planyear.elections.job_problem import Left, problem_of
from megaroth.planyear.elections.job_solution import GaveWay, JobSolution, solve_job
from megaroth.planyear.elections.result import (
    Conflict,
    Dollars,
    Elected,
    PaycheckChange,
    Paychecks,
    PaycheckTotals,
    Payday,
    Percent,
)
from megaroth.planyear.elections.solve import Problem
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.plan import plan
from megaroth.planyear.settle import settle, year_law
from megaroth.planyear.setup import set_up
from megaroth.planyear.unknowns import favorable, resolve, scenarios, slots
from megaroth.planyear.year_state import PersonYear, YearState

_MOST_CASES = 12
"""Combinations of unknown rules that elections are held against."""

Place = tuple[str, str]
"""A person and an employer."""


@dataclass(frozen=True)
class _Solved:
    person: PersonYear
    job: JobYear
    problem: Problem
    solution: JobSolution


def paychecks(household: Household, law_book: LawBook) -> Paychecks:
    """What to elect at each job, from which check on, and what each check then does.

    Args:
        household: any of its plan rules may be unknown: elections exceed no limit whatever they
            are. They bring what they can with the rules that allow the most.
        law_book: the law, with a user's figures and reforms.

    Raises:
        LawError: megaroth has no law of the year.
        TypeError: an amount is a column.
    """
    household = household.in_its_year
    year = settle(favorable(household, law_book), law_book, keep_journal=False).year
    solved = list(_solved(year, _other_rules(household, law_book)))
    paydays = [row for one in solved for row in _paydays(one)]
    changes = [row for one in solved for row in _changes(one)]
    return Paychecks(
        year=household.year,
        paydays=sorted(paydays, key=lambda row: row.date),
        changes=sorted(changes, key=lambda row: row.effective),
        totals=[_totals(one) for one in solved],
        conflicts=[row for one in solved for row in _conflicts(one)],
        gap=sum(one.solution.gap for one in solved),
        questions=plan(household, law_book).questions,
    )


def _other_rules(household: Household, law_book: LawBook) -> dict[Place, list[PayrollRules]]:
    """Payroll and plan of each job with every answer to unknown rules."""
    if not slots(household, law_book):
        return {}
    answers, _ = scenarios(household, law_book)
    law = year_law(household, law_book)
    found: dict[Place, list[PayrollRules]] = {}
    for answer in answers[1:_MOST_CASES]:
        for job in set_up(resolve(household, answer), law).jobs:
            rules = found.setdefault((job.person.name, job.job.employer), [])
            if job.payroll not in rules:
                rules.append(job.payroll)
    return found


def _solved(
    plan_year: YearState, others: Mapping[Place, Sequence[PayrollRules]]
) -> Iterator[_Solved]:
    """The solution of each job, the ones before it known."""
    jobs = [
        (person, job)
        for person in plan_year.people
        for job in person.jobs
        if job.has_plan and not job.job.self_employed and (job.paid_by or job).ahead
    ]
    most = plan_year.household.max_changes
    behind = Left()
    for place, (person, job) in enumerate(jobs):
        mine = None if most is None else most // (len(jobs) - place)
        earlier = jobs[place - 1][0] if place else None
        left = behind if earlier is person and not job.is_457b else Left()
        problem = problem_of(
            plan_year,
            person,
            job,
            others=others.get((job.person.name, job.job.employer), ()),
            left=left,
            max_changes=mine,
        )
        solution = solve_job(problem)
        if most is not None:
            most -= days_of_change(solution.schedule)
        behind = _left_by(solution)
        yield _Solved(person, job, problem, solution)


def _left_by(solution: JobSolution) -> Left:
    deferral, catch_up, _ = solution.schedule.missing
    return Left(deferral=max(deferral, 0), catch_up=max(catch_up, 0))


def _paydays(one: _Solved) -> Iterator[Payday]:
    for check in one.solution.schedule.simulated[0].checks:
        before_tax = check.pre_tax + (0 if check.catch_up_is_roth else check.catch_up)
        event = PayEvent(check.date, check.gross, check.kind)
        other = check.contributed - before_tax
        yield Payday(
            date=check.date,
            person=one.job.person.name,
            employer=one.job.job.employer,
            gross=int(check.gross),
            pre_tax=int(check.pre_tax),
            roth=int(check.roth),
            catch_up=int(check.catch_up),
            catch_up_is_roth=check.catch_up_is_roth,
            after_tax=int(check.after_tax),
            match=int(check.match),
            nonelective=int(check.nonelective),
            room_left=int(check.room_left),
            take_home=one.problem.take_home(event, int(before_tax), int(other)),
        )


def _changes(one: _Solved) -> Iterator[PaycheckChange]:
    step = one.problem.rules.step
    for change in one.solution.schedule.changes:
        elections = change.elections
        yield PaycheckChange(
            effective=change.effective,
            person=one.job.person.name,
            employer=one.job.job.employer,
            kind=change.kind,
            pre_tax=_elected(elections.pre_tax, step),
            roth=_elected(elections.roth, step),
            catch_up=_elected(elections.catch_up, step),
            after_tax=_elected(elections.after_tax, step),
        )


def _elected(election: Election, step: ElectionStep) -> Elected:
    """An election in the unit of the plan's steps, nothing too."""
    if step.unit == "percent":
        return Percent(int(election.rate or 0))
    return Dollars(int(election.dollars))


def _totals(one: _Solved) -> PaycheckTotals:
    totals, solution = one.solution.schedule.simulated[0].totals, one.solution
    late = sum(int(late.amount) for late in solution.schedule.simulated[0].late)
    return PaycheckTotals(
        person=one.job.person.name,
        employer=one.job.job.employer,
        pre_tax=int(totals.pre_tax),
        roth=int(totals.roth),
        catch_up=int(totals.catch_up),
        after_tax=int(totals.after_tax),
        match=int(totals.match),
        nonelective=int(totals.nonelective),
        annual_additions=int(totals.annual_additions),
        match_lost=int(totals.match_lost),
        true_up_restores=int(totals.true_up_restores),
        unused_room=int(totals.room_left) + late,
        safe_stop=solution.safe_stop,
        held_back=solution.held_back,
        look_again=solution.look_again,
        limit=int(totals.annual_additions) + int(totals.room_left),
    )


def _conflicts(one: _Solved) -> Iterator[Conflict]:
    for given in one.solution.gave_way:
        yield Conflict(
            wish=given.wish,
            gave_way_to=given.to,
            cost=given.cost,
            text=_text(one, given),
        )


def _text(one: _Solved, given: GaveWay) -> Message:
    return message(
        "wish_gave_way",
        person=one.job.person.name,
        employer=one.job.job.employer,
        wish=given.wish,
        to=given.to,
        cost=Amount.of(given.cost),
    )
