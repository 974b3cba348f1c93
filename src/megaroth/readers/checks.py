"""Checks between the fields of a household. Each one names the field to change."""

from __future__ import annotations

from datetime import date

from megaroth.kernel.money import dollars, some
from megaroth.model.fields import MOST_PEOPLE, OLDEST
from megaroth.model.household import Household, Person
from megaroth.readers.faults import Fault, Found
from megaroth.readers.job_checks import check_job
from megaroth.readers.outlook_checks import COUPLES, check_outlook


def check(household: Household) -> Found:
    """The contradictions between the fields of a household, with their paths."""
    yield from _people(household)
    for place, person in enumerate(household.people):
        for loc, fault in _person(person, household):
            yield ("people", place, *loc), fault
    if household.as_of and household.as_of.year != household.year:
        yield ("as_of",), Fault(str(household.as_of), f"a day of {household.year}")
    if len(set(household.order)) != len(household.order):
        yield ("order",), Fault("a step twice", "each step at most once")
    if some(household.income.qualified_dividends > household.income.dividends):
        found = dollars(int(household.income.qualified_dividends))
        yield (
            ("income", "qualified_dividends"),
            Fault(found, "at most `dividends`, because they are part of them"),
        )
    if some(household.income.other_states_interest > household.income.tax_exempt_interest):
        found = dollars(int(household.income.other_states_interest))
        yield (
            ("income", "other_states_interest"),
            Fault(found, "at most `tax_exempt_interest`, because it is part of it"),
        )
    if household.city and household.state != "NY":
        yield ("city",), Fault(repr(household.city), 'no city, or state = "NY"')
    if (household.previous_state is None) != (household.moved is None):
        missing = "previous_state" if household.previous_state is None else "moved"
        yield (
            (missing,),
            Fault("nothing", "previous_state and moved together: the state you left, and the date"),
        )
    if household.previous_state is not None and household.previous_state == household.state:
        yield (
            ("previous_state",),
            Fault(
                repr(household.previous_state),
                "a different state from `state`, the one you moved to",
            ),
        )
    if household.moved is not None and household.moved.year != household.year:
        yield ("moved",), Fault(str(household.moved), f"a day of {household.year}")
    if household.previous_state is not None and household.state is None:
        yield ("state",), Fault("nothing", "the state you moved to")
    yield from check_outlook(household)
    if household.spare_cash is not None and household.as_of is None and _made(household):
        yield ("as_of",), Fault("nothing", "the date through which `made` counts contributions")


def _made(household: Household) -> bool:
    return any(
        bool(value)
        for person in household.people
        for job in person.jobs
        for value in vars(job.made).values()
    ) or any(some(person.made_in_iras_and_hsa > 0) for person in household.people)


def _people(household: Household) -> Found:
    names = [person.name for person in household.people]
    if not names:
        yield ("people",), Fault("nobody", "at least one [[people]] table")
    if len(names) > MOST_PEOPLE:
        yield (
            ("people", MOST_PEOPLE),
            Fault(
                f"{len(names)} people", "one person, or two spouses; use a separate file for others"
            ),
        )
    for place, name in enumerate(names):
        if name in names[:place]:
            yield ("people", place, "name"), Fault(repr(name), "a different name for each person")
    if len(names) == MOST_PEOPLE and household.filing_status not in COUPLES:
        yield (
            ("filing_status",),
            Fault(
                repr(household.filing_status), "married_joint or married_separate for two people"
            ),
        )


def _person(person: Person, household: Household) -> Found:
    year = household.year
    if person.born > date(year, 12, 31):
        yield ("born",), Fault(str(person.born), f"a birth date before the end of {year}")
    elif person.age(year) > OLDEST:
        yield (
            ("born",),
            Fault(str(person.born), f"a birth date that makes the person at most {OLDEST}"),
        )
    employers = [job.employer for job in person.jobs]
    for place, job in enumerate(person.jobs):
        if job.employer in employers[:place]:
            yield (
                ("jobs", place, "employer"),
                Fault(
                    repr(job.employer),
                    "each employer once for each person (one table for each job)",
                ),
            )
        for loc, fault in check_job(job, household, person.born):
            yield ("jobs", place, *loc), fault
        if job.second_plan_of is not None:
            payers = [
                one.employer
                for one in person.jobs
                if one.second_plan_of is None and not one.self_employed
            ]
            if job.second_plan_of not in payers or job.self_employed:
                expected = (
                    "the employer of another job of this person that states pay and is not "
                    "the person's own business"
                )
                yield ("jobs", place, "second_plan_of"), Fault(repr(job.second_plan_of), expected)
    for place, ira in enumerate(person.iras):
        if ira.kind == "roth" and ira.basis > ira.value:
            yield (
                ("iras", place, "basis"),
                Fault(dollars(int(ira.basis)), "at most the value of a Roth IRA"),
            )
        if some(ira.taxed_by_state > 0) and ira.kind == "roth":
            yield ("iras", place, "taxed_by_state"), Fault("an amount", "none in a Roth IRA")
