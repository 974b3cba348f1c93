"""Alternatives as the rows of one projection: each the same as alone, to the cent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.model.outlook import AlternativeSpec, StatedConversion
from megaroth.planning import monte_carlo as played
from megaroth.planning import work_units
from megaroth.planning.alternatives import KNOWN
from megaroth.planning.best_policies import Best, best_ways
from megaroth.planning.compare import compare
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.sustainable_spending import sustainable
from megaroth.planyear.run import run
from megaroth.planyear.settle import settle
from megaroth.projection import year as projected
from megaroth.projection.accounts import NEVER, RothIra, joined, zeros
from megaroth.projection.market import BLOCK
from megaroth.projection.opening_balances import opened
from megaroth.projection.policy import Policy, policy_rows
from megaroth.projection.run import project
from megaroth.projection.stacking import ends, groups, started, together
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import read_household
from megaroth.rules.clocks import qualified_distribution
from megaroth.rules.roth_order import Layer

pytestmark = pytest.mark.usefixtures("remembered_years")
_EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLES = sorted(file for file in _EXAMPLES.glob("*.toml") if file.stem != "unknown_rules")
SPECS = tuple(AlternativeSpec(name=name) for name in KNOWN)


def with_all(file: Path, model: str, paths: int, until: int | None = None):
    found = read_household(file)
    years = found.assumptions.plan_until if until is None else until
    assumed = replace(found.assumptions, model=model, paths=paths, plan_until=years)
    return replace(found, assumptions=assumed, alternatives=SPECS)


MARKETS = (("fixed", 1), ("bootstrap", 7))


@pytest.mark.parametrize(
    ("file", "model", "paths", "until"),
    [
        # make test tries every second example with one model of the market and fewer years, past
        # the age of required distributions; make test-full tries all of them, both models and all
        # years.
        *(
            pytest.param(file, *MARKETS[place % 2], 77, id=f"{file.stem}-{MARKETS[place % 2][0]}")
            for place, file in enumerate(EXAMPLES[1::2])
        ),
        *(
            pytest.param(
                file, *market, None, marks=pytest.mark.slow, id=f"{file.stem}-{market[0]}-all years"
            )
            for file in EXAMPLES
            for market in MARKETS
        ),
    ],
)
def test_each_alternative_is_what_it_is_alone(
    file: Path, model: str, paths: int, until: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = with_all(file, model, paths, until)
    # The best policies are found once: how paths are grouped does not reach them.
    found: dict[PolicyChoice, list[Best]] = {}

    def once(prepared: Prepared, policy: PolicyChoice) -> list[Best]:
        if policy not in found:
            found[policy] = best_ways(prepared, policy)
        return found[policy]

    monkeypatch.setattr("megaroth.planning.compare.best_ways", once)
    with_others = compare(household)
    monkeypatch.setattr(
        played, "groups", lambda alternatives: [[at] for at in range(len(alternatives))]
    )
    assert compare(household) == with_others


def test_an_answer_does_not_depend_on_how_its_paths_are_divided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The pieces cross a block of the market, which has a generator of its own."""
    household = with_all(_EXAMPLES / "mission_45.toml", "lognormal", BLOCK + 800)
    household = replace(
        household,
        alternatives=SPECS[:3],
        assumptions=replace(household.assumptions, plan_until=50),
    )
    whole = compare(household, policy="same")
    monkeypatch.setattr(work_units, "_MOST_ROWS", 3_000)
    assert len(work_units.pieces(BLOCK + 800, 1)) == 3
    assert compare(household, policy="same") == whole


@pytest.mark.parametrize(("paths", "workers"), [(1, 1), (1_000, 2), (10_000, 2), (40_001, 3)])
def test_work_is_divided_evenly_and_whole(paths: int, workers: int) -> None:
    divided = list(work_units.units([[0, 2, 3, 4, 5], [1], [6, 7]], paths, workers))
    done = [(at, path) for unit in divided for at in unit.places for path in unit.paths]
    assert sorted(done) == [(at, path) for at in range(8) for path in range(paths)]
    sizes = {len(unit.paths) for unit in divided}
    assert max(sizes) - min(sizes) <= 1
    assert len(divided) >= workers
    # The sample of a chart is in the first piece.
    assert min(sizes) >= min(paths, played.SAMPLE)


def test_ends_are_those_of_each_alone() -> None:
    inputs = prepare(with_all(_EXAMPLES / "whole_plan.toml", "fixed", 1)).inputs
    assert len(groups(inputs)) > 1
    returns = np.repeat(np.array([[-0.3], [0.0], [0.12]]), len(inputs[0].ahead.years), axis=1)
    for one, (accounts, rows) in zip(inputs, ends(inputs, returns), strict=True):
        alone = project(one, returns).accounts.by_character()
        assert {
            name: column[rows].tolist() for name, column in accounts.by_character().items()
        } == {name: column.tolist() for name, column in alone.items()}


def test_spending_that_lasts_is_that_of_each_alone() -> None:
    """Alternatives differ in columns (a split of earnings here), which a search repeats."""
    names = ("mega", "mega_roth_ira_split", "taxable")
    specs = tuple(AlternativeSpec(name=name) for name in names)
    household = replace(read_household(_EXAMPLES / "mission_45.toml"), alternatives=specs)
    inputs = prepare(household).inputs
    assert [groups(inputs)] == [[[0, 1, 2]]]
    level = np.full((1, len(inputs[0].ahead.years)), 0.05)
    stacked = sustainable(together(inputs, 1), np.repeat(level, 3, axis=0), started(inputs, 1))
    alone = [int(sustainable(one, level, started([one], 1))[0]) for one in inputs]
    assert len(set(alone)) == len(names)
    # A search of fewer rows tries other levels; both are within ten dollars of the same.
    assert np.max(np.abs(stacked - alone)) <= 10_00


def test_paths_that_go_on_alone_are_what_they_are_among_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A year continues with the paths whose tax has not settled; the others keep what they had."""
    inputs = prepare(with_all(_EXAMPLES / "couple.toml", "fixed", 1)).inputs[:1]
    rng = np.random.default_rng(20_261_201)
    returns = rng.normal(0.05, 0.18, (40, len(inputs[0].ahead.years)))
    policies = policy_rows([Policy(withdrawals="bracket", conversions=True, fill_to=120_000)] * 40)
    ours = replace(inputs[0], policies=policies)
    monkeypatch.setattr(projected, "_MANY", 10**9)
    together_all = project(ours, returns)
    alone = []
    of_rows = projected.Year._of_rows

    def noted(now: projected.Year, rows: projected.Rows) -> projected.Year:
        alone.append(len(rows))
        return of_rows(now, rows)

    monkeypatch.setattr(projected, "_MANY", 1)
    monkeypatch.setattr(projected, "_FEW", 0.99)
    monkeypatch.setattr(projected.Year, "_of_rows", noted)
    some_alone = project(ours, returns)
    assert len(alone) > 5
    assert min(alone) == 1
    for one, other in zip(together_all.years, some_alone.years, strict=True):
        for name in ("federal_tax", "state_tax", "spending", "converted", "deposited", "penalty"):
            assert getattr(one, name).tolist() == getattr(other, name).tolist(), (one.year, name)
        assert {name: column.tolist() for name, column in one.balances.items()} == {
            name: column.tolist() for name, column in other.balances.items()
        }


def test_decisions_of_one_alternative_stay_its_own() -> None:
    household = read_household(_EXAMPLES / "mission_45.toml")
    own = AlternativeSpec(
        name="moves", of="mega", conversions=(StatedConversion(year=2060, amount=50_000_00),)
    )
    inputs = prepare(replace(household, alternatives=(SPECS[0], SPECS[1], own))).inputs
    assert groups(inputs) == [[0, 1], [2]]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_year_without_a_journal_moves_the_same(file: Path) -> None:
    household = read_household(file)
    settled = settle(household, PUBLISHED, keep_journal=False)
    whole = run(household, PUBLISHED)
    assert not settled.journal.movements
    assert settled.rollovers == whole.rollovers
    assert settled.conversions == whole.conversions
    assert [job.after_tax for job in settled.year.jobs] == [
        job.contributions.after_tax for person in whole.people for job in person.jobs
    ]


def test_a_five_year_period_begins_on_the_paths_that_something_comes_in_on() -> None:
    account = RothIra(zeros(3), zeros(3), np.array([NEVER, 2020, NEVER]))
    account.begin(2030, np.array([True, True, False]))
    assert account.since.tolist() == [2030, 2020, NEVER]
    assert qualified_distribution(law(2026), 130, 2034, account.since).tolist() == [
        False,
        True,
        False,
    ]
    assert qualified_distribution(law(2026), 118, 2044, account.since).tolist() == [
        False,
        False,
        False,
    ]


def test_conversions_of_one_are_nothing_to_the_others() -> None:
    one, other = (opened(outlook(read_household(_EXAMPLES / "couple.toml")), 2) for _ in range(2))
    one.roth[0].layers = [Layer(year=2027, taxed=np.array([1, 2]), untaxed=np.array([3, 4]))]
    other.roth[0].layers = [Layer(year=2026, taxed=np.array([5, 6]), untaxed=np.array([7, 8]))]
    found = joined([one, other]).roth[0].layers
    assert [(layer.year, layer.taxed.tolist(), layer.untaxed.tolist()) for layer in found] == [
        (2026, [0, 0, 5, 6], [0, 0, 7, 8]),
        (2027, [1, 2, 0, 0], [3, 4, 0, 0]),
    ]
