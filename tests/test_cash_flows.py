"""Expenses and receipts of some years, through every question about years ahead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from megaroth.kernel.errors import InputError
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.prepare import prepare
from megaroth.planning.sustainable_spending import sustainable
from megaroth.planning.yearly_results import OutlookYear
from megaroth.planyear.plan import plan
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.readers.household_file import parse_household

IDLE = """
schema = 1
year = 2026
filing_status = "single"
spending_in_retirement = 40_000
taxable = {{ value = {taxable}, basis = {taxable} }}
[assumptions]
model = "fixed"
growth = "{growth}%"
inflation = "{inflation}%"
dividend_yield = "0%"
turnover = "0%"
plan_until = {until}
[[people]]
name = "Ana"
born = 1966-03-03
social_security = {{ monthly = 0, from_age = 70 }}
{flows}
"""
"""A person of 60 who does not work, in a state without income tax, with taxable money alone: no
tax arises, so every dollar can be followed by hand."""

WORKING = """
schema = 1
year = 2026
filing_status = "single"
state = "TX"
spending = {spending}
spending_in_retirement = 60_000
taxable = {{ value = {taxable}, basis = {taxable} }}
[assumptions]
model = "fixed"
growth = "6%"
dividend_yield = "0%"
turnover = "0%"
plan_until = 70
[[people]]
name = "Ana"
born = 1986-03-03
retires_at = 60
[[people.jobs]]
employer = "Acme"
pay = 200_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{{ rate = "50%", up_to = "6%" }}]
{flows}
"""

COLLEGE = """
[[expenses]]
name = "College"
amount = 20_000
from_year = 2028
until_age = 64
"""
MORTGAGE = """
[[expenses]]
name = "Mortgage"
amount = 12_000
until_year = 2029
nominal = true
"""
INHERITANCE = """
[[receipts]]
name = "Inheritance"
amount = 50_000
age = 63
"""
RENT = """
[[receipts]]
name = "Rent"
amount = {amount}
from_year = {first}
until_year = 2030
taxable = true
"""
HOUSE = """
[[expenses]]
name = "House"
amount = 200_000
year = 2031
"""


def idle(flows: str = "", **values: object) -> Household:
    stated = {"taxable": 800_000, "growth": 0, "inflation": 2, "until": 70} | values
    return parse_household(IDLE.format(flows=flows, **stated))


def working(flows: str = "", **values: object) -> Household:
    stated = {"spending": 80_000, "taxable": 30_000} | values
    return parse_household(WORKING.format(flows=flows, **stated))


def by_year(household: Household, name: str = "mega") -> dict[int, OutlookYear]:
    return {one.year: one for one in years_ahead(household, name).years}


def given_of(household: Household) -> ScenarioInputs:
    return prepare(household).inputs[0]


def test_a_ledger_by_hand_has_each_expense_and_receipt_in_its_years() -> None:
    found = by_year(idle(COLLEGE + MORTGAGE + INHERITANCE, growth=4))
    money = 800_000.0
    for year in range(2026, 2037):
        prices = 1.02 ** (year - 2026)
        spent = 40_000 * prices
        spent += 20_000 * prices if 2028 <= year <= 1966 + 64 else 0
        spent += 12_000 if year <= 2029 else 0
        got = 50_000 * prices if year == 1966 + 63 else 0
        # Money leaves on January 1, and what is left over comes during the year. Ana's basis is
        # what she began with, so the growth of ten years is taxed at 0%.
        money = money * 1.04 + (got - spent) * (1.02 if got > spent else 1.04)
        assert found[year].spending == pytest.approx(spent * 100, abs=3)
        assert found[year].receipts == pytest.approx(got * 100, abs=1)
        # Medicare premiums from 65 come on top, and are the engine's own.
        money -= found[year].premiums / 100 * 1.04
        assert found[year].federal_tax == 0
        assert found[year].balances["taxable"] == pytest.approx(money * 100, rel=1e-6)


def test_a_taxable_receipt_is_income_of_the_return_and_pays_no_payroll_tax() -> None:
    found = by_year(idle(RENT.format(amount=30_000, first=2026), inflation=0))
    assert [year for year, one in found.items() if one.income] == list(range(2026, 2031))
    items = found[2026].returns[0].items
    assert (items.other_income, items.wages, items.medicare_wages) == (30_000_00, 0, None)
    assert found[2026].payroll_tax == 0
    # 2026 rates and standard deduction of a single filer, Rev. Proc. 2025-32: 16,100; 10% to
    # 12,400, then 12%.
    taxable = 30_000 - 16_100
    assert found[2026].federal_tax == round((0.10 * 12_400 + 0.12 * (taxable - 12_400)) * 100)
    untaxed = idle(RENT.format(amount=30_000, first=2026).replace("true", "false"), inflation=0)
    assert by_year(untaxed)[2026].federal_tax == 0


def test_a_taxable_receipt_of_this_year_counts_toward_the_income_limit_of_the_roth_ira() -> None:
    """The plan year and the years ahead read the same household."""
    without = plan(working())
    with_rent = plan(working(RENT.format(amount=90_000, first=2026)))
    untaxed = plan(working(INHERITANCE.replace("63", "40")))
    assert with_rent.people[0].magi == without.people[0].magi + 90_000_00
    assert untaxed.people[0].magi == without.people[0].magi


def test_an_expense_that_pay_does_not_cover_is_saved_for_in_the_years_before() -> None:
    without, with_house = by_year(working()), by_year(working(HOUSE))

    def contributed(found: dict[int, OutlookYear], year: int) -> int:
        return found[year].own

    # The years before save the same amount each.
    saved = [
        contributed(without, year) - contributed(with_house, year) for year in range(2026, 2031)
    ]
    assert min(saved) > 10_000_00
    assert max(saved) - min(saved) < 10_00
    # The match asks for 6% of pay, and it stays in every year before the house.
    for year in range(2026, 2031):
        assert contributed(with_house, year) >= 0.06 * 200_000_00 * 1.034 ** (year - 2026)
    before = with_house[2030].balances["taxable"]
    assert before > without[2030].balances["taxable"] + 50_000_00
    house = round(200_000 * 1.024**5) * 100
    assert with_house[2031].expenses == pytest.approx(house, abs=100)
    # Nobody borrows to contribute: what the house lacked, tax on the sale among it, comes first.
    lacking = -with_house[2031].balances["taxable"]
    assert lacking < 0.04 * house
    assert with_house[2032].balances["taxable"] > 0
    assert contributed(with_house, 2045) == pytest.approx(contributed(without, 2045), rel=0.01)


def test_a_house_that_nobody_can_save_for_stops_all_contributions_before_it() -> None:
    found = by_year(working(HOUSE.replace("200_000", "2_000_000")))
    assert all(found[year].own == 0 for year in range(2026, 2033))


def test_every_alternative_pays_the_same_expenses() -> None:
    household = working(COLLEGE.replace("until_age = 64", "until_year = 2031") + HOUSE)
    spent = [one.spending for one in prepare(household).inputs]
    assert len(spent) > 2
    assert all(one == spent[0] for one in spent)
    answer = compare(household)
    assert any("Expense House: $200,000 in 2031" in str(one) for one in answer.assumptions)
    assert any("top of spending" in str(one) for one in answer.assumptions)


def test_the_spending_that_lasts_comes_on_top_of_stated_expenses() -> None:
    """Without growth and inflation, and with taxable money at cost, what lasts is what is left
    after the expenses, divided by the years."""
    plain = given_of(idle(inflation=0, until=64))
    level = float(sustainable(plain, _no_growth(plain))[0]) / 100
    assert level == pytest.approx(800_000 / 5, abs=11)
    stated = given_of(idle(COLLEGE + MORTGAGE + INHERITANCE, inflation=0, until=64))
    level = float(sustainable(stated, _no_growth(stated))[0]) / 100
    assert level == pytest.approx((800_000 - 3 * 20_000 - 4 * 12_000 + 50_000) / 5, abs=11)


def _no_growth(inputs: ScenarioInputs) -> object:
    import numpy as np

    return np.zeros((1, len(inputs.ahead.years)))


def test_an_amount_that_names_a_person_ends_with_a_death() -> None:
    couple = IDLE.replace('filing_status = "single"', 'filing_status = "married_joint"')
    spouse = '[[people]]\nname = "Ben"\nborn = 1966-01-01\nlives_until = 62\n'
    named = '[[{}]]\nname = "{}"\namount = 10_000\nperson = "Ben"\n'
    flows = spouse + named.format("expenses", "Care") + named.format("receipts", "Royalties")
    household = parse_household(
        couple.format(taxable=800_000, growth=0, inflation=0, until=70, flows=flows)
    )
    found = by_year(household)
    assert [year for year, one in found.items() if one.expenses] == [2026, 2027, 2028]
    assert [year for year, one in found.items() if one.receipts] == [2026, 2027, 2028]


def test_separate_returns_each_have_the_receipts_of_their_own() -> None:
    text = WORKING.replace('filing_status = "single"', 'filing_status = "married_separate"')
    flows = (
        '[[people]]\nname = "Ben"\nborn = 1986-01-01\n'
        '[[receipts]]\nname = "Ana\'s"\namount = 8_000\nperson = "Ana"\ntaxable = true\n'
        '[[receipts]]\nname = "Both"\namount = 3_000\ntaxable = true\n'
    )
    household = parse_household(text.format(spending=80_000, taxable=0, flows=flows))
    for year in (2026, 2050):
        ana, ben = by_year(replace(household))[year].returns
        prices = 1.024 ** (year - 2026)
        assert int(ana.items.other_income) == pytest.approx(9_500_00 * prices, abs=2)
        assert int(ben.items.other_income) == pytest.approx(1_500_00 * prices, abs=2)


def test_expenses_of_years_of_work_need_stated_spending() -> None:
    text = WORKING.replace("spending = {spending}\n", "")
    with pytest.raises(InputError, match="annual spending in today's money"):
        compare(parse_household(text.format(taxable=0, flows=HOUSE)))
    # After work, spending follows from pay as without expenses.
    late = parse_household(text.format(taxable=0, flows=HOUSE.replace("2031", "2050")))
    assert by_year(late)[2050].expenses > 0


def test_receipts_of_work_are_saved_where_spending_is_not_stated() -> None:
    text = WORKING.replace("spending = {spending}\n", "")
    plain, with_it = (
        by_year(parse_household(text.format(taxable=0, flows=flows)), "taxable")
        for flows in ("", RENT.format(amount=50_000, first=2029))
    )
    for year in (2029, 2030):
        assert with_it[year].spending == pytest.approx(plain[year].spending, rel=0.005)
    gained = with_it[2030].balances["taxable"] - plain[2030].balances["taxable"]
    # Two years of rent at prices of 1.024^3 and 1.024^4, less 24% of tax on it, and half a year or
    # one and a half of growth.
    expected = 50_000 * 0.76 * (1.024**3 * 1.03 * 1.06 + 1.024**4 * 1.03)
    assert gained / 100 == pytest.approx(expected, rel=0.04)


@pytest.mark.parametrize("objective", ["wealth", "spending", "bequest"])
def test_a_bound_of_optimize_knows_the_stated_amounts(objective: str) -> None:
    from megaroth.planning.aim import Aim

    household = idle(COLLEGE + MORTGAGE + INHERITANCE, inflation=0, until=66)
    answer = optimize(household, Aim(objective=objective))
    left = 800_000 - 3 * 20_000 - 4 * 12_000 + 50_000
    premiums = sum(one.premiums for one in answer.years) / 100
    expected = (left - premiums) / 7 if objective == "spending" else left - premiums - 7 * 40_000
    assert answer.value / 100 == pytest.approx(expected, abs=30)
    assert answer.bound >= answer.value - 10_00
    assert answer.bound / 100 == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize(
    ("flows", "field", "expected"),
    [
        (HOUSE.replace("year = 2031", "year = 2031\nage = 70"), "age", "not both"),
        (HOUSE.replace("year = 2031", "year = 2031\nuntil_year = 2033"), "year", "not both"),
        (COLLEGE.replace("64", "60"), "until_age", "not before the first"),
        (COLLEGE.replace("until_age", 'person = "Eve"\nuntil_age'), "person", "Ana"),
    ],
)
def test_contradictions_are_refused_where_they_stand(flows: str, field: str, expected: str) -> None:
    with pytest.raises(InputError) as refused:
        idle(flows)
    (problem,) = refused.value.problems
    assert problem.field == f"expenses[0].{field}"
    assert expected in str(problem.expected)


def test_an_amount_of_the_past_is_said_to_be_paid_in_no_year() -> None:
    answer = years_ahead(idle(HOUSE.replace("2031", "2020")))
    assert any(
        "House is not paid in any year of the plan" in str(one) for one in answer.assumptions
    )
