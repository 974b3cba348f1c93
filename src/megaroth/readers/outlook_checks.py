"""Checks of the years ahead: ages, deaths, changes of status, alternatives."""

from __future__ import annotations

from megaroth.law.social_security import formula
from megaroth.model.fields import MOST_PEOPLE
from megaroth.model.household import Household
from megaroth.readers.alternatives import misnamed
from megaroth.readers.cash_flow_checks import check_cash_flows
from megaroth.readers.faults import Fault, Found
from megaroth.readers.reach import beyond_reach

COUPLES = ("married_joint", "married_separate")


def check_outlook(household: Household) -> Found:
    """The years ahead."""
    first = household.people[0] if household.people else None
    ends = household.assumptions.plan_until
    if first is not None and first.age(household.year) >= ends:
        yield (
            ("assumptions", "plan_until"),
            Fault(str(ends), f"an age above {first.age(household.year)}, {first.name}'s this year"),
        )
    for place, person in enumerate(household.people):
        claimed = person.social_security
        if claimed is None:
            continue
        earliest, latest = formula().eligibility_age, formula().latest_claim_age
        if not earliest <= claimed.from_age <= latest:
            expected = f"an age from {earliest} to {latest}"
            yield (
                ("people", place, "social_security", "from_age"),
                Fault(str(claimed.from_age), expected),
            )
    for place, person in enumerate(household.people):
        if person.lives_until is None:
            continue
        path = ("people", place, "lives_until")
        last = household.people[0].born.year + ends
        if len(household.people) < MOST_PEOPLE:
            yield (
                path,
                Fault(
                    str(person.lives_until),
                    "nothing for one person: `assumptions.plan_until` says when the plan ends",
                ),
            )
        elif person.age(household.year) > person.lives_until:
            yield (
                path,
                Fault(
                    str(person.lives_until),
                    f"at least {person.age(household.year)}, the age of this year",
                ),
            )
        elif all(
            one.lives_until is not None and one.born.year + one.lives_until < last
            for one in household.people
        ):
            yield (
                path,
                Fault(
                    str(person.lives_until), f"one spouse who lives to the end of the plan, {last}"
                ),
            )
    for place, change in enumerate(household.status_changes):
        if change.year <= household.year:
            yield (
                ("status_changes", place, "year"),
                Fault(str(change.year), f"a year after {household.year}"),
            )
        if len(household.people) == MOST_PEOPLE and change.filing_status not in COUPLES:
            expected = "a couple's filing status; `lives_until` states a death"
            yield (
                ("status_changes", place, "filing_status"),
                Fault(repr(change.filing_status), expected),
            )
    yield from check_cash_flows(household)
    for one in beyond_reach(household):
        yield one.path, Fault(one.found, one.expected)
    for place, key, found, expected, near in misnamed(household.alternatives):
        yield ("alternatives", place, key), Fault(found, expected, near)
    yield from _stated_years(household)
    if household.assumptions.paths < 1:
        yield ("assumptions", "paths"), Fault("0", "at least 1")


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
                    yield path, Fault(str(year), f"a year of the plan, {household.year} to {last}")
                elif year in years[:place]:
                    yield path, Fault(f"{year} twice", "each year at most once")
