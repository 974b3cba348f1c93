"""Charts of a plan year, of marginal rates and of a limit."""

from __future__ import annotations

from typing import Any

from megaroth.law.terms import spoken
from megaroth.model.sources import STACKED
from megaroth.planyear.merge_scenarios import high
from megaroth.planyear.result import PlanYear
from megaroth.present.charts import COLORS, DOLLARS, Spec, picture

_BAND = 44
SOURCES = {one.name: one.label for one in STACKED}
"""The label of each money source, in the order of the stack."""


def contributions(answer: PlanYear) -> Spec:
    """Each job's contributions by kind, stacked, with a tick at the annual additions limit; ranges
    at their upper end."""
    rows, limits = [], []
    for person in answer.people:
        for job in person.jobs:
            label = f"{person.name}, {job.employer}"
            limits.append({"job": label, "dollars": int(high(job.annual_additions_limit)) / 100})
            for place, (kind, name) in enumerate(SOURCES.items()):
                value = int(high(getattr(job.contributions, kind)))
                if value:
                    rows.append(
                        {"job": label, "kind": name, "dollars": value / 100, "place": place}
                    )
    shown = [name for name in SOURCES.values() if any(row["kind"] == name for row in rows)]
    x = {"field": "dollars", "type": "quantitative", "axis": DOLLARS, "title": None}
    y = {"field": "job", "type": "nominal", "title": None, "sort": None}
    bars = {
        "data": {"values": rows},
        "mark": {"type": "bar", "size": 26},
        "encoding": {
            "y": y,
            "x": {**x, "stack": True},
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                # A kind has the same color for everybody.
                "scale": {
                    "domain": shown,
                    "range": [
                        COLORS[place]
                        for place, name in enumerate(SOURCES.values())
                        if name in shown
                    ],
                },
            },
            "order": {"field": "place"},
            "tooltip": [
                {"field": "kind"},
                {"field": "dollars", "type": "quantitative", "format": "$,.2f"},
            ],
        },
    }
    ticks = {
        "data": {"values": limits},
        "mark": {"type": "tick", "color": "#ee6677", "thickness": 3, "size": 34},
        "encoding": {"y": y, "x": x},
    }
    subtitle = "by kind; red: the annual additions limit, outside which catch-up stands"
    return picture(
        f"Contributions of {answer.year}",
        subtitle,
        {"layer": [bars, ticks], "height": {"step": _BAND}},
    )


def rates(points: list[tuple[int, int]], item: str) -> Spec:
    """The federal marginal rate along a growing amount of an item."""
    rows = [{"dollars": cents / 100, "rate": rate / 1_000_000} for cents, rate in points]
    line = {
        "mark": {"type": "line", "interpolate": "step-after", "color": COLORS[0]},
        "encoding": {
            "x": {
                "field": "dollars",
                "type": "quantitative",
                "axis": DOLLARS,
                "title": f"more {spoken(item)}",
            },
            "y": {
                "field": "rate",
                "type": "quantitative",
                "title": None,
                "axis": {"format": ".0%"},
            },
        },
    }
    return picture(
        "Federal tax on the next dollar",
        "along a growing amount",
        {"data": {"values": rows}, **line},
    )


_AXES = {"dollars": {"format": "$,.0f"}, "percent": {"labelExpr": "datum.label + '%'"}}
"""Labels of an axis with their unit."""


def history(data: dict[str, Any]) -> Spec:
    """A limit through the years of :func:`megaroth.contract.law.through_years`; projected years are
    hollow."""
    rows = [
        {
            "year": row["year"],
            "value": row["value"],
            "of": spoken(row["key"] or data["limit"]),
            "is": row["status"],
        }
        for row in data["years"]
    ]
    body = {
        "mark": {"type": "point", "filled": True, "size": 40},
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "title": None,
                "axis": {"format": "d"},
                "scale": {"zero": False},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": f"{spoken(data['limit'])}, {data['unit']}",
                "axis": _AXES.get(data["unit"], {"format": "~f"}),
            },
            "color": {"field": "of", "type": "nominal", "title": None, "scale": {"range": COLORS}},
            "shape": {"field": "is", "type": "nominal", "title": None},
        },
    }
    return picture(spoken(data["limit"]), data["section"], {"data": {"values": rows}, **body})
