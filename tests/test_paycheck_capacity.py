"""What a paycheck can carry, and what to elect from it: against each paycheck of the year."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from megaroth.kernel.money import Cents
from megaroth.law.load import law
from megaroth.planyear.elections.even_checks import _share_of_pay
from megaroth.planyear.paycheck_capacity import _from_wages, _most_on_one

# Social Security of 6.2% ends at the wage base of 184,500 in 2026, and at more than 200,000 from
# 2029 on, where the additional Medicare tax of 0.9% begins (IRC 3101(a), (b), 3121(a)(1)).
CASES = [
    (year, pay, count, every)
    for year in (2026, 2031)
    for pay in (39_000_00, 130_000_01, 184_500_00, 229_999_99, 260_000_00, 611_000_07)
    for count, every in ((26, 26), (11, 26), (1, 12), (7, 12), (24, 24))
]


@pytest.mark.parametrize(("year", "pay", "count", "every"), CASES)
@pytest.mark.parametrize(
    ("states", "rounding"), [((None, None), 1), (("CA", None), 2), (("NJ", None), 4)]
)
def test_the_most_payroll_tax_on_a_check_is_that_of_the_check_that_has_most(
    year: int,
    pay: int,
    count: int,
    every: int,
    states: tuple[str | None, str | None],
    rounding: int,
) -> None:
    """Of all remaining checks, within a cent for each tax. New Jersey takes four contributions that
    end at two wage bases."""
    check = -(-pay // every)
    each = [
        _from_wages(law(year), states, check * (done + 1))
        - _from_wages(law(year), states, check * done)
        for done in range(every - count, every)
    ]
    assert abs(_most_on_one(law(year), states, pay, count, every) - max(each)) <= rounding


def test_after_a_move_the_state_that_takes_more_counts() -> None:
    """California takes 1.3% of all wages of 2026 (Unemployment Insurance Code 984); Texas
    nothing."""
    for states in (("CA", "TX"), ("TX", "CA")):
        assert _from_wages(law(2026), states, 10_000_00) == 765_00 + 130_00
    assert _from_wages(law(2026), ("TX", None), 10_000_00) == 765_00


def share_of(amount: int, room: int, *, pay: int, count: int = 24, every: int = 24) -> Cents:
    job: Any = SimpleNamespace(ahead=[None] * count, paydays=[None] * every, most_pay=pay)
    return _share_of_pay(job, amount, room)


def test_a_share_of_pay_may_round_up_only_where_two_cents_a_check_are_left() -> None:
    """0.12% of a check of 1,005.00 is 1.206, which payroll rounds to 1.21: 24 of them are 29.04, more
    than 28.95. Each check of 1.20 is 0.1194%, so 0.11% never passes."""
    assert share_of(28_95, 48, pay=24 * 1_005_00) == 1_200
    assert share_of(28_95, 47, pay=24 * 1_005_00) == 1_100


def test_a_share_of_pay_that_comes_to_the_amount_fits() -> None:
    """70% of the largest check, 1,000.03, is 700.02, and 24 of them are 16,800.48."""
    assert share_of(16_800_48, 0, pay=24 * 1_000_02 + 1) == 700_000


def test_a_share_of_pay_is_of_the_checks_to_come() -> None:
    """600 from the last 6 of 24 checks of 1,000 is 10% of each; nothing from no pay."""
    assert share_of(600_00, 10_00, pay=24_000_00, count=6) == 100_000
    assert share_of(600_00, 10_00, pay=0, count=6) == 0
