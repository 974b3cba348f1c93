"""Alternatives over blocks of paths: one after the other, or by several processes, to the same bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from megaroth.kernel.cents import PPM
from megaroth.kernel.errors import WorkError
from megaroth.kernel.processes import FRESH, heed_no_interrupt, interrupts_wait
from megaroth.law.reform import ACTIVE, Reform, reformed
from megaroth.planning.worth import Numbers, after_tax_wealth, ends_of, owned
from megaroth.projection.accounts import Accounts
from megaroth.projection.given import Given
from megaroth.projection.market import BLOCK, block_of, count_of_paths
from megaroth.projection.run import project


@dataclass
class Played:
    """What an alternative comes to on the paths of a block, in today's money, cents.

    Attributes:
        worth, bequest: at the end, (paths,).
        ran_out: whether spending found no money, (paths,).
        ends: means of what is owned at the end, cents of that year.
        level: worth at the end of each year at the assumed growth; of the first block.
        level_ends: what is owned at the end at the assumed growth, cents of that year; of the first block.
    """

    worth: Numbers
    bequest: Numbers
    ran_out: npt.NDArray[np.bool_]
    ends: dict[str, float]
    level: list[float]
    level_ends: dict[str, int]


def play(given: Given, block: int, tick: Callable[[], None] | None = None) -> Played:
    """One alternative over one block of paths.

    Args:
        given: the alternative.
        block: its place.
        tick: called after each year.
    """
    ahead = given.ahead
    assumed = ahead.household.assumptions
    markets = block_of(assumed, ahead.inflation, len(ahead.years), block)
    drawn = slice(len(markets.returns))
    rides = block == 0
    if rides and assumed.model != "fixed":
        # The path at the assumed growth rides with the first block as its last row: rows are independent.
        markets = markets.with_level(float(assumed.growth / PPM))

    def last_worth(year: int, accounts: Accounts) -> float:
        return float(after_tax_wealth(accounts, assumed.heirs_rate, ahead.prices(year))[-1])

    run = project(given, markets.returns, tick, last_worth if rides else None, prices=markets.prices)
    prices = ahead.prices(ahead.years[-1])
    end = owned(run.accounts)
    return Played(
        end.worth(assumed.heirs_rate, prices)[drawn],
        end.worth(assumed.heirs_rate, prices, stepped_up=True)[drawn],
        run.accounts.ran_out[drawn],
        {one.name: float(getattr(end, one.name)[drawn].mean()) for one in fields(end)},
        run.worth,
        ends_of(run.accounts) if rides else {},
    )


def play_all(alternatives: list[Given], workers: int, tick: Callable[[int], None]) -> list[list[Played]]:
    """Every alternative over every block.

    Args:
        alternatives: on the same years.
        workers: how many processes; 1 for this one alone.
        tick: called with how many years of a block are done more.

    Returns:
        For each alternative its blocks in order, whoever played them.
    """
    ahead = alternatives[0].ahead
    years = len(ahead.years)
    blocks = -(-count_of_paths(ahead.household.assumptions, years) // BLOCK)
    places = [(at, block) for block in range(blocks) for at in range(len(alternatives))]
    found: dict[tuple[int, int], Played] = {}
    if workers > 1 and len(places) > 1:
        for place, played in _shared(alternatives, places, min(workers, len(places))):
            found[place] = played
            tick(years)
    else:
        for at, block in places:
            found[at, block] = play(alternatives[at], block, lambda: tick(1))
    return [[found[at, block] for block in range(blocks)] for at in range(len(alternatives))]


def _shared(alternatives: list[Given], places: list[tuple[int, int]], workers: int) -> Iterator[tuple[tuple[int, int], Played]]:
    """What several processes play, as each is done."""
    with ProcessPoolExecutor(workers, mp_context=FRESH, initializer=heed_no_interrupt) as pool:
        waiting = {}
        try:
            with interrupts_wait():
                for at, block in places:
                    waiting[pool.submit(_elsewhere, alternatives[at], block, ACTIVE.get())] = at, block
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for one in done:
                    yield waiting.pop(one), one.result()
        except BrokenProcessPool as error:
            raise WorkError(
                "a process that played paths ended before its work, perhaps for want of memory; fewer workers need less: try --workers 1"
            ) from error
        finally:
            for one in waiting:
                one.cancel()


def _elsewhere(given: Given, block: int, reforms: tuple[Reform, ...]) -> Played:
    """In a process of its own, under the reforms of the one that asks."""
    with reformed(*reforms):
        return play(given, block)
