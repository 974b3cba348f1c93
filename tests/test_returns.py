"""Federal returns of households: what the file says, and the line of the return that follows from
the law."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from megaroth.kernel.errors import InputError
from megaroth.kernel.money import positive, share
from megaroth.law.load import law
from megaroth.planyear.tax_bill import TaxBill, tax_bill
from megaroth.readers.household_file import parse_household, read_household
from megaroth.rules.compensation import self_employment_tax
from megaroth.tax.federal import MAY_NOT_ITEMIZE, MUST_ITEMIZE, Return, federal_tax
from megaroth.tax.income import disqualified_income, taxable_social_security
from megaroth.tax.separate_returns import with_elections

LAW = law(2026)


def bill_of(tmp_path: Path, text: str, place: int = 0) -> TaxBill:
    file = tmp_path / "household.toml"
    file.write_text("schema = 1\nyear = 2026\n" + textwrap.dedent(text))
    return tax_bill(read_household(str(file)), place)


@pytest.mark.parametrize(
    ("interest", "loss", "credit"),
    [(12_500_00, 0, 0), (12_500_00, 3_000_00, 0), (12_200_01, 1_00, 0)],
)
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
    assert any("full-time student" in note for note in map(str, bill.assumptions))


def test_a_familys_savers_credit_comes_before_the_child_credit(tmp_path: Path) -> None:
    """Schedule 8812's credit limit worksheet takes Schedule 3 line 4 off the tax first."""
    bill = _saver(
        tmp_path,
        status="head_of_household",
        top="spare_cash = 4000",
        children=1,
        pay=36_000,
        elections="",
    )
    assert bill.federal.total == -4_831_02


def test_after_tax_contributions_count_too(tmp_path: Path) -> None:
    """IRC 25B(d)(1)(C): voluntary employee contributions."""
    bill = _saver(
        tmp_path, top="spare_cash = 1000", pay=24_000, elections="deferral = 0\nafter_tax = 1000"
    )
    assert bill.items.retirement_contributions == 1_000_00
    assert bill.federal.savers_credit == 500_00


def test_a_returned_ira_contribution_does_not_count_for_the_savers_credit(tmp_path: Path) -> None:
    """Pay of 1,500 allows 1,500 (IRC 219(b)(1)(B)); Pub. 590-A: the rest, returned in time, counts
    as never made. 50% of 1,500 at an AGI of 24,000."""
    text = (
        'as_of = 2026-12-31\nfiling_status = "single"\n[income]\n'
        'interest = 22_500\n[[people]]\nname = "Sam"\nborn = 1980-05-05\nira_made = {}\n'
        '[[people.jobs]]\nemployer = "W"\npay = 1_500\n'
    )
    over, within = (bill_of(tmp_path, text.format(made)) for made in (3_000, 1_500))
    assert over.items.retirement_contributions == 1_500_00
    assert over.federal.savers_credit == within.federal.savers_credit == 750_00


@pytest.mark.parametrize(("governmental", "counted"), [("true", 2_000_00), ("false", 0)])
def test_only_a_governments_457b_counts_for_the_savers_credit(
    tmp_path: Path, governmental: str, counted: int
) -> None:
    """IRC 25B(d)(1)(B)(ii): plans of an employer described in section 457(e)(1)(A)."""
    rules = f'kind = "457(b)"\ngovernmental = {governmental}\nroth = false\nafter_tax = false'
    text = SAVER.format(
        status="single",
        top='order = ["deferral"]',
        children=0,
        born="1990-05-05",
        pay=26_000,
        elections="deferral = 2000",
    )
    plan_rules = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"'
    bill = bill_of(tmp_path, text.replace(plan_rules, rules))
    assert bill.items.retirement_contributions == counted
    assert (bill.federal.savers_credit > 0) == (counted > 0)


def test_nobody_under_18_has_a_savers_credit(tmp_path: Path) -> None:
    assert _saver(tmp_path, born="2009-01-01").federal.savers_credit == 0


def test_distributions_of_either_spouse_lower_the_savers_credit() -> None:
    """IRC 25B(d)(2)(A), (D)."""
    one = Return(
        status="married_joint", spouse_age=40, wages=47_000_00, retirement_contributions=2_000_00
    )
    assert federal_tax(LAW, one).savers_credit == 1_000_00
    assert (
        federal_tax(LAW, Return(**{**vars(one), "ira_distributions": 1_500_00})).savers_credit
        == 250_00
    )
    assert (
        federal_tax(LAW, Return(**{**vars(one), "roth_conversions": 1_000_00})).savers_credit
        == 1_000_00
    )


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
def test_spouses_apart_all_year_have_the_social_security_base_of_single_persons(
    tmp_path: Path, apart: str, tax: int
) -> None:
    """IRC 86(c)(1)(C)(ii), (2)(C)(ii): the base is zero only for those who did not live apart at
    all times."""
    for place in (0, 1):
        assert bill_of(tmp_path, APART.format(apart=apart), place).federal.total == tax
    column = taxable_social_security(
        LAW, np.array([15_000_00]), np.array([12_000_00]), "married_separate", apart == "true"
    )
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
    """IRC 63(c)(6)(A). B alone would save 858 by itemizing 20,000, which would cost A the standard
    deduction of 16,100."""
    bills = [
        bill_of(tmp_path, ITEMIZING.format(taxes=40_000, interest=0), place) for place in (0, 1)
    ]
    assert [bill.federal.itemizes for bill in bills] == [False, False]
    assert [bill.federal.deduction for bill in bills] == [16_100_00, 16_100_00]
    both = [
        bill_of(tmp_path, ITEMIZING.format(taxes=40_000, interest=30_000), place)
        for place in (0, 1)
    ]
    assert [bill.federal.itemizes for bill in both] == [True, True]
    assert both[0].federal.deduction == 18_918_92, (
        "state taxes at their floor of 5,000, less 2/37 (IRC 68)"
    )


def test_a_column_of_separate_returns_elects_row_by_row() -> None:
    wages, taxes = np.array([500_000_00, 80_000_00]), np.array([20_000_00, 20_000_00])
    rich, other = (
        Return(status="married_separate", wages=wages, state_taxes=taxes),
        Return(
            status="married_separate", wages=np.array([120_000_00, 90_000_00]), state_taxes=taxes
        ),
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
    assert (
        bill_of(tmp_path, text.format(profit=434)).federal.self_employment_tax
        == self_employment_tax(LAW, 434_00)
        == 61_32
    )


def test_the_income_that_decides_about_a_roth_ira_is_before_the_ira_deduction() -> None:
    """IRC 408A(c)(3)(B)(i), 219(g)(3)(A)(ii)."""
    one = federal_tax(LAW, Return(wages=160_000_00, ira_deduction=7_500_00))
    assert (one.agi, one.roth_ira_magi, one.ira_deduction_magi) == (
        152_500_00,
        160_000_00,
        160_000_00,
    )


OWN = """
filing_status = "{status}"
{state}
[[people]]
name = "A"
born = 1980-01-01
[[people.jobs]]
employer = "Own"
pay = {profit}
self_employed = true
{keys}
{spouse}
"""
SPOUSE = '[[people]]\nname = "B"\nborn = 1980-01-01'


def _own(
    tmp_path: Path, profit: int, keys: str = "", status: str = "single", state: str = ""
) -> TaxBill:
    spouse = SPOUSE if status == "married_joint" else ""
    return bill_of(
        tmp_path, OWN.format(profit=profit, keys=keys, status=status, spouse=spouse, state=state)
    )


def test_business_income_is_deducted_up_to_a_fifth_of_taxable_income(tmp_path: Path) -> None:
    """IRC 199A(a): 20% of 153,682.85 is less than 20% of 185,882.85."""
    federal = _own(tmp_path, 200_000, status="married_joint").federal
    assert (federal.business_deduction, federal.taxable_income, federal.income_tax) == (
        30_736_57,
        122_946_28,
        16_472_18,
    )


def test_own_contributions_and_half_the_self_employment_tax_lower_business_income() -> None:
    """26 CFR 1.199A-3(b)(1)(vi); the example's day job has nothing to do with it."""
    bill = tax_bill(
        read_household(str(Path(__file__).parents[1] / "examples" / "solo_and_w2.toml"))
    )
    items = bill.items
    expected = items.business_income - items.self_employment_tax // 2 - items.other_adjustments
    assert abs(items.qualified_business_income - expected) <= 1
    assert (
        bill.federal.business_deduction
        == share(items.qualified_business_income, 200_000)
        == 15_755_61
    )


def _return(taxable: int, **business: int) -> Return:
    return Return(other_income=taxable + 16_100_00, **business)


@pytest.mark.parametrize(
    ("taxable", "business", "deduction"),
    [
        # Below the threshold of 201,750 neither the limit nor the kind of business matters.
        (
            201_750_00,
            {"specified_business_income": 100_000_00, "specified_business_excess": 20_000_00},
            20_000_00,
        ),
        # A third of the range of 75,000: a third of what exceeds the limit is lost.
        (
            226_750_00,
            {"qualified_business_income": 100_000_00, "qualified_business_excess": 15_000_00},
            15_000_00,
        ),
        # A service business: two thirds of it, less a third of two thirds of the excess (Form
        # 8995-A, Schedule A and Part III).
        (
            226_750_00,
            {"specified_business_income": 100_000_00, "specified_business_excess": 15_000_00},
            10_000_00,
        ),
        # Beyond the range: the limit alone, and nothing of a service business, not even the least
        # deduction.
        (
            300_000_00,
            {"qualified_business_income": 100_000_00, "qualified_business_excess": 15_000_00},
            5_000_00,
        ),
        (300_000_00, {"specified_business_income": 100_000_00}, 0),
        # IRC 199A(i): at least 400 where active business income is 1,000; 20% of 1,200 is 240.
        (50_000_00, {"qualified_business_income": 1_200_00}, 400_00),
        (50_000_00, {"qualified_business_income": 999_99}, 200_00),
    ],
)
def test_the_limits_of_business_income(
    taxable: int, business: dict[str, int], deduction: int
) -> None:
    """IRC 199A(b)(3), (d)(3), (i); Pub. L. 119-21 sec. 70105."""
    one = federal_tax(LAW, _return(taxable, **business))
    assert one.business_deduction == deduction
    column = {name: np.array([value, 0]) for name, value in business.items()}
    both = federal_tax(LAW, Return(other_income=np.array([taxable + 16_100_00] * 2), **column))
    assert list(both.business_deduction) == [deduction, 0]


def test_the_phase_in_range_was_narrower_and_nothing_was_least_before_2026() -> None:
    before = law(2025)
    one = Return(
        other_income=197_300_00 + 25_000_00 + 15_750_00,
        qualified_business_income=100_000_00,
        qualified_business_excess=20_000_00,
    )
    assert federal_tax(before, one).business_deduction == 10_000_00
    assert (
        federal_tax(
            before, Return(wages=60_000_00, qualified_business_income=1_200_00)
        ).business_deduction
        == 240_00
    )


def test_gains_are_no_base_of_the_business_deduction() -> None:
    """IRC 199A(a)(2), (e)(1), 1(h)(11): net capital gain, qualified dividends among it, is taken
    off first."""
    income = {
        "long_term_gain": 40_000_00,
        "dividends": 5_000_00,
        "qualified_dividends": 5_000_00,
        "other_income": 30_000_00,
    }
    one = federal_tax(LAW, Return(**income, qualified_business_income=30_000_00))
    assert (
        one.business_deduction
        == share(positive(75_000_00 - 16_100_00 - 45_000_00), 200_000)
        == 2_780_00
    )


def test_the_minimum_tax_allows_the_business_deduction() -> None:
    """IRC 199A(f)(2)."""
    rich = Return(wages=900_000_00, long_term_gain=3_000_000_00)
    own = Return(
        wages=900_000_00, long_term_gain=3_000_000_00, qualified_business_income=500_000_00
    )
    without, deducted = federal_tax(LAW, rich), federal_tax(LAW, own)
    assert deducted.business_deduction == 100_000_00
    assert without.tax_before_credits + without.amt > deducted.tax_before_credits + deducted.amt


def test_the_limit_on_itemized_deductions_follows_the_business_deduction() -> None:
    """IRC 199A(e)(1) finds the deduction without section 68; section 68(a)(2) then looks at taxable
    income."""
    one = Return(
        other_income=700_000_00, mortgage_interest=80_000_00, qualified_business_income=250_000_00
    )
    found = federal_tax(LAW, one)
    assert found.business_deduction == 50_000_00
    assert found.deduction == 80_000_00 - round((700_000_00 - 50_000_00 - 640_600_00) * 2 / 37)


def test_what_nobody_stated_of_a_business_is_said_with_its_range(tmp_path: Path) -> None:
    (note,) = [
        note
        for note in map(str, _own(tmp_path, 290_000).assumptions)
        if "specified_service" in note
    ]
    assert "it can be $0.00 to $" in note or "it can be $" in note
    assert not any(
        "specified_service" in note for note in map(str, _own(tmp_path, 120_000).assumptions)
    ), "below the threshold nothing is asked"
    stated = "specified_service = false\nwages_paid = 80_000\nproperty_basis = 0"
    assert not any(
        "State specified_service" in note
        for note in map(str, _own(tmp_path, 290_000, stated).assumptions)
    )


def test_wages_and_services_decide_at_high_income(tmp_path: Path) -> None:
    found = [
        _own(tmp_path, 500_000, keys).federal.business_deduction
        for keys in (
            "specified_service = false\nwages_paid = 60_000",
            "specified_service = true\nwages_paid = 60_000",
            "",
        )
    ]
    assert found == [30_000_00, 0, 400_00], (
        "without wages only the least deduction of an active business is left"
    )


@pytest.mark.parametrize(
    "key", ["specified_service = true", "wages_paid = 1", "property_basis = 1"]
)
def test_an_employee_is_not_asked_about_a_business(tmp_path: Path, key: str) -> None:
    text = OWN.format(profit=1, keys=key, status="single", spouse="", state="").replace(
        "self_employed = true\n", ""
    )
    with pytest.raises(InputError, match="self_employed"):
        bill_of(tmp_path, text)


def test_colorado_adds_the_business_deduction_back_at_high_income(tmp_path: Path) -> None:
    """C.R.S. 39-22-104(3)(o)."""
    keys = "specified_service = false\nwages_paid = 600_000"
    low, high = (
        _own(tmp_path, profit, keys, state='state = "CO"') for profit in (400_000, 900_000)
    )
    assert low.state is not None
    assert high.state is not None
    assert high.state.taxable_income > high.federal.taxable_income
    assert (
        high.state.taxable_income - low.state.taxable_income
        > high.federal.taxable_income - low.federal.taxable_income
    )


def test_a_roth_deferral_of_the_self_employed_costs_less_than_its_bracket() -> None:
    """A pre-tax deferral lowers business income too, so that 22% on it is 17.6%."""
    plain = Return(
        business_income=120_000_00,
        self_employment_tax=16_955_00,
        qualified_business_income=111_522_50,
    )
    deferred = Return(
        business_income=120_000_00,
        self_employment_tax=16_955_00,
        qualified_business_income=101_522_50,
        other_adjustments=10_000_00,
    )
    assert federal_tax(LAW, plain).income_tax - federal_tax(LAW, deferred).income_tax == 1_760_00


YOUNG = """
filing_status = "single"
[income]
interest = {interest}
[[people]]
name = "Kim"
born = {born}
{keys}
[[people.jobs]]
employer = "W"
pay = {pay}
"""


@pytest.mark.parametrize(
    ("pay", "deduction"), [(500, 1_350_00), (5_000, 5_450_00), (40_000, 16_100_00)]
)
def test_a_dependents_standard_deduction_follows_earned_income(
    tmp_path: Path, pay: int, deduction: int
) -> None:
    """IRC 63(c)(5): earned income and 450, at least 1,350 and at most the whole one (Rev. Proc.
    2025-32)."""
    bill = bill_of(
        tmp_path, YOUNG.format(interest=0, born="2004-05-05", keys="dependent = true", pay=pay)
    )
    assert bill.federal.deduction == deduction


def test_a_dependent_loses_credits(tmp_path: Path) -> None:
    """IRC 25B(c)(2), 32(c)(1)(A)(ii)(III), 152(b)(1)."""
    free, claimed = (
        bill_of(tmp_path, YOUNG.format(interest=0, born="1999-05-05", keys=keys, pay=14_000))
        for keys in ("", "dependent = true")
    )
    assert free.federal.earned_income_credit > 0 == claimed.federal.earned_income_credit
    assert claimed.items.retirement_contributions > 0 == claimed.federal.savers_credit
    with_child = Return(wages=60_000_00, children=1)
    assert (
        federal_tax(LAW, with_child).child_credit
        > 0
        == federal_tax(LAW, replace(with_child, dependent=True)).child_credit
    )


def test_the_blind_deduct_more(tmp_path: Path) -> None:
    """IRC 63(f)(2)-(3)."""
    bill = bill_of(
        tmp_path, YOUNG.format(interest=0, born="1990-05-05", keys="blind = true", pay=50_000)
    )
    assert bill.federal.deduction == 16_100_00 + 2_050_00


@pytest.mark.parametrize(
    ("born", "interest", "warned"),
    [("2010-05-05", 9_000, True), ("2010-05-05", 2_700, False), ("1990-05-05", 9_000, False)],
)
def test_a_childs_unearned_income_is_warned_of(
    tmp_path: Path, born: str, interest: int, warned: bool
) -> None:
    """IRC 1(g) and 59(j), which are not computed: above twice 1,350."""
    bill = bill_of(
        tmp_path, YOUNG.format(interest=interest, born=born, keys="dependent = true", pay=1_000)
    )
    assert (
        any("IRC 1(g)" in note and "59(j)" in note for note in map(str, bill.assumptions)) is warned
    )


def test_the_tax_of_a_column_of_pay_is_that_of_its_rows() -> None:
    """Low pay has the saver's credit, high pay has none: the note is there where any row has it."""
    text = SAVER.format(
        status="single",
        top="",
        children=0,
        born="1990-05-05",
        pay=26_000,
        elections="deferral = 2000\nafter_tax = 0",
    )
    home = parse_household("schema = 1\nyear = 2026\n" + text)
    (person,) = home.people
    pays = (26_000_00, 200_000_00)

    def with_pay(pay: object) -> TaxBill:
        jobs = (replace(person.jobs[0], pay=pay),)  # type: ignore[arg-type]
        return tax_bill(replace(home, people=(replace(person, jobs=jobs),)))

    column, rows = with_pay(np.array(pays)), [with_pay(pay) for pay in pays]
    assert list(column.federal.savers_credit) == [one.federal.savers_credit for one in rows]
    assert list(column.federal.agi) == [one.federal.agi for one in rows]
    assert any("full-time student" in note for note in map(str, column.assumptions))
