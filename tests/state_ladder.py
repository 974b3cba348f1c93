"""State returns of nine kinds of household on a ladder of incomes, and their recorded taxes.

A ladder has common incomes and, for each state and year, every amount of its law data: there a
comparison decides. ``python tests/state_ladder.py`` records the taxes anew; look at each changed
line. The figures are this program's own: they say that a change of code changed a tax, and not that
a tax is right, which the cases of other engines and of printed forms say.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from megaroth.law import states
from megaroth.law.load import law
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.states.resident import StateItems
from megaroth.tax.states.run import TAXES, state_tax

RECORDED = Path(__file__).parent / "golden" / "state_returns.csv"
DATA = Path(states.__file__).parent / "data" / "states"
YEARS = (2023, 2025)
INCOMES = (0, 5, 12, 20, 32, 45, 70, 95, 130, 180, 260, 420, 1_100)
"""Thousands of dollars on every ladder."""
BENEFITS = 40_000_00
COUPLE = {"status": "married_joint"}
LIVING_ON_SAVINGS = {
    "hsa_employer": 1_000_00,
    "hsa_earnings": 300_00,
    "deferrals_403b": 5_000_00,
    "ira_value": 200_000_00,
    "ira_taxed_before": 30_000_00,
}


def worker(x: int) -> tuple[Return, StateItems]:
    return Return(wages=x), StateItems(city="New York City", hsa_employer=1_000_00)


def family(x: int) -> tuple[Return, StateItems]:
    wages = {"wages": x - x // 3, "spouse_wages": x // 3}
    return Return(**COUPLE, spouse_age=38, children=2, **wages), StateItems()


def parent(x: int) -> tuple[Return, StateItems]:
    return Return(status="head_of_household", age=35, children=1, wages=x), StateItems()


def retired_couple(x: int) -> tuple[Return, StateItems]:
    pensions = max(x - BENEFITS * 85 // 100, 0)
    one = Return(
        **COUPLE, age=68, spouse_age=66, pensions=pensions, social_security=BENEFITS, blind=1
    )
    return one, StateItems(spouse_retirement=pensions // 3, spouse_benefits=BENEFITS // 4)


def senior(x: int) -> tuple[Return, StateItems]:
    moved = x // 2 + x // 4
    one = Return(
        age=71,
        ira_distributions=x // 2,
        roth_conversions=x // 4,
        dividends=x // 8,
        qualified_dividends=x // 8,
        long_term_gain=x - moved - x // 8,
    )
    return one, StateItems(ira_moved=moved, **LIVING_ON_SAVINGS)


def separate(x: int) -> tuple[Return, StateItems]:
    one = Return(
        status="married_separate", age=62, spouse_age=60, wages=x // 2, pensions=x - x // 2
    )
    return one, StateItems()


def investor(x: int) -> tuple[Return, StateItems]:
    one = Return(
        age=45,
        long_term_gain=x // 2,
        interest=x // 4,
        dividends=x - x // 2 - x // 4,
        qualified_dividends=x // 5,
        tax_exempt_interest=6_000_00,
        other_states_interest=5_000_00,
        mortgage_interest=20_000_00,
        charity=10_000_00,
        state_taxes=8_000_00,
    )
    return one, StateItems(hsa_earnings=300_00)


def early_retiree(x: int) -> tuple[Return, StateItems]:
    one = Return(
        **COUPLE,
        age=60,
        spouse_age=57,
        pensions=x // 2,
        ira_distributions=x - x // 2 - x // 6 - x // 10,
        interest=x // 6,
        long_term_gain=x // 10,
    )
    items = {"spouse_retirement": x // 4, "spouse_investment": x // 12}
    return one, StateItems(ira_moved=one.ira_distributions, **items, **LIVING_ON_SAVINGS)


def trader(x: int) -> tuple[Return, StateItems]:
    one = Return(
        **COUPLE,
        age=50,
        spouse_age=49,
        wages=x,
        short_term_gain=x // 20 - 4_000_00,
        long_term_gain=2_000_00 - x // 40,
    )
    return one, StateItems(spouse_investment=x // 100)


KINDS = {
    one.__name__: one
    for one in (
        *(worker, family, parent, retired_couple),
        *(senior, separate, investor, early_retiree, trader),
    )
}


def years_of(state: str) -> list[int]:
    """The common years, and each other one whose law has what these do not."""
    by_year = {
        int(year): {f"{table}.{name}" for table, held in found.items() for name in _names(held)}
        for year, found in data_of(state).items()
        if year.isdecimal()
    }
    seen = set().union(*(by_year.get(year, set()) for year in YEARS))
    return [
        *YEARS,
        *(year for year in sorted(by_year) if year not in YEARS and by_year[year] - seen),
    ]


def data_of(state: str) -> dict[str, Any]:
    """The law data of a state by year."""
    return tomllib.loads((DATA / f"{state.lower()}.toml").read_text("utf-8"))


def _names(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        yield from found


CASES = [
    (state, year, kind) for state in sorted(TAXES) for year in years_of(state) for kind in KINDS
]


def amounts(found: Any) -> Iterator[int]:
    """Every amount of a part of the law data that a return could have as income, cents."""
    if isinstance(found, dict):
        for name, one in found.items():
            if name not in ("rates", "schedules", "ages"):
                yield from amounts(one)
    elif isinstance(found, list):
        for one in found:
            yield from amounts(one)
    elif isinstance(found, int) and 1_000 <= found <= 1_500_000:
        yield found * 100


def ladder(state: str, year: int) -> list[int]:
    """Incomes of a state's returns, cents: common ones, each amount of the law, and what a single
    worker needs for this amount of taxable income."""
    data = data_of(state)[str(year)]
    numbers, most = law(year), max(amounts(data), default=0)
    one, items = worker(most)
    taxable = state_tax(numbers, state, one, federal_tax(numbers, one), items).taxable_income
    common = (one * 1_000_00 for one in INCOMES)
    return sorted({*common, *amounts(data), *(x + most - int(taxable) for x in amounts(data))})


def taxes(state: str, year: int, kind: str) -> list[int]:
    """The state's taxes of a kind of household up its ladder, cents."""
    numbers = law(year)
    returns = (KINDS[kind](x) for x in ladder(state, year))
    return [
        int(state_tax(numbers, state, one, federal_tax(numbers, one), items).total)
        for one, items in returns
    ]


def recorded() -> dict[tuple[str, int, str], list[int]]:
    """The taxes of every case, cents."""
    with RECORDED.open(newline="") as file:
        rows = csv.reader(file)
        return {(row[0], int(row[1]), row[2]): [int(one) for one in row[3:]] for row in rows}


def main() -> None:
    """Record the taxes of every case."""
    with RECORDED.open("w", newline="") as file:
        for case in CASES:
            csv.writer(file, lineterminator="\n").writerow([*case, *taxes(*case)])


if __name__ == "__main__":
    main()
