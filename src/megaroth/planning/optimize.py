"""The best plan: what to elect, convert and draw in each year, and when to claim; every candidate
is replayed by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.money import PPM, Cents
from megaroth.model.household import Household
from megaroth.model.outlook import SocialSecurity
from megaroth.planning.after_tax_wealth import ends_of, owned
from megaroth.planning.aim import Aim
from megaroth.planning.alternatives import all_elected
from megaroth.planning.assumption_notes import assumptions
from megaroth.planning.candidates import (
    Candidate,
    claimants,
    claiming,
    claims_of,
    mixed,
    policies,
    proposal_of,
    told,
)
from megaroth.planning.linear_program import propose
from megaroth.planning.local_search import CALLS, polished
from megaroth.planning.objectives import Measure, check_aim, measure, missed, shortfalls, with_moves
from megaroth.planning.outlook import opened_balances, seen_of, summed, year_of
from megaroth.planning.prepare import prepare
from megaroth.planning.spending import survivor_share
from megaroth.planning.sustainable_spending import first_free, sustainable
from megaroth.planning.yearly_results import Election, Optimized, Rule
from megaroth.projection.market import Returns
from megaroth.projection.projected_year import YearOut
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import Given
from megaroth.projection.working_years import WorkingYear

_REPLAYED = 3
"""How many sets of claiming ages are replayed: those that the program reckons best."""

_TIERS = (0, 1, 2)
"""Tiers of Medicare premiums that proposals are made within, for the claiming ages reckoned
best."""

_NOTHING = 1_00
"""What a year may fall short of its floors and still keep to them, cents."""

_DOLLAR = 100

_ROUNDS = (10, 5)
"""Rounds of small changes that make the best candidate better, and the next."""


@dataclass
class _Replay:
    """A candidate as the engine played it; where spending is searched, with the spending that was
    found."""

    candidate: Candidate
    given: Given
    found: Measure
    ends: dict[str, int]

    @property
    def value(self) -> int:
        """In today's money, cents."""
        return round(float(self.found.value[0]))

    @property
    def score(self) -> float:
        """Its place among others: the higher the better."""
        return float(self.found.score()[0])


def optimize(
    household: Household,
    aim: Aim | None = None,
    tick: Callable[[int, int], None] | None = None,
    *,
    spent: Mapping[int, Cents] | None = None,
) -> Optimized:
    """Search the plan that is best at what it aims for, at the assumed growth.

    A linear program (HiGHS) proposes; simple policies are tried beside it; the engine replays each,
    tries small changes of the best, and the best replay is the answer.

    Args:
        household: with no unknown plan rule; its spending while anybody works is the same in every
            plan, and after work too unless it is the objective.
        aim: the objective and what years must keep to; wealth at the end if omitted.
        tick: called with the steps done and their number.
        spent: spending of each year, cents, as in :func:`megaroth.planning.prepare.prepare`.

    Raises:
        InputError: the household cannot be projected, or cannot have that aim.
    """
    aim = aim or Aim()
    fixed = with_moves(
        replace(household, assumptions=replace(household.assumptions, model="fixed")), aim.moves
    )
    chosen = all_elected(fixed)
    if fixed.spending is None and spent is None:
        # The spending of a comparison, so that both tell the same figure of the same plan.
        spent = prepare(fixed).given[0].spending
    prepared = prepare(fixed, chosen, spent)
    check_aim(aim, prepared.ahead)
    # The program finds itself what cash allows; simple policies are told.
    most = prepare(fixed, chosen, spent, within_cash=False).given[-1]
    returns: Returns = np.full(
        (1, len(prepared.ahead.years)), float(fixed.assumptions.growth) / PPM
    )
    stated = {
        person.name: (person.social_security or SocialSecurity()).from_age
        for person in claimants(fixed)
    }
    ways = [stated] if aim.keep_claims else list(claims_of(fixed))
    simple = list(policies(prepared.given[-1], stated, aim))
    done, whole = (
        0,
        len(simple)
        + 3 * min(len(ways), _REPLAYED)
        + len(_TIERS)
        + sum(_calls(rounds) for rounds in _ROUNDS),
    )

    def step(count: int = 1) -> None:
        nonlocal done
        done += count
        if tick is not None:
            tick(min(done, whole), whole)

    def replayed(candidate: Candidate) -> _Replay:
        step()
        return _replay(aim, candidate, returns)

    tried = [replayed(one) for one in simple]
    ruled = max(tried, key=lambda one: one.score)
    premiums = {one.year: int(one.premiums[0]) for one in project(ruled.given, returns).years}
    reckoned = [(propose(claiming(most, claims), premiums, aim), claims) for claims in ways]
    reckoned.sort(key=lambda pair: -pair[0].value)
    found = list(tried)
    for proposed, claims in reckoned[:_REPLAYED]:
        proposal = proposal_of(claiming(most, claims), claims, proposed)
        # The program's elections with the best rule's withdrawals and conversions, too: its taxes
        # of later years are rough.
        beside = [proposal, mixed(proposal, ruled.candidate)]
        if claims != stated:
            rule = ruled.candidate
            beside.append(
                Candidate(f"{rule.about}{told(claims)}", claiming(rule.given, claims), claims)
            )
        found += [replayed(one) for one in beside]
    _, claims = reckoned[0]
    for tier in _TIERS:
        within_tier = propose(claiming(most, claims), aim=aim, tier=tier)
        found.append(replayed(proposal_of(claiming(most, claims), claims, within_tier)))
    found.sort(key=lambda one: -one.score)
    found += [
        _better(aim, one, returns, rounds, step)
        for one, rounds in zip(found, _ROUNDS, strict=False)
    ]
    best = max(found, key=lambda one: one.score)
    played = project(best.given, returns, look=seen_of)
    short = {
        year: round(float(cents[0]))
        for year, cents in shortfalls(aim, best.given, played).items()
        if cents[0] >= _NOTHING
    }
    # A bound on plans that keep to the floors says nothing of one that cannot.
    within = aim if not short else replace(aim, take_home=None, liquid=None)
    bound = max(
        propose(claiming(most, claims), aim=within, optimistic=True).value for claims in ways
    )
    # Up to a whole dollar: a solver's optimum is exact to less.
    bound = -(-(bound + _DOLLAR // 2) // _DOLLAR) * _DOLLAR
    ahead = best.given.ahead
    end, prices = owned(played.accounts), ahead.prices(ahead.years[-1])
    heirs_rate = int(ahead.household.assumptions.heirs_rate)
    if tick is not None:
        tick(whole, whole)
    rules = [
        Rule(one.candidate.about, one.value, one.ends)
        for one in sorted(tried, key=lambda one: -one.score)
    ]
    return Optimized(
        aim=aim,
        about=best.candidate.about,
        value=best.value,
        wealth_after_tax=round(float(end.worth(heirs_rate, prices)[0])),
        runs_out=bool(best.found.ran_out[0]),
        missed=short,
        proposed=best.candidate.proposed,
        bound=bound,
        rule_of_thumb=Rule(tried[0].candidate.about, tried[0].value, tried[0].ends),
        rules=rules,
        elections=list(_elections(best.given)),
        conversions={
            one.year: int(one.converted[0]) for one in played.years if int(one.converted[0]) > 0
        },
        withdrawals={one.year: drawn for one in played.years if (drawn := _drawn(one))},
        claims=best.candidate.claims,
        assumptions=assumptions(prepared, planned=True),
        years=[
            year_of(ahead, summed(one), seen)
            for one, seen in zip(played.years, played.seen, strict=True)
        ],
        opened=opened_balances(fixed),
        ends=ends_of(played.accounts),
        heirs_rate=heirs_rate,
        prices=prices,
        inflation=ahead.inflation,
    )


def _replay(aim: Aim, candidate: Candidate, returns: Returns) -> _Replay:
    """What the engine makes of a candidate."""
    given = candidate.given
    if aim.objective != "spending":
        played = project(given, returns)
        return _Replay(candidate, given, measure(aim, given, played), ends_of(played.accounts))
    level = int(sustainable(given, returns)[0])
    given = _spending(given, level)
    played = project(given, returns)
    found = Measure(np.array([float(level)]), missed(aim, given, played), np.array([level <= 0]))
    return _Replay(candidate, given, found, ends_of(played.accounts))


def _spending(given: Given, level: int) -> Given:
    """The same with a level of spending after work, in today's money, cents a year."""
    ahead = given.ahead
    spent = {
        year: given.spending[year]
        if year in given.working
        else round(level * ahead.prices(year) * survivor_share(ahead, year))
        for year in ahead.years
    }
    return replace(given, spending=spent)


def _calls(rounds: int) -> int:
    """The most projections of :func:`_better`."""
    return rounds * CALLS + 2


def _better(
    aim: Aim, one: _Replay, returns: Returns, rounds: int, step: Callable[[int], None]
) -> _Replay:
    """A replay with small changes that make it better; where spending is the aim, those that leave
    most at that spending."""
    calls = 0

    def count() -> None:
        nonlocal calls
        calls += 1
        step(1)

    if first_free(one.given) == len(one.given.ahead.years) and not one.given.decisions:
        return one
    inner = replace(aim, objective="wealth") if aim.objective == "spending" else aim
    given = polished(one.given, returns, inner, rounds, count)
    step(_calls(rounds) - 1 - calls)
    about = (
        one.candidate.about
        + "; each year's withdrawals and conversions then changed for the better"
    )
    made = replace(one.candidate, about=about, given=given)
    again = _replay(aim, made, returns)
    step(1)
    return again if again.score > one.score else one


def _elections(given: Given) -> Iterator[Election]:
    for year, work in given.working.items():
        jobs = {
            (person.name, job.employer): job
            for person in work.household.people
            for job in person.jobs
        }
        for one in work.elected:
            kind = jobs[one.person, one.employer].elections.deferral_kind
            catch_up_kind = "roth" if kind == "pre_tax" and _roth_beside(work, one.person) else kind
            yield Election(
                year,
                one.person,
                one.employer,
                kind,
                one.deferral,
                one.catch_up,
                catch_up_kind,
                one.after_tax,
            )


def _roth_beside(work: WorkingYear, name: str) -> bool:
    """Whether a person has Roth deferrals at jobs whose deferrals are pre-tax: a catch-up that must
    be Roth."""
    place, person = next(
        (place, one) for place, one in enumerate(work.household.people) if one.name == name
    )
    kinds = {job.employer: job.elections.deferral_kind for job in person.jobs}
    elected = sum(
        one.deferral + one.catch_up
        for one in work.elected
        if one.person == name and kinds[one.employer] == "roth"
    )
    return int(work.people[place].roth) > elected


def _drawn(year: YearOut) -> dict[str, int]:
    """What a year takes out of accounts by tax character, cents; empty for nothing."""
    found = {kind: int(amount[0]) for kind, amount in year.drawn_from.items()}
    return found if any(found.values()) else {}
