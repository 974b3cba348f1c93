"""Roth ordering, five-year periods, required distributions and Social Security: worked cases with
their sources."""

from __future__ import annotations

import pytest

from megaroth.law.indices import Indices
from megaroth.law.load import law
from megaroth.law.retirement_tables import required_beginning_age, uniform_lifetime
from megaroth.rules.clocks import (
    first_qualified_year,
    in_plan_recapture,
    period_after_ira_rollover,
    period_after_plan_rollover,
    qualified_distribution,
)
from megaroth.rules.pro_rata import designated_roth_basis
from megaroth.rules.rmd import first_rmd_year, required_minimum
from megaroth.rules.roth_order import (
    Layer,
    RothOut,
    roth_ira_early_tax,
    roth_ira_left,
    roth_ira_order,
    roth_ira_taxable,
)
from megaroth.rules.social_security import (
    claimed_benefit,
    primary_insurance_amount,
    spouse_benefit,
    survivor_benefit,
)


def taxes(out: RothOut, year: int, *, exempt: bool = False) -> tuple[int, int]:
    """Income and additional tax of a distribution that is not qualified, dollars."""
    income = roth_ira_taxable(out, qualified=False)
    return income // 100, roth_ira_early_tax(
        law(year), out, year, exempt=exempt, qualified=False
    ) // 100


def test_rand_takes_a_conversion_out_within_five_years() -> None:
    """Choate, Life and Death Planning p. 268: converted 100,000 in 1999 at 32, 20,000 out in
    2002."""
    out = roth_ira_order(20_000_00, 0, [Layer(year=1999, taxed=100_000_00, untaxed=0)])
    assert taxes(out, 2002) == (0, 2_000)


def test_leslie_takes_contributions_and_then_the_older_conversion() -> None:
    """Choate p. 268: 5,000 regular, 100,000 converted in 2004, 50,000 in 2010; 15,000 out in 2011
    at 47."""
    layers = [
        Layer(year=2004, taxed=100_000_00, untaxed=0),
        Layer(year=2010, taxed=50_000_00, untaxed=0),
    ]
    out = roth_ira_order(15_000_00, 5_000_00, layers)
    assert (out.regular, out.layers[0].taxed, out.layers[1].taxed) == (5_000_00, 10_000_00, 0)
    assert taxes(out, 2011) == (0, 0)


def test_justin_takes_the_taxed_part_of_a_conversion_first() -> None:
    """Pub. 590-B, ordering rules: 80,000 converted in 2020, 20,000 of it basis; 5,000 regular;
    7,000 out at 60."""
    out = roth_ira_order(7_000_00, 5_000_00, [Layer(year=2020, taxed=60_000_00, untaxed=20_000_00)])
    assert (out.regular, out.layers[0].taxed, out.layers[0].untaxed, out.earnings) == (
        5_000_00,
        2_000_00,
        0,
        0,
    )
    assert taxes(out, 2024, exempt=True) == (0, 0)


def test_only_the_taxed_part_of_a_conversion_is_recaptured() -> None:
    """TurboTax community 217131: 1,100 converted in 2023, 100 of it taxed; all out before 2028: at
    most 10."""
    out = roth_ira_order(1_100_00, 0, [Layer(year=2023, taxed=100_00, untaxed=1_000_00)])
    assert taxes(out, 2027) == (0, 10)
    assert taxes(out, 2028) == (0, 0)


def test_after_tax_money_of_a_mega_backdoor_comes_out_free() -> None:
    """Bogleheads t=272637: 10,000 after tax in a Roth IRA worth 10,300, 4,800 out at 53."""
    out = roth_ira_order(4_800_00, 0, [Layer(year=2019, taxed=0, untaxed=10_000_00)])
    assert taxes(out, 2019) == (0, 0)
    beyond = roth_ira_order(10_300_00, 0, [Layer(year=2019, taxed=0, untaxed=10_000_00)])
    assert taxes(beyond, 2019) == (300, 30)


def test_in_plan_rollovers_that_went_on_to_a_roth_ira_have_two_readings() -> None:
    """Two in-plan rollovers of 11,000, 1,000 of each taxed, rolled to a Roth IRA; 20,000 out a year
    later.

    The instructions for Form 8606 line 22 count them as regular contributions; by Notice 2010-84
    they stay conversions.
    """
    assert taxes(roth_ira_order(20_000_00, 22_000_00, []), 2020) == (0, 0)
    kept = [
        Layer(year=2019, taxed=1_000_00, untaxed=10_000_00),
        Layer(year=2020, taxed=1_000_00, untaxed=10_000_00),
    ]
    assert taxes(roth_ira_order(20_000_00, 0, kept), 2020) == (0, 200)


def test_what_is_left_after_a_distribution() -> None:
    layers = [
        Layer(year=2020, taxed=3_000_00, untaxed=2_000_00),
        Layer(year=2022, taxed=1_000_00, untaxed=0),
    ]
    out = roth_ira_order(9_500_00, 5_000_00, layers)
    regular, left = roth_ira_left(out, 5_000_00, layers)
    assert regular == 0
    assert [(layer.taxed, layer.untaxed) for layer in left] == [(0, 500_00), (1_000_00, 0)]


@pytest.mark.parametrize(("first", "qualified"), [(2025, 2030), (2026, 2031)])
def test_a_period_begins_with_the_taxable_year_of_the_first_contribution(
    first: int, qualified: int
) -> None:
    """IRC 408A(d)(2)(B): made for 2025 by 10 April 2026, the period ends with 2029; 402A(d)(2)(B)
    for a plan likewise."""
    assert first_qualified_year(law(2026), first) == qualified
    assert qualified_distribution(law(2026), 120, qualified, first)
    assert not qualified_distribution(law(2026), 120, qualified - 1, first)
    assert not qualified_distribution(law(2026), 118, qualified, first)
    assert qualified_distribution(law(2026), 80, qualified, first, disabled=True)
    assert not qualified_distribution(law(2026), 120, 2050, None)


def test_what_rollovers_do_to_the_periods() -> None:
    """Reg. 1.402A-1 Q&A-4(b), 1.408A-10 Q&A-4."""
    assert period_after_plan_rollover(2026, 2019) == 2019
    assert period_after_plan_rollover(2015, None) == 2015
    assert period_after_plan_rollover(None, None) is None
    assert period_after_ira_rollover(None, 2026) == 2026, (
        "the plan's own period does not come along"
    )
    assert period_after_ira_rollover(2015, 2026) == 2015


@pytest.mark.parametrize(("year", "recaptured"), [(2030, 5_000_00), (2031, 0)])
def test_in_plan_rollovers_are_recaptured_for_five_years(year: int, recaptured: int) -> None:
    """IRC 402A(c)(4)(D): 5,000 included in 2026."""
    assert in_plan_recapture(law(year), 5_000_00, 5_000_00, 2026, year) == recaptured


def test_a_designated_roth_account_pays_out_pro_rata() -> None:
    """Reg. 1.402A-1 A-7: 9,400 of contributions and 600 of earnings, 5,000 out: 4,700 basis."""
    assert designated_roth_basis(5_000_00, 9_400_00, 10_000_00) == 4_700_00


@pytest.mark.parametrize(
    ("born", "age"),
    [(1948, 141), (1950, 144), (1951, 146), (1958, 146), (1959, 146), (1960, 150), (1985, 150)],
)
def test_required_distributions_begin(born: int, age: int) -> None:
    """IRC 401(a)(9)(C)(v); of those born in 1959 by the proposed regulation."""
    assert required_beginning_age(born) == age


def test_required_distributions() -> None:
    assert uniform_lifetime(75) == 246
    assert uniform_lifetime(130) == 20
    assert required_minimum(100_000_00, 73) == 3_773_58
    assert first_rmd_year(1960) == 2035
    assert first_rmd_year(1953, retires=2030, five_percent_owner=True) == 2026


def test_the_benefit_formula_by_hand() -> None:
    """42 USC 415(a)(1): bend points of 2020, 960 and 5,785; the highest 35 years against the
    average wage of 2018."""
    indices = Indices()
    earnings = dict.fromkeys(range(1983, 2020), 3000000)
    indexed = sorted(
        (
            30_000 * indices.average_wage(2018) / indices.average_wage(year)
            if year < 2018
            else 30_000
            for year in earnings
        ),
        reverse=True,
    )
    average = int(sum(indexed[:35]) / 420)
    by_hand = 0.9 * 960 + 0.32 * (min(average, 5_785) - 960) + 0.15 * max(average - 5_785, 0)
    assert primary_insurance_amount(earnings, 1958, indices) == pytest.approx(by_hand * 100, abs=20)


@pytest.mark.parametrize(
    ("age", "share"),
    [(62, 0.70), (63, 0.75), (64, 0.80), (65, 0.8667), (67, 1.0), (68, 1.08), (70, 1.24)],
)
def test_claiming_earlier_and_later(age: int, share: float) -> None:
    """42 USC 402(q), (w), for those born in 1960 or later."""
    assert claimed_benefit(2_000_00, 1962, age) == pytest.approx(2_000_00 * share, abs=10)


# SSA's table of benefits for early retirement: of a worker with 1,000, the spouse's at 62 by year
# of birth.
@pytest.mark.parametrize(
    ("born", "at_62"),
    [
        (1937, 375),
        (1938, 370),
        (1940, 362),
        (1942, 354),
        (1950, 350),
        (1955, 345),
        (1956, 341),
        (1957, 337),
        (1962, 325),
    ],
)
def test_a_spouse_s_benefit_is_that_of_the_table(born: int, at_62: int) -> None:
    assert spouse_benefit(1_000_00, 0, born, 62) // 100 == at_62
    assert spouse_benefit(1_000_00, 0, born, 70) == 500_00, "a delay adds nothing"


def test_a_spouse_has_only_what_exceeds_the_own_benefit() -> None:
    assert spouse_benefit(3_000_00, 1_000_00, 1962, 67) == 500_00
    assert spouse_benefit(3_000_00, 1_500_00, 1962, 67) == 0


# SSA, POMS RS 00615.305 and the survivors' chart: 1,000 at full retirement age, taken at 60 or 62,
# by year of birth.
@pytest.mark.parametrize(
    ("born", "at_60", "at_62"),
    [
        (1939, 715, 829),
        (1940, 715, 825),
        (1943, 715, 816),
        (1944, 715, 813),
        (1950, 715, 810),
        (1957, 715, 807),
    ],
)
def test_a_survivor_s_benefit_is_that_of_the_chart(born: int, at_60: int, at_62: int) -> None:
    assert survivor_benefit(1_000_00, 1_000_00, born, 60) == at_60 * 100
    assert survivor_benefit(1_000_00, 1_000_00, born, 62) == pytest.approx(at_62 * 100, abs=50)


def test_a_survivor_of_one_who_claimed_early_has_the_larger_of_that_and_82_and_a_half_percent() -> (
    None
):
    # POMS RS 00615.320.
    assert survivor_benefit(1_742_00, 1_270_00, 1957, 67) == 1_437_15
    assert survivor_benefit(1_742_00, 1_600_00, 1957, 67) == 1_600_00
    assert survivor_benefit(1_742_00, 1_270_00, 1957, 60) == round(1_742_00 * 0.715)


def test_a_survivor_has_the_credits_of_a_delay() -> None:
    assert survivor_benefit(1_000_00, 1_240_00, 1950, 70) == 1_240_00
