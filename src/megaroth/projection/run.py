"""Years in a row: a household's money from one year to the next, over many paths at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from megaroth.kernel.cents import Column
from megaroth.projection.accounts import Accounts, Returns, opened, zeros
from megaroth.projection.closing import YearOut, close
from megaroth.projection.year import Given, Year


@dataclass
class Projected:
    """A projection.

    Attributes:
        years: its years.
        accounts: what is owned at the end.
        worth: what ``worth`` gave at the end of each year.
    """

    years: list[YearOut]
    accounts: Accounts
    worth: list[Any]


def project(
    given: Given,
    returns: Returns,
    tick: Callable[[], None] | None = None,
    worth: Callable[[int, Accounts], Any] | None = None,
) -> Projected:
    """One alternative's years on some paths.

    Args:
        given: its years of work, spending and benefits.
        returns: nominal returns, (paths, years).
        tick: called after each year.
        worth: called with each year and the accounts at its end; what it gives is kept.

    Returns:
        The years and the accounts at their end.
    """
    rows = returns.shape[0]
    accounts = opened(given.ahead.household, rows)
    magis: list[Column] = []
    years: list[YearOut] = []
    kept: list[Any] = []
    tax = zeros(rows)
    for place, year in enumerate(given.ahead.years):
        now = Year(given, accounts, year, returns[:, place], magis)
        now.settle(tax)
        years.append(close(now))
        tax = now.assessed.tax
        magis.append(now.assessed.magi)
        if worth is not None:
            kept.append(worth(year, accounts))
        if tick is not None:
            tick()
    return Projected(years, accounts, kept)
