"""Basis that is left over when money below its basis moves whole: the two readings, and what
decides between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.money import Cents, dollars
from megaroth.model.fields import Kind
from megaroth.planyear.result import Text

READINGS = ("account_goes_on", "account_closed")


@dataclass(frozen=True, kw_only=True)
class BasisReading:
    """What becomes of basis that a loss leaves over, cents.

    Attributes:
        reading: ``account_goes_on`` or ``account_closed``.
        basis_left: what stays in the contract and makes later money of it tax-free.
        unrecovered_basis: what is lost without a deduction.
        when: what decides for this reading.
    """

    reading: Annotated[str, Kind("choice", READINGS)]
    basis_left: Cents
    unrecovered_basis: Cents
    when: Text


_GOES_ON = (
    "further contributions go into the account, or other money of the same contract stays there"
)
_CLOSED = "the whole account is paid out and nothing more goes in"


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
            reading="account_goes_on", basis_left=left, unrecovered_basis=left * 0, when=_GOES_ON
        ),
        BasisReading(
            reading="account_closed", basis_left=left * 0, unrecovered_basis=left, when=_CLOSED
        ),
    ]


def loss_in_words(left: Cents) -> str:
    """Both readings in sentences; the amount is left out for a column."""
    some_basis = f"{dollars(left)} of basis is" if isinstance(left, int) else "some basis is"
    return (
        "the after-tax money is worth less than its basis when it moves: none of it is taxed, "
        f"and {some_basis} left over. If the "
        f"account continues ({_GOES_ON}), that basis stays in the contract and makes later money "
        "of it tax-free (IRC 72(e)(6), (8)). If "
        f"the account is closed ({_CLOSED}), it is never recovered: no deduction since 2018 (IRC "
        "67(g)). Ask the plan which it does."
    )
