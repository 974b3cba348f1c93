"""Rates by amount: each amount looks its step up, instead of passing all of them."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from megaroth.kernel.columns import Cents, Column, is_column, np


class Stairs:
    """Rates that rise or fall with an amount.

    >>> Stairs([100, 200], [1, 2, 5]).of(np.array([50, 150, 300])).tolist()
    [50, 200, 800]
    >>> Stairs([100, 200], [1, 2, 5]).of(300)
    800
    """

    def __init__(self, starts: Sequence[int], rates: Sequence[int]) -> None:
        """Prepare the steps.

        Args:
            starts: the amounts from which the rates after the first one apply, ascending.
            rates: one more than starts.
        """
        self._starts, self._rates = tuple(starts), tuple(rates)
        rises = zip(pairwise(rates), starts, strict=True)
        # By so much an amount's rate on its whole is too high.
        self._less = tuple(
            accumulate(((after - before) * start for (before, after), start in rises), initial=0)
        )

    @functools.cached_property
    def _columns(self) -> tuple[Column, Column, Column]:
        """Starts, rates and what they are too high by, for columns."""
        starts, rates, less = (
            np.array(one, dtype=np.int64) for one in (self._starts, self._rates, self._less)
        )
        return starts, rates, less

    def of(self, amount: Cents) -> Cents:
        """The amount in each step times its rate."""
        if not is_column(amount):
            step = bisect_left(self._starts, amount)
            return amount * self._rates[step] - self._less[step]
        starts, rates, less = self._columns
        steps = starts.searchsorted(amount)
        found: Column = amount * rates[steps] - less[steps]
        return found
