"""A chart in characters, for terminals: how far ahead, by year."""

from __future__ import annotations

from collections.abc import Mapping

from megaroth.planning.measured_results import Spread
from megaroth.present.sentences.amounts import rounded, whole

_HEIGHT = 10
_WIDTH = 62
_BAND, _LINE, _ZERO = "░", "█", "─"
_SMALL = 100_00
"""Cents below which a label is not rounded."""

_LABELS = 10
"""Years between the labels below the chart."""


def ahead_lines(by_year: Mapping[int, Spread]) -> list[str]:
    """A column for each year: its band and median, or a bar from zero where nothing is random."""
    years = list(by_year)[-_WIDTH:]
    bounds = [_bounds(by_year[year]) for year in years]
    low, high = min(0, *(one[0] for one in bounds)), max(0, *(one[2] for one in bounds))
    step = max((high - low) / _HEIGHT, 1.0)
    top, bottom = round(high / step), round(low / step)
    columns = [tuple(round(value / step) for value in one) for one in bounds]
    random = by_year[years[0]].p50 is not None
    labels = {top: _label(high), bottom: _label(low), 0: "$0"}
    margin = max(len(label) for label in labels.values())
    lines = [
        f"{labels.get(row, ''):>{margin}} "
        + "".join(_cell(column, row, random=random) for column in columns).rstrip()
        for row in range(top, bottom - 1, -1)
    ]
    return [*lines, " " * (margin + 1) + _year_labels(years)]


def _label(cents: int) -> str:
    return rounded(cents) if abs(cents) >= _SMALL else whole(cents)


def _bounds(one: Spread) -> tuple[int, int, int]:
    """The least, the middle and the most of a year."""
    if one.p5 is None or one.p95 is None:
        return min(one.level, 0), one.level, max(one.level, 0)
    return one.p5, one.middle, one.p95


def _cell(column: tuple[int, ...], row: int, *, random: bool) -> str:
    low, middle, high = column
    if row == middle and (random or row):
        return _LINE
    if low <= row <= high and (random or row):
        return _BAND if random else _LINE
    return _ZERO if row == 0 else " "


def _year_labels(years: list[int]) -> str:
    """The first year, then every tenth that fits."""
    text = ""
    for at, year in enumerate(years):
        if (at == 0 or year % _LABELS == 0) and at >= len(text) + (at > 0):
            text = f"{text:<{at}}{year}"
    return text
