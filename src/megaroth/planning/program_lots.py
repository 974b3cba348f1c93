"""The taxable account of the linear program: one lot for each few years of saving, so that the gain
of a sale is linear."""

from __future__ import annotations

from dataclasses import dataclass, field

from megaroth.planning.solver_rows import Rows, Terms, added, combined, constant
from megaroth.projection.account_returns import Paid

_YEARS = 4
"""The years of saving that share a lot; all have the basis of the one with the most."""


@dataclass
class _Lot:
    """Money saved in the same years.

    Attributes:
        value: on January 1.
        basis: its share of the value.
    """

    value: Terms
    basis: float


@dataclass
class TaxableAccount:
    """The account year by year, as the engine has it, with a choice of the lots to sell.

    Attributes:
        growth: of a year.
        pays: its dividends and interest.
        turnover: the share of gains that is realized each year.
        spare: basis that sales have left, to be used at any time.
    """

    rows: Rows
    growth: float
    pays: Paid
    turnover: float
    value: float
    basis: float
    spare: Terms = field(default_factory=dict)

    def __post_init__(self) -> None:
        share = self.basis / self.value if self.value > 0 else 1.0
        self._lots = [_Lot(constant(max(self.value, 0.0)), share)]
        self._saved = 0

    @property
    def held(self) -> Terms:
        """The value on January 1."""
        return added(one.value for one in self._lots)

    @property
    def dividends(self) -> Terms:
        """Qualified dividends of the year."""
        return combined((self.pays.qualified, self.held))

    @property
    def interest(self) -> Terms:
        """Interest and the other dividends of the year, which are ordinary income."""
        return combined((self.pays.ordinary, self.held))

    @property
    def untaxed(self) -> Terms:
        """The gain that was not taxed yet."""
        gains = [(1 - one.basis, one.value) for one in self._lots]
        return combined(*gains, (-1.0, self.spare))

    def sell(self) -> tuple[Terms, Terms]:
        """Sell in any lots, and realize the year's share of all gains.

        Returns:
            The proceeds and the gains.
        """
        # The share of a lot that stays after dividends and interest on the sold part are paid out.
        kept = (1 + self.growth) - self.pays.all_of_it * (1 + self.growth / 2)
        part = kept / (1 + self.growth)
        gains, proceeds, spared = [], [], []
        for one in self._lots:
            gains.append((self.turnover * (1 - one.basis), one.value))
            one.basis += self.turnover * max(1 - one.basis, 0.0)
            sold = self.rows.new()
            self.rows.at_most(sold, one.value)
            proceeds.append((part, sold))
            gains.append((part * (1 - one.basis), sold))
            # The engine reduces basis by the share of the value that is sold.
            spared.append((one.basis * (1 - part), sold))
            one.value = self.rows.named(combined((kept, one.value), (-kept, sold)))
            one.basis /= kept
        used = self.rows.new()
        self.rows.at_most(used, self.spare)
        gained = combined(*gains, (-1.0, used))
        self.spare = self.rows.named(combined((1.0, self.spare), (-1.0, used), *spared))
        return combined(*proceeds), self._at_least_zero(gained)

    def _at_least_zero(self, terms: Terms) -> Terms:
        found = self.rows.new()
        self.rows.at_most(terms, found)
        return found

    def save(self, amount: Terms) -> None:
        """Deposit an amount evenly over the year."""
        half = 1 + self.growth / 2
        if self._saved % _YEARS == 0:
            self._lots.append(_Lot({}, 1 / half))
        lot = self._lots[-1]
        lot.value = self.rows.named(combined((1.0, lot.value), (half, amount)))
        lot.basis = max(lot.basis, 1 / half)
        self._saved += 1
