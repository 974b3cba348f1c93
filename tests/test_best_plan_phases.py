"""What changes when in a best plan: each year belongs to one row, with its amounts in the range."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

from megaroth.planning.yearly_results import Election
from megaroth.present.best_plan_phases import phases, phases_chart


def election(year: int, **changes: Any) -> Election:
    usual = {"deferral_kind": "pre_tax", "deferral": 24_500_00, "catch_up": 0, "after_tax": 0}
    return Election(
        year=year, person="Ana", employer="Acme", catch_up_kind="roth", **usual | changes
    )


def plan(**parts: Any) -> Any:
    return SimpleNamespace(**{"elections": [], "withdrawals": {}, "conversions": {}} | parts)


def test_a_row_ends_where_the_kind_changes() -> None:
    elections = [election(2026), election(2027, deferral=25_000_00)]
    elections += [election(2028, deferral_kind="roth"), election(2029, after_tax=10_000_00)]
    found = [(one.when, one.what) for one in phases(plan(elections=elections))]
    assert found == [
        ("2026 to 2027", "Ana, Acme: pre-tax deferrals of $24,500 to $25,000"),
        ("2028", "Ana, Acme: Roth deferrals of $24,500"),
        (
            "2029",
            "Ana, Acme: pre-tax deferrals of $24,500, after-tax contributions of $10,000",
        ),
    ]


def test_a_gap_in_the_years_ends_a_row() -> None:
    drawn = {year: {"taxable": 40_000_00} for year in (2040, 2041, 2043)}
    found = [one.when for one in phases(plan(withdrawals=drawn, conversions={2041: 5_000_00}))]
    assert found == ["2040", "2041", "2043"]


def test_each_year_is_in_one_row_with_its_sources() -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    drawer = random.Random(seed)
    drawn = {
        year: {kind: drawer.choice([0, 0, 12_345_00]) for kind in ("pre_tax", "roth", "taxable")}
        for year in range(2040, 2070)
        if drawer.random() < 0.9
    }
    converted = {year: 7_000_00 for year in range(2040, 2070) if drawer.random() < 0.3}
    found = phases(plan(withdrawals=drawn, conversions=converted))
    for year in range(2040, 2070):
        rows = [one for one in found if one.years[0] <= year <= one.years[1]]
        sources = {kind for kind, amount in drawn.get(year, {}).items() if amount}
        assert len(rows) == (1 if sources or year in converted else 0), year
        for row in rows:
            assert ("converted to Roth" in row.what) == (year in converted)
            assert ("from pre-tax" in row.what) == ("pre_tax" in sources)
            assert ("from taxable" in row.what) == ("taxable" in sources)


def test_the_chart_adds_up_to_the_plan() -> None:
    drawn = {2040: {"taxable": 40_000_00, "roth": 0}, 2041: {"hsa": 1_000_00}}
    spec = phases_chart(plan(withdrawals=drawn, conversions={2041: 5_000_00}))
    rows = spec["data"]["values"]
    assert sum(row["dollars"] for row in rows) == 46_000
    assert phases_chart(plan()) is None
