"""The journal of a plan year: movements of money between sources, each with its basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from megaroth.kernel.money import Cents, some


@dataclass(frozen=True)
class Account:
    """An account of the journal: its owner, the employer or IRA provider (None outside of
    accounts), and the money source."""

    person: str
    employer: str | None
    source: str


@dataclass(frozen=True)
class Movement:
    """Money that leaves one account and arrives in another.

    What was taxed on the way arrives as basis: ``basis + taxable``.

    Attributes:
        date: the day.
        kind: ``opening``, ``contribution``, ``match``, ``nonelective``, ``growth``,
            ``in_plan_roth_rollover``, ``rollover``, ``roth_conversion`` or ``distribution``.
        origin: the account that it leaves.
        target: the account that it reaches.
        amount: cents, scalar or (n,); negative only for growth that is a loss.
        basis: basis that leaves with it, cents.
        taxable: income that the movement brings, cents.
    """

    date: date
    kind: str
    origin: Account
    target: Account
    amount: Cents
    basis: Cents = 0
    taxable: Cents = 0


@dataclass
class Journal:
    """Movements in the order in which they were written."""

    movements: list[Movement] = field(default_factory=list)

    def write(self, movement: Movement) -> None:
        """Add a movement, unless nothing moves."""
        if some(movement.amount != 0) or some(movement.basis != 0):
            self.movements.append(movement)

    def write_all(self, movements: Iterable[Movement]) -> None:
        """Add movements in their order."""
        for movement in movements:
            self.write(movement)

    def __iter__(self) -> Iterator[Movement]:
        """Movements by date; those of one day in the order written."""
        return iter(sorted(self.movements, key=lambda movement: movement.date))


def balances(movements: Iterable[Movement]) -> dict[Account, tuple[Cents, Cents]]:
    """Value and basis of every account: the sum of what reached it less what left it, cents."""
    totals: dict[Account, tuple[Cents, Cents]] = {}
    for movement in movements:
        value, basis = totals.get(movement.origin, (0, 0))
        totals[movement.origin] = (value - movement.amount, basis - movement.basis)
        value, basis = totals.get(movement.target, (0, 0))
        totals[movement.target] = (
            value + movement.amount,
            basis + movement.basis + movement.taxable,
        )
    return totals
