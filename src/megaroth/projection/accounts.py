"""The accounts of a household as columns over paths, with their basis, in whole cents."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import Column, Flag
from megaroth.law.law import Law
from megaroth.rules.roth_order import Layer, RothOut, roth_ira_left, roth_ira_order

Returns = npt.NDArray[np.float64]
NEVER = 9999
"""The year of the first contribution if there is none."""

_T = TypeVar("_T", np.int64, np.bool_)
Join = Callable[[list[npt.NDArray[_T]]], npt.NDArray[_T]]


def grown(value: Column, rate: Returns) -> Column:
    """A value with a year's growth, whole cents."""
    found: Column = np.rint(value * (1.0 + rate)).astype(np.int64)
    return found


def above_zero(value: Column) -> Column:
    """The positive part of a value."""
    found: Column = np.maximum(value, 0)
    return found


def part(value: Column, share: Returns | float) -> Column:
    """A share of a value, whole cents."""
    found: Column = np.rint(value * share).astype(np.int64)
    return found


@dataclass
class RothIra:
    """A person's Roth IRAs, each (paths,).

    Attributes:
        value: of all of them together.
        regular: regular contributions.
        since: the year of the first contribution; :data:`NEVER` for none.
        layers: conversions by year.
    """

    value: Column
    regular: Column
    since: Column
    layers: list[Layer] = field(default_factory=list)

    def begin(self, year: int, where: Flag) -> None:
        """Start the five-year period on paths with a contribution, unless it has started."""
        self.since = begun(self.since, year, where)

    def take(self, amount: Column) -> RothOut:
        """Distribute an amount, in the order of IRC 408A(d)(4)(B)."""
        out = roth_ira_order(amount, self.regular, self.layers)
        left, layers = roth_ira_left(out, self.regular, self.layers)
        self.regular = np.asarray(left)
        self.layers = list(layers)
        self.value = self.value - amount
        return out

    def convert(self, law: Law, taxed: Column, untaxed: Column) -> None:
        """Add this year's conversion. Conversions past their recapture period count as
        contributions."""
        first = law.year - law.roth_recapture_years + 1
        old = [layer for layer in self.layers if layer.year < first]
        for layer in old:
            self.regular = self.regular + np.asarray(layer.taxed) + np.asarray(layer.untaxed)
        self.layers = [layer for layer in self.layers if layer.year >= first]
        self.layers.append(Layer(year=law.year, taxed=taxed, untaxed=untaxed))


@dataclass
class Money:
    """A value with its basis."""

    value: Column
    basis: Column


@dataclass
class RothPlan(Money):
    """A person's designated Roth accounts as one; ``since`` as in :class:`RothIra`."""

    since: Column

    def begin(self, year: int, where: Flag) -> None:
        """Start the five-year period on paths with a contribution, unless it has started."""
        self.since = begun(self.since, year, where)


@dataclass
class Payments:
    """A person's substantially equal periodic payments, each (paths,).

    Attributes:
        amount: the level yearly amount.
        until: the last year in which they must continue.
    """

    amount: Column
    until: Column


@dataclass
class Accounts:
    """Everything that a household owns, each (paths,).

    Attributes:
        plans: pre-tax plan money of each person, with basis left by after-tax money in plans that
            are one contract.
        iras: traditional, SEP and SIMPLE IRAs of each person, with the basis of their nondeductible
            contributions.
        roth: Roth IRAs of each person.
        roth_plan: designated Roth accounts of each person.
        after_tax: after-tax contributions and their earnings in plans, of each person.
        hsa: health savings accounts; ``hsa_basis`` is what a state that taxes them has taxed.
        taxable: taxable accounts.
        owed: spending for which no money was left, with the return that it would have earned. Money
            left over repays it first.
        ran_out: whether spending ever found no money.
        ira_taxed: IRA money of the household that a state has taxed before and the federal return
            has not.
        payments: periodic payments of each person.
        price_levels: prices as a ratio to the assumed ones on each January 1 so far, if prices are
            drawn and amounts of the file stay the same in dollars; empty in the first year.
    """

    plans: list[Money]
    iras: list[Money]
    roth: list[RothIra]
    roth_plan: list[RothPlan]
    after_tax: list[Money]
    hsa: Column
    hsa_basis: Column
    taxable: Money
    owed: Column
    ran_out: npt.NDArray[np.bool_]
    ira_taxed: Column
    payments: list[Payments]
    price_levels: list[Returns] = field(default_factory=list)

    @property
    def pre_tax(self) -> list[Column]:
        """Plan and IRA money of each person."""
        return [plan.value + ira.value for plan, ira in zip(self.plans, self.iras, strict=True)]

    def by_character(self) -> dict[str, Column]:
        """Balances by tax character."""
        return {
            "pre_tax": sum_columns(self.pre_tax),
            "roth": sum_columns(
                [*(one.value for one in self.roth), *(one.value for one in self.roth_plan)]
            ),
            "after_tax": sum_columns([one.value for one in self.after_tax]),
            "hsa": self.hsa,
            "taxable": self.taxable.value,
        }

    def inherit(self, place: int, heir: int) -> None:
        """A spouse's money becomes the survivor's own: plan and IRA money rolls over, the older
        five-year periods apply (Treas. Reg. 1.408A-6, Q&A-7)."""
        for money in (self.plans, self.iras, self.after_tax):
            gone, own = money[place], money[heir]
            money[heir] = Money(own.value + gone.value, own.basis + gone.basis)
            money[place] = Money(gone.value * 0, gone.basis * 0)
        # Periodic payments end with the owner (IRC 72(t)(4)(A)).
        self.payments[place] = no_payments(self.hsa)
        left, mine = self.roth_plan[place], self.roth_plan[heir]
        self.roth_plan[heir] = RothPlan(
            mine.value + left.value, mine.basis + left.basis, np.minimum(mine.since, left.since)
        )
        self.roth_plan[place] = no_roth_plan(left.value)
        old, own_roth = self.roth[place], self.roth[heir]
        layers = sorted([*own_roth.layers, *old.layers], key=lambda layer: layer.year)
        self.roth[heir] = RothIra(
            own_roth.value + old.value,
            own_roth.regular + old.regular,
            np.minimum(own_roth.since, old.since),
            layers,
        )
        self.roth[place] = RothIra(old.value * 0, old.regular * 0, old.since * 0 + NEVER)

    def of_rows(self, rows: npt.NDArray[np.intp]) -> Accounts:
        """The accounts of some rows, in their order; a row may come more than once."""
        return joined([self], lambda columns: columns[0][rows])

    def outrun(self, prices: Returns) -> None:
        """Deflate basis and level payments, which are nominal: in dollars of the assumed prices
        they are worth less on paths where prices grew faster.

        Args:
            prices: ratios of price growth to the assumed growth.
        """
        less = 1.0 / prices
        for roth in self.roth:
            roth.regular = part(roth.regular, less)
            roth.layers = [
                Layer(
                    year=one.year,
                    taxed=part(np.asarray(one.taxed), less),
                    untaxed=part(np.asarray(one.untaxed), less),
                )
                for one in roth.layers
            ]
        for money in (*self.plans, *self.iras, *self.roth_plan, *self.after_tax, self.taxable):
            money.basis = part(money.basis, less)
        for series in self.payments:
            series.amount = part(series.amount, less)
        self.ira_taxed = part(self.ira_taxed, less)
        self.hsa_basis = part(self.hsa_basis, less)


def begun(since: Column, year: int, where: Flag) -> Column:
    """First years of five-year periods, with this year on paths with a contribution and no earlier
    period."""
    if isinstance(where, bool):
        return np.minimum(since, year) if where else since
    found: Column = np.where(where, np.minimum(since, year), since)
    return found


def no_roth_plan(like: Column) -> RothPlan:
    """No designated Roth account, on as many paths as a column has."""
    return RothPlan(like * 0, like * 0, like * 0 + NEVER)


def no_payments(like: Column) -> Payments:
    """No periodic payments, on as many paths as a column has."""
    return Payments(like * 0, like * 0)


def joined(
    accounts: Sequence[Accounts],
    join: Join = np.concatenate,  # type: ignore[type-arg]
) -> Accounts:
    """Join the rows of accounts of the same people, each column by ``join``."""

    def money(ones: Sequence[Money]) -> Money:
        return Money(join([one.value for one in ones]), join([one.basis for one in ones]))

    def moneys(lists: Sequence[list[Money]]) -> list[Money]:
        return [money(ones) for ones in zip(*lists, strict=True)]

    def layers(ones: Sequence[RothIra]) -> list[Layer]:
        # Conversions of one are zero in the rows of the others.
        def rows(layer: Layer, name: str) -> Column:
            return join(
                [
                    np.asarray(getattr(layer, name))
                    if any(layer is own for own in one.layers)
                    else one.value * 0
                    for one in ones
                ]
            )

        all_of_them = sorted(
            (layer for one in ones for layer in one.layers), key=lambda layer: layer.year
        )
        return [
            Layer(year=one.year, taxed=rows(one, "taxed"), untaxed=rows(one, "untaxed"))
            for one in all_of_them
        ]

    def roth(ones: Sequence[RothIra]) -> RothIra:
        return RothIra(
            join([one.value for one in ones]),
            join([one.regular for one in ones]),
            join([one.since for one in ones]),
            layers(ones),
        )

    def roth_plan(ones: Sequence[RothPlan]) -> RothPlan:
        return RothPlan(
            *(join([getattr(one, name) for one in ones]) for name in ("value", "basis", "since"))
        )

    return Accounts(
        plans=moneys([one.plans for one in accounts]),
        iras=moneys([one.iras for one in accounts]),
        roth=[roth(ones) for ones in zip(*(one.roth for one in accounts), strict=True)],
        roth_plan=[
            roth_plan(ones) for ones in zip(*(one.roth_plan for one in accounts), strict=True)
        ],
        after_tax=moneys([one.after_tax for one in accounts]),
        hsa=join([one.hsa for one in accounts]),
        hsa_basis=join([one.hsa_basis for one in accounts]),
        taxable=money([one.taxable for one in accounts]),
        owed=join([one.owed for one in accounts]),
        ran_out=join([one.ran_out for one in accounts]),
        ira_taxed=join([one.ira_taxed for one in accounts]),
        payments=[
            Payments(join([one.amount for one in ones]), join([one.until for one in ones]))
            for ones in zip(*(one.payments for one in accounts), strict=True)
        ],
        price_levels=[
            join(list(ones)) for ones in zip(*(one.price_levels for one in accounts), strict=True)
        ],
    )


def sum_columns(columns: list[Column]) -> Column:
    """The sum of columns."""
    return functools.reduce(operator.add, columns)


def zeros(rows: int) -> Column:
    """A column of zeros."""
    return np.zeros(rows, dtype=np.int64)
