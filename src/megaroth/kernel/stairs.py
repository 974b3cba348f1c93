"""Rates by amount, for columns."""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.columns import Column, np


class Stairs:
    """Rates that rise or fall with an amount: each row looks its own up, instead of passing all.

    >>> Stairs([100, 200], [1, 2, 5]).of(np.array([50, 150, 300])).tolist()
    [50, 200, 800]
    """

    def __init__(self, starts: Sequence[int], rates: Sequence[int]) -> None:
        """Prepare the steps.

        Args:
            starts: the amounts from which the rates after the first one apply, ascending.
            rates: one more than starts.
        """
        self._starts = np.array(starts, dtype=np.int64)
        self._rates = np.array(rates, dtype=np.int64)
        steps = np.diff(self._rates) * self._starts
        # By so much a row's rate on its whole amount is too high.
        self._less = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(steps)])

    def of(self, amount: Column) -> Column:
        """The amount in each step times its rate."""
        steps = self._starts.searchsorted(amount)
        found: Column = amount * self._rates[steps] - self._less[steps]
        return found
