"""``reserve``: money in the taxable account that contributions never draw on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.test_best_policies import mid

from megaroth.model.household import Household
from megaroth.planning.assumption_notes import assumptions
from megaroth.planning.prepare import prepare
from megaroth.planning.reserve import reserve_of
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.projection.run import project


def lowest(household: Household) -> float:
    """The least in the taxable account at the end of a year of the first ten, in today's money."""
    inputs = prepare(household).inputs[1]
    run = project(inputs, np.full((1, len(inputs.ahead.years)), 0.06))
    return min(
        int(one.balances["taxable"][0]) / inputs.ahead.prices(one.year) for one in run.years[:10]
    )


@pytest.mark.parametrize(("reserve", "least"), [(15_000_00, 14_000_00), (None, 14_500_00)])
def test_contributions_leave_the_reserve_alone(reserve: int | None, least: int) -> None:
    """20,000 of savings were emptied in the first year for after-tax contributions and never came
    back. Three months of spending of 62,000 are 15,500."""
    # Contributions come evenly over the year, and tax is settled at its end.
    assert lowest(replace(mid(), reserve=reserve)) > least


def test_a_reserve_of_nothing_lets_contributions_empty_the_account() -> None:
    assert lowest(replace(mid(), reserve=0)) < 12_000_00


def test_the_reserve_is_three_months_of_spending_if_the_file_states_none() -> None:
    assert reserve_of(replace(mid(), reserve=None)) == 15_500_00
    assert reserve_of(replace(mid(), reserve=1_00)) == 1_00
    # Contributions come out of each year's income alone, so savings stay as they are.
    assert reserve_of(replace(mid(), reserve=None, spending=None)) == 0


def test_the_reserve_is_an_assumption_that_is_said() -> None:
    def said(reserve: int | None) -> str:
        notes = assumptions(prepare(replace(mid(), reserve=reserve)))
        return " ".join(sentence(one, Reader.FILE) for one in notes)

    assert "and a reserve of $15,000 in the taxable account; spare_cash" in said(15_000_00)
    assert "a reserve of $15,500 in the taxable account (three months of spending;" in said(None)
    assert "reserve" not in said(0)
