"""The best plan as a chart, and as what changes when: years with the same pattern as one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from megaroth.planning.yearly_results import Election, Optimized
from megaroth.present.charts import COLORS, DOLLARS, Spec, picture
from megaroth.present.words import whole

KINDS = {"pre_tax": "pre-tax", "roth": "Roth", "taxable": "taxable", "hsa": "HSA"}
"""Where withdrawals come from."""

CONVERTED = "converted to Roth"


@dataclass(frozen=True)
class Phase:
    """Years in a row in which a plan does the same.

    Attributes:
        years: the first and the last.
        what: what it does, with the least and the most of each amount.
    """

    years: tuple[int, int]
    what: str

    @property
    def when(self) -> str:
        """The years in words."""
        first, last = self.years
        return str(first) if first == last else f"{first} to {last}"


def phases(plan: Optimized) -> list[Phase]:
    """What a plan does when, in the order of the years: elections of each job, then withdrawals and
    conversions. A row ends where the kind of a deferral, or a source, begins or ends."""
    return sorted([*_elections(plan), *_withdrawals(plan)], key=lambda one: one.years)


def _elections(plan: Optimized) -> Iterable[Phase]:
    def job(one: Election) -> tuple[str, str]:
        return one.person, one.employer

    for (person, employer), of_job in groupby(sorted(plan.elections, key=job), key=job):
        ordered = sorted(of_job, key=lambda one: one.year)
        # Years in a row have the same difference from their place.
        patterns = [(_kinds(one), one.year - place, one) for place, one in enumerate(ordered)]
        for (kinds, _), group in groupby(patterns, key=lambda one: one[:2]):
            mine = [one for *_, one in group]
            amounts = [
                f"{label} {_range([getattr(one, key) for one in mine])}" for key, label in kinds
            ]
            does = ", ".join(amounts) if amounts else "no elections"
            yield Phase((mine[0].year, mine[-1].year), f"{person}, {employer}: {does}")


def _kinds(one: Election) -> tuple[tuple[str, str], ...]:
    names = {"pre_tax": "pre-tax", "roth": "Roth"}
    found = [("deferral", f"{names[one.deferral_kind]} deferrals of")] if one.deferral else []
    if one.catch_up:
        found.append(("catch_up", f"{names[one.catch_up_kind]} catch-up of"))
    if one.after_tax:
        found.append(("after_tax", "after-tax contributions of"))
    return tuple(found)


def _withdrawals(plan: Optimized) -> Iterable[Phase]:
    years = sorted({*plan.withdrawals, *plan.conversions})
    amounts = {year: _of_year(plan, year) for year in years}
    used = [(tuple(amounts[year]), year) for year in years if amounts[year]]
    numbered = [(kinds, year - place, year) for place, (kinds, year) in enumerate(used)]
    for (kinds, _), group in groupby(numbered, key=lambda one: one[:2]):
        mine = [year for *_, year in group]
        parts = [f"{_range([amounts[year][kind] for year in mine])} {kind}" for kind in kinds]
        yield Phase((mine[0], mine[-1]), "; ".join(parts))


def _of_year(plan: Optimized, year: int) -> dict[str, int]:
    """The amounts of a year by what is done with them, without those that are nothing."""
    drawn = plan.withdrawals.get(year, {})
    found = {f"from {label}": int(drawn.get(kind, 0)) for kind, label in KINDS.items()}
    found[CONVERTED] = int(plan.conversions.get(year, 0))
    return {kind: amount for kind, amount in found.items() if round(amount / 100)}


def _range(amounts: Sequence[int]) -> str:
    least, most = whole(min(amounts)), whole(max(amounts))
    return least if least == most else f"{least} to {most}"


def phases_chart(plan: Optimized) -> Spec | None:
    """Withdrawals by their source and conversions, by year; None if there are none."""
    rows: list[dict[str, Any]] = [
        {"year": year, "kind": kind, "dollars": amount / 100}
        for year in sorted({*plan.withdrawals, *plan.conversions})
        for kind, amount in _of_year(plan, year).items()
    ]
    if not rows:
        return None
    kinds = [*(f"from {label}" for label in KINDS.values()), CONVERTED]
    every = list(range(rows[0]["year"], rows[-1]["year"] + 1))
    x = {
        "field": "year",
        "type": "ordinal",
        "title": None,
        "axis": {"labelOverlap": True},
        "scale": {"domain": every},
    }
    y = {"field": "dollars", "type": "quantitative", "title": None, "axis": DOLLARS}
    shown = [kind for kind in kinds if any(row["kind"] == kind for row in rows)]
    scale = {"domain": shown, "range": [COLORS[kinds.index(kind)] for kind in shown]}
    color = {"field": "kind", "type": "nominal", "title": None, "scale": scale}
    return picture(
        "Withdrawals and Roth conversions of the best plan",
        "by year, in dollars of the year",
        {
            "height": 240,
            "data": {"values": rows},
            "mark": "bar",
            "encoding": {"x": x, "y": {**y, "stack": True}, "color": color},
        },
    )
