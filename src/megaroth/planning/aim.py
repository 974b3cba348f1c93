"""The objective and the constraints of the best plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.answer_fields import OneAmount
from megaroth.model.fields import Kind

OBJECTIVES = ("wealth", "spending", "bequest", "roth")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """The objective and the constraints of the best plan.

    Attributes:
        objective: ``wealth``, after tax at the end; ``spending``, the most a year after work that
            lasts; ``bequest``, the wealth of the heirs, gains untaxed; ``roth``, Roth money at an
            age.
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

    @property
    def bound(self) -> bool:
        """Whether there is a constraint on any year."""
        return self.take_home is not None or self.liquid is not None
