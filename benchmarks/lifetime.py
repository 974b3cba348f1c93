"""Years ahead: a comparison over paths, one at a fixed growth, and an optimization."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import owl_beside
from benchmarks.timing import Spread, calls
from megaroth.model.household import Household
from megaroth.model.outlook import AlternativeSpec
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.readers.household_file import parse_household

PATHS, YEARS, RUNS = 10_000, 50, 3
NAMES = (
    "taxable",
    "mega",
    "mega_quarterly",
    "mega_yearly",
    "mega_roth_ira_split",
    "after_tax_left",
    "roth_deferral",
    "pre_tax_deferral",
)
_PLAN = """
[people.jobs.plan]
roth = true
after_tax = true
in_plan_roth_rollover = "each_paycheck"
in_service_withdrawal = ["after_tax"]
match = [{ rate = "50%", up_to = "6%" }]
"""
ONE = f"""
year = 2026
state = "CA"
[[people]]
name = "Ann"
born = 1986-02-03
[[people.jobs]]
employer = "Acme"
pay = 260_000
{_PLAN}
[assumptions]
plan_until = 89
"""
COUPLE = ONE.replace(
    "[assumptions]",
    f"""
[[people]]
name = "Bo"
born = 1988-06-01
[[people.jobs]]
employer = "Bolt"
pay = 150_000
{_PLAN}
[assumptions]
""",
).replace('state = "CA"', 'state = "CA"\nfiling_status = "married_joint"')

STOPS_AT_62 = f"""
year = 2026
state = "GA"
spending = 62_000
spending_in_retirement = 60_000
alternatives = ["taxable", "mega"]
[[people]]
name = "Cal"
born = 1990-05-20
retires_at = 62
[[people.jobs]]
employer = "Core"
pay = 128_000
{_PLAN}
[people.jobs.balances]
pre_tax = 85_000
[taxable]
value = 22_000
basis = 20_000
[assumptions]
model = "fixed"
growth = "6%"
plan_until = 90
"""
STOPS_AT_45 = f"""
year = 2026
state = "WA"
spending = 57_000
spending_in_retirement = 84_000
alternatives = ["taxable", "mega"]
[[people]]
name = "Dee"
born = 1988-08-11
retires_at = 45
[[people.jobs]]
employer = "Delta"
pay = 245_000
{_PLAN}
[people.jobs.balances]
pre_tax = 240_000
[[people.iras]]
kind = "roth"
value = 55_000
basis = 42_000
[taxable]
value = 190_000
basis = 150_000
[assumptions]
model = "fixed"
growth = "6%"
plan_until = 92
"""


def household(paths: int, names: tuple[str, ...] = NAMES, model: str = "lognormal") -> Household:
    """One person over fifty years, and what to compare."""
    found = parse_household(ONE)
    assumed = replace(found.assumptions, paths=paths, model=model, plan_until=YEARS + 39)
    return replace(
        found, assumptions=assumed, alternatives=tuple(AlternativeSpec(name=name) for name in names)
    )


def five_of(home: Household) -> Household:
    """Five alternatives of a household at a fixed growth."""
    specs = tuple(AlternativeSpec(name=name) for name in NAMES[:5])
    return replace(home, assumptions=replace(home.assumptions, model="fixed"), alternatives=specs)


def over_paths(paths: int, workers: int = 1) -> tuple[float, float]:
    """Seconds, and the most megabytes that the process held (nan where the system does not
    tell)."""
    asked = household(paths)
    start = time.perf_counter()
    compare(asked, workers=workers, policy="same")
    return time.perf_counter() - start, _most_held()


def _most_held() -> float:
    # The kernel's maximum of getrusage is inherited from the process that started this one; VmHWM
    # is not.
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def lines() -> list[str]:
    """The lines of the page on years ahead."""
    runs = [_process(PATHS) for _ in range(RUNS)]
    shared = [_process(PATHS, workers=2) for _ in range(RUNS)]
    half = [_process(PATHS // 2) for _ in range(RUNS)]
    spread, fewer, both = (
        Spread(tuple(seconds for seconds, _ in one)) for one in (runs, half, shared)
    )
    memory = max(megabytes for _, megabytes in runs)
    each = spread.median / PATHS * 1000
    two, five, eight = (
        calls(lambda asked=asked: compare(asked, policy="same"), runs=7)  # type: ignore[misc]
        for asked in (household(1, NAMES[:many], "fixed") for many in (2, 5, len(NAMES)))
    )
    couple = parse_household(COUPLE)
    at_best, both_at_best = (
        calls(lambda asked=asked: compare(asked, policy="best"), runs=RUNS)  # type: ignore[misc]
        for asked in (household(1, NAMES[:5], "fixed"), five_of(couple))
    )
    best = optimize(couple)
    search = calls(lambda: optimize(couple), runs=RUNS)
    gap = (best.bound - best.value) / best.value
    return [
        f"| {PATHS:,} paths x {YEARS} years x {len(NAMES)} alternatives, federal and California "
        f"tax, one core | {spread.text(1, 's')} | "
        f"{each:.2f} ms a path for all {len(NAMES)}, {each / len(NAMES):.2f} for one "
        "| under 20 s |",
        *_monteplan(each / len(NAMES)),
        f"| its process in all | {memory:.0f} MB | | at most 1 GB |",
        f"| the same with two processes | {both.text(1, 's')} | {both.median / spread.median:.2f} "
        "of one | |",
        f"| half the paths | {fewer.text(1, 's')} | {fewer.median / spread.median:.2f} of all | |",
        f"| a comparison of 2 alternatives at a fixed growth, {YEARS} years | {two.text()} | | "
        "under 200 ms |",
        f"| of 5, as many as a plan suggests | {five.text()} | | under 200 ms |",
        f"| of {len(NAMES)} | {eight.text()} | | |",
        f"| of 5, each at its best policy and kind of deferrals | {at_best.text()} | | "
        "under 300 ms |",
        f"| the same of a couple | {both_at_best.text()} | | under 500 ms |",
        f"| optimization of a couple over {YEARS} years | {search.text(1, 's')} | bound {gap:.1%} "
        "above the plan | under 10 s |",
        *owl_beside.lines(),
    ]


def _monteplan(ours: float) -> list[str]:
    """monteplan in the same run; left out unless ``MONTEPLAN_PYTHON`` names a Python that has
    it."""
    python = os.environ.get("MONTEPLAN_PYTHON")
    if not python:
        return []
    script = Path(__file__).parent / "monteplan_paths.py"
    done = subprocess.run(
        [python, str(script), str(PATHS)], check=True, capture_output=True, text=True
    )
    answer = json.loads(done.stdout)
    spread = Spread(tuple(answer["seconds"]))
    theirs = spread.median / PATHS * 1000
    return [
        f"| monteplan {answer['version']}, {PATHS:,} paths of its own example household | "
        f"{spread.text(1, 's')} | "
        f"{theirs:.2f} ms a path, {theirs / ours:.1f} times ours for one | |"
    ]


def _process(paths: int, workers: int = 1) -> tuple[float, float]:
    code = (
        "import json; from benchmarks.lifetime import over_paths; "
        f"print(json.dumps(over_paths({paths}, {workers})))"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    seconds, megabytes = json.loads(ran.stdout)
    return seconds, megabytes
