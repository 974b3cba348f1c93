"""The year's tax: a household's federal and state returns as they are planned, and its take-home
pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from megaroth.kernel.answer_fields import Hidden, Key
from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents, some, sum_of, total
from megaroth.kernel.trace import figure, part
from megaroth.law.figures import figures_notes
from megaroth.law.law import Law
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.law.reform import reform_notes
from megaroth.model.household import Household
from megaroth.planyear.business import business_notes
from megaroth.planyear.child_tax_messages import child_notes
from megaroth.planyear.excess_messages import excess_notes
from megaroth.planyear.federal_return import all_moves, items_of_all, returns_of
from megaroth.planyear.household_tax import income_of_second
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.pay_slips import PaySlip, pay_of_jobs
from megaroth.planyear.payday_messages import pay_counted
from megaroth.planyear.savers_credit import saver_notes
from megaroth.planyear.settle import settle
from megaroth.planyear.state_return import (
    ira_moved,
    state_items_of,
    state_notes,
    state_payroll,
    state_return,
    state_support,
)
from megaroth.planyear.unknowns import favorable, slots
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.tax.federal import FederalTax, Return, federal_tax
from megaroth.tax.filing_status import separate_note
from megaroth.tax.marginal import changed
from megaroth.tax.states.resident import StateItems, StateTax
from megaroth.tax.surtaxes import additional_medicare_tax, excess_social_security, payroll_tax


@dataclass(frozen=True, kw_only=True)
class TaxBill:
    """The tax of the year, cents.

    Attributes:
        items: the return (of the first spouse where they file separately).
        federal: its lines.
        state: the lines of the state return; None where no state is stated or its tax is not in the
            law data.
        state_support: ``supported``, or ``approximate`` if any state of the year is; None without a
            state.
        state_items: what the state return needs in addition to the federal one.
        payroll_tax: Social Security and Medicare tax of all jobs.
        excess_social_security: the part of it that several employers of one person withheld above
            one wage base; the return credits it.
        state_payroll_tax: what states take from employees' wages in addition to income tax, such as
            disability insurance.
        take_home: pay less what is contributed from it, payroll tax, federal tax and what states
            take.
        pay_slips: the average paycheck of each job.
        withheld: federal income tax and additional Medicare tax that employers withhold.
        due: federal tax of the return less ``withheld``: due at filing, or a refund below zero.
        assumptions: what was assumed.
    """

    items: Hidden[Return]
    federal: FederalTax
    state: StateTax | None
    state_support: Literal["supported", "approximate"] | None
    state_items: Hidden[StateItems]
    payroll_tax: Cents
    excess_social_security: Cents
    state_payroll_tax: Cents
    take_home: Cents
    pay_slips: Annotated[list[PaySlip], Key("paychecks")]
    withheld: Cents
    due: Cents
    assumptions: list[Message]


def tax_bill(household: Household, place: int = 0, law_book: LawBook = PUBLISHED) -> TaxBill:
    """The federal and state tax of a household's planned year.

    Args:
        household: with unknown plan rules, their most favorable answers count.
        place: of the spouse whose return it is, where they file separately.
        law_book: the law, with a user's figures and reforms.

    Returns:
        The return, its tax and the take-home pay.

    Raises:
        LawError: the year's income tax is not in the law.
        IndexError: there is no such return.
    """
    known, notes = _known(household, law_book)
    year = settle(known, law_book, keep_journal=False).year
    people = returns_of(year)[place]
    if len(returns_of(year)) > 1:
        separate = separate_note(known.state)
        notes.append(message("return_of_one", person=people[0].person.name, separate=separate))
    items = items_of_all(year, all_moves)[place]
    federal = federal_tax(year.law, items)
    state_items = state_items_of(
        year, people, ira_moved(items, people), income_of_second(people, all_moves)
    )
    of_state = state_return(year.law, known, items, federal, state_items)
    wages = _wage_taxes(year, people)
    paid = pay_of_jobs(year, people)
    slips = [one.slip for one in paid]
    from_checks = sum(one.withheld for one in paid)
    withheld = from_checks + wages.medicare_withheld
    return TaxBill(
        items=items,
        federal=federal,
        state=of_state,
        state_support=None if of_state is None else state_support(year.law, known),
        state_items=state_items,
        payroll_tax=wages.payroll_tax,
        excess_social_security=wages.excess_social_security,
        state_payroll_tax=wages.state_payroll_tax,
        take_home=_take_home(people, items, federal, of_state, wages),
        pay_slips=slips,
        withheld=figure(
            "withheld",
            withheld,
            "Income tax that employers withhold",
            "IRC 3402(a), 3102(f)",
            income_tax_of_all_paychecks=from_checks,
            additional_medicare_tax_withheld=wages.medicare_withheld,
        ),
        due=figure(
            "due",
            total(federal.total, -withheld, -wages.excess_social_security),
            "Due at filing, or (below zero) refunded",
            "Form 1040 lines 34, 37",
            federal_tax_of_the_return=federal.total,
            withheld=withheld,
            **wages.credited,
        ),
        assumptions=[*notes, *_assumptions(year, people, items, federal, slips)],
    )


def _known(household: Household, law_book: LawBook) -> tuple[Household, list[Message]]:
    """The household with its unknown plan rules at their most favorable answers, and the note that
    says so."""
    if not slots(household, law_book):
        return household, []
    return favorable(household, law_book), [message("rules_at_their_best")]


@dataclass(frozen=True)
class _WageTaxes:
    """Payroll taxes of the people on a return, without income tax, cents."""

    payroll_tax: Cents
    excess_social_security: Cents
    state_payroll_tax: Cents
    medicare_withheld: Cents

    @property
    def credited(self) -> dict[str, Any]:
        """The excess Social Security tax that the return credits, by the name that worksheets show;
        empty for none."""
        excess = self.excess_social_security
        return {"excess_social_security_tax_credited": excess} if some(excess > 0) else {}


def _wage_taxes(year: YearState, people: list[PersonYear]) -> _WageTaxes:
    jobs = [job for person in people for job in person.jobs if not job.job.self_employed]
    by_job = {f"{job.person.name}, {job.job.employer}": _payroll_tax(year, job) for job in jobs}
    payroll, of_states = sum_of(by_job.values()), sum_of(state_payroll(year, job) for job in jobs)
    return _WageTaxes(
        payroll_tax=figure(
            "payroll_tax",
            payroll,
            "Social Security and Medicare tax of all jobs",
            "IRC 3101",
            **by_job,
        ),
        excess_social_security=sum_of(_excess(year, person) for person in people),
        state_payroll_tax=figure(
            "state_payroll_tax",
            of_states,
            "What states take from wages in addition to income tax",
            "state law",
        ),
        medicare_withheld=sum_of(_medicare_withheld(year, job) for job in jobs),
    )


def _take_home(
    people: list[PersonYear],
    items: Return,
    federal: FederalTax,
    of_state: StateTax | None,
    wages: _WageTaxes,
) -> Cents:
    """Pay less what is contributed from it and all taxes; the return's credit of excess Social
    Security tax is added."""
    jobs = [job for person in people for job in person.jobs]
    gross = total(
        sum_of(job.compensation for job in jobs if not job.job.self_employed), items.business_income
    )
    contributed = sum_of(total(job.deferral, job.catch_up, job.after_tax) for job in jobs) + sum_of(
        job.employer() for job in jobs if job.job.self_employed
    )
    health = sum_of(person.hsa_deducted for person in people)
    state_tax = of_state.total if of_state else 0
    taxes = total(wages.payroll_tax, wages.state_payroll_tax, federal.total, state_tax)
    return figure(
        "take_home",
        total(gross, wages.excess_social_security) - total(contributed, health, taxes),
        "Pay less contributions and tax",
        pay=gross,
        contributions_to_plans=contributed,
        health_savings=health,
        social_security_and_medicare_tax=wages.payroll_tax,
        **wages.credited,
        state_contributions_from_wages=wages.state_payroll_tax,
        federal_tax_of_the_return=federal.total,
        state_income_tax=state_tax,
    )


def _assumptions(
    year: YearState,
    people: list[PersonYear],
    items: Return,
    federal: FederalTax,
    slips: list[PaySlip],
) -> Iterator[Message]:
    household, law = year.household, year.law
    if law.status == "projected":
        yield message("law_not_published", year=household.year)
    yield from figures_notes(law.book.figures, household.year, law.projected_names())
    yield from reform_notes(law.book.reforms, household.year)
    yield from pay_counted(household)
    yield from excess_notes(year, people)
    yield from saver_notes(federal)
    yield from child_notes(law, people, items, federal)
    yield from business_notes(year, people, items, federal)
    yield from state_notes(law, household)
    if slips:
        yield message("withholding_method", several_jobs=len(slips) > 1)
    yield message("take_home_pay")


def wages_of(person: PersonYear) -> list[Cents]:
    """FICA wages of a person from each employer, cents."""
    return [job.compensation for job in person.jobs if not job.job.self_employed]


def _excess(plan_year: YearState, person: PersonYear) -> Cents:
    with part(person.person.name):
        return excess_social_security(plan_year.law, wages_of(person))


def _payroll_tax(plan_year: YearState, job: JobYear) -> Cents:
    with part(f"{job.person.name}, {job.job.employer}"):
        return payroll_tax(plan_year.law, job.compensation)


def _medicare_withheld(plan_year: YearState, job: JobYear) -> Cents:
    """Additional Medicare tax that the employer withholds, regardless of the return (IRC
    3102(f))."""
    with part(f"{job.person.name}, {job.job.employer}"):
        return additional_medicare_tax(plan_year.law, job.compensation, 0, "single")


def next_state_tax(
    law: Law, household: Household, bill: TaxBill, item: str, amount: Cents
) -> Cents | None:
    """The exact state tax on some dollars more of an item, cents; None where there is no state
    return.

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
    state_items = (
        replace(bill.state_items, ira_moved=bill.state_items.ira_moved + amount)
        if item in moved
        else bill.state_items
    )
    after = state_return(law, household, more, federal_tax(law, more), state_items)
    return None if after is None else after.total - bill.state.total
