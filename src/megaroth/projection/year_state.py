"""The state of one projected year over paths: accounts, tax returns, withdrawals and conversions so
far."""

from __future__ import annotations

import functools

import numpy as np

from megaroth.kernel.money import PPM, Cents, Column, total
from megaroth.law.law import Law
from megaroth.planyear.state_return import Residence
from megaroth.projection.account_returns import account_returns, paid
from megaroth.projection.accounts import (
    Accounts,
    Money,
    Returns,
    above_zero,
    part,
    zeros,
)
from megaroth.projection.jobs_held import separated_late, with_plans
from megaroth.projection.level_amounts import Lost, lost_to_prices
from megaroth.projection.marketplace import insurance_of
from megaroth.projection.moved_after_tax import Moved, earned_of
from megaroth.projection.pre_tax import Sources, Taken, leaves_contract, take, usable_part
from megaroth.projection.scenario_inputs import ScenarioInputs, YearTax, idle_state_items
from megaroth.projection.timeline import grown as money_of
from megaroth.projection.withdraw import Plan, divided
from megaroth.projection.working_years import PersonFlows
from megaroth.rules.rmd import first_rmd_year, required_minimum
from megaroth.tax.federal import Return
from megaroth.tax.states.resident import StateItems


class YearState:
    """One year over paths, while it is calculated.

    Attributes:
        accounts: balances on January 1, until the year is closed.
        untaxed: receipts and parts of pensions that are not income on a return.
        lost: what level amounts lose to prices that grow faster than assumed; None if no prices are
            drawn or no amount is level.
        insurance: health insurance that is bought between work and Medicare.
        growth: the return of each kind of account in the year, which only the tax on rollovers depends on.
        prices: ratios of price growth to the assumed growth; None if as assumed.
        flows: contributions and rollovers of each person.
        dividends, interest, realized: income of the taxable account; ``unqualified`` is the part
            of the dividends that is ordinary income.
        required: minimum distribution of each person, and periodic payments that have begun;
            ``required_of_iras`` is the part that IRAs must give.
        payments: periodic payments of each person that have begun (IRC 72(t)(2)(A)(iv)).
        policy: how years after work are paid for.
        filers: indexes of the people on each tax return; ``base`` is each return without
            withdrawals.
        home: where the household lives.
        premiums: Medicare premiums.
        drawn: withdrawals in addition to required distributions.
        converted: conversions of each person, between work and required distributions.
        assessed: the tax.
    """

    def __init__(
        self,
        inputs: ScenarioInputs,
        accounts: Accounts,
        year: int,
        rate: Returns,
        prices: Returns | None = None,
        bonds: Returns | None = None,
    ) -> None:
        self.inputs, self.accounts, self.year, self.prices = inputs, accounts, year, prices
        self.household = inputs.ahead.household
        self.assumed = self.household.assumptions
        self.people = self.household.people
        self.rows = len(rate)
        level = self.assumed.bond_interest / PPM
        self.growth = account_returns(
            self.assumed, rate, np.full(self.rows, level) if bonds is None else bonds
        )
        self.work = inputs.working.get(year)
        flows = (
            dict(
                zip((one.name for one in self.work.household.people), self.work.people, strict=True)
            )
            if self.work
            else {}
        )
        self.flows = [flows.get(person.name, PersonFlows()) for person in self.people]
        self.status, self.filers = inputs.ahead.status(year), inputs.ahead.filers(year)
        self.law: Law = self.work.law if self.work else inputs.ahead.law(year)
        self.state = inputs.ahead.state(year)
        city = self.household.city if self.state == self.household.state else None
        self.home = self.work.home if self.work else Residence(year, self.state, city)
        self.spending = inputs.spending[year]
        self.untaxed: Cents = inputs.ahead.untaxed(year)
        self.lost: Lost | None = None
        if accounts.price_levels:
            self.lost = lost_to_prices(inputs.ahead, accounts, year)
            self.spending = self.spending - self.lost.expenses
            self.untaxed = self.untaxed - self.lost.untaxed
        self.insurance = insurance_of(inputs.ahead, year)
        self.decision = inputs.decisions.get(year)
        taxable = accounts.taxable
        pays, invested = paid(self.assumed), above_zero(taxable.value)
        self.dividends = part(invested, pays.dividends)
        self.unqualified = part(self.dividends, self.assumed.unqualified_dividends / PPM)
        self.interest = part(invested, pays.interest)
        self.realized = part(above_zero(taxable.value - taxable.basis), self.assumed.turnover / PPM)
        self.policy = inputs.policy
        self.required_of_iras = [
            self._least(place, accounts.iras[place].value) for place in range(len(self.people))
        ]
        self.required = [
            least + self._required_of_plans(place)
            for place, least in enumerate(self.required_of_iras)
        ]
        self.payments = [self._payment(place) for place in range(len(self.people))]
        self.base: list[Return] = []
        self.premiums = zeros(self.rows)
        self.converted = [zeros(self.rows) for _ in self.people]
        nothing = [zeros(self.rows) for _ in self.filers]
        none = zeros(self.rows)
        self.assessed = YearTax(none, none, nothing, nothing, none, nothing, none)
        by_person = [zeros(self.rows) for _ in self.people]
        self.drawn = Plan(none, by_person, by_person, none, none, by_person)

    def whole(self, amount: Cents) -> Column:
        """An amount as a column over the paths."""
        if isinstance(amount, np.ndarray) and amount.shape == (self.rows,):
            return amount
        return np.full(self.rows, amount, dtype=np.int64)

    def _required_of_plans(self, place: int) -> Column:
        """Required distributions from plans. They wait while the person works (IRC
        401(a)(9)(C)(i)(II)); those of IRAs do not."""
        person = self.people[place]
        jobs = (
            [
                job
                for one in self.work.household.people
                if one.name == person.name
                for job in one.jobs
            ]
            if self.work
            else []
        )
        # Distributions do not wait for owners of more than 5% (IRC 401(a)(9)(C)(ii)(I)) or from
        # plans of former employers.
        left = [
            job
            for job in with_plans(person)
            if job.ended is not None and job.ended.year <= self.year
        ]
        waits = (
            bool(jobs)
            and not left
            and not any(job.five_percent_owner or job.self_employed for job in jobs)
        )
        return zeros(self.rows) if waits else self._least(place, self.accounts.plans[place].value)

    def _least(self, place: int, balance: Column) -> Column:
        person = self.people[place]
        if self.year < first_rmd_year(person.born.year):
            return zeros(self.rows)
        return np.minimum(self.whole(required_minimum(balance, person.age(self.year))), balance)

    def _payment(self, place: int) -> Column:
        """The year's periodic payment of a person, which joins what must be distributed."""
        series = self.accounts.payments[place]
        due: Column = series.amount * (self.year <= series.until)
        if not due.any():
            return due
        # They end long before required minimum distributions begin.
        plan, ira = self.paying(place)
        due = np.minimum(due, plan + ira)
        of_plan, of_ira = divided(due, [plan, ira])
        self.required_of_iras[place] = self.required_of_iras[place] + of_ira
        self.required[place] = self.required[place] + of_plan + of_ira
        return due

    def paying(self, place: int) -> tuple[Column, Column]:
        """Plan and IRA money of a person that periodic payments may come out of: plan money that
        has no additional tax anyway is left out."""
        plan, ira = self.accounts.plans[place].value, self.accounts.iras[place].value
        return plan * (not self.separated_late(place)), ira

    @functools.cached_property
    def from_hsa(self) -> Column:
        """Expenses paid by health savings accounts: Medicare premiums, and after work medical
        costs."""
        found: Column = np.minimum(self.accounts.hsa, self.premiums + self._medical())
        return found

    def _medical(self) -> Column:
        """Medical costs of a year after work, as a share of its spending."""
        if self.work is not None or not int(self.household.medical):
            return zeros(self.rows)
        medical = money_of(self.household.medical, self.inputs.ahead.prices(self.year))
        found: Column = np.minimum(self.whole(self.spending), medical)
        return found

    @functools.cached_property
    def state_items(self) -> list[StateItems]:
        """What each state return needs in addition to the federal one, without income from
        accounts."""
        if self.work is not None:
            return self.work.state_items
        return idle_state_items(self.inputs.ahead, self.year)

    def fees(self) -> Cents:
        """Fees of the year's rollovers and conversions."""
        fee = money_of(self.assumed.conversion_fee, self.inputs.ahead.prices(self.year))
        if not fee:
            return 0
        of_work = self.work.fees if self.work is not None else 0
        return total(of_work, *(fee * (one > 0) for one in self.converted))

    @functools.cached_property
    def usable(self) -> list[bool]:
        """Whether each person can withdraw from plans: after leaving the jobs so far, and from
        59 1/2."""
        ahead = self.inputs.ahead
        return [
            ahead.left_jobs(person, self.year) or not self.young(place)
            for place, person in enumerate(self.people)
        ]

    @functools.cached_property
    def moved_income(self) -> list[tuple[Cents, Cents]]:
        """Income from each person's rollovers to Roth IRAs and to designated Roth accounts, at the
        year's return. What employers contribute as Roth is reported as a move into the account."""
        return [self._moved_income(place) for place in range(len(self.people))]

    def _moved_income(self, place: int) -> tuple[Cents, Cents]:
        flows = self.flows[place]
        outside: Cents = 0
        inside = flows.taxed_employer
        # The first year is the plan's own, day by day: nothing earned after the move is taxed.
        if flows.one_contract and self.year > self.inputs.ahead.first:
            if "designated_roth" in flows.moved:
                amount, basis = self.contract(place)
                inside = total(inside, amount - basis)
            return outside, inside
        for to, moved in flows.moved.items():
            taxed = above_zero(
                np.rint(moved.taxed[0] + moved.taxed[1] * self.growth.plan_roth).astype(np.int64)
            )
            if to == "designated_roth":
                inside = total(inside, taxed)
            elif to == "roth_ira":
                outside = total(outside, np.where(self.inputs.split, 0, taxed))
        return outside, inside

    def taken(self) -> list[Taken | None]:
        """Withdrawals and conversions from each person's plans and IRAs; None of a person where
        nothing leaves them on any path."""
        return [
            self._taken(place) if self._leaves(place) else None for place in range(len(self.people))
        ]

    def _leaves(self, place: int) -> bool:
        """Whether anything leaves a person's plans and IRAs."""
        return any(
            bool(one.any()) if isinstance(one, np.ndarray) else one != 0
            for one in (
                self.drawn.pre_tax[place],
                self.converted[place],
                self.required[place],
                self.flows[place].backdoor_roth,
            )
        )

    def _taken(self, place: int) -> Taken:
        # The file states IRA values of the first December 31.
        growth = self.growth.ira if self.year > self.inputs.ahead.first else 0.0
        return take(
            Sources(
                usable_part(self.accounts.plans[place], self.usable[place]),
                self.accounts.iras[place],
                self.required[place] - self.required_of_iras[place],
                self.required_of_iras[place],
                self.young(place) and self.separated_late(place),
            ),
            self.drawn.pre_tax[place],
            self.converted[place],
            self.flows[place].backdoor_roth,
            growth,
            self._rolled_in[place],
        )

    @functools.cached_property
    def _rolled_in(self) -> list[Column | int]:
        return [self._rolled_in_of(place) for place in range(len(self.people))]

    def _rolled_in_of(self, place: int) -> Column | int:
        """Rollovers from plans to IRAs within the year, at the year's return."""
        flows = self.flows[place]
        if not flows.moved:
            return 0
        if flows.one_contract:
            amount, basis = self.contract(place)
            return 0 if "designated_roth" in flows.moved else amount - basis
        split, pre_tax = (flows.moved.get(to, Moved()) for to in ("roth_ira", "traditional_ira"))
        # Where a person has plans of both kinds, the part of one contract that is not basis goes to
        # a traditional IRA.
        rate = self.growth.plan_roth
        rolled: Column = np.where(self.inputs.split, earned_of(split, rate), 0)
        return rolled + pre_tax.basis + earned_of(pre_tax, rate)

    def contract(self, place: int) -> tuple[Column, Column]:
        """After-tax money that leaves a plan that is one contract, and the basis in it, at the
        year's return."""
        plan = self.accounts.plans[place]
        rest = Money(plan.value - self.required[place] + self.required_of_iras[place], plan.basis)
        # The plan year calculates the first year day by day.
        first = self.year == self.inputs.ahead.first
        return leaves_contract(
            self.flows[place], self.accounts.after_tax[place], rest, self.growth, day_by_day=first
        )

    def separated_late(self, place: int) -> bool:
        """Whether plan money is free of the additional tax, because every job with a plan ended in
        or after the year of the 55th birthday."""
        return separated_late(self.people[place], self.inputs.ahead.first, self.law)

    def half_years(self, place: int) -> int:
        """The age of a person in half-years at the end of the year; 59 1/2 counts from the year of
        the 60th birthday."""
        return 2 * self.people[place].age(self.year)

    def young(self, place: int) -> bool:
        """Whether a person is younger than 59 1/2, so that distributions are early."""
        return self.half_years(place) < self.law.early_distribution_age_in_half_years

    @functools.cached_property
    def divides(self) -> bool:
        """Whether tax depends on how withdrawals divide between plans and IRAs: with basis, or
        before 59 1/2."""
        basis = any(one.basis.any() for one in (*self.accounts.plans, *self.accounts.iras)) or bool(
            self.accounts.ira_taxed.any()
        )
        return bool(
            basis
            or any(np.any(flows.backdoor_roth) for flows in self.flows)
            or any(self.young(place) for place in range(len(self.people)))
        )
