"""Money that years of work put aside because an expense of a later year needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shortage:
    """What is missing for the spending and expenses of a year, cents."""

    year: int
    amount: float


@dataclass
class SavedAhead:
    """What the taxable account must hold at the end of years of work, cents by year."""

    least: dict[int, float] = field(default_factory=dict)

    def put_aside(self, shortage: Shortage, held: Mapping[int, float], growth: float) -> None:
        """Save equal amounts more in each year of work before a shortage.

        Args:
            shortage: what is missing, and when.
            held: what the account held at the end of each year of work, cents.
            growth: of the account, a fraction a year.
        """
        before = [year for year in held if year < shortage.year]
        each = shortage.amount / sum((1 + growth) ** (shortage.year - year) for year in before)
        for year in before:
            more = sum(each * (1 + growth) ** (year - saved) for saved in before if saved <= year)
            self.least[year] = held[year] + more
