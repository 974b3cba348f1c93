"""The best plan: what to elect, convert and withdraw in each year, and when to claim. The engine
projects every candidate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

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
    claims_in_words,
    claims_of,
    mixed,
    policies,
    proposal_of,
)
from megaroth.planning.linear_program import propose
from megaroth.planning.local_search import CALLS, improved
from megaroth.planning.objectives import check_aim, shortfalls, with_moves
from megaroth.planning.outlook import opened_balances, seen_of, summed, year_of
from megaroth.planning.planned_elections import elections_of
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.replay import Replay, replay
from megaroth.planning.sustainable_spending import first_free
from megaroth.planning.yearly_results import Optimized, Rule
from megaroth.projection.market import Returns
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs

_REPLAYED = 3
"""The number of sets of claiming ages to project: those with the program's highest estimates."""

_TIERS = (0, 1, 2)
"""Tiers of Medicare premiums for extra proposals, for the claiming ages with the highest
estimate."""

_NOTHING = 1_00
"""The shortfall of a year that still counts as meeting its constraints, cents."""

_DOLLAR = 100

_ROUNDS = (10, 5)
"""Rounds of small changes of the best candidate, and of the second."""


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
    progress = _Progress(tick, search.steps)
    tried = [_replayed(search, one, progress) for one in search.simple]
    found = [*tried, *_proposed(search, max(tried, key=lambda one: one.score), progress)]
    found.sort(key=lambda one: -one.score)
    found += [
        _better(search.aim, one, search.returns, rounds, progress.step)
        for one, rounds in zip(found, _ROUNDS, strict=False)
    ]
    best = max(found, key=lambda one: one.score)
    answer = _answer(search, best, tried)
    progress.finish()
    return answer


@dataclass(frozen=True)
class _Search:
    """The inputs of a search.

    Attributes:
        household: at the assumed growth, with the number of rollovers that the aim allows.
        prepared: the alternative that contributes the most, within the household's cash.
        most: the same without the cash limit, which the program has itself.
        returns: the assumed growth in every year.
        stated: claiming ages as the file states them.
        ways: sets of claiming ages to try.
        simple: simple policies.
    """

    aim: Aim
    household: Household
    prepared: Prepared
    most: ScenarioInputs
    returns: Returns
    stated: dict[str, int]
    ways: list[dict[str, int]]
    simple: list[Candidate]

    @property
    def steps(self) -> int:
        """The most projections that the search makes."""
        proposals = 3 * min(len(self.ways), _REPLAYED) + len(_TIERS)
        return len(self.simple) + proposals + sum(_calls(rounds) for rounds in _ROUNDS)


class _Progress:
    """Progress of a search."""

    def __init__(self, tick: Callable[[int, int], None] | None, whole: int) -> None:
        self.tick, self.whole, self.done = tick, whole, 0

    def step(self, count: int = 1) -> None:
        """Count more steps as done."""
        self.done += count
        if self.tick is not None:
            self.tick(min(self.done, self.whole), self.whole)

    def finish(self) -> None:
        """Count all steps as done, because a search can need fewer than the most."""
        if self.tick is not None:
            self.tick(self.whole, self.whole)


def _prepare(
    household: Household, aim: Aim, spent: Mapping[int, Cents] | None, law_book: LawBook
) -> _Search:
    fixed = with_moves(
        replace(household, assumptions=replace(household.assumptions, model="fixed")), aim.moves
    )
    chosen = all_elected(fixed)
    if fixed.spending is None and spent is None:
        # The spending of a comparison, so that both give the same figure for the same plan.
        spent = prepare(fixed, law_book=law_book).given[0].spending
    prepared = prepare(fixed, chosen, spent, law_book=law_book)
    check_aim(aim, prepared.ahead)
    # The program has its own cash limit; simple policies need one.
    most = prepare(fixed, chosen, spent, law_book=law_book, within_cash=False).given[-1]
    stated = {
        person.name: (person.social_security or SocialSecurity()).from_age
        for person in claimants(fixed)
    }
    return _Search(
        aim=aim,
        household=fixed,
        prepared=prepared,
        most=most,
        returns=np.full((1, len(prepared.ahead.years)), float(fixed.assumptions.growth) / PPM),
        stated=stated,
        ways=[stated] if aim.keep_claims else list(claims_of(fixed)),
        simple=list(policies(prepared.given[-1], stated, aim)),
    )


def _replayed(search: _Search, candidate: Candidate, progress: _Progress) -> Replay:
    progress.step()
    return replay(search.aim, candidate, search.returns)


def _proposed(search: _Search, ruled: Replay, progress: _Progress) -> Iterator[Replay]:
    """Projections of the program's proposals for the claiming ages with the highest estimates.

    Args:
        search: the inputs.
        ruled: the best simple policy.
        progress: counts each projection.
    """
    aim, most = search.aim, search.most
    played = project(ruled.given, search.returns)
    premiums = {one.year: int(one.premiums[0]) for one in played.years}
    proposals = [(propose(claiming(most, claims), premiums, aim), claims) for claims in search.ways]
    proposals.sort(key=lambda pair: -pair[0].value)
    for proposed, claims in proposals[:_REPLAYED]:
        proposal = proposal_of(claiming(most, claims), claims, proposed)
        yield _replayed(search, proposal, progress)
        # Also the program's elections with the best policy's withdrawals and conversions, because
        # the program's taxes of later years are approximate.
        yield _replayed(search, mixed(proposal, ruled.candidate), progress)
        if claims != search.stated:
            rule = ruled.candidate
            about = f"{rule.about}{claims_in_words(claims)}"
            yield _replayed(
                search, Candidate(about, claiming(rule.given, claims), claims), progress
            )
    _, claims = proposals[0]
    for tier in _TIERS:
        within_tier = propose(claiming(most, claims), aim=aim, tier=tier)
        proposal = proposal_of(claiming(most, claims), claims, within_tier)
        yield _replayed(search, proposal, progress)


def _bound(search: _Search, missed_floors: bool) -> int:
    """An upper bound for every plan, cents, rounded up to a dollar because the solver's optimum is
    not exact to the cent."""
    aim = search.aim
    # A bound for plans that meet the constraints does not apply to one that misses them.
    within = replace(aim, take_home=None, liquid=None) if missed_floors else aim
    bound = max(
        propose(claiming(search.most, claims), aim=within, optimistic=True).value
        for claims in search.ways
    )
    return -(-(bound + _DOLLAR // 2) // _DOLLAR) * _DOLLAR


def _answer(search: _Search, best: Replay, tried: list[Replay]) -> Optimized:
    """The best projection as an answer, with the simple policies that were tried."""
    played = project(best.given, search.returns, look=seen_of)
    short = {
        year: round(float(cents[0]))
        for year, cents in shortfalls(search.aim, best.given, played).items()
        if cents[0] >= _NOTHING
    }
    ahead = best.given.ahead
    end, prices = owned(played.accounts), ahead.prices(ahead.years[-1])
    heirs_rate = int(ahead.household.assumptions.heirs_rate)
    rules = [
        Rule(one.candidate.about, one.value, one.ends)
        for one in sorted(tried, key=lambda one: -one.score)
    ]
    return Optimized(
        aim=search.aim,
        about=best.candidate.about,
        value=best.value,
        wealth_after_tax=round(float(end.worth(heirs_rate, prices)[0])),
        runs_out=bool(best.found.ran_out[0]),
        missed=short,
        proposed=best.candidate.proposed,
        bound=_bound(search, bool(short)),
        rule_of_thumb=Rule(tried[0].candidate.about, tried[0].value, tried[0].ends),
        rules=rules,
        elections=list(elections_of(best.given)),
        conversions={
            one.year: int(one.converted[0]) for one in played.years if int(one.converted[0]) > 0
        },
        withdrawals={one.year: drawn for one in played.years if (drawn := _drawn(one))},
        claims=best.candidate.claims,
        assumptions=assumptions(search.prepared, planned=True),
        years=[
            year_of(ahead, summed(one), seen)
            for one, seen in zip(played.years, played.seen, strict=True)
        ],
        opened=opened_balances(ahead),
        ends=ends_of(played.accounts),
        heirs_rate=heirs_rate,
        prices=prices,
        inflation=ahead.inflation,
    )


def _calls(rounds: int) -> int:
    """The most projections of :func:`_better`."""
    return rounds * CALLS + 2


def _better(
    aim: Aim, one: Replay, returns: Returns, rounds: int, step: Callable[[int], None]
) -> Replay:
    """A projection improved by small changes; for the objective spending, by those that leave the
    most at that spending."""
    calls = 0

    def count() -> None:
        nonlocal calls
        calls += 1
        step(1)

    if first_free(one.given) == len(one.given.ahead.years) and not one.given.decisions:
        return one
    inner = replace(aim, objective="wealth") if aim.objective == "spending" else aim
    given = improved(one.given, returns, inner, rounds, count)
    step(_calls(rounds) - 1 - calls)
    about = (
        one.candidate.about
        + "; each year's withdrawals and conversions then changed for the better"
    )
    made = replace(one.candidate, about=about, given=given)
    again = replay(aim, made, returns)
    step(1)
    return again if again.score > one.score else one


def _drawn(year: ProjectedYear) -> dict[str, int]:
    """A year's withdrawals by tax character, cents; empty if there are none."""
    found = {kind: int(amount[0]) for kind, amount in year.drawn_from.items()}
    return found if any(found.values()) else {}
