"""Checks of pensions, expenses and receipts: when they are paid, and whose age counts."""

from __future__ import annotations

from megaroth.kernel.message import message
from megaroth.model.cash_flows import YearlyAmount
from megaroth.model.household import Household
from megaroth.readers.faults import Fault, Found

_RANGE = ("from_year", "from_age", "until_year", "until_age")
_EITHER = (("year", "age"), ("from_year", "from_age"), ("until_year", "until_age"))


def check_cash_flows(household: Household) -> Found:
    """Pensions, expenses and receipts."""
    if not household.people:
        return
    for at, person in enumerate(household.people):
        for place, pension in enumerate(person.pensions):
            first, last = pension.from_age, pension.until_age
            if first is not None and last is not None and last < first:
                expected = message("age_from_the_first_on")
                yield ("people", at, "pensions", place, "until_age"), Fault(last, expected)
    names = [person.name for person in household.people]
    for key, listed in (("expenses", household.expenses), ("receipts", household.receipts)):
        for place, one in enumerate(listed):
            for path, fault in _when(one, household):
                yield (key, place, *path), fault
            if one.person is not None and one.person not in names:
                expected = message("name_of_a_person", names=tuple(names))
                yield (key, place, "person"), Fault(repr(one.person), expected)


def _when(one: YearlyAmount, household: Household) -> Found:
    """The years in which an amount is paid."""
    stated = {name for pair in (*_EITHER, _RANGE) for name in pair if _stated(one, name)}
    for year, age in _EITHER:
        if {year, age} <= stated:
            yield (age,), Fault(getattr(one, age), message("year_or_age", year=year, age=age))
    once = "year" if "year" in stated else "age"
    if once in stated and stated & set(_RANGE):
        yield (once,), Fault(getattr(one, once), message("once_or_a_range"))
        return
    born = household.person_of(one).born.year
    first = one.from_year if one.from_age is None else born + one.from_age
    last = one.until_year if one.until_age is None else born + one.until_age
    if first is not None and last is not None and last < first:
        name = "until_year" if one.until_age is None else "until_age"
        found = message("last_before_first", last=last, first=first)
        yield (name,), Fault(found, message("last_not_before_first"))


def _stated(one: YearlyAmount, name: str) -> bool:
    return getattr(one, name) is not None
