"""Amounts, rates and switches of a state's law for one resident."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import (
    Cents,
    choose,
    larger,
    positive,
    proportion,
)
from megaroth.tax.states.resident import Resident


@dataclass(frozen=True)
class StateAmounts:
    """The law data of a state for one resident; cents in the shape of the items.

    Attributes:
        resident: whose return it is, with the federal items.
    """

    resident: Resident

    def amount(self, name: str) -> Cents:
        """An amount of the state, by filing status or the same for all; 0 if the state has none."""
        law = self.resident.law
        if name in law.by_status:
            return self.resident.by_status(name)
        return law.amounts.get(name, 0)

    def has(self, name: str) -> bool:
        """Whether the state has that amount, rate, tier or switch."""
        law = self.resident.law
        groups: tuple[dict[str, object], ...] = (
            law.amounts,
            law.by_status,
            law.rates,
            law.tiers,
            law.switches,
        )  # type: ignore[assignment]
        return any(name in group for group in groups)

    def switch(self, name: str) -> bool:
        """A switch of the state's law; off if the state does not have it."""
        return bool(self.resident.law.switches.get(name, False))

    def rate(self, name: str) -> Cents:
        """A rate of the state, parts per million; 0 if it has none."""
        return self.resident.rate(name) if name in self.resident.law.rates else 0

    def falling(self, amount: Cents, income: Cents, name: str) -> Cents:
        """An amount that falls in a straight line from ``name_start`` to nothing at
        ``name_end``."""
        start, end = self.amount(f"{name}_start"), self.amount(f"{name}_end")
        left = positive(end - larger(income, start))
        return choose(income > start, proportion(amount, left, end - start), amount)
