"""The stated expenses and receipts among the assumptions of the years ahead."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, message
from megaroth.model.cash_flows import Receipt, YearlyAmount
from megaroth.planning.unstated_spending import expenses_of_work
from megaroth.projection.timeline import Outlook


def cash_flow_notes(ahead: Outlook) -> Iterator[Message]:
    """When each expense and receipt is paid, and how."""
    household = ahead.household
    for one in (*household.expenses, *household.receipts):
        yield _paid(one, ahead)
    if expenses_of_work(ahead) and household.spare_cash is None:
        yield message("saved_for_expenses")
    if household.spending is None and any(
        household.pays(one, year)
        for one in household.receipts
        for year in ahead.years
        if ahead.working(year)
    ):
        yield message("receipts_saved")


def _paid(one: YearlyAmount, ahead: Outlook) -> Message:
    years = [year for year in ahead.years if ahead.household.pays(one, year)]
    if not years:
        return message("never_paid", name=one.name, first=ahead.first, last=ahead.years[-1])
    amount, first, last = Amount.of(int(one.amount)), years[0], years[-1]
    if isinstance(one, Receipt):
        return message(
            "receipt",
            name=one.name,
            amount=amount,
            once=first == last,
            first=first,
            last=last,
            nominal=one.nominal,
            taxable=one.taxable,
        )
    return message(
        "expense",
        name=one.name,
        amount=amount,
        once=first == last,
        first=first,
        last=last,
        nominal=one.nominal,
    )
