"""Random household-years for the oracles: a table that `megaroth tax --table` and the other engines
read, from one seed.

python -m benchmarks.oracle_households ROWS.csv [COUNT] [SEED]
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path
from typing import Any

YEARS = (2024, 2025, 2026)
SEED, COUNT = 20_261_130, 4_000
STATUSES = ("single", "mfj", "mfs", "hoh", "qss")


def households(count: int = COUNT, seed: int = SEED) -> list[dict[str, Any]]:
    """So many household-years, the same ones for the same seed; amounts in whole dollars."""
    draw = random.Random(seed)
    return [_household(draw) for _ in range(count)]


def _amount(draw: random.Random, chance: float, *scales: int) -> int:
    """Nothing, or an amount of one of some sizes."""
    return int(draw.random() * draw.choice(scales)) if draw.random() < chance else 0


def _household(draw: random.Random) -> dict[str, Any]:
    status = draw.choices(STATUSES, (5, 5, 2, 2, 1))[0]
    joint = status == "mfj"
    kind = draw.choice(
        ("worker", "worker", "own", "own", "saver", "investor", "retired", "dependent", "low")
    )
    age = {"retired": draw.randint(60, 90), "dependent": draw.randint(19, 23)}.get(
        kind, draw.randint(25, 64)
    )
    scale = {
        "low": (15_000, 40_000),
        "saver": (40_000, 90_000),
        "dependent": (3_000, 20_000),
        "retired": (10_000,),
    }.get(kind, (60_000, 200_000, 700_000))
    row: dict[str, Any] = {
        "year": draw.choice(YEARS),
        "status": status,
        "age_head": age,
        "age_spouse": max(18, age + draw.randint(-6, 6)) if joint else 0,
        "n_children": draw.choice((1, 2, 3))
        if status in ("hoh", "qss")
        else draw.choice((0, 0, 0, 1, 2, 3, 4)),
        "blind": int(draw.random() < 0.06) + (int(draw.random() < 0.06) if joint else 0),
        "dependent": 0,
        "wages_head": _amount(draw, 0.9, *scale),
        "wages_spouse": _amount(draw, 0.6, *scale) if joint else 0,
        "business_head": _amount(draw, 0.9, *scale)
        if kind == "own" or (kind == "low" and draw.random() < 0.3)
        else 0,
        "business_spouse": _amount(draw, 0.4, *scale) if kind == "own" and joint else 0,
        "interest": _amount(draw, 0.4, 1_000, 15_000, 80_000),
        "tax_exempt_interest": _amount(draw, 0.15, 2_000, 20_000),
        "ord_dividends": _amount(draw, 0.4, 2_000, 20_000, 150_000),
        "stcg": _amount(draw, 0.25, 5_000, 40_000) * draw.choice((1, 1, -1)),
        "ltcg": _amount(draw, 0.4, 10_000, 100_000, 900_000) * draw.choice((1, 1, 1, -1)),
        "ira_dist": _amount(draw, 0.6, 20_000, 100_000) if age > 59 else 0,
        "pension": _amount(draw, 0.5, 30_000, 90_000) if age > 59 else 0,
        "ss_head": _amount(draw, 0.8, 20_000, 45_000) if age >= 62 else 0,
        "ss_spouse": _amount(draw, 0.6, 30_000) if joint and age >= 65 else 0,
        "salt": _amount(draw, 0.6, 8_000, 30_000, 90_000),
        "mortgage_interest": _amount(draw, 0.4, 15_000, 40_000),
        "charity": _amount(draw, 0.4, 2_000, 20_000, 120_000),
        "spouse_itemizes": int(status == "mfs" and draw.random() < 0.4),
    }
    row["qual_dividends"] = int(row["ord_dividends"] * draw.random())
    employs = draw.random() < 0.5
    row["wages_paid"] = (
        _amount(draw, 1.0, 30_000, 150_000) if row["business_head"] and employs else 0
    )
    row["property_basis"] = (
        _amount(draw, 0.5, 50_000, 900_000) if row["business_head"] and employs else 0
    )
    row["specified_service"] = int(bool(row["business_head"]) and draw.random() < 0.4)
    row["retirement_head"] = _amount(draw, 1.0, 1_500, 5_000) if kind in ("saver", "low") else 0
    row["retirement_spouse"] = (
        _amount(draw, 0.7, 1_500, 5_000) if kind in ("saver", "low") and joint else 0
    )
    if kind == "dependent" and status == "single":
        row |= {
            "dependent": 1,
            "n_children": 0,
            "interest": min(row["interest"], 2_000),
            "ord_dividends": 0,
            "qual_dividends": 0,
        }
        row |= {"stcg": 0, "ltcg": 0}
    return row


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write rows as a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[2:]]
    write(Path(sys.argv[1]), households(*numbers))
