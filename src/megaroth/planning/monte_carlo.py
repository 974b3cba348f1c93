"""Simulate alternatives over all paths, in this process or in several, with the same results to the
bit."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from megaroth.kernel.errors import WorkError
from megaroth.kernel.message import message
from megaroth.kernel.processes import FRESH, begin_work, interrupts_wait
from megaroth.planning.after_tax_wealth import Numbers, after_tax_wealth, owned
from megaroth.planning.measures import cash_out, estate
from megaroth.planning.work_units import WorkUnit, units
from megaroth.projection.accounts import Accounts
from megaroth.projection.market import some_paths
from megaroth.projection.record import count_of_paths
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import groups, started, together

SAMPLE = 1_000
"""The number of paths for charts and for the search of spending."""


@dataclass
class BlockResult:
    """The results of an alternative on a piece of the paths, in today's money, cents.

    Attributes:
        worth, bequest: wealth after tax and for heirs at the end, (paths,).
        cash_out, estate: what cashing out leaves and what heirs get
            (:mod:`megaroth.planning.measures`), (paths,).
        ran_out: whether spending found no money, (paths,).
        ends: what the household owns at the end, the sum over the paths, cents of that year.
        level: wealth at the end of each year at the assumed growth; only in the first piece.
        level_ends: what the household owns at the end at the assumed growth, cents of that year;
            only in the first piece.
        by_year: what cashing out at the end of each year leaves, (years, paths): on up to
            :data:`SAMPLE` paths, then at the assumed growth; only in the first piece and if asked
            for.
    """

    worth: Numbers
    bequest: Numbers
    cash_out: Numbers
    estate: Numbers
    ran_out: npt.NDArray[np.bool_]
    ends: dict[str, int]
    level: list[float]
    level_ends: dict[str, int]
    by_year: Numbers = field(default_factory=lambda: np.zeros((0, 0)))


def simulate_unit(
    alternatives: Sequence[ScenarioInputs],
    unit: WorkUnit,
    tick: Callable[[], None] | None = None,
    *,
    yearly: bool = False,
) -> list[BlockResult]:
    """Simulate alternatives over a piece of the paths, as the rows of one projection.

    Args:
        alternatives: those of the unit, which can be rows of one projection.
        unit: with its paths.
        tick: called after each year.
        yearly: also what cashing out at the end of each year leaves.
    """
    ahead = alternatives[0].ahead
    assumed = ahead.household.assumptions
    markets = some_paths(assumed, ahead.inflation, len(ahead.years), unit.paths)
    paths = len(markets.returns)
    rides = unit.piece == 0
    if rides and assumed.model != "fixed":
        # The path at the assumed growth is the last row of the first piece, because rows are
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
                {name: int(column[ours].sum()) for name, column in amounts.items()},
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
    """Simulate every alternative over every path.

    Args:
        alternatives: on the same years.
        workers: how many processes; 1 for this one alone.
        tick: called with the number of years of a piece of the paths that are newly done.
        yearly: also what cashing out at the end of each year leaves.

    Returns:
        For each alternative its results on the pieces of the paths, in order.
    """
    ahead = alternatives[0].ahead
    years = len(ahead.years)
    work = list(
        units(groups(alternatives), count_of_paths(ahead.household.assumptions, years), workers)
    )
    found: dict[tuple[int, int], BlockResult] = {}

    def keep(unit: WorkUnit, results: list[BlockResult]) -> None:
        ours = zip(unit.places, results, strict=True)
        found.update({(unit.piece, at): one for at, one in ours})

    if workers > 1 and len(work) > 1:
        for unit, results in _shared(alternatives, work, min(workers, len(work)), yearly=yearly):
            keep(unit, results)
            tick(years * len(unit.places))
    else:
        for unit in work:
            ours = [alternatives[at] for at in unit.places]
            step = functools.partial(tick, len(ours))
            keep(unit, simulate_unit(ours, unit, step, yearly=yearly))
    many = work[-1].piece + 1
    return [[found[piece, at] for piece in range(many)] for at in range(len(alternatives))]


def _shared(
    alternatives: list[ScenarioInputs],
    work: list[WorkUnit],
    workers: int,
    *,
    yearly: bool,
) -> Iterator[tuple[WorkUnit, list[BlockResult]]]:
    """Results of several processes, as each one finishes."""
    with ProcessPoolExecutor(workers, mp_context=FRESH, initializer=begin_work) as pool:
        waiting = {}
        try:
            with interrupts_wait():
                for unit in work:
                    ours = [alternatives[at] for at in unit.places]
                    waiting[pool.submit(simulate_unit, ours, unit, yearly=yearly)] = unit
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for one in done:
                    yield waiting.pop(one), one.result()
        except BrokenProcessPool as error:
            raise WorkError(message("simulation_process_ended")) from error
        finally:
            for one in waiting:
                one.cancel()
