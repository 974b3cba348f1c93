"""What is decided of a year of a projection."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import Cents


@dataclass(frozen=True)
class Decision:
    """What is decided of a year, cents, each a scalar or (paths,).

    Attributes:
        pre_tax: drawn, required distributions included; what is not needed goes to the taxable
            account.
        roth: drawn, likewise.
        converted: to Roth; of those who work before 59 1/2 only from IRAs.
        draws: whether ``pre_tax`` and ``roth`` stand in the place of the order of withdrawals.
    """

    pre_tax: Cents = 0
    roth: Cents = 0
    converted: Cents = 0
    draws: bool = True
