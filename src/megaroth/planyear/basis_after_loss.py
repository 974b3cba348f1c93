"""Basis that is left over when money below its basis moves whole: the two readings, and what
decides between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents


@dataclass(frozen=True, kw_only=True)
class BasisReading:
    """The treatment of basis that a loss leaves over, cents.

    Attributes:
        reading: ``account_goes_on`` or ``account_closed``.
        basis_left: what stays in the contract and makes later money of it tax-free.
        unrecovered_basis: what is lost without a deduction.
        when: what decides for this reading.
    """

    reading: Literal["account_goes_on", "account_closed"]
    basis_left: Cents
    unrecovered_basis: Cents
    when: Message


def basis_readings(left: Cents) -> list[BasisReading]:
    """Both readings of basis that is left over.

    Source:
        26 USC 72(e)(6), (8)(B): the investment in the contract is what was not recovered yet; 26
        USC 67(g): no deduction of a loss on the contract.

    >>> [(one.reading, one.basis_left, one.unrecovered_basis) for one in basis_readings(5_00)]
    [('account_goes_on', 500, 0), ('account_closed', 0, 500)]
    """
    return [
        BasisReading(
            reading="account_goes_on",
            basis_left=left,
            unrecovered_basis=left * 0,
            when=message("basis_goes_on"),
        ),
        BasisReading(
            reading="account_closed",
            basis_left=left * 0,
            unrecovered_basis=left,
            when=message("basis_lost"),
        ),
    ]
