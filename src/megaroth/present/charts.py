"""Pictures of answers as Vega-Lite specifications: one for a page, a notebook and a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from megaroth.planning.results import Comparison, Sensitivity
from megaroth.planning.yearly_results import YearsAhead
from megaroth.present.names import titled, worded

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_WIDTH = 640
COLOURS = ["#4477aa", "#66ccee", "#228833", "#ccbb44", "#ee6677", "#aa3377"]
"""Of Paul Tol's bright scheme, told apart by colour-blind readers too."""

DOLLARS = {"format": "$~s"}
_NAMES = {
    "pre_tax": "pre-tax",
    "roth": "Roth",
    "after_tax": "after-tax",
    "hsa": "health savings",
    "taxable": "taxable",
}


def balances(answer: YearsAhead) -> Spec:
    """Balances by tax character at the end of each year, means over the paths, with the 5% and 95%
    of all of them together."""
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
            "x": _year(),
            "y": {
                "field": "dollars",
                "type": "quantitative",
                "stack": True,
                "title": _money_of(answer),
                "axis": DOLLARS,
                "scale": {"domainMin": 0},
            },
            "color": _colour([_NAMES[kind] for kind in kinds], "tax character"),
            "order": {"field": "place"},
        },
    }
    lines = [_bound(bounds, name) for name in ("p5", "p95")] if answer.paths > 1 else []
    title = f"What is owned with {titled(answer.name)}, by tax character"
    beside = (
        f"means of {answer.paths:,} paths; dashed: 5% and 95% of all together"
        if lines
        else "at the assumed growth"
    )
    return picture(title, beside, {"layer": [areas, *lines]})


def _bound(rows: Sequence[dict[str, Any]], name: str) -> Spec:
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeDash": [5, 4], "color": "#333333"},
        "encoding": {"x": _year(), "y": {"field": name, "type": "quantitative"}},
    }


def _money_of(answer: YearsAhead) -> str:
    return f"dollars of {answer.years[0].year}" if answer.real else "dollars of each year"


def fan(answer: YearsAhead) -> Spec:
    """The fan of outcomes: what is owned at the end of each year on 5% to 95% and 25% to 75% of the
    paths, and the median."""
    rows = [
        {"year": one.year, **{f"p{place}": value / 100 for place, value in one.wealth.items()}}
        for one in answer.years
    ]
    value = {"type": "quantitative", "title": _money_of(answer), "axis": DOLLARS}
    bands = [
        {
            "mark": {"type": "area", "color": COLOURS[0], "opacity": opacity},
            "encoding": {"x": _year(), "y": {"field": low, **value}, "y2": {"field": high}},
        }
        for low, high, opacity in (("p5", "p95", 0.25), ("p25", "p75", 0.4))
    ]
    middle = {
        "mark": {"type": "line", "color": COLOURS[0]},
        "encoding": {"x": _year(), "y": {"field": "p50", **value}},
    }
    beside = f"{answer.paths:,} paths: 5% to 95%, 25% to 75%, median"
    return picture(
        f"What is owned with {titled(answer.name)}, over the paths",
        beside,
        {"data": {"values": rows}, "layer": [*bands, middle]},
    )


def marginal_rates(answer: YearsAhead) -> Spec:
    """Federal and state income tax on the next thousand dollars of income by year, at the assumed
    growth."""
    rows = [{"year": one.year, "rate": one.marginal_rate / 1_000_000} for one in answer.years]
    line = {
        "mark": {"type": "line", "interpolate": "step-after", "color": COLOURS[4]},
        "encoding": {
            "x": _year(),
            "y": {
                "field": "rate",
                "type": "quantitative",
                "title": "tax on the next dollar",
                "axis": {"format": ".0%"},
            },
        },
    }
    beside = (
        "federal and state income tax on the next $1,000, at the assumed growth; without "
        "Medicare premiums"
    )
    return picture(
        f"Marginal rates by year with {titled(answer.name)}",
        beside,
        {"data": {"values": rows}, **line},
    )


def distribution(answer: Comparison) -> Spec:
    """How often each alternative is how far ahead of the first: a histogram of the paths for
    each."""
    first = titled(answer.alternatives[0].name)
    others = answer.alternatives[1:]
    rows = [
        {"name": titled(one.name), "ahead": value / 100} for one in others for value in one.sample
    ]
    # A few paths far out would press all others into one bar.
    low, high = (
        min(one.difference.p5 for one in others) / 100,
        max(one.difference.p95 for one in others) / 100,
    )
    edges = {"low": min(low, 0.0) - (high - low) / 10, "high": max(high, 0.0) + (high - low) / 10}
    bars = {
        "transform": [
            {"filter": f"datum.ahead >= {edges['low']} && datum.ahead <= {edges['high']}"}
        ],
        "facet": {
            "row": {
                "field": "name",
                "type": "nominal",
                "sort": [titled(one.name) for one in others],
                "title": None,
                "header": {"labelAngle": 0, "labelAlign": "left"},
            }
        },
        "spec": {
            "width": _WIDTH,
            "height": 70,
            "mark": {"type": "bar", "color": COLOURS[0]},
            "encoding": {
                "x": {
                    "field": "ahead",
                    "bin": {"maxbins": 40},
                    "title": f"after tax, dollars of {answer.years[0]}",
                    "axis": DOLLARS,
                },
                "y": {"aggregate": "count", "type": "quantitative", "title": "paths"},
            },
        },
    }
    shown = min(answer.paths, len(others[0].sample))
    found = picture(
        f"How far ahead of {first}, path by path",
        f"{shown:,} paths, the farthest out left out",
        {"data": {"values": rows}, **bars},
    )
    del found["width"]
    return found


def differences(answer: Comparison) -> Spec:
    """How far each alternative is ahead of the first: 5% to 95% of the paths, the median and the
    mean."""
    rows = [
        {
            "name": titled(one.name),
            **{key: getattr(one.difference, key) / 100 for key in ("p5", "p50", "p95", "mean")},
        }
        for one in answer.alternatives[1:]
    ]
    first = titled(answer.alternatives[0].name)
    names = {"field": "name", "type": "nominal", "sort": None, "title": None}
    value = {
        "type": "quantitative",
        "title": f"after tax, dollars of {answer.years[0]}",
        "axis": DOLLARS,
    }
    layers = [
        {
            "mark": {"type": "bar", "size": 14, "color": COLOURS[0], "opacity": 0.5},
            "encoding": {"y": names, "x": {"field": "p5", **value}, "x2": {"field": "p95"}},
        },
        {
            "mark": {"type": "tick", "size": 22, "thickness": 3, "color": COLOURS[0]},
            "encoding": {"y": names, "x": {"field": "p50", **value}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": COLOURS[4]},
            "encoding": {"y": names, "x": {"field": "mean", **value}},
        },
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": "#333333"},
            "encoding": {"x": {"field": "zero", **value}},
        },
    ]
    beside = f"bar: 5% to 95% of {answer.paths:,} paths; tick: median; point: mean"
    return picture(
        f"What each alternative is ahead of {first} by {answer.years[1]}",
        beside,
        {"data": {"values": rows}, "layer": layers},
    )


def tornado(moves: Sensitivity) -> Spec:
    """What each assumption does to the difference of two alternatives, the widest first."""
    rows = [
        {
            "name": f"{worded(one.name)}: {label}",
            "assumption": worded(one.name),
            "side": side,
            "base": moves.difference / 100,
            "dollars": at / 100,
        }
        for one in moves.swings
        for side, label, at in (("lower", one.low, one.at_low), ("higher", one.high, one.at_high))
    ]
    names = {
        "field": "assumption",
        "type": "nominal",
        "sort": [worded(one.name) for one in moves.swings],
        "title": None,
    }
    value = {"type": "quantitative", "scale": {"zero": False}, "axis": DOLLARS}
    bars = {
        "mark": {"type": "bar", "size": 16},
        "encoding": {
            "y": names,
            "x": {
                "field": "base",
                "title": f"{titled(moves.name)} ahead of {titled(moves.against)} by",
                **value,
            },
            "x2": {"field": "dollars"},
            "color": _colour(["lower", "higher"], "assumption"),
            "tooltip": [
                {"field": "name", "type": "nominal"},
                {"field": "dollars", "type": "quantitative", "format": "$,.0f"},
            ],
        },
    }
    beside = "one assumption changed at a time, the same growth in every year"
    return picture(
        f"What moves the difference of {titled(moves.name)} and {titled(moves.against)}",
        beside,
        {"data": {"values": rows}, **bars},
    )


def along(moves: Sensitivity) -> Spec:
    """Break-even curves: the difference along growth, dividend yield and the rate at the end, each
    of its own scale."""
    charts = []
    for curve in moves.curves:
        rows = [{"at": at, "dollars": value / 100} for at, value in curve.points]
        x = {
            "field": "at",
            "type": "quantitative",
            "title": worded(curve.assumption),
            "axis": {"format": ".0%"},
        }
        y = {"field": "dollars", "type": "quantitative", "title": None, "axis": DOLLARS}
        line = {
            "mark": {"type": "line", "point": True, "color": COLOURS[0]},
            "encoding": {"x": x, "y": y},
        }
        zero = {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": "#333333"},
            "encoding": {"y": {"field": "zero", "type": "quantitative"}},
        }
        charts.append(
            {"width": _WIDTH // 4, "height": 180, "data": {"values": rows}, "layer": [line, zero]}
        )
    title = (
        f"What {titled(moves.name)} is ahead of {titled(moves.against)}, along one assumption "
        "at a time"
    )
    found = picture(title, "where a line crosses zero neither is ahead", {"hconcat": charts})
    del found["width"]
    return found


def stacked(*specs: Spec) -> Spec:
    """Pictures one below the other."""
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


def _year() -> Spec:
    return {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "axis": {"format": "d"},
        "scale": {"zero": False, "nice": False},
    }


def _colour(names: list[str], title: str) -> Spec:
    return {
        "field": "kind" if title == "tax character" else "side",
        "type": "nominal",
        "title": title,
        "scale": {"domain": names, "range": COLOURS[: len(names)]},
    }


def picture(title: str, beside: str, body: Spec) -> Spec:
    """A specification with what all of them share: title, what is beside it, width, sizes of
    letters."""
    return {
        "$schema": SCHEMA,
        "background": "white",
        "config": {
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 300},
            "header": {"labelLimit": 300},
            "legend": {"labelFontSize": 12},
        },
        "title": {"text": title, "subtitle": beside, "anchor": "start", "fontSize": 15},
        "width": _WIDTH,
        **body,
    }
