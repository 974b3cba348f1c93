"""Federal returns of households: what the file says, and the line of the return that follows from the law."""

from __future__ import annotations

import textwrap
from pathlib import Path

import numpy as np
import pytest

from megaroth.kernel.cents import share
from megaroth.law.load import law
from megaroth.planyear.tax_bill import TaxBill, tax_bill
from megaroth.readers.household_file import read_household
from megaroth.rules.compensation import self_employment_tax
from megaroth.tax.federal import MAY_NOT_ITEMIZE, MUST_ITEMIZE, Return, federal_tax
from megaroth.tax.income import disqualified_income, taxable_social_security
from megaroth.tax.separate_returns import with_elections

LAW = law(2026)


def bill_of(tmp_path: Path, text: str, place: int = 0) -> TaxBill:
    file = tmp_path / "household.toml"
    file.write_text("schema = 1\nyear = 2026\n" + textwrap.dedent(text))
    return tax_bill(read_household(str(file)), place)


@pytest.mark.parametrize(("interest", "loss", "credit"), [(12_500_00, 0, 0), (12_500_00, 3_000_00, 0), (12_200_01, 1_00, 0)])
def test_a_capital_loss_does_not_lower_investment_income_for_the_earned_income_credit(
    interest: int, loss: int, credit: int
) -> None:
    """IRC 32(i)(2)(D) takes capital gain net income, which is never below zero (1222(9))."""
    one = Return(children=2, wages=24_000_00, interest=interest, short_term_gain=-loss)
    assert federal_tax(LAW, one).earned_income_credit == credit
    assert disqualified_income(interest, 0, -loss, 0) == interest


def test_a_loss_leaves_the_credit_below_the_limit() -> None:
    one = Return(children=2, wages=24_000_00, interest=12_200_00, short_term_gain=-3_000_00)
    assert federal_tax(LAW, one).earned_income_credit > 5_000_00


SAVER = """
filing_status = "{status}"
state = "TX"
{top}
[income]
children = {children}
[[people]]
name = "Sam"
born = {born}
[[people.jobs]]
employer = "W"
pay = {pay}
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
[people.jobs.elections]
{elections}
"""


def _saver(tmp_path: Path, **changes: object) -> TaxBill:
    words = {
        "status": "single",
        "top": "",
        "children": 0,
        "born": "1990-05-05",
        "pay": 26_000,
        "elections": "deferral = 2000\nafter_tax = 0",
    }
    return bill_of(tmp_path, SAVER.format(**words | changes))


def test_deferrals_count_for_the_savers_credit(tmp_path: Path) -> None:
    """IRC 25B(d)(1)(B): half of 2,000 deferred, as far as the tax goes (790)."""
    bill = _saver(tmp_path)
    assert (bill.federal.savers_credit, bill.federal.total) == (790_00, 0)
    assert any("full-time student" in note for note in bill.assumptions)


def test_a_familys_savers_credit_comes_before_the_child_credit(tmp_path: Path) -> None:
    """Schedule 8812's credit limit worksheet takes Schedule 3 line 4 off the tax first."""
    bill = _saver(tmp_path, status="head_of_household", top="spare_cash = 4000", children=1, pay=36_000, elections="")
    assert bill.federal.total == -4_831_02


def test_after_tax_contributions_count_too(tmp_path: Path) -> None:
    """IRC 25B(d)(1)(C): voluntary employee contributions."""
    bill = _saver(tmp_path, top="spare_cash = 1000", pay=24_000, elections="deferral = 0\nafter_tax = 1000")
    assert bill.items.retirement_contributions == 1_000_00
    assert bill.federal.savers_credit == 500_00


def test_nobody_under_18_has_a_savers_credit(tmp_path: Path) -> None:
    assert _saver(tmp_path, born="2009-01-01").federal.savers_credit == 0


def test_distributions_of_either_spouse_lower_the_savers_credit() -> None:
    """IRC 25B(d)(2)(A), (D)."""
    one = Return(status="married_joint", spouse_age=40, wages=47_000_00, retirement_contributions=2_000_00)
    assert federal_tax(LAW, one).savers_credit == 1_000_00
    assert federal_tax(LAW, Return(**{**vars(one), "ira_distributions": 1_500_00})).savers_credit == 250_00
    assert federal_tax(LAW, Return(**{**vars(one), "roth_conversions": 1_000_00})).savers_credit == 1_000_00


APART = """
filing_status = "married_separate"
lived_apart = {apart}
state = "TX"
[income]
social_security = 30_000
pensions = 24_000
[[people]]
name = "A"
born = 1956-05-05
[[people]]
name = "B"
born = 1957-05-05
"""


@pytest.mark.parametrize(("apart", "tax"), [("true", 0), ("false", 700_00)])
def test_spouses_apart_all_year_have_the_social_security_base_of_single_persons(tmp_path: Path, apart: str, tax: int) -> None:
    """IRC 86(c)(1)(C)(ii), (2)(C)(ii): the base is zero only for those who did not live apart at all times."""
    for place in (0, 1):
        assert bill_of(tmp_path, APART.format(apart=apart), place).federal.total == tax
    column = taxable_social_security(LAW, np.array([15_000_00]), np.array([12_000_00]), "married_separate", apart == "true")
    assert column[0] == (0 if apart == "true" else share(15_000_00, 850_000))


ITEMIZING = """
filing_status = "married_separate"
state = "TX"
[income]
state_taxes = {taxes}
mortgage_interest = {interest}
[[people]]
name = "A"
born = 1976-05-05
[[people.jobs]]
employer = "X"
pay = 500_000
[[people]]
name = "B"
born = 1977-05-05
[[people.jobs]]
employer = "Y"
pay = 120_000
"""


def test_spouses_who_file_separately_both_itemize_or_neither(tmp_path: Path) -> None:
    """IRC 63(c)(6)(A). B alone would save 858 by itemizing 20,000, which would cost A the standard deduction of 16,100."""
    bills = [bill_of(tmp_path, ITEMIZING.format(taxes=40_000, interest=0), place) for place in (0, 1)]
    assert [bill.federal.itemizes for bill in bills] == [False, False]
    assert [bill.federal.deduction for bill in bills] == [16_100_00, 16_100_00]
    both = [bill_of(tmp_path, ITEMIZING.format(taxes=40_000, interest=30_000), place) for place in (0, 1)]
    assert [bill.federal.itemizes for bill in both] == [True, True]
    assert both[0].federal.deduction == 18_918_92, "state taxes at their floor of 5,000, less 2/37 (IRC 68)"


def test_a_column_of_separate_returns_elects_row_by_row() -> None:
    wages, taxes = np.array([500_000_00, 80_000_00]), np.array([20_000_00, 20_000_00])
    rich, other = (
        Return(status="married_separate", wages=wages, state_taxes=taxes),
        Return(status="married_separate", wages=np.array([120_000_00, 90_000_00]), state_taxes=taxes),
    )
    assert list(with_elections(LAW, [rich, other])[0].itemizing) == [MAY_NOT_ITEMIZE, MUST_ITEMIZE]


def test_net_earnings_below_400_bear_no_self_employment_tax(tmp_path: Path) -> None:
    """IRC 1402(b)(2): 420 of profit are 387.87 of net earnings."""
    text = """
    [[people]]
    name = "Sam"
    born = 1980-01-01
    [[people.jobs]]
    employer = "Own"
    pay = {profit}
    self_employed = true
    """
    assert bill_of(tmp_path, text.format(profit=420)).federal.self_employment_tax == 0
    assert bill_of(tmp_path, text.format(profit=434)).federal.self_employment_tax == self_employment_tax(LAW, 434_00) == 61_32


def test_the_income_that_decides_about_a_roth_ira_is_before_the_ira_deduction() -> None:
    """IRC 408A(c)(3)(B)(i), 219(g)(3)(A)(ii)."""
    one = federal_tax(LAW, Return(wages=160_000_00, ira_deduction=7_500_00))
    assert (one.agi, one.roth_ira_magi, one.ira_deduction_magi) == (152_500_00, 160_000_00, 160_000_00)
