"""The objective and the constraints of the best plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.answer_fields import OneAmount
from megaroth.model.fields import Kind

OBJECTIVES = ("wealth", "spending_per_year", "estate", "cash_out", "bequest", "roth")

EARLIER_NAMES = {"spending": "spending_per_year"}
"""Names of objectives that are still accepted, and that version 1 of JSON answers has."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """The objective and the constraints of the best plan.

    Attributes:
        objective: a measure of a comparison: ``spending_per_year``, the most a year after work that
            lasts; ``estate``, what heirs get after tax; ``cash_out``, what cashing everything out
            at the end leaves after tax. Or ``wealth`` and ``bequest``, the same two ends at flat
            rates, which a comparison reports as ``wealth_after_tax`` and ``bequest``; or ``roth``,
            Roth money at an age. A name in :data:`EARLIER_NAMES` becomes the current one.
        at_age: the first person's age for ``roth``; money that is owed is subtracted.
        take_home: the least that pay and other income must leave a year after contributions and tax
            while anybody works, in today's money, cents.
        liquid: the least in the taxable account at the end of each year, in today's money, cents.
        moves: the most in-plan Roth rollovers in a year.
        keep_claims: claim Social Security at the ages in the file.
    """

    objective: Annotated[str, Kind("choice", OBJECTIVES)] = "wealth"
    at_age: int | None = None
    take_home: OneAmount | None = None
    liquid: OneAmount | None = None
    moves: int | None = None
    keep_claims: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "objective", EARLIER_NAMES.get(self.objective, self.objective))

    @property
    def bound(self) -> bool:
        """Whether there is a constraint on any year."""
        return self.take_home is not None or self.liquid is not None
