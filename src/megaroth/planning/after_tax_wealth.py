"""After-tax wealth: the value of all accounts after the tax on them."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from megaroth.kernel.money import PPM, Column
from megaroth.projection.accounts import Accounts, above_zero, sum_columns

GAINS_RATE = 150_000
"""Tax on the gain of the taxable account when everything is spent at the end (IRC 1(h)(1)(C))."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Owned:
    """What a household owns at the end of a year, each (paths,), in cents of that year.

    Attributes:
        pre_tax: plans and traditional IRAs.
        hsa: health savings.
        after_tax: after-tax money with its earnings.
        basis: the part of these three that was taxed before.
        roth: Roth IRAs and accounts.
        taxable: the taxable account.
        gain: the part of it that was not taxed yet.
        owed: spending for which no money was left.
    """

    pre_tax: Column
    hsa: Column
    after_tax: Column
    basis: Column
    roth: Column
    taxable: Column
    gain: Column
    owed: Column

    def worth(self, heirs_rate: int, prices: float, *, stepped_up: bool = False) -> Numbers:
        """The value after tax, in today's money, cents: pre-tax money is taxed at a rate, gains at
        15% or, stepped up, not at all.

        Args:
            heirs_rate: parts per million.
            prices: prices of that year as a ratio to those of the first.
            stepped_up: heirs take the taxable account at its value (IRC 1014).
        """
        untaxed = self.pre_tax + self.hsa + self.after_tax - self.basis
        gain_tax = 0.0 if stepped_up else GAINS_RATE / PPM * self.gain
        kept = 1 - heirs_rate / PPM
        worth: Numbers = (
            untaxed * kept + self.basis + self.roth + self.taxable - gain_tax - self.owed
        )
        return worth / prices


def owned(accounts: Accounts) -> Owned:
    """What a household owns, by its tax character."""
    taxable = accounts.taxable
    return Owned(
        pre_tax=sum_columns(accounts.pre_tax),
        hsa=accounts.hsa,
        after_tax=sum_columns([one.value for one in accounts.after_tax]),
        basis=sum_columns(
            [
                np.minimum(one.basis, one.value)
                for one in (*accounts.after_tax, *accounts.plans, *accounts.iras)
            ]
        ),
        roth=sum_columns(
            [*(one.value for one in accounts.roth), *(one.value for one in accounts.roth_plan)]
        ),
        taxable=taxable.value,
        gain=above_zero(taxable.value - taxable.basis),
        owed=accounts.owed,
    )


def ends_of(accounts: Accounts, row: int = -1) -> dict[str, int]:
    """What a household owns on one path, by the names of :class:`Owned`, cents."""
    end = owned(accounts)
    return {one.name: int(getattr(end, one.name)[row]) for one in fields(end)}


def after_tax_wealth(
    accounts: Accounts, heirs_rate: int, prices: float, *, stepped_up: bool = False
) -> Numbers:
    """:meth:`Owned.worth` of accounts at the end of a year, (paths,)."""
    return owned(accounts).worth(heirs_rate, prices, stepped_up=stepped_up)
