"""Candidates for the best plan: simple policies and proposals of the linear program, as inputs of a
projection."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from megaroth.kernel.message import Message, Share, message
from megaroth.kernel.money import PPM
from megaroth.law.social_security import formula
from megaroth.model.household import Household, Job, Person
from megaroth.model.outlook import SocialSecurity
from megaroth.planning.policy_messages import claims_message
from megaroth.planning.proposal import Proposal
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.decisions import Decision
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook
from megaroth.projection.working_years import WorkingYear, working_year
from megaroth.rules.social_security import claimed_benefit

_SHARES = (0.75, 0.5, 0.25, 0.0)


@dataclass
class Candidate:
    """A candidate for the best plan.

    Attributes:
        about: what it is, a phrase.
        inputs: the inputs of its projection.
        claims: the age at which each person with a benefit of their own claims.
        proposed: the linear program's estimate of its value.
    """

    about: Message
    inputs: ScenarioInputs
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


def claiming(inputs: ScenarioInputs, claims: dict[str, int]) -> ScenarioInputs:
    """The inputs with other claiming ages. A stated benefit is adjusted by the factors of the
    law."""
    household = inputs.ahead.household
    people = tuple(
        _claims_at(person, claims[person.name]) if person.name in claims else person
        for person in household.people
    )
    ahead = replace(inputs.ahead, household=replace(household, people=people))
    return replace(inputs, ahead=ahead, benefits=yearly_benefits(ahead))


def _claims_at(person: Person, age: int) -> Person:
    claimed = person.social_security or SocialSecurity()
    monthly = claimed.monthly
    if monthly is not None and age != claimed.from_age:
        whole = 10_000_000
        factors = [claimed_benefit(whole, person.born.year, at) for at in (claimed.from_age, age)]
        monthly = round(int(monthly) * factors[1] / factors[0])
    return replace(person, social_security=SocialSecurity(monthly=monthly, from_age=age))


def parts_of_the_most(most: ScenarioInputs, claims: dict[str, int]) -> Iterator[Candidate]:
    """Parts of the most, for constraints on years."""
    for share in _SHARES:
        about = message("part_of_after_tax", share=_ppm(share))
        yield Candidate(about, _scaled(most, 1.0, share), claims)
    for share in _SHARES:
        about = message("part_of_deferrals", share=_ppm(share))
        yield Candidate(about, _scaled(most, share, 0.0), claims)


def _ppm(share: float) -> Share:
    return Share(round(share * PPM), round(share * PPM))


def _scaled(most: ScenarioInputs, deferred: float, after_tax: float) -> ScenarioInputs:
    """The plan that saves the most, with a share of its deferrals and after-tax contributions."""
    return replace(
        most,
        working={
            year: _year_with(
                most.ahead,
                work,
                year,
                {one.person: _Part(deferred, after_tax, None) for one in work.elected},
            )
            for year, work in most.working.items()
        },
    )


def proposal_of(inputs: ScenarioInputs, claims: dict[str, int], proposed: Proposal) -> Candidate:
    """The proposal of the linear program as inputs of a projection."""
    working = {
        year: _elected(inputs.ahead, work, proposed, year) for year, work in inputs.working.items()
    }
    decisions = {
        year: Decision(
            proposed.drawn_pre_tax[year],
            proposed.drawn_roth[year],
            proposed.converted[year],
            draws=year not in working,
        )
        for year in inputs.ahead.years
        if year not in working or proposed.converted[year]
    }
    return Candidate(
        message("program_proposal", claims=claims_message(claims)),
        replace(inputs, working=working, decisions=decisions),
        claims,
        proposed.value,
    )


def mixed(proposal: Candidate, rule: Candidate) -> Candidate:
    """A proposal's elections and claims with a policy's years after work."""
    inputs = replace(proposal.inputs, policies=rule.inputs.policies, decisions={})
    about = message("program_elections", rule=rule.about, claims=claims_message(proposal.claims))
    return Candidate(about, inputs, proposal.claims)


@dataclass(frozen=True)
class _Part:
    """A person's part of the most that can be elected, and the kind of the deferrals; None for that
    of the file."""

    deferred: float
    after_tax: float
    kind: str | None


def _elected(ahead: Outlook, work: WorkingYear, proposed: Proposal, year: int) -> WorkingYear:
    """A year of work with the program's elections, divided among each person's jobs."""
    parts = {}
    for person in work.household.people:
        ours = [one for one in work.elected if one.person == person.name]
        planned = sum(one.deferral + one.catch_up for one in ours)
        after_tax = sum(one.after_tax for one in ours)
        key = year, person.name
        pre_tax, roth = proposed.pre_tax[key], proposed.roth[key]
        parts[person.name] = _Part(
            min((pre_tax + roth) / planned, 1.0) if planned else 0.0,
            min(proposed.after_tax[key] / after_tax, 1.0) if after_tax else 0.0,
            "roth" if roth > pre_tax else "pre_tax",
        )
    return _year_with(ahead, work, year, parts)


def _year_with(
    ahead: Outlook, work: WorkingYear, year: int, parts: Mapping[str, _Part]
) -> WorkingYear:
    """A year of work in which each person elects a share of the elections in ``work``; a kind of
    deferrals that the file states stays."""
    household = ahead.at(year)
    by_job = {(one.person, one.employer): one for one in work.elected}

    def change(name: str, job: Job) -> Job:
        one, part = by_job.get((name, job.employer)), parts.get(name)
        if one is None or part is None or job.plan is None:
            return job
        stated = job.elections.deferral_kind
        elections = replace(
            job.elections,
            deferral=round(one.deferral * part.deferred),
            catch_up=round(one.catch_up * part.deferred),
            after_tax=round(one.after_tax * part.after_tax),
            deferral_kind=part.kind if stated is None and job.plan.roth is True else stated,
        )
        return replace(job, elections=elections)

    people = tuple(
        replace(person, jobs=tuple(change(person.name, job) for job in person.jobs))
        for person in household.people
    )
    return working_year(replace(household, people=people), ahead.law_book)
