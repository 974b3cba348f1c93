"""Progress of a search for the best plan."""

from __future__ import annotations

from collections.abc import Callable


class Progress:
    """Progress of a search."""

    def __init__(self, tick: Callable[[int, int], None] | None, whole: int) -> None:
        self.tick, self.whole, self.done = tick, whole, 0

    def step(self, count: int = 1) -> None:
        """Count more steps as done."""
        self.done += count
        if self.tick is not None:
            self.tick(min(self.done, self.whole), self.whole)

    def finish(self) -> None:
        """Count all steps as done, because a search can need fewer than the most."""
        if self.tick is not None:
            self.tick(self.whole, self.whole)
