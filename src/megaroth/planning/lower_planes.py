"""Planes under a function of several amounts: a convex floor for a linear program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from megaroth.planning.after_tax_wealth import Numbers

_MOST = 40
"""The most planes of one floor."""

_NEAR = 20.0
"""The distance from the best floor at which no more planes are added, dollars, plus a share."""

_NEAR_SHARE = 0.002
_DECIMALS = 4
_EVERY = 7
_FOUR = 4
"""Points in a row that show a kink between the middle two."""


@dataclass(frozen=True)
class Planes:
    """Planes, a row each.

    Attributes:
        slopes: (planes, amounts).
        under: levels at which no plane exceeds the function.
    """

    slopes: Numbers
    under: Numbers


@dataclass(frozen=True)
class Grid:
    """A function on a grid.

    Attributes:
        axes: increasing amounts of each axis.
        values: the function, a dimension for each axis.
        columns: (axes, amounts), the amounts of the function for a unit of each axis.
    """

    axes: Sequence[Numbers]
    values: Numbers
    columns: Numbers


def planes_under(grids: Sequence[Grid], others: Mapping[int, float | Numbers]) -> Planes:
    """Planes under a function that is known on grids.

    Each plane has the slopes of the lower hulls along the axes through one point of the first grid,
    and is lowered by the most that it exceeds the function on any grid. Kinks between two points,
    where lines from both sides meet, count as points.

    Args:
        grids: of the same axes.
        others: for amounts that the first grid does not have, the slope beyond that of its first
            axis, or the function where its first axis is this amount.
    """
    first = grids[0]
    by_axis = [
        _hull_slopes(axis, first.values, place).ravel() for place, axis in enumerate(first.axes)
    ]
    slopes = np.column_stack(by_axis) @ first.columns
    for place, other in others.items():
        slopes[:, place] = (
            by_axis[0] + other
            if isinstance(other, float)
            else _hull_slopes(first.axes[0], other, 0).ravel()
        )
    slopes = np.unique(np.round(slopes, _DECIMALS), axis=0)
    known = [_points(one) for one in grids]
    known += [_kinks(one, place) for one in grids for place in range(len(one.axes))]
    where, found = np.vstack([one[0] for one in known]), np.concatenate([one[1] for one in known])
    # Every few points tell which planes matter, and all of them how far those must be lowered.
    few = slopes @ where[::_EVERY].T
    kept = _chosen(few + np.min(found[::_EVERY] - few, axis=1)[:, None])
    slopes = slopes[kept]
    return Planes(slopes, np.min(found - slopes @ where.T, axis=1))


def _points(grid: Grid) -> tuple[Numbers, Numbers]:
    """The amounts at every point of a grid, and the function there."""
    points = np.column_stack([one.ravel() for one in np.meshgrid(*grid.axes, indexing="ij")])
    return points @ grid.columns, grid.values.ravel()


def _hull_slopes(axis: Numbers, values: Numbers, place: int) -> Numbers:
    """The slope of the lower hull along an axis, to the right of each point."""
    if len(axis) == 1:
        return np.zeros_like(values)
    lines = np.moveaxis(values, place, -1)
    flat = lines.reshape(-1, len(axis))
    at = axis.tolist()
    # Most lines are short, and numpy takes longer to begin than the whole line does without it.
    found = np.array([_slopes(at, line) for line in flat.tolist()])
    return np.moveaxis(found.reshape(lines.shape), -1, place)


def _slopes(x: Sequence[float], y: Sequence[float]) -> list[float]:
    """The slope of the lower hull to the right of each point; at the last point, to its left."""
    found: list[float] = []
    for first, last in pairwise(hull(x, y)):
        found += [(y[last] - y[first]) / (x[last] - x[first])] * (last - first)
    return [*found, found[-1]]


def hull(x: Sequence[float], y: Sequence[float]) -> list[int]:
    """Indexes of the corners of the lower convex hull of points in order."""
    kept: list[int] = []
    for place in range(len(x)):
        while len(kept) > 1:
            first, middle = kept[-2], kept[-1]
            if (y[place] - y[first]) * (x[middle] - x[first]) > (y[middle] - y[first]) * (
                x[place] - x[first]
            ):
                break
            kept.pop()
        kept.append(place)
    return kept


def _kinks(grid: Grid, place: int) -> tuple[Numbers, Numbers]:
    """Points between two of the grid at which the lines of their outer neighbors meet below the
    chord, with the value there."""
    axes, values = grid.axes, grid.values
    axis = axes[place]
    if len(axis) < _FOUR:
        return np.empty((0, grid.columns.shape[1])), np.empty(0)
    lines = np.moveaxis(values, place, -1)
    rises = np.diff(lines, axis=-1) / np.diff(axis)
    left, right = rises[..., :-2], rises[..., 2:]
    inner, begins, width = lines[..., 1:-2], axis[1:-2], np.diff(axis)[1:-1]
    turn = right - left
    apart = rises[..., 1:-1] - right
    with np.errstate(divide="ignore", invalid="ignore"):
        gone = np.where(turn > 0, -apart * width / turn, -1.0)
    inside = (gone > 0) & (gone < width)
    others = [one for at, one in enumerate(axes) if at != place]
    there = np.meshgrid(*others, begins, indexing="ij")
    columns = [one[inside] for one in there[:-1]]
    columns.insert(place, (there[-1] + gone)[inside])
    return np.column_stack(columns) @ grid.columns, (inner + left * gone)[inside]


def _chosen(heights: Numbers) -> list[int]:
    """The planes that come near the highest of all at every point, the most useful first.

    Args:
        heights: of each plane at each point, dollars.
    """
    best = np.max(heights, axis=0)
    kept = [int(np.argmax(np.mean(heights, axis=1)))]
    now = heights[kept[0]].copy()
    near = _NEAR + _NEAR_SHARE * np.abs(best)
    while len(kept) < _MOST:
        gap = (best - now) / near
        worst = int(np.argmax(gap))
        if gap[worst] <= 1.0:
            break
        kept.append(int(np.argmax(heights[:, worst])))
        now = np.maximum(now, heights[kept[-1]])
    return kept
