"""The federal income tax against reference households, the IRS's arithmetic, and what must hold for
any return."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from megaroth.cli import tax_rows
from megaroth.cli.flags import Flags
from megaroth.law.load import law
from megaroth.tax import brackets, income, surtaxes
from megaroth.tax.federal import NAMES, FederalTax, Return, federal_table, federal_tax
from megaroth.tax.filing_status import STATUSES, StatusColumn
from megaroth.tax.marginal import curve, next_dollars
from megaroth.tax.table import stack
from some_returns import returns


def read_row(row: dict[str, str]) -> Return:
    """The return of a row of a reference file, all of whose cells are in their bounds."""
    found = tax_rows.read_row(row, Flags())
    assert found is not None, row
    return found


FILES = ("federal_households", "federal_random_households")
ROWS = [
    row
    for name in FILES
    for row in csv.DictReader(
        (Path(__file__).parent / "cases" / f"{name}.csv").read_text().splitlines()
    )
]
LAW = law(2026)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_reference_household_within_two_cents(year: int) -> None:
    rows = [row for row in ROWS if int(row["year"]) == year]
    assert len(rows) > 300
    for row in rows:
        got = federal_tax(law(year), read_row(row)).income_tax
        assert abs(got - float(row["consensus_total"]) * 100) <= 2, row


MORE = list(
    csv.DictReader(
        (Path(__file__).parent / "cases" / "federal_more_households.csv").read_text().splitlines()
    )
)


def test_more_households_on_which_two_engines_agree() -> None:
    """Tax-Calculator 6.8.5 and PolicyEngine-US 2.68 on 1,936 rows of wider incomes, with separate
    returns and surviving spouses.

    Rows of separate returns with an earned income credit are not among them: both engines give it,
    IRC 32(d) does not to spouses who live together.
    """
    assert {row["status"] for row in MORE} == {"single", "mfj", "hoh", "mfs", "qss"}
    for row in MORE:
        got = federal_tax(law(int(row["year"])), read_row(row)).income_tax
        assert abs(got - float(row["consensus_total"]) * 100) <= 15, row


COMPONENTS = {
    "agi": "agi",
    "taxable_ss": "taxable_social_security",
    "taxable_income": "taxable_income",
    "tax_before_credits": "tax_before_credits",
    "amt": "amt",
    "niit": "niit",
    "addmed": "additional_medicare",
}


def test_the_components_agree_too() -> None:
    for row in ROWS:
        if "agi" not in row or not row["agi"]:
            continue
        got = federal_tax(law(int(row["year"])), read_row(row))
        for name, line in COMPONENTS.items():
            assert abs(getattr(got, line) - float(row[name]) * 100) <= 15, (
                row["note"],
                row["year"],
                name,
            )
        refunded = got.refundable_child_credit + got.earned_income_credit
        assert abs(got.child_credit + got.savers_credit - float(row["nonref_credits"]) * 100) <= 15
        assert abs(refunded - float(row["refund_credits"]) * 100) <= 15


def test_a_column_of_the_reference_households_is_its_rows() -> None:
    for year in (2024, 2025, 2026):
        ones = [read_row(row) for row in ROWS if int(row["year"]) == year]
        whole = federal_table(law(year), stack(ones))
        for place, one in enumerate(ones):
            alone = federal_tax(law(year), one)
            assert all(whole[name][place] == getattr(alone, name) for name in NAMES)


# --- properties


@given(st.lists(returns, min_size=1, max_size=12), st.sampled_from([2023, 2024, 2025, 2026]))
def test_a_column_is_its_rows(ones: list[Return], year: int) -> None:
    whole = federal_table(law(year), stack(ones))
    for place, one in enumerate(ones):
        alone = federal_tax(law(year), one)
        assert {name: whole[name][place] for name in NAMES} == {
            name: getattr(alone, name) for name in NAMES
        }


@given(returns)
def test_the_lines_add_up(one: Return) -> None:
    tax = federal_tax(LAW, one)
    assert tax.taxable_income == max(tax.agi - tax.deduction - tax.senior_deduction, 0)
    assert tax.income_tax == (
        tax.tax_before_credits
        + tax.amt
        + tax.niit
        + tax.additional_medicare
        + tax.early_distribution_tax
        - tax.child_credit
        - tax.savers_credit
        - tax.refundable_child_credit
        - tax.earned_income_credit
    )
    assert tax.child_credit + tax.savers_credit <= tax.tax_before_credits + tax.amt
    assert 0 <= tax.taxable_social_security <= one.social_security


def test_zero_income_is_zero_tax() -> None:
    for status in STATUSES:
        for year in range(2023, 2027):
            assert federal_tax(law(year), Return(status=status)).total == 0


CLIFFS = 50_00 * 5 + 12_000_00
"""The steps by which a credit may fall or rise at once: the child credit's 50 dollars a thousand,
the saver's credit's rates, the earned income credit's investment limit."""


@given(
    returns,
    st.sampled_from(["conversion", "wages", "interest", "pension", "gain"]),
    st.integers(1, 50_000_00),
)
def test_more_income_never_lowers_tax_by_more_than_a_credits_step(
    one: Return, item: str, amount: int
) -> None:
    plain = replace(one, children=0, retirement_contributions=0, charity=0)
    more = next_dollars(LAW, plain, item, amount)
    # Without credits, income never lowers the tax but by a cent of rounding a line, or by earned
    # income credit that phases in.
    assert more.tax - more.by_kind["earned_income_credit"] >= -6
    assert sum(more.by_kind.values()) == more.tax


@given(returns, st.integers(0, 100))
def test_a_split_of_wages_between_spouses_changes_nothing_on_a_joint_return(
    one: Return, part: int
) -> None:
    joint = replace(one, status="married_joint", spouse_age=40)
    wages = joint.wages + joint.spouse_wages
    split = replace(joint, wages=wages * part // 100, spouse_wages=wages - wages * part // 100)
    difference = federal_tax(LAW, split).income_tax - federal_tax(LAW, joint).income_tax
    # With three children the credit that is paid out may follow payroll tax, which is of each
    # spouse (IRC 24(d)(1)(B)(ii)).
    fica = [
        sum(surtaxes.payroll_tax(LAW, one) for one in (r.wages, r.spouse_wages))
        for r in (split, joint)
    ]
    assert abs(difference) <= (abs(fica[0] - fica[1]) if joint.children >= 3 else 0)


@given(returns)
def test_tax_is_continuous_but_at_the_listed_cliffs(one: Return) -> None:
    plain = replace(one, children=0, retirement_contributions=0)
    one_cent = next_dollars(LAW, plain, "pension", 1)
    assert abs(one_cent.tax - one_cent.by_kind["earned_income_credit"]) <= 6


# --- worksheets and forms


def test_the_social_security_worksheet() -> None:
    # Pub. 915 worksheet 1, single: 5,980 of benefits and 28,990 of other income leave 2,990
    # taxable.
    assert income.taxable_social_security(law(2024), 5_980_00, 28_990_00, "single") == 2_990_00
    # Pub. 915, joint: 5,600 of benefits (half 2,800) and 29,750 of other income: half of the 550
    # above 32,000.
    assert income.taxable_social_security(law(2024), 5_600_00, 29_750_00, "married_joint") == 275_00
    # Pub. 915, joint: 10,000 of benefits and 40,500 of other income: 6,275 taxable.
    assert (
        income.taxable_social_security(law(2024), 10_000_00, 40_500_00, "married_joint") == 6_275_00
    )
    # Married filing separately and living together: 85% from the first dollar.
    assert (
        income.taxable_social_security(law(2024), 4_000_00, 8_000_00, "married_separate")
        == 3_400_00
    )


def test_gains_fill_the_brackets_above_ordinary_income() -> None:
    assert brackets.gains_tax(LAW, 40_000_00, 20_000_00, "single") == round(
        (60_000_00 - 49_450_00) * 0.15
    )
    assert brackets.gains_tax(LAW, 500_000_00, 100_000_00, "single") == round(
        45_500_00 * 0.15 + 54_500_00 * 0.20
    )


def test_the_worksheets_last_line_takes_the_smaller_tax() -> None:
    # Between the 0% breakpoint and the top of the 12% bracket a gain at 15% would cost more than
    # ordinary income at 12%.
    assert brackets.income_tax(LAW, 50_400_00, 950_00, "single") == brackets.ordinary_tax(
        LAW, 50_400_00, "single"
    )


def test_the_minimum_tax_exemption_phases_out_twice_as_fast_from_2026() -> None:
    assert brackets.amt_exemption(law(2025), 726_350_00, "single") == 88_100_00 - 25_000_00
    assert brackets.amt_exemption(law(2026), 600_000_00, "single") == 90_100_00 - 50_000_00
    assert brackets.amt_exemption(law(2026), 700_000_00, "single") == 0


def test_form_8959_counts_self_employment_after_wages() -> None:
    # 180,000 of wages leave 20,000 of the threshold for 50,000 of earnings.
    assert surtaxes.additional_medicare_tax(LAW, 180_000_00, 50_000_00, "single") == 270_00
    assert surtaxes.additional_medicare_tax(LAW, 250_000_00, 50_000_00, "single") == 900_00


def test_medicare_premiums_rise_by_tiers_of_income_two_years_back() -> None:
    b = [LAW.irmaa_part_b(str(tier)) + LAW.irmaa_part_d(str(tier)) for tier in range(6)]
    for tier, start in enumerate((109_000_00, 137_000_00, 171_000_00, 205_000_00), 1):
        assert surtaxes.medicare_premiums(LAW, start, joint=False) == 12 * b[tier - 1]
        assert surtaxes.medicare_premiums(LAW, start + 1, joint=False) == 12 * b[tier]
    assert surtaxes.medicare_premiums(LAW, 500_000_00, joint=False) == 12 * b[5], (
        "the last tier begins at its amount"
    )
    column = surtaxes.medicare_premiums(
        LAW, np.array([0, 218_000_01]), joint=np.array([True, True])
    )
    assert list(column) == [12 * b[0], 12 * b[1]]


def test_carried_losses_use_short_term_ones_first() -> None:
    assert income.carried_losses(LAW, -5_000_00, 1_000_00, "single") == (-1_000_00, 0)
    assert income.carried_losses(LAW, 2_000_00, -9_000_00, "single") == (0, -4_000_00)
    assert income.carried_losses(LAW, -1_000_00, -9_000_00, "single") == (0, -7_000_00)
    assert income.carried_losses(LAW, 3_000_00, 1_000_00, "single") == (0, 0)


def test_each_magi_is_a_figure_of_its_own() -> None:
    tax = federal_tax(
        LAW,
        Return(
            wages=100_000_00,
            roth_conversions=20_000_00,
            in_plan_rollovers=5_000_00,
            ira_deduction=7_000_00,
            tax_exempt_interest=3_000_00,
        ),
    )
    assert tax.agi == 118_000_00
    # IRC 408A(c)(3)(B)(i) takes the income of 219(g)(3)(A), which is before the deduction for a
    # traditional IRA.
    assert tax.roth_ira_magi == 105_000_00, (
        "in-plan rollovers count, conversions and the IRA deduction do not"
    )
    assert tax.ira_deduction_magi == 125_000_00
    assert tax.irmaa_magi == 121_000_00


# --- marginal views


def test_the_next_dollars_name_what_they_cross() -> None:
    base = Return(wages=190_000_00, interest=20_000_00)
    more = next_dollars(LAW, base, "conversion", 100_000_00)
    assert [str(threshold.name) for threshold in more.thresholds] == ["32% bracket", "35% bracket"]
    assert more.by_kind["niit"] == round(min(20_000_00, 110_000_00) * 0.038) - round(
        10_000_00 * 0.038
    )
    below = next_dollars(LAW, Return(wages=195_000_00, interest=4_000_00), "conversion", 10_000_00)
    assert "net investment income tax" in [str(threshold.name) for threshold in below.thresholds]
    assert next_dollars(LAW, base, "deferral", 10_000_00).tax < 0


def test_a_curve_is_the_differences_of_its_returns() -> None:
    base = Return(age=70, social_security=36_000_00, pensions=20_000_00)
    amounts, marginal = curve(LAW, base, "conversion", 100_000_00, steps=100)
    assert len(amounts) == len(marginal) == 100
    whole = (
        federal_tax(LAW, replace(base, roth_conversions=100_000_00)).income_tax
        - federal_tax(LAW, base).income_tax
    )
    assert sum(marginal) * 1_000_00 / 1_000_000 == pytest.approx(whole, abs=1_00)
    assert max(marginal) > 220_000, "the Social Security hump passes the bracket's rate"


def test_the_face_of_a_return_is_documented() -> None:
    for noun in (Return, FederalTax):
        text = noun.__doc__ or ""
        assert all(name in text for name in noun.__dataclass_fields__), noun


def test_a_status_column_keeps_what_it_looked_up() -> None:
    column = StatusColumn(np.array([0, 1, 0]))
    calls = []
    assert column.keep("x", lambda: calls.append(1) or 5) == 5
    assert column.keep("x", lambda: calls.append(1) or 6) == 5
    assert len(calls) == len(column[:1]) == 1
