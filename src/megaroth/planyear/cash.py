"""The cash that a household can still save."""

from __future__ import annotations

from megaroth.kernel.money import MOST_CENTS, Cents, positive, smaller


class Cash:
    """The cash that the household can still save; unlimited if it states no limit."""

    def __init__(self, amount: Cents | None) -> None:
        self.bounded = amount is not None
        self.left: Cents = MOST_CENTS if amount is None else amount

    @property
    def open(self) -> Cents:
        """The remaining cash, which limits the next contribution."""
        return positive(self.left)

    def give_back(self, amount: Cents) -> None:
        """Return what a later step found to be too much."""
        if self.bounded:
            self.left = self.left + amount

    def take(self, wanted: Cents) -> Cents:
        """The wanted amount as far as the cash goes; it is then used up."""
        taken = smaller(positive(wanted), positive(self.left))
        if self.bounded:
            self.left = self.left - taken
        return taken
