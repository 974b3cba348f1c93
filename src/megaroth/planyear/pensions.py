"""Pensions of people in a plan year."""

from __future__ import annotations

from collections.abc import Iterable

from megaroth.kernel.money import Cents, share, sum_of
from megaroth.model.household import Person


def taxable_pensions(people: Iterable[Person], year: int) -> Cents:
    """The taxable part of these people's pensions of a year, cents.

    Args:
        people: of the household of that year.
        year: the calendar year.
    """
    return sum_of(
        share(one.amount, one.taxable)
        for person in people
        for one in person.pensions
        if one.paid_in(year, person.born.year)
    )


def untaxed_pensions(people: Iterable[Person], year: int) -> Cents:
    """The rest of these people's pensions of a year, cents; the arguments as above."""
    everyone = tuple(people)
    whole = sum_of(
        one.amount
        for person in everyone
        for one in person.pensions
        if one.paid_in(year, person.born.year)
    )
    return whole - taxable_pensions(everyone, year)
