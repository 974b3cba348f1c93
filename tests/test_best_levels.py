"""What each alternative can spend at its best: the race of all policies against a search of each,
and the years ahead under a policy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.planning.best_levels import best_levels
from megaroth.planning.best_policies import best_ways
from megaroth.planning.deferral_variants import with_variants
from megaroth.planning.outlook import years_ahead
from megaroth.planning.policy_family import family, policy_of, policy_out
from megaroth.planning.policy_grid import level_of
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.sustainable_spending import sustainable
from megaroth.projection.policy import Policy, policy_rows
from megaroth.projection.stacking import together
from megaroth.readers.household_file import parse_household

HOME = """
year = 2026
filing_status = "single"
state = "TX"
spending = 60_000
alternatives = ["taxable", "mega"]
[[people]]
name = "Lee"
born = 1966-02-01
retires_at = 63
[[people.jobs]]
employer = "Works"
pay = 180_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
[people.jobs.balances]
pre_tax = 900_000
[taxable]
value = 300_000
basis = 150_000
[assumptions]
model = "fixed"
plan_until = 78
"""


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return with_variants(prepare(parse_household(HOME)), [0, 1])


def test_the_race_finds_what_a_search_of_every_policy_finds(prepared: Prepared) -> None:
    found = best_levels(prepared, [0, 1], "best")
    policies = family(prepared.ahead)
    for place, best in enumerate(found):
        tried = [
            replace(one.inputs, policies=policy_rows([rule]))
            for one in prepared.variants
            if one.place == place
            for rule in policies
        ]
        each = sustainable(together(tried, 1), level_of(tried[0], len(tried)))
        # A search of one policy stops within ten dollars.
        assert best.levels[0] / 100 == pytest.approx(np.max(each) / 100, abs=11)
        assert best.levels[0] % 100 == 0, "whole dollars, so that they do not depend on the search"


def test_a_comparison_and_a_slider_find_the_same_dollar(prepared: Prepared) -> None:
    ways = best_ways(prepare(parse_household(HOME)))
    near = [float(one.level) for one in ways]
    for guess in (near, [0.9 * one for one in near], None):
        levels = best_levels(prepared, [0, 1], "best", near=guess)
        assert [one.levels[0] for one in levels] == [one.level for one in ways]


def test_growths_are_rows_of_one_race(prepared: Prepared) -> None:
    growths = np.array([0.02, 0.06])
    for both, alone in zip(
        best_levels(prepared, [0, 1], "best", growths=growths),
        best_levels(prepared, [0, 1], "best", growths=growths[:1]),
        strict=True,
    ):
        assert both.levels[0] == alone.levels[0] < both.levels[1]


def test_the_household_s_own_policy_is_never_better_than_the_best(prepared: Prepared) -> None:
    own, best = (best_levels(prepared, [0, 1], policy) for policy in ("same", "best"))
    assert all(one.levels[0] <= other.levels[0] for one, other in zip(own, best, strict=True))


def test_years_ahead_follow_a_policy_and_its_kind_of_deferrals() -> None:
    household = parse_household(HOME)
    plain = years_ahead(household, "mega")
    own = policy_out(Policy(), "pre_tax")
    assert policy_of(own) == Policy()
    assert years_ahead(household, "mega", policy=own).years == plain.years
    converts = policy_out(Policy(conversions=True, fill_to=220_000), "roth")
    found = years_ahead(household, "mega", policy=converts)
    assert (
        sum(one.converted for one in found.years) > 0 == sum(one.converted for one in plain.years)
    )
    assert found.years[0].contributions["roth"] > 0 == plain.years[0].contributions["roth"]
