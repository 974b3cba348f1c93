"""The best plan: what to elect, convert and draw in each year, and when to claim; every candidate is replayed by the engine."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.cents import PPM
from megaroth.model.household import Household, Job, Person
from megaroth.model.outlook import SocialSecurity
from megaroth.planning.alternatives import choices
from megaroth.planning.compare import after_tax_wealth, prepare
from megaroth.planning.program import Proposal, propose
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.closing import YearOut
from megaroth.projection.future import Outlook
from megaroth.projection.market import Returns
from megaroth.projection.run import project
from megaroth.projection.working import WorkingYear, working_year
from megaroth.projection.year import Decision, Given
from megaroth.rules.social_security import claimed_benefit

_CLAIMS = (62, 67, 70)
_FILLS = (120_000, 220_000, 240_000)
_ORDERS = ("conventional", "proportional", "bracket")

_REPLAYED = 3
"""How many sets of claiming ages are replayed: those that the program reckons best."""


@dataclass(frozen=True)
class Election:
    """What to elect in a year of work at one job, cents; a catch-up must be Roth where pay of the year before was high (IRC 414(v)(7))."""

    year: int
    person: str
    employer: str
    deferral_kind: str
    deferral: int
    catch_up: int
    catch_up_kind: str
    after_tax: int


@dataclass(frozen=True)
class Rule:
    """A simple policy and what the engine makes of it, in today's money, cents."""

    about: str
    value: int


@dataclass
class Optimized:
    """The answer of :func:`optimize`, in today's money, cents.

    Attributes:
        about: what the best plan is, a sentence.
        value: after-tax wealth at the end, as the engine replays the best plan at the assumed growth.
        runs_out: whether spending finds no money even so.
        proposed: what the linear program says the best plan comes to; None where its proposal is not the best plan.
        bound: no plan within these choices can come to more, by a program that leaves out what it would count too high: taxes of
            investments, required distributions and premiums of high incomes.
        rule_of_thumb: as the file has it, always the most, without conversions.
        rules: every simple policy that was replayed, the best first.
        elections: of each year of work.
        conversions: of each year after it, cents of that year.
        withdrawals: of each year by tax character (``pre_tax``, required distributions included, ``roth``, ``taxable``), cents of it.
        claims: the age at which each person with a benefit of their own claims Social Security.
    """

    about: str
    value: int
    runs_out: bool
    proposed: int | None
    bound: int
    rule_of_thumb: Rule
    rules: list[Rule]
    elections: list[Election]
    conversions: dict[int, int]
    withdrawals: dict[int, dict[str, int]]
    claims: dict[str, int]


@dataclass
class _Candidate:
    about: str
    given: Given
    claims: dict[str, int]
    proposed: int | None = None


def optimize(household: Household, tick: Callable[[int, int], None] | None = None) -> Optimized:
    """Search the plan that leaves most after tax at the end, at the assumed growth.

    A linear program (HiGHS) proposes; simple policies are tried beside it; the engine replays each, and the best replay is the answer.

    Args:
        household: with no unknown plan rule; its spending is the same in every plan.
        tick: called with the steps done and their number.

    Raises:
        InputError: the household cannot be projected.
    """
    fixed = replace(household, assumptions=replace(household.assumptions, model="fixed"))
    chosen = [one for one in choices(replace(fixed, alternatives=())) if one.name in ("mega", "taxable")]
    prepared = prepare(fixed, chosen)
    most = prepared.given[-1]
    returns: Returns = np.full((1, len(prepared.ahead.years)), float(fixed.assumptions.growth) / PPM)
    ways = list(_claims(fixed))
    stated = {person.name: (person.social_security or SocialSecurity()).from_age for person in _claimants(fixed)}
    policies = list(_policies(most, stated))
    done, whole = 0, len(policies) + 3 * min(len(ways), _REPLAYED)
    lasting: dict[int, bool] = {}

    def replayed(given: Given) -> int:
        nonlocal done
        done += 1
        if tick is not None:
            tick(done, whole)
        ahead = given.ahead
        end = project(given, returns).accounts
        lasting[id(given)] = not bool(end.ran_out[0])
        worth = after_tax_wealth(end, ahead.household.assumptions.heirs_rate, ahead.prices(ahead.years[-1]))
        return round(float(worth[0]))

    simple = [(replayed(one.given), one) for one in policies]
    rules = sorted((Rule(one.about, value) for value, one in simple), key=lambda rule: -rule.value)
    _, ruled = max(simple, key=lambda pair: pair[0])
    premiums = {one.year: int(one.premiums[0]) for one in project(ruled.given, returns).years}
    reckoned = [(propose(_claiming(most, claims), premiums), claims) for claims in ways]
    reckoned.sort(key=lambda pair: -pair[0].value)
    candidates: list[_Candidate] = []
    for proposed, claims in reckoned[:_REPLAYED]:
        proposal = _proposal(_claiming(most, claims), claims, proposed)
        # The program's elections with the best rule's withdrawals and conversions, too: its taxes of later years are rough.
        candidates += [proposal, _mixed(proposal, ruled)]
        if claims != stated:
            candidates.append(_Candidate(f"{ruled.about}{_told(claims)}", _claiming(ruled.given, claims), claims))
    found = simple + [(replayed(one.given), one) for one in candidates]
    bound = max(propose(_claiming(most, claims), optimistic=True).value for claims in ways)
    value, best = max(found, key=lambda pair: pair[0])
    played = project(best.given, returns).years
    return Optimized(
        about=best.about,
        value=value,
        runs_out=not lasting[id(best.given)],
        proposed=best.proposed,
        bound=bound,
        rule_of_thumb=Rule(simple[0][1].about, simple[0][0]),
        rules=rules,
        elections=list(_elections(best.given)),
        conversions={one.year: int(one.converted[0]) for one in played if int(one.converted[0]) > 0},
        withdrawals={one.year: drawn for one in played if (drawn := _drawn(one))},
        claims=best.claims,
    )


def _claims(household: Household) -> Iterator[dict[str, int]]:
    """Claiming ages to try of those who have a benefit: ages that they have not passed yet."""
    ages = {}
    for person in _claimants(household):
        own = (person.social_security or SocialSecurity()).from_age
        now = person.age(household.year)
        ages[person.name] = [own] if own < now else sorted({own, *(age for age in _CLAIMS if age >= now)})
    for chosen in itertools.product(*ages.values()):
        yield dict(zip(ages, chosen, strict=True))


def _claimants(household: Household) -> list[Person]:
    """Who claims a benefit of their own, unless the file states all benefits as income."""
    if household.income.social_security:
        return []
    stated = [(person, person.social_security or SocialSecurity()) for person in household.people]
    return [person for person, claimed in stated if (person.jobs if claimed.monthly is None else claimed.monthly)]


def _claiming(given: Given, claims: dict[str, int]) -> Given:
    """The same with other claiming ages; a benefit that the file states is adjusted by the law's factors."""
    household = given.ahead.household
    people = tuple(_claims_at(person, claims[person.name]) if person.name in claims else person for person in household.people)
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


def _policies(most: Given, claims: dict[str, int]) -> Iterator[_Candidate]:
    """Simple policies: always the most, with deferrals of either kind, every order of withdrawals, and conversions to a bracket."""
    household = most.ahead.household
    kinds = [household, _all_deferrals(household, "roth"), _all_deferrals(household, "pre_tax")]
    distinct = [household, *(one for one in kinds[1:] if one != household)]
    always = "always the most" if most.working else "as the file has it"
    for place, one in enumerate(distinct):
        given = most if place == 0 else _again(most, one)
        kind = "" if place == 0 else f", {_kind_of(one)} deferrals"
        for order in _ORDERS:
            for fill in (None, *_FILLS):
                assumed = replace(
                    one.assumptions, withdrawals=order, conversions=fill is not None, fill_to=fill or one.assumptions.fill_to
                )
                about = f"{always}{kind}, {order} withdrawals" + (f", conversions to {fill // 10_000}%" if fill else "")
                ahead = replace(given.ahead, household=replace(one, assumptions=assumed))
                yield _Candidate(about, replace(given, ahead=ahead), claims)


def _kind_of(household: Household) -> str:
    kinds = {job.elections.deferral_kind for person in household.people for job in person.jobs}
    return "Roth" if kinds == {"roth"} else "pre-tax"


def _all_deferrals(household: Household, kind: str) -> Household:
    def change(job: Job) -> Job:
        allowed = job.plan is not None and (kind == "pre_tax" or job.plan.roth is True)
        return replace(job, elections=replace(job.elections, deferral_kind=kind)) if allowed else job

    people = tuple(replace(person, jobs=tuple(change(job) for job in person.jobs)) for person in household.people)
    return replace(household, people=people)


def _again(given: Given, household: Household) -> Given:
    ahead = replace(given.ahead, household=household)
    return replace(given, ahead=ahead, working={year: working_year(ahead.at(year)) for year in given.working})


def _proposal(given: Given, claims: dict[str, int], proposed: Proposal) -> _Candidate:
    """The program's proposal as years that the engine can play."""
    working = {year: _elected(given.ahead, work, proposed, year) for year, work in given.working.items()}
    decisions = {
        year: Decision(proposed.drawn_pre_tax[year], proposed.drawn_roth[year], proposed.converted[year])
        for year in given.ahead.years
        if year not in working
    }
    return _Candidate(
        f"the program's proposal{_told(claims)}", replace(given, working=working, decisions=decisions), claims, proposed.value
    )


def _mixed(proposal: _Candidate, rule: _Candidate) -> _Candidate:
    """A proposal's elections and claims with a rule's years after work."""
    assumed = rule.given.ahead.household.assumptions
    household = replace(proposal.given.ahead.household, assumptions=assumed)
    given = replace(proposal.given, ahead=replace(proposal.given.ahead, household=household), decisions={})
    return _Candidate(f"the program's elections, then {rule.about}{_told(proposal.claims)}", given, proposal.claims)


def _told(claims: dict[str, int]) -> str:
    return "; " + ", ".join(f"{name} claims at {age}" for name, age in claims.items()) if claims else ""


def _elected(ahead: Outlook, work: WorkingYear, proposed: Proposal, year: int) -> WorkingYear:
    """A year of work with the program's elections, each job taking its part of them."""
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
            deferral_kind=kind if job.plan.roth is True else job.elections.deferral_kind,
        )
        return replace(job, elections=elections)

    people = tuple(replace(person, jobs=tuple(change(person.name, job) for job in person.jobs)) for person in household.people)
    return working_year(replace(household, people=people))


def _elections(given: Given) -> Iterator[Election]:
    for year, work in given.working.items():
        jobs = {(person.name, job.employer): job for person in work.household.people for job in person.jobs}
        for one in work.elected:
            kind = jobs[one.person, one.employer].elections.deferral_kind
            catch_up_kind = "roth" if kind == "pre_tax" and _roth_beside(work, one.person) else kind
            yield Election(year, one.person, one.employer, kind, one.deferral, one.catch_up, catch_up_kind, one.after_tax)


def _roth_beside(work: WorkingYear, name: str) -> bool:
    """Whether a person has Roth deferrals at jobs whose deferrals are pre-tax: a catch-up that must be Roth."""
    place, person = next((place, one) for place, one in enumerate(work.household.people) if one.name == name)
    kinds = {job.employer: job.elections.deferral_kind for job in person.jobs}
    elected = sum(one.deferral + one.catch_up for one in work.elected if one.person == name and kinds[one.employer] == "roth")
    return work.people[place].roth > elected


def _drawn(year: YearOut) -> dict[str, int]:
    """What a year takes out of accounts by tax character, cents; empty for nothing."""
    found = {kind: int(amount[0]) for kind, amount in year.drawn_from.items()}
    return found if any(found.values()) else {}
