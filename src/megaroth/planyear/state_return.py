"""The state returns of a household's year: what they need beyond the federal one, a move between
states, and what to know of them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal

from megaroth.kernel.message import Message, Share, message
from megaroth.kernel.money import PPM, Cents, positive, proportion, smaller, sum_of, total
from megaroth.kernel.trace import figure, part
from megaroth.law.law import Law
from megaroth.law.states import FIRST_STATE_YEAR, STATES, StateLaw
from megaroth.model.household import Household
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.pensions import taxable_pensions
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.states.resident import StateItems, StateTax
from megaroth.tax.states.run import state_tax
from megaroth.tax.states.wages import employee_contributions


@dataclass(frozen=True)
class Residence:
    """The residence of a household in a year: the part of :class:`Household` that a state return
    needs.

    Attributes:
        year: the calendar year.
        state: two letters; None for none.
        city: one with an income tax of its own.
        previous_state: the state lived in until ``moved``.
        moved: the first day lived in ``state``.
    """

    year: int
    state: str | None
    city: str | None = None
    previous_state: str | None = None
    moved: date | None = None


def residence_of(household: Household) -> Residence:
    """The residence of a household in its year."""
    return Residence(
        household.year, household.state, household.city, household.previous_state, household.moved
    )


def has_state_tax(household: Household | Residence) -> bool:
    """Whether the income tax of the household's state and year is in the law data."""
    return household.state in STATES and household.year >= FIRST_STATE_YEAR


def state_items_of(
    plan_year: YearState, people: list[PersonYear], ira_moved: Cents, spouse_moves: Cents
) -> StateItems:
    """What the state return of these people needs in addition to the federal one.

    Args:
        plan_year: the decided year.
        people: those on the return.
        ira_moved: IRA distributions and ordinary conversions of the return, cents.
        spouse_moves: what the second spouse moves to Roth, cents.
    """
    household = plan_year.household
    accounts = [person.person.hsa for person in people if person.person.hsa is not None]
    iras = [one for person in people for one in person.person.iras if one.kind != "roth"]
    pension = taxable_pensions([one.person for one in people[1:]], household.year)
    return StateItems(
        spouse_retirement=total(spouse_moves, pension),
        spouse_conversions=spouse_moves,
        city=household.city or "",
        hsa_employer=sum_of(account.employer for account in accounts),
        hsa_earnings=sum_of(account.earnings for account in accounts),
        deferrals_403b=sum_of(_deferred_403b(plan_year, person) for person in people),
        ira_moved=ira_moved,
        ira_value=sum_of(one.value for one in iras),
        ira_taxed_before=sum_of(one.taxed_by_state for one in iras),
    )


def _deferred_403b(plan_year: YearState, person: PersonYear) -> Cents:
    """Deferrals to 403(b) and 457(b) plans that are not in federal wages, for a state that taxes
    them."""
    of_403b, of_all, of_457b = (
        sum_of(job.pre_tax() for job in jobs)
        for jobs in (
            [job for job in person.jobs if job.has_plan and job.plan.kind == "403(b)"],
            person.pool(),
            person.pool(of_457b=True),
        )
    )
    untaxed = positive(of_457b - person.taxed_excess(plan_year.law, of_457b=True))
    return total(smaller(of_403b, of_all - person.taxed_excess(plan_year.law)), untaxed)


def state_return(
    law: Law,
    household: Household | Residence,
    items: Return,
    federal: FederalTax,
    state_items: StateItems,
) -> StateTax | None:
    """The state tax of a return; None where no state is stated.

    One who moves in the year owes each state its full-year tax for the part of the year lived
    there.

    Args:
        law: the federal numbers of the year.
        household: whose states and city are those of the return.
        items: the items of the federal return.
        federal: its lines.
        state_items: what the state return needs in addition to the federal one.
    """
    if household.state is None or not has_state_tax(household):
        return None
    found = state_tax(law, household.state, items, federal, state_items)
    if household.previous_state is None:
        return found
    before = state_tax(law, household.previous_state, items, federal, state_items)
    share, whole = days_before(household), days_of(household.year)
    divided = StateTax(
        **{
            line.name: total(
                proportion(getattr(before, line.name), share, whole),
                proportion(getattr(found, line.name), whole - share, whole),
            )
            for line in fields(StateTax)
        }
    )
    title = (
        f"Income tax of {household.previous_state} and {household.state} by the days lived there"
    )
    figure(
        "state_tax",
        divided.total,
        title,
        "",
        before=before.total,
        after=found.total,
        days_before=share,
        days=whole,
    )
    return divided


def state_payroll(plan_year: YearState, job: JobYear) -> Cents:
    """State payroll contributions from a job's wages, cents; prorated by days after a move."""
    household = plan_year.household
    if job.job.self_employed or job.paid_by is not None:
        return job.compensation * 0
    taxed = job.compensation - sum_of(one.pre_tax() for one in job.plans_of_pay)
    with part(f"{job.person.name}, {job.job.employer}"):
        found = employee_contributions(plan_year.law, household.state, job.compensation, taxed)
        if household.previous_state is None:
            return found
        before = employee_contributions(
            plan_year.law, household.previous_state, job.compensation, taxed
        )
    share, whole = days_before(household), days_of(household.year)
    return total(proportion(before, share, whole), proportion(found, whole - share, whole))


def state_support(law: Law, household: Household) -> Literal["supported", "approximate"]:
    """``approximate`` if the tax of any state lived in this year is, else ``supported``."""
    levels = {law.state(code).support for code in _states(household)}
    return "approximate" if "approximate" in levels else "supported"


def _states(household: Household) -> list[str]:
    return list(
        dict.fromkeys(one for one in (household.previous_state, household.state) if one is not None)
    )


def in_year(household: Household, year: int) -> Household:
    """The household in another year: one who moves lives in the state before until then, and in the
    new one after."""
    if household.moved is None or household.moved.year == year:
        return replace(household, year=year)
    state = household.previous_state if year < household.moved.year else household.state
    city = household.city if state == household.state else None
    return replace(household, year=year, state=state, city=city, previous_state=None, moved=None)


def days_of(year: int) -> int:
    """Days of a year."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def days_before(household: Household | Residence) -> int:
    """Days of the year lived in the state before."""
    return 0 if household.moved is None else (household.moved - date(household.year, 1, 1)).days


def state_notes(law: Law, household: Household) -> list[Message]:
    """Notes on the state tax.

    Args:
        law: the federal numbers of the year.
        household: whose state tax it is.
    """
    if household.state is None:
        return [message("no_state")]
    if not has_state_tax(household):
        return [message("state_not_in_law", state=household.state, year=household.year)]
    notes = []
    if household.previous_state is not None:
        part = days_before(household) * PPM // days_of(household.year)
        notes.append(
            message(
                "moved_between_states",
                before=household.previous_state,
                part=Share.of(part),
                after=household.state,
            )
        )
    for code in _states(household):
        notes += _notes_of(law.state(code))
        notes += _wage_notes(law, code, household)
    return notes


def _wage_notes(law: Law, code: str, household: Household) -> list[Message]:
    if not any(job for person in household.people for job in person.jobs if not job.self_employed):
        return []
    found = law.state_contributions(code)
    if not found:
        return []
    contributions = tuple(
        message("wage_contribution", name=one.name, note=one.note or None) for one in found
    )
    return [message("wage_contributions", state=code, contributions=contributions)]


def _notes_of(law: StateLaw) -> list[Message]:
    notes = []
    if law.support == "approximate":
        notes.append(
            message("state_tax_approximate", state=law.name, left_out=law.left_out or None)
        )
    if law.taxes_income:
        notes.append(message("state_tax", state=law.name, form=law.form))
    elif law.schedules:
        notes.append(message("state_taxes_gains", state=law.name))
    if "ira_basis" in law.switches:
        how = str(law.switches["ira_basis"])
        notes.append(message("state_taxed_ira_money", state=law.name, how=how))
    if law.note:
        notes.append(
            message(
                "state_law_status",
                state=law.name,
                year=law.year,
                status=law.status,
                note=law.note,
            )
        )
    return notes


def ira_moved(items: Return, people: list[PersonYear]) -> Cents:
    """IRA distributions and ordinary conversions of a return: its Roth conversions except rollovers
    from plans."""
    from_plans = sum_of(person.move_income.to_roth_ira for person in people)
    return total(
        items.ira_distributions,
        items.roth_conversions,
        -smaller(from_plans, items.roth_conversions),
    )
