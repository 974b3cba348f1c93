"""Where the money of a year without enough income comes from: how much of each account, before
anything is moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import Cents, Column
from megaroth.projection.accounts import above_zero, part, sum_columns

_STEEPEST = 0.6
"""The most that tax can rise with a dollar drawn for it."""


@dataclass
class Plan:
    """Amounts to take, each (paths,), cents.

    Attributes:
        taxable: sold in the taxable account.
        pre_tax, roth: of each person, beside required distributions.
        hsa: health savings, where nothing else is left.
        short: what no account can give.
    """

    taxable: Column
    pre_tax: list[Column]
    roth: list[Column]
    hsa: Column
    short: Column


@dataclass
class Open:
    """What may be drawn on, each (paths,), cents: required distributions and conversions are taken
    already.

    Attributes:
        taxable: the taxable account.
        pre_tax, roth: plan and IRA money, and Roth IRAs, of each person.
        hsa: health savings that may be drawn for anything.
        room: pre-tax money that still fits the bracket to be filled, of each tax return: the
            couple's, or each one's.
    """

    taxable: Column
    pre_tax: list[Column]
    roth: list[Column]
    hsa: Column
    room: list[Column]


def withdrawals(
    there: Open, need: Column, order: str, first: tuple[Cents, Cents] | None = None
) -> Plan:
    """What to take for a need.

    Args:
        there: what may be drawn on.
        need: cents, >= 0, (paths,).
        order: ``conventional``, ``proportional`` or ``bracket``.
        first: pre-tax and Roth money that is drawn whatever the need, cents; what is needed beyond
            them follows the conventional order.

    Returns:
        The amounts.
    """
    pre_tax, roth, taxable = (
        sum_columns(there.pre_tax),
        sum_columns(there.roth),
        above_zero(there.taxable),
    )
    if first is not None:
        from_pre_tax, from_roth = np.minimum(pre_tax, first[0]), np.minimum(roth, first[1])
        left = above_zero(need - from_pre_tax - from_roth)
        sold = np.minimum(left, taxable)
        more = np.minimum(left - sold, pre_tax - from_pre_tax)
        from_pre_tax = from_pre_tax + more
        from_roth = from_roth + np.minimum(left - sold - more, roth - from_roth)
        return _plan(need, sold, from_pre_tax, from_roth, there)
    match order:
        case "bracket":
            fits = [
                np.minimum(most, one)
                for most, one in zip(there.room, _by_return(there), strict=True)
            ]
            filled = np.minimum(need, sum_columns(fits))
            sold = np.minimum(need - filled, taxable)
            from_roth = np.minimum(need - filled - sold, roth)
            more = np.minimum(need - filled - sold - from_roth, pre_tax - filled)
            if len(fits) > 1:
                return _plan(need, sold, filled + more, from_roth, there, divided(filled, fits))
            from_pre_tax = filled + more
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


def _by_return(there: Open) -> list[Column]:
    """Pre-tax money of those on each return."""
    return there.pre_tax if len(there.room) > 1 else [sum_columns(there.pre_tax)]


def _plan(
    need: Column,
    sold: Column,
    pre_tax: Column,
    roth: Column,
    there: Open,
    filled: list[Column] | None = None,
) -> Plan:
    """The amounts of each person: by what each has, after what ``filled`` says whose it is."""
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
    return Plan(sold, each, divided(roth, there.roth), health, short - health)


def divided(amount: Column, balances: list[Column]) -> list[Column]:
    """An amount divided by balances, to the cent and never more than each has."""
    if len(balances) == 1:
        return [amount]
    first, second = balances
    whole = np.maximum(first + second, 1)
    of_first = np.minimum(part(amount, first / whole), first)
    of_second = np.minimum(amount - of_first, second)
    return [amount - of_second, of_second]


def following_tax(before: tuple[Column, Column] | None, tax: Column, found: Column) -> Column:
    """The tax to draw for next: where the line through the last two taxes drawn for, and found,
    meets itself.

    Args:
        before: the last but one, drawn for and found, cents; None for none yet.
        tax: drawn for, cents, (paths,).
        found: with what was drawn for it, cents, (paths,).

    Returns:
        Cents, (paths,). Tax is a line between its corners, so most paths are settled by two more
        turns; without a line it is what was found.
    """
    if before is None:
        return found
    apart = tax - before[0]
    slope = (found - before[1]) / np.where(apart == 0, 1, apart)
    slope = np.minimum(np.maximum(slope, 0.0), _STEEPEST) * (apart != 0)
    return found + part(found - tax, slope / (1.0 - slope))
