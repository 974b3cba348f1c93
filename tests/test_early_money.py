"""Money before 59 1/2: what leaves a Roth IRA free, plans left at 55, periodic payments, penalties
last; each against the statute or a plain model of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.kernel.errors import LawError
from megaroth.law.load import law
from megaroth.law.retirement_tables import single_life
from megaroth.model.household import Household
from megaroth.planning.prepare import prepare
from megaroth.projection.policy import ORDERS, Policy, policy_rows
from megaroth.projection.run import Projected, project
from megaroth.readers.household_file import parse_household
from megaroth.rules.periodic_payments import last_payment_year, periodic_payment
from megaroth.rules.roth_order import Layer, roth_ira_free

AWARE = Policy(withdrawals="penalty_aware")


def played(household: Household, *policies: Policy, place: int = 0) -> Projected:
    inputs = replace(prepare(household).inputs[place], policies=policy_rows(policies))
    growth = float(household.assumptions.growth) / 1_000_000
    return project(inputs, np.full((len(policies), len(inputs.ahead.years)), growth))


def retired(
    born: int,
    *,
    taxable: int = 0,
    ira: int = 0,
    plan: int = 0,
    left_at: int | None = None,
    roth: tuple[int, int] = (0, 0),
    spending: int = 40_000,
    growth: str = "0%",
    until: int = 62,
    more: str = "",
) -> Household:
    """One who does not work any more: no inflation, no state, no dividends."""
    job = (
        f'[[people.jobs]]\nemployer = "Was"\npay = 1\nended = {born + left_at}-06-30\n'
        f"[people.jobs.balances]\npre_tax = {plan}\n"
        if left_at is not None
        else ""
    )
    return parse_household(
        f'year = 2026\nspending_in_retirement = {spending}\nalternatives = ["taxable"]\n'
        f'[[people]]\nname = "Ann"\nborn = {born}-02-03\n{job}'
        "[people.social_security]\nmonthly = 0\n"
        f'[[people.iras]]\nkind = "traditional"\nvalue = {ira}\n'
        f'[[people.iras]]\nkind = "roth"\nvalue = {roth[0]}\nbasis = {roth[1]}\n{more}\n'
        f"[taxable]\nvalue = {taxable}\nbasis = {taxable}\n"
        f'[assumptions]\nmodel = "fixed"\ngrowth = "{growth}"\ninflation = "0%"\n'
        f'dividend_yield = "0%"\nturnover = "0%"\nplan_until = {until}\n'
    )


def drawn(run: Projected, year: int, row: int = 0) -> dict[str, int]:
    one = next(one for one in run.years if one.year == year)
    return {kind: int(amount[row]) // 100 for kind, amount in one.drawn_from.items()}


# What leaves a Roth IRA free


def test_contributions_and_conversions_of_five_years_are_free() -> None:
    """IRC 408A(d)(3)(F), (d)(4)(B); Reg. 1.408A-6 Q&A-5(a)-(b), Q&A-8: a conversion of 2021 is free
    from 2026; one of 2022 ends what is free, whatever came later."""
    layers = [
        Layer(year=2021, taxed=30_000_00, untaxed=5_000_00),
        Layer(year=2022, taxed=20_000_00, untaxed=0),
        Layer(year=2023, taxed=0, untaxed=40_000_00),
    ]
    assert roth_ira_free(law(2026), 2026, 10_000_00, layers) == 45_000_00
    assert roth_ira_free(law(2027), 2027, 10_000_00, layers) == 105_000_00
    assert roth_ira_free(law(2025), 2025, 10_000_00, layers) == 10_000_00


def test_the_basis_of_a_mega_backdoor_rollover_is_free_at_once() -> None:
    """Reg. 1.408A-6 Q&A-5(b): recapture reaches only what was income, here earnings of some
    days."""
    layers = [Layer(year=2026, taxed=120_00, untaxed=40_000_00)]
    assert roth_ira_free(law(2026), 2026, 0, layers) == 40_120_00
    half = [Layer(year=2026, taxed=20_000_00, untaxed=20_000_00)]
    assert roth_ira_free(law(2026), 2026, 0, half) == 0


def test_what_is_free_is_its_rows() -> None:
    layers = [
        Layer(year=2024, taxed=np.array([0, 10_00]), untaxed=np.array([5_00, 5_00])),
        Layer(year=2025, taxed=np.array([0, 0]), untaxed=np.array([7_00, 7_00])),
    ]
    free = roth_ira_free(law(2026), 2026, np.array([1_00, 1_00]), layers)
    assert np.asarray(free).tolist() == [13_00, 1_00]


# Periodic payments


def test_the_amortized_payment_is_level_over_the_life_expectancy() -> None:
    """IRS, Substantially equal periodic payments, question 8: at 50 with 400,000 the life
    expectancy is 36.2; a loan of 400,000 at 5% over 36.2 years costs 24,124.89 a year."""
    assert single_life(50) == 362
    exact = 400_000 * 0.05 / (1 - 1.05**-36.2)
    assert periodic_payment(law(2026), 400_000_00, 50) == pytest.approx(exact * 100, rel=2e-5)
    assert periodic_payment(law(2026), 400_000_00, 50) <= exact * 100


@pytest.mark.parametrize(("born", "last"), [(1981, 2040), (1968, 2030), (1966, 2030)])
def test_payments_go_on_until_59_and_a_half_and_for_five_years(born: int, last: int) -> None:
    """IRC 72(t)(4)(A)(ii)."""
    assert last_payment_year(law(2026), 2026, born) == last


def test_the_single_life_table_ends_where_early_distributions_do() -> None:
    """26 CFR 1.401(a)(9)-9(b)."""
    assert (single_life(18), single_life(45), single_life(60)) == (670, 410, 271)
    with pytest.raises(LawError, match="Single Life Table"):
        single_life(61)


def test_payments_stay_level_have_no_penalty_and_end() -> None:
    """At 56 with nothing but an IRA: the payment covers what it can, the rest is subject to 10%."""
    household = retired(1970, ira=600_000, spending=30_000, growth="4%", until=66)
    without, with_payments = AWARE, replace(AWARE, payments=True)
    run = played(household, without, with_payments)
    first = {row: int(run.years[0].penalty[row]) for row in (0, 1)}
    taken = run.years[0].drawn_from["pre_tax"]
    most = int(periodic_payment(law(2026), 600_000_00, 56))
    # The whole draw is subject to 10% without payments, and with them only what is beyond the
    # payment.
    assert first[0] == pytest.approx(int(taken[0]) / 10, abs=100)
    assert first[1] == pytest.approx(max(int(taken[1]) - most, 0) / 10, abs=100)
    assert sum(int(one.penalty[1]) for one in run.years) < sum(
        int(one.penalty[0]) for one in run.years
    )
    assert np.all(run.years[-1].penalty == 0)
    assert int(run.accounts.payments[0].until[1]) == 2030


# The order


def test_a_plain_model_of_penalties_last() -> None:
    """Age 50, no growth: 60,000 taxable, a Roth IRA of 100,000 with 70,000 contributed, an IRA of
    300,000, 40,000 spent a year. Taxable money lasts a year and a half; contributions to 2029."""
    household = retired(
        1976, taxable=60_000, roth=(100_000, 70_000), ira=300_000, spending=40_000, until=55
    )
    run = played(household, AWARE, Policy())
    taxable, free, year = 60_000, 70_000, 2026
    while year <= 2030:
        sold = min(taxable, 40_000)
        roth = min(free, 40_000 - sold)
        found = drawn(run, year)
        assert (found["taxable"], found["roth"]) == (sold, roth), year
        if sold + roth == 40_000:
            assert found["pre_tax"] == 0
            assert int(run.years[year - 2026].penalty[0]) == 0
        else:
            # What is left comes out of the IRA with 10% of it, not out of the earnings of the Roth.
            assert int(run.years[year - 2026].penalty[0]) == pytest.approx(
                found["pre_tax"] * 10, abs=200
            )
        taxable, free, year = taxable - sold, free - roth, year + 1
    assert sum(int(one.penalty[0]) for one in run.years) < sum(
        int(one.penalty[1]) for one in run.years
    )


def test_a_plan_left_at_55_pays_before_penalties() -> None:
    """IRC 72(t)(2)(A)(v): left at 55, the plan's money has no additional tax, the IRA's does."""
    for born, penalized in ((1971, False), (1972, True)):
        household = retired(
            born, plan=200_000, left_at=2026 - born, ira=100_000, spending=30_000, until=59
        )
        year = played(household, AWARE).years[1]
        assert int(year.drawn_from["pre_tax"][0]) > 30_000_00
        assert (int(year.penalty[0]) > 0) == penalized


def test_penalty_aware_orders_are_the_others_from_59_and_a_half() -> None:
    household = retired(
        1960, taxable=90_000, roth=(100_000, 70_000), ira=300_000, until=80, growth="5%"
    )
    pairs = [("penalty_aware", "conventional"), ("penalty_aware_bracket", "bracket")]
    for aware, other in pairs:
        run = played(
            household,
            *(Policy(withdrawals=order, fill_to=120_000) for order in (aware, other)),
        )
        for kind, balance in run.accounts.by_character().items():
            assert balance[0] == balance[1], (aware, kind)


LADDER = """
year = 2026
filing_status = "single"
state = "WA"
spending = 55_000
spending_in_retirement = 85_000
alternatives = ["taxable", "mega"]
[[people]]
name = "Fay"
born = 1988-06-15
retires_at = 45
[[people.jobs]]
employer = "Tech"
pay = 250_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
match = [{ rate = "50%", up_to = "6%" }]
[people.jobs.balances]
pre_tax = 250_000
[[people.iras]]
kind = "roth"
value = 60_000
basis = 45_000
[taxable]
value = 200_000
basis = 150_000
[assumptions]
model = "fixed"
growth = "6%"
plan_until = 92
"""


def test_a_ladder_of_conversions_has_no_penalty() -> None:
    """Retired at 45 with a million of Roth: the old order paid the additional tax for years; a
    ladder reaches 59 1/2 without a dollar of it, and leaves more."""
    household = parse_household(LADDER)
    ladder = Policy(withdrawals="penalty_aware_bracket", conversions=True, fill_to=100_000)
    run = played(household, Policy(), AWARE, ladder, place=1)
    penalties = [sum(int(one.penalty[row]) for one in run.years) for row in range(3)]
    assert penalties[0] > 50_000_00
    assert penalties[1] < penalties[0]
    assert penalties[2] == 0
    left = sum(run.accounts.by_character().values())
    assert left[2] > left[1] > left[0]


def test_penalties_are_in_the_tax() -> None:
    """California adds 2.5% (R&TC 17085(c))."""
    household = replace(retired(1976, ira=300_000, until=51), state="CA")
    one = played(household, Policy()).years[0]
    assert int(one.penalty[0]) == pytest.approx(int(one.drawn_from["pre_tax"][0]) * 0.125, abs=100)
    assert one.penalty[0] <= one.federal_tax[0] + one.state_tax[0]


# Rows


COUPLE = """
[[people]]
name = "Bo"
born = 1980-05-05
retires_at = 58
[[people.jobs]]
employer = "School"
pay = 80_000
[people.jobs.plan]
[people.jobs.balances]
pre_tax = 200_000
"""


def every_policy() -> list[Policy]:
    levels: list[dict[str, int]] = [
        {},
        {"fill_to": 0},
        {"fill_to": 120_000},
        {"target": 60_000_00},
        {"tier": 0},
    ]
    return [
        Policy(withdrawals=order, conversions=converts, payments=pays, **level)
        for order in ORDERS
        for level in levels
        for converts in (False, True)
        for pays in (False, True)
    ]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        pytest.param("", "married_joint", id="single"),
        pytest.param("", "married_separate", id="single-separate", marks=pytest.mark.slow),
        pytest.param(COUPLE, "married_joint", id="couple-joint", marks=pytest.mark.slow),
        pytest.param(COUPLE, "married_separate", id="couple-separate"),
    ],
)
def test_each_policy_is_what_it_is_alone(more: str, status: str) -> None:
    text = LADDER.replace("[taxable]", more + "[taxable]")
    if more:
        text = text.replace('"single"', f'"{status}"')
    household = parse_household(text)
    policies = every_policy()
    together = played(household, *policies, place=1)
    for row in range(0, len(policies), 7):
        alone = played(household, policies[row], place=1)
        for one, other in zip(alone.years, together.years, strict=True):
            assert (int(one.penalty[0]), int(one.wealth[0]), int(one.converted[0])) == (
                int(other.penalty[row]),
                int(other.wealth[row]),
                int(other.converted[row]),
            ), (policies[row], one.year)


def test_a_target_of_income_is_met() -> None:
    """Nothing else comes in: conversions bring the income to the target, and to the tier's end."""
    household = retired(1964, taxable=900_000, ira=2_000_000, until=64, growth="0%")
    tier = law(2026).irmaa_tiers_single("1")
    run = played(
        household,
        Policy(conversions=True, target=70_000_00),
        Policy(conversions=True, tier=0),
        Policy(conversions=True, fill_to=0),
    )
    deduction = law(2026).standard_deduction("single")
    assert run.years[0].converted.tolist() == [70_000_00, tier, deduction]
