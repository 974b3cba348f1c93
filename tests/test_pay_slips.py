"""Income tax withheld from each check: bonuses, and contributions before the last stub."""

from __future__ import annotations

import pytest

from megaroth.law.law_book import PUBLISHED
from megaroth.law.load import law
from megaroth.planyear.paychecks import paychecks
from megaroth.planyear.tax_bill import tax_bill
from megaroth.readers.household_file import parse_household
from megaroth.tax.withholding import withholding

FILE = """
schema = 1
year = 2026
filing_status = "single"
{top}
[[people]]
name = "Sam"
born = {born}
[[people.jobs]]
employer = "Co"
pay = {pay}
pay_frequency = "monthly"
fica_wages_last_year = {last}
{job}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
{plan}
"""
NOTHING = "[people.jobs.elections]\ndeferral = 0\ncatch_up = 0\nafter_tax = 0"


def text(**parts: str) -> str:
    blank = {"top": "", "born": "1985-05-05", "pay": "120_000", "last": "0", "job": "", "plan": ""}
    return FILE.format(**(blank | parts))


def of_check(wages: float) -> int:
    """Withheld from a monthly check of a single person, cents."""
    return int(withholding(law(2026), round(wages * 100), 12, "single"))


def test_a_bonus_is_withheld_from_as_what_it_adds_to_a_usual_check() -> None:
    """Pub. 15 section 7: 12 checks of 10,000, one of them with a bonus of 30,000."""
    job = "bonuses = [{ date = 2026-06-15, amount = 30_000 }]"
    bill = tax_bill(parse_household(text(job=job, plan=NOTHING)))
    assert bill.withheld == 11 * of_check(10_000) + of_check(40_000)
    assert bill.withheld > 12 * of_check(12_500), "rates rise, so uneven pay is withheld from more"
    (slip,) = bill.pay_slips
    assert slip.federal_withholding == round(bill.withheld / 12)
    assert (slip.paychecks, slip.gross) == (12, 12_500_00)


def test_deferrals_before_the_last_stub_lower_the_tax_of_those_checks_only() -> None:
    """24,000 out of the first four of 12 checks of 10,000, and nothing afterward."""
    made = f"[people.jobs.made]\npre_tax = 24_000\n{NOTHING}".replace(
        "deferral = 0", "deferral = 24_000"
    )
    bill = tax_bill(parse_household(text(top="as_of = 2026-04-30", plan=made)))
    assert bill.withheld == 4 * of_check(4_000) + 8 * of_check(10_000)


@pytest.mark.parametrize(("last", "taxed"), [("100_000", False), ("160_000", True)])
def test_catch_up_made_as_roth_is_withheld_from(last: str, taxed: bool) -> None:
    """IRC 414(v)(7): above 150,000 of FICA wages in 2025, the catch-up of 2026 must be Roth."""
    elections = "[people.jobs.elections]\ndeferral = 24_500\ncatch_up = 6_000\nafter_tax = 0"
    bill = tax_bill(parse_household(text(born="1970-05-05", last=last, plan=elections)))
    wages = 10_000 - 24_500 / 12 - (0 if taxed else 500)
    assert bill.withheld == pytest.approx(12 * of_check(wages), abs=12)
    assert bill.pay_slips[0].contributed == pytest.approx(30_500_00 / 12, abs=1)


@pytest.mark.parametrize("bonus", ["2026-06-15", "2026-09-30", "2026-12-31"])
@pytest.mark.parametrize("state", ["", 'state = "CA"'])
def test_take_home_of_all_checks_is_pay_less_what_employers_take(bonus: str, state: str) -> None:
    """Also where a bonus comes with a check of the day on which the wage base is passed."""
    job = f"bonuses = [{{ date = {bonus}, amount = 90_000 }}]"
    home = parse_household(text(pay="180_000", job=job, plan=NOTHING, top=state))
    bill = tax_bill(home)
    checks = paychecks(home, PUBLISHED).paydays
    assert len(checks) == 13
    taken = bill.payroll_tax + bill.state_payroll_tax + bill.withheld
    assert sum(check.take_home for check in checks) == 270_000_00 - taken
