"""The income tax: columns, one household, and Tax-Calculator in the same session."""

from __future__ import annotations

import json
import os
import subprocess
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.tax_rows import JOINT, YEAR, rows
from benchmarks.timing import Spread, calls
from megaroth.law.load import law
from megaroth.tax.federal import NAMES, FederalTax, Return, federal_table, federal_tax
from megaroth.tax.filing_status import STATUSES, StatusColumn
from megaroth.tax.states.run import state_column

ROWS = 1_000_000
OTHER_ROWS = 200_000
ROUNDS = 3


def lines() -> list[str]:
    """The lines of the page on tax; Tax-Calculator's are left out unless ``TAXCALC_PYTHON`` names a
    Python that has it."""
    numbers, items = law(YEAR), _items(ROWS)
    out: dict[str, Any] = {
        name: np.zeros(ROWS, np.bool_ if name == "itemizes" else np.int64) for name in NAMES
    }
    total = {"income_tax": np.zeros(ROWS, np.int64)}
    spread = calls(lambda: federal_table(numbers, items, total), runs=7)
    tracemalloc.start()
    federal_table(numbers, items, total)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    federal_table(numbers, items, out)
    compared = _compare(items, out)
    one = Return(wages=130_000_00, interest=900_00, long_term_gain=8_000_00)
    scalar = calls(lambda: federal_tax(numbers, one), repeat=200)
    state = calls(lambda: state_column(numbers, "CA", items, out), runs=7)
    found = [
        f"| federal tax of {ROWS:,} household-years, one core | {spread.text()} | "
        f"{_rate(spread, ROWS)} | at least 3 |",
        f"| its memory above inputs and outputs | {peak / 1e6:.1f} MB | | at most 300 MB |",
        f"| federal tax of one household | {scalar.text()} | | under 0.3 ms |",
        f"| California tax of them, of the federal lines | {state.text()} | {_rate(state, ROWS)} "
        "| |",
    ]
    beside = _tax_calculator()
    if beside:
        found += beside
    return [*found, f"| rows compared with the scalar answer | {compared:,} the same | | |"]


def _rate(spread: Spread, count: int) -> str:
    return f"{count / spread.median / 1e6:.1f} million rows/s"


def _items(count: int) -> Return:
    table = rows(count)
    joint = table.pop("status") == JOINT
    status = StatusColumn(
        np.where(joint, STATUSES.index("married_joint"), STATUSES.index("single"))
    )
    counts = ("age", "spouse_age", "children")
    items: dict[str, Any] = {
        name: column if name in counts else column * 100 for name, column in table.items()
    }
    return Return(status=status, **items)


def _compare(items: Return, out: dict[str, Any]) -> int:
    """A row in 997 by itself; it must be the same."""
    compared = 0
    assert isinstance(items.status, StatusColumn)
    for row in range(0, ROWS, 997):
        given: dict[str, Any] = {
            name: int(value[row])
            for name, value in vars(items).items()
            if isinstance(value, np.ndarray)
        }
        alone: FederalTax = federal_tax(
            law(YEAR), Return(status=STATUSES[items.status.places[row]], **given)
        )
        if any(getattr(alone, name) != out[name][row] for name in NAMES):
            raise SystemExit(f"row {row} differs from its scalar answer")
        compared += 1
    return compared


def _tax_calculator() -> list[str]:
    """Both over the same rows, alternating: each round times one and then the other."""
    python = os.environ.get("TAXCALC_PYTHON")
    if not python:
        return []
    items, numbers = _items(OTHER_ROWS), law(YEAR)
    out = {"income_tax": np.zeros(OTHER_ROWS, np.int64)}
    ours: list[float] = []
    theirs: list[float] = []
    version = ""
    script = Path(__file__).parent / "tax_calculator.py"
    for _ in range(ROUNDS):
        ours += calls(lambda: federal_table(numbers, items, out), runs=5).seconds
        done = subprocess.run(
            [python, str(script), str(OTHER_ROWS)], check=True, capture_output=True, text=True
        )
        answer = json.loads(done.stdout)
        theirs += answer["seconds"]
        version = answer["version"]
    mine, other = Spread(tuple(ours)), Spread(tuple(theirs))
    difference = abs(int(out["income_tax"].sum()) / 100 - answer["total"]) / answer["total"]
    return [
        f"| federal tax of {OTHER_ROWS:,} household-years | {mine.text()} | 1 | |",
        f"| Tax-Calculator {version} `calc_all` of the same rows | {other.text()} | "
        f"{other.median / mine.median:.1f} times as long; sum of tax {difference:.4%} apart | at "
        "least 6 |",
    ]
