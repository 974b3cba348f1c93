"""Withdrawals: which account pays for a need, to the cent, in small amounts made by hand.

Every row of a column is one need. The accounts are the same in all of them, so each expected list
reads as the need grows: one account empties before the next one begins.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from megaroth.kernel.money import Column
from megaroth.projection.policy import Policy, PolicyRows, policy_rows
from megaroth.projection.withdraw import (
    Early,
    Open,
    Plan,
    divided,
    following_tax,
    withdrawals,
)


def column(*amounts: int) -> Column:
    """Amounts of one path each, cents."""
    return np.array(amounts, dtype=np.int64)


def money(
    taxable: int = 0,
    pre_tax: tuple[int, ...] = (0,),
    roth: tuple[int, ...] = (0,),
    hsa: int = 0,
    room: tuple[int, ...] = (0,),
) -> Open:
    """What can be withdrawn, the same on every path."""

    def each(amounts: tuple[int, ...]) -> list[Column]:
        return [column(one) for one in amounts]

    return Open(column(taxable), each(pre_tax), each(roth), column(hsa), each(room))


def by(order: str) -> PolicyRows:
    """The policy with one order of withdrawals."""
    return policy_rows([Policy(withdrawals=order)])


def amounts(columns: list[Column]) -> list[list[int]]:
    """Columns as lists."""
    return [list(one) for one in columns]


def sources(plan: Plan) -> dict[str, list[int]]:
    """The withdrawals of a single person, by source."""
    (pre_tax,), (roth,) = plan.pre_tax, plan.roth
    columns = {"taxable": plan.taxable, "pre_tax": pre_tax, "roth": roth, "hsa": plan.hsa}
    return {name: list(one) for name, one in columns.items()} | {"short": list(plan.short)}


ONE = money(taxable=100, pre_tax=(50,), roth=(30,), hsa=20)
NEEDS = column(0, 60, 120, 170, 190, 250)


def test_the_conventional_order_is_taxable_then_pre_tax_then_roth_then_health_savings() -> None:
    assert sources(withdrawals(ONE, NEEDS, by("conventional"))) == {
        "taxable": [0, 60, 100, 100, 100, 100],
        "pre_tax": [0, 0, 20, 50, 50, 50],
        "roth": [0, 0, 0, 20, 30, 30],
        "hsa": [0, 0, 0, 0, 10, 20],
        "short": [0, 0, 0, 0, 0, 50],
    }


@pytest.mark.parametrize("order", ["conventional", "proportional", "bracket", "penalty_aware"])
def test_a_loan_in_the_taxable_account_pays_for_nothing(order: str) -> None:
    owed = money(taxable=-40, pre_tax=(50,), roth=(30,), room=(10,))
    if order == "penalty_aware":
        none, pre_tax, roth = column(0), column(50), column(30)
        owed = replace(owed, early=Early([roth], [none], [pre_tax], [none], [True]))
    assert sources(withdrawals(owed, column(80, 90), by(order))) == {
        "taxable": [0, 0],
        "pre_tax": [50, 50],
        "roth": [30, 30],
        "hsa": [0, 0],
        "short": [0, 10],
    }


def test_spouses_withdraw_in_proportion_to_their_balances() -> None:
    """45 of 60 and 30 is two thirds from the first; 20 of 30 and 10 is three quarters."""
    both = money(pre_tax=(60, 30), roth=(30, 10))
    found = withdrawals(both, column(45, 110, 140), by("conventional"))
    assert amounts(found.pre_tax) == [[30, 60, 60], [15, 30, 30]]
    assert amounts(found.roth) == [[0, 15, 30], [0, 5, 10]]
    assert list(found.short) == [0, 0, 10]
    assert amounts(found.payments) == [[0, 0, 0], [0, 0, 0]]


def test_the_proportional_order_takes_the_same_share_of_each_account() -> None:
    """A tenth of 500, 300 and 200; then a third, whose cents the taxable account makes up: 166.5
    is 166 and 99.9 is 100, and 333 - 266 is 67."""
    there = money(taxable=200, pre_tax=(500,), roth=(300,))
    assert sources(withdrawals(there, column(0, 100, 333, 1_000, 1_007), by("proportional"))) == {
        "taxable": [0, 20, 67, 200, 200],
        "pre_tax": [0, 50, 166, 500, 500],
        "roth": [0, 30, 100, 300, 300],
        "hsa": [0, 0, 0, 0, 0],
        "short": [0, 0, 0, 0, 7],
    }
    nothing = withdrawals(money(), column(0, 5), by("proportional"))
    assert list(nothing.short) == [0, 5]
    cent = withdrawals(money(pre_tax=(1,)), column(1), by("proportional"))
    assert amounts(cent.pre_tax) == [[1]]
    # Three quarters of 2 and 2 are 1.5 each: both round up, and nothing is sold.
    rounded = withdrawals(money(pre_tax=(2,), roth=(2,)), column(3), by("proportional"))
    assert (amounts(rounded.pre_tax), amounts(rounded.roth)) == ([[2]], [[2]])
    assert (list(rounded.taxable), list(rounded.short)) == ([0], [0])


def test_the_bracket_order_fills_the_income_before_it_sells() -> None:
    """Room for 80: pre-tax money up to it, then taxable money, Roth money, and the rest."""
    there = money(taxable=100, pre_tax=(200,), roth=(60,), room=(80,))
    assert sources(withdrawals(there, column(50, 100, 200, 300, 500), by("bracket"))) == {
        "taxable": [0, 20, 100, 100, 100],
        "pre_tax": [50, 80, 80, 140, 200],
        "roth": [0, 0, 20, 60, 60],
        "hsa": [0, 0, 0, 0, 0],
        "short": [0, 0, 0, 0, 140],
    }


def test_taxable_money_may_come_before_the_income_is_filled() -> None:
    """100 of taxable money, pre-tax money up to the room for 80, Roth money, and the rest."""
    there = money(taxable=100, pre_tax=(200,), roth=(60,), room=(80,))
    needs = column(50, 100, 150, 200, 300, 500)
    assert sources(withdrawals(there, needs, by("taxable_then_bracket"))) == {
        "taxable": [50, 100, 100, 100, 100, 100],
        "pre_tax": [0, 0, 50, 80, 140, 200],
        "roth": [0, 0, 0, 20, 60, 60],
        "hsa": [0, 0, 0, 0, 0, 0],
        "short": [0, 0, 0, 0, 0, 140],
    }


def test_spouses_on_one_return_share_its_room() -> None:
    """Room for 90 of 100 and 200, so 30 and 60; then 40 more out of what each has."""
    there = money(pre_tax=(100, 200), roth=(0, 0), room=(90,))
    found = withdrawals(there, column(90, 130), by("bracket"))
    assert amounts(found.pre_tax) == [[30, 43], [60, 87]]


def test_spouses_on_separate_returns_each_fill_their_own_room() -> None:
    """Room for 30 and 50, of which the second has 40: a need of 60 is 30/70 of it, 26, and 34. A
    need of 200 fills 70, sells 50, takes 20 out of a Roth IRA, and the other 60 out of what the
    first has left."""
    there = money(taxable=50, pre_tax=(100, 40), roth=(20, 0), room=(30, 50))
    found = withdrawals(there, column(60, 120, 200), by("bracket"))
    assert amounts(found.pre_tax) == [[26, 30, 90], [34, 40, 40]]
    assert amounts(found.roth) == [[0, 0, 20], [0, 0, 0]]
    assert (list(found.taxable), list(found.short)) == ([0, 50, 50], [0, 0, 0])


def test_a_stated_withdrawal_leaves_first_and_the_rest_is_conventional() -> None:
    """40 and 10 are stated. Needs beyond 50 sell 30, then take pre-tax and then Roth money. A need
    below 50 takes as much."""
    there = money(taxable=30, pre_tax=(100,), roth=(50,), hsa=5)
    found = withdrawals(there, column(20, 60, 100, 160, 180, 190), by("bracket"), (40, 10))
    assert sources(found) == {
        "taxable": [0, 10, 30, 30, 30, 30],
        "pre_tax": [40, 40, 60, 100, 100, 100],
        "roth": [10, 10, 10, 30, 50, 50],
        "hsa": [0, 0, 0, 0, 0, 5],
        "short": [0, 0, 0, 0, 0, 5],
    }


def test_a_stated_withdrawal_is_at_most_what_is_there() -> None:
    there = money(taxable=-5, pre_tax=(30, 10), roth=(0, 8))
    found = withdrawals(there, column(0, 50), by("conventional"), (1_000, 1_000))
    assert amounts(found.pre_tax) == [[30, 30], [10, 10]]
    assert amounts(found.roth) == [[0, 0], [8, 8]]
    assert (list(found.taxable), list(found.short)) == ([0, 0], [0, 2])


def test_each_row_of_a_policy_has_its_own_order() -> None:
    orders = ("bracket", "conventional", "proportional", "penalty_aware_bracket", "penalty_aware")
    there = _young(money(taxable=100, pre_tax=(200,), roth=(60,), hsa=9, room=(80,)))
    need = column(*[150] * len(orders))
    rows = withdrawals(there, need, policy_rows([Policy(withdrawals=one) for one in orders]))
    for place, order in enumerate(orders):
        alone = withdrawals(there, column(150), by(order))
        assert [values[place] for values in sources(rows).values()] == [
            value for (value,) in sources(alone).values()
        ]
        assert rows.payments[0][place] == alone.payments[0][0]


def _young(there: Open) -> Open:
    """A person before 59 1/2 whose 60 of Roth money is 30 free and 20 recaptured, and whose 200 of
    pre-tax money is 40 free; payments of 25 may begin."""
    early = Early([column(30)], [column(20)], [column(40)], [column(25)], [True])
    return replace(there, early=early)


# Cumulative: taxable 50, Roth free 30 (80), pre-tax free 40 (120), payments 25 (145), recaptured
# 20 (165), other pre-tax 35 (200), earnings of the Roth IRA 30 (230), health savings 10 (240).
YOUNG = _young(money(taxable=50, pre_tax=(100,), roth=(80,), hsa=10, room=(15,)))
YOUNG_NEEDS = column(50, 70, 100, 130, 155, 180, 215, 235, 260)


def test_money_with_the_additional_tax_comes_last() -> None:
    found = withdrawals(YOUNG, YOUNG_NEEDS, by("penalty_aware"))
    assert sources(found) == {
        "taxable": [50, 50, 50, 50, 50, 50, 50, 50, 50],
        "pre_tax": [0, 0, 20, 50, 65, 80, 100, 100, 100],
        "roth": [0, 20, 30, 30, 40, 50, 65, 80, 80],
        "hsa": [0, 0, 0, 0, 0, 0, 0, 5, 10],
        "short": [0, 0, 0, 0, 0, 0, 0, 0, 20],
    }
    assert amounts(found.payments) == [[0, 0, 0, 10, 25, 25, 25, 25, 25]]


def test_free_pre_tax_money_may_fill_the_income_first() -> None:
    """15 of the 40 that leave free come before the taxable account, and the other 25 in their
    turn."""
    found = withdrawals(YOUNG, column(10, 40, 70, 110), by("penalty_aware_bracket"))
    assert sources(found) == {
        "taxable": [0, 25, 50, 50],
        "pre_tax": [10, 15, 15, 30],
        "roth": [0, 0, 5, 30],
        "hsa": [0, 0, 0, 0],
        "short": [0, 0, 0, 0],
    }


def test_what_fills_the_income_is_free_of_the_additional_tax() -> None:
    """On one return 25 of 20 and 30 is half of each; on two, each fills the own room."""
    early = Early(
        [column(0), column(0)],
        [column(0), column(0)],
        [column(20), column(30)],
        [column(0), column(0)],
        [True, True],
    )
    one = replace(money(pre_tax=(90, 90), roth=(0, 0), room=(25,)), early=early)
    two = replace(one, room=[column(5), column(50)])
    assert amounts(withdrawals(one, column(25), by("penalty_aware_bracket")).pre_tax) == [
        [10],
        [15],
    ]
    assert amounts(withdrawals(two, column(35), by("penalty_aware_bracket")).pre_tax) == [[5], [30]]


def test_the_older_spouse_s_money_has_no_additional_tax() -> None:
    """The first is young: 30 of 80 Roth money is free. Then the older one's 60 of pre-tax money,
    the older one's 40 of Roth money, and then what has the additional tax."""
    early = Early(
        [column(30), column(0)],
        [column(20), column(0)],
        [column(0), column(60)],
        [column(0), column(0)],
        [True, False],
    )
    there = replace(money(taxable=5, pre_tax=(70, 60), roth=(80, 40), room=(0,)), early=early)
    found = withdrawals(there, column(25, 75, 125, 150, 200, 250), by("penalty_aware"))
    assert amounts(found.roth) == [[20, 30, 30, 45, 50, 75], [0, 0, 30, 40, 40, 40]]
    assert amounts(found.pre_tax) == [[0, 0, 0, 0, 45, 70], [0, 40, 60, 60, 60, 60]]


@pytest.mark.parametrize(
    ("aware", "plain"), [("penalty_aware", "conventional"), ("penalty_aware_bracket", "bracket")]
)
def test_without_young_people_no_order_looks_at_the_additional_tax(aware: str, plain: str) -> None:
    there = money(taxable=100, pre_tax=(200,), roth=(60,), room=(80,))
    need = column(50, 100, 200, 300)
    assert sources(withdrawals(there, need, by(aware))) == sources(
        withdrawals(there, need, by(plain))
    )


@pytest.mark.parametrize(
    ("amount", "balances", "each"),
    [
        (7, (10,), [7]),
        (0, (10, 10), [0, 0]),
        (40, (75, 25), [30, 10]),
        (10, (0, 10), [0, 10]),
        (1, (1, 1), [0, 1]),
        # 5/9 of 3 is 1.67, of 2 is 1.11, of 1 is 0.56.
        (3, (5, 4), [2, 1]),
        (2, (5, 4), [1, 1]),
        (1, (5, 4), [1, 0]),
        # Never more than is there, and the first has what neither has.
        (12, (5, 5), [7, 5]),
    ],
)
def test_an_amount_is_divided_to_the_cent(
    amount: int, balances: tuple[int, ...], each: list[int]
) -> None:
    found = divided(column(amount), [column(one) for one in balances])
    assert [int(one[0]) for one in found] == each


@pytest.mark.parametrize(
    ("before", "tax", "found", "following"),
    [
        (None, 100, 110, 110),
        # Slope 8/20: 118 - 2 * 0.4/0.6 = 116.67.
        ((100, 110), 120, 118, 117),
        # Steeper than 0.6 counts as 0.6: 120 + 10 * 0.6/0.4.
        ((100, 100), 110, 120, 135),
        # A tax that falls counts as level, and so does a step of nothing.
        ((100, 130), 110, 120, 120),
        ((110, 100), 110, 120, 120),
        # The iteration may come from above: slope (100 - 104) / (100 - 110) = 0.4.
        ((110, 104), 100, 100, 100),
        ((110, 124), 100, 120, 133),
    ],
)
def test_the_next_tax_is_on_the_line_through_the_last_two(
    before: tuple[int, int] | None, tax: int, found: int, following: int
) -> None:
    earlier = None if before is None else (column(before[0]), column(before[1]))
    assert list(following_tax(earlier, column(tax), column(found))) == [following]
