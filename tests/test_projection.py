"""Years ahead: what must be conserved, what must tie, and that a path's first years never
change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from megaroth.kernel.errors import InputError
from megaroth.kernel.money import PPM
from megaroth.law.indices import Indices
from megaroth.law.load import law
from megaroth.model.assumptions import Assumptions
from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec
from megaroth.planning.after_tax_wealth import after_tax_wealth
from megaroth.planning.alternatives import KNOWN, choices
from megaroth.planning.compare import compare
from megaroth.planning.outlook import years_ahead
from megaroth.planning.prepare import prepare
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.market import BLOCK, calendar_years, january_years, paths, price_habits
from megaroth.projection.opening_balances import opened
from megaroth.projection.policy import ORDERS, Policy, policy_rows
from megaroth.projection.run import Projected, project
from megaroth.projection.timeline import outlook
from megaroth.projection.withdraw import Open, withdrawals
from megaroth.readers.household_file import parse_household

PLAN = (
    'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\nmatch = [{ rate = '
    '"50%", up_to = "6%" }]\n'
)


def home(
    top: str = "",
    *,
    plan: str = PLAN,
    born: str = "1981-02-03",
    person: str = "",
    pay: str = "260_000",
    model: str = "fixed",
    more: str = "",
) -> Household:
    job = (
        f'[[people.jobs]]\nemployer = "Acme"\npay = {pay}\n[people.jobs.plan]\n{plan}'
        if pay
        else ""
    )
    return parse_household(
        f'year = 2026\n{top}\n[[people]]\nname = "Ann"\nborn = '
        f'{born}\n{person}\n{job}\n[assumptions]\nmodel = "{model}"\n{more}'
    )


COUPLE = """
[[people]]
name = "Bo"
born = 1985-05-05
[[people.jobs]]
employer = "School"
pay = 80_000
[people.jobs.plan]
kind = "403(b)"
roth = true
"""


def fixed(household: Household, rate: float = 0.0, place: int = 0) -> Projected:
    prepared = prepare(household)
    inputs = prepared.inputs[place]
    return project(inputs, np.full((1, len(prepared.ahead.years)), rate))


# --- what is conserved


@pytest.mark.parametrize("spending", [30_000, 90_000], ids=["lasts", "runs out"])
@pytest.mark.parametrize("name", KNOWN)
def test_without_growth_every_dollar_is_pay_tax_or_spending(name: str, spending: int) -> None:
    household = home(
        f'state = "CA"\nspending_in_retirement = {spending}',
        more='growth = "0%"\ndividend_yield = "0%"\nplan_until = 75',
        person="retires_at = 60",
    )
    household = replace(household, alternatives=(AlternativeSpec(name=name),))
    prepared, done = prepare(household), fixed(household)
    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "backdoor_roth", "hsa")
    working = prepared.inputs[0].working.values()
    employer = sum(
        sum(getattr(flows, kind) for flows in work.people for kind in kinds) - work.own
        for work in working
    )
    paid = sum(
        int(y.federal_tax[0] + y.state_tax[0] + y.premiums[0] + y.spending[0]) + y.payroll_tax
        for y in done.years
    )
    unmet = sum(prepared.inputs[0].spending[y.year] - int(y.spending[0]) for y in done.years)
    income = sum(int(y.income[0]) for y in done.years)
    assert (unmet > 0) == (spending == 90_000)
    assert (
        int(done.years[-1].wealth[0]) - int(done.accounts.owed[0])
        == income + employer - paid - unmet
    )


@examples(15)
@given(
    st.integers(60_000, 900_000),
    st.sampled_from(["CA", "NY", "TX", "PA"]),
    st.integers(40_000, 200_000),
    st.integers(-20, 20),
)
def test_a_path_of_a_column_is_that_path_alone(
    pay: int, state: str, spending: int, points: int
) -> None:
    household = home(
        f'state = "{state}"\nspending_in_retirement = {spending}',
        pay=str(pay),
        more='plan_until = 70\nwithdrawals = "proportional"',
        person="retires_at = 55",
    )
    prepared = prepare(household)
    years = len(prepared.ahead.years)
    returns = np.vstack(
        [np.full(years, points / 100), np.linspace(-0.3, 0.3, years), np.zeros(years)]
    )
    for inputs in prepared.inputs[:2]:
        whole = project(inputs, returns)
        for row in range(3):
            alone = project(inputs, returns[row : row + 1])
            for one, other in zip(whole.years, alone.years, strict=True):
                assert int(one.wealth[row]) == int(other.wealth[0])
                assert int(one.federal_tax[row]) == int(other.federal_tax[0])


def test_alternatives_that_are_alike_differ_by_nothing_on_any_path() -> None:
    same = (
        AlternativeSpec(name="taxable"),
        AlternativeSpec(name="again", of="taxable"),
        AlternativeSpec(name="mega"),
    )
    household = replace(
        home('state = "NY"', model="lognormal", more="paths = 50\nplan_until = 75"),
        alternatives=same,
    )
    answer = compare(household)
    again = answer.alternatives[1]
    assert (
        again.difference.mean,
        again.difference.p5,
        again.difference.p95,
        again.wealth_ahead,
    ) == (0, 0, 0, 0.0)
    assert answer.alternatives[2].difference.mean > 0


def test_pre_tax_and_roth_tie_to_the_cent_where_tax_is_the_same_now_and_later() -> None:
    """Two years in one bracket, no growth, no state, and heirs in the bracket of the worker: IRC
    1(j)(2), 22%."""
    household = home(
        "spending = 60_000\nspending_in_retirement = 1",
        plan="roth = true\n",
        born="1980-01-01",
        pay="110_000",
        more='growth = "0%"\ndividend_yield = "0%"\nplan_until = 47\nheirs_rate = '
        '"22%"\npay_growth = "0%"\ninflation = "0%"',
    )
    household = replace(
        household,
        alternatives=(
            AlternativeSpec(name="pre_tax_deferral"),
            AlternativeSpec(name="roth_deferral"),
        ),
    )
    answer = compare(household)
    assert answer.alternatives[1].difference.mean == 0
    assert (
        answer.alternatives[0].contributions["pre_tax"]
        == answer.alternatives[1].contributions["roth"]
        == 24_500_00
    )


def test_every_alternative_spends_the_same_and_passes_no_limit() -> None:
    household = home('state = "CA"', more="plan_until = 80")
    household = replace(household, alternatives=tuple(AlternativeSpec(name=name) for name in KNOWN))
    prepared = prepare(household)
    for inputs in prepared.inputs:
        assert inputs.spending == prepared.inputs[0].spending
        for year, work in inputs.working.items():
            numbers = law(year, prepared.ahead.inflation)
            (flows,) = work.people
            extra = (
                numbers.catch_up_60_63
                if 60 <= year - 1981 <= 63
                else (numbers.catch_up_50 if year - 1981 >= 50 else 0)
            )
            assert flows.pre_tax + flows.roth + flows.after_tax <= numbers.annual_additions + extra
            assert flows.roth_ira + flows.backdoor_roth <= numbers.ira_contribution + (
                numbers.ira_catch_up_50 if year - 1981 >= 50 else 0
            )


def test_moving_sooner_is_never_worse_on_a_path_that_rises() -> None:
    household = home('state = "TX"', more="plan_until = 85")
    household = replace(
        household,
        alternatives=tuple(
            AlternativeSpec(name=name)
            for name in ("after_tax_left", "mega_yearly", "mega_quarterly", "mega_each_paycheck")
        ),
    )
    wealth = [one.wealth_after_tax for one in compare(household).alternatives]
    assert wealth == sorted(wealth)


# --- published figures


@pytest.mark.parametrize(
    ("amount", "rate", "years", "worth"),
    [(38_000, "7%", 20, 147_048_01), (25_000, "6%", 12, 50_304_91)],
    ids=["calcsimpler lump sum", "calcsimpler example 3, which prints 43,951.96"],
)
def test_a_roth_ira_compounds(amount: int, rate: str, years: int, worth: int) -> None:
    ira = f'[[people.iras]]\nkind = "roth"\nvalue = {amount}\nbasis = {amount}'
    household = home(
        "spending_in_retirement = 0",
        pay="",
        person=ira + "\n[people.social_security]\nmonthly = 0\nfrom_age = 70",
        born="1981-01-01",
        more=f'growth = "{rate}"\nplan_until = {45 + years - 1}',
    )
    done = fixed(household, float(rate.strip("%")) / 100)
    assert abs(int(done.years[-1].balances["roth"][0]) - worth) <= 10


# --- required distributions, conversions, withdrawals


def test_required_distributions_begin_at_75_and_follow_the_table() -> None:
    ira = '[[people.iras]]\nkind = "traditional"\nvalue = 1_000_000'
    household = home(
        "spending_in_retirement = 20_000",
        pay="",
        person=ira + "\n[people.social_security]\nmonthly = 3_000\nfrom_age = 67",
        born="1960-01-01",
        more='growth = "0%"\nplan_until = 77',
    )
    years = {year.year: year for year in fixed(household).years}
    assert int(years[2034].drawn[0]) < int(years[2035].drawn[0])
    assert int(years[2035].drawn[0]) == round(int(years[2034].balances["pre_tax"][0]) / 24.6)


def test_conversions_fill_the_bracket_between_work_and_required_distributions() -> None:
    ira = '[[people.iras]]\nkind = "traditional"\nvalue = 3_000_000'
    top = "spending_in_retirement = 40_000\n[taxable]\nvalue = 900_000\nbasis = 900_000"
    text = home(
        top,
        pay="",
        person=ira,
        born="1962-01-01",
        more='growth = "0%"\ndividend_yield = "0%"\nturnover = "0%"\nplan_until = 78\nconversions '
        '= true\nfill_to = "24%"',
    )
    years = {year.year: year for year in fixed(text).years}
    bracket = law(2027).entry("income_tax").schedule["single"][3]
    standard = law(2027).standard_deduction("single") + law(
        2027
    ).additional_standard_deduction_65_or_blind("single")
    # The senior deduction has gone at this income.
    assert abs(int(years[2027].converted[0]) - (bracket + standard)) <= 500_00
    assert int(years[2037].converted[0]) == 0


ONE_STOPS_FIRST = """
year = 2026
filing_status = "married_joint"
spending_in_retirement = 60_000
[[people]]
name = "Ann"
born = 1972-02-03
retires_at = 62
[[people.jobs]]
employer = "Acme"
pay = 90_000
[[people]]
name = "Bob"
born = 1964-02-03
retires_at = 63
[[people.jobs]]
employer = "Small"
pay = 60_000
[[people.iras]]
kind = "traditional"
value = 900_000
[taxable]
value = 200_000
basis = 200_000
[assumptions]
model = "fixed"
growth = "0%"
plan_until = 70
conversions = true
fill_to = "22%"
"""
"""Bob stops working in 2027 and Ann in 2034; required distributions of Bob begin in 2039."""


@pytest.mark.parametrize(("early", "first"), [("true", 2027), ("false", 2034), (None, 2034)])
def test_conversions_may_begin_when_the_first_person_stops_working(
    early: str | None, first: int
) -> None:
    stated = "" if early is None else f"conversions_while_working = {early}\n"
    done = fixed(parse_household(ONE_STOPS_FIRST + stated))
    converted = [year.year for year in done.years if int(year.converted[0]) > 0]
    assert converted[0] == first
    assert all(year < 2039 for year in converted)


def test_conversions_of_a_couple_leave_room_for_the_pay_of_the_one_who_works() -> None:
    household = parse_household(ONE_STOPS_FIRST + "conversions_while_working = true\n")
    years = {year.year: year for year in fixed(household).years}
    law_2030 = law(2030)
    bracket = law_2030.entry("income_tax").schedule["married_joint"][2]
    # Bob is 66 then, and Ann 58.
    deduction = law_2030.standard_deduction(
        "married_joint"
    ) + law_2030.additional_standard_deduction_65_or_blind("married_joint")
    pay = round(90_000_00 * 1.034**4)
    assert abs(int(years[2030].converted[0]) - (bracket + deduction - pay)) < 1_000_00


def test_taxable_money_then_the_bracket_then_roth_money() -> None:
    """100 taxable; 500 pre-tax, of which 150 fit the income to fill; 300 Roth. Each need takes from
    one after the other."""
    each = {50: (50, 0, 0), 200: (100, 100, 0), 300: (100, 150, 50), 700: (100, 300, 300)}
    there = Open(
        np.array([100]), [np.array([500])], [np.array([300])], np.array([0]), [np.array([150])]
    )
    policy = policy_rows([Policy(withdrawals="taxable_then_bracket", fill_to=220_000)])
    for need, expected in each.items():
        found = withdrawals(there, np.array([need]), policy)
        amounts = found.taxable, found.pre_tax[0], found.roth[0]
        assert tuple(int(one[0]) for one in amounts) == expected


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_of_withdrawals_spends_the_same(order: str) -> None:
    person = (
        '[[people.iras]]\nkind = "traditional"\nvalue = 900_000\n[[people.iras]]\nkind = '
        '"roth"\nvalue = 500_000\nbasis = 100_000'
    )
    household = home(
        "spending_in_retirement = 80_000\n[taxable]\nvalue = 400_000\nbasis = 300_000",
        pay="",
        person=person,
        born="1962-01-01",
        more=f'withdrawals = "{order}"\nplan_until = 80',
    )
    done = fixed(household, 0.05)
    assert not done.accounts.ran_out[0]
    assert [int(year.spending[0]) for year in done.years] == [
        prepare(household).inputs[0].spending[year.year] for year in done.years
    ]


def test_money_that_runs_out_is_told() -> None:
    household = home(
        "spending_in_retirement = 80_000",
        pay="",
        person='[[people.iras]]\nkind = "roth"\nvalue = 300_000',
        born="1962-01-01",
        more="plan_until = 80",
    )
    answer = compare(replace(household, alternatives=(AlternativeSpec(name="taxable"),)))
    assert answer.alternatives[0].short == 1.0
    assert answer.alternatives[0].wealth_after_tax < 0


def test_a_couple_moves_to_another_state_and_its_children_grow_up() -> None:
    text = (
        'year = 2026\nstate = "CA"\nfiling_status = "married_joint"\nchildren_born = [2014, '
        '2020]\n[[people]]\nname = "Ann"\n'
        'born = 1981-02-03\nretires_at = 60\n[[people.jobs]]\nemployer = "A"\npay = '
        "200_000\n[people.jobs.plan]\n"
        + COUPLE
        + '[assumptions]\nretirement_state = "TX"\nplan_until = 70\n'
    )
    couple = parse_household(text)
    ahead = outlook(couple)
    assert [ahead.at(year).income.children for year in (2026, 2030, 2031, 2037)] == [2, 2, 1, 0]
    assert (ahead.state(2041), ahead.state(2042)) == ("CA", "TX")
    assert ahead.working(2040)
    assert not ahead.working(2052)
    answer = years_ahead(
        replace(couple, assumptions=replace(couple.assumptions, model="fixed")), "taxable"
    )
    by_year = {year.year: year for year in answer.years}
    assert by_year[2041].state_tax > 0 == by_year[2044].state_tax
    assert by_year[2030].ages == {"Ann": 49, "Bo": 45}


# --- the market


@pytest.mark.parametrize("model", ["lognormal", "bootstrap"])
def test_more_paths_never_change_the_first_ones(model: str) -> None:
    few, many = (
        list(paths(Assumptions(model=model, paths=count), 24_000, 30)) for count in (100, BLOCK + 5)
    )
    longer = next(paths(Assumptions(model=model, paths=100), 24_000, 40))
    assert [len(block.returns) for block in many] == [BLOCK, 5]
    other = next(paths(Assumptions(model=model, paths=100, seed=2), 24_000, 30))
    for name in ("returns", "prices"):
        ours = getattr(few[0], name)
        assert np.array_equal(ours, getattr(many[0].first(100), name))
        assert np.array_equal(ours, getattr(longer, name)[:, :30])
        assert not np.array_equal(ours, getattr(other, name))


def test_lognormal_returns_have_the_mean_and_deviation_that_are_asked_for() -> None:
    drawn = np.concatenate(
        [block.returns for block in paths(Assumptions(paths=40_000), 24_000, 10)]
    )
    assert drawn.mean() == pytest.approx(0.06, abs=0.001)
    assert drawn.std() == pytest.approx(0.15, abs=0.001)


def test_history_is_every_start_and_refuses_what_it_does_not_have() -> None:
    first, stocks, _, inflation = january_years()
    assert first == 1871
    (whole,) = paths(Assumptions(model="history", stocks=PPM), 0, 30)
    assert len(whole.returns) == len(stocks) - 29
    assert whole.returns[0, 0] == pytest.approx(stocks[0])
    assert whole.returns[5, 3] == pytest.approx(stocks[8])
    assert whole.prices[5, 3] == pytest.approx(1 + inflation[8]), (
        "prices of the same year as the return"
    )
    with pytest.raises(InputError, match="at most 152 years"):
        list(paths(Assumptions(model="history"), 0, 200))


def test_prices_of_the_record_go_with_its_returns() -> None:
    stocks, _, inflation = calendar_years()
    (block,) = paths(Assumptions(model="bootstrap", paths=2000, stocks=PPM), 24_000, 40)
    place = {round(float(one), 9): year for year, one in enumerate(stocks)}
    of = np.array(
        [place[round(float(one), 9)] for one in ((1 + block.returns) / 1.024 - 1).ravel()]
    )
    assert np.allclose(block.prices.ravel() * np.exp(np.log1p(inflation).mean()), 1 + inflation[of])
    assert abs(np.log(block.prices).mean()) < 0.002, "about the assumed inflation"


def test_lognormal_prices_move_as_the_record_did() -> None:
    kept, spread, together = price_habits(Assumptions().share_of_stocks)
    assert 0.4 < kept < 0.8
    assert 0.02 < spread < 0.04
    assert -0.5 < together < 0
    drawn = np.concatenate(
        [block.returns for block in paths(Assumptions(paths=40_000), 24_000, 30)]
    )
    prices = np.log(
        np.concatenate([block.prices for block in paths(Assumptions(paths=40_000), 24_000, 30)])
    )
    anew = prices[:, 1:] - kept * prices[:, :-1]
    assert abs(prices.mean()) < 0.001
    assert anew.std() == pytest.approx(spread, rel=0.01)
    assert np.corrcoef(anew.ravel(), np.log1p(drawn[:, 1:]).ravel())[0, 1] == pytest.approx(
        together, abs=0.005
    )


def test_prices_that_outrun_the_assumption_eat_basis_and_nothing_else() -> None:
    owner = home(
        "[taxable]\nvalue = 50_000\nbasis = 30_000\n", more="dividend_yield = 0\nturnover = 0\n"
    )
    given = prepare(owner, choices(owner)[:1]).inputs[0]
    years = len(given.ahead.years)
    flat, dearer = np.zeros((1, years)), np.full((1, years), 1.03)
    one, other = (project(given, flat, until=3, prices=prices) for prices in (None, dearer))
    for mine, theirs in zip(
        one.accounts.by_character().values(), other.accounts.by_character().values(), strict=True
    ):
        assert np.array_equal(mine, theirs)
    assert int(other.accounts.taxable.basis[0]) < int(one.accounts.taxable.basis[0])
    same = project(given, flat, until=3, prices=np.ones((1, years)))
    assert np.array_equal(same.accounts.taxable.basis, one.accounts.taxable.basis)


def test_the_two_records_tell_the_same_story() -> None:
    first, stocks, bonds, _ = january_years()
    real, notes, _ = calendar_years()
    shared = range(1928, 2022)
    ours, theirs = (
        np.array([one[year - start] for year in shared])
        for one, start in ((stocks, first), (real, 1928))
    )
    assert np.corrcoef(ours, theirs)[0, 1] > 0.9, (
        "averages of daily closes smooth, and shift by half a month"
    )
    assert abs(np.log1p(ours).mean() - np.log1p(theirs).mean()) < 0.005
    ours, theirs = (
        np.array([one[year - start] for year in shared])
        for one, start in ((bonds, first), (notes, 1928))
    )
    assert np.corrcoef(ours, theirs)[0, 1] > 0.8


# --- benefits and refusals


def test_the_benefit_formula_from_pay_that_grew_with_the_average_wage() -> None:
    household = home(pay="400_000", person="retires_at = 67")
    yearly = yearly_benefits(outlook(household))
    assert sum(yearly[2047]) == 0 < sum(yearly[2048])
    # Pay above the base all along: the maximum benefit, whose average is the base of each year
    # against the average wage.
    today = sum(yearly[2048]) / outlook(household).prices(2048) / 12
    assert 4_000_00 < today < 6_500_00
    assert Indices().average_wage(2024) > 0


def test_what_cannot_be_projected_is_refused_with_the_place() -> None:
    with pytest.raises(InputError, match=r"plan\.match"):
        outlook(home(plan='match = "unknown"\n'))
    with pytest.raises(InputError, match="spending_in_retirement"):
        compare(home(pay="", born="1955-01-01"))
    with pytest.raises(InputError, match="plan_until"):
        home(born="1930-01-01")
    with pytest.raises(InputError, match="did you mean mega_yearly"):
        choices(replace(home(), alternatives=(AlternativeSpec(name="mega_yearl"),)))
    borrowed = 'alternatives = ["taxable", { name = "mega", of = "mega_yearly" }]'
    with pytest.raises(
        InputError,
        match=r"alternatives\[1\].name: found 'mega'; expected a name of its own for what starts "
        r"from",
    ):
        choices(home(borrowed))
    with pytest.raises(InputError, match="a name of its own"):
        choices(
            replace(
                home(), alternatives=(AlternativeSpec(name="mega"), AlternativeSpec(name="mega"))
            )
        )
    with pytest.raises(InputError, match="--alternative"):
        years_ahead(home(), "megaa")


def test_alternatives_may_be_named_or_made_in_the_file() -> None:
    household = parse_household(
        'year = 2026\nalternatives = ["taxable", { name = "half", of = "mega", after_tax = 10_000 '
        "}]\n"
        '[[people]]\nname = "Ann"\nborn = 1981-02-03\n'
        '[[people.jobs]]\nemployer = "Acme"\npay = '
        f'260_000\n[people.jobs.plan]\n{PLAN}[assumptions]\nmodel = "fixed"\n'
    )
    answer = compare(household)
    assert [one.name for one in answer.alternatives] == ["taxable", "half"]
    assert answer.alternatives[1].contributions["after_tax"] == 10_000_00


def test_wealth_after_tax_counts_each_kind_of_money() -> None:
    person = (
        '[[people.iras]]\nkind = "traditional"\nvalue = 100_000\n[[people.iras]]\nkind = '
        '"roth"\nvalue = 50_000'
    )
    accounts = opened(outlook(home("[taxable]\nvalue = 40_000\nbasis = 10_000", person=person)), 1)
    assert (
        after_tax_wealth(accounts, 240_000, 2.0)[0]
        == (76_000_00 + 50_000_00 + 40_000_00 - 4_500_00) / 2
    )
    assert after_tax_wealth(accounts, 240_000, 1.0, stepped_up=True)[0] == 166_000_00


# --- what published calculators print


@pytest.mark.parametrize(
    ("amount", "rate", "years", "published", "right"),
    [
        # The page calls the amount a yearly contribution and compounds it once; by its formula the
        # figure is right.
        pytest.param(38_000, 7, 20, 147_048.01, 147_048.01, id="calcsimpler, 38,000 at 7%"),
        # No reading of the page's own formula gives what it prints: 25,000 times 1.06 to the
        # twelfth is another figure.
        pytest.param(25_000, 6, 12, 43_951.96, 50_304.91, id="calcsimpler, 25,000 at 6%"),
    ],
)
def test_a_lump_sum_in_roth_grows_as_published_calculators_mean(
    amount: int, rate: int, years: int, published: float, right: float
) -> None:
    household = parse_household(
        'year = 2026\nspending_in_retirement = 0\n[[people]]\nname = "Ann"\nborn = '
        '1981-02-03\n[[people.iras]]\nkind = "roth"\n'
        f"value = {amount}\nbasis = {amount}\n[assumptions]\nplan_until = "
        f"{45 + years - 1}\ngrowth = '{rate}%'\n"
        'inflation = "0%"\nmodel = "fixed"\n'
    )
    end = compare(household).alternatives[0].wealth_after_tax / 100
    # Whole cents each year.
    assert end == pytest.approx(right, abs=0.25)
    assert (abs(end - published) <= 0.25) == (published == right)


def test_dividends_are_not_money_beside_what_is_sold() -> None:
    """Without growth or tax a taxable account pays out what it holds, whatever of it is called a
    dividend."""
    left = []
    for dividend in ("0%", "5%"):
        household = home(
            "spending_in_retirement = 30_000\n[taxable]\nvalue = 900_000\nbasis = 900_000",
            pay="",
            born="1964-02-03",
            person="[people.social_security]\nmonthly = 0",
            more='plan_until = 72\ngrowth = 0\ninflation = 0\nturnover = "0%"\ndividend_yield = '
            f'"{dividend}"\n',
        )
        years = fixed(household).years
        assert sum(int(np.max(one.federal_tax)) for one in years) == 0
        left.append([int(one.balances["taxable"][0]) for one in years])
    assert left[0] == left[1]
