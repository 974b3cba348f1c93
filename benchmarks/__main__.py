"""Run every benchmark and write docs/benchmarks.md."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import lifetime, paychecks, startup, tax, two_trees
from benchmarks.timing import Spread, calls, machine, processes
from megaroth.kernel.money import Column
from megaroth.law.load import law
from megaroth.planyear.plan import plan
from megaroth.planyear.room import ANSWERS, FLAGS, room, room_table
from megaroth.readers.household_file import read_household

ROOT = Path(__file__).parent.parent
ROWS = 1_000_000


def table(rows: int) -> dict[str, Column]:
    """A million people as columns, the same in every run."""
    rng = np.random.default_rng(20_261_124)
    highest = {
        "age": 75,
        "pay": 900_000_00,
        "deferral": 24_500_00,
        "catch_up": 8_000_00,
        "employer": 40_000_00,
        "after_tax": 20_000_00,
        "fica_wages_last_year": 300_000_00,
    }
    return {
        name: rng.integers(18 if name == "age" else 0, most, rows) for name, most in highest.items()
    }


def kernel() -> tuple[Spread, float, int]:
    """The room kernel over a million rows: time, memory above inputs and outputs in MB, rows
    compared with scalar answers."""
    numbers, columns = law(2026), table(ROWS)
    out: dict[str, Any] = {
        name: np.zeros(ROWS, np.bool_ if name in FLAGS else np.int64) for name in ANSWERS
    }
    spread = calls(lambda: room_table(numbers, columns, out=out))
    tracemalloc.start()
    room_table(numbers, columns, out=out)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    compared = 0
    for row in range(0, ROWS, 97):
        asked: dict[str, Any] = {name: int(column[row]) for name, column in columns.items()}
        one = room(numbers, **asked)
        if any(getattr(one, name) != out[name][row] for name in ANSWERS):
            raise SystemExit(f"row {row} differs from its scalar answer")
        compared += 1
    return spread, peak / 1e6, compared


def main() -> None:
    """Measure, print and write."""
    here = machine()
    print(here)
    numpy, package, empty = processes(
        [
            ["-c", "import numpy"],
            ["-c", "import megaroth"],
            ["-c", "pass"],
        ]
    )
    households = {
        "one person, one job": "mission_45.toml",
        "a couple with two plans, an HSA and an IRA": "couple.toml",
        "a job change, quarterly and per-paycheck moves": "job_change_june.toml",
        "five unknown plan rules (a range over all answers)": "unknown_rules.toml",
    }
    planned = {title: _planned(file) for title, file in households.items()}
    spread, peak, compared = kernel()
    rate = ROWS / spread.median / 1e6
    lines = [
        "# Benchmarks",
        "",
        f"Measured on {date.today()} by `make bench` on: {here}. Medians of 15 runs",
        "with the minimum and the maximum, all measured in one session.",
        "",
        "| benchmark | time | comparison | target |",
        "|---|---|---|---|",
        f"| `python -c pass` | {empty.text()} | | |",
        f'| `python -c "import numpy"` | {numpy.text()} | 1 | |',
        f'| `python -c "import megaroth"` | {package.text()} | '
        f"{package.median / numpy.median:.2f} of numpy | at most 1.5 |",
        *(
            f"| plan in process: {title} | {times.text()} | | {_asked(title)} |"
            for title, times in planned.items()
        ),
        f"| room of {ROWS:,} rows, {len(ANSWERS)} answers each, one core | {spread.text()} | "
        f"{rate:.1f} million rows/s | at least 15 |",
        f"| its memory above inputs and outputs | {peak:.1f} MB | | at most 64 MB |",
        *tax.lines(),
        *lifetime.lines(),
        "",
        f"The answers of {compared:,} of the rows of room were compared with the scalar answers "
        "and are equal. The kernels fill",
        "existing columns. New columns cost first-time page access by the operating system, which "
        "on",
        "this machine takes longer than the arithmetic. Tax-Calculator runs in a separate "
        "environment, alternating with megaroth.",
        "`make bench-oracle` creates it.",
        "",
        startup.section(),
        "",
        paychecks.section(),
        "",
        two_trees.kept(two_trees.PAGE.read_text("utf-8")),
    ]
    text = "\n".join(lines)
    two_trees.PAGE.write_text(text, "utf-8")
    print(text)


def _planned(file: str) -> Spread:
    household = read_household(ROOT / "examples" / file)
    return calls(lambda: plan(household), repeat=5)


def _asked(title: str) -> str:
    return "" if "unknown" in title else "under 60 ms, with elections"


if __name__ == "__main__":
    main()
