"""The growth of accounts in the linear program, and whether the taxable account pays interest."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.model.assumptions import Assumptions
from megaroth.projection.account_returns import level_returns, paid
from megaroth.projection.accounts import Returns
from megaroth.projection.timeline import Outlook


@dataclass(frozen=True)
class Growth:
    """The growth of a year by tax character, fractions. Money of plans and IRAs is one here, so it
    grows as the one with the lower fee does: the bound stays a bound."""

    pre_tax: float
    roth: float
    health: float
    taxable: float
    owed: float

    @classmethod
    def of(cls, assumed: Assumptions) -> Growth:
        """That of the assumptions."""
        level = level_returns(assumed)

        def most(*returns: Returns) -> float:
            return max(float(one[0]) for one in returns)

        return cls(
            most(level.plan, level.ira),
            most(level.plan_roth, level.roth),
            most(level.hsa),
            most(level.taxable),
            most(level.owed),
        )


def has_interest(ahead: Outlook) -> bool:
    """Whether the taxable account pays ordinary income."""
    return paid(ahead.household.assumptions).ordinary > 0
