"""One year of a projection: what is given, what must be drawn, and the tax on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from megaroth.kernel.money import PPM, Column, total
from megaroth.projection.accounts import Accounts, Returns, above_zero, sum_columns, zeros
from megaroth.projection.early_money import early_money
from megaroth.projection.filed_returns import TaxReturns
from megaroth.projection.income_to_fill import room_of
from megaroth.projection.policy import Flags
from megaroth.projection.scenario_inputs import Given
from megaroth.projection.tax_returns import assess, explained, returns_before
from megaroth.projection.timeline import grown as money_of
from megaroth.projection.withdraw import Open, Plan, divided, following_tax, withdrawals
from megaroth.projection.year_state import YearState
from megaroth.rules.rmd import first_rmd_year
from megaroth.tax.federal import gross_income
from megaroth.tax.surtaxes import medicare_premiums

_CONVERSION_ROUNDS, _ROUNDS = 2, 5
"""How often a year's conversions, and its withdrawals, are worked out with the tax on them in
turn."""

_ROUNDS_AT_WORK = 3
"""Of a year of work without conversions: what is drawn is sold in the taxable account, and bears
little tax."""

_CLOSE = 100
"""Cents by which the last two rounds may differ; what is still off is borrowed until the next
year."""

_NEXT = 1_000_00
"""Income that a marginal rate is taken over, cents."""


class Year(YearState):
    """One year that settles what must be drawn and the tax on it.

    Attributes:
        premiums: of Medicare.
    """

    def __init__(
        self,
        given: Given,
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

    # What is given

    def _premiums(self, magis: Sequence[list[Column]]) -> Column:
        """Premiums of those of 65, by the income that each one's return of two years before had.

        Of the years before the first nothing is known: its own income stands for theirs, without
        what accounts give in it.
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
                # Spouses who lived apart all year have the tiers of a single person (42 USC
                # 1395r(i)(3)(C)(iii)(II)).
                apart = status == "married_separate" and not self.household.lived_apart
                each = medicare_premiums(self.law, magi, status == "married_joint", apart)
                found = found + covered * self.whole(each)
        return found

    def _own_magis(self) -> list[Column]:
        """Income that decides about Medicare premiums, of each return of the year, without what
        accounts give."""
        return [
            self.whole(gross_income(self.law, items).agi + items.tax_exempt_interest)
            for items in self.base
        ]

    @property
    def income(self) -> Column:
        """Pay, benefits, pensions, interest and other income, before contributions and tax."""
        gross = self.work.gross if self.work else 0
        beside = [
            (
                items.pensions,
                items.interest,
                items.tax_exempt_interest,
                items.other_income,
                items.social_security,
            )
            for items in self.base
        ]
        return (
            zeros(self.rows) + gross + total(*(amount for amounts in beside for amount in amounts))
        )

    @property
    def from_hsa(self) -> Column:
        """What health savings accounts pay: Medicare premiums, and after work medical costs."""
        found: Column = np.minimum(self.accounts.hsa, self.premiums + self._medical())
        return found

    def _medical(self) -> Column:
        """Medical costs of a year after work, a part of its spending."""
        if self.work is not None or not int(self.household.medical):
            return zeros(self.rows)
        medical = money_of(self.household.medical, self.given.ahead.prices(self.year))
        found: Column = np.minimum(self.whole(self.spending), medical)
        return found

    @property
    def cash(self) -> Column:
        """What is free for spending and income tax before anything is drawn."""
        taken = self.work.own + self.work.payroll_tax if self.work else 0
        return (
            self.income
            + self.dividends
            + sum_columns(self.required)
            + self.from_hsa
            - self.premiums
            - taken
        )

    @property
    def loan(self) -> Column:
        """A taxable account below zero is a loan for tax that was not foreseen; after work what is
        drawn or earned pays it back."""
        return (
            zeros(self.rows) if self.work is not None else above_zero(-self.accounts.taxable.value)
        )

    # Tax and withdrawals in turn

    def settle(self, guess: Column) -> None:
        """Find what to draw, and the tax on it; ``guess`` is the tax of the year before."""
        loan, tax, converts = self.loan, guess, self._converts()
        some_convert = bool(np.any(converts))
        room = self._room()
        if some_convert:
            # Rows that convert nothing go on as they would alone.
            self.assessed = assess(self)
            room = [
                np.where(converts, now, before)
                for now, before in zip(self._room(), room, strict=True)
            ]
        fills = some_convert and self.decision is None
        if fills:
            # What is drawn and what is converted fill the bracket together, so that its tax is
            # known before they are.
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
            # A settled path is drawn for the same tax again while others go on, so that no path
            # depends on the others.
            found = self.assessed.tax
            if early:
                settled = enough & ~converts
                following, room = following_tax(before, tax, found), self._room()
            else:
                settled = enough | (np.abs(found - tax) <= _CLOSE)
                following = np.where(settled, tax, following_tax(before, tax, found))
            if np.all(settled):
                break
            before, tax = (tax, found), following

    def _open(self) -> list[Column]:
        """Pre-tax money of each person after required distributions: of those out of whose plans
        nothing may be taken, IRAs alone."""
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
        """What each person converts: what is stated, or as much as the bracket of each return has
        room for beside what is drawn."""
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
        # An order of withdrawals leaves the IRAs of those at work before 59 1/2 alone; who states
        # withdrawals may reach them.
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
        """Health savings that bear income tax alone when they pay for something else: after work,
        of those of 65 (IRC 223(f)(4)(C))."""
        old = self.work is None and all(
            person.age(self.year) >= self.law.medicare_age
            for person in self.given.ahead.living(self.year)
        )
        return (self.accounts.hsa - self.from_hsa) * old

    def _converts(self) -> Flags:
        """Where pre-tax money is converted: between work and required distributions."""
        before = all(
            self.year < first_rmd_year(person.born.year)
            for person in self.given.ahead.living(self.year)
        )
        if self.decision is not None:
            return np.full(self.rows, bool(np.any(self.decision.converted)))
        return np.broadcast_to(self.policy.converts & (self.work is None and before), self.rows)

    def _room(self) -> list[Column]:
        """Ordinary income that still fits the income to be filled, of each return."""
        prices = self.given.ahead.prices(self.year)
        return [
            above_zero(self.whole(room_of(self.policy, self.law, self.status, prices, *income)))
            for income in zip(self.assessed.ordinary, self.assessed.modest, strict=True)
        ]

    def marginal_rate(self) -> Column:
        """Income tax on the next thousand dollars of ordinary income (on the first of separate
        returns), parts per million."""
        found: Column = (assess(self, _NEXT).tax - self.assessed.tax) * PPM // _NEXT
        return found

    def returns(self) -> list[TaxReturns]:
        """The year's returns, of the one path that there is."""
        return explained(self)
