"""Checks between the fields of a household. Each one names the field to change."""

from __future__ import annotations

from datetime import date

from megaroth.kernel.message import Amount, Count, Message, message
from megaroth.kernel.money import some
from megaroth.model.fields import MOST_PEOPLE, OLDEST
from megaroth.model.household import Household, Person
from megaroth.readers.faults import AN_AMOUNT, NOTHING, Fault, Found, choice
from megaroth.readers.job_checks import check_job
from megaroth.readers.outlook_checks import COUPLES, check_outlook, status_of_couples


def check(household: Household) -> Found:
    """The contradictions between the fields of a household, with their paths."""
    yield from _people(household)
    for place, person in enumerate(household.people):
        for loc, fault in _person(person, household):
            yield ("people", place, *loc), fault
    if household.as_of and household.as_of.year != household.year:
        yield ("as_of",), Fault(household.as_of, _stub_of_year(household.as_of, household.year))
    if len(set(household.order)) != len(household.order):
        yield ("order",), Fault(message("step_twice"), message("each_step_once"))
    if some(household.income.qualified_dividends > household.income.dividends):
        found = Amount.of(int(household.income.qualified_dividends))
        yield ("income", "qualified_dividends"), Fault(found, message("at_most_dividends"))
    if some(household.income.other_states_interest > household.income.tax_exempt_interest):
        found = Amount.of(int(household.income.other_states_interest))
        yield (
            ("income", "other_states_interest"),
            Fault(found, message("at_most_tax_exempt_interest")),
        )
    if household.city and household.state != "NY":
        yield ("city",), Fault(repr(household.city), message("no_city"))
    if (household.previous_state is None) != (household.moved is None):
        missing = "previous_state" if household.previous_state is None else "moved"
        yield (
            (missing,),
            Fault(NOTHING, message("state_left_and_date")),
        )
    if household.previous_state is not None and household.previous_state == household.state:
        yield (
            ("previous_state",),
            Fault(choice("state", household.previous_state), message("another_state")),
        )
    if household.moved is not None and household.moved.year != household.year:
        yield ("moved",), Fault(household.moved, message("day_of_year", year=household.year))
    if household.previous_state is not None and household.state is None:
        yield ("state",), Fault(NOTHING, message("state_moved_to"))
    yield from check_outlook(household)
    if household.spare_cash is not None and household.as_of is None and _made(household):
        yield ("as_of",), Fault(NOTHING, message("date_of_made"))


def _stub_of_year(as_of: date, year: int) -> Message:
    """The last day that a pay stub can cover; a later stub belongs to another file."""
    if as_of.year > year:
        return message("stub_through_year_end", year=year)
    return message("day_of_year", year=year)


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
        yield ("people",), Fault(message("nobody"), message("one_person_at_least"))
    if len(names) > MOST_PEOPLE:
        yield (
            ("people", MOST_PEOPLE),
            Fault(
                message("so_many_people", count=Count.of(len(names))), message("one_or_two_people")
            ),
        )
    for place, name in enumerate(names):
        if name in names[:place]:
            yield ("people", place, "name"), Fault(repr(name), message("own_name"))
    if len(names) == MOST_PEOPLE and household.filing_status not in COUPLES:
        yield (
            ("filing_status",),
            Fault(choice("filing_status", household.filing_status), status_of_couples()),
        )


def _person(person: Person, household: Household) -> Found:
    year = household.year
    if person.born > date(year, 12, 31):
        yield ("born",), Fault(person.born, message("born_before_end_of", year=year))
    elif person.age(year) > OLDEST:
        yield (
            ("born",),
            Fault(person.born, message("born_at_most", age=OLDEST)),
        )
    employers = [job.employer for job in person.jobs]
    for place, job in enumerate(person.jobs):
        if job.employer in employers[:place]:
            yield (
                ("jobs", place, "employer"),
                Fault(repr(job.employer), message("each_employer_once")),
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
                yield (
                    ("jobs", place, "second_plan_of"),
                    Fault(repr(job.second_plan_of), message("employer_with_pay")),
                )
    for place, ira in enumerate(person.iras):
        if ira.kind == "roth" and ira.basis > ira.value:
            yield (
                ("iras", place, "basis"),
                Fault(Amount.of(int(ira.basis)), message("at_most_roth_ira_value")),
            )
        if some(ira.taxed_by_state > 0) and ira.kind == "roth":
            yield ("iras", place, "taxed_by_state"), Fault(AN_AMOUNT, message("none_in_roth_ira"))
