"""Compare alternatives with the same cash over the same paths, and the distribution of their
difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from megaroth.kernel.errors import InputError, Problem, nearest, one_of
from megaroth.kernel.message import Message, message
from megaroth.kernel.money import Cents
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.alternatives import Choice
from megaroth.planning.assumption_notes import assumptions
from megaroth.planning.at_their_best import AtItsBest, at_their_best, ways_to_simulate
from megaroth.planning.best_difference import STEPS, best_difference
from megaroth.planning.best_policies import best_ways
from megaroth.planning.feature_value import features, missing_feature
from megaroth.planning.first_year_note import first_year_within_cash
from megaroth.planning.headline import ahead_from, headline_of
from megaroth.planning.leading_measure import Lead, cash_of, leads_of
from megaroth.planning.measured_results import POLICIES, PolicyChoice, Spread
from megaroth.planning.measures import heirs_factors
from megaroth.planning.monte_carlo import SAMPLE, BlockResult, simulate_all
from megaroth.planning.prepare import Prepared, WorkingYears, prepare
from megaroth.planning.results import (
    CONTRIBUTIONS,
    AlternativeResult,
    Comparison,
    Difference,
    Spendable,
)
from megaroth.planning.standard_error import standard_error
from megaroth.planning.work_units import pieces
from megaroth.projection.record import count_of_paths
from megaroth.projection.scenario_inputs import ScenarioInputs

_PERCENTILES = (5, 50, 95)


def compare(
    household: Household,
    tick: Callable[[int, int], None] | None = None,
    *,
    spending: bool = False,
    workers: int = 1,
    spent: Mapping[int, Cents] | None = None,
    policy: PolicyChoice = "best",
    best: bool = False,
    law_book: LawBook = PUBLISHED,
) -> Comparison:
    """Compare alternatives with identical cash at identical times, over the same paths.

    Args:
        household: with no unknown plan rule; its ``assumptions`` and ``alternatives`` define the
            comparison.
        tick: called with the steps done and their number.
        spending: also the most that can be spent after work as a figure of its own.
        workers: how many processes share the paths; the answer is the same to the bit. A script
            that uses more than one needs ``if __name__ == "__main__":``, as :mod:`multiprocessing`
            requires.
        spent: spending of each year, cents, as in :func:`prepare`.
        policy: ``best`` for the policy of withdrawals and conversions that is best for each
            alternative, out of a family; ``same`` for one policy, the household's own.
        best: also search for the best plan with after-tax contributions and for the best one
            without, in the measure that leads.
        law_book: the law, with a user's figures and reforms.

    Returns:
        Every alternative with the distribution of its difference from the first.

    Raises:
        InputError: the household cannot be projected, or names an unknown alternative.
        WorkError: a process that shares the paths ended before its work.
    """
    _checked(policy)
    calculated: WorkingYears = {}
    prepared = prepare(household, spent=spent, law_book=law_book, calculated=calculated)
    ahead = prepared.ahead
    by_policy = best_ways(prepared, policy)
    ways, of_heirs = ways_to_simulate(by_policy)
    count = count_of_paths(household.assumptions, len(ahead.years))
    done = 0
    whole = len(ways) * len(ahead.years) * len(pieces(count, workers)) + (STEPS if best else 0)

    def step(more: int) -> None:
        nonlocal done
        done += more
        if tick is not None:
            tick(done, whole)

    runs = simulate_all(ways, workers, step, yearly=True)
    own = runs[: len(by_policy)]
    leads = leads_of(by_policy, [cash_of(blocks) for blocks in own])
    measured = at_their_best(by_policy, runs, of_heirs, leads)
    found = _alternatives(prepared, ways, runs, measured, leads, spending=spending)
    lacking = missing_feature(household, law_book, policy, calculated)
    answer = Comparison(
        years=(ahead.years[0], ahead.years[-1]),
        paths=count,
        alternatives=found,
        features=[
            *features(found, leads, [blocks[0].level[-1] for blocks in own]),
            *([] if lacking is None else [lacking]),
        ],
        assumptions=_assumptions(prepared, ways, policy),
        heirs_rate=int(household.assumptions.heirs_rate),
        prices=ahead.prices(ahead.years[-1]),
        heirs_factors=heirs_factors(ahead),
    )
    answer = replace(answer, headline=headline_of(answer, measured, ahead))
    if not best:
        return answer
    projected_steps = done

    def search(at: int, _whole: int) -> None:
        step(projected_steps + at - done)

    plans = best_difference(
        household, leads[0].measure, search, spent=prepared.inputs[0].spending, law_book=law_book
    )
    return replace(answer, best=plans)


def _checked(policy: str) -> None:
    """Refuse a policy that there is not.

    Raises:
        InputError: names those that there are.
    """
    if policy not in POLICIES:
        expected = one_of(POLICIES)
        near = nearest(policy, list(POLICIES))
        raise InputError([Problem("--policy", repr(policy), expected, nearest=near)])


def _assumptions(
    prepared: Prepared, ways: Sequence[ScenarioInputs], policy: PolicyChoice
) -> list[Message]:
    """The assumptions of the comparison, with what its policies are."""
    market, *others = assumptions(prepared, planned=policy == "best")
    return [
        market,
        *([message("each_at_its_best")] if policy == "best" else []),
        *others,
        *(
            note
            for choice, inputs in zip(prepared.chosen, ways, strict=False)
            for note in first_year_within_cash(inputs, choice.name)
        ),
    ]


def _spendable(lasts: Spread, lead: Lead) -> Spendable:
    """The spending that lasts, as version 1 has it."""
    low, middle = (lasts.level if one is None else one for one in (lasts.p5, lasts.p50))
    return Spendable(lasts.level, low, middle, len(lead.on_paths))


def _alternatives(
    prepared: Prepared,
    ways: Sequence[ScenarioInputs],
    runs: Sequence[Sequence[BlockResult]],
    measured: Sequence[AtItsBest],
    leads: Sequence[Lead],
    *,
    spending: bool,
) -> list[AlternativeResult]:
    """The results of each alternative on its paths."""
    first = runs[0]
    return [
        _out(choice, inputs, blocks, first, own, lead, leads[0], spending=spending)
        for choice, inputs, blocks, own, lead in zip(
            prepared.chosen, ways, runs, measured, leads, strict=False
        )
    ]


def _out(
    choice: Choice,
    inputs: ScenarioInputs,
    blocks: Sequence[BlockResult],
    first: Sequence[BlockResult],
    own: AtItsBest,
    lead: Lead,
    first_lead: Lead,
    *,
    spending: bool,
) -> AlternativeResult:
    """One alternative: its measures, and the wealth at the end that version 1 compares."""
    worth = np.concatenate([one.worth for one in blocks])
    apart = worth - np.concatenate([one.worth for one in first])
    years = [year for year in inputs.ahead.years if year in inputs.working]
    one = inputs.working[years[0]] if years else None
    lasts = own.measures.spending_per_year
    return AlternativeResult(
        name=choice.name,
        about=choice.about,
        out_of_pocket={year: _out_of_pocket(inputs, year) for year in years},
        wealth_after_tax=round(float(worth.mean())),
        bequest=round(float(np.mean(np.concatenate([one.bequest for one in blocks])))),
        short=float(np.mean(np.concatenate([one.ran_out for one in blocks]))),
        difference=_difference(apart, inputs),
        wealth_ahead=float((apart > 0).mean()),
        probability_ahead=own.probability_ahead,
        ahead_from=ahead_from(own.by_year),
        break_even=_break_even(list(inputs.ahead.years), blocks[0].level, first[0].level),
        contributions={
            kind: sum(getattr(flows, kind) for flows in one.people) if one else 0
            for kind in CONTRIBUTIONS
        },
        ends=_mean_ends(list(blocks)),
        level_ends=blocks[0].level_ends,
        heirs_ends=own.heirs_ends,
        policy=own.policy,
        measures=own.measures,
        differences=own.differences,
        penalties=own.cost.penalties,
        within_reach=own.cost.within_reach,
        sample=[round(float(one)) for one in lead.ahead_of(first_lead)[:SAMPLE]],
        spendable=None if lasts is None or not spending else _spendable(lasts, lead),
    )


def _difference(apart: Numbers, inputs: ScenarioInputs) -> Difference:
    """How far ahead of the first in after-tax wealth, over the paths."""
    low, middle, high = (round(float(one)) for one in np.percentile(apart, _PERCENTILES))
    overlapping = inputs.ahead.household.assumptions.model == "history"
    error = standard_error(apart, overlapping=overlapping)
    return Difference(round(float(apart.mean())), low, middle, high, round(error))


def _mean_ends(blocks: list[BlockResult]) -> dict[str, int]:
    paths = sum(len(one.worth) for one in blocks)
    return {name: round(sum(one.ends[name] for one in blocks) / paths) for name in blocks[0].ends}


def _out_of_pocket(inputs: ScenarioInputs, year: int) -> int:
    """Pay less payroll tax and spending: what is left for savings and income tax, the same for
    every alternative."""
    work = inputs.working[year]
    return int(work.gross - work.payroll_tax - inputs.spending[year])


def _break_even(years: list[int], one: list[float], first: list[float]) -> int | None:
    """The first year from which the alternative stays ahead."""
    behind = [year for year, mine, theirs in zip(years, one, first, strict=True) if mine <= theirs]
    if not behind:
        return years[0]
    return behind[-1] + 1 if behind[-1] < years[-1] else None
