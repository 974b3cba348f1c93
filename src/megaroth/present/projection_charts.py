"""Charts of the years ahead: balances, the fan of outcomes, marginal rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from megaroth.planning.yearly_results import YearsAhead
from megaroth.present.charts import COLORS, DOLLARS, Spec, color_scale, picture, year_axis
from megaroth.present.names import label_of

_NAMES = {
    "pre_tax": "pre-tax",
    "roth": "Roth",
    "after_tax": "after-tax",
    "hsa": "health savings",
    "taxable": "taxable",
}


def balances(answer: YearsAhead) -> Spec:
    """Balances by tax character at the end of each year, as means over the paths, with the 5% and
    95% percentiles of their sum."""
    kinds = list(answer.years[0].balances)
    rows = [
        {
            "year": one.year,
            "kind": _NAMES[kind],
            "dollars": one.balances[kind] / 100,
            "place": place,
        }
        for one in answer.years
        for place, kind in enumerate(kinds)
    ]
    bounds = [
        {"year": one.year, "p5": one.wealth[5] / 100, "p95": one.wealth[95] / 100}
        for one in answer.years
    ]
    areas = {
        "data": {"values": rows},
        "mark": {"type": "area", "clip": True},
        "encoding": {
            "x": year_axis(),
            "y": {
                "field": "dollars",
                "type": "quantitative",
                "stack": True,
                "title": _money_of(answer),
                "axis": DOLLARS,
                "scale": {"domainMin": 0},
            },
            "color": color_scale([_NAMES[kind] for kind in kinds], "tax character"),
            "order": {"field": "place"},
        },
    }
    lines = [_bound(bounds, name) for name in ("p5", "p95")] if answer.paths > 1 else []
    title = f"What is owned with {label_of(answer.name)}, by tax character"
    subtitle = (
        f"means of {answer.paths:,} paths; dashed: 5% and 95% of all together"
        if lines
        else "at the assumed growth"
    )
    return picture(title, subtitle, {"layer": [areas, *lines]})


def _bound(rows: Sequence[dict[str, Any]], name: str) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeDash": [5, 4], "color": "#333333"},
        "encoding": {"x": year_axis(), "y": {"field": name, "type": "quantitative"}},
    }


def _money_of(answer: YearsAhead) -> str:
    return f"{answer.years[0].year} dollars" if answer.real else "dollars of each year"


def fan(answer: YearsAhead) -> Spec:
    """The fan of outcomes: the sum of balances at the end of each year, 5% to 95% and 25% to 75% of
    the paths, and the median."""
    rows = [
        {"year": one.year, **{f"p{place}": value / 100 for place, value in one.wealth.items()}}
        for one in answer.years
    ]
    value = {"type": "quantitative", "title": _money_of(answer), "axis": DOLLARS}
    bands = [
        {
            "mark": {"type": "area", "color": COLORS[0], "opacity": opacity},
            "encoding": {"x": year_axis(), "y": {"field": low, **value}, "y2": {"field": high}},
        }
        for low, high, opacity in (("p5", "p95", 0.25), ("p25", "p75", 0.4))
    ]
    middle = {
        "mark": {"type": "line", "color": COLORS[0]},
        "encoding": {"x": year_axis(), "y": {"field": "p50", **value}},
    }
    subtitle = f"{answer.paths:,} paths: 5% to 95%, 25% to 75%, median"
    return picture(
        f"What is owned with {label_of(answer.name)}, over the paths",
        subtitle,
        {"data": {"values": rows}, "layer": [*bands, middle]},
    )


def marginal_rates(answer: YearsAhead) -> Spec:
    """Federal and state income tax on the next thousand dollars of income by year, at the assumed
    growth."""
    rows = [{"year": one.year, "rate": one.marginal_rate / 1_000_000} for one in answer.years]
    line = {
        "mark": {"type": "line", "interpolate": "step-after", "color": COLORS[4]},
        "encoding": {
            "x": year_axis(),
            "y": {
                "field": "rate",
                "type": "quantitative",
                "title": "tax on the next dollar",
                "axis": {"format": ".0%"},
            },
        },
    }
    subtitle = (
        "federal and state income tax on the next $1,000, at the assumed growth; without "
        "Medicare premiums"
    )
    return picture(
        f"Marginal rates by year with {label_of(answer.name)}",
        subtitle,
        {"data": {"values": rows}, **line},
    )
