"""Candidates for the best plan: simple policies and proposals of the linear program, as inputs of a
projection."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from megaroth.law.social_security import formula
from megaroth.model.household import Household, Job, Person
from megaroth.model.outlook import SocialSecurity
from megaroth.planning.affordable_years import years_of_work
from megaroth.planning.aim import Aim
from megaroth.planning.linear_program import Proposal
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.decisions import Decision
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import WorkingYear, working_year
from megaroth.rules.social_security import claimed_benefit

_FILLS = (120_000, 220_000, 240_000)
_ORDERS = ("conventional", "proportional", "bracket")
_SHARES = (0.75, 0.5, 0.25, 0.0)


@dataclass
class Candidate:
    """A candidate for the best plan.

    Attributes:
        about: a description.
        given: the inputs of its projection.
        claims: the age at which each person with a benefit of their own claims.
        proposed: the linear program's estimate of its value.
    """

    about: str
    given: ScenarioInputs
    claims: dict[str, int]
    proposed: int | None = None


def claims_of(household: Household) -> Iterator[dict[str, int]]:
    """The claiming ages to try: those that people with a benefit have not passed yet."""
    ages = {}
    for person in claimants(household):
        own = (person.social_security or SocialSecurity()).from_age
        now = person.age(household.year)
        last = own if person.lives_until is None else person.lives_until
        later = [
            age
            for age in _claim_ages()
            if age >= now and (person.lives_until is None or age <= last)
        ]
        ages[person.name] = [own] if own < now else sorted({own, *later})
    for chosen in itertools.product(*ages.values()):
        yield dict(zip(ages, chosen, strict=True))


def _claim_ages() -> tuple[int, ...]:
    """The first claiming age, the assumed one, and the age from which a delay brings no credit."""
    law = formula()
    return law.eligibility_age, SocialSecurity().from_age, law.latest_claim_age


def claimants(household: Household) -> list[Person]:
    """The people who claim their own benefit; nobody if the file states benefits as income."""
    if household.income.social_security:
        return []
    stated = [(person, person.social_security or SocialSecurity()) for person in household.people]
    return [
        person
        for person, claimed in stated
        if (person.jobs if claimed.monthly is None else claimed.monthly)
    ]


def claiming(given: ScenarioInputs, claims: dict[str, int]) -> ScenarioInputs:
    """The inputs with other claiming ages. A stated benefit is adjusted by the factors of the
    law."""
    household = given.ahead.household
    people = tuple(
        _claims_at(person, claims[person.name]) if person.name in claims else person
        for person in household.people
    )
    ahead = replace(given.ahead, household=replace(household, people=people))
    return replace(given, ahead=ahead, benefits=yearly_benefits(ahead))


def _claims_at(person: Person, age: int) -> Person:
    claimed = person.social_security or SocialSecurity()
    monthly = claimed.monthly
    if monthly is not None and age != claimed.from_age:
        whole = 10_000_000
        factors = [claimed_benefit(whole, person.born.year, at) for at in (claimed.from_age, age)]
        monthly = round(int(monthly) * factors[1] / factors[0])
    return replace(person, social_security=SocialSecurity(monthly=monthly, from_age=age))


def policies(most: ScenarioInputs, claims: dict[str, int], aim: Aim) -> Iterator[Candidate]:
    """Simple policies: always the most, with either kind of deferral, every order of withdrawals,
    and conversions up to a bracket.

    With constraints on years, also parts of the most.
    """
    household = most.ahead.household
    kinds = [household, _all_deferrals(household, "roth"), _all_deferrals(household, "pre_tax")]
    distinct = [household, *(one for one in kinds[1:] if one != household)]
    always = "always the most" if most.working else "as the file has it"
    for place, one in enumerate(distinct):
        given = most if place == 0 else _again(most, one)
        kind = "" if place == 0 else f", {_kind_of(one)} deferrals"
        for order in _ORDERS:
            for fill in (None, *_FILLS) if aim.objective != "spending" else (None, *_FILLS[1:2]):
                assumed = replace(
                    one.assumptions,
                    withdrawals=order,
                    conversions=fill is not None,
                    fill_to=fill or one.assumptions.fill_to,
                )
                about = f"{always}{kind}, {order} withdrawals" + (
                    f", conversions to {fill // 10_000}%" if fill else ""
                )
                ahead = replace(given.ahead, household=replace(one, assumptions=assumed))
                yield Candidate(about, replace(given, ahead=ahead), claims)
    if aim.bound and most.working:
        for share in _SHARES:
            yield Candidate(f"{share:.0%} of the most after tax", _scaled(most, 1.0, share), claims)
        for share in _SHARES:
            yield Candidate(
                f"{share:.0%} of the most deferred, nothing after tax",
                _scaled(most, share, 0.0),
                claims,
            )


def _scaled(most: ScenarioInputs, deferred: float, after_tax: float) -> ScenarioInputs:
    """The plan that saves the most, with a share of its deferrals and after-tax contributions."""
    working = {}
    for year, work in most.working.items():
        planned = sum(one.deferral + one.catch_up for one in work.elected)
        elections = sum(one.after_tax for one in work.elected)
        roth = min(sum(int(one.roth) for one in work.people), planned)
        part = Proposal(
            pre_tax={year: round((planned - roth) * deferred)},
            roth={year: round(roth * deferred)},
            after_tax={year: round(elections * after_tax)},
            drawn_pre_tax={},
            drawn_roth={},
            converted={},
            value=0,
        )
        working[year] = _elected(most.ahead, work, part, year)
    return replace(most, working=working)


def _kind_of(household: Household) -> str:
    kinds = {job.elections.kind for person in household.people for job in person.jobs}
    return "Roth" if kinds == {"roth"} else "pre-tax"


def _all_deferrals(household: Household, kind: str) -> Household:
    def change(job: Job) -> Job:
        allowed = job.plan is not None and (kind == "pre_tax" or job.plan.roth is True)
        if not allowed or job.elections.kind == kind:
            return job
        return replace(job, elections=replace(job.elections, deferral_kind=kind))

    people = tuple(
        replace(person, jobs=tuple(change(job) for job in person.jobs))
        for person in household.people
    )
    return replace(household, people=people)


def _again(given: ScenarioInputs, household: Household) -> ScenarioInputs:
    ahead = replace(given.ahead, household=household)
    return replace(given, ahead=ahead, working=years_of_work(ahead, given.benefits))


def proposal_of(given: ScenarioInputs, claims: dict[str, int], proposed: Proposal) -> Candidate:
    """The proposal of the linear program as inputs of a projection."""
    working = {
        year: _elected(given.ahead, work, proposed, year) for year, work in given.working.items()
    }
    decisions = {
        year: Decision(
            proposed.drawn_pre_tax[year],
            proposed.drawn_roth[year],
            proposed.converted[year],
            draws=year not in working,
        )
        for year in given.ahead.years
        if year not in working or proposed.converted[year]
    }
    return Candidate(
        f"the program's proposal{claims_in_words(claims)}",
        replace(given, working=working, decisions=decisions),
        claims,
        proposed.value,
    )


def mixed(proposal: Candidate, rule: Candidate) -> Candidate:
    """A proposal's elections and claims with a simple policy's years after work."""
    assumed = rule.given.ahead.household.assumptions
    household = replace(proposal.given.ahead.household, assumptions=assumed)
    given = replace(
        proposal.given, ahead=replace(proposal.given.ahead, household=household), decisions={}
    )
    return Candidate(
        f"the program's elections, then {rule.about}{claims_in_words(proposal.claims)}",
        given,
        proposal.claims,
    )


def claims_in_words(claims: dict[str, int]) -> str:
    """Claiming ages in words, for the end of a sentence."""
    return (
        "; " + ", ".join(f"{name} claims at {age}" for name, age in claims.items())
        if claims
        else ""
    )


def _elected(ahead: Outlook, work: WorkingYear, proposed: Proposal, year: int) -> WorkingYear:
    """A year of work with the program's elections, divided among the jobs."""
    household = ahead.at(year)
    pre_tax, roth = proposed.pre_tax[year], proposed.roth[year]
    planned = sum(one.deferral + one.catch_up for one in work.elected)
    planned_after_tax = sum(one.after_tax for one in work.elected)
    share = min((pre_tax + roth) / planned, 1.0) if planned else 0.0
    after_tax = min(proposed.after_tax[year] / planned_after_tax, 1.0) if planned_after_tax else 0.0
    by_job = {(one.person, one.employer): one for one in work.elected}
    kind = "roth" if roth > pre_tax else "pre_tax"

    def change(name: str, job: Job) -> Job:
        one = by_job.get((name, job.employer))
        if one is None or job.plan is None:
            return job
        elections = replace(
            job.elections,
            deferral=round(one.deferral * share),
            catch_up=round(one.catch_up * share),
            after_tax=round(one.after_tax * after_tax),
            deferral_kind=kind if job.plan.roth is True else job.elections.kind,
        )
        return replace(job, elections=elections)

    people = tuple(
        replace(person, jobs=tuple(change(person.name, job) for job in person.jobs))
        for person in household.people
    )
    return working_year(replace(household, people=people), ahead.law_book)
