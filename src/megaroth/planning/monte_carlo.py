"""Simulate alternatives over blocks of paths, in this process or in several, with the same results
to the bit."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from megaroth.kernel.errors import WorkError
from megaroth.kernel.processes import FRESH, begin_work, interrupts_wait
from megaroth.planning.after_tax_wealth import Numbers, after_tax_wealth, owned
from megaroth.planning.measures import cash_out, estate
from megaroth.projection.accounts import Accounts
from megaroth.projection.market import BLOCK, block_of
from megaroth.projection.record import count_of_paths
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import groups, started, together

_FEW = 256
"""Paths up to which alternatives are rows of one projection."""

SAMPLE = 1_000
"""The number of paths for charts and for the search of spending."""


@dataclass
class BlockResult:
    """The results of an alternative on the paths of a block, in today's money, cents.

    Attributes:
        worth, bequest: wealth after tax and for heirs at the end, (paths,).
        cash_out, estate: what cashing out leaves and what heirs get
            (:mod:`megaroth.planning.measures`), (paths,).
        ran_out: whether spending found no money, (paths,).
        ends: means of what the household owns at the end, cents of that year.
        level: wealth at the end of each year at the assumed growth; only in the first block.
        level_ends: what the household owns at the end at the assumed growth, cents of that year;
            only in the first block.
        by_year: what cashing out at the end of each year leaves, (years, paths): on up to
            :data:`SAMPLE` paths, then at the assumed growth; only in the first block and if asked
            for.
    """

    worth: Numbers
    bequest: Numbers
    cash_out: Numbers
    estate: Numbers
    ran_out: npt.NDArray[np.bool_]
    ends: dict[str, float]
    level: list[float]
    level_ends: dict[str, int]
    by_year: Numbers = field(default_factory=lambda: np.zeros((0, 0)))


def simulate_block(
    alternatives: Sequence[ScenarioInputs],
    block: int,
    tick: Callable[[], None] | None = None,
    *,
    yearly: bool = False,
) -> list[BlockResult]:
    """Simulate alternatives over one block of paths, as the rows of one projection.

    Args:
        alternatives: one, or a group of :func:`megaroth.projection.stacking.groups`.
        block: its index.
        tick: called after each year.
        yearly: also what cashing out at the end of each year leaves.
    """
    ahead = alternatives[0].ahead
    assumed = ahead.household.assumptions
    markets = block_of(assumed, ahead.inflation, len(ahead.years), block)
    paths = len(markets.returns)
    rides = block == 0
    if rides and assumed.model != "fixed":
        # The path at the assumed growth is the last row of the first block, because rows are
        # independent.
        markets = markets.with_level(assumed)
    rows, many = len(markets.returns), len(alternatives)
    sample = _sampled(paths, rows, many)

    def worth_of_year(year: int, accounts: Accounts) -> tuple[Numbers, Numbers]:
        worth = after_tax_wealth(accounts, assumed.heirs_rate, ahead.prices(year))[rows - 1 :: rows]
        if not yearly:
            return worth, np.zeros((many, 0))
        left = cash_out(alternatives[0], accounts.of_rows(sample), year)
        return worth, left.reshape(many, -1)

    drawn = markets.repeated(many)
    run = project(
        together(alternatives, rows),
        drawn.returns,
        tick,
        worth_of_year if rides else None,
        start=started(alternatives, rows),
        prices=drawn.prices,
        bonds=drawn.bonds,
    )
    prices = ahead.prices(ahead.years[-1])
    end = owned(run.accounts)
    worth, bequest = (
        end.worth(assumed.heirs_rate, prices, stepped_up=stepped_up) for stepped_up in (False, True)
    )
    inputs = alternatives[0]
    cashed, heirs = cash_out(inputs, run.accounts), estate(inputs, run.accounts)
    found = []
    for at in range(many):
        ours, last = slice(at * rows, at * rows + paths), (at + 1) * rows - 1
        amounts = {one.name: getattr(end, one.name) for one in fields(end)}
        found.append(
            BlockResult(
                worth[ours],
                bequest[ours],
                cashed[ours],
                heirs[ours],
                run.accounts.ran_out[ours],
                {name: float(column[ours].mean()) for name, column in amounts.items()},
                [float(worth[at]) for worth, _ in run.worth],
                {name: int(column[last]) for name, column in amounts.items()} if rides else {},
                np.array([left[at] for _, left in run.worth]) if rides else np.zeros((0, 0)),
            )
        )
    return found


def _sampled(paths: int, rows: int, many: int) -> npt.NDArray[np.intp]:
    """The rows of a sample of paths and of the path at the assumed growth, of each alternative."""
    drawn = np.arange(min(paths, SAMPLE)) if rows > paths else np.arange(0)
    own = np.append(drawn, rows - 1)
    return np.concatenate([at * rows + own for at in range(many)])


def simulate_all(
    alternatives: list[ScenarioInputs],
    workers: int,
    tick: Callable[[int], None],
    *,
    yearly: bool = False,
) -> list[list[BlockResult]]:
    """Simulate every alternative over every block.

    Args:
        alternatives: on the same years.
        workers: how many processes; 1 for this one alone.
        tick: called with the number of years of a block that are newly done.
        yearly: also what cashing out at the end of each year leaves.

    Returns:
        For each alternative its blocks in order.
    """
    ahead = alternatives[0].ahead
    years = len(ahead.years)
    paths = count_of_paths(ahead.household.assumptions, years)
    blocks = -(-paths // BLOCK)
    # A few rows take as long as one, so alternatives share a projection.
    sets = groups(alternatives) if paths <= _FEW else [[at] for at in range(len(alternatives))]
    places = [(one, block) for block in range(blocks) for one in sets]
    found: dict[tuple[int, int], BlockResult] = {}

    def keep(place: tuple[list[int], int], simulated: list[BlockResult]) -> None:
        found.update({(at, place[1]): one for at, one in zip(place[0], simulated, strict=True)})

    if workers > 1 and len(places) > 1:
        for place, simulated in _shared(
            alternatives, places, min(workers, len(places)), yearly=yearly
        ):
            keep(place, simulated)
            tick(years * len(place[0]))
    else:
        for ats, block in places:
            keep(
                (ats, block),
                simulate_block(
                    [alternatives[at] for at in ats],
                    block,
                    functools.partial(tick, len(ats)),
                    yearly=yearly,
                ),
            )
    return [[found[at, block] for block in range(blocks)] for at in range(len(alternatives))]


def _shared(
    alternatives: list[ScenarioInputs],
    places: list[tuple[list[int], int]],
    workers: int,
    *,
    yearly: bool,
) -> Iterator[tuple[tuple[list[int], int], list[BlockResult]]]:
    """Results of several processes, as each one finishes."""
    with ProcessPoolExecutor(workers, mp_context=FRESH, initializer=begin_work) as pool:
        waiting = {}
        try:
            with interrupts_wait():
                for ats, block in places:
                    ours = [alternatives[at] for at in ats]
                    waiting[pool.submit(simulate_block, ours, block, yearly=yearly)] = (ats, block)
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for one in done:
                    yield waiting.pop(one), one.result()
        except BrokenProcessPool as error:
            raise WorkError(
                "a process that simulated paths ended early, perhaps out of memory; "
                "fewer workers need less: try --workers 1"
            ) from error
        finally:
            for one in waiting:
                one.cancel()
