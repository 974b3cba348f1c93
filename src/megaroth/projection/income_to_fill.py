"""The income that conversions and withdrawals fill up: a bracket, an amount, a tier of premiums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import Column
from megaroth.law.law import Law
from megaroth.projection.accounts import above_zero
from megaroth.projection.policy import Flags, PolicyRows
from megaroth.tax.filing_status import bracket_tops
from megaroth.tax.surtaxes import premium_tiers


@dataclass(frozen=True)
class IncomeToFill:
    """What policies fill in one year: looked up once, asked for every return and iteration.

    Attributes:
        top: the income, (1,) or (paths,), cents.
        gross: whether it is modified adjusted gross income, instead of taxable ordinary income;
            None where it is none.
    """

    top: Column
    gross: Flags | None

    def room(self, ordinary: Column, magi: Column) -> Column:
        """How much more income of one return fits, zero where it is past; (paths,), cents.

        Args:
            ordinary: taxable ordinary income without what accounts give by choice, below zero what
                the deduction leaves free.
            magi: modified adjusted gross income without it.
        """
        income = ordinary if self.gross is None else np.where(self.gross, magi, ordinary)
        return above_zero(self.top - income)


def income_to_fill(policy: PolicyRows, law: Law, status: str, prices: float) -> IncomeToFill:
    """The income that policies fill in a year.

    Args:
        policy: what is filled.
        law: the numbers of the year.
        status: the filing status.
        prices: of the year against the first.
    """
    top = _bracket_tops(policy, law, status)
    of_target, of_tier = policy.target >= 0, policy.tier >= 0
    if of_target.any():
        amount = np.rint(policy.target * prices).astype(np.int64)
        top = np.where(of_target, amount, top)
    if of_tier.any():
        top = np.where(of_tier, _tier_tops(policy, law, status), top)
    gross = of_target | of_tier
    return IncomeToFill(top, gross if gross.any() else None)


def _bracket_tops(policy: PolicyRows, law: Law, status: str) -> Column:
    """The top of each row's bracket; without a bracket at or below the rate, the deduction."""
    rates = [int(rate) for rate in law.entry("income_tax").rates[:-1]]
    tops = bracket_tops(law, status)
    stairs = np.array([0, *(int(tops[place]) for place in range(len(rates)))], dtype=np.int64)
    found: Column = stairs[np.searchsorted(rates, policy.fill_to, side="right")]
    return found


def _tier_tops(policy: PolicyRows, law: Law, status: str) -> Column:
    """The most income of each row's tier, by the thresholds of the year."""
    of_tier = law.irmaa_tiers_joint if status == "married_joint" else law.irmaa_tiers_single
    tops = np.array([of_tier(str(tier)) for tier in range(1, premium_tiers(law) + 1)])
    found: Column = tops[np.clip(policy.tier, 0, len(tops) - 1)]
    return found
