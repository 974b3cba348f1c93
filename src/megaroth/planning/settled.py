"""Households whose unknown rules have one answer: for the years ahead, and to ask whether they can
be projected at all."""

from __future__ import annotations

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear.unknowns import favorable, resolve, scenarios, slots
from megaroth.projection.timeline import retirement_age


def is_unknown(household: Household, law_book: LawBook) -> bool:
    """Whether a plan rule that years ahead need is unknown."""
    return bool(slots(household, law_book))


def settled(household: Household, law_book: LawBook) -> Household:
    """The household with the only answer to what is unknown, where no other differs in what is
    planned; else as it is."""
    if not is_unknown(household, law_book):
        return household
    answers, whole = scenarios(household, law_book, ages_that_count(household))
    return resolve(household, answers[0]) if whole and len(answers) == 1 else household


def ages_that_count(household: Household) -> list[int]:
    """Ages that count: a rule for those of 50 does where 50 is reached at work."""
    return [
        max(person.age(household.year), retirement_age(person, household.year) - 1)
        for person in household.people
    ]


def some_answer(household: Household, law_book: LawBook) -> Household:
    """The household with one answer to everything that is unknown: to ask whether its years ahead
    can be told at all."""
    return favorable(household, law_book)
