"""Decisions for a year of a projection."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import Cents


@dataclass(frozen=True)
class Decision:
    """Decisions for a year, cents, each a scalar or (paths,).

    Attributes:
        pre_tax: withdrawals, including required distributions. Money that is not needed goes to the
            taxable account.
        roth: Roth withdrawals, likewise.
        converted: conversions to Roth; only from IRAs for people who work before 59 1/2.
        draws: whether ``pre_tax`` and ``roth`` replace the order of withdrawals.
    """

    pre_tax: Cents = 0
    roth: Cents = 0
    converted: Cents = 0
    draws: bool = True
