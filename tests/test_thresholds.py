"""The thresholds that the next dollars cross: each against the income that it is of, in the year
that it is of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from megaroth.law.load import law
from megaroth.tax.federal import Return
from megaroth.tax.marginal import next_dollars

LAW = law(2026)
GAIN = Return(age=46, wages=60_000_00, long_term_gain=60_000_00)
WORKING = Return(age=46, wages=150_000_00, long_term_gain=300_000_00)
RETIRED = Return(
    status="married_joint",
    age=69,
    spouse_age=67,
    social_security=60_000_00,
    pensions=40_000_00,
    ira_distributions=20_000_00,
    interest=4_000_00,
    long_term_gain=30_000_00,
)


def names(one: Return, item: str, dollars: int, year: int = 2026) -> list[str]:
    return [
        str(threshold.name)
        for threshold in next_dollars(law(year), one, item, dollars * 100).thresholds
    ]


def test_a_gain_crosses_no_bracket_of_ordinary_income() -> None:
    """IRC 1(h)(1)(A): 103,900 of taxable income becomes 113,900, of which ordinary income stays
    43,900."""
    assert names(GAIN, "gain", 10_000) == []
    assert names(replace(GAIN, long_term_gain=0, wages=65_000_00), "gain", 10_000) == [
        "15% on gains"
    ]


def test_a_conversion_crosses_the_brackets_of_ordinary_income() -> None:
    assert names(WORKING, "conversion", 10_000) == []
    (bracket, phase_out) = next_dollars(LAW, WORKING, "conversion", 100_000_00).thresholds
    assert (str(bracket.name), bracket.at, bracket.income) == (
        "32% bracket",
        201_775_00,
        133_900_00,
    )
    assert (str(phase_out.name), phase_out.at) == (
        "phase-out of the minimum tax exemption",
        500_000_00,
    )


def test_ordinary_income_that_pushes_gains_up_says_so() -> None:
    assert names(replace(WORKING, long_term_gain=400_000_00), "conversion", 20_000) == [
        "20% on gains"
    ]
    assert "20% on gains" not in names(
        replace(WORKING, wages=550_000_00, long_term_gain=0), "conversion", 20_000
    )


@pytest.mark.parametrize(("dollars", "crossed"), [(75_000, []), (90_000, ["IRMAA tier 1 of 2028"])])
def test_income_decides_about_the_premiums_of_two_years_later(
    dollars: int, crossed: list[str]
) -> None:
    """42 USC 1395r(i)(4): 218,000 is the tier of 2026; income of 2026 meets that of 2028, projected
    as 232,000."""
    found = [
        one
        for one in next_dollars(LAW, RETIRED, "conversion", dollars * 100).thresholds
        if one.name.code == "irmaa_tier"
    ]
    assert [str(one.name) for one in found] == crossed
    assert all(one.at == law(2028).irmaa_tiers_joint("1") == 232_000_00 for one in found)


def test_a_spouse_apart_all_year_has_the_tiers_and_bases_of_single_persons() -> None:
    one = Return(status="married_separate", age=70, pensions=100_000_00)
    assert names(one, "conversion", 20_000)[-1] == "IRMAA tier 4 of 2028"
    assert names(replace(one, lived_apart=True), "conversion", 20_000)[-1] == "IRMAA tier 1 of 2028"
    benefits = Return(
        status="married_separate",
        age=70,
        social_security=20_000_00,
        pensions=14_000_00,
        lived_apart=True,
    )
    assert "taxable Social Security" in names(benefits, "pension", 2_000)


def test_tax_exempt_interest_counts_toward_the_bases_of_social_security() -> None:
    """IRC 86(b)(2)(B)."""
    one = Return(
        age=70, social_security=20_000_00, tax_exempt_interest=10_000_00, pensions=4_500_00
    )
    assert names(one, "pension", 1_000) == ["taxable Social Security"]


def test_additional_medicare_tax_looks_at_wages_alone() -> None:
    """IRC 3101(b)(2)."""
    one = Return(wages=195_000_00)
    assert "additional Medicare tax" in names(one, "wages", 10_000)
    assert "additional Medicare tax" not in names(one, "conversion", 10_000)


def test_the_earned_income_credit_names_its_phase_out_and_its_investment_limit() -> None:
    """IRC 32(a)(2), (i)(1)."""
    one = Return(status="head_of_household", children=1, wages=23_000_00, interest=12_000_00)
    assert "earned income credit phase-out" in names(replace(one, interest=0), "wages", 2_000)
    assert "investment income limit of the earned income credit" in names(one, "interest", 1_000)
    assert not [
        name for name in names(Return(wages=90_000_00), "wages", 10_000) if "earned income" in name
    ]


def test_the_business_deduction_names_its_limits() -> None:
    """IRC 199A(b)(3), (e)(2): by taxable income before the deduction."""
    one = Return(other_income=215_000_00, qualified_business_income=60_000_00)
    assert "limits of the business deduction" in names(one, "conversion", 10_000)
    assert "full limits of the business deduction" in names(one, "conversion", 90_000)
    assert not [
        name
        for name in names(replace(one, qualified_business_income=0), "conversion", 90_000)
        if "business" in name
    ]


def test_the_savers_credit_ends_at_its_steps() -> None:
    """IRC 25B(b)."""
    one = Return(wages=24_000_00, retirement_contributions=2_000_00)
    assert "saver's credit of 20%" in names(one, "wages", 1_000)
    assert not [name for name in names(Return(wages=24_000_00), "wages", 1_000) if "saver" in name]


def test_the_child_credit_and_the_net_investment_income_tax_look_at_adjusted_gross_income() -> None:
    one = Return(
        status="married_joint", spouse_age=40, children=2, wages=395_000_00, interest=1_000_00
    )
    assert "child credit phase-out" in names(one, "conversion", 10_000)
    assert "net investment income tax" in names(
        replace(one, wages=245_000_00), "conversion", 10_000
    )
