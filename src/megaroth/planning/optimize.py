"""The best plan: what to elect, convert and withdraw in each year, and when to claim. The engine
projects every candidate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.message import message
from megaroth.kernel.money import PPM, Cents
from megaroth.law.law_book import PUBLISHED, LawBook
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
    parts_of_the_most,
    proposal_of,
)
from megaroth.planning.linear_program import propose
from megaroth.planning.local_search import CALLS, improved
from megaroth.planning.objectives import check_aim, shortfalls, with_moves
from megaroth.planning.outlook import opened_balances, seen_of, summed, year_of
from megaroth.planning.planned_elections import elections_of
from megaroth.planning.policy_messages import claims_message
from megaroth.planning.prepare import Prepared, WorkingYears, prepare
from megaroth.planning.program_tiers import TIERS
from megaroth.planning.proposal import Proposal
from megaroth.planning.replay import Replay, in_turn, replay, tax_beyond
from megaroth.planning.reserve_floor import reserve_floors
from megaroth.planning.search_progress import Progress
from megaroth.planning.simple_policies import Tried, tried_policies
from megaroth.planning.sustainable_spending import first_free
from megaroth.planning.yearly_results import Optimized
from megaroth.projection.market import Returns
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs

_REPLAYED = 2
"""The number of sets of claiming ages to project: those with the program's highest values."""

_POLICIES = 2
"""The number of policies that the local search starts from."""

_NOTHING = 1_00
"""The shortfall of a year that still counts as meeting its constraints, cents."""

_CAUTIOUS = 2
"""How often the program is solved again with the tax that the engine found for its proposal."""

_DOLLAR = 100

_ROUNDS = (8, 8, 4, 4)
"""Rounds of small changes of the plans to start from."""

_LAST_ROUNDS = 16
"""Rounds of small changes of the best of them."""


def optimize(
    household: Household,
    aim: Aim | None = None,
    tick: Callable[[int, int], None] | None = None,
    *,
    spent: Mapping[int, Cents] | None = None,
    law_book: LawBook = PUBLISHED,
) -> Optimized:
    """Find the best plan for an aim, at the assumed growth.

    A linear program (HiGHS) makes proposals, and simple policies add more candidates. The engine
    projects each one and tries small changes of the best. The best projection is the answer.

    Args:
        household: with no unknown plan rule; its spending is the same in every plan, except
            spending after work if that is the objective.
        aim: the objective and its constraints; wealth at the end if omitted.
        tick: called with the steps done and their number.
        spent: spending of each year, cents, as in :func:`megaroth.planning.prepare.prepare`.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: the household cannot be projected, or the aim does not fit it.
    """
    search = _prepare(household, aim or Aim(), spent, law_book)
    progress = Progress(tick, search.steps)
    bounds = _bounds(search, progress)
    tried = _policies(search, bounds[0][0].value, progress)
    found = _starts(search, tried, bounds, progress)
    found += [
        _better(search, one, rounds, progress.step)
        for one, rounds in zip(in_turn(found), _ROUNDS, strict=False)
    ]
    best = max(found, key=lambda one: one.score)
    best = max(best, _better(search, best, _LAST_ROUNDS, progress.step), key=lambda one: one.score)
    answer = _answer(search, best, tried, bounds)
    progress.finish()
    return answer


@dataclass(frozen=True)
class _Search:
    """The inputs of a search.

    Attributes:
        household: at the assumed growth, with the number of rollovers that the aim allows.
        prepared: the alternative that contributes the most, within the household's cash.
        most: the same without the cash limit, which the program has itself.
        floors: what contributions leave in the taxable account, by year of work, cents.
        returns: the assumed growth in every year.
        stated: claiming ages as the file states them.
        ways: sets of claiming ages to try.
    """

    aim: Aim
    household: Household
    prepared: Prepared
    most: ScenarioInputs
    floors: dict[int, int]
    returns: Returns
    stated: dict[str, int]
    ways: list[dict[str, int]]

    @property
    def steps(self) -> int:
        """The most projections and programs that the search makes."""
        claims = min(len(self.ways), _REPLAYED)
        return (
            len(self.ways)
            + 1
            + TIERS
            + 5 * claims
            + _POLICIES
            + sum(map(_calls, (*_ROUNDS, _LAST_ROUNDS)))
        )


def _prepare(
    household: Household, aim: Aim, spent: Mapping[int, Cents] | None, law_book: LawBook
) -> _Search:
    fixed = with_moves(
        replace(household, assumptions=replace(household.assumptions, model="fixed")), aim.moves
    )
    chosen = all_elected(fixed)
    calculated: WorkingYears = {}
    if fixed.spending is None and spent is None:
        # The spending of a comparison, so that both give the same figure for the same plan.
        spent = prepare(fixed, law_book=law_book, calculated=calculated).inputs[0].spending
    prepared = prepare(fixed, chosen, spent, law_book=law_book, calculated=calculated)
    check_aim(aim, prepared.ahead)
    # The program has its own cash limit; simple policies need one.
    most = prepare(fixed, chosen, spent, law_book=law_book, within_cash=False).inputs[-1]
    stated = {
        person.name: (person.social_security or SocialSecurity()).from_age
        for person in claimants(fixed)
    }
    return _Search(
        aim=aim,
        household=fixed,
        prepared=prepared,
        most=most,
        floors=reserve_floors(most),
        returns=np.full((1, len(prepared.ahead.years)), float(fixed.assumptions.growth) / PPM),
        stated=stated,
        ways=[stated] if aim.keep_claims else list(claims_of(fixed)),
    )


Bounds = list[tuple[Proposal, dict[str, int]]]
"""The optimistic program's proposal for each set of claiming ages, the highest value first."""


def _bounds(
    search: _Search,
    progress: Progress | None = None,
    *,
    lasts: bool = True,
    constrained: bool = True,
) -> Bounds:
    """The values that no plan exceeds that lasts and meets the constraints, or none that does not;
    by claiming ages."""
    found = []
    aim = search.aim if constrained else replace(search.aim, take_home=None, liquid=None)
    floors = search.floors if constrained else {}
    for claims in search.ways:
        inputs = claiming(search.most, claims)
        found.append((propose(inputs, aim, floors=floors, lasts=lasts), claims))
        if progress is not None:
            progress.step()
    return sorted(found, key=lambda pair: -pair[0].value)


def _policies(search: _Search, near: int, progress: Progress) -> list[Tried]:
    """The policies of the family, the household's own first; with constraints on years, also parts
    of the most."""
    aim, inputs = search.aim, search.prepared.inputs[-1]
    found = tried_policies(
        aim, search.prepared.chosen[-1], inputs, search.stated, search.returns, search.floors, near
    )
    progress.step()
    if aim.bound and inputs.working:
        for one in parts_of_the_most(inputs, search.stated):
            replayed = replay(aim, one, search.returns, search.floors)
            found.append(Tried(one, replayed.score, replayed.value, replayed.ends))
    return found


def _starts(
    search: _Search, tried: list[Tried], bounds: Bounds, progress: Progress
) -> list[Replay]:
    """Plans to start from: the best policies, and what the optimistic and the cautious program
    propose for the claiming ages with the highest values."""
    aim, most = search.aim, search.most

    def replayed(candidate: Candidate) -> Replay:
        progress.step()
        return replay(aim, candidate, search.returns, search.floors)

    ranked = sorted(tried, key=lambda one: -one.score)
    ruled = [replayed(one.candidate) for one in ranked[:_POLICIES]]
    found = list(ruled)
    for optimistic, claims in bounds[:_REPLAYED]:
        inputs = claiming(most, claims)
        more_tax: dict[int, int] = {}
        proposed = optimistic
        for _ in range(_CAUTIOUS + 1):
            proposal = proposal_of(inputs, claims, proposed)
            # Also the program's elections with the best policy's withdrawals and conversions.
            found += [replayed(proposal), replayed(mixed(proposal, ruled[0].candidate))]
            more_tax = tax_beyond(found[-2], proposed, search.returns)
            proposed = propose(inputs, aim, more_tax=more_tax, floors=search.floors)
        if claims is bounds[0][1]:
            for tier in range(TIERS):
                within = propose(inputs, aim, tier=tier, more_tax=more_tax, floors=search.floors)
                found.append(replayed(proposal_of(inputs, claims, within)))
        if claims != search.stated:
            rule = ruled[0].candidate
            about = message("with_claims", plan=rule.about, claims=claims_message(claims))
            found.append(replayed(Candidate(about, claiming(rule.inputs, claims), claims)))
    return found


def _bound(search: _Search, best: Replay, bounds: Bounds, missed: bool) -> int:
    """An upper bound for every plan, cents, rounded up to a dollar because the solver's optimum is
    not exact to the cent."""
    lasts = not bool(best.found.ran_out[0])
    if missed or not lasts:
        # A bound for plans that last and meet the constraints does not apply to one that does not.
        bounds = _bounds(search, lasts=lasts, constrained=not missed)
    return -(-(bounds[0][0].value + _DOLLAR // 2) // _DOLLAR) * _DOLLAR


def _answer(search: _Search, best: Replay, tried: list[Tried], bounds: Bounds) -> Optimized:
    """The best projection as an answer, with the simple policies that were tried."""
    projected = project(best.inputs, search.returns, look=seen_of)
    short = {
        year: round(float(cents[0]))
        for year, cents in shortfalls(search.aim, best.inputs, projected).items()
        if cents[0] >= _NOTHING
    }
    ahead = best.inputs.ahead
    end, prices = owned(projected.accounts), ahead.prices(ahead.years[-1])
    heirs_rate = int(ahead.household.assumptions.heirs_rate)
    rules = [one.rule for one in sorted(tried, key=lambda one: -one.score)]
    return Optimized(
        aim=search.aim,
        about=best.candidate.about,
        value=best.value,
        wealth_after_tax=round(float(end.worth(heirs_rate, prices)[0])),
        runs_out=bool(best.found.ran_out[0]),
        missed=short,
        proposed=best.candidate.proposed,
        bound=_bound(search, best, bounds, bool(best.found.missed[0] >= _NOTHING)),
        rule_of_thumb=tried[0].rule,
        rules=rules,
        elections=list(elections_of(best.inputs)),
        conversions={
            one.year: int(one.converted[0]) for one in projected.years if int(one.converted[0]) > 0
        },
        withdrawals={one.year: drawn for one in projected.years if (drawn := _drawn(one))},
        claims=best.candidate.claims,
        assumptions=assumptions(search.prepared, planned=True),
        years=[
            year_of(ahead, summed(one), seen)
            for one, seen in zip(projected.years, projected.seen, strict=True)
        ],
        opened=opened_balances(ahead),
        ends=ends_of(projected.accounts),
        heirs_rate=heirs_rate,
        prices=prices,
        inflation=ahead.inflation,
    )


def _calls(rounds: int) -> int:
    """The most projections of :func:`_better`."""
    return rounds * CALLS + 2


def _better(search: _Search, one: Replay, rounds: int, step: Callable[[int], None]) -> Replay:
    """A projection improved by small changes; for the objective spending, by those that leave the
    most at that spending."""
    aim, calls = search.aim, 0

    def count() -> None:
        nonlocal calls
        calls += 1
        step(1)

    if first_free(one.inputs) == len(one.inputs.ahead.years) and not one.inputs.decisions:
        return one
    inner = replace(aim, objective="wealth") if aim.objective == "spending_per_year" else aim
    inputs = improved(one.inputs, search.returns, inner, rounds, count, search.floors)
    step(_calls(rounds) - 1 - calls)
    about = message("improved_plan", plan=one.candidate.about)
    made = replace(one.candidate, about=about, inputs=inputs)
    again = replay(aim, made, search.returns, search.floors)
    step(1)
    return again if again.score > one.score else one


def _drawn(year: ProjectedYear) -> dict[str, int]:
    """A year's withdrawals by tax character, cents; empty if there are none."""
    found = {kind: int(amount[0]) for kind, amount in year.drawn_from.items()}
    return found if any(found.values()) else {}
