"""The paychecks of a household: what to elect at each job, and what each check then does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from megaroth.kernel.message import Amount, Message, message
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.payroll.pay_events import PayEvent
from megaroth.planyear.elections.job_solution import GaveWay
from megaroth.planyear.elections.result import Conflict, Paychecks, PaycheckTotals, Payday
from megaroth.planyear.household_elections import Place, Solved, solved_jobs
from megaroth.planyear.next_january import first_elections
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.planyear.year_under_way import jobs_under_way

_CheckOfPayer = tuple[Place, PayEvent]
"""A check, and who is paid by whom."""


def paychecks(household: Household, law_book: LawBook, today: date | None = None) -> Paychecks:
    """What to elect at each job, from which check on, and what each check then does.

    Args:
        household: any of its plan rules may be unknown: elections exceed no limit whatever they
            are. They bring what they can with the rules that allow the most.
        law_book: the law, with a user's figures and reforms.
        today: a job whose year is under way, and of which the household states nothing, gets no
            elections, which would be January's: the answer says what is still possible there. None
            for a year from January on, whatever the day.

    Raises:
        LawError: megaroth has no law of the year.
        TypeError: an amount is a column.
    """
    household = household.in_its_year
    under_way = jobs_under_way(household, today, law_book)
    unstated = {(one.person, one.employer) for one in under_way}
    all_jobs = solved_jobs(household, law_book)
    solved = [one for one in all_jobs if one.place not in unstated]
    # Plans of one employer share checks: the last one to be solved knows what all of them take.
    left = {at: cents for one in solved for at, cents in _take_home(one)}
    paydays = [row for one in solved for row in _paydays(one, left)]
    changes = [row for one in solved for row in one.changes]
    in_force = {(row.person, row.employer): row for row in changes if row.kind == "regular"}
    changes += first_elections(household, law_book, in_force)
    of_year = plan(household, law_book, today)
    return Paychecks(
        year=household.year,
        under_way=under_way,
        paydays=sorted(paydays, key=lambda row: row.date),
        changes=sorted(changes, key=lambda row: row.effective),
        totals=[_totals(one) for one in solved],
        excesses=of_year.excesses,
        refused=_lowered(of_year),
        conflicts=[row for one in solved for row in _conflicts(one)],
        gap=sum(one.solution.gap for one in solved),
        questions=of_year.questions,
        assumptions=of_year.assumptions,
    )


def _lowered(of_year: PlanYear) -> list[Message]:
    """What is elected at less than the file states, each election once."""
    cut = [one for one in of_year.warnings if one.code == "election_cut"]
    known = {(one.value("employer"), one.value("election")) for one in of_year.refused}
    return [
        *of_year.refused,
        *(one for one in cut if (one.value("employer"), one.value("election")) not in known),
    ]


def _take_home(one: Solved) -> Iterator[tuple[_CheckOfPayer, int]]:
    for check in one.solution.schedule.simulated[0].checks:
        before_tax = check.pre_tax + (0 if check.catch_up_is_roth else check.catch_up)
        event = PayEvent(check.date, check.gross, check.kind)
        other = check.contributed - before_tax
        yield (one.payer, event), one.problem.take_home(event, int(before_tax), int(other))


def _paydays(one: Solved, left: Mapping[_CheckOfPayer, int]) -> Iterator[Payday]:
    for check in one.solution.schedule.simulated[0].checks:
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
            take_home=left[one.payer, PayEvent(check.date, check.gross, check.kind)],
        )


def _totals(one: Solved) -> PaycheckTotals:
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
        lost_before=solution.lost_before,
    )


def _conflicts(one: Solved) -> Iterator[Conflict]:
    for conflict in one.solution.gave_way:
        yield Conflict(
            wish=conflict.wish,
            gave_way_to=conflict.to,
            cost=conflict.cost,
            text=_text(one, conflict),
        )


def _text(one: Solved, conflict: GaveWay) -> Message:
    return message(
        "wish_gave_way",
        person=one.job.person.name,
        employer=one.job.job.employer,
        wish=conflict.wish,
        to=conflict.to,
        cost=Amount.of(conflict.cost),
    )
