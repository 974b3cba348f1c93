"""One year of a projection: the withdrawals that it needs, and the tax on them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.money import PPM, Column
from megaroth.projection.accounts import Accounts, Returns, above_zero, sum_columns, zeros
from megaroth.projection.each_column import Rows, rows_of, with_rows
from megaroth.projection.early_money import early_money
from megaroth.projection.filed_returns import TaxReturns
from megaroth.projection.income_to_fill import IncomeToFill, income_to_fill
from megaroth.projection.policy import Flags
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.tax_returns import assess, explained
from megaroth.projection.withdraw import Open, Plan, divided, following_tax, withdrawals
from megaroth.projection.year_cash import YearCash
from megaroth.rules.rmd import first_rmd_year

_CONVERSION_ROUNDS, _ROUNDS = 2, 5
"""The number of iterations between a year's conversions or withdrawals and the tax on them."""

_ROUNDS_AT_WORK = 3
"""The number of iterations in a year of work without conversions, in which withdrawals are sales in
the taxable account with little tax."""

_CLOSE = 100
"""Cents by which the last two iterations may differ. Any remaining gap is borrowed until the next
year."""

_MANY, _FEW = 4_096, 0.5
"""From this many paths, and up to this share of them, paths that have not settled go on alone: to
take them out of fewer takes longer than to repeat the others."""

_NEXT = 1_000_00
"""The additional income for the marginal rate, cents."""


@dataclass
class _Iteration:
    """What one iteration of a year's tax hands to the next.

    Attributes:
        tax: to withdraw for.
        before: the tax withdrawn for and the tax found in the iteration before; None in the first.
        room: income that still fits what is filled, of each return.
        converts: whether pre-tax money is converted.
        fills: whether conversions fill what withdrawals leave of the room.
        soon: paths that end after the iterations of a year of work without conversions, whatever
            others do.
    """

    tax: Column
    before: tuple[Column, Column] | None
    room: list[Column]
    converts: Flags
    fills: bool
    soon: Flags


class Year(YearCash):
    """One year that finds its withdrawals and the tax on them."""

    def __init__(
        self,
        inputs: ScenarioInputs,
        accounts: Accounts,
        year: int,
        rate: Returns,
        magis: Sequence[list[Column]],
        prices: Returns | None = None,
        bonds: Returns | None = None,
    ) -> None:
        super().__init__(inputs, accounts, year, rate, magis, prices, bonds)
        self.drawn = self._draw(zeros(self.rows), [zeros(self.rows) for _ in self.filers])

    def settle(self, guess: Column) -> None:
        """Find the withdrawals and the tax on them; ``guess`` is the tax of the year before."""
        tax, converts = guess, self._converts()
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
        rounds = _ROUNDS if self.work is None or some_convert else _ROUNDS_AT_WORK
        soon = ~converts & (self.work is not None)
        self._iterate(_Iteration(tax, None, room, converts, fills, soon), range(rounds))

    def _iterate(self, at: _Iteration, turns: range) -> None:
        """Continue until tax and withdrawals agree on every path, or turns end."""
        for turn in turns:
            early = turn < _CONVERSION_ROUNDS
            costs = self.spending + self.fees() + self.loan
            need = costs + at.tax - self.cash
            self._withdraw(at, above_zero(need), early=early)
            self.assessed = assess(self)
            found = self.assessed.tax
            enough = (need <= 0) & (costs + found <= self.cash)
            # A path that has converged repeats the same tax while others continue, so that no path
            # depends on others.
            if early:
                settled = enough & ~at.converts
                following, at.room = following_tax(at.before, at.tax, found), self._room()
            else:
                settled = enough | (np.abs(found - at.tax) <= _CLOSE)
                settled = settled | (at.soon & (turn + 1 >= _ROUNDS_AT_WORK))
                following = np.where(settled, at.tax, following_tax(at.before, at.tax, found))
            if settled.all():
                break
            at.before, at.tax = (at.tax, found), following
            still = np.flatnonzero(~settled)
            if self.rows >= _MANY and len(still) <= self.rows * _FEW and turn + 1 < turns.stop:
                self._continue(at, still, range(turn + 1, turns.stop))
                break

    def _withdraw(self, at: _Iteration, need: Column, *, early: bool) -> None:
        """Find the withdrawals for a need, and in the first turns the conversions."""
        if early and at.fills:
            self.converted = [zeros(self.rows) for _ in self.people]
            self.drawn = self._draw(need, at.room)
            self.converted = self._to_convert(at.room, at.converts)
            return
        if early and at.converts.any():
            self.converted = self._to_convert(at.room, at.converts)
        left = [
            above_zero(most - sum_columns([self.converted[place] for place in places]))
            for most, places in zip(at.room, self.filers, strict=True)
        ]
        self.drawn = self._draw(need, left)

    def _continue(self, at: _Iteration, rows: Rows, turns: range) -> None:
        """Continue with some paths alone: the others would only repeat what they have."""
        part = self._of_rows(rows)
        part._iterate(_Iteration(**rows_of(vars(at), rows, self.rows)), turns)
        self.drawn = with_rows(self.drawn, rows, part.drawn)
        self.converted = with_rows(self.converted, rows, part.converted)
        self.assessed = with_rows(self.assessed, rows, part.assessed)

    def _of_rows(self, rows: Rows) -> Year:
        """The year on some paths."""
        found = object.__new__(Year)
        found.__dict__ = rows_of(self.__dict__, rows, self.rows)
        found.inputs = replace(self.inputs, split=rows_of(self.inputs.split, rows, self.rows))
        found.rows = len(rows)
        return found

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
            self.accounts.taxable.value - self.dividends - self.interest,
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
        if not self.accounts.hsa.any():
            return self.accounts.hsa
        old = self.work is None and all(
            person.age(self.year) >= self.law.medicare_age
            for person in self.inputs.ahead.living(self.year)
        )
        return (self.accounts.hsa - self.from_hsa) * old

    def _converts(self) -> Flags:
        """Whether pre-tax money is converted: between work and required distributions."""
        if self.decision is not None:
            return np.full(self.rows, bool(np.any(self.decision.converted)))
        ahead, converts = self.inputs.ahead, self.policy.converts
        living = ahead.living(self.year)
        if any(self.year >= first_rmd_year(person.born.year) for person in living):
            converts = np.zeros_like(converts)
        elif self.work is not None:
            stopped = any(ahead.retired(person, self.year) for person in living)
            converts = converts & self.policy.while_working & stopped
        return np.broadcast_to(converts, self.rows)

    def _room(self) -> list[Column]:
        """Ordinary income that still fits the income to fill, of each return."""
        return [
            self._to_fill.room(*income)
            for income in zip(self.assessed.ordinary, self.assessed.modest, strict=True)
        ]

    @functools.cached_property
    def _to_fill(self) -> IncomeToFill:
        prices = self.inputs.ahead.prices(self.year)
        return income_to_fill(self.policy, self.law, self.status, prices)

    def marginal_rate(self) -> Column:
        """Income tax on the next thousand dollars of ordinary income (on the first of separate
        returns), parts per million."""
        found: Column = (assess(self, _NEXT).tax - self.assessed.tax) * PPM // _NEXT
        return found

    def returns(self) -> list[TaxReturns]:
        """The year's returns of the only path."""
        return explained(self)
