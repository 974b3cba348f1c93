"""One year of a projection: its income, the withdrawals that it needs, and the tax on them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from megaroth.kernel.money import PPM, Column, total
from megaroth.projection.accounts import Accounts, Returns, above_zero, sum_columns, zeros
from megaroth.projection.early_money import early_money
from megaroth.projection.filed_returns import TaxReturns
from megaroth.projection.income_to_fill import IncomeToFill
from megaroth.projection.policy import Flags
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.tax_returns import assess, explained, returns_before
from megaroth.projection.withdraw import Open, Plan, divided, following_tax, withdrawals
from megaroth.projection.year_state import YearState
from megaroth.rules.rmd import first_rmd_year
from megaroth.tax.federal import gross_income
from megaroth.tax.surtaxes import medicare_premiums

_CONVERSION_ROUNDS, _ROUNDS = 2, 5
"""The number of iterations between a year's conversions or withdrawals and the tax on them."""

_ROUNDS_AT_WORK = 3
"""The number of iterations in a year of work without conversions, in which withdrawals are sales in
the taxable account with little tax."""

_CLOSE = 100
"""Cents by which the last two iterations may differ. Any remaining gap is borrowed until the next
year."""

_NEXT = 1_000_00
"""The additional income for the marginal rate, cents."""


class Year(YearState):
    """One year that finds its withdrawals and the tax on them."""

    def __init__(
        self,
        given: ScenarioInputs,
        accounts: Accounts,
        year: int,
        rate: Returns,
        magis: Sequence[list[Column]],
        prices: Returns | None = None,
    ) -> None:
        super().__init__(given, accounts, year, rate, prices)
        self.base = returns_before(self)
        self.premiums = self._premiums(magis)
        self.drawn = self._draw(zeros(self.rows), [zeros(self.rows) for _ in self.filers])

    # Known amounts

    def _premiums(self, magis: Sequence[list[Column]]) -> Column:
        """Premiums of people of 65, based on the income of their return two years before.

        Earlier years are unknown, so the first year's income without withdrawals replaces theirs.
        """
        ahead = self.given.ahead
        back = self.law.medicare_income_years
        living, then = ahead.living(self.year), max(self.year - back, ahead.first)
        status, found = ahead.status(then), zeros(self.rows)
        for at, places in enumerate(ahead.filers(then)):
            people = [self.people[place] for place in places]
            covered = sum(
                person in living and ahead.has_medicare(person, self.year) for person in people
            )
            if covered:
                before = (
                    magis[-back] if len(magis) >= back else magis[0] if magis else self._own_magis()
                )
                magi = before[at]
                # Spouses who lived apart all year use the tiers of a single person (42 USC
                # 1395r(i)(3)(C)(iii)(II)).
                apart = status == "married_separate" and not self.household.lived_apart
                each = medicare_premiums(self.law, magi, status == "married_joint", apart)
                found = found + covered * self.whole(each)
        return found

    def _own_magis(self) -> list[Column]:
        """The income for Medicare premiums of each return of the year, without withdrawals."""
        return [
            self.whole(gross_income(self.law, items).agi + items.tax_exempt_interest)
            for items in self.base
        ]

    @functools.cached_property
    def income(self) -> Column:
        """Pay, benefits, pensions, interest, receipts and other income, before contributions and
        tax."""
        found = [self.work.gross if self.work else 0, self.untaxed]
        for items in self.base:
            found += [
                items.pensions,
                items.interest,
                items.tax_exempt_interest,
                items.other_income,
                items.social_security,
            ]
        return self.whole(total(*found))

    @functools.cached_property
    def cash(self) -> Column:
        """Cash for spending and income tax before any withdrawal."""
        taken = self.work.own + self.work.payroll_tax if self.work else 0
        insurance = self.insurance.premium if self.insurance else 0
        return (
            self.income
            + self.dividends
            + sum_columns(self.required)
            + self.from_hsa
            - self.premiums
            - insurance
            - taken
        )

    @functools.cached_property
    def loan(self) -> Column:
        """A negative taxable account is a loan for tax that was underestimated. After work,
        withdrawals or income repay it."""
        return (
            zeros(self.rows) if self.work is not None else above_zero(-self.accounts.taxable.value)
        )

    # Iterations of tax and withdrawals

    def settle(self, guess: Column) -> None:
        """Find the withdrawals and the tax on them; ``guess`` is the tax of the year before."""
        loan, tax, converts = self.loan, guess, self._converts()
        some_convert = bool(converts.any())
        room = self._room()
        if some_convert:
            # Rows without conversions continue as they would alone.
            self.assessed = assess(self)
            room = [
                np.where(converts, now, before)
                for now, before in zip(self._room(), room, strict=True)
            ]
        fills = some_convert and self.decision is None
        if fills:
            # Withdrawals and conversions fill the bracket together, so its tax is known before they
            # are.
            self.converted = self._to_convert(room, converts)
            self.assessed = assess(self)
            tax = np.where(converts, self.assessed.tax, guess)
        before: tuple[Column, Column] | None = None
        rounds = _ROUNDS if self.work is None or some_convert else _ROUNDS_AT_WORK
        for turn in range(rounds):
            early = turn < _CONVERSION_ROUNDS
            need = self.spending + tax + loan - self.cash
            if early and fills:
                self.converted = [zeros(self.rows) for _ in self.people]
                self.drawn = self._draw(above_zero(need), room)
                self.converted = self._to_convert(room, converts)
            else:
                if early and some_convert:
                    self.converted = self._to_convert(room, converts)
                left = [
                    above_zero(most - sum_columns([self.converted[place] for place in places]))
                    for most, places in zip(room, self.filers, strict=True)
                ]
                self.drawn = self._draw(above_zero(need), left)
            self.assessed = assess(self)
            enough = (need <= 0) & (self.spending + self.assessed.tax + loan <= self.cash)
            # A path that has converged repeats the same tax while others continue, so that no path
            # depends on others.
            found = self.assessed.tax
            if early:
                settled = enough & ~converts
                following, room = following_tax(before, tax, found), self._room()
            else:
                settled = enough | (np.abs(found - tax) <= _CLOSE)
                following = np.where(settled, tax, following_tax(before, tax, found))
            if settled.all():
                break
            before, tax = (tax, found), following

    def _open(self) -> list[Column]:
        """Pre-tax money of each person after required distributions; only IRAs if the plans allow
        no withdrawals."""
        rows = zip(
            self.accounts.plans,
            self.accounts.iras,
            self.required,
            self.required_of_iras,
            self.usable,
            strict=True,
        )
        return [
            (plan.value + of_ira - least) * usable + ira.value - of_ira
            for plan, ira, least, of_ira, usable in rows
        ]

    def _to_convert(self, room: list[Column], converts: Flags) -> list[Column]:
        """Conversions of each person: the stated amount, or what fits the bracket of each return in
        addition to withdrawals."""
        there, drawn = self._open(), self.drawn.pre_tax
        room = [one * converts for one in room]
        if len(self.filers) > 1 and self.decision is None:
            return [
                above_zero(np.minimum(most, one) - gone)
                for most, one, gone in zip(room, there, drawn, strict=True)
            ]
        most = (
            above_zero(room[0] - sum_columns(drawn))
            if self.decision is None
            else self.whole(self.decision.converted)
        )
        return divided(np.minimum(most, sum_columns(there) - sum_columns(drawn)), there)

    def _draw(self, need: Column, room: list[Column]) -> Plan:
        first = None
        # An order of withdrawals does not use IRAs of people who work before 59 1/2; stated
        # withdrawals can.
        reach = self.usable
        if self.decision is not None and self.decision.draws:
            first = (
                above_zero(self.whole(self.decision.pre_tax) - sum_columns(self.required)),
                self.decision.roth,
            )
            reach = [True] * len(self.people)
        pre_tax = [
            (one - gone) * ok
            for one, gone, ok in zip(self._open(), self.converted, reach, strict=True)
        ]
        roth = [one.value * ok for one, ok in zip(self.accounts.roth, reach, strict=True)]
        there = Open(
            self.accounts.taxable.value - self.dividends,
            pre_tax,
            roth,
            self._free_hsa(),
            room,
            early_money(self) if self.policy.aware else None,
        )
        return withdrawals(there, need, self.policy, first)

    def _free_hsa(self) -> Column:
        """Health savings that only income tax applies to if they pay for other expenses: after
        work, from 65 (IRC 223(f)(4)(C))."""
        old = self.work is None and all(
            person.age(self.year) >= self.law.medicare_age
            for person in self.given.ahead.living(self.year)
        )
        return (self.accounts.hsa - self.from_hsa) * old

    def _converts(self) -> Flags:
        """Whether pre-tax money is converted: between work and required distributions."""
        before = all(
            self.year < first_rmd_year(person.born.year)
            for person in self.given.ahead.living(self.year)
        )
        if self.decision is not None:
            return np.full(self.rows, bool(np.any(self.decision.converted)))
        return np.broadcast_to(self.policy.converts & (self.work is None and before), self.rows)

    def _room(self) -> list[Column]:
        """Ordinary income that still fits the income to fill, of each return."""
        return [
            self._to_fill.room(*income)
            for income in zip(self.assessed.ordinary, self.assessed.modest, strict=True)
        ]

    @functools.cached_property
    def _to_fill(self) -> IncomeToFill:
        prices = self.given.ahead.prices(self.year)
        return IncomeToFill(self.policy, self.law, self.status, prices)

    def marginal_rate(self) -> Column:
        """Income tax on the next thousand dollars of ordinary income (on the first of separate
        returns), parts per million."""
        found: Column = (assess(self, _NEXT).tax - self.assessed.tax) * PPM // _NEXT
        return found

    def returns(self) -> list[TaxReturns]:
        """The year's returns of the only path."""
        return explained(self)
