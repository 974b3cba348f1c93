"""``reserve``: money in the taxable account that contributions never draw on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.test_best_policies import mid

from megaroth.planning.compare import compare
from megaroth.planning.prepare import prepare
from megaroth.present.sentences.sentence import Reader, sentence
from megaroth.projection.run import project


def lowest(reserve: int) -> float:
    """The least in the taxable account at the end of a year of the first ten, in today's money."""
    household = replace(mid(), reserve=reserve)
    given = prepare(household).given[1]
    run = project(given, np.full((1, len(given.ahead.years)), 0.06))
    return min(
        int(one.balances["taxable"][0]) / given.ahead.prices(one.year) for one in run.years[:10]
    )


def test_contributions_leave_the_reserve_alone() -> None:
    """20,000 of savings were emptied in the first year for after-tax contributions and never came
    back."""
    assert lowest(0) < 12_000_00
    # Contributions come evenly over the year, and tax is settled at its end.
    assert lowest(15_000_00) > 14_000_00


def test_the_reserve_is_an_assumption_that_is_said() -> None:
    def said(reserve: int) -> str:
        answer = compare(replace(mid(), reserve=reserve))
        return " ".join(sentence(one, Reader.FILE) for one in answer.assumptions)

    assert "and a reserve of $15,000" in said(15_000_00)
    assert "reserve" not in said(0)
