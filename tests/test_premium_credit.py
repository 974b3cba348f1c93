"""The premium tax credit: its table, its cliff, and the years between work and Medicare."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest

from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.law.marketplace import age_factor, average_benchmark
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.policy_family import family
from megaroth.present.year_worksheets import year_sheets
from megaroth.projection.marketplace import insurance_of
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household
from megaroth.tax.premium_credit import poverty_line, premium_tax_credit

IDLE = """
schema = 1
year = 2026
filing_status = "{status}"
state = "{state}"
spending_in_retirement = 40_000
{top}
taxable = {{ value = 900_000, basis = 900_000 }}
[marketplace]
{marketplace}
[assumptions]
model = "fixed"
growth = "0%"
inflation = "0%"
dividend_yield = "0%"
turnover = "0%"
plan_until = 66
[[people]]
name = "Ana"
born = 1964-03-03
social_security = {{ monthly = 0, from_age = 70 }}
{more}
"""
"""A person of 62 with taxable money alone and the stated other income."""


def _idle(
    *,
    income: int = 30_000,
    state: str = "TX",
    marketplace: str = "buys = true\nbenchmark = 12_000",
    status: str = "single",
    more: str = "",
) -> Household:
    return parse_household(
        IDLE.format(
            status=status,
            state=state,
            top=f"other_income = {income}",
            marketplace=marketplace,
            more=more,
        )
    )


# Rates and ends of Rev. Proc. 2025-25 and, of 2024, of the Inflation Reduction Act.
TABLE_2026 = [
    (133, 2.10, 2.10),
    (150, 3.14, 4.19),
    (200, 4.19, 6.60),
    (250, 6.60, 8.44),
    (300, 8.44, 9.96),
    (400, 9.96, 9.96),
]
TABLE_2024 = [
    (150, 0.0, 0.0),
    (200, 0.0, 2.0),
    (250, 2.0, 4.0),
    (300, 4.0, 6.0),
    (400, 6.0, 8.5),
    (10_000, 8.5, 8.5),
]


def _by_hand(
    table: list[tuple[int, float, float]], income: float, line: float, premium: float
) -> float:
    """Form 8962 in plain arithmetic, dollars."""
    percent = int(100 * income / line)
    place = next((at for at, (end, *_) in enumerate(table) if percent < end), len(table) - 1)
    end, first, last = table[place]
    start = table[place - 1][0] if place else 0
    into = Decimal(min(percent, end) - start) / (end - start)
    exact = Decimal(str(first)) + (Decimal(str(last)) - Decimal(str(first))) * into
    share = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return max(0.0, premium - income * float(share) / 100)


@pytest.mark.parametrize(
    ("year", "line", "table"), [(2026, 15_650, TABLE_2026), (2024, 14_580, TABLE_2024)]
)
def test_the_credit_is_that_of_form_8962(
    year: int, line: int, table: list[tuple[int, float, float]]
) -> None:
    assert poverty_line(law(year), None, 1) == line * 100
    for income in range(line, 4 * line, 613):
        found = premium_tax_credit(law(year), income * 100, line * 100, 9_000_00, 9_000_00)
        assert abs(found / 100 - _by_hand(table, income, line, 9_000)) < 0.02, income


def test_an_example_of_the_regulation() -> None:
    """26 CFR 1.36B-3(g)(3), example: 210% of the line is a fifth of the way from 200% to 250%. In
    2026 that is 6.60 + 0.2 x 1.84 = 6.97 percent."""
    income = 15_650_00 * 210 // 100
    credit = premium_tax_credit(law(2026), income, 15_650_00, 9_000_00, 9_000_00)
    assert abs(credit - (9_000_00 - income * 0.0697)) < 1


def test_a_dollar_over_four_times_the_line_loses_the_whole_credit_from_2026_on() -> None:
    most = 4 * 15_650_00
    of = [
        premium_tax_credit(law(2026), income, 15_650_00, 12_000_00, 12_000_00)
        for income in (most, most + 1)
    ]
    assert of == [5_765_04, 0]
    # In 2021 to 2025 nobody paid more than 8.5%.
    assert premium_tax_credit(law(2025), 80_000_00, 15_060_00, 12_000_00, 12_000_00) == 5_200_00


def test_income_below_the_line_has_no_credit() -> None:
    credit = premium_tax_credit(law(2026), 15_649_99, 15_650_00, 12_000_00, 12_000_00)
    assert credit == 0


def test_a_cheaper_plan_has_no_more_credit_than_its_premium() -> None:
    assert premium_tax_credit(law(2026), 16_000_00, 15_650_00, 12_000_00, 7_000_00) == 7_000_00


def test_a_column_is_its_rows() -> None:
    incomes = np.arange(0, 90_000_00, 1_234_56)
    column = premium_tax_credit(law(2026), incomes, 15_650_00, 9_000_00, 8_000_00)
    rows = [
        premium_tax_credit(law(2026), int(one), 15_650_00, 9_000_00, 8_000_00) for one in incomes
    ]
    assert isinstance(column, np.ndarray)
    assert column.tolist() == rows


@pytest.mark.parametrize(
    ("year", "state", "people", "line"),
    [
        (2026, "GA", 1, 15_650),
        (2026, "GA", 4, 32_150),
        (2026, "AK", 2, 26_430),
        (2026, "HI", 1, 17_990),
        (2027, "TX", 2, 21_640),
    ],
)
def test_the_poverty_line_is_that_of_the_guidelines_of_the_year_before(
    year: int, state: str, people: int, line: int
) -> None:
    """HHS poverty guidelines of 2025 and 2026 (90 FR 5917, 91 FR 1797)."""
    assert poverty_line(law(year), state, people) == line * 100


def test_the_shares_of_2027_are_those_of_the_statute_by_one_ratio() -> None:
    """IRC 36B(b)(3)(A)(ii): every share of the table moves by the same ratio."""
    statute = {"0": 2.0, "133": 3.0, "150": 4.0, "200": 6.3, "250": 8.05, "300": 9.5}
    ratio = 10.22 / 9.5
    for tier, share in statute.items():
        assert law(2027).premium_credit_initial(tier) == round(share * ratio, 2) * 10_000


def test_premiums_rise_with_age_to_three_times_those_of_21() -> None:
    """45 CFR 147.102(a)(1)(iii): 3:1 for adults."""
    assert [age_factor(age) for age in (21, 40, 50, 60, 64, 70)] == [
        1_000,
        1_278,
        1_786,
        2_714,
        3_000,
        3_000,
    ]
    assert average_benchmark().yearly == 625_00 * 12


def test_insurance_between_work_and_medicare_costs_its_premium_less_the_credit() -> None:
    """Income of 30,000 in 2026: 191% of 15,650, so 4.19 + 41/50 x 2.41 = 6.17 percent, 1,851; the
    credit is 12,000 less that. Medicare begins at 65, in 2029."""
    years = years_ahead(_idle()).years
    assert [one.insurance for one in years[:4]] == [12_000_00, 12_325_00, 12_664_00, 0][:1] + [
        round(12_000_00 * age_factor(age) / age_factor(62)) for age in (63, 64)
    ] + [0]
    assert years[0].premium_credit == 12_000_00 - 1_851_00
    assert years[3].premium_credit == 0


def test_every_dollar_of_the_premium_and_the_credit_is_in_the_cash_of_the_year() -> None:
    one = years_ahead(_idle()).years[0]
    spent = one.spending + one.insurance + one.federal_tax
    assert one.income + one.drawn + one.premium_credit - spent == one.deposited
    answer = years_ahead(_idle())
    text = str(year_sheets(answer, 2026, PUBLISHED))
    assert "marketplace premiums" in text
    assert "premium tax credit" in text


def test_spouses_who_file_separately_have_no_credit() -> None:
    bob = (
        '[[people]]\nname = "Bob"\nborn = 1964-05-05\n'
        "social_security = { monthly = 0, from_age = 70 }"
    )
    joint, apart = (
        years_ahead(_idle(status=status, more=bob)).years[0]
        for status in ("married_joint", "married_separate")
    )
    assert joint.premium_credit > 0
    assert apart.premium_credit == 0
    assert apart.insurance == joint.insurance


def test_a_household_that_does_not_buy_is_as_before_and_is_asked() -> None:
    answer = years_ahead(_idle(marketplace=""))
    assert all(one.insurance == one.premium_credit == 0 for one in answer.years)
    assert any("marketplace.buys" in str(one) for one in answer.assumptions)


def test_a_job_insures_the_household() -> None:
    ahead = outlook(
        parse_household(
            IDLE.format(
                status="single",
                state="TX",
                top="",
                marketplace="buys = true",
                more='retires_at = 64\n[[people.jobs]]\nemployer = "Co"\npay = 50_000',
            )
        )
    )
    assert insurance_of(ahead, 2027) is None
    bought = insurance_of(ahead, 2028)
    assert bought is not None
    assert bought.premium == round(7_500_00 * 3_000 / 1_278)
    assert insurance_of(ahead, 2029) is None


EARLY = """
schema = 1
year = 2026
filing_status = "single"
state = "TX"
spending_in_retirement = 35_000
alternatives = ["taxable", "mega"]
[[people]]
name = "Mid"
born = 1976-04-15
retires_at = 52
social_security = { monthly = 1_500, from_age = 67 }
[[people.jobs]]
employer = "Co"
pay = 140_000
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
[people.jobs.balances]
pre_tax = 700_000
[taxable]
value = 400_000
basis = 300_000
[marketplace]
buys = true
[assumptions]
model = "fixed"
growth = "5%"
plan_until = 80
"""


def test_policies_include_the_largest_income_that_has_a_credit() -> None:
    """400% of a line of 15,650 is 62,600; later lines in today's money are close to it."""
    targets = {one.target for one in family(outlook(parse_household(EARLY)))}
    assert any(
        one is not None and 61_000_00 <= one <= 64_000_00 and one % 1_000_00 == 0 for one in targets
    )


def test_the_credit_is_worth_having_in_the_comparison() -> None:
    """The credit makes every alternative better, and no policy is worse off for having it."""
    bought = compare(parse_household(EARLY), policy="best")
    unsubsidized = compare(
        parse_household(EARLY.replace("buys = true", "buys = false") + _as_expense()),
        policy="best",
    )
    for with_credit, without in zip(bought.alternatives, unsubsidized.alternatives, strict=True):
        assert (
            with_credit.measures.spending_per_year.level >= without.measures.spending_per_year.level
        )


def _as_expense() -> str:
    """The same premiums as expenses of each year."""
    ahead = outlook(parse_household(EARLY))
    found = []
    for year in ahead.years:
        one = insurance_of(ahead, year)
        if one is not None:
            found.append(
                f'[[expenses]]\nname = "Insurance"\namount = {one.premium / 100:.2f}\n'
                f"year = {year}\nnominal = true\n"
            )
    return "\n".join(found)


@pytest.mark.slow
def test_no_plan_is_above_its_bound_with_the_credit() -> None:
    answer = optimize(parse_household(EARLY))
    assert answer.value <= answer.bound
