"""Households with values for their unknown plan rules, to project them or to check whether they can
be projected."""

from __future__ import annotations

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear.unknowns import favorable, resolve, scenarios, slots
from megaroth.projection.jobs_held import retirement_age


def is_unknown(household: Household, law_book: LawBook) -> bool:
    """Whether a plan rule that the years ahead need is unknown."""
    return bool(slots(household, law_book))


def settled(household: Household, law_book: LawBook) -> Household:
    """The household with values for unknown rules if all possible values give the same plan; else
    unchanged."""
    if not is_unknown(household, law_book):
        return household
    answers, whole = scenarios(household, law_book, ages_that_count(household))
    return resolve(household, answers[0]) if whole and len(answers) == 1 else household


def ages_that_count(household: Household) -> list[int]:
    """The ages that matter: a rule for people of 50 matters if somebody reaches 50 at work."""
    return [
        max(person.age(household.year), retirement_age(person, household.year) - 1)
        for person in household.people
    ]


def some_answer(household: Household, law_book: LawBook) -> Household:
    """The household with one possible value for each unknown rule, to check whether it can be
    projected."""
    return favorable(household, law_book)
