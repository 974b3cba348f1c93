"""The plan year of each working year as inputs of the projection: amounts, and earnings that depend
on the year's return."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from megaroth.kernel.money import Cents, some, sum_of
from megaroth.law.law import Law
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear.eligibility import way_out
from megaroth.planyear.excess_after_tax import held_back
from megaroth.planyear.excess_amounts import additions_excesses
from megaroth.planyear.federal_return import items_of, returns_of
from megaroth.planyear.figure import known
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.result import Conversion
from megaroth.planyear.settle import SettledYear, settle
from megaroth.planyear.state_return import Residence, residence_of, state_items_of, state_payroll
from megaroth.planyear.tax_bill import wages_of
from megaroth.planyear.year_state import PersonYear, YearState
from megaroth.projection.account_returns import level_returns
from megaroth.projection.accounts import Returns
from megaroth.projection.moved_after_tax import PROBE, Moved, moved_by_destination
from megaroth.projection.opening_balances import moved_before
from megaroth.tax.federal import Return
from megaroth.tax.states.resident import StateItems
from megaroth.tax.surtaxes import excess_social_security, payroll_tax


@dataclass
class PersonFlows:
    """A year's contributions and rollovers of one person, cents.

    Attributes:
        pre_tax: pre-tax deferrals and employer contributions.
        roth: designated Roth contributions.
        taxed_employer: the employer's part of them, which is income of the year.
        after_tax: after-tax contributions.
        roth_ira: regular contributions to a Roth IRA.
        backdoor_roth, backdoor_roth_taxed: the conversion of a new traditional contribution, and
        its taxable part.
        hsa: contributions of the person and the employer.
        ira_returned: contributions above the IRA limit that the IRAs of the file return.
        moved: after-tax money that moved, by destination.
        one_contract: whether after-tax money and the rest of the plan are one contract (no separate
            source under IRC 72(d)(2)).
        moved_share: the share of such a plan's after-tax money that moves.
    """

    pre_tax: Cents = 0
    roth: Cents = 0
    taxed_employer: Cents = 0
    after_tax: Cents = 0
    roth_ira: Cents = 0
    backdoor_roth: Cents = 0
    backdoor_roth_taxed: Cents = 0
    hsa: Cents = 0
    ira_returned: Cents = 0
    moved: dict[str, Moved] = field(default_factory=dict)
    one_contract: bool = False
    moved_share: float | Returns = 0.0


@dataclass(frozen=True)
class Elected:
    """The elected contributions of one job in a year, cents."""

    person: str
    employer: str
    deferral: int
    catch_up: int
    after_tax: int


@dataclass
class WorkingYear:
    """A year in which somebody works.

    Attributes:
        law: its numbers.
        household: the household of that year.
        returns: tax returns without amounts that depend on the year's growth, and without
        rollovers.
        filers: indexes in ``people`` of those on each return.
        state_items: what each state return needs in addition to the federal one, without income
            from accounts.
        home: where the household lives.
        people: each person's flows.
        own: contributions that the household pays from its pay, cents.
        corrected: contributions above the limits, which are returned, cents.
        gross: pay of the year, cents.
        payroll_tax: Social Security and Medicare tax of employees less what the return credits, and
            what states take from wages, cents.
        elected: deferrals and after-tax contributions of each job.
        fees: of rollovers of after-tax money and of backdoor Roth conversions, cents.
    """

    law: Law
    household: Household
    returns: list[Return]
    filers: list[list[int]]
    state_items: list[StateItems]
    home: Residence
    people: list[PersonFlows]
    own: Cents
    corrected: Cents
    gross: Cents
    payroll_tax: Cents
    elected: list[Elected]
    fees: Cents = 0


def working_year(household: Household, law_book: LawBook) -> WorkingYear:
    """Calculate a working year.

    Args:
        household: of that year, with no unknown plan rule.
        law_book: the law, with a user's figures and reforms.

    Returns:
        Flows as scalars; earnings of rollovers as a linear function of the year's growth.
    """
    settled = settle(replace(household, growth=PROBE), law_book, keep_journal=False)
    plan_year = settled.year
    still = (
        settle(replace(household, growth=0), law_book, keep_journal=False).rollovers
        if _moves_older_money(household)
        else []
    )
    growth = float(level_returns(household.assumptions).plan_roth[0])
    people = [
        _flows(
            person,
            moved_by_destination(person.person.name, settled.rollovers, still, growth),
            settled.conversions,
            _moved_before(plan_year, person),
        )
        for person in plan_year.people
    ]
    corrected = [
        _correct(plan_year, person, flows)
        for flows, person in zip(people, plan_year.people, strict=True)
    ]
    filed = returns_of(plan_year)
    jobs = plan_year.jobs
    own = plan_year.own_contributions()
    return WorkingYear(
        law=plan_year.law,
        household=household,
        returns=[items_of(plan_year, filing) for filing in filed],
        filers=[[plan_year.people.index(person) for person in filing] for filing in filed],
        # The file has the IRAs of the first year; the projection has its own balances.
        state_items=[
            replace(state_items_of(plan_year, filing, 0, 0), ira_value=0, ira_taxed_before=0)
            for filing in filed
        ],
        home=residence_of(household),
        people=people,
        own=int(own) - sum(corrected),
        corrected=sum(corrected),
        gross=int(
            sum_of(
                job.job.pay
                if job.job.self_employed and job.job.pay is not None
                else job.compensation
                for job in jobs
            )
        ),
        payroll_tax=int(
            sum_of(_from_wages(plan_year, job) for job in jobs if not job.job.self_employed)
            - sum_of(
                excess_social_security(plan_year.law, wages_of(person))
                for person in plan_year.people
            )
        ),
        elected=[
            Elected(
                job.person.name,
                job.job.employer,
                int(job.deferral),
                int(job.catch_up),
                int(job.after_tax),
            )
            for job in jobs
            if job.has_plan
        ],
        fees=_moves(settled) * int(household.assumptions.conversion_fee),
    )


def _moves(settled: SettledYear) -> int:
    """Rollovers of after-tax money, and backdoor Roth conversions. A rollover that divides between
    two destinations is one."""
    rolled = {
        (one.person, one.employer, one.from_, one.date)
        for one in settled.rollovers
        if some(known(one.amount) > 0)
    }
    return len(rolled) + sum(some(known(one.amount) > 0) for one in settled.conversions)


def _correct(plan_year: YearState, person: PersonYear, flows: PersonFlows) -> int:
    """Remove contributions above the year's limits from a person's flows, as if they were returned
    at once, and return the amount, cents."""
    held = sum(int(held_back(plan_year, job)) for job in person.jobs)
    additions = _take_back(
        flows, sum(int(one.amount) for one in additions_excesses(plan_year, person)), held
    )
    law = plan_year.law
    deferrals = int(person.excess_deferral(law)) + int(person.excess_457b(law))
    taxed = int(person.excess_in_income(law))
    flows.pre_tax -= taxed
    flows.roth -= deferrals - taxed
    health = int(person.excess_hsa)
    flows.hsa -= health
    flows.ira_returned = int(person.excess_ira)
    return additions + deferrals + health + flows.ira_returned


def _take_back(flows: PersonFlows, excess: int, held: int) -> int:
    """Remove after-tax contributions from a year's flows and from the amounts that moved, as far as
    possible, and return the amount.

    Contributions that were ``held`` back did not move.
    """
    back = min(excess, int(flows.after_tax))
    left = max(back - held, 0)
    flows.after_tax -= back
    for to, moved in flows.moved.items():
        gone = min(left, int(moved.basis))
        flows.moved[to] = replace(moved, basis=moved.basis - gone)
        left -= gone
    return back


def _from_wages(plan_year: YearState, job: JobYear) -> Cents:
    return payroll_tax(plan_year.law, job.compensation) + state_payroll(plan_year, job)


def _moves_older_money(household: Household) -> bool:
    """Whether rollovers include money that does not come from the year's growth: older earnings, or
    pre-tax money of a plan that is one contract."""
    jobs = [job for person in household.people for job in person.jobs]
    older = any(
        job.balances.after_tax is not None and job.balances.after_tax.value != 0 for job in jobs
    )
    return older or any(
        job.plan is not None and not job.plan.separate_after_tax_source for job in jobs
    )


def _moved_before(plan_year: YearState, person: PersonYear) -> dict[str, int]:
    """This year's after-tax money that moved before ``as_of``, by destination, cents."""
    found: dict[str, int] = {}
    for job in person.jobs:
        gone = (
            moved_before(job.job, plan_year.household, plan_year.law)
            if plan_year.household.as_of is not None
            else 0
        )
        way = way_out(job, plan_year.household, plan_year.law) if gone else None
        if way is not None:
            found[way[0]] = found.get(way[0], 0) + gone
    return found


def _flows(
    person: PersonYear,
    moved: dict[str, Moved],
    conversions: list[Conversion],
    before: dict[str, int],
) -> PersonFlows:
    name = person.person.name
    own = [one for one in conversions if one.person == name]
    for to, basis in before.items():
        moved[to] = replace(moved.get(to, Moved()), basis=moved.get(to, Moved()).basis + basis)
    after_tax = int(sum_of(job.after_tax for job in person.jobs))
    source = after_tax + sum(
        int(job.job.balances.after_tax.value)
        for job in person.jobs
        if job.job.balances.after_tax is not None
    )
    at_no_growth = sum(one.basis + one.earned[0] for one in moved.values())
    return PersonFlows(
        pre_tax=int(
            sum_of(job.pre_tax() + job.employer() for job in person.jobs) - person.taxed_employer
        ),
        roth=int(
            sum_of(job.deferral + job.catch_up - job.pre_tax() for job in person.jobs)
            + person.taxed_employer
        ),
        taxed_employer=int(person.taxed_employer),
        after_tax=after_tax,
        roth_ira=int(person.roth_ira),
        backdoor_roth=int(sum_of(known(one.amount) for one in own)),
        backdoor_roth_taxed=int(sum_of(known(one.taxable) for one in own)),
        hsa=int(person.hsa + (total_hsa(person))),
        moved=moved,
        one_contract=_one_contract(person),
        moved_share=min(at_no_growth / source, 1.0) if source else 0.0,
    )


def _one_contract(person: PersonYear) -> bool:
    """Whether every plan of a person that has after-tax money is one contract with the rest of
    it."""
    holding = [
        job.plan
        for job in person.jobs
        if job.has_plan
        and (
            some(job.after_tax > 0)
            or (job.job.balances.after_tax is not None and job.job.balances.after_tax.value > 0)
        )
    ]
    return bool(holding) and not any(plan.separate_after_tax_source for plan in holding)


def total_hsa(person: PersonYear) -> Cents:
    """The employer's and earlier contributions of the year."""
    account = person.person.hsa
    return account.employer + account.made if account else 0
