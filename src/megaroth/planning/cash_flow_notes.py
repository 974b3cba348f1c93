"""The stated pensions, expenses and receipts among the assumptions of the years ahead."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.model.cash_flows import Pension, Receipt, YearlyAmount
from megaroth.model.household import Person
from megaroth.planning.unstated_spending import expenses_of_work
from megaroth.projection.marketplace import insurance_of
from megaroth.projection.timeline import Outlook


def cash_flow_notes(ahead: Outlook) -> Iterator[Message]:
    """When each pension, expense and receipt is paid, and how."""
    household = ahead.household
    for person in household.people:
        for pension in person.pensions:
            yield _pension(pension, person, ahead)
    for one in (*household.expenses, *household.receipts):
        yield _paid(one, ahead)
    if expenses_of_work(ahead) and household.spare_cash is None:
        yield message("saved_for_expenses")
    yield from _marketplace(ahead)
    if household.spending is None and any(
        household.pays(one, year)
        for one in household.receipts
        for year in ahead.years
        if ahead.working(year)
    ):
        yield message("receipts_saved")


def _marketplace(ahead: Outlook) -> Iterator[Message]:
    """Health insurance between work and Medicare."""
    gap = [
        year
        for year in ahead.years
        if not ahead.working(year)
        and not all(ahead.has_medicare(person, year) for person in ahead.living(year))
    ]
    if not gap:
        return
    found = insurance_of(ahead, gap[0])
    if found is None:
        yield message("insurance_in_spending", first=gap[0], last=gap[-1])
        return
    most, prices = found.most_income(ahead.law(gap[0])), ahead.prices(gap[0])
    yield message(
        "buys_insurance",
        first=gap[0],
        last=gap[-1],
        premium=Amount.of(round(found.premium / prices)),
        average=ahead.household.marketplace.benchmark is None,
        most=None if most is None else Amount.of(round(most / prices)),
    )


def _pension(one: Pension, person: Person, ahead: Outlook) -> Message:
    years = [
        year
        for year in ahead.years
        if ahead.alive(person, year) and one.paid_in(year, person.born.year)
    ]
    if not years:
        return message("never_paid", name=one.name, first=ahead.first, last=ahead.years[-1])
    rate = None if one.cola is None else Share.of(int(one.cola))
    increase = (
        message("pension_follows_prices", at_most=rate)
        if one.indexed
        else message("pension_stays")
        if rate is None
        else message("pension_increases", rate=rate)
    )
    return message(
        "pension",
        person=person.name,
        name=one.name,
        amount=Amount.of(int(one.amount)),
        first=years[0],
        until=None if one.until_age is None else years[-1],
        nominal=one.nominal,
        increase=increase,
        survivor=_survivor(one) if len(ahead.household.people) > 1 else None,
    )


def _survivor(one: Pension) -> Message:
    if not one.survivor:
        return message("pension_ends")
    return message("pension_goes_on", share=Share.of(int(one.survivor)))


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
