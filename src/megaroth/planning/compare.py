"""Compare alternatives with the same cash over the same paths, and the distribution of their
difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.message import message
from megaroth.kernel.money import PPM, Cents
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.alternatives import Choice
from megaroth.planning.assumption_notes import assumptions, features
from megaroth.planning.at_their_best import AtItsBest, at_their_best, ways_to_play
from megaroth.planning.best_difference import STEPS, best_difference
from megaroth.planning.best_policies import best_ways
from megaroth.planning.feature_value import missing_feature
from megaroth.planning.first_year_note import first_year_within_cash
from megaroth.planning.headline import headline_of
from megaroth.planning.measured_results import POLICIES, Measure
from megaroth.planning.monte_carlo import SAMPLE, BlockResult, simulate_all
from megaroth.planning.prepare import Prepared, WorkingYears, prepare
from megaroth.planning.results import (
    AlternativeResult,
    Comparison,
    Difference,
    Spendable,
)
from megaroth.planning.standard_error import standard_error
from megaroth.planning.sustainable_spending import sustainable
from megaroth.projection.market import BLOCK, Returns, paths
from megaroth.projection.record import count_of_paths
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook

_PERCENTILES = (5, 50, 95)
_SEARCHES = 100
"""How many years of a projection a search of spending counts as, for progress."""


def compare(
    household: Household,
    tick: Callable[[int, int], None] | None = None,
    *,
    spending: bool = False,
    workers: int = 1,
    spent: Mapping[int, Cents] | None = None,
    policy: str = "same",
    best: bool = False,
    law_book: LawBook = PUBLISHED,
) -> Comparison:
    """Compare alternatives with identical cash at identical times, over the same paths.

    Args:
        household: with no unknown plan rule; its ``assumptions`` and ``alternatives`` define the
            comparison.
        tick: called with the steps done and their number.
        spending: also find the most that can be spent after work.
        workers: how many processes share the paths; the answer is the same to the bit. A script
            that uses more than one needs ``if __name__ == "__main__":``, as :mod:`multiprocessing`
            requires.
        spent: spending of each year, cents, as in :func:`prepare`.
        policy: ``same`` for one policy of withdrawals and conversions, the household's own;
            ``best`` for the best one of each alternative, out of a family of policies.
        best: also search for the best plan with after-tax contributions and for the best one
            without, in the measure that leads.
        law_book: the law, with a user's figures and reforms.

    Returns:
        Every alternative with the distribution of its difference from the first.

    Raises:
        InputError: the household cannot be projected, or names an unknown alternative.
        WorkError: a process that shares the paths ended before its work.
    """
    if policy not in POLICIES:
        raise InputError(
            [
                Problem(
                    "--policy",
                    repr(policy),
                    "one of " + ", ".join(POLICIES),
                    nearest=nearest(policy, list(POLICIES)),
                )
            ]
        )
    calculated: WorkingYears = {}
    prepared = prepare(household, spent=spent, law_book=law_book, calculated=calculated)
    ahead, assumed = prepared.ahead, household.assumptions
    count = count_of_paths(assumed, len(ahead.years))
    by_policy = best_ways(prepared) if policy == "best" else []
    ways, of_heirs = ways_to_play(by_policy) if by_policy else (prepared.given, [])
    done, whole = (
        0,
        len(ways) * len(ahead.years) * -(-count // BLOCK)
        + (_SEARCHES * len(prepared.chosen) if spending else 0)
        + (STEPS if best else 0),
    )

    def step(more: int) -> None:
        nonlocal done
        done += more
        if tick is not None:
            tick(done, whole)

    played = simulate_all(ways, workers, step, yearly=bool(by_policy))
    own = played[: len(prepared.chosen)]
    found = _alternatives(prepared, ways, own)
    if spending:
        for place, given in enumerate(ways[: len(prepared.chosen)]):
            found[place] = replace(found[place], spendable=spendable(given))
            step(_SEARCHES)
    lacking = missing_feature(household, law_book, calculated)
    answer = Comparison(
        years=(ahead.years[0], ahead.years[-1]),
        paths=count,
        alternatives=found,
        features=features(found, [blocks[0].level[-1] for blocks in own])
        + ([] if lacking is None else [lacking]),
        assumptions=[
            *assumptions(prepared, planned=bool(by_policy)),
            *(
                note
                for choice, given in zip(prepared.chosen, ways, strict=False)
                for note in first_year_within_cash(given, choice.name)
            ),
        ],
        heirs_rate=int(assumed.heirs_rate),
        prices=ahead.prices(ahead.years[-1]),
    )
    if by_policy:
        answer = _at_best(answer, at_their_best(by_policy, played, of_heirs), ahead)
    if not best:
        return answer
    played_steps = done

    def search(at: int, _whole: int) -> None:
        step(played_steps + at - done)

    measure = leading_measure(answer, ahead)
    plans = best_difference(
        household, measure, search, spent=prepared.given[0].spending, law_book=law_book
    )
    return replace(answer, best=plans)


def leading_measure(answer: Comparison, ahead: Outlook) -> Measure:
    """The measure of the headline, or the one that it would have."""
    if answer.headline is not None:
        return answer.headline.measure
    return "spending_per_year" if ahead.after_work(ahead.years[-1]) else "cash_out"


def _at_best(answer: Comparison, best: Sequence[AtItsBest], ahead: Outlook) -> Comparison:
    """A comparison with each alternative's measures under its best policy."""
    found = [
        replace(
            one,
            policy=own.policy,
            measures=own.measures,
            differences=own.differences,
            penalties=own.cost.penalties,
            within_reach=own.cost.within_reach,
        )
        for one, own in zip(answer.alternatives, best, strict=True)
    ]
    return replace(
        answer,
        alternatives=found,
        headline=headline_of(replace(answer, alternatives=found), best, ahead),
        assumptions=[*answer.assumptions[:1], message("each_at_its_best"), *answer.assumptions[1:]],
    )


def _alternatives(
    prepared: Prepared, ways: Sequence[ScenarioInputs], played: Sequence[Sequence[BlockResult]]
) -> list[AlternativeResult]:
    """The results of each alternative on its paths."""
    worth = [np.concatenate([one.worth for one in blocks]) for blocks in played]
    fixed = [blocks[0].level for blocks in played]
    return [
        _out(
            choice,
            given,
            worth[at],
            worth[0],
            np.concatenate([one.bequest for one in played[at]]),
            np.concatenate([one.ran_out for one in played[at]]),
            fixed[at],
            fixed[0],
            _mean_ends(list(played[at])),
            played[at][0].level_ends,
        )
        for at, (choice, given) in enumerate(zip(prepared.chosen, ways, strict=False))
    ]


def _out(
    choice: Choice,
    given: ScenarioInputs,
    worth: Numbers,
    first: Numbers,
    bequest: Numbers,
    short: npt.NDArray[np.bool_],
    fixed: list[float],
    fixed_first: list[float],
    ends: dict[str, int],
    level_ends: dict[str, int],
) -> AlternativeResult:
    apart = worth - first
    low, middle, high = (round(float(one)) for one in np.percentile(apart, _PERCENTILES))
    ahead = given.ahead
    overlapping = ahead.household.assumptions.model == "history"
    error = standard_error(apart, overlapping=overlapping)
    years = [year for year in ahead.years if year in given.working]
    put_away = {year: _out_of_pocket(given, year) for year in years}
    one = given.working[years[0]] if years else None
    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "backdoor_roth", "hsa")
    contributions = {
        kind: sum(getattr(flows, kind) for flows in one.people) if one else 0 for kind in kinds
    }
    return AlternativeResult(
        name=choice.name,
        about=choice.about,
        out_of_pocket=put_away,
        wealth_after_tax=round(float(worth.mean())),
        bequest=round(float(bequest.mean())),
        short=float(short.mean()),
        difference=Difference(round(float(apart.mean())), low, middle, high, round(error)),
        probability_ahead=float((apart > 0).mean()),
        break_even=_break_even(list(ahead.years), fixed, fixed_first),
        contributions=contributions,
        ends=ends,
        level_ends=level_ends,
        sample=[round(float(one)) for one in apart[:SAMPLE]],
    )


def _mean_ends(blocks: list[BlockResult]) -> dict[str, int]:
    rows = [len(one.worth) for one in blocks]
    return {
        name: round(float(np.average([one.ends[name] for one in blocks], weights=rows)))
        for name in blocks[0].ends
    }


def spendable(given: ScenarioInputs) -> Spendable | None:
    """What can be spent after work with an alternative; None if there is no year after work."""
    ahead, assumed = given.ahead, given.ahead.household.assumptions
    if all(year in given.working for year in ahead.years):
        return None
    level: Returns = np.full((1, len(ahead.years)), assumed.growth / PPM)
    at_level = int(sustainable(given, level)[0])
    if assumed.model == "fixed":
        return Spendable(at_level, at_level, at_level, 1)
    drawn = next(paths(assumed, ahead.inflation, len(ahead.years))).first(SAMPLE)
    low, middle = np.percentile(sustainable(given, drawn.returns, prices=drawn.prices), (5, 50))
    return Spendable(at_level, round(float(low)), round(float(middle)), len(drawn.returns))


def _out_of_pocket(given: ScenarioInputs, year: int) -> int:
    """Pay less payroll tax and spending: what is left for savings and income tax, the same for
    every alternative."""
    work = given.working[year]
    return int(work.gross - work.payroll_tax - given.spending[year])


def _break_even(years: list[int], one: list[float], first: list[float]) -> int | None:
    """The first year from which the alternative stays ahead."""
    behind = [year for year, mine, theirs in zip(years, one, first, strict=True) if mine <= theirs]
    if not behind:
        return years[0]
    return behind[-1] + 1 if behind[-1] < years[-1] else None
