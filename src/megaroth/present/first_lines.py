"""The first line of an answer: a word or an amount, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from megaroth.present.words import money

if TYPE_CHECKING:
    # Types alone: the line about room loads no tax return.
    from megaroth.planyear.distribution_result import Split
    from megaroth.planyear.room import Room
    from megaroth.planyear.tax_bill import TaxBill

Line = tuple[str, str]


def room_line(answer: Room) -> Line:
    """The room for after-tax contributions."""
    return money(answer.after_tax_room), f"after-tax room in {answer.year}"


def rollover_line(answer: Split) -> Line:
    """What was distributed, and which part of it is taxed."""
    tax = f"{money(answer.taxable)} is taxed" if answer.taxable else "nothing is taxed"
    return money(answer.distributed), f"distributed, {money(answer.after_tax)} of it basis: {tax}."


def tax_line(bill: TaxBill, year: int, whose: str = "the return") -> Line:
    """The income tax of a year."""
    also = "" if bill.state is None else f", and {money(bill.state.total)} of state tax"
    return (
        money(bill.federal.total),
        f"federal tax on {whose} of {year}{also}; take-home pay {money(bill.take_home)}.",
    )
