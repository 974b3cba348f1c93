"""The reserve: money in the taxable account that contributions never draw on."""

from __future__ import annotations

from megaroth.kernel.money import rounded
from megaroth.model.household import Household

_MONTHS = 3
"""Months of spending that the reserve holds if the file does not state it."""

_YEAR = 12


def reserve_of(household: Household) -> int:
    """The reserve in dollars of the first year, cents: as stated, or three months of the spending
    while anybody works.

    It is 0 if neither is stated: contributions then come out of each year's income alone and never
    draw on savings.
    """
    if household.reserve is not None:
        return int(household.reserve)
    if household.spending is None:
        return 0
    return int(rounded(household.spending * _MONTHS, _YEAR))
