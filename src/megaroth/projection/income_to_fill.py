"""The income that conversions and withdrawals fill up: a bracket, an amount, a tier of premiums."""

from __future__ import annotations

import numpy as np

from megaroth.kernel.money import Column
from megaroth.law.law import Law
from megaroth.projection.accounts import above_zero
from megaroth.projection.policy import PolicyRows
from megaroth.tax.filing_status import bracket_tops
from megaroth.tax.surtaxes import premium_tiers


class IncomeToFill:
    """What policies fill in one year: looked up once, asked for every return and iteration."""

    def __init__(self, policy: PolicyRows, law: Law, status: str, prices: float) -> None:
        """Look up the income.

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
        self._top, self._gross, self._all_taxable = top, gross, not gross.any()

    def room(self, ordinary: Column, magi: Column) -> Column:
        """How much more income of one return fits, zero where it is past; (paths,), cents.

        Args:
            ordinary: taxable ordinary income without what accounts give by choice, below zero what
                the deduction leaves free.
            magi: modified adjusted gross income without it.
        """
        income = ordinary if self._all_taxable else np.where(self._gross, magi, ordinary)
        return above_zero(self._top - income)


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
