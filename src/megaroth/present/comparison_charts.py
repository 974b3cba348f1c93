"""Charts of a comparison: differences, their distribution, and the effect of each assumption."""

from __future__ import annotations

from megaroth.planning.measured_results import Headline
from megaroth.planning.results import AlternativeResult, Comparison, Sensitivity
from megaroth.present.charts import COLORS, DOLLARS, WIDTH, Spec, color_scale, picture, year_axis
from megaroth.present.names import assumption_label, label_of


def distribution(answer: Comparison) -> Spec:
    """Histograms of the difference of each alternative from the first in the measure that leads,
    over the paths."""
    first = label_of(answer.alternatives[0].name)
    others = answer.alternatives[1:]
    rows = [
        {"name": label_of(one.name), "ahead": value / 100} for one in others for value in one.sample
    ]
    # A few extreme paths would compress all others into one bar.
    low, high = (
        min(_end_of(one, "p5") for one in others) / 100,
        max(_end_of(one, "p95") for one in others) / 100,
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
                "sort": [label_of(one.name) for one in others],
                "title": None,
                "header": {"labelAngle": 0, "labelAlign": "left"},
            }
        },
        "spec": {
            "width": WIDTH,
            "height": 70,
            "mark": {"type": "bar", "color": COLORS[0]},
            "encoding": {
                "x": {
                    "field": "ahead",
                    "bin": {"maxbins": 40},
                    "title": _axis(answer),
                    "axis": DOLLARS,
                },
                "y": {"aggregate": "count", "type": "quantitative", "title": "paths"},
            },
        },
    }
    shown = len(others[0].sample)
    found = picture(
        f"How far ahead of {first}, path by path",
        f"{shown:,} paths, the farthest out left out",
        {"data": {"values": rows}, **bars},
    )
    del found["width"]
    return found


def differences(answer: Comparison) -> Spec:
    """The difference of each alternative from the first: 5% to 95% of the paths, the median and the
    mean, in the measure that leads."""
    rows = [
        {
            "name": label_of(one.name),
            **{key: _end_of(one, key) / 100 for key in ("p5", "p50", "p95", "mean")},
        }
        for one in answer.alternatives[1:]
    ]
    first = label_of(answer.alternatives[0].name)
    names = {"field": "name", "type": "nominal", "sort": None, "title": None}
    value = {
        "type": "quantitative",
        "title": _axis(answer),
        "axis": DOLLARS,
    }
    layers = [
        {
            "mark": {"type": "bar", "size": 14, "color": COLORS[0], "opacity": 0.5},
            "encoding": {"y": names, "x": {"field": "p5", **value}, "x2": {"field": "p95"}},
        },
        {
            "mark": {"type": "tick", "size": 22, "thickness": 3, "color": COLORS[0]},
            "encoding": {"y": names, "x": {"field": "p50", **value}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": COLORS[4]},
            "encoding": {"y": names, "x": {"field": "mean", **value}},
        },
        {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": "#333333"},
            "encoding": {"x": {"field": "zero", **value}},
        },
    ]
    subtitle = f"bar: 5% to 95% of {answer.paths:,} paths; tick: median; point: mean"
    spends = answer.alternatives[0].measures.spending_per_year is not None
    return picture(
        f"What can be spent a year more than with {first}"
        if spends
        else f"How far each alternative is ahead of {first} by {answer.years[1]}",
        subtitle if answer.paths > 1 else "at the assumed growth",
        {"data": {"values": rows}, "layer": layers},
    )


def _axis(answer: Comparison) -> str:
    """What the differences are in."""
    spends = answer.alternatives[0].measures.spending_per_year is not None
    return f"{'a year after work' if spends else 'cashed out'}, {answer.years[0]} dollars"


def _end_of(one: AlternativeResult, key: str) -> int:
    """A bound, the median or the mean of a difference; the only figure at a fixed growth."""
    apart = one.differences.leading
    drawn: int | None = getattr(apart, key)
    return apart.level if drawn is None else drawn


def ahead_by_year(of: Headline) -> Spec:
    """How far ahead at the end of each year: the median with its band, or one line at a fixed
    growth."""
    random = of.difference.p50 is not None
    rows = [
        {"year": year, "ahead": one.middle / 100}
        | ({"p5": (one.p5 or 0) / 100, "p95": (one.p95 or 0) / 100} if random else {})
        for year, one in of.by_year.items()
    ]
    value = {"type": "quantitative", "title": None, "axis": DOLLARS}
    band = {
        "mark": {"type": "area", "color": COLORS[0], "opacity": 0.3},
        "encoding": {
            "x": year_axis(),
            "y": {"field": "p5", **value},
            "y2": {"field": "p95"},
        },
    }
    line = {
        "mark": {"type": "line", "color": COLORS[0], "strokeWidth": 2.5},
        "encoding": {"x": year_axis(), "y": {"field": "ahead", **value}},
    }
    zero = {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": "#333333"},
        "encoding": {"y": {"field": "zero", "type": "quantitative"}},
    }
    return picture(
        f"How far ahead of {label_of(of.against)}, by year",
        f"cashed out at the end of the year, after tax, {min(of.by_year)} dollars"
        + ("; line: median, band: 9 of 10 markets" if random else ""),
        {
            "height": 220,
            "data": {"values": rows},
            "layer": [*([band] if random else []), line, zero],
        },
    )


def tornado(moves: Sensitivity) -> Spec:
    """The effect of each assumption on the difference of two alternatives, the largest first."""
    rows = [
        {
            "name": f"{assumption_label(one.name)}: {label}",
            "assumption": assumption_label(one.name),
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
        "sort": [assumption_label(one.name) for one in moves.swings],
        "title": None,
    }
    value = {"type": "quantitative", "scale": {"zero": False}, "axis": DOLLARS}
    bars = {
        "mark": {"type": "bar", "size": 16},
        "encoding": {
            "y": names,
            "x": {
                "field": "base",
                "title": f"{label_of(moves.name)} ahead of {label_of(moves.against)} by",
                **value,
            },
            "x2": {"field": "dollars"},
            "color": color_scale(["lower", "higher"], "assumption"),
            "tooltip": [
                {"field": "name", "type": "nominal"},
                {"field": "dollars", "type": "quantitative", "format": "$,.0f"},
            ],
        },
    }
    subtitle = "one assumption changed at a time, the same growth every year"
    return picture(
        f"What moves the difference of {label_of(moves.name)} and {label_of(moves.against)}",
        subtitle,
        {"data": {"values": rows}, **bars},
    )


def along(moves: Sensitivity) -> Spec:
    """Break-even curves: the difference along growth, dividend yield and the tax rate at the end,
    each with its own scale."""
    charts = []
    for curve in moves.curves:
        rows = [{"at": at, "dollars": value / 100} for at, value in curve.points]
        x = {
            "field": "at",
            "type": "quantitative",
            "title": assumption_label(curve.assumption),
            "axis": {"format": ".0%"},
        }
        y = {"field": "dollars", "type": "quantitative", "title": None, "axis": DOLLARS}
        line = {
            "mark": {"type": "line", "point": True, "color": COLORS[0]},
            "encoding": {"x": x, "y": y},
        }
        zero = {
            "data": {"values": [{"zero": 0}]},
            "mark": {"type": "rule", "color": "#333333"},
            "encoding": {"y": {"field": "zero", "type": "quantitative"}},
        }
        charts.append(
            {"width": WIDTH // 4, "height": 180, "data": {"values": rows}, "layer": [line, zero]}
        )
    title = (
        f"How far {label_of(moves.name)} is ahead of {label_of(moves.against)} as one assumption "
        "changes"
    )
    found = picture(title, "where a line crosses zero neither is ahead", {"hconcat": charts})
    del found["width"]
    return found
