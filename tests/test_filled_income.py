"""The income that policies fill, money before 59 1/2 and health savings in a projected year, each
by one function with small amounts."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from megaroth.law.load import law
from megaroth.model.assumptions import FILL_TO, Assumptions
from megaroth.projection.accounts import Accounts, Money, Payments
from megaroth.projection.early_money import begin_payments, early_money, within_reach
from megaroth.projection.health_savings import (
    basis_after,
    income_of_cashing_out,
    state_income,
    taxed_by_state,
)
from megaroth.projection.income_to_fill import IncomeToFill, income_to_fill
from megaroth.projection.level_amounts import has_level_amounts, lost_to_prices
from megaroth.projection.policy import ORDERS, Policy, in_rows, policy_rows, stated_policy
from megaroth.projection.timeline import outlook
from megaroth.readers.household_file import parse_household
from megaroth.rules.periodic_payments import periodic_payment
from megaroth.rules.roth_order import Layer
from small_years import amounts, column, empty_accounts, year

LAW = law(2026)


def filled(status: str = "single", prices: float = 1.0, **stated: Any) -> tuple[float, object]:
    """The income that one policy fills in 2026, dollars, and whether it is gross income."""
    found = income_to_fill(policy_rows([Policy(**stated)]), LAW, status, prices)
    return int(found.top[0]) / 100, None if found.gross is None else bool(found.gross[0])


@pytest.mark.parametrize(
    ("status", "rate", "top"),
    [
        # Rev. Proc. 2025-32: taxable income at which each rate ends.
        ("single", 0, 0),
        ("single", 99_999, 0),
        ("single", 100_000, 12_400),
        ("single", 110_000, 12_400),
        ("single", 120_000, 50_400),
        ("single", 240_000, 201_775),
        ("single", 350_000, 640_600),
        ("single", 370_000, 640_600),
        ("married_joint", 120_000, 100_800),
    ],
)
def test_a_bracket_is_filled_to_its_top(status: str, rate: int, top: int) -> None:
    assert filled(status, fill_to=rate) == (top, None)


def test_an_amount_of_gross_income_follows_prices() -> None:
    assert filled(target=100_000_00) == (100_000, True)
    assert filled(target=100_000_00, prices=1.5) == (150_000, True)
    assert filled(target=0) == (0, True)
    cents = income_to_fill(policy_rows([Policy(target=101)]), LAW, "single", 1.5)
    assert list(cents.top) == [152]


@pytest.mark.parametrize(
    ("status", "tier", "top"),
    [
        # Rev. Proc. and SSA for 2026: 109,000 and 218,000 are the most without a surcharge.
        ("single", 0, 109_000),
        ("single", 1, 137_000),
        ("married_joint", 0, 218_000),
        ("married_separate", 0, 109_000),
        ("head_of_household", 1, 137_000),
    ],
)
def test_a_tier_of_premiums_is_filled_to_its_threshold(status: str, tier: int, top: int) -> None:
    assert filled(status, tier=tier) == (top, True)


def test_a_tier_beyond_the_last_is_the_last() -> None:
    assert filled(tier=4) == filled(tier=9)
    assert filled(tier=4)[0] > filled(tier=3)[0]


def test_each_row_fills_its_own_income() -> None:
    """A bracket by taxable income, an amount and a tier by gross income."""
    policies = [Policy(fill_to=120_000), Policy(target=70_000_00), Policy(tier=0)]
    found = income_to_fill(policy_rows(policies), LAW, "single", 1.0)
    assert list(found.top // 100) == [50_400, 70_000, 109_000]
    room = found.room(column(10_000_00, 0, 0), column(0, 60_000_00, 110_000_00))
    assert list(room // 100) == [40_400, 10_000, 0]


def test_income_past_the_top_leaves_no_room_and_unused_deductions_leave_more() -> None:
    found = IncomeToFill(column(100), None)
    assert list(found.room(column(40, 120, -15), column(999, 0, 0))) == [60, 0, 115]


def test_policies_are_rows() -> None:
    rows = policy_rows(
        [
            Policy(withdrawals="bracket", conversions=True, fill_to=220_000),
            Policy(withdrawals="penalty_aware", payments=True, target=5, tier=0),
        ]
    )
    assert amounts([rows.order, rows.fill_to, rows.target, rows.tier]) == [
        [2, ORDERS.index("penalty_aware")],
        [220_000, -1],
        [-1, 5],
        [-1, 0],
    ]
    assert (list(rows.converts), list(rows.payments)) == ([True, False], [False, True])
    assert (rows.orders, rows.aware, rows.pays) == ([2, ORDERS.index("penalty_aware")], True, True)
    plain = policy_rows([Policy()])
    assert (plain.orders, plain.aware, plain.pays) == ([0], False, False)
    each = in_rows([plain, policy_rows([Policy(withdrawals="bracket")])], 2)
    assert amounts([each.order, each.tier]) == [[0, 0, 2, 2], [-1, -1, -1, -1]]


def test_the_policy_of_a_household_is_its_own_or_the_usual_one() -> None:
    assert stated_policy(Assumptions()) == Policy(fill_to=FILL_TO)
    own = Assumptions(withdrawals="bracket", conversions=True, fill_to=320_000)
    assert stated_policy(own) == Policy(withdrawals="bracket", conversions=True, fill_to=320_000)
    assert stated_policy(Assumptions(fill_to=0)).fill_to == 0


# Money before 59 1/2


def young_year(accounts: Accounts, young: tuple[bool, ...] = (True,), **stated: Any) -> Any:
    people = [
        SimpleNamespace(born=date(1981, 1, 1), age=lambda at: at - 1981) for _ in accounts.plans
    ]
    none = [column(0) for _ in people]
    attributes: dict[str, Any] = {
        "people": people,
        "young": lambda place: young[place],
        "separated_late": lambda _place: False,
        "converted": none,
        "payments": none,
        "usable": [True for _ in people],
        "policy": policy_rows([Policy()]),
        "paying": lambda place: (accounts.plans[place].value, accounts.iras[place].value),
    }
    return year(accounts, **(attributes | stated))


def roth_accounts() -> Accounts:
    """A Roth IRA of 200: 60 contributed, 40 converted in 2020, 30 taxed and 20 not in 2024. A plan
    of 300 and an IRA of 100."""
    accounts = empty_accounts()
    accounts.roth[0].value, accounts.roth[0].regular = column(200), column(60)
    accounts.roth[0].layers = [
        Layer(year=2020, taxed=column(40), untaxed=column(0)),
        Layer(year=2024, taxed=column(30), untaxed=column(20)),
    ]
    accounts.plans[0], accounts.iras[0] = (
        Money(column(300), column(0)),
        Money(column(100), column(0)),
    )
    return accounts


def test_conversions_of_five_years_are_recaptured_and_older_ones_free() -> None:
    found = early_money(young_year(roth_accounts()))
    assert found is not None
    assert amounts([*found.roth, *found.roth_recaptured]) == [[100], [50]]
    assert amounts([*found.pre_tax, *found.payments]) == [[0], [0]]
    assert found.young == [True]


def test_plan_money_is_free_after_a_job_that_ended_at_55_or_later() -> None:
    """A conversion of 40 takes three quarters, 30, out of the plan."""
    found = early_money(
        young_year(roth_accounts(), separated_late=lambda _place: True, converted=[column(40)])
    )
    assert found is not None
    assert amounts(found.pre_tax) == [[270]]


def test_nobody_is_young() -> None:
    assert early_money(young_year(roth_accounts(), (False,))) is None


def test_the_older_spouse_s_money_is_all_free() -> None:
    accounts = empty_accounts(people=2)
    accounts.plans[1], accounts.iras[1] = Money(column(70), column(0)), Money(column(5), column(0))
    accounts.roth[1].value = column(30)
    found = early_money(young_year(accounts, (True, False)))
    assert found is not None
    assert amounts(found.pre_tax) == [[0], [75]]
    assert amounts([*found.roth, *found.roth_recaptured, *found.payments]) == [[0]] * 6
    assert amounts(within_reach(young_year(accounts, (True, False)))) == [[0], [105]]


def test_what_is_within_reach_before_59_and_a_half() -> None:
    """100 leave the Roth IRA free. Plan money is free after a late separation, unless the person
    still works there."""
    assert amounts(within_reach(young_year(roth_accounts()))) == [[100]]
    late = {"separated_late": lambda _place: True}
    assert amounts(within_reach(young_year(roth_accounts(), **late))) == [[400]]
    assert amounts(within_reach(young_year(roth_accounts(), **late, usable=[False]))) == [[100]]
    low = roth_accounts()
    low.roth[0].value = column(90)
    assert amounts(within_reach(young_year(low))) == [[90]]


PAYING = policy_rows([Policy(withdrawals="penalty_aware", payments=True)])


def test_periodic_payments_are_level_over_the_money_that_is_left() -> None:
    """Age 45 in 2026. 300 + 100 thousand dollars, less 40 converted and 10 paid by an older series,
    which the new payment comes on top of."""
    accounts = empty_accounts()
    accounts.plans[0] = Money(column(300_000_00), column(0))
    accounts.iras[0] = Money(column(100_000_00), column(0))
    stated = {"converted": [column(40_000_00)], "payments": [column(10_000_00)]}
    found = early_money(young_year(accounts, policy=PAYING, **stated))
    assert found is not None
    most = int(periodic_payment(LAW, 350_000_00, 45))
    assert amounts(found.payments) == [[most - 10_000_00]]
    assert most > 10_000_00
    none = early_money(young_year(accounts, **stated))
    assert none is not None
    assert amounts(none.payments) == [[0]]


def test_no_payment_begins_out_of_money_that_is_spent() -> None:
    accounts = empty_accounts()
    accounts.plans[0] = Money(column(300_00), column(0))
    for stated in ({"converted": [column(400_00)]}, {"payments": [column(290_00)]}):
        found = early_money(young_year(accounts, policy=PAYING, **stated))
        assert found is not None
        assert amounts(found.payments) == [[0]]


def test_only_rows_whose_policy_pays_begin_payments() -> None:
    accounts = empty_accounts(rows=2)
    accounts.plans[0] = Money(column(300_00, 300_00), column(0, 0))
    both = policy_rows([Policy(withdrawals="penalty_aware"), Policy(payments=True)])
    two = {"converted": [column(0, 0)], "payments": [column(0, 0)], "policy": both}
    found = early_money(young_year(accounts, **two))
    assert found is not None
    assert list(found.payments[0]) == [0, int(periodic_payment(LAW, 300_00, 45))]


@pytest.mark.parametrize(
    ("until", "begun", "last"),
    [
        # Born in 1981: until 2040, the year of 59 1/2; an older series may last longer.
        (0, (0, 1), [0, 2040]),
        (2050, (0, 7), [2050, 2050]),
    ],
)
def test_payments_last_until_59_and_a_half(
    until: int, begun: tuple[int, int], last: list[int]
) -> None:
    accounts = empty_accounts(rows=2)
    accounts.payments[0] = Payments(column(3, 3), column(until, until))
    begin_payments(young_year(accounts, drawn=SimpleNamespace(payments=[column(*begun)])))
    assert list(accounts.payments[0].until) == last
    assert list(accounts.payments[0].amount) == [3 + begun[0], 3 + begun[1]]


# Health savings where a state taxes them


def health_year(state: str | None = "CA", hsa: int = 1_000, basis: int = 600, **stated: Any) -> Any:
    accounts = empty_accounts()
    accounts.hsa, accounts.hsa_basis = column(hsa), column(basis)
    attributes: dict[str, Any] = {
        "state": state,
        "assumed": SimpleNamespace(dividend_yield=20_000, turnover=250_000),
        "from_hsa": column(0),
        "drawn": SimpleNamespace(hsa=column(0)),
    }
    return year(accounts, **(attributes | stated))


def test_only_some_states_tax_health_savings() -> None:
    """Cal. Rev. & Tax. Code 17131.4; Oregon follows the Code."""
    assert taxed_by_state(health_year("CA"))
    assert not taxed_by_state(health_year("OR"))
    assert not taxed_by_state(health_year(None))
    assert not taxed_by_state(health_year("CA", hsa=0))


def test_a_state_taxes_what_health_savings_earn_and_not_what_leaves() -> None:
    """Dividends of 2% are 20; a quarter of the gain of 400, 100, is realized. 300 of 1,000 leave
    with 30% of the other 300. The 100 for other expenses are in the federal income already."""
    now = health_year(from_hsa=column(200), drawn=SimpleNamespace(hsa=column(100)))
    assert list(state_income(now)) == [20 + 100 + 90 - 100]
    assert list(basis_after(now)) == [700 - 210 + 20]


def test_a_loss_of_health_savings_is_no_income() -> None:
    now = health_year(basis=1_400, from_hsa=column(500))
    assert list(state_income(now)) == [20]
    assert list(basis_after(now)) == [700 + 20]
    assert list(state_income(health_year(hsa=0, basis=0))) == [0]
    last = health_year(hsa=1, basis=1, from_hsa=column(1))
    assert list(basis_after(last)) == [0]


@pytest.mark.parametrize(("basis", "income"), [(600, -600), (1_400, -1_000)])
def test_cashing_out_counts_only_the_gain(basis: int, income: int) -> None:
    accounts = empty_accounts()
    accounts.hsa, accounts.hsa_basis = column(1_000), column(basis)
    assert list(income_of_cashing_out(accounts)) == [income]


# Amounts that stay the same in dollars


def level_year(tables: str, *, status: str = "married_joint") -> dict[str, list[int]]:
    """What level amounts of a couple lose in 2028, when prices are a quarter above the assumed
    ones. In 2027 they were a tenth above."""
    pensions, _, others = tables.partition("|")
    household = parse_household(
        f'year = 2026\nfiling_status = "{status}"\n{others}'
        f'[[people]]\nname = "Ann"\nborn = 1960-02-03\n'
        f'[[people]]\nname = "Bo"\nborn = 1962-02-03\n{pensions}'
        '[assumptions]\ninflation = "0%"\n'
    )
    accounts = empty_accounts()
    accounts.price_levels = [np.array([1.0]), np.array([1.1]), np.array([1.25])]
    found = lost_to_prices(outlook(household), accounts, 2028)
    return {
        name: [int(one) / 100 for one in np.ravel(value)]
        for name, value in vars(found).items()
        if np.any(value)
    }


def level(table: str, amount: int = 1_000, more: str = "", *, nominal: bool = True) -> str:
    """A level amount of the file; after ``|`` what belongs to no person."""
    bar = "" if table.startswith("people") else "|"
    return (
        f'{bar}[[{table}]]\nname = "one"\namount = {amount}\nnominal = {str(nominal).lower()}\n'
        f"{more}\n"
    )


TAXABLE = "taxable = true\n"
SECOND = '[[receipts]]\nname = "two"\namount = 500\nnominal = true\n'


@pytest.mark.parametrize(
    ("tables", "lost"),
    [
        (level("expenses"), {"expenses": [200]}),
        (level("expenses") + SECOND.replace("receipts", "expenses"), {"expenses": [300]}),
        (level("expenses", nominal=False), {}),
        (level("expenses", more="from_year = 2029"), {}),
        (level("receipts", more=TAXABLE), {"receipts": [200]}),
        (level("receipts", more=TAXABLE) + SECOND + TAXABLE, {"receipts": [300]}),
        (level("receipts", more=TAXABLE, nominal=False), {}),
        (level("receipts", more=TAXABLE + "from_year = 2029"), {}),
        (level("receipts") + SECOND, {"untaxed": [300]}),
        (level("receipts", more=TAXABLE) + SECOND, {"untaxed": [100], "receipts": [200]}),
        (
            level("receipts", more=TAXABLE + 'person = "Bo"')
            + SECOND
            + TAXABLE
            + 'person = "Ann"\n',
            {"receipts": [300]},
        ),
        (level("people.pensions"), {"pensions": [200]}),
        (
            level("people.pensions", more='taxable = "75%"'),
            {"pensions": [150], "untaxed": [50]},
        ),
        (
            level("people.pensions", more='taxable = "75%"')
            + level("people.pensions", 500, 'taxable = "50%"').replace('"one"', '"two"')
            + level("receipts"),
            {"pensions": [200], "untaxed": [300]},
        ),
        (level("people.pensions", more="indexed = true", nominal=False), {}),
        # It begins in 2027, at prices of 1.1: 1 - 1.1/1.25 = 12% are lost since.
        (level("people.pensions", more="from_age = 65", nominal=False), {"pensions": [120]}),
    ],
)
def test_level_amounts_are_worth_less_where_prices_grew_faster(
    tables: str, lost: dict[str, list[int]]
) -> None:
    """1,000 is worth 800 of the assumed dollars, 500 is worth 400."""
    assert level_year(tables) == lost


def test_separate_returns_share_receipts_that_are_nobody_s_own() -> None:
    shared = level("receipts", more=TAXABLE) + SECOND + TAXABLE + 'person = "Bo"\n'
    pension = level("people.pensions")
    assert level_year(pension + shared, status="married_separate") == {
        "receipts": [100, 200],
        "pensions": [0, 200],
    }


@pytest.mark.parametrize(
    ("nominal_expense", "nominal_receipt", "indexed", "found"),
    [
        (False, False, True, False),
        (True, False, True, True),
        (False, True, True, True),
        (False, False, False, True),
    ],
)
def test_some_amounts_stay_the_same_in_dollars(
    nominal_expense: bool, nominal_receipt: bool, indexed: bool, found: bool
) -> None:
    other = SimpleNamespace(nominal=False)
    household: Any = SimpleNamespace(
        expenses=(SimpleNamespace(nominal=nominal_expense), other),
        receipts=(SimpleNamespace(nominal=nominal_receipt), other),
        people=[
            SimpleNamespace(
                pensions=(SimpleNamespace(indexed=True), SimpleNamespace(indexed=indexed))
            )
        ],
    )
    assert has_level_amounts(household) == found
