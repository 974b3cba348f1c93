"""Upper bounds of best plans: no plan is above its bound, whatever searches for it, and bounds are
near the plans."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.gap_homes import home
from tests.test_early_money import LADDER

from megaroth.law.law_book import PUBLISHED
from megaroth.planning.aim import Aim
from megaroth.planning.linear_program import propose
from megaroth.planning.objectives import measure
from megaroth.planning.optimize import optimize
from megaroth.planning.policy_family import family
from megaroth.planning.prepare import prepare
from megaroth.planning.reserve_floor import reserve_floors
from megaroth.planning.yearly_results import Optimized
from megaroth.projection.decisions import Decision
from megaroth.projection.policy import policy_rows
from megaroth.projection.run import project
from megaroth.readers.household_file import parse_household

SEED, HOMES = 7, 12
OBJECTIVES = ("wealth", "bequest", "estate", "cash_out", "spending_per_year")
LIGHT = {(0, "estate"), (0, "spending_per_year")}
"""Searches that make test runs. Other tests search for wealth, and
``test_random_plans_stay_below_the_bound`` bounds the other measures."""


def best(number: int, objective: str) -> Optimized:
    return optimize(home(SEED, number), Aim(objective=objective, keep_claims=True))


@pytest.mark.parametrize(
    ("number", "objective"),
    [
        pytest.param(
            number,
            objective,
            marks=() if (number, objective) in LIGHT else pytest.mark.slow,
        )
        for number in range(HOMES)
        for objective in OBJECTIVES
    ],
)
def test_no_plan_is_above_its_bound_and_bounds_are_near(number: int, objective: str) -> None:
    answer = best(number, objective)
    assert answer.value <= answer.bound
    if not answer.runs_out:
        assert answer.bound <= answer.value * 1.12


@pytest.mark.parametrize(
    "number", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, HOMES))]
)
def test_random_plans_stay_below_the_bound(number: int) -> None:
    """Every policy of the family, and random withdrawals and conversions on top of it, for each
    measure of the end."""
    household = home(SEED, number)
    prepared = prepare(household, law_book=PUBLISHED)
    inputs = prepared.inputs[-1]
    most = prepare(household, within_cash=False, law_book=PUBLISHED).inputs[-1]
    floors = reserve_floors(most)
    policies = family(inputs.ahead)
    years = inputs.ahead.years
    random = np.random.default_rng(number)
    rows = len(policies)
    growth = int(household.assumptions.growth) / 1_000_000
    decisions = {
        year: Decision(
            pre_tax=random.integers(0, 200_000_00, rows),
            roth=random.integers(0, 60_000_00, rows),
            converted=random.integers(0, 250_000_00, rows),
        )
        for year in years
        if year not in inputs.working
    }
    for one in (
        replace(inputs, policies=policy_rows(policies)),
        replace(inputs, policies=policy_rows(policies), decisions=decisions),
    ):
        run = project(one, np.full((rows, len(years)), growth))
        for objective in ("wealth", "bequest", "estate", "cash_out"):
            aim = Aim(objective=objective)
            found = measure(aim, one, run, floors)
            lasting = (found.missed < 1_00) & ~found.ran_out
            bound = propose(most, aim, floors=floors).value
            assert np.max(found.value[lasting], initial=-np.inf) <= bound


@pytest.mark.parametrize("until", [62, pytest.param(92, marks=pytest.mark.slow)])
def test_early_money_costs_the_additional_tax_in_the_bound(until: int) -> None:
    """Before 59 1/2, the bound was 59% above the plan of somebody who stops working at 45."""
    household = parse_household(LADDER.replace("plan_until = 92", f"plan_until = {until}"))
    answer = optimize(household, Aim(keep_claims=True))
    assert answer.value <= answer.bound <= answer.value * 1.1


@pytest.mark.slow
def test_no_objective_finds_what_another_misses() -> None:
    """The plan of one measure is not beaten in it by the plan of another."""
    by = {name: best(2, name) for name in ("wealth", "bequest")}
    assert by["bequest"].wealth_after_tax <= by["wealth"].value * 1.002


@pytest.mark.parametrize(
    ("retires_at", "until"), [(34, 42), pytest.param(67, 85, marks=pytest.mark.slow)]
)
def test_spending_that_nobody_can_borrow_for_is_bounded(retires_at: int, until: int) -> None:
    """The program used to borrow while working and never to repay: its bound was 130% above."""
    household = home(SEED, 1)
    people = (replace(household.people[0], retires_at=retires_at),)
    assumed = replace(household.assumptions, plan_until=until)
    household = replace(household, people=people, assumptions=assumed)
    answer = optimize(household, Aim(objective="spending_per_year", keep_claims=True))
    assert answer.value <= answer.bound <= answer.value * 1.08


def test_earlier_names_of_objectives_are_accepted() -> None:
    assert Aim(objective="spending") == Aim(objective="spending_per_year")
