"""Compare `megaroth tax --table` with an oracle, row by row, and put each difference above a dollar
into its class.

    python -m benchmarks.oracle_compare ROWS.csv ANSWERS.json

The answers are those of `oracle_tax_calculator.py`, or of any engine that writes the same JSON.
Ends with 1 where a difference has no class.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from megaroth.cli.business_rows import read_businesses
from megaroth.cli.flags import Flags
from megaroth.cli.tax_rows import read_row
from megaroth.law.load import law
from megaroth.service.tax_columns import with_businesses
from megaroth.tax.federal import federal_table
from megaroth.tax.table import stack

Lines = dict[str, float]
DOLLAR = 1.0
LINES = {
    "agi": "agi",
    "taxable_income": "taxable_income",
    "deduction": "deduction",
    "qbi_deduction": "business_deduction",
    "amt": "amt",
    "earned_income_credit": "earned_income_credit",
    "savers_credit": "savers_credit",
    "total": "income_tax",
}


def _separate(row: dict[str, str], ours: Lines, theirs: Lines) -> str | None:
    """Classes of separate returns."""
    if row["status"] != "mfs":
        return None
    if ours["agi"] - theirs["agi"] > DOLLAR:
        return (
            "IRC 86(c)(1)(C): spouses who lived together have no base for Social Security on "
            "separate returns"
        )
    if theirs["earned_income_credit"] > DOLLAR:
        return (
            "IRC 32(d): no earned income credit on a separate return of spouses who lived together"
        )
    if ours["amt"] - theirs["amt"] > DOLLAR:
        return (
            "IRC 55(d)(2): a separate return adds to its minimum taxable income where the "
            "exemption has gone"
        )
    if float(row["salt"]) and ours["agi"] > PHASE_DOWN:
        return (
            "IRC 164(b)(6)-(7): the state tax cap is reduced whole and halved after that for "
            "separate returns"
        )
    return None


def _of_2026(row: dict[str, str], ours: Lines, theirs: Lines) -> str | None:
    """Classes of provisions that began with 2026."""
    gifts = float(row["charity"])
    if row["year"] != "2026":
        return None
    if row["specified_service"] == "1" and ours["qbi_deduction"] < theirs["qbi_deduction"] - DOLLAR:
        return (
            "IRC 199A(d), (i)(2): beyond the range a specified service business is no active "
            "qualified one"
        )
    if gifts > CEILING * ours["agi"]:
        return "IRC 170(b)(1)(I): the floor of 0.5% is taken off what the ceiling of 60% allows"
    if (
        gifts
        and (ours["amt"] or theirs["amt"] or row["spouse_itemizes"] == "1")
        and ours["total"] < theirs["total"]
    ):
        return (
            "IRC 170(p), 56(b)(1): gifts of those who do not itemize lower the minimum tax, "
            "and need no standard deduction"
        )
    if ours["qbi_deduction"] and ours["taxable_income"] < theirs["taxable_income"]:
        return (
            "IRC 68(a)(2): the limit of itemized deductions looks at taxable income, which the "
            "business deduction has lowered"
        )
    return None


PHASE_DOWN, CEILING = 250_000, 0.6
CLASSES = (_separate, _of_2026)
"""What the statute says where an oracle differs."""


def answers(rows: list[dict[str, str]]) -> list[Lines]:
    """Our lines of each row, dollars."""
    flags = Flags()
    found: list[Lines] = [{}] * len(rows)
    for year in sorted({row["year"] for row in rows}):
        places = [at for at, row in enumerate(rows) if row["year"] == year]
        ones = [read_row(rows[at], flags) for at in places]
        flags.done()
        items = stack([one for one in ones if one is not None])
        items = with_businesses(
            law(int(year)), items, [read_businesses(rows[at], flags) for at in places]
        )
        table = federal_table(law(int(year)), items)
        for row, at in enumerate(places):
            found[at] = {name: float(table[line][row]) / 100 for name, line in LINES.items()}
    return found


def class_of(row: dict[str, str], ours: Lines, theirs: Lines) -> str | None:
    """The class of a row's difference; None where it has none."""
    return next((name for look in CLASSES if (name := look(row, ours, theirs)) is not None), None)


def compare(
    rows: list[dict[str, str]], theirs: list[Lines]
) -> tuple[Counter[str], list[dict[str, Any]], list[int]]:
    """How many rows differ in each class, the rows that have none, and the places of those that
    agree."""
    classes: Counter[str] = Counter()
    unexplained, agreeing = [], []
    for at, (row, mine, other) in enumerate(zip(rows, answers(rows), theirs, strict=True)):
        if abs(mine["total"] - other["total"]) <= DOLLAR:
            agreeing.append(at)
            continue
        name = class_of(row, mine, other)
        if name is None:
            unexplained.append({"row": row, "ours": mine, "theirs": other})
        else:
            classes[name] += 1
    return classes, unexplained, agreeing


def main(table: str, oracle: str) -> int:
    """Print the classes and whatever has none."""
    rows = list(csv.DictReader(Path(table).read_text("utf-8").splitlines()))
    theirs = json.loads(Path(oracle).read_text("utf-8"))
    if "savers_credit" not in theirs[0]:
        # An engine that takes the saver's credit as an input has none here.
        rows = [row | {"retirement_head": "0", "retirement_spouse": "0"} for row in rows]
    classes, unexplained, agreeing = compare(rows, theirs)
    print(f"{len(agreeing)} of {len(rows)} rows agree within a dollar")
    for name, count in classes.most_common():
        print(f"{count:6}  {name}")
    for one in unexplained:
        print(json.dumps(one))
    return 1 if unexplained else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
