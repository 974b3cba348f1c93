"""Withdrawals: how much of each account pays for a year without enough income."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from megaroth.kernel.money import Cents, Column
from megaroth.projection.accounts import above_zero, part, sum_columns
from megaroth.projection.policy import ORDERS, PolicyRows

_STEEPEST = 0.6
"""The most that tax can rise for each dollar withdrawn to pay it."""


@dataclass
class Plan:
    """Withdrawals, each (paths,), cents.

    Attributes:
        taxable: sales in the taxable account.
        pre_tax, roth: of each person, apart from required distributions.
        hsa: health savings, if nothing else is left.
        short: the need that no account can meet.
        payments: the part of ``pre_tax`` that begins periodic payments, of each person.
    """

    taxable: Column
    pre_tax: list[Column]
    roth: list[Column]
    hsa: Column
    short: Column
    payments: list[Column]


@dataclass(frozen=True)
class Early:
    """How early money may leave, of each person, (paths,), cents. Of those who have reached 59 1/2
    all pre-tax money is free of the additional tax, and no part of their Roth IRAs comes first.

    Attributes:
        roth: Roth money free of income tax and of the additional tax.
        roth_recaptured: the other conversions, whose taxed part is subject to the additional tax.
        pre_tax: pre-tax money free of the additional tax: of plans left at 55 or later.
        payments: the most that periodic payments may begin with.
        young: whether the person is younger than 59 1/2.
    """

    roth: list[Column]
    roth_recaptured: list[Column]
    pre_tax: list[Column]
    payments: list[Column]
    young: list[bool]


@dataclass
class Open:
    """Money that can be withdrawn, each (paths,), cents, after required distributions and
    conversions.

    Attributes:
        taxable: the taxable account.
        pre_tax, roth: plan and IRA money, and Roth IRAs, of each person.
        hsa: health savings that can be withdrawn for any purpose.
        room: pre-tax money that still fits the income to be filled, of each tax return: the
            couple's, or each one's.
        early: how money of those before 59 1/2 may leave; None where everybody is older.
    """

    taxable: Column
    pre_tax: list[Column]
    roth: list[Column]
    hsa: Column
    room: list[Column]
    early: Early | None = None


def withdrawals(
    there: Open, need: Column, policy: PolicyRows, first: tuple[Cents, Cents] | None = None
) -> Plan:
    """The withdrawals for a need.

    Args:
        there: the money that can be withdrawn.
        need: cents, >= 0, (paths,).
        policy: the orders of withdrawals.
        first: pre-tax and Roth withdrawals that do not depend on the need, cents. Any remaining
            need follows the conventional order.

    Returns:
        The withdrawals.
    """
    if first is not None:
        return _stated(there, need, first)
    plans = [(place, _in_order(there, need, ORDERS[place])) for place in policy.orders]
    found = plans[0][1]
    for place, other in plans[1:]:
        found = _where(policy.order == place, other, found)
    return found


def _where(here: np.ndarray[Any, np.dtype[np.bool_]], one: Plan, other: Plan) -> Plan:
    """One plan in some rows, and the other in the rest."""

    def each(ones: Sequence[Column], others: Sequence[Column]) -> list[Column]:
        return [np.where(here, *pair) for pair in zip(ones, others, strict=True)]

    return Plan(
        np.where(here, one.taxable, other.taxable),
        each(one.pre_tax, other.pre_tax),
        each(one.roth, other.roth),
        np.where(here, one.hsa, other.hsa),
        np.where(here, one.short, other.short),
        each(one.payments, other.payments),
    )


def _stated(there: Open, need: Column, first: tuple[Cents, Cents]) -> Plan:
    """The withdrawals of a year's decision, and those for the remaining need."""
    pre_tax, roth, taxable = (
        sum_columns(there.pre_tax),
        sum_columns(there.roth),
        above_zero(there.taxable),
    )
    from_pre_tax, from_roth = np.minimum(pre_tax, first[0]), np.minimum(roth, first[1])
    left = above_zero(need - from_pre_tax - from_roth)
    sold = np.minimum(left, taxable)
    more = np.minimum(left - sold, pre_tax - from_pre_tax)
    from_roth = from_roth + np.minimum(left - sold - more, roth - from_roth)
    return _plan(need, sold, from_pre_tax + more, from_roth, there)


def _in_order(there: Open, need: Column, order: str) -> Plan:
    """The withdrawals of one order."""
    if order.startswith("penalty_aware"):
        if there.early is not None:
            return _penalties_last(there, there.early, need, fills=order != "penalty_aware")
        order = "conventional" if order == "penalty_aware" else "bracket"
    pre_tax, roth, taxable = (
        sum_columns(there.pre_tax),
        sum_columns(there.roth),
        above_zero(there.taxable),
    )
    match order:
        case "bracket" | "taxable_then_bracket":
            return _filling(there, need, taxable_first=order != "bracket")
        case "proportional":
            whole = np.maximum(pre_tax + roth + taxable, 1)
            share = np.minimum(need / whole, 1.0)
            from_pre_tax, from_roth = part(pre_tax, share), part(roth, share)
            sold = np.minimum(above_zero(need - from_pre_tax - from_roth), taxable)
        case _:
            sold = np.minimum(need, taxable)
            from_pre_tax = np.minimum(need - sold, pre_tax)
            from_roth = np.minimum(need - sold - from_pre_tax, roth)
    return _plan(need, sold, from_pre_tax, from_roth, there)


def _filling(there: Open, need: Column, *, taxable_first: bool) -> Plan:
    """Pre-tax money up to the income to be filled before Roth money, and before or after the
    taxable account; then the rest of pre-tax money."""
    taxable, pre_tax = above_zero(there.taxable), sum_columns(there.pre_tax)
    fits = [np.minimum(most, one) for most, one in zip(there.room, _by_return(there), strict=True)]
    before = np.minimum(need, taxable) if taxable_first else need * 0
    filled = np.minimum(need - before, sum_columns(fits))
    sold = before if taxable_first else np.minimum(need - filled, taxable)
    from_roth = np.minimum(need - filled - sold, sum_columns(there.roth))
    more = np.minimum(need - filled - sold - from_roth, pre_tax - filled)
    each = divided(filled, fits) if len(fits) > 1 else None
    return _plan(need, sold, filled + more, from_roth, there, each)


def _by_return(there: Open) -> list[Column]:
    """Pre-tax money of the people on each return."""
    return there.pre_tax if len(there.room) > 1 else [sum_columns(there.pre_tax)]


def _plan(
    need: Column,
    sold: Column,
    pre_tax: Column,
    roth: Column,
    there: Open,
    filled: list[Column] | None = None,
) -> Plan:
    """The withdrawals of each person, in proportion to balances, after the amounts in
    ``filled``."""
    short = above_zero(need - sold - pre_tax - roth)
    if filled is None:
        each = divided(pre_tax, there.pre_tax)
    else:
        left = [one - gone for one, gone in zip(there.pre_tax, filled, strict=True)]
        each = [
            one + gone
            for one, gone in zip(divided(pre_tax - sum_columns(filled), left), filled, strict=True)
        ]
    health = np.minimum(short, there.hsa)
    none = [short * 0 for _ in there.pre_tax]
    return Plan(sold, each, divided(roth, there.roth), health, short - health, none)


def _penalties_last(there: Open, early: Early, need: Column, *, fills: bool) -> Plan:
    """Money subject to the additional tax of IRC 72(t) comes last.

    Taxable money; what leaves a Roth IRA free; pre-tax money that is free of the additional tax;
    Roth IRAs of those who have reached 59 1/2; periodic payments; conversions within five years;
    other pre-tax money; earnings of Roth IRAs. With ``fills``, free pre-tax money up to the income
    to be filled comes first.
    """
    turn = _Turn(there, need)
    if fills:
        turn.take_pre_tax(_fitting(there.room, early.pre_tax))
    turn.take_taxable()
    turn.take_roth(early.roth)
    turn.take_pre_tax(early.pre_tax)
    # Of those who have reached 59 1/2 Roth money is kept as the other orders keep it.
    turn.take_roth([one * (not young) for one, young in zip(there.roth, early.young, strict=True)])
    payments = turn.take_pre_tax(
        [free + most for free, most in zip(early.pre_tax, early.payments, strict=True)]
    )
    turn.take_roth(
        [one + more for one, more in zip(early.roth, early.roth_recaptured, strict=True)]
    )
    turn.take_pre_tax(there.pre_tax)
    turn.take_roth(there.roth)
    health = np.minimum(turn.left, there.hsa)
    return Plan(turn.sold, turn.pre_tax, turn.roth, health, turn.left - health, payments)


class _Turn:
    """A need that one source after the other meets.

    Attributes:
        left: what is still needed.
        sold, pre_tax, roth: taken so far.
    """

    def __init__(self, there: Open, need: Column) -> None:
        self._there, self.left = there, need
        self.sold = need * 0
        self.pre_tax = [need * 0 for _ in there.pre_tax]
        self.roth = [need * 0 for _ in there.roth]

    def take_taxable(self) -> None:
        """Sell in the taxable account."""
        self.sold = np.minimum(self.left, above_zero(self._there.taxable))
        self.left = self.left - self.sold

    def take_pre_tax(self, most: list[Column]) -> list[Column]:
        """Take pre-tax money until each person has taken so much in all; gives what is taken."""
        self.pre_tax, taken = self._take(self.pre_tax, most, self._there.pre_tax)
        return taken

    def take_roth(self, most: list[Column]) -> None:
        """The same of Roth IRAs."""
        self.roth, _ = self._take(self.roth, most, self._there.roth)

    def _take(
        self, so_far: list[Column], most: list[Column], there: list[Column]
    ) -> tuple[list[Column], list[Column]]:
        open_still = [
            above_zero(np.minimum(one, all_of_it) - gone)
            for one, all_of_it, gone in zip(most, there, so_far, strict=True)
        ]
        amount = np.minimum(self.left, sum_columns(open_still))
        taken = divided(amount, open_still)
        self.left = self.left - amount
        return [gone + one for gone, one in zip(so_far, taken, strict=True)], taken


def _fitting(room: list[Column], balances: list[Column]) -> list[Column]:
    """The part of balances that fits the room of the tax returns."""
    if len(room) > 1:
        return [np.minimum(most, one) for most, one in zip(room, balances, strict=True)]
    return divided(np.minimum(room[0], sum_columns(balances)), balances)


def divided(amount: Column, balances: list[Column]) -> list[Column]:
    """Divide an amount in proportion to balances, to the cent and never more than each balance."""
    if len(balances) == 1:
        return [amount]
    if not amount.any():
        return [amount, amount]
    first, second = balances
    whole = np.maximum(first + second, 1)
    of_first = np.minimum(part(amount, first / whole), first)
    of_second = np.minimum(amount - of_first, second)
    return [amount - of_second, of_second]


def following_tax(before: tuple[Column, Column] | None, tax: Column, found: Column) -> Column:
    """The tax to withdraw for in the next iteration (secant method).

    Args:
        before: the tax withdrawn for and the tax found two iterations ago, cents; None at first.
        tax: the tax withdrawn for, cents, (paths,).
        found: the tax found with that withdrawal, cents, (paths,).

    Returns:
        Cents, (paths,). Tax is piecewise linear, so most paths need two more iterations. At first
        it is the tax that was found.
    """
    if before is None:
        return found
    apart = tax - before[0]
    slope = (found - before[1]) / np.where(apart == 0, 1, apart)
    slope = np.minimum(np.maximum(slope, 0.0), _STEEPEST) * (apart != 0)
    return found + part(found - tax, slope / (1.0 - slope))
