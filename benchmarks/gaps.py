"""Measure how far bounds lie above the best plans found.

``python -m benchmarks.gaps [households] [first] [objectives]``
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.gap_homes import home
from megaroth.planning.aim import Aim
from megaroth.planning.optimize import optimize

OBJECTIVES = ("wealth", "bequest", "estate", "cash_out", "spending_per_year")
_SEED = 20_261_201


@dataclass(frozen=True)
class Gap:
    """One household under one objective.

    Attributes:
        number: of the household.
        objective: of the best plan.
        gap: the bound over the plan, as a share of the plan.
        lasts: whether its money lasts.
        seconds: of processor time.
    """

    number: int
    objective: str
    gap: float
    lasts: bool
    seconds: float


def measured(seed: int, numbers: range, objectives: tuple[str, ...]) -> Iterator[Gap]:
    """The gaps of households; claiming ages as in the file."""
    for number in numbers:
        for objective in objectives:
            start = time.process_time()
            found = optimize(home(seed, number), Aim(objective=objective, keep_claims=True))
            gap = (found.bound - found.value) / max(abs(found.value), 1)
            seconds = time.process_time() - start
            yield Gap(number, objective, gap, not found.runs_out, seconds)


def table(gaps: list[Gap]) -> list[str]:
    """Lines of the table in docs/accuracy.md, of plans that last."""
    rows = ["| objective | plans | median | 90th percentile | largest | below the plan |"]
    rows.append("|---|---|---|---|---|---|")
    for objective in OBJECTIVES:
        own = sorted(one.gap for one in gaps if one.objective == objective and one.lasts)
        if not own:
            continue
        high = own[min(round(0.9 * len(own)), len(own) - 1)]
        below = sum(one < 0 for one in own)
        rows.append(
            f"| `{objective}` | {len(own)} | {statistics.median(own):.1%} | {high:.1%} | "
            f"{own[-1]:.1%} | {below} |"
        )
    return rows


def main() -> None:
    """Print each gap and the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    objectives = tuple(sys.argv[3].split(",")) if len(sys.argv) > 3 else OBJECTIVES
    gaps = []
    for one in measured(_SEED, range(first, first + count), objectives):
        gaps.append(one)
        print(
            f"{one.number:4} {one.objective:18} {one.gap:8.2%} "
            f"{'' if one.lasts else 'does not last':14} {one.seconds:.1f} s",
            flush=True,
        )
    print("\n".join(table(gaps)))


if __name__ == "__main__":
    main()
