"""The accounts of a plan through the year: contributions, growth, and after-tax money that moves to
Roth."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from datetime import date

from megaroth.kernel.money import Cents, positive, rounded, share, smaller, some
from megaroth.kernel.trace import part
from megaroth.law.law import Law
from megaroth.model.household import Household
from megaroth.model.sources import BY_NAME, EMPLOYER, PRE_TAX_ACCOUNTS
from megaroth.planyear.eligibility import Way, made_unstated, may_have_moved, way_out
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.journal import Account, Journal, Movement
from megaroth.planyear.plan_days import (
    AFTER_TAX_ALONE,
    PAYCHECK_PARTS,
    Paycheck,
    contributions_by_day,
    moves_by_day,
)
from megaroth.planyear.result import Rollover
from megaroth.rules.pro_rata import distributed_basis, distributed_basis_first
from megaroth.rules.rollover import roth_rollover_income

DAYS_A_YEAR = 365


@dataclass
class Source:
    """After-tax money in the plan, or the rest of its contract.

    Growth accrues by days on what was put in, on integers alone, so that a column is its rows and
    the frequency of pay makes no difference; it joins the value when money moves, or the year ends.

    Attributes:
        value: cents, without the growth that is accruing.
        basis: after-tax contributions in it, cents.
        pre_1987: the part of the basis contributed before 1987, cents.
        accruing: growth of a year times the days that it ran, cents x days.
    """

    value: Cents = 0
    basis: Cents = 0
    pre_1987: Cents = 0
    accruing: Cents = 0
    since: date | None = None

    def run_to(self, day: date, rate: Cents) -> None:
        """Let growth accrue up to a day."""
        if self.since is not None and day > self.since:
            self.accruing = self.accruing + share(self.value, rate) * (day - self.since).days
        self.since = day

    def realize(self) -> Cents:
        """Let what accrued join the value; gives it."""
        earned = rounded(self.accruing, DAYS_A_YEAR)
        self.value, self.accruing = self.value + earned, self.accruing * 0
        return earned


@dataclass
class PlanAccounts:
    """One job's plan accounts through the year, and what moved out of the after-tax source.

    Attributes:
        journal: every movement; None where nobody asks for them.
    """

    job_year: JobYear
    household: Household
    law: Law
    journal: Journal | None
    after_tax: Source = field(default_factory=Source)
    rest: Source = field(default_factory=Source)
    rollovers: list[Rollover] = field(default_factory=list)

    @property
    def basis_left(self) -> Cents:
        """Basis of the after-tax money that is still in the plan: where the plan is one contract,
        with the rest of it."""
        return self.after_tax.basis + self.rest.basis if self.as_one else self.after_tax.basis

    @property
    def basis_after_loss(self) -> Cents:
        """Basis left in a separate source that is worth less than it."""
        return (
            self.after_tax.basis * 0
            if self.as_one
            else positive(self.after_tax.basis - self.after_tax.value)
        )

    def account(self, source: str) -> Account:
        """An account of this job's plan."""
        return Account(self.job_year.person.name, self.job_year.job.employer, source)

    def own(self, source: str) -> Account:
        """An account of the person outside the plan."""
        return Account(self.job_year.person.name, None, source)

    @functools.cached_property
    def ways(self) -> dict[str, tuple[str, Account, Account]]:
        """For each part of a paycheck: the kind of its movement, where it comes from and where it
        goes."""
        kinds = {
            "deferral": self.job_year.job.elections.kind,
            "catch_up": "roth" if self.job_year.catch_up_is_roth else "pre_tax",
            "after_tax": "after_tax",
        }
        own = {
            name: ("contribution", self.own("pay"), self.account(source))
            for name, source in kinds.items()
        }
        employer = {
            one.name: (one.name, self.account("employer"), self.account(one.account or one.name))
            for one in EMPLOYER
        }
        return own | employer

    @property
    def as_one(self) -> bool:
        """Whether after-tax money and the rest of the plan are one contract."""
        return not self.job_year.plan.separate_after_tax_source

    @property
    def movements(self) -> list[Movement]:
        """Every movement so far; none where no journal is kept."""
        return [] if self.journal is None else self.journal.movements

    def write(self, day: date, kind: str, ways: tuple[Account, Account], *amounts: Cents) -> None:
        """Write a movement into the journal, where one is kept."""
        if self.journal is not None:
            self.journal.write(Movement(day, kind, *ways, *amounts))

    @functools.cached_property
    def growth(self) -> tuple[Account, Account]:
        """Add growth to the sources."""
        return self.own("market"), self.account("after_tax")


def run_plan(
    job_year: JobYear, household: Household, law: Law, held: Cents = 0, *, keep_journal: bool = True
) -> PlanAccounts:
    """One job's year: its sources open, contributions go in on every payday, and after-tax money
    moves when the plan lets it.

    Args:
        job_year: the decided job.
        household: whose job it is.
        law: the numbers of the year.
        held: after-tax money that must go back to the employee: it stays in the source and does not
            move, cents.
        keep_journal: whether to write every movement down. Without it, money that cannot move is
            left out: everything but after-tax money where that is a separate source.
    """
    money = PlanAccounts(job_year, household, law, Journal() if keep_journal else None)
    _open(money)
    money.after_tax.value, money.after_tax.basis = (
        money.after_tax.value - held,
        money.after_tax.basis - held,
    )
    way = way_out(job_year, household, law) if job_year.plan.after_tax else None
    aside = not keep_journal and not money.as_one
    contributions = dict(
        contributions_by_day(job_year, household, AFTER_TAX_ALONE if aside else PAYCHECK_PARTS)
    )
    moves = moves_by_day(job_year, household, way) if way else {}
    title = f"{job_year.person.name}, {job_year.job.employer}"
    for day in sorted(contributions.keys() | moves.keys()):
        _run_to(money, day)
        if day in contributions:
            _contribute(money, day, contributions[day])
        if day in moves:
            with part(title, title=f"the move of {day}"):
                _move(money, day, moves[day])
    year_end = date(household.year, 12, 31)
    _run_to(money, year_end)
    _realize(money, year_end)
    money.after_tax.value, money.after_tax.basis = (
        money.after_tax.value + held,
        money.after_tax.basis + held,
    )
    return money


def _open(money: PlanAccounts) -> None:
    balances, start = money.job_year.job.balances, money.household.starts
    for name, balance in vars(balances).items():
        if balance is None:
            continue
        money.write(
            start,
            "opening",
            (money.own("before"), money.account(name)),
            balance.value,
            balance.basis,
        )
        if name == "after_tax":
            money.after_tax = Source(balance.value, balance.basis, balance.pre_1987, since=start)
        elif name in PRE_TAX_ACCOUNTS:
            money.rest.value = money.rest.value + balance.value
            money.rest.basis = money.rest.basis + balance.basis
    _open_made(money, start)
    money.after_tax.since = money.rest.since = start


def _open_made(money: PlanAccounts, start: date) -> None:
    """After-tax contributions of the year so far that no balance states, where nothing let them
    leave the plan yet."""
    job = money.job_year.job
    made = made_unstated(job)
    if some(made > 0) and not may_have_moved(job, money.household, money.law):
        money.write(start, "opening", (money.own("before"), money.account("after_tax")), made, made)
        money.after_tax.value = money.after_tax.value + made
        money.after_tax.basis = money.after_tax.basis + made


def _run_to(money: PlanAccounts, day: date) -> None:
    money.after_tax.run_to(day, money.household.growth)
    if money.as_one:
        money.rest.run_to(day, money.household.growth)


def _realize(money: PlanAccounts, day: date) -> None:
    if money.as_one:
        money.rest.realize()
    earned = money.after_tax.realize()
    if some(earned != 0):
        money.write(day, "growth", money.growth, earned)


def _contribute(money: PlanAccounts, day: date, paycheck: Paycheck) -> None:
    for name, amount in paycheck.items():
        # A column keeps its shape, be it nothing in every row.
        if isinstance(amount, int) and not amount:
            continue
        kind, origin, target = money.ways[name]
        source = target.source
        if money.journal is not None:
            carried = _basis_and_income(name, source, amount)
            money.write(day, kind, (origin, target), amount, *carried)
        if source == "after_tax":
            money.after_tax.value = money.after_tax.value + amount
            money.after_tax.basis = money.after_tax.basis + amount
        elif source in PRE_TAX_ACCOUNTS:
            money.rest.value = money.rest.value + amount


def _basis_and_income(name: str, account: str, amount: Cents) -> tuple[Cents, Cents]:
    """The basis that a contribution carries, and the income that it brings: the employee's own Roth
    and after-tax money was taxed before, and what the employer contributes as Roth is taxed now."""
    source = BY_NAME.get(name)
    if source is not None and source.is_employer_money:
        return 0, amount if source.taxed else 0
    return amount if account in ("roth", "after_tax") else 0, 0


def _move(money: PlanAccounts, day: date, way: Way) -> None:
    """Empty the after-tax source on one day."""
    _realize(money, day)
    source = money.after_tax
    amount = source.value
    if not some(amount > 0):
        return
    if money.as_one:
        all_basis = source.basis + money.rest.basis
        basis = _basis(amount, source.pre_1987, all_basis, amount + money.rest.value)
    else:
        basis = _basis(amount, source.pre_1987, source.basis, amount)
        all_basis = source.basis
    pre_tax = roth_rollover_income(amount, basis)
    if way[0] == "designated_roth":
        _record(money, day, "designated_roth", amount, basis, taxable=pre_tax)
    elif not money.as_one:
        _record(money, day, "roth_ira", amount, basis, taxable=pre_tax)
    else:
        # Notice 2014-54: the pre-tax part of one distribution may go to a traditional IRA, the
        # basis to a Roth IRA.
        _record(money, day, "traditional_ira", pre_tax, pre_tax * 0, taxable=pre_tax * 0)
        _record(money, day, "roth_ira", basis, basis, taxable=basis * 0)
    left = all_basis - basis
    # Where the contract is the whole plan, basis stays behind with the rest of it.
    source.value = source.value - amount
    if money.as_one:
        money.rest.basis, source.basis = left, left * 0
    else:
        source.basis = left
    source.pre_1987 = positive(source.pre_1987 - basis)


def _basis(amount: Cents, pre_1987: Cents, basis: Cents, balance: Cents) -> Cents:
    if some(pre_1987 > 0):
        return distributed_basis_first(amount, smaller(pre_1987, basis), basis, balance)
    return distributed_basis(amount, basis, balance)


def _record(
    money: PlanAccounts, day: date, to: str, amount: Cents, basis: Cents, *, taxable: Cents
) -> None:
    if not some(amount > 0):
        return
    job_year = money.job_year
    if money.journal is not None:
        target = money.account("roth") if to == "designated_roth" else money.own(to)
        kind = "in_plan_roth_rollover" if to == "designated_roth" else "rollover"
        money.write(day, kind, (money.account("after_tax"), target), amount, basis, taxable)
    money.rollovers.append(
        Rollover(
            date=day,
            person=job_year.person.name,
            employer=job_year.job.employer,
            from_="after_tax",
            to=to,
            amount=amount,
            basis=basis,
            taxable=taxable,
        )
    )


def earnings_at_separation(money: PlanAccounts, years: int, growth: Cents) -> Cents:
    """Earnings that would be taxed if what is left waits some years more, at a growth in parts per
    million."""
    value, basis = money.after_tax.value, money.after_tax.basis
    for _ in range(years):
        value = value + share(value, growth)
    return positive(value - basis)
