"""The growth of accounts in the linear program, and whether the taxable account pays interest."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.model.assumptions import Assumptions
from megaroth.projection.account_returns import level_returns, paid
from megaroth.projection.accounts import Returns
from megaroth.projection.timeline import Outlook


@dataclass(frozen=True)
class Growth:
    """The growth of a year of each kind of account, fractions.

    Attributes:
        plan, ira: pre-tax money.
        plan_roth, roth: Roth money in plans and in IRAs.
        health, taxable: the other accounts.
        owed: what is borrowed.
    """

    plan: float
    ira: float
    plan_roth: float
    roth: float
    health: float
    taxable: float
    owed: float

    @classmethod
    def of(cls, assumed: Assumptions) -> Growth:
        """That of the assumptions."""
        level = level_returns(assumed)
        returns = (
            *(level.plan, level.ira, level.plan_roth, level.roth),
            *(level.hsa, level.taxable, level.owed),
        )
        return cls(*(_rate(one) for one in returns))

    @property
    def pre_tax(self) -> float:
        """The most that pre-tax money grows."""
        return max(self.plan, self.ira)

    def kept_up(self, years: int) -> float:
        """How much more never-taxed money of pre-tax accounts may be worth after some years than
        Roth money that grows less, as a ratio. The program counts it as Roth money."""
        least = min(self.plan_roth, self.roth)
        return max((1 + self.pre_tax) / (1 + least), 1.0) ** years


def _rate(returns: Returns) -> float:
    return float(returns[0])


def has_interest(ahead: Outlook) -> bool:
    """Whether the taxable account pays ordinary income."""
    return paid(ahead.household.assumptions).ordinary > 0
