"""The elections of a household: each job solved, the ones before it known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.payroll.elections import Election, ElectionStep
from megaroth.payroll.payroll_rules import PayrollRules
from megaroth.planyear.elections.few_changes import days_of_change
from megaroth.planyear.elections.job_problem import Left, problem_of
from megaroth.planyear.elections.job_solution import JobSolution, solve_job
from megaroth.planyear.elections.problem import Problem
from megaroth.planyear.elections.result import Dollars, Elected, PaycheckChange, Percent
from megaroth.planyear.elections.take_home import Taken
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.settle import settle, year_law
from megaroth.planyear.setup import set_up
from megaroth.planyear.unknowns import favorable, resolve, scenarios, slots
from megaroth.planyear.year_state import PersonYear, YearState

_MOST_CASES = 12
"""Combinations of unknown rules that elections are held against."""

Place = tuple[str, str]
"""A person and an employer."""


@dataclass(frozen=True)
class Solved:
    """A job, what its elections should bring, and the elections."""

    person: PersonYear
    job: JobYear
    problem: Problem
    solution: JobSolution

    @property
    def place(self) -> Place:
        """The person and the employer."""
        return self.job.person.name, self.job.job.employer

    @property
    def payer(self) -> Place:
        """The person and the employer whose checks the plan takes contributions from."""
        return self.job.person.name, (self.job.paid_by or self.job).job.employer

    @property
    def changes(self) -> list[PaycheckChange]:
        """What to enter, by kind and day."""
        return list(_changes(self))


def solved_jobs(household: Household, law_book: LawBook) -> list[Solved]:
    """The elections of every job with checks to come.

    Args:
        household: in its year; any of its plan rules may be unknown.
        law_book: the law, with a user's figures and reforms.
    """
    year = settle(favorable(household, law_book), law_book, keep_journal=False).year
    return list(_solved(year, _other_rules(household, law_book)))


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
) -> Iterator[Solved]:
    """The solution of each job, the ones before it known."""
    jobs = [
        (person, job)
        for person in plan_year.people
        for job in person.jobs
        if job.has_plan and not job.job.self_employed and (job.paid_by or job).ahead
    ]
    most = plan_year.household.max_changes
    # Deferrals to 457(b) plans have a limit of their own, so what they lack goes to no other plan.
    behind: dict[tuple[str, bool], Left] = {}
    taken: dict[Place, Taken] = {}
    for place, (person, job) in enumerate(jobs):
        mine = None if most is None else most // (len(jobs) - place)
        limit = job.person.name, bool(job.is_457b)
        before = behind.get(limit, Left())
        shifted = before.taken_by(job)
        payer = job.person.name, (job.paid_by or job).job.employer
        problem = problem_of(
            plan_year,
            person,
            job,
            others=others.get((job.person.name, job.job.employer), ()),
            left=shifted,
            taken=taken.get(payer, {}),
            max_changes=mine,
        )
        solution = solve_job(problem)
        if most is not None:
            most -= days_of_change(solution.schedule)
        behind[limit] = before.after(shifted, _left_by(solution))
        taken[payer] = _taken_with(taken.get(payer, {}), solution)
        yield Solved(person, job, problem, solution)


def _taken_with(before: Taken, solution: JobSolution) -> Taken:
    """What plans take from their payer's checks once another one's elections are known: of every
    case the most."""
    own: dict[tuple[date, str], tuple[int, int]] = {}
    for simulated in solution.schedule.simulated:
        for check in simulated.checks:
            before_tax = int(check.pre_tax) + (0 if check.catch_up_is_roth else int(check.catch_up))
            most = own.get((check.date, check.kind), (0, 0))
            amounts = before_tax, int(check.contributed) - before_tax
            own[check.date, check.kind] = max(most[0], amounts[0]), max(most[1], amounts[1])
    return {
        at: (before.get(at, (0, 0))[0] + mine[0], before.get(at, (0, 0))[1] + mine[1])
        for at, mine in own.items()
    }


def _left_by(solution: JobSolution) -> Left:
    deferral, catch_up, _ = solution.schedule.missing
    return Left(deferral=max(deferral, 0), catch_up=max(catch_up, 0))


def _changes(one: Solved) -> Iterator[PaycheckChange]:
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
            catch_up_is_roth=one.problem.rules.catch_up_is_roth,
        )


def _elected(election: Election, step: ElectionStep) -> Elected:
    """An election in the unit of the plan's steps, nothing too."""
    if step.unit == "percent":
        return Percent(int(election.rate or 0))
    return Dollars(int(election.dollars))
