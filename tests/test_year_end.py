"""The end of a projected year: what leaves and enters each account, what is owed, and what rolls
out of plans, in small amounts that a reader can add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from megaroth.projection.accounts import NEVER, Accounts, Money, Payments, RothPlan
from megaroth.projection.moved_after_tax import Moved
from megaroth.projection.pre_tax import Taken
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.scenario_inputs import YearTax
from megaroth.projection.withdraw import Plan
from megaroth.projection.working_years import PersonFlows
from megaroth.projection.year_end import close
from megaroth.rules.roth_order import Layer
from small_years import column, empty_accounts, returns, year

NO_FEES = SimpleNamespace(
    plan_fee=0, ira_fee=0, hsa_fee=0, taxable_fee=0, dividend_yield=100_000, turnover=0
)
TAXES = {"federal": 100, "state": 30, "penalty": 7, "credit": 20}


def tax(federal: int = 0, state: int = 0, penalty: int = 0, credit: int = 0) -> YearTax:
    none = [column(0)]
    return YearTax(
        column(federal), column(state), none, none, column(penalty), none, column(credit)
    )


def drawn(people: int = 1, **stated: int) -> Plan:
    """Withdrawals of the first person."""

    def of_each(name: str) -> list[Any]:
        return [column(stated.get(name, 0)), *(column(0) for _ in range(people - 1))]

    return Plan(
        column(stated.get("taxable", 0)),
        of_each("pre_tax"),
        of_each("roth"),
        column(stated.get("hsa", 0)),
        column(stated.get("short", 0)),
        of_each("payments"),
    )


def taken(**stated: Any) -> Taken:
    """What leaves a person's plans and IRAs."""
    amounts = ("plan", "ira", "plan_converted", "ira_converted")
    return Taken(
        **{name: column(stated.get(name, 0)) for name in amounts},
        backdoor_roth=stated.get("backdoor_roth", 0),
        share=np.array([stated.get("share", 0.0)]),
        plan_share=np.array([stated.get("plan_share", 0.0)]),
    )


def closed(accounts: Accounts, **stated: Any) -> ProjectedYear:
    """Close a year in which nothing happens but what is stated."""
    count = len(accounts.plans)
    people = [
        SimpleNamespace(
            name=name, born=date(1970, 1, 1), jobs=[], pensions=(), lives=3_000, stops=3_000
        )
        for name in ("Ann", "Bo")[:count]
    ]
    for place, last in stated.pop("lives", {}).items():
        people[place].lives = last
    for place, first in stated.pop("retired", {}).items():
        people[place].stops = first
    for place, ended in stated.pop("left_job", {}).items():
        people[place].jobs = [
            SimpleNamespace(plan=object(), started=None, ended=date(ended, 6, 30))
        ]
    ahead = SimpleNamespace(
        alive=lambda person, at: at <= person.lives,
        retired=lambda person, at: at >= person.stops,
        first=2026,
    )
    flows = stated.pop("flows", [PersonFlows() for _ in people])
    ages = stated.pop("half_years", 100)
    none = [column(0) for _ in people]
    attributes: dict[str, Any] = {
        "cash": column(0),
        "drawn": drawn(count),
        "work": None,
        "loan": 0,
        "spending": 0,
        "fees": lambda: 0,
        "assessed": tax(),
        "from_hsa": column(0),
        "state": None,
        "flows": flows,
        "growth": returns(),
        "assumed": NO_FEES,
        "dividends": column(0),
        "interest": column(0),
        "prices": None,
        "people": people,
        "household": SimpleNamespace(expenses=(), receipts=(), people=people),
        "inputs": SimpleNamespace(ahead=ahead, split=True),
        "half_years": lambda _place: ages,
        "taken": lambda: [None for _ in people],
        "premiums": column(0),
        "insurance": None,
        "income": column(0),
        "required": none,
        "converted": none,
        "realized": column(0),
    }
    return close(year(accounts, **(attributes | stated)))


def work(own: int = 0, gross: int = 0, payroll_tax: int = 0) -> SimpleNamespace:
    return SimpleNamespace(own=own, gross=gross, payroll_tax=payroll_tax)


def held(one: Any) -> tuple[int, int]:
    """An account's value, and its basis or regular contributions."""
    basis = one.regular if hasattr(one, "regular") else one.basis
    return int(one.value[0]), int(basis[0])


# Money in and out


def test_money_left_over_goes_into_the_taxable_account() -> None:
    """1,000 + 200 + 300 + 40 + 10 came in. 900 was spent, fees were 50, and tax was 100 + 30 - 20:
    490 are left. Of 500 with basis of 250, selling 200 leaves 300 and 150; with 10% of growth, half
    of it on the deposit, 330 + 514.5. Dividends and interest of 30 left it evenly: 31.5."""
    accounts = empty_accounts()
    accounts.taxable = Money(column(500), column(250))
    accounts.hsa = column(60)
    found = closed(
        accounts,
        cash=column(1_000),
        drawn=drawn(taxable=200, pre_tax=300, roth=40, hsa=10),
        spending=900,
        fees=lambda: 50,
        assessed=tax(**TAXES),
        growth=returns(taxable=0.1),
        dividends=column(20),
        interest=column(10),
    )
    assert list(found.deposited) == [490]
    assert held(accounts.taxable) == (330 - 32 + 514, 150 + 490)
    assert list(accounts.hsa) == [50]
    assert not accounts.ran_out.any()


def test_the_figures_of_a_year_are_those_of_its_state() -> None:
    accounts = empty_accounts()
    found = closed(
        accounts,
        drawn=drawn(taxable=11, pre_tax=12, roth=13, hsa=14),
        assessed=tax(**TAXES),
        fees=lambda: 15,
        spending=16,
        premiums=column(17),
        income=column(18),
        required=[column(19)],
        converted=[column(21)],
        dividends=column(22),
        interest=column(23),
        from_hsa=column(24),
        insurance=SimpleNamespace(premium=25),
        work=work(own=26, gross=2_000, payroll_tax=27),
        flows=[
            PersonFlows(pre_tax=1, roth=2, after_tax=3, roth_ira=4, backdoor_roth=5, hsa=6),
        ],
        year=2027,
    )
    assert found.year == 2027
    assert (list(found.federal_tax), list(found.state_tax)) == ([100], [30])
    assert (list(found.penalty), list(found.premium_credit)) == ([7], [20])
    assert (list(found.premiums), list(found.income), found.insurance) == ([17], [18], 25)
    assert (list(found.conversion_fees), list(found.health)) == ([15], [24])
    assert (list(found.dividends), list(found.interest)) == ([22], [23])
    assert (found.own, found.payroll_tax) == (26, 27)
    assert {kind: list(one) for kind, one in found.drawn_from.items()} == {
        "pre_tax": [19 + 12],
        "roth": [13],
        "taxable": [11],
        "hsa": [14],
    }
    assert (list(found.converted), list(found.spending)) == ([21], [16])
    assert found.contributions == {
        "pre_tax": 1,
        "roth": 2,
        "after_tax": 3,
        "roth_ira": 4,
        "backdoor_roth": 5,
        "hsa": 6,
    }
    assert {kind: list(one) for kind, one in found.balances.items()} == {
        kind: list(one) for kind, one in accounts.by_character().items()
    }


def test_a_year_without_work_and_insurance_has_neither_figure() -> None:
    found = closed(empty_accounts())
    assert (found.own, found.payroll_tax, found.insurance) == (0, 0, 0)


@pytest.mark.parametrize(
    ("short", "spent", "owed", "ran_out"),
    [
        (0, 100, 0, False),
        (1, 100, 0, True),
        (20, 100, 0, True),
        (60, 65, 35, True),
        (300, 0, 100, True),
    ],
)
def test_only_spending_can_be_unmet(short: int, spent: int, owed: int, ran_out: bool) -> None:
    """A loan of 25 is repaid last, so it takes the first 25 of what is missing. Spending of 100 can
    lack no more than 100."""
    accounts = empty_accounts()
    found = closed(
        accounts, cash=column(100 - short), drawn=drawn(short=short), loan=column(25), spending=100
    )
    assert (list(found.spending), list(found.owed)) == ([spent], [owed])
    # The loan stays: what is missing beyond the unmet spending.
    assert list(found.deposited) == [owed - short]
    assert list(found.repaid) == [0]
    assert list(accounts.ran_out) == [ran_out]


def test_spending_owed_grows_with_the_best_return_until_it_is_repaid() -> None:
    """35 grow to 42 at 20%; 30 left over repay as much, and none is saved."""
    accounts = empty_accounts()
    accounts.owed = column(35)
    found = closed(accounts, cash=column(30), growth=returns(owed=0.2))
    assert (list(found.repaid), list(accounts.owed)) == ([30], [12])
    assert held(accounts.taxable) == (0, 0)
    assert not accounts.ran_out.any()


def test_what_exceeds_the_debt_is_saved() -> None:
    accounts = empty_accounts()
    accounts.owed = column(50)
    found = closed(accounts, cash=column(80))
    assert (list(found.repaid), list(accounts.owed)) == ([50], [0])
    assert held(accounts.taxable) == (30, 30)


@pytest.mark.parametrize(
    ("value", "basis", "cash", "after"),
    [
        # A loan repays nothing, and is its own basis.
        (0, 0, -20, (-20, -20)),
        (10, 4, -30, (-20, -20)),
        (10, 4, -10, (0, 0)),
        (10, 15, -10, (0, 0)),
        (11, 15, -10, (1, 5)),
        (100, 10, -30, (70, 0)),
        (100, 50, -30, (70, 20)),
        (-40, -40, 100, (60, 60)),
    ],
)
def test_tax_that_was_underestimated_is_taken_from_the_taxable_account(
    value: int, basis: int, cash: int, after: tuple[int, int]
) -> None:
    accounts = empty_accounts()
    accounts.taxable = Money(column(value), column(basis))
    accounts.owed = column(5 if cash < 0 else 0)
    found = closed(accounts, cash=column(cash))
    assert held(accounts.taxable) == after
    assert list(found.repaid) == [0]


@pytest.mark.parametrize(
    ("short", "own", "gross", "borrowed", "ran_out"),
    [
        # Pay of 10,000: 100, a hundredth, may be missing; or as much as was contributed from it.
        (100, 0, 10_000, 0, False),
        (101, 0, 10_000, 0, True),
        (500, 500, 10_000, 0, False),
        (501, 500, 10_000, 0, True),
        # Or more than a year's pay is borrowed.
        (0, 0, 10_000, 10_000, False),
        (0, 0, 10_000, 10_001, True),
    ],
)
def test_a_year_of_work_that_pay_does_not_pay_for(
    short: int, own: int, gross: int, borrowed: int, ran_out: bool
) -> None:
    accounts = empty_accounts()
    accounts.taxable = Money(column(-borrowed), column(-borrowed))
    found = closed(accounts, drawn=drawn(short=short), work=work(own, gross), spending=0)
    assert list(accounts.ran_out) == [ran_out]
    # Work borrows until the next year, so nothing is unmet.
    assert list(found.owed) == [0]


def test_a_year_that_once_ran_out_stays_so() -> None:
    accounts = empty_accounts()
    accounts.ran_out = np.array([True])
    closed(accounts)
    closed(accounts, work=work(gross=100))
    assert accounts.ran_out.all()


def test_realized_gains_raise_the_basis_before_a_sale_takes_its_share() -> None:
    """Basis of 100 + 20; a quarter of 400 is sold."""
    accounts = empty_accounts()
    accounts.taxable = Money(column(400), column(100))
    closed(accounts, realized=column(20), drawn=drawn(taxable=100), spending=100)
    assert held(accounts.taxable) == (300, 90)
    cent = empty_accounts()
    cent.taxable = Money(column(1), column(1))
    closed(cent, drawn=drawn(taxable=1), cash=column(10))
    assert held(cent.taxable) == (11, 11)


def test_health_savings_pay_and_keep_the_state_s_basis() -> None:
    """Half of 200 leaves. 10% of dividends raise a basis of 120 once half of it has left."""
    accounts = empty_accounts()
    accounts.hsa, accounts.hsa_basis = column(200), column(120)
    closed(accounts, from_hsa=column(60), drawn=drawn(hsa=40), growth=returns(hsa=0.5))
    assert (list(accounts.hsa), list(accounts.hsa_basis)) == ([150], [60 + 20])


@pytest.mark.parametrize(("prices", "basis"), [(1.25, 80), (2.0, 50), (0.8, 125), (1.0, 100)])
def test_prices_that_outrun_the_assumption_shrink_basis(prices: float, basis: int) -> None:
    accounts = empty_accounts()
    accounts.iras[0] = Money(column(200), column(100))
    closed(accounts, prices=np.array([prices]))
    assert held(accounts.iras[0]) == (200, basis)
    assert accounts.price_levels == []


def test_price_levels_are_kept_where_amounts_stay_the_same_in_dollars() -> None:
    accounts = empty_accounts()
    people = [SimpleNamespace(pensions=())]
    nominal = SimpleNamespace(expenses=(SimpleNamespace(nominal=True),), receipts=(), people=people)
    closed(accounts, prices=np.array([1.25]), household=nominal)
    closed(accounts, prices=np.array([1.0]), household=nominal)
    closed(accounts, prices=np.array([2.0]), household=nominal)
    assert [float(one[0]) for one in accounts.price_levels] == [1.0, 1.25, 1.25, 2.5]


def test_price_levels_need_drawn_prices() -> None:
    accounts = empty_accounts()
    nominal = SimpleNamespace(expenses=(SimpleNamespace(nominal=True),), receipts=(), people=())
    closed(accounts, household=nominal)
    assert accounts.price_levels == []


# Withdrawals and conversions


def test_withdrawals_leave_with_their_basis() -> None:
    """From a plan of 1,000 (basis 100, 10% of what leaves) 60 + 40; from IRAs of 800 (basis 80) 50
    + 30, of which 20% is basis. Conversions of 70 are 4 + 6 basis."""
    accounts = empty_accounts()
    accounts.plans[0] = Money(column(1_000), column(100))
    accounts.iras[0] = Money(column(800), column(80))
    out = taken(plan=60, plan_converted=40, ira=50, ira_converted=30, share=0.2, plan_share=0.1)
    closed(accounts, taken=lambda: [out])
    assert held(accounts.plans[0]) == (900, 90)
    assert held(accounts.iras[0]) == (720, 64)
    assert held(accounts.roth[0]) == (70, 0)
    assert int(accounts.roth[0].since[0]) == 2026
    (layer,) = accounts.roth[0].layers
    assert (layer.year, int(layer.taxed[0]), int(layer.untaxed[0])) == (2026, 60, 10)


def test_a_backdoor_conversion_passes_through_the_traditional_ira() -> None:
    """70 come in as basis and leave with 50 + 30. With half basis, 75 of the 150 are, so 45 + 70 -
    75 stay. Of 30 + 70 converted, 50 are basis. ``contribute`` adds the 70 to the Roth IRA."""
    accounts = empty_accounts()
    accounts.iras[0] = Money(column(300), column(45))
    out = taken(ira=50, ira_converted=30, backdoor_roth=70, share=0.5)
    closed(accounts, taken=lambda: [out], flows=[PersonFlows(backdoor_roth=70)])
    assert held(accounts.iras[0]) == (220, 45 + 70 - 75)
    assert held(accounts.roth[0]) == (30, 0)
    (layer,) = accounts.roth[0].layers
    assert (int(layer.taxed[0]), int(layer.untaxed[0])) == (50, 50)


def test_a_backdoor_conversion_alone_starts_the_five_year_period() -> None:
    accounts = empty_accounts()
    closed(
        accounts,
        taken=lambda: [taken(backdoor_roth=1, share=1.0)],
        flows=[PersonFlows(backdoor_roth=1)],
    )
    assert int(accounts.roth[0].since[0]) == 2026
    (layer,) = accounts.roth[0].layers
    assert (int(layer.taxed[0]), int(layer.untaxed[0])) == (0, 1)


def test_a_distribution_without_a_conversion_starts_no_roth_ira() -> None:
    accounts = empty_accounts()
    accounts.iras[0] = Money(column(80), column(8))
    closed(accounts, taken=lambda: [taken(ira=50)])
    assert held(accounts.iras[0]) == (30, 8)
    assert (int(accounts.roth[0].since[0]), accounts.roth[0].layers) == (NEVER, [])


def test_a_path_without_a_conversion_starts_no_roth_ira() -> None:
    accounts = empty_accounts(rows=2)
    accounts.iras[0] = Money(column(80, 80), column(0, 0))
    out = replace(taken(ira=50), ira_converted=column(0, 30))
    two = {"drawn": Plan(*(column(0, 0), [column(0, 0)], [column(0, 0)]), *(column(0, 0),) * 2, [])}
    closed(accounts, taken=lambda: [out], growth=returns(2), **two)
    assert list(accounts.roth[0].since) == [NEVER, 2026]


def test_a_roth_withdrawal_takes_contributions_first() -> None:
    accounts = empty_accounts()
    accounts.roth[0].value, accounts.roth[0].regular = column(100), column(60)
    accounts.roth[0].layers = [Layer(year=2020, taxed=column(30), untaxed=column(0))]
    closed(accounts, drawn=drawn(roth=70), spending=70)
    assert held(accounts.roth[0]) == (30, 0)
    assert [int(one.taxed[0]) for one in accounts.roth[0].layers] == [20]


def test_periodic_payments_that_begin_go_on() -> None:
    """Born in 1970: until the year of the 60th birthday, 2030; and for five years from 2026."""
    accounts = empty_accounts()
    closed(accounts, drawn=drawn(payments=9))
    (series,) = accounts.payments
    assert (list(series.amount), list(series.until)) == ([9], [2030])


@pytest.mark.parametrize(
    ("state", "left"),
    [
        # New Jersey returns basis pro rata: of 40 + 60, 30 were taxed; 40 take 12 of them.
        ("NJ", 18),
        # Massachusetts returns it first.
        ("MA", 0),
        # California has none.
        ("CA", 30),
        (None, 30),
    ],
)
def test_a_state_s_basis_in_iras_is_used_up(state: str | None, left: int) -> None:
    accounts = empty_accounts()
    accounts.iras[0] = Money(column(100), column(0))
    accounts.ira_taxed = column(30)
    closed(accounts, state=state, taken=lambda: [taken(ira=40)])
    assert list(accounts.ira_taxed) == [left]


# Contributions


def test_contributions_are_made_only_in_years_of_work() -> None:
    idle, working = empty_accounts(), empty_accounts()
    flows = [PersonFlows(pre_tax=10)]
    closed(idle, flows=flows)
    closed(working, flows=flows, work=work(gross=100))
    assert (held(idle.plans[0]), held(working.plans[0])) == ((0, 0), (10, 0))


def test_contributions_do_not_grow_for_the_whole_year() -> None:
    """After-tax money of 100 grows by a fifth; 50 contributed by a tenth. All of it moves: 100 + 50
    at no growth."""
    accounts = empty_accounts()
    accounts.after_tax[0] = Money(column(100), column(100))
    moved = {"designated_roth": Moved(basis=150)}
    found = closed(
        accounts,
        flows=[PersonFlows(after_tax=50, moved=moved)],
        work=work(gross=1_000),
        growth=returns(plan_roth=0.2),
    )
    assert held(accounts.after_tax[0]) == (0, 0)
    assert held(accounts.roth_plan[0]) == (175, 150)
    assert {kind: list(one) for kind, one in found.moves.items()} == {"roth": [175], "pre_tax": [0]}


def test_one_contract_moves_what_leaves_before_the_year_grows() -> None:
    accounts = empty_accounts()
    accounts.after_tax[0] = Money(column(100), column(80))
    accounts.plans[0] = Money(column(300), column(0))
    flows = PersonFlows(one_contract=True, moved_share=1.0, moved={"roth_ira": Moved(basis=1)})
    found = closed(
        accounts,
        flows=[flows],
        work=work(gross=1_000),
        contract=lambda _place: (column(90), column(20)),
    )
    assert held(accounts.roth[0]) == (20, 0)
    assert held(accounts.iras[0]) == (70, 0)
    assert {kind: list(one) for kind, one in found.moves.items()} == {"roth": [20], "pre_tax": [70]}


# Leaving plans


def plans() -> Accounts:
    """A plan with Roth money of 90 (basis 60), after-tax money of 50 (basis 40), 200 pre-tax."""
    accounts = empty_accounts()
    accounts.roth_plan[0] = RothPlan(column(90), column(60), column(2020))
    accounts.after_tax[0] = Money(column(50), column(40))
    accounts.plans[0] = Money(column(200), column(0))
    accounts.iras[0] = Money(column(7), column(3))
    accounts.roth[0].value, accounts.roth[0].regular = column(11), column(5)
    return accounts


@pytest.mark.parametrize("leaves", [{"retired": {0: 2027}}, {"left_job": {0: 2026}}])
def test_plan_money_rolls_over_when_work_ends(leaves: dict[str, dict[int, int]]) -> None:
    """Not qualified before 59 1/2: the Roth money's basis of 60 and the after-tax basis of 40 count
    as contributions; after-tax earnings of 10 go to a traditional IRA."""
    accounts = plans()
    found = closed(accounts, half_years=100, **leaves)
    assert held(accounts.roth[0]) == (11 + 90 + 40, 5 + 60 + 40)
    assert held(accounts.iras[0]) == (17, 3)
    assert held(accounts.after_tax[0]) == held(accounts.roth_plan[0]) == (0, 0)
    assert held(accounts.plans[0]) == (200, 0)
    assert (int(accounts.roth[0].since[0]), int(accounts.roth_plan[0].since[0])) == (2026, NEVER)
    assert {kind: list(one) for kind, one in found.moves.items()} == {"roth": [40], "pre_tax": [10]}


@pytest.mark.parametrize(
    "stays", [{}, {"retired": {0: 2028}}, {"left_job": {0: 2025}}, {"left_job": {0: 2027}}]
)
def test_plan_money_stays_while_a_job_has_it(stays: dict[str, dict[int, int]]) -> None:
    accounts = plans()
    closed(accounts, **stays)
    assert held(accounts.roth_plan[0]) == (90, 60)
    assert held(accounts.after_tax[0]) == (50, 40)


@pytest.mark.parametrize(
    ("since", "half_years", "regular"), [(2021, 119, 90), (2022, 119, 60), (2021, 118, 60)]
)
def test_a_qualified_distribution_counts_as_a_contribution_in_full(
    since: int, half_years: int, regular: int
) -> None:
    """Treas. Reg. 1.408A-10, Q&A-3: from 59 1/2 and after five years."""
    accounts = plans()
    accounts.roth_plan[0].since = column(since)
    closed(accounts, retired={0: 2027}, half_years=half_years)
    assert held(accounts.roth[0]) == (11 + 90 + 40, 5 + regular + 40)


def test_after_a_loss_the_basis_that_rolls_over_is_the_value() -> None:
    accounts = plans()
    accounts.after_tax[0] = Money(column(30), column(40))
    closed(accounts, retired={0: 2027})
    assert held(accounts.roth[0]) == (11 + 90 + 30, 5 + 60 + 30)
    assert held(accounts.iras[0]) == (7, 3)


def test_basis_of_one_contract_leaves_pro_rata() -> None:
    """Basis of 40 + 10 in 50 + 200: a fifth of the 50 is 10, and 40 stay with the plan."""
    accounts = plans()
    accounts.plans[0] = Money(column(200), column(10))
    closed(
        accounts,
        retired={0: 2027},
        flows=[PersonFlows(one_contract=True)],
        contract=lambda _place: (column(0), column(0)),
    )
    assert held(accounts.roth[0]) == (11 + 90 + 10, 5 + 60 + 10)
    assert held(accounts.iras[0]) == (7 + 40, 3)
    assert held(accounts.plans[0]) == (200, 40)


def test_one_contract_after_a_loss_returns_no_more_than_its_value() -> None:
    accounts = plans()
    accounts.plans[0] = Money(column(20), column(60))
    closed(
        accounts,
        retired={0: 2027},
        flows=[PersonFlows(one_contract=True)],
        contract=lambda _place: (column(0), column(0)),
    )
    assert held(accounts.roth[0]) == (11 + 90 + 50, 5 + 60 + 50)
    assert held(accounts.plans[0]) == (20, 50)


def test_nothing_rolls_out_of_empty_plans() -> None:
    accounts = empty_accounts()
    closed(accounts, retired={0: 2027})
    assert int(accounts.roth[0].since[0]) == NEVER


def test_a_roth_account_that_is_empty_ends_its_period_when_work_ends() -> None:
    accounts = empty_accounts()
    accounts.roth_plan[0].since = column(2020)
    closed(accounts, retired={0: 2027})
    assert int(accounts.roth_plan[0].since[0]) == NEVER
    assert int(accounts.roth[0].since[0]) == NEVER


def test_a_cent_that_rolls_out_starts_the_roth_ira() -> None:
    accounts = empty_accounts()
    accounts.roth_plan[0] = RothPlan(column(1), column(0), column(2020))
    closed(accounts, retired={0: 2027})
    assert int(accounts.roth[0].since[0]) == 2026
    of_after_tax = empty_accounts()
    of_after_tax.after_tax[0] = Money(column(1), column(1))
    closed(of_after_tax, retired={0: 2027})
    assert int(of_after_tax.roth[0].since[0]) == 2026
    contract = empty_accounts()
    contract.after_tax[0] = Money(column(1), column(1))
    leaves = {"flows": [PersonFlows(one_contract=True)], "contract": lambda _place: None}
    closed(contract, retired={0: 2027}, **leaves)
    assert held(contract.roth[0]) == (1, 1)


def test_a_survivor_inherits_at_the_end_of_the_year_of_death() -> None:
    """Death makes the Roth money qualified after five years, whatever the age."""
    accounts = empty_accounts(people=2)
    accounts.roth_plan[0] = RothPlan(column(90), column(60), column(2020))
    accounts.plans[0] = Money(column(200), column(0))
    accounts.payments[0] = Payments(column(5), column(2040))
    closed(accounts, lives={0: 2026}, half_years=90)
    assert held(accounts.roth[1]) == (90, 90)
    assert held(accounts.plans[1]) == (200, 0)
    assert held(accounts.roth[0]) == held(accounts.plans[0]) == (0, 0)


def test_the_first_inherits_from_the_second() -> None:
    accounts = empty_accounts(people=2)
    accounts.iras[1] = Money(column(80), column(8))
    closed(accounts, lives={1: 2026})
    assert (held(accounts.iras[0]), held(accounts.iras[1])) == ((80, 8), (0, 0))


@pytest.mark.parametrize("last", [2025, 2027])
def test_nobody_inherits_in_another_year(last: int) -> None:
    accounts = empty_accounts(people=2)
    accounts.iras[0] = Money(column(80), column(8))
    closed(accounts, lives={0: last})
    assert held(accounts.iras[0]) == (80, 8)
