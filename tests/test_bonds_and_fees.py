"""Bonds, interest, dividends that are not qualified, and fees of the years ahead.

``test_plain_models`` checks them against a model that imports nothing of the product.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from benchmarks.gap_homes import home
from tests.test_bounds import SEED

from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.model.assumptions import Assumptions
from megaroth.model.household import Household
from megaroth.planning.aim import Aim
from megaroth.planning.assumption_notes import assumptions
from megaroth.planning.compare import compare
from megaroth.planning.linear_program import propose
from megaroth.planning.objectives import measure
from megaroth.planning.optimize import optimize
from megaroth.planning.policy_family import family
from megaroth.planning.prepare import prepare
from megaroth.planning.reserve_floor import reserve_floors
from megaroth.projection.account_returns import level_returns
from megaroth.projection.decisions import Decision
from megaroth.projection.market import calendar_years, january_years, some_paths
from megaroth.projection.policy import policy_rows
from megaroth.projection.run import project
from megaroth.readers.household_file import parse_household

HOME = """
year = 2026
filing_status = "single"
state = "CA"
spending = 90_000
order = ["match", "deferral", "after_tax"]
alternatives = ["taxable", "mega"]
[[people]]
name = "Ann"
born = 1971-06-15
retires_at = 60
[[people.jobs]]
employer = "Firm"
pay = 250_000
pay_frequency = "monthly"
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "{often}"
[people.jobs.balances]
pre_tax = 700_000
[[people.iras]]
kind = "roth"
value = 100_000
basis = 100_000
[taxable]
value = 500_000
basis = 400_000
[assumptions]
model = "fixed"
growth = "6%"
plan_until = 66
{more}
"""


GUIDES = Path(__file__).parents[1] / "docs" / "how_to"
NIA = re.findall(r"```toml\n(.*?)```", (GUIDES / "is_it_worth_it.md").read_text("utf-8"), re.S)[0]
GUIDE = (GUIDES / "bonds_and_fees.md").read_text("utf-8")


def household(more: str = "", often: str = "quarterly") -> Household:
    return parse_household(HOME.format(more=more, often=often))


def test_no_bonds_and_no_fees_change_nothing() -> None:
    zero = """taxable_bonds = "0%"
pre_tax_bonds = "0%"
roth_bonds = "0%"
bond_interest = "9%"
unqualified_dividends = "0%"
plan_fee = "0%"
conversion_fee = 0
"""
    plain, stated = (prepare(household(more)).inputs[-1] for more in ("", zero))
    level = np.full((1, len(plain.ahead.years)), 0.06)
    one, other = (project(inputs, level).years for inputs in (plain, stated))
    assert [year.balances for year in one] == [year.balances for year in other]


def test_bonds_in_pre_tax_money_lower_its_growth_and_no_other() -> None:
    level = level_returns(Assumptions(pre_tax_bonds=500_000, bond_interest=40_000))
    assert level.plan[0] == level.ira[0] == pytest.approx(0.05)
    assert level.roth[0] == level.taxable[0] == level.hsa[0] == 0.06


def test_a_fee_leaves_the_account_at_the_end_of_the_year() -> None:
    level = level_returns(Assumptions(plan_fee=5_000))
    assert level.plan[0] == pytest.approx(1.06 * 0.995 - 1)
    assert level.ira[0] == 0.06


def test_interest_is_ordinary_income_and_dividends_only_so_far_as_unqualified() -> None:
    more = 'taxable_bonds = "40%"\nbond_interest = "5%"\nunqualified_dividends = "25%"'
    inputs = prepare(household(more)).inputs[0]
    level = np.full((1, len(inputs.ahead.years)), 0.06)
    items = project(inputs, level, look=lambda now: now.base[0]).seen[0]
    assert items.interest == 500_000_00 * 40 // 100 * 5 // 100
    assert items.dividends == 500_000_00 * 60 // 100 * 15 // 1000
    assert items.qualified_dividends == items.dividends * 3 // 4


def test_every_dollar_of_interest_and_fees_is_accounted_for() -> None:
    """Without growth, what comes in is contributed, paid as tax or fees, spent, or saved."""
    more = """taxable_bonds = "50%"
bond_interest = "3%"
conversion_fee = 40
dividend_yield = "1%"
"""
    inputs = prepare(household(more)).inputs[-1]
    for year in project(inputs, np.zeros((1, len(inputs.ahead.years)))).years:
        got = year.income + year.dividends + year.interest + year.health + year.drawn
        gone = (
            year.own
            + year.payroll_tax
            + year.federal_tax
            + year.state_tax
            + year.premiums
            + year.conversion_fees
            + year.spending
            + year.deposited
        )
        assert int(got[0]) == int(np.asarray(gone)[0])


@pytest.mark.parametrize(("often", "rollovers"), [("quarterly", 4), ("yearly", 1)])
def test_each_rollover_of_a_year_costs_its_fee(often: str, rollovers: int) -> None:
    inputs = prepare(household("conversion_fee = 40", often)).inputs[-1]
    level = np.full((1, len(inputs.ahead.years)), 0.06)
    years = project(inputs, level).years
    assert int(years[0].conversion_fees[0]) == rollovers * 40_00
    grown = 40_00 * inputs.ahead.prices(2027)
    assert int(years[1].conversion_fees[0]) == rollovers * round(grown)


def test_fees_of_rollovers_leave_less_to_contribute_or_to_save() -> None:
    free, dear = (prepare(household(more)).inputs[-1] for more in ("", "conversion_fee = 500"))
    level = np.full((1, len(free.ahead.years)), 0.06)
    one, other = (project(inputs, level).years[0] for inputs in (free, dear))
    assert int(one.own - other.own) + int(one.deposited[0] - other.deposited[0]) == 4 * 500_00


def test_a_conversion_after_work_costs_its_fee() -> None:
    inputs = prepare(household('conversion_fee = 40\nconversions = true\nfill_to = "12%"')).inputs[
        0
    ]
    level = np.full((1, len(inputs.ahead.years)), 0.06)
    for year in project(inputs, level).years:
        if year.year not in inputs.working:
            fee = round(40_00 * inputs.ahead.prices(year.year))
            assert int(year.conversion_fees[0]) == fee * int(year.converted[0] > 0)


def test_bonds_keep_their_interest_where_prices_do_not() -> None:
    assumed = Assumptions(taxable_bonds=500_000, bond_interest=40_000, paths=50)
    drawn = some_paths(assumed, 24_000, 20, range(50))
    assert np.allclose((1 + drawn.bonds) * drawn.prices, 1.04)


def test_bonds_of_the_record_are_its_ten_year_notes() -> None:
    """Damodaran's real returns of notes for ``bootstrap``, Shiller's of bonds for ``history``."""
    assumed = Assumptions(model="history", pre_tax_bonds=300_000)
    drawn = some_paths(assumed, 24_000, 20, range(20))
    _, _, bonds, _ = january_years()
    assert np.allclose(drawn.bonds[5], (1 + bonds[5:25]) * 1.024 - 1)
    assumed = Assumptions(model="bootstrap", pre_tax_bonds=300_000)
    drawn = some_paths(assumed, 24_000, 5, range(100))
    _, notes, _ = calendar_years()
    assert np.isin(np.round(drawn.bonds[:, 0], 9), np.round((1 + notes) * 1.024 - 1, 9)).all()


def test_stated_bonds_are_not_counted_twice() -> None:
    """What is not in the stated bonds is in stocks, unless the file says otherwise."""
    assert Assumptions().share_of_stocks == 800_000
    assert Assumptions(roth_bonds=100_000).share_of_stocks == 1_000_000
    assert Assumptions(roth_bonds=100_000, stocks=900_000).share_of_stocks == 900_000


def test_assumptions_list_what_accounts_hold_and_cost() -> None:
    plain, stated = (
        {one.code for one in assumptions(prepare(household(more)))}
        for more in ("", 'plan_fee = "0.4%"')
    )
    assert "no_bonds_or_fees" in plain
    assert {"no_bonds", "dividends_by_kind", "yearly_fees", "conversion_fee"} <= stated


@pytest.mark.parametrize("line", ["plan_fee = 0.5", 'bond_interest = "40%"', "roth_bonds = 2"])
def test_shares_that_cannot_be_are_refused_where_they_stand(line: str) -> None:
    with pytest.raises(InputError, match=f"assumptions.{line.split()[0]}"):
        household(line)


HELD = {
    "bonds in pre-tax money, a dear plan": {
        "taxable_bonds": 400_000,
        "pre_tax_bonds": 700_000,
        "bond_interest": 45_000,
        "unqualified_dividends": 200_000,
        "plan_fee": 6_000,
        "ira_fee": 500,
        "taxable_fee": 1_000,
        "conversion_fee": 10_00,
    },
    "bonds in Roth money, dear IRAs": {
        "roth_bonds": 800_000,
        "bond_interest": 30_000,
        "ira_fee": 9_000,
        "hsa_fee": 2_000,
    },
}


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize(
    "number", [2, *(pytest.param(n, marks=pytest.mark.slow) for n in (0, 1, 3, 5, 7, 9))]
)
def test_plans_with_bonds_and_fees_stay_below_their_bound(number: int, held: str) -> None:
    """Every policy of the family, and random withdrawals and conversions on top of it."""
    one = home(SEED, number)
    one = replace(one, assumptions=replace(one.assumptions, **HELD[held]))
    inputs = prepare(one, law_book=PUBLISHED).inputs[-1]
    most = prepare(one, within_cash=False, law_book=PUBLISHED).inputs[-1]
    floors = reserve_floors(most)
    policies = family(inputs.ahead)
    rows, years = len(policies), inputs.ahead.years
    random = np.random.default_rng(number)
    decisions = {
        year: Decision(
            pre_tax=random.integers(0, 200_000_00, rows),
            roth=random.integers(0, 60_000_00, rows),
            converted=random.integers(0, 250_000_00, rows),
        )
        for year in years
        if year not in inputs.working
    }
    level = np.full((rows, len(years)), int(one.assumptions.growth) / 1_000_000)
    some = replace(inputs, policies=policy_rows(policies))
    for plans in (some, replace(some, decisions=decisions)):
        run = project(plans, level)
        for objective in ("wealth", "estate", "cash_out"):
            aim = Aim(objective=objective)
            found = measure(aim, plans, run, floors)
            lasting = (found.missed < 1_00) & ~found.ran_out
            bound = propose(most, aim, floors=floors).value
            assert np.max(found.value[lasting], initial=-np.inf) <= bound


@pytest.mark.parametrize("until", [75, pytest.param(None, marks=pytest.mark.slow)])
def test_a_dear_plan_leaves_the_bound_near_the_best_plan(until: int | None) -> None:
    """Plan and IRA money were one in the program, at the lower fee: the bound was 10% above."""
    one = home(SEED, 2)
    assumed = replace(one.assumptions, plan_fee=5_000, ira_fee=500, taxable_fee=500)
    assumed = replace(assumed, plan_until=until or assumed.plan_until)
    answer = optimize(replace(one, assumptions=assumed), Aim(objective="wealth", keep_claims=True))
    assert answer.value <= answer.bound <= answer.value * 1.02


@pytest.mark.parametrize(
    ("change", "more"),
    re.findall(r"^\| (.*?) \| \$([\d,]+) \|$", GUIDE, re.M),
    ids=lambda text: text.replace("`", ""),
)
def test_the_guide_says_what_the_comparison_finds(change: str, more: str) -> None:
    lines = "\n".join(re.findall(r"`(\w+ = .*?)`", change))
    text = NIA.replace('model = "lognormal"', 'model = "fixed"') + lines
    headline = compare(parse_household(text)).headline
    assert headline is not None
    assert str(headline.result[0]).startswith(f"About ${more} a year more to spend")


def test_the_guide_s_first_year_is_that_of_the_projection() -> None:
    table = re.findall(r"```toml\n(.*?)```", GUIDE, re.S)[0]
    inputs = prepare(parse_household(NIA.split("[assumptions]")[0] + table)).inputs[0]
    level = np.full((1, len(inputs.ahead.years)), 0.06)
    year = project(inputs, level, until=1).years[0]
    assert (int(year.interest[0]), int(year.dividends[0])) == (1_440_00, 360_00)
    assert "$1,440 of interest" in GUIDE
    assert "$360 of dividends" in GUIDE


def test_what_fees_take_is_a_reason_for_losing() -> None:
    text = NIA.replace('model = "lognormal"', 'model = "fixed"') + "conversion_fee = 150"
    headline = compare(parse_household(text)).headline
    assert headline is not None
    assert headline.difference.level < 0
    assert "more in fees of accounts, rollovers and conversions" in str(headline.result[-1])


def test_yearly_fees_are_what_they_take_from_growth() -> None:
    """Without contributions, two projections differ after a year by the fees of that year."""
    text = HOME.format(more="", often="quarterly").replace("pay = 250_000", "pay = 0")
    found = []
    for more in ("", "plan_fee = 0.005\nira_fee = 0.001\ntaxable_fee = 0.002\n"):
        inputs = prepare(parse_household(text + more)).inputs[0]
        year = project(inputs, np.full((1, len(inputs.ahead.years)), 0.06), until=1).years[0]
        found.append((int(year.wealth[0]), int(year.account_fees[0])))
    (without, none), (less, fees) = found
    assert none == 0
    assert without - less == pytest.approx(fees, abs=200_00)
    assert fees > 0
