"""Project consecutive years: a household's money from one year to the next, over many paths at
once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import Amount, message
from megaroth.kernel.money import MOST_AHEAD_CENTS, Column
from megaroth.projection.accounts import Accounts, Returns, zeros
from megaroth.projection.opening_balances import opened
from megaroth.projection.projected_year import ProjectedYear
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.year import Year
from megaroth.projection.year_end import close

MOST_OWED_CENTS = 10**17
"""The most that can be owed. No tax multiplies it, and a search for spending tries more than there
is."""


@dataclass
class Start:
    """The state of a projection between two years.

    Attributes:
        place: the index of the next year.
        accounts: on its January 1.
        magis: modified adjusted gross income of the years before, of each return.
        tax: of the year before.
    """

    place: int
    accounts: Accounts
    magis: list[list[Column]] = field(default_factory=list)
    tax: Column | None = None

    def repeated(self, times: int) -> Start:
        """Repeat each row so many times, one after the other."""
        return self.rows(np.repeat(np.arange(len(self.accounts.hsa)), times))

    def rows(self, places: npt.NDArray[np.intp]) -> Start:
        """The state of these rows."""
        return Start(
            self.place,
            self.accounts.of_rows(places),
            [[one[places] for one in year] for year in self.magis],
            None if self.tax is None else self.tax[places],
        )


@dataclass
class Projected:
    """A projection.

    Attributes:
        years: its years.
        accounts: what is owned at the end.
        worth: results of ``worth`` at the end of each year.
        seen: results of ``look`` for each year.
        end: the state from which another projection can continue.
    """

    years: list[ProjectedYear]
    accounts: Accounts
    worth: list[Any]
    seen: list[Any]
    end: Start


def project(
    inputs: ScenarioInputs,
    returns: Returns,
    tick: Callable[[], None] | None = None,
    worth: Callable[[int, Accounts], Any] | None = None,
    *,
    look: Callable[[Year], Any] | None = None,
    start: Start | None = None,
    until: int | None = None,
    prices: Returns | None = None,
    bonds: Returns | None = None,
) -> Projected:
    """Project one alternative on some paths.

    Args:
        inputs: its years of work, spending and benefits.
        returns: in dollars of the assumed prices, (paths, years).
        tick: called after each year.
        worth: called with each year and the accounts at its end; its results are kept.
        look: called with each year before it is closed; its results are kept.
        start: the state to start from, with as many rows as ``returns``; it is changed. The first
            January 1 if omitted.
        until: the index of the year before which to stop; the end if omitted.
        prices: ratios of price growth to the assumed growth, (paths, years); as assumed if omitted.
        bonds: returns of bonds like ``returns``; their stated interest if omitted.

    Returns:
        The years and the accounts at their end.

    Raises:
        InputError: on some path, money grows beyond what can be calculated.
    """
    rows = returns.shape[0]
    start = Start(0, opened(inputs.ahead, rows)) if start is None else start
    accounts, magis = start.accounts, list(start.magis)
    years: list[ProjectedYear] = []
    kept: list[Any] = []
    seen: list[Any] = []
    tax = zeros(rows) if start.tax is None else start.tax
    last = len(inputs.ahead.years) if until is None else until
    for place in range(start.place, last):
        year = inputs.ahead.years[place]
        now = Year(
            inputs,
            accounts,
            year,
            _column(returns, place),
            magis,
            None if prices is None else _column(prices, place),
            None if bonds is None else _column(bonds, place),
        )
        now.settle(tax)
        if look is not None:
            seen.append(look(now))
        years.append(close(now))
        _within_reach(years[-1])
        tax = now.assessed.tax
        magis.append(now.assessed.magi)
        if worth is not None:
            kept.append(worth(year, accounts))
        if tick is not None:
            tick()
    return Projected(years, accounts, kept, seen, Start(last, accounts, magis, tax))


def _column(table: Returns, place: int) -> Returns:
    """A year's column: in a table of paths by years it is scattered, and a contiguous copy is
    faster to read."""
    return np.ascontiguousarray(table[:, place])


def _within_reach(year: ProjectedYear) -> None:
    """Refuse amounts that would overflow in the next year's tax.

    Raises:
        InputError: money, or what is owed, is beyond :data:`MOST_AHEAD_CENTS` on a path.
    """
    wealth = year.wealth
    if np.any(wealth > MOST_AHEAD_CENTS) or np.any(
        np.maximum(year.owed, -wealth) > MOST_OWED_CENTS
    ):
        found = message("more_than", amount=Amount.of(MOST_AHEAD_CENTS), year=year.year)
        expected = message("amounts_within_bounds")
        raise InputError([Problem("assumptions", found, expected)])
