"""Contributions of a projected year: which account gets each, with half a year's growth, and what
after-tax money that moves takes with it. The rates are 10% to 60%, so no two accounts agree."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from megaroth.projection.accounts import NEVER, Accounts, Money, RothPlan
from megaroth.projection.contributions import contribute
from megaroth.projection.moved_after_tax import Moved
from megaroth.projection.working_years import PersonFlows
from small_years import column, empty_accounts, returns, year

RATES = {"plan": 0.2, "ira": 0.6, "plan_roth": 0.1, "roth": 0.4, "hsa": 0.3}


def contributed(
    accounts: Accounts,
    flows: PersonFlows,
    *,
    contract: tuple[int, int] | None = None,
    opening: int = 0,
    split: bool = True,
    at: int = 2026,
    place: int = 0,
) -> dict[str, list[int]]:
    """Add a person's flows to the accounts, and return the money that moved."""
    now = year(
        accounts,
        year=at,
        growth=returns(**RATES),
        inputs=SimpleNamespace(split=column(split).astype(bool)),
        flows=[flows] * (place + 1),
    )
    moves = {"roth": column(5), "pre_tax": column(3)}
    leaves = None if contract is None else (column(contract[0]), column(contract[1]))
    contribute(now, place, flows, moves, leaves, column(opening))
    return {name: [int(one) for one in value] for name, value in moves.items()}


def held(one: Any) -> tuple[int, ...]:
    """An account's value, basis or regular contributions, and the first year if it has one."""
    basis = one.regular if hasattr(one, "regular") else one.basis
    first = (int(one.since[0]),) if hasattr(one, "since") else ()
    return (int(one.value[0]), int(basis[0]), *first)


def test_each_contribution_goes_to_its_account_with_half_a_year_of_growth() -> None:
    """1,000 of each: 1,100 at 20%, 1,050 at 10%, 1,200 at 40%, 1,150 at 30%."""
    accounts = empty_accounts()
    flows = PersonFlows(pre_tax=1_000, roth=1_000, after_tax=1_000, roth_ira=1_000, hsa=1_000)
    assert contributed(accounts, flows) == {"roth": [5], "pre_tax": [3]}
    assert held(accounts.plans[0]) == (1_100, 0)
    assert held(accounts.roth_plan[0]) == (1_050, 1_000, 2026)
    assert held(accounts.roth[0]) == (1_200, 1_000, 2026)
    assert held(accounts.after_tax[0]) == (1_050, 1_000)
    assert held(accounts.iras[0]) == (0, 0)
    assert (list(accounts.hsa), list(accounts.hsa_basis)) == ([1_150], [1_000])


def test_contributions_add_to_what_is_there() -> None:
    accounts = empty_accounts()
    accounts.plans[0] = Money(column(70), column(9))
    accounts.roth_plan[0] = RothPlan(column(80), column(8), column(2020))
    accounts.roth[0].value, accounts.roth[0].regular = column(90), column(7)
    accounts.roth[0].since = column(2021)
    accounts.after_tax[0] = Money(column(60), column(6))
    accounts.hsa, accounts.hsa_basis = column(50), column(5)
    contributed(
        accounts,
        PersonFlows(pre_tax=1_000, roth=1_000, after_tax=1_000, roth_ira=1_000, hsa=1_000),
    )
    assert held(accounts.plans[0]) == (1_170, 9)
    assert held(accounts.roth_plan[0]) == (1_130, 1_008, 2020)
    assert held(accounts.roth[0]) == (1_290, 1_007, 2021)
    assert held(accounts.after_tax[0]) == (1_110, 1_006)
    assert (list(accounts.hsa), list(accounts.hsa_basis)) == ([1_200], [1_005])


def test_a_backdoor_conversion_grows_in_the_roth_ira_and_is_no_regular_contribution() -> None:
    """500 and 500 at 40%; only the regular 500 starts the period here. ``year_end`` adds the
    conversion to the layers."""
    accounts = empty_accounts()
    contributed(accounts, PersonFlows(roth_ira=500, backdoor_roth=500))
    assert held(accounts.roth[0]) == (1_200, 500, 2026)
    only = empty_accounts()
    contributed(only, PersonFlows(backdoor_roth=500))
    assert held(only.roth[0]) == (600, 0, NEVER)
    assert held(only.roth_plan[0]) == (0, 0, NEVER)


def test_the_second_person_s_contributions_leave_the_first_alone() -> None:
    accounts = empty_accounts(people=2)
    contributed(accounts, PersonFlows(pre_tax=10, roth=20), place=1)
    assert held(accounts.plans[0]) == held(accounts.iras[0]) == (0, 0)
    assert (held(accounts.plans[1]), held(accounts.roth_plan[1])) == ((11, 0), (21, 20, 2026))


@pytest.mark.parametrize(
    ("returned", "roth", "ira"),
    [
        # The Roth IRA of 100, 60 of it contributed, returns first; then the traditional IRA of
        # 200 with basis of 30.
        (0, (100, 60), (200, 30)),
        (50, (50, 10), (200, 30)),
        (80, (20, 0), (200, 30)),
        (100, (0, 0), (200, 30)),
        (110, (0, 0), (190, 20)),
        (150, (0, 0), (150, 0)),
        (400, (0, 0), (0, 0)),
    ],
)
def test_an_excess_leaves_the_roth_ira_first(
    returned: int, roth: tuple[int, int], ira: tuple[int, int]
) -> None:
    accounts = empty_accounts()
    accounts.roth[0].value, accounts.roth[0].regular = column(100), column(60)
    accounts.iras[0] = Money(column(200), column(30))
    contributed(accounts, PersonFlows(ira_returned=returned))
    assert held(accounts.roth[0])[:2] == roth
    assert held(accounts.iras[0]) == ira


def after_tax(value: int, basis: int) -> Accounts:
    accounts = empty_accounts()
    accounts.after_tax[0] = Money(column(value), column(basis))
    return accounts


def test_all_after_tax_money_moves_into_the_plan_s_roth_account() -> None:
    """1,000 grow to 1,050. Of them 20 + 10% of 200 = 40 were earned before the move and taxed, so
    the basis in the Roth account is 1,040. It holds the later earnings too."""
    accounts = after_tax(0, 0)
    moved = Moved(basis=1_000, earned=(20, 200.0))
    moves = contributed(accounts, PersonFlows(after_tax=1_000, moved={"designated_roth": moved}))
    assert held(accounts.after_tax[0]) == (0, 0)
    assert held(accounts.roth_plan[0]) == (1_050, 1_040, 2026)
    assert held(accounts.roth[0]) == (0, 0, NEVER)
    assert moves == {"roth": [1_055], "pre_tax": [3]}


@pytest.mark.parametrize(("split", "to_ira"), [(True, 40), (False, 0)])
def test_earnings_go_to_a_traditional_ira_or_are_taxed(split: bool, to_ira: int) -> None:
    """Notice 2014-54: of 1,050 the 40 that were earned before the move may go to a traditional IRA.
    Otherwise they are a taxed part of the conversion, of which 1,000 is basis."""
    accounts = after_tax(0, 0)
    moved = Moved(basis=1_000, earned=(20, 200.0))
    flows = PersonFlows(after_tax=1_000, moved={"roth_ira": moved})
    moves = contributed(accounts, flows, split=split, at=2026)
    assert held(accounts.roth[0]) == (1_050 - to_ira, 0, 2026)
    assert held(accounts.iras[0]) == (to_ira, 0)
    (layer,) = accounts.roth[0].layers
    assert (layer.year, int(layer.taxed[0]), int(layer.untaxed[0])) == (2026, 40 - to_ira, 1_000)
    assert moves == {"roth": [1_055 - to_ira], "pre_tax": [3 + to_ira]}
    assert held(accounts.roth_plan[0]) == (0, 0, NEVER)


def test_after_tax_money_that_moves_to_a_traditional_ira_keeps_its_basis() -> None:
    accounts = after_tax(0, 0)
    accounts.iras[0] = Money(column(10), column(4))
    moved = Moved(basis=1_000, earned=(0, 0.0))
    moves = contributed(accounts, PersonFlows(after_tax=1_000, moved={"traditional_ira": moved}))
    assert held(accounts.iras[0]) == (1_060, 1_004)
    assert held(accounts.roth[0]) == (0, 0, NEVER)
    assert moves == {"roth": [5], "pre_tax": [1_053]}


def test_a_part_moves_with_its_share_of_the_value() -> None:
    """Opening 600 with basis 500, 600 contributed: 660 + 630 on December 31. Of 1,200 at no growth,
    300 + 60 move to a Roth IRA: 30% of 1,290 is 387. Then 420 of the other 840, half of 903, to
    the plan's Roth account: 451.5 is 452 (to even)."""
    accounts = after_tax(660, 500)
    moves = contributed(
        accounts,
        PersonFlows(
            after_tax=600,
            moved={
                "roth_ira": Moved(basis=300, earned=(60, 0.0)),
                "designated_roth": Moved(basis=400, earned=(20, 0.0)),
            },
        ),
        opening=600,
    )
    assert held(accounts.roth[0]) == (327, 0, 2026)
    assert held(accounts.iras[0]) == (60, 0)
    assert held(accounts.roth_plan[0]) == (452, 420, 2026)
    assert held(accounts.after_tax[0]) == (451, 400)
    assert moves == {"roth": [5 + 327 + 452], "pre_tax": [63]}


def test_no_more_moves_than_is_there() -> None:
    """A loss: 100 with basis of 90 are left, whatever the plan year at its own growth moved."""
    accounts = after_tax(100, 90)
    contributed(
        accounts,
        PersonFlows(moved={"designated_roth": Moved(basis=500, earned=(150, 0.0))}),
        opening=100,
    )
    assert held(accounts.after_tax[0]) == (0, 0)
    assert held(accounts.roth_plan[0]) == (100, 190, 2026)


def test_nothing_moves_out_of_an_empty_source() -> None:
    accounts = after_tax(0, 0)
    contributed(accounts, PersonFlows(moved={"designated_roth": Moved()}))
    assert held(accounts.roth_plan[0]) == (0, 0, NEVER)


def test_earnings_of_a_loss_are_zero() -> None:
    """10% of -400 and no older earnings: nothing goes to the traditional IRA."""
    accounts = after_tax(0, 0)
    flows = PersonFlows(after_tax=1_000, moved={"roth_ira": Moved(1_000, (0, -400.0))})
    contributed(accounts, flows)
    assert held(accounts.iras[0]) == (0, 0)
    assert held(accounts.roth[0]) == (1_050, 0, 2026)


def contract_accounts() -> Accounts:
    """After-tax money of 400 with basis of 300, in a plan of 1,000 with basis of 50."""
    accounts = after_tax(400, 300)
    accounts.plans[0] = Money(column(1_000), column(50))
    return accounts


def of_contract(*to: str) -> PersonFlows:
    return PersonFlows(
        one_contract=True, moved_share=0.75, moved={one: Moved(basis=1) for one in to}
    )


def test_money_of_one_contract_carries_its_share_of_basis_out_of_the_plan() -> None:
    """200 leave with basis of 120: 120 to a Roth IRA, 80 to a traditional IRA. A quarter of the
    after-tax basis of 300 stays with its source; the plan has 50 + 300 - 75 - 120 = 155."""
    accounts = contract_accounts()
    moves = contributed(accounts, of_contract("roth_ira"), contract=(200, 120))
    assert held(accounts.after_tax[0]) == (200, 75)
    assert held(accounts.plans[0]) == (1_000, 155)
    assert held(accounts.roth[0]) == (120, 0, 2026)
    assert held(accounts.iras[0]) == (80, 0)
    (layer,) = accounts.roth[0].layers
    assert (list(layer.taxed), list(layer.untaxed)) == ([0], [120])
    assert moves == {"roth": [125], "pre_tax": [83]}


def test_money_of_one_contract_that_stays_in_the_plan_is_all_basis_of_the_roth_account() -> None:
    """What is not basis is taxed in the year, so all 200 are basis afterward."""
    accounts = contract_accounts()
    moves = contributed(accounts, of_contract("designated_roth"), contract=(200, 120))
    assert held(accounts.after_tax[0]) == (200, 75)
    assert held(accounts.plans[0]) == (1_000, 155)
    assert held(accounts.roth_plan[0]) == (200, 200, 2026)
    assert held(accounts.roth[0]) == (0, 0, NEVER)
    assert moves == {"roth": [205], "pre_tax": [3]}


def test_no_more_of_one_contract_leaves_than_is_there() -> None:
    """400 are there; basis of 900 is at most the 400. The plan's 50 + 300 - 75 - 400 is none."""
    accounts = contract_accounts()
    contributed(accounts, of_contract("roth_ira"), contract=(700, 900))
    assert held(accounts.after_tax[0]) == (0, 75)
    assert held(accounts.plans[0]) == (1_000, 0)
    assert held(accounts.roth[0]) == (400, 0, 2026)
    assert held(accounts.iras[0]) == (0, 0)


def test_money_of_one_contract_without_basis_starts_no_roth_ira() -> None:
    accounts = contract_accounts()
    contributed(accounts, of_contract("roth_ira"), contract=(200, 0))
    assert held(accounts.roth[0]) == (0, 0, NEVER)
    assert held(accounts.iras[0]) == (200, 0)
    none = contract_accounts()
    contributed(none, of_contract("designated_roth"), contract=(0, 0))
    assert held(none.roth_plan[0]) == (0, 0, NEVER)


def test_nothing_of_one_contract_leaves_in_a_year_without_a_rollover() -> None:
    accounts = contract_accounts()
    contributed(accounts, of_contract(), contract=(200, 120))
    assert (held(accounts.after_tax[0]), held(accounts.plans[0])) == ((400, 300), (1_000, 50))


def test_a_path_s_amounts_depend_on_its_own_return() -> None:
    """Returns of -20% and 50%: 1,000 are 900 and 1,250 on December 31, of which 200 - 20% of 100
    and 200 + 50% of 100 were earned before the move."""
    accounts = empty_accounts(rows=2)
    now = year(
        accounts,
        growth=replace(returns(2), plan_roth=np.array([-0.2, 0.5])),
        inputs=SimpleNamespace(split=np.array([True, True])),
    )
    moves = {"roth": column(0, 0), "pre_tax": column(0, 0)}
    flows = PersonFlows(after_tax=1_000, moved={"roth_ira": Moved(1_000, (200, 100.0))})
    contribute(now, 0, flows, moves, None, column(0, 0))
    assert list(moves["pre_tax"]) == [180, 250]
    assert list(moves["roth"]) == [720, 1_000]


def test_a_cent_starts_a_five_year_period() -> None:
    """Treas. Reg. 1.408A-6, Q&A-2: any contribution or conversion does."""
    accounts = empty_accounts()
    contributed(accounts, PersonFlows(roth=1, roth_ira=1))
    assert (held(accounts.roth_plan[0]), held(accounts.roth[0])) == ((1, 1, 2026), (1, 1, 2026))
    for to, began in (("designated_roth", (NEVER, 2026)), ("roth_ira", (2026, NEVER))):
        source, contract = after_tax(1, 1), contract_accounts()
        contributed(source, PersonFlows(moved={to: Moved(basis=1)}), opening=1)
        contributed(contract, of_contract(to), contract=(1, 1))
        for one in (source, contract):
            assert (int(one.roth[0].since[0]), int(one.roth_plan[0].since[0])) == began


def test_earnings_that_all_go_to_a_traditional_ira_start_no_roth_ira() -> None:
    accounts = after_tax(40, 0)
    flows = PersonFlows(moved={"roth_ira": Moved(earned=(40, 0.0))})
    contributed(accounts, flows, opening=40)
    assert (held(accounts.iras[0]), held(accounts.roth[0])) == ((40, 0), (0, 0, NEVER))
