"""What the best plan should be best at, and what it must keep to."""

from __future__ import annotations

from dataclasses import dataclass

OBJECTIVES = ("wealth", "spending", "bequest", "roth")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What the best plan should be best at, and what it must keep to.

    Attributes:
        objective: ``wealth`` after tax at the end; ``spending`` a year after work, the most that
            lasts; ``bequest``, the wealth that heirs take, gains untaxed; ``roth``, Roth money at
            an age.
        at_age: of the first person, for ``roth``, which counts less what is owed.
        take_home: the least that pay and other income must leave a year after contributions and tax
            while anybody works, in today's money, cents.
        liquid: the least in the taxable account at the end of each year, in today's money, cents.
        moves: how often a year after-tax money may move to Roth at most.
        keep_claims: claim Social Security at the ages that the file has.
    """

    objective: str = "wealth"
    at_age: int | None = None
    take_home: int | None = None
    liquid: int | None = None
    moves: int | None = None
    keep_claims: bool = False

    @property
    def bound(self) -> bool:
        """Whether a year must keep to anything."""
        return self.take_home is not None or self.liquid is not None
