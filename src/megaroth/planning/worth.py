"""What is owned, after tax."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from megaroth.kernel.cents import PPM
from megaroth.projection.accounts import Accounts, sum_columns

GAINS_RATE = 150_000
"""Tax on the gain of the taxable account when everything is spent at the end (IRC 1(h)(1)(C))."""

Numbers = npt.NDArray[np.float64]


def after_tax_wealth(accounts: Accounts, heirs_rate: int, prices: float, *, stepped_up: bool = False) -> Numbers:
    """What is owned, after tax, in today's money, cents: pre-tax money at a rate, gains at 15% or (stepped up) at none.

    Args:
        accounts: at the end of a year.
        heirs_rate: parts per million.
        prices: of that year against the first.
        stepped_up: heirs take the taxable account at its value (IRC 1014).

    Returns:
        (paths,).
    """
    kept = 1 - heirs_rate / PPM
    after_tax = sum_columns([one.value for one in accounts.after_tax])
    basis = np.minimum(sum_columns([one.basis for one in accounts.after_tax]), after_tax)
    roth = sum_columns([*(one.value for one in accounts.roth), *(one.value for one in accounts.roth_plan)])
    taxable = accounts.taxable
    gain_tax = 0.0 if stepped_up else GAINS_RATE / PPM * np.maximum(taxable.value - taxable.basis, 0)
    # Plan money and health savings have no basis; IRAs may.
    basis = basis + sum_columns([np.minimum(one.basis, one.value) for one in accounts.iras])
    untaxed = sum_columns(accounts.pre_tax) + accounts.hsa + after_tax - basis
    worth: Numbers = untaxed * kept + basis + roth + taxable.value - gain_tax - accounts.owed
    return worth / prices
