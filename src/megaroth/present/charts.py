"""Shared parts of charts: Vega-Lite specifications for the page, notebooks and the report."""

from __future__ import annotations

from typing import Any

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH = 640
COLORS = ["#4477aa", "#66ccee", "#228833", "#ccbb44", "#ee6677", "#aa3377", "#bbbbbb"]
"""Paul Tol's bright scheme, which color-blind readers can distinguish."""

DOLLARS = {"format": "$~s"}


def stacked(*specs: Spec) -> Spec:
    """Charts one below the other."""
    if len(specs) == 1:
        return specs[0]
    inner = [
        {key: value for key, value in one.items() if key not in ("$schema", "background", "config")}
        for one in specs
    ]
    return {
        **{key: specs[0][key] for key in ("$schema", "background", "config")},
        "vconcat": inner,
        "resolve": {"scale": {"color": "independent"}},
    }


def year_axis() -> Spec:
    """The axis of calendar years."""
    return {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "axis": {"format": "d"},
        "scale": {"zero": False, "nice": False},
    }


def color_scale(names: list[str], title: str) -> Spec:
    """A color for each name, in order."""
    return {
        "field": "kind" if title == "tax character" else "side",
        "type": "nominal",
        "title": title,
        "scale": {"domain": names, "range": COLORS[: len(names)]},
    }


def picture(title: str, subtitle: str, body: Spec) -> Spec:
    """A specification with the shared parts: title, subtitle, width and font sizes."""
    return {
        "$schema": SCHEMA,
        "background": "white",
        "config": {
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 300},
            "header": {"labelLimit": 300},
            "legend": {"labelFontSize": 12},
        },
        "title": {"text": title, "subtitle": subtitle, "anchor": "start", "fontSize": 15},
        "width": WIDTH,
        **body,
    }
