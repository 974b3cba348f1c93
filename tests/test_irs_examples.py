"""Worked examples that the IRS and the regulations publish, and what their worksheets print. Each
names its source.

``(second hand)`` marks what was read in another's transcription, ``(recalled)`` what was not read
again for this test; the figures of both follow from the statute too. No filled-in Schedule D Tax
Worksheet or Form 6251 of a current year was found, so their lines are followed one by one for any
amounts. Pub. 590-A (2025) example 1 prints a deduction of 6,825 where IRC 219(g)(2)(C) rounds to
6,830: it is no case here.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from megaroth.law.entry import Entry
from megaroth.law.law_book import LawBook
from megaroth.law.load import law
from megaroth.law.reform import Reform
from megaroth.tax import brackets, credits, deductions, income, surtaxes
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.filing_status import STATUSES
from megaroth.tax.withholding import withholding

CASES = Path(__file__).parent / "cases"
YEARS = (2023, 2024, 2025, 2026)

SOCIAL_SECURITY = {
    "Pub. 915 (2025) worksheet A": ("single", 1_500, 17_700, 0),
    "Pub. 915 (2025) example 1": ("single", 5_980, 28_990, 2_990),
    "Pub. 915 (2025) example 2": ("married_joint", 5_600, 28_750, 0),
    "Pub. 915 (2025) example 3": ("married_joint", 10_000, 40_500, 6_275),
    "Pub. 915 (2025) example 4": ("married_separate", 4_000, 8_000, 3_400),
    "Pub. 915 (2025) lump sum, worksheet 1": ("single", 11_000, 25_500, 3_000),
    "Pub. 915 (2025) lump sum, worksheet 4": ("single", 9_000, 25_500, 2_500),
}
"""Filing status, benefits, other income less adjustments, taxable benefits. The section is not
indexed: the examples hold in any year."""


@pytest.mark.parametrize("year", [*YEARS, 2040])
@pytest.mark.parametrize("source", SOCIAL_SECURITY)
def test_taxable_social_security(source: str, year: int) -> None:
    status, benefits, other, taxable = SOCIAL_SECURITY[source]
    assert (
        income.taxable_social_security(law(year), benefits * 100, other * 100, status)
        == taxable * 100
    )


ADDITIONAL_MEDICARE = {
    "Form 8959 (2025) example 1": ("single", 0, 130_000, 0),
    "Form 8959 (2025) example 2": ("single", 0, 220_000, 20_000),
    "Form 8959 (2025) example 3": ("single", 130_000, 145_000, 75_000),
    "Form 8959 (2025) example 4": ("married_separate", 200_000, 150_000, 225_000),
    "Form 8959 (2025) example 5": ("married_joint", 325_000, 0, 75_000),
    "Form 8959 (2025) example 6, wages": ("married_joint", 190_000, 0, 0),
    "Form 8959 (2025) example 7, earnings": ("married_joint", 0, 160_000, 0),
    "Form 8959 (2025) line 13": ("married_joint", 130_000, 140_000, 20_000),
}
"""Filing status, wages, self-employment income, what is taxed."""


@pytest.mark.parametrize("source", ADDITIONAL_MEDICARE)
def test_additional_medicare_tax(source: str) -> None:
    status, wages, own, taxed = ADDITIONAL_MEDICARE[source]
    assert (
        surtaxes.additional_medicare_tax(law(2025), wages * 100, own * 100, status)
        == taxed * 100 * 9 // 1000
    )


def test_a_surviving_spouse_has_the_single_threshold_here_and_the_joint_one_there() -> None:
    """Form 8959 (2025) line 5; Reg. 1.1411-2(d)(1)(i)."""
    assert (
        surtaxes.additional_medicare_tax(law(2025), 250_000_00, 0, "qualifying_surviving_spouse")
        == 450_00
    )
    assert (
        surtaxes.net_investment_income_tax(
            law(2025), 50_000_00, 250_000_00, "qualifying_surviving_spouse"
        )
        == 0
    )


NET_INVESTMENT_INCOME = {
    "Reg. 1.1411-2(b)(2) year 1": ("single", 50_000, 190_000, 0),
    "Reg. 1.1411-2(b)(2) year 2": ("single", 50_000, 220_000, 760),
    "IRS questions on NIIT, wages of 180,000 (recalled)": ("single", 90_000, 270_000, 2_660),
    "IRS questions on NIIT, a home sold by a couple (recalled)": (
        "married_joint",
        225_000,
        300_000,
        1_900,
    ),
    "IRS questions on NIIT, a home sold by one (recalled)": ("single", 150_000, 195_000, 0),
}
"""Filing status, net investment income, MAGI, tax."""


@pytest.mark.parametrize("source", NET_INVESTMENT_INCOME)
def test_net_investment_income_tax(source: str) -> None:
    status, investment, magi, tax = NET_INVESTMENT_INCOME[source]
    assert (
        surtaxes.net_investment_income_tax(law(2025), investment * 100, magi * 100, status)
        == tax * 100
    )


GONE = {
    "single": 978_750,
    "head_of_household": 978_750,
    "married_joint": 1_800_700,
    "married_separate": 900_350,
}


@pytest.mark.parametrize("status", GONE)
def test_the_minimum_tax_exemption_is_gone_where_form_6251_says(status: str) -> None:
    """Instructions for Form 6251 (2025), exemption worksheet."""
    assert brackets.amt_exemption(law(2025), GONE[status] * 100, status) == 0
    assert brackets.amt_exemption(law(2025), GONE[status] * 100 - 4, status) == 1


@pytest.mark.parametrize(
    ("income_stated", "with_addition"),
    [(920_350, 925_350), (1_174_350, 1_242_850), (2_000_000, 2_068_500)],
)
def test_a_separate_return_adds_to_its_minimum_taxable_income(
    income_stated: int, with_addition: int
) -> None:
    """Instructions for Form 6251 (2025) line 4: 5,000 more at 920,350, and 68,500 from
    1,174,350."""
    tax = brackets.alternative_minimum_tax(
        law(2025), income_stated * 100, 0, 0, 0, "married_separate"
    )
    assert tax == with_addition * 28 - 119_550 * 2
    assert brackets.alternative_minimum_tax(law(2025), 920_350_00, 0, 0, 0, "single") < tax


def test_the_senior_deduction_is_added_back_by_form_6251() -> None:
    """Instructions for Form 6251 (2025) line 1a: Form 1040 line 14 without line 37 of Schedule 1-A.

    The minimum tax seldom reaches incomes that have the deduction, so the exemption is taken away
    here to see it.
    """
    none = Entry("amt_exemption", dict.fromkeys(STATUSES, 0), "cents", "test", "test")
    reform = Reform("no exemption", 2025, 2025, entries={"amt_exemption": none})
    numbers = LawBook().with_reforms(reform).law(2025)
    found = federal_tax(numbers, Return(age=66, wages=70_000_00))
    assert found.senior_deduction == 6_000_00
    assert found.amt == 70_000_00 * 26 // 100 - found.tax_before_credits


TAX_TABLE_2025 = {
    "single": {
        25_200: 2_789,
        25_250: 2_795,
        25_300: 2_801,
        25_350: 2_807,
        11_900: 1_193,
        11_950: 1_199,
        3_000: 303,
    },
    "married_joint": {
        25_200: 2_550,
        25_250: 2_556,
        25_300: 2_562,
        25_350: 2_568,
        11_900: 1_193,
        11_950: 1_198,
    },
    "married_separate": {25_200: 2_789, 25_250: 2_795, 25_300: 2_801, 11_950: 1_199},
    "head_of_household": {
        25_200: 2_687,
        25_250: 2_693,
        25_300: 2_699,
        25_350: 2_705,
        11_950: 1_198,
    },
}
"""The tax table in the instructions for Form 1040 (2025): each row is the tax on its middle, in
whole dollars."""


@pytest.mark.parametrize("status", TAX_TABLE_2025)
def test_the_tax_table(status: str) -> None:
    for row, tax in TAX_TABLE_2025[status].items():
        assert (brackets.ordinary_tax(law(2025), row * 100 + 25_00, status) + 50) // 100 == tax, row


def test_direct_file_returns_of_2023() -> None:
    """IRS Direct File fixtures ats-1 and ats-2, tax by the table's 50-dollar rows (second hand)."""
    one = federal_tax(law(2023), Return(wages=39_674_00))
    assert one.taxable_income == 25_824_00
    assert abs(one.tax_before_credits - 2_879_00) < 3_00
    two = federal_tax(law(2023), Return(status="married_joint", wages=37_693_00))
    assert two.taxable_income == 9_993_00
    assert abs(two.tax_before_credits - 998_00) < 3_00
    credit = credits.earned_income_credit(
        law(2023), 1, 37_675_00, 37_675_00, 0, 40, 40, "married_joint"
    )
    assert (credit + 50) // 100 == 2_468


def test_the_end_of_the_earned_income_table() -> None:
    """Instructions for Form 1040 (2025), EIC table: couples with three children from 68,000, each
    row on its middle."""
    printed = [137, 126, 116, 105, 95, 84, 74, 63, 53, 42, 32, 21, 11]
    middles = [68_025_00 + row * 50_00 for row in range(len(printed))]
    found = [
        credits.earned_income_credit(law(2025), 3, at, at, 0, 40, 40, "married_joint")
        for at in middles
    ]
    assert [(credit + 50) // 100 for credit in found] == printed


@pytest.mark.parametrize(
    ("year", "amounts"),
    [
        (2023, (27_700, 29_200, 30_700)),
        (2024, (29_200, 30_750, 32_300)),
        (2025, (31_500, 33_100, 34_700)),
    ],
)
def test_standard_deductions_of_a_couple(year: int, amounts: tuple[int, ...]) -> None:
    """Pub. 501, examples with none, one and two of age or blindness (those of 2023 and 2024
    recalled)."""
    assert (
        tuple(
            deductions.standard_deduction(law(year), "married_joint", more) // 100
            for more in range(3)
        )
        == amounts
    )


def test_a_capital_loss_is_deducted_up_to_3000() -> None:
    """Pub. 550 (2025), capital loss carryover: a loss of 7,000 is 3,000 now and 4,000 carried
    (second hand)."""
    assert income.net_gain(law(2025), -7_000_00, 0, "married_joint") == -3_000_00
    assert sum(income.carried_losses(law(2025), -7_000_00, 0, "married_joint")) == -4_000_00
    assert sum(income.carried_losses(law(2025), -2_000_00, 0, "married_joint")) == 0


PREMIUMS = {
    # Part B and D a month by MAGI two years before: 42 USC 1395r(i), CMS notices; those of 2023 to
    # 2025 in part recalled.
    2023: (164.90, 97_000, 362.60 + 70.00, 403_000, 395.60 + 76.40),
    2024: (174.70, 103_000, 384.30 + 74.20, 397_000, 419.30 + 81.00),
    2025: (185.00, 106_000, 406.90 + 78.60, 394_000, 443.90 + 85.80),
    2026: (202.90, 109_000, 446.30 + 83.30, 391_000, 487.00 + 91.00),
}


@pytest.mark.parametrize("year", PREMIUMS)
def test_medicare_premiums_after_a_separate_return(year: int) -> None:
    base, first, middle, last, top = PREMIUMS[year]

    def monthly(magi: int) -> float:
        return surtaxes.medicare_premiums(law(year), magi, joint=False, separate=True) / 1200

    assert monthly(first * 100) == pytest.approx(base)
    assert monthly(first * 100 + 1) == monthly(last * 100 - 1) == pytest.approx(base + middle)
    assert monthly(last * 100) == pytest.approx(base + top)


def rows_of_pub_15t() -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / "pub15t.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    "row", rows_of_pub_15t(), ids=lambda row: f"{row['year']}-{row['box']}-{row['status']}"
)
def test_the_annual_tables_of_pub_15t(row: dict[str, str]) -> None:
    """Pub. 15-T, percentage method tables for automated payroll systems (transcriptions; the
    checkbox table of 2023 is built)."""
    numbers, boxed = law(int(row["year"])), row["box"] == "checkbox"
    allowance = 0 if boxed else numbers.withholding_allowance(row["status"])
    table = zip(*(row[name].split() for name in ("starts", "amounts", "rates")), strict=True)
    for start, amount, rate in table:
        for above in (0, 1_000_00):
            wages = int(start) * 100 + allowance + above
            expected = round(float(amount) * 100) + above * int(rate) // 100
            found = withholding(numbers, wages, 1, row["status"], two_jobs=boxed)
            # The printed table rounds half dollars of the halved brackets up, and half cents.
            assert abs(found - expected) <= (20 if boxed else 0), (start, above)


def test_withholding_follows_the_form_w_4() -> None:
    numbers = law(2026)
    plain = withholding(numbers, 5_000_00, 24, "single")
    assert withholding(numbers, 5_000_00, 24, "single", credits=2_200_00) == plain - 91_67
    assert withholding(numbers, 5_000_00, 24, "single", extra=100_00) == plain + 100_00
    assert withholding(numbers, 5_000_00, 24, "single", other_income=24_000_00) == withholding(
        numbers, 6_000_00, 24, "single"
    )
    assert withholding(numbers, 5_000_00, 24, "single", deductions=24_000_00) == withholding(
        numbers, 4_000_00, 24, "single"
    )
    assert withholding(numbers, 100_00, 24, "single", credits=2_200_00) == 0
    assert withholding(numbers, 5_000_00, 24, "qualifying_surviving_spouse") == withholding(
        numbers, 5_000_00, 24, "married_joint"
    )


def test_one_job_all_year_without_other_income_owes_what_was_withheld() -> None:
    for year in (2023, 2024, 2026, 2030):
        for status in ("single", "married_joint", "head_of_household"):
            pay = 130_000_00
            tax = federal_tax(law(year), Return(status=status, wages=pay)).tax_before_credits
            assert abs(26 * withholding(law(year), pay // 26, 26, status) - tax) < 30


# --- worksheets line by line, as the forms print them


def schedule_tax(taxable: float, status: str, year: int) -> float:
    """Tax by the rate schedule, dollars."""
    entry = law(year).entry("income_tax")
    starts = [0, *(top / 100 for top in entry.schedule[status])]
    ends = [*starts[1:], float("inf")]
    pairs = zip(starts, ends, entry.rates, strict=True)
    return sum(max(min(taxable, end) - start, 0) * rate / 1_000_000 for start, end, rate in pairs)


def gains_worksheet(taxable: float, gains: float, status: str, year: int) -> dict[int, float]:
    """Qualified Dividends and Capital Gain Tax Worksheet, Form 1040 (2025) line 16, by its line
    numbers."""
    line = {1: taxable, 4: gains}
    line[5] = max(line[1] - line[4], 0)
    line[6] = law(year).long_term_gain_0_top(status) / 100
    line[7] = min(line[1], line[6])
    line[8] = min(line[5], line[7])
    line[9] = line[7] - line[8]
    line[10] = min(line[1], line[4])
    line[12] = line[10] - line[9]
    line[13] = law(year).long_term_gain_15_top(status) / 100
    line[14] = min(line[1], line[13])
    line[15] = line[5] + line[9]
    line[16] = max(line[14] - line[15], 0)
    line[17] = min(line[12], line[16])
    line[18] = line[17] * 0.15
    line[19] = line[9] + line[17]
    line[20] = line[10] - line[19]
    line[21] = line[20] * 0.20
    line[22] = schedule_tax(line[5], status, year)
    line[23] = line[18] + line[21] + line[22]
    line[24] = schedule_tax(line[1], status, year)
    line[25] = min(line[23], line[24])
    return line


def form_6251(income: float, taxable: float, gains: float, status: str, year: int) -> float:
    """Form 6251 (2025) lines 4 to 11 and part III: the alternative minimum tax, dollars."""
    numbers = law(year)
    exemption, start = numbers.amt_exemption(status) / 100, numbers.amt_phaseout_start(status) / 100
    rate, split = numbers.amt_phaseout_rate / 1_000_000, numbers.amt_28_start(status) / 100
    if status == "married_separate":
        income += min(max(income - start - exemption / rate, 0) * rate, exemption)
    worksheet = gains_worksheet(taxable, gains, status, year)

    def flat(amount: float) -> float:
        return amount * 0.26 if amount <= split else amount * 0.28 - split * 0.02

    six = max(income - max(exemption - max(income - start, 0) * rate, 0), 0)
    sixteen = min(six, worksheet[4])
    eighteen = flat(six - sixteen)
    twenty_one = max(worksheet[6] - worksheet[5], 0)
    twenty_two = min(six, worksheet[4])
    twenty_three = min(twenty_one, twenty_two)
    twenty_four = twenty_two - twenty_three
    twenty_nine = max(worksheet[13] - (twenty_one + worksheet[5]), 0)
    thirty = min(twenty_four, twenty_nine)
    thirty_three = twenty_two - (twenty_three + thirty)
    thirty_eight = eighteen + thirty * 0.15 + thirty_three * 0.20
    return max(min(thirty_eight, flat(six)) - worksheet[25], 0)


amounts = st.integers(0, 3_000_000_00) | st.integers(0, 150_000_00)


@given(amounts, amounts, st.sampled_from(STATUSES), st.sampled_from((*YEARS, 2031)))
def test_the_capital_gain_worksheet_line_by_line(
    taxable: int, gains: int, status: str, year: int
) -> None:
    found = brackets.income_tax(law(year), taxable, gains, status)
    assert abs(found - gains_worksheet(taxable / 100, gains / 100, status, year)[25] * 100) <= 3


@given(amounts, amounts, amounts, st.sampled_from(STATUSES), st.sampled_from((*YEARS, 2031)))
def test_form_6251_line_by_line(
    income_stated: int, taxable: int, gains: int, status: str, year: int
) -> None:
    numbers = law(year)
    regular = brackets.income_tax(numbers, taxable, gains, status)
    found = brackets.alternative_minimum_tax(
        numbers, income_stated, max(taxable - gains, 0), gains, regular, status
    )
    assert (
        abs(found - form_6251(income_stated / 100, taxable / 100, gains / 100, status, year) * 100)
        <= 6
    )
