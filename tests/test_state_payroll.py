"""What states take from wages: the largest contributions that their agencies published, and how
they enter take-home pay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from megaroth.law.entry import Entry
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.law.load import law
from megaroth.law.reform import Reform
from megaroth.law.states import STATES
from megaroth.model.household import Household
from megaroth.planning.outlook import years_ahead
from megaroth.planyear.tax_bill import tax_bill
from megaroth.readers.household_file import read_household
from megaroth.tax.states.wages import employee_contributions
from megaroth.tax.surtaxes import payroll_tax

EXAMPLES = Path(__file__).parent.parent / "examples"
MUCH = 1_000_000_00

# The most that an employee pays in the year, as agencies, insurers and payroll firms gave it
# (docs/accuracy.md).
MOST = [
    ("CA", 2023, 1_378.48),
    ("CT", 2023, 801.00),
    ("CT", 2024, 843.00),
    ("CT", 2025, 880.50),
    ("CT", 2026, 922.50),
    ("CO", 2024, 758.70),
    ("CO", 2025, 792.45),
    ("CO", 2026, 811.80),
    ("MA", 2025, 810.06),
    ("RI", 2023, 924.00),
    ("RI", 2024, 1_044.00),
    ("RI", 2025, 1_159.60),
    ("RI", 2026, 1_100.00),
    ("MN", 2026, 814.00),
    ("NY", 2023, 399.43 + 31.20),
    ("NY", 2024, 333.25 + 31.20),
    ("NY", 2025, 354.53 + 31.20),
    ("NY", 2026, 411.91 + 31.20),
    # 0.425% of 44,800, 0.19% and 0.23% of 171,100.
    ("NJ", 2026, 190.40 + 325.09 + 393.53),
    ("HI", 2026, 390.05),
    # 1.13% of 184,500, of which 71.43%; and 0.58% of all.
    ("WA", 2026, 1_489.21 + 5_800.00),
    ("CA", 2026, 13_000.00),
    ("PA", 2026, 700.00),
    ("ME", 2026, 922.50),
    ("DE", 2026, 738.00),
    ("AK", 2026, 271.00),
]


@pytest.mark.parametrize(("state", "year", "most"), MOST)
def test_the_most_that_a_state_takes(state: str, year: int, most: float) -> None:
    assert employee_contributions(law(year), state, MUCH, MUCH) == round(most * 100)


def test_a_reform_of_the_wage_base_changes_no_other_book() -> None:
    """Washington's leave goes by the Social Security base."""
    base = Entry("social_security_wage_base", {"": 50_000_00}, "cents", "bill", "bill")
    smaller = Reform("smaller base", 2026, 2026, entries={"social_security_wage_base": base})
    before = employee_contributions(law(2026), "WA", 250_000_00, 250_000_00)
    changed = LawBook().with_reforms(smaller).law(2026)
    within = employee_contributions(changed, "WA", 250_000_00, 250_000_00)
    assert (before, employee_contributions(law(2026), "WA", 250_000_00, 250_000_00)) == (
        2_939_21,
        2_939_21,
    )
    assert within < before


def test_what_is_taken_of_taxed_wages_leaves_deferrals_out() -> None:
    # Oregon: 0.6% of wages to the Social Security base, and a transit tax of 0.1% of what the
    # income tax counts.
    assert employee_contributions(law(2026), "OR", 100_000_00, 75_500_00) == 600_00 + 75_50
    assert employee_contributions(law(2026), "VT", 100_000_00, 75_500_00) == 83_05


def test_a_column_is_its_rows() -> None:
    wages = np.array([0, 12_345_67, 150_000_00, 400_000_00], dtype=np.int64)
    for state in STATES:
        found = employee_contributions(law(2026), state, wages, wages - wages // 10)
        rows = [
            employee_contributions(law(2026), state, int(one), int(one - one // 10))
            for one in wages
        ]
        assert list(np.asarray(found)) == rows, state


def test_years_without_a_notice_are_projected_and_those_before_the_data_empty() -> None:
    assert all(one.status == "published" for one in PUBLISHED.contributions("CA", 2026))
    later = PUBLISHED.contributions("RI", 2030)[0]
    assert later.status == "projected"
    assert later.rate == 11_000
    assert later.base == pytest.approx(
        100_000_00 * law(2030).social_security_wage_base / law(2026).social_security_wage_base,
        abs=1,
    )
    assert PUBLISHED.contributions("CA", 2022) == ()
    assert PUBLISHED.contributions("TX", 2026) == ()


def example(**changes: object) -> Household:
    return replace(read_household(str(EXAMPLES / "couple.toml")), **changes)


def test_take_home_pay_is_less_by_what_the_state_takes() -> None:
    household = example()
    bill = tax_bill(household)
    assert bill.state_payroll_tax == round(0.013 * (230_000_00 + 78_000_00))
    slip = bill.pay_slips[0]
    own = payroll_tax(law(2026), 230_000_00) + round(0.013 * 230_000_00) + round(0.009 * 30_000_00)
    assert int(slip.payroll_tax) == pytest.approx(own / slip.paychecks, abs=1)
    assert any("CA contributions from wages" in note for note in map(str, bill.assumptions))
    without = tax_bill(example(state=None))
    assert without.state_payroll_tax == 0
    ahead, bare = (
        years_ahead(replace(one, spending=100_000_00)).years[0]
        for one in (household, example(state=None))
    )
    assert ahead.payroll_tax - bare.payroll_tax == bill.state_payroll_tax


def test_who_moves_pays_each_state_for_its_days() -> None:
    from datetime import date

    moved = tax_bill(example(previous_state="TX", moved=date(2026, 7, 1)))
    stayed = tax_bill(example())
    assert int(moved.state_payroll_tax) == pytest.approx(
        int(stayed.state_payroll_tax) * 184 / 365, abs=2
    )


def test_the_self_employed_owe_none_of_it() -> None:
    household = read_household(str(EXAMPLES / "solo_and_w2.toml"))
    bill = tax_bill(replace(household, state="CA"))
    wages = sum(
        int(job.pay)
        for person in household.people
        for job in person.jobs
        if not job.self_employed and job.pay is not None
    )
    assert bill.state_payroll_tax == round(0.013 * wages)
