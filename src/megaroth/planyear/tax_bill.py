"""The year's tax: a household's federal and state returns as they are planned, its take-home pay, and what a move adds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from megaroth.kernel.money import PPM, Cents, rounded, some, sum_of, total
from megaroth.kernel.trace import figure, part
from megaroth.law.figures import figures_notes
from megaroth.law.law import Law
from megaroth.law.reform import reform_notes
from megaroth.model.household import Household
from megaroth.planyear.business import business_notes
from megaroth.planyear.child_tax_messages import child_notes
from megaroth.planyear.excess_messages import excess_notes
from megaroth.planyear.federal_return import income_by_person, items_of_all, returns_of
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.pay_slips import PaySlip, pay_slips
from megaroth.planyear.payday_messages import pay_counted
from megaroth.planyear.savers_credit import saver_notes
from megaroth.planyear.state_return import beside_federal, ira_moved, state_notes, state_payroll, state_return, state_support
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.tax.federal import FederalTax, Return, federal_tax
from megaroth.tax.filing_status import separate_note
from megaroth.tax.marginal import changed
from megaroth.tax.states.resident import BesideFederal, StateTax
from megaroth.tax.surtaxes import additional_medicare_tax, excess_social_security, payroll_tax


@dataclass(frozen=True, kw_only=True)
class TaxBill:
    """The tax of the year, cents.

    Attributes:
        items: the return (of the first spouse where they file separately).
        federal: its lines.
        state: the lines of the state return; None where no state is stated or its tax is not in the law data.
        state_support: ``supported``, or ``approximate`` if any state of the year is; None without a state.
        beside: what the state return needs beside the federal one.
        payroll_tax: Social Security and Medicare tax of all jobs.
        excess_social_security: what of it several employers of one person took beyond one wage base; the return credits it.
        state_payroll_tax: what states take from employees' wages beside income tax, such as disability insurance.
        take_home: pay less what is contributed from it, payroll tax, federal tax and what states take.
        pay_slips: the average paycheck of each job.
        withheld: federal income tax and additional Medicare tax that employers withhold.
        due: federal tax of the return less ``withheld``: due at filing, or a refund below zero.
        assumptions: what was taken for granted, in sentences.
    """

    items: Return
    federal: FederalTax
    state: StateTax | None
    state_support: str | None
    beside: BesideFederal
    payroll_tax: Cents
    excess_social_security: Cents
    state_payroll_tax: Cents
    take_home: Cents
    pay_slips: list[PaySlip]
    withheld: Cents
    due: Cents
    assumptions: list[str]


@dataclass(frozen=True)
class Taxed:
    """Income tax of a return, cents: the federal part, and the state's (0 without a state)."""

    federal: Cents
    state: Cents


def taxed_return(state: YearState, people: list[PersonYear], items: Return, spouse_moves: Cents) -> Taxed:
    """Federal and state income tax of a return.

    Args:
        state: the year.
        people: those on the return.
        items: its items.
        spouse_moves: what the second spouse moves to Roth, cents.
    """
    federal = federal_tax(state.law, items)
    beside = beside_federal(state, people, ira_moved(state, items, people), spouse_moves)
    found = state_return(state.law, state.household, items, federal, beside)
    return Taxed(federal.income_tax, 0 if found is None else found.total)


def added_tax(state: YearState, conversions: dict[str, Cents], in_plan: dict[str, Cents], what: str) -> tuple[Cents, Cents]:
    """The exact federal tax and state tax that some of the year's moves add, cents.

    Args:
        state: the year.
        conversions: income of moves to Roth IRAs by person, cents.
        in_plan: income of in-plan Roth rollovers by person, cents.
        what: which of the moves: ``rollovers`` come first, and ``conversions`` on top of them.

    Returns:
        The federal and the state part; the state part is zero where its tax is not in the law data.
    """
    rollovers = state.rollover_income
    if what == "rollovers":
        before, after = moved_tax(state, {}, {}), moved_tax(state, conversions, in_plan)
    else:
        both = {name: total(rollovers.get(name, 0), conversions.get(name, 0)) for name in {*rollovers, *conversions}}
        before, after = moved_tax(state, rollovers, in_plan), moved_tax(state, both, in_plan)
    return after.federal - before.federal, after.state - before.state


def moved_tax(state: YearState, conversions: dict[str, Cents], in_plan: dict[str, Cents]) -> Taxed:
    """The tax of all the household's returns with some moves.

    Args:
        state: the year.
        conversions: income of moves to Roth IRAs by person, cents.
        in_plan: income of in-plan Roth rollovers by person, cents.
    """
    filed = items_of_all(state, conversions, in_plan)
    return tax_of_all(
        state, filed, {name: total(conversions.get(name, 0), in_plan.get(name, 0)) for name in {*conversions, *in_plan}}
    )


def tax_of_all(state: YearState, filed: list[Return], moves: dict[str, Cents]) -> Taxed:
    """The tax of the household's returns, of which each person's moves to Roth are income, cents."""
    found = [
        taxed_return(state, people, items, sum_of(moves.get(person.person.name, 0) for person in people[1:]))
        for people, items in zip(returns_of(state), filed, strict=True)
    ]
    return Taxed(sum_of(one.federal for one in found), sum_of(one.state for one in found))


def tax_bill(household: Household, place: int = 0) -> TaxBill:
    """The federal and state tax of a household's year as it is planned.

    Args:
        household: all its plan rules known; of unknown ones the most favourable is taken.
        place: of the spouse whose return it is, where they file separately.

    Returns:
        The return, its tax and the take-home pay.

    Raises:
        LawError: the year's income tax is not in the law.
        IndexError: there is no such return.
    """
    from megaroth.planyear.run import play
    from megaroth.planyear.unknowns import resolve, scenarios, slots

    notes = []
    if slots(household):
        household = resolve(household, scenarios(household)[0][0])
        notes.append("Unknown plan rules are taken at their most favourable answers.")
    state, rollovers, conversions = play(household)
    if len(returns_of(state)) > 1:
        notes.append(f"The return is that of {state.people[place].person.name}. {separate_note(household.state)}")
    people = returns_of(state)[place]
    outside = income_by_person([*(move for move in rollovers if move.to == "roth_ira"), *conversions])
    inside = income_by_person([move for move in rollovers if move.to == "designated_roth"])
    items = items_of_all(state, outside, inside)[place]
    federal = federal_tax(state.law, items)
    second = {person.person.name for person in people[1:]}
    spouse_moves = total(
        sum_of(move.taxable for move in rollovers if move.person in second),
        sum_of(move.taxable for move in conversions if move.person in second),
    )
    beside = beside_federal(state, people, ira_moved(state, items, people), spouse_moves)
    of_state = state_return(state.law, state.household, items, federal, beside)
    jobs = [job for person in people for job in person.jobs if not job.job.self_employed]
    of_jobs = {f"{job.person.name}, {job.job.employer}": _payroll_tax(state, job) for job in jobs}
    payroll = sum_of(of_jobs.values())
    excess = sum_of(_excess(state, person) for person in people)
    of_wages = sum_of(state_payroll(state, job) for job in jobs)
    gross = total(sum_of(job.compensation for job in jobs), items.business_income)
    contributed = sum_of(total(job.deferral, job.catch_up, job.after_tax) for person in people for job in person.jobs) + sum_of(
        job.employer() for person in people for job in person.jobs if job.job.self_employed
    )
    slips = pay_slips(state, people)
    above = sum_of(_medicare_withheld(state, job) for job in jobs)
    from_slips = sum_of(slip.paychecks * slip.federal_withholding for slip in slips)
    withheld = from_slips + above
    health = sum_of(person.hsa_deducted for person in people)
    if state.law.status == "projected":
        notes.append(
            f"The law of {household.year} is not published whole: indexed amounts are projected (megaroth law {household.year})."
        )
    notes += figures_notes(household.year, state.law.projected_names())
    notes += reform_notes(household.year)
    notes += pay_counted(household)
    notes += excess_notes(state, people)
    notes += saver_notes(federal)
    notes += child_notes(state.law, people, items, federal)
    notes += business_notes(state, people, items, federal)
    notes += state_notes(household)
    if slips:
        notes.append(
            "Withholding is by the percentage method of Pub. 15-T on average paychecks; Forms W-4 say the filing status"
            + (", and the box of step 2 where another job is held at the same time." if len(slips) > 1 else " and nothing else.")
        )
    notes.append(
        "Take-home pay is what is left of pay after contributions to plans and the HSA, payroll tax, what states take from wages, "
        "and income taxes."
    )
    credited: dict[str, Any] = {"excess_social_security_tax_credited": excess} if some(excess > 0) else {}
    take_home = total(gross, excess) - total(
        contributed, health, payroll, of_wages, federal.total, of_state.total if of_state else 0
    )
    return TaxBill(
        items=items,
        federal=federal,
        state=of_state,
        state_support=None if of_state is None else state_support(household),
        beside=beside,
        payroll_tax=figure("payroll_tax", payroll, "Social Security and Medicare tax of all jobs", "IRC 3101", **of_jobs),
        excess_social_security=excess,
        state_payroll_tax=figure("state_payroll_tax", of_wages, "What states take from wages beside income tax", "state law"),
        take_home=figure(
            "take_home",
            take_home,
            "Pay less contributions and tax",
            pay=gross,
            contributions_to_plans=contributed,
            health_savings=health,
            social_security_and_medicare_tax=payroll,
            **credited,
            state_contributions_from_wages=of_wages,
            federal_tax_of_the_return=federal.total,
            state_income_tax=of_state.total if of_state else 0,
        ),
        pay_slips=slips,
        withheld=figure(
            "withheld",
            withheld,
            "Income tax that employers withhold",
            "IRC 3402(a), 3102(f)",
            income_tax_of_all_paychecks=from_slips,
            additional_medicare_tax_withheld=above,
        ),
        due=figure(
            "due",
            total(federal.total, -withheld, -excess),
            "Due at filing, or (below zero) refunded",
            "Form 1040 lines 34, 37",
            federal_tax_of_the_return=federal.total,
            withheld=withheld,
            **credited,
        ),
        assumptions=notes,
    )


def wages_of(person: PersonYear) -> list[Cents]:
    """FICA wages of a person from each employer, cents."""
    return [job.compensation for job in person.jobs if not job.job.self_employed]


def _excess(state: YearState, person: PersonYear) -> Cents:
    with part(person.person.name):
        return excess_social_security(state.law, wages_of(person))


def _payroll_tax(state: YearState, job: JobYear) -> Cents:
    with part(f"{job.person.name}, {job.job.employer}"):
        return payroll_tax(state.law, job.compensation)


def _medicare_withheld(state: YearState, job: JobYear) -> Cents:
    """Additional Medicare tax that the employer withholds, whatever the return says (IRC 3102(f))."""
    with part(f"{job.person.name}, {job.job.employer}"):
        return additional_medicare_tax(state.law, job.compensation, 0, "single")


def next_state_tax(law: Law, household: Household, bill: TaxBill, item: str, amount: Cents) -> Cents | None:
    """The exact state tax on some dollars more of an item, cents; None where there is no state return.

    Args:
        law: the federal numbers of the year.
        household: whose bill it is.
        bill: the tax without the dollars.
        item: a key of :data:`megaroth.tax.marginal.ITEMS`.
        amount: the dollars, cents.

    Raises:
        InputError: no such item.
    """
    if bill.state is None:
        return None
    more = changed(bill.items, item, amount)
    moved = {"conversion", "ira_distribution"}
    beside = replace(bill.beside, ira_moved=bill.beside.ira_moved + amount) if item in moved else bill.beside
    after = state_return(law, household, more, federal_tax(law, more), beside)
    return None if after is None else after.total - bill.state.total


def stated_tax(household: Household, taxable: Cents) -> Cents:
    """Tax at the marginal rates that the file states, cents."""
    return rounded(taxable * ((household.marginal_rate or 0) + (household.state_marginal_rate or 0)), PPM)
