"""Checks of the years ahead: ages, deaths, changes of status, alternatives."""

from __future__ import annotations

from megaroth.kernel.message import Message, message
from megaroth.law.social_security import formula
from megaroth.model.fields import MOST_PEOPLE
from megaroth.model.household import Household
from megaroth.readers.alternatives import misnamed
from megaroth.readers.cash_flow_checks import check_cash_flows
from megaroth.readers.faults import Fault, Found, choice
from megaroth.readers.reach import beyond_reach

COUPLES = ("married_joint", "married_separate")


def status_of_couples() -> Message:
    """The filing statuses of two people."""
    return message(
        "status_of_two_people", statuses=tuple(f"filing_status.{one}" for one in COUPLES)
    )


def check_outlook(household: Household) -> Found:
    """The years ahead."""
    first = household.people[0] if household.people else None
    ends = household.assumptions.plan_until
    if first is not None and first.age(household.year) >= ends:
        yield (
            ("assumptions", "plan_until"),
            Fault(ends, message("age_above", age=first.age(household.year), person=first.name)),
        )
    for place, person in enumerate(household.people):
        claimed = person.social_security
        if claimed is None:
            continue
        earliest, latest = formula().eligibility_age, formula().latest_claim_age
        if not earliest <= claimed.from_age <= latest:
            expected = message("age_from_to", first=earliest, last=latest)
            yield (
                ("people", place, "social_security", "from_age"),
                Fault(claimed.from_age, expected),
            )
    for place, person in enumerate(household.people):
        if person.lives_until is None:
            continue
        path = ("people", place, "lives_until")
        last = household.people[0].born.year + ends
        if len(household.people) < MOST_PEOPLE:
            yield (
                path,
                Fault(person.lives_until, message("no_death_of_one_person")),
            )
        elif person.age(household.year) > person.lives_until:
            yield (
                path,
                Fault(
                    person.lives_until, message("at_least_this_age", age=person.age(household.year))
                ),
            )
        elif all(
            one.lives_until is not None and one.born.year + one.lives_until < last
            for one in household.people
        ):
            yield (
                path,
                Fault(person.lives_until, message("one_spouse_to_the_end", last=last)),
            )
    for place, change in enumerate(household.status_changes):
        if change.year <= household.year:
            yield (
                ("status_changes", place, "year"),
                Fault(change.year, message("year_after", year=household.year)),
            )
        if len(household.people) == MOST_PEOPLE and change.filing_status not in COUPLES:
            yield (
                ("status_changes", place, "filing_status"),
                Fault(choice("filing_status", change.filing_status), message("status_of_a_couple")),
            )
    yield from check_cash_flows(household)
    for one in beyond_reach(household):
        yield one.path, Fault(one.found, one.expected)
    for place, key, found, expected, near in misnamed(household.alternatives):
        yield ("alternatives", place, key), Fault(found, expected, near)
    yield from _stated_years(household)
    if household.assumptions.paths < 1:
        yield (
            ("assumptions", "paths"),
            Fault(household.assumptions.paths, message("at_least", least=1)),
        )


def _stated_years(household: Household) -> Found:
    """Years that alternatives state conversions or withdrawals for: in the plan, and each at most
    once."""
    if not household.people:
        return
    last = household.people[0].born.year + household.assumptions.plan_until
    for at, spec in enumerate(household.alternatives):
        converted, drawn = (
            [one.year for one in spec.conversions or ()],
            [one.year for one in spec.withdrawals or ()],
        )
        for key, years in (("conversions", converted), ("withdrawals", drawn)):
            for place, year in enumerate(years):
                path = ("alternatives", at, key, place, "year")
                if not household.year <= year <= last:
                    yield (
                        path,
                        Fault(year, message("year_of_plan", first=household.year, last=last)),
                    )
                elif year in years[:place]:
                    yield path, Fault(message("year_twice", year=year), message("each_year_once"))
