"""The settled year: contributions decided, money moved day by day, and the income of the moves
known."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from megaroth.kernel.money import Cents, some, sum_of
from megaroth.kernel.trace import listening, part
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear import ira_and_hsa
from megaroth.planyear.check_by_check import match_short
from megaroth.planyear.excess_after_tax import held_back
from megaroth.planyear.figure import known
from megaroth.planyear.ira_limits import find_ira_limits
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.journal import Journal, Movement
from megaroth.planyear.plan_accounts import PlanAccounts, run_plan
from megaroth.planyear.result import Conversion, Rollover
from megaroth.planyear.setup import set_up
from megaroth.planyear.waterfall import decide
from megaroth.planyear.year_state import MoveIncome, PersonYear, YearState

_MOST_ROUNDS = 4
"""How often a year is decided until the match of its checks is the one that it was decided with."""


@dataclass(frozen=True)
class SettledYear:
    """A decided year whose money has moved. Taxes and answers read it and change nothing in it.

    Attributes:
        year: people and jobs; each person's ``move_income`` is that of the moves here.
        plans: the accounts of every plan.
        rollovers: moves of after-tax money, by date.
        conversions: ordinary Roth conversions.
        journal: every movement; empty where it was not kept.
    """

    year: YearState
    plans: list[PlanAccounts]
    rollovers: list[Rollover]
    conversions: list[Conversion]
    journal: Journal

    def accounts_of(self, job: JobYear) -> PlanAccounts | None:
        """The plan accounts of a job; None where it has no plan."""
        return next((accounts for accounts in self.plans if accounts.job_year is job), None)


def settle(household: Household, law_book: LawBook, *, keep_journal: bool = True) -> SettledYear:
    """Set a household's year up, decide its contributions and move its money.

    Income of the moves counts in the income that limits Roth IRA contributions, and is known only
    when money has moved. Where it changes an IRA limit, the year is decided and its money moved
    once more.

    Args:
        household: the household; pay, growth and balances may be columns of one length.
        law_book: the law, with a user's figures and reforms.
        keep_journal: whether to write every movement down.

    Raises:
        LawError: megaroth holds no law of the year.
    """
    law = year_law(household, law_book)
    first = _moved(_decided(household, law, keep_journal=keep_journal), keep_journal=keep_journal)
    if household.magi is not None or not _brings_income(first.year):
        return first
    # While somebody listens the year is settled again in any case, so that every step heard has the
    # income of the moves.
    if not listening():
        limited = _with_ira_limits(first.year)
        if _same_ira_limits(first.year, limited):
            return replace(first, year=limited)
    incomes = [person.move_income for person in first.year.people]
    again = _decided(household, law, incomes, keep_journal=keep_journal)
    return _moved(again, keep_journal=keep_journal)


def _decided(
    household: Household, law: Law, incomes: Sequence[MoveIncome] = (), *, keep_journal: bool
) -> YearState:
    """The year decided with the match that its checks bring.

    The match is part of every limit. Where checks bring another one than the formula of the year
    (uneven checks, a compensation limit by check), the year is decided again with it.
    """
    shorts: list[Cents] = []
    for _ in range(_MOST_ROUNDS):
        year = set_up(household, law, incomes)
        for job, short in zip(year.jobs, shorts, strict=False):
            job.match_short = short
        decide(year)
        found = [match_short(job, household.as_of, keep_checks=keep_journal) for job in year.jobs]
        if not any(some(short != 0) for short in found):
            return year
        shorts = [job.match_short + short for job, short in zip(year.jobs, found, strict=True)]
    return year


def year_law(household: Household, law_book: LawBook) -> Law:
    """The law of the household's year, at the inflation that it states."""
    # One rate for all rows: a column of them raises TypeError.
    return law_book.law(
        household.year, None if household.inflation is None else operator.index(household.inflation)
    )


def _moved(year: YearState, *, keep_journal: bool) -> SettledYear:
    """A decided year with its money moved."""
    plans = [
        run_plan(job, year.household, year.law, held_back(year, job), keep_journal=keep_journal)
        for job in year.jobs
        if job.has_plan
    ]
    settled = replace(year, people=[_after_moves(person, plans) for person in year.people])
    rollovers = sorted(
        (move for accounts in plans for move in accounts.rollovers), key=lambda move: move.date
    )
    journal = Journal()
    if keep_journal:
        journal.write_all(_movements(settled, plans))
    return SettledYear(settled, plans, rollovers, ira_and_hsa.conversions(settled), journal)


def _movements(year: YearState, plans: list[PlanAccounts]) -> Iterable[Movement]:
    for accounts in plans:
        yield from accounts.movements
    yield from ira_and_hsa.movements(year)


def _after_moves(person: PersonYear, plans: list[PlanAccounts]) -> PersonYear:
    """The person with the income of the year's moves, and the untaxed part of the ordinary
    conversion.

    Pre-tax plan money that reached a traditional IRA this year is in the year-end value of Form
    8606 line 6.
    """
    moves = [
        move
        for accounts in plans
        if accounts.job_year.person is person.person
        for move in accounts.rollovers
    ]

    def brought(to: str) -> Cents:
        return sum_of(known(move.taxable) for move in moves if move.to == to)

    moved = replace(
        person,
        move_income=MoveIncome(in_plan=brought("designated_roth"), to_roth_ira=brought("roth_ira")),
        rolled_to_traditional=sum_of(
            known(move.amount) for move in moves if move.to == "traditional_ira"
        ),
    )
    with part(person.person.name, title="conversion"):
        return replace(moved, conversion_basis=moved.untaxed_conversion(moved.traditional_ira))


def _brings_income(year: YearState) -> bool:
    incomes = [person.move_income for person in year.people]
    return any(some(one.in_plan > 0) or some(one.to_roth_ira > 0) for one in incomes)


def _with_ira_limits(year: YearState) -> YearState:
    """The year with the IRA limits that its known income allows."""
    found = replace(year, people=[replace(person) for person in year.people])
    find_ira_limits(found)
    return found


def _same_ira_limits(before: YearState, after: YearState) -> bool:
    """Whether the limits for direct Roth IRA contributions and IRA deductions are unchanged."""
    return not any(
        some(one.roth_ira_limit != other.roth_ira_limit)
        or some(one.deductible_ira != other.deductible_ira)
        for one, other in zip(before.people, after.people, strict=True)
    )
