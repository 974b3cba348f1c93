"""Levels that come as close to a target as their steps allow, with as many changes as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from megaroth.planyear.elections.slots import Grid

Prefer = Literal["early", "level"]
Levels = tuple[int, ...]


def fill(
    grid: Grid,
    targets: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    prefer: Prefer = "level",
) -> Levels:
    """A level for each slot that exceeds no target, and leaves less than one step of one check.

    Args:
        grid: what each level takes.
        targets: the most that all slots together may come to, for each case, cents.
        low: the level that each slot should have, as far as the targets allow.
        high: the highest level of each slot.
        prefer: ``level``: elections are as even as they can be; what is left comes as one step more
            from a day on. ``early``: each check takes what it can until the target is reached.

    Returns:
        Levels in the order of the slots; all ``high`` where even they do not reach the target.
    """
    low = [min(one, most) for one, most in zip(low, high, strict=True)]
    if not fits(grid, targets, low):
        # Not even what each slot should have fits: it is the most now.
        return _level(grid, targets, [0] * len(low), low)
    if prefer == "early":
        return _early(grid, targets, low, high)
    return _level(grid, targets, low, high)


def fits(grid: Grid, targets: Sequence[int], levels: Sequence[int]) -> bool:
    """Whether levels exceed no target in any case."""
    return all(grid.total(case, levels) <= targets[case] for case in grid.cases)


def _level(grid: Grid, targets: Sequence[int], low: Sequence[int], high: Sequence[int]) -> Levels:
    def at(level: int) -> list[int]:
        return [min(max(level, least), most) for least, most in zip(low, high, strict=True)]

    under, over = 0, max(high, default=0) + 1
    while over - under > 1:
        middle = (under + over) // 2
        under, over = (middle, over) if fits(grid, targets, at(middle)) else (under, middle)
    levels = at(under)
    left = [targets[case] - grid.total(case, levels) for case in grid.cases]
    if grid.step.unit == "dollars":
        _raise_last(grid, levels, left, high)
        return tuple(levels)
    at_level = [slot for slot, level in enumerate(levels) if level == under < high[slot]]
    _raise_by_one(grid, at_level, levels, left)
    while _raise_by_one(grid, range(len(levels)), levels, left, high):
        continue
    return tuple(levels)


def _raise_by_one(
    grid: Grid,
    slots: Sequence[int],
    levels: list[int],
    left: list[int],
    high: Sequence[int] | None = None,
) -> bool:
    """Raise each slot by one step from the last one on; whether any was.

    It ends with the first slot whose step does not fit, unless that is much more than the usual
    step: a large bonus or commission does not keep usual checks from taking what is left.
    """
    raised = False
    for slot in reversed(slots):
        if high is not None and (min(left) < grid.usual_step or levels[slot] >= high[slot]):
            continue
        if _raise(grid, slot, levels, left, 1):
            raised = True
        elif min(left) < grid.usual_step:
            break
    return raised


def _raise_last(grid: Grid, levels: list[int], left: list[int], high: Sequence[int]) -> None:
    """Let the last check take what even dollars leave, and those before it what it cannot take.

    It is less than a step for each check, so one change on one day is enough for every source.
    """
    for slot in reversed(range(len(levels))):
        by = _most_steps(grid, slot, levels, left, high[slot])
        if by:
            _raise(grid, slot, levels, left, by)
        if levels[slot] < high[slot] and grid.slots[slot].kind == "regular":
            return


def _early(grid: Grid, targets: Sequence[int], low: Sequence[int], high: Sequence[int]) -> Levels:
    levels = list(low)
    left = [targets[case] - grid.total(case, levels) for case in grid.cases]
    for slot in range(len(levels)):
        _raise(grid, slot, levels, left, _most_steps(grid, slot, levels, left, high[slot]))
        if levels[slot] < high[slot] and min(left) < grid.usual_step:
            break
    return tuple(levels)


def _most_steps(
    grid: Grid, slot: int, levels: Sequence[int], left: Sequence[int], high: int
) -> int:
    """The most steps by which a slot can be raised."""
    under, over = 0, max(high - levels[slot], 0) + 1
    while over - under > 1:
        middle = (under + over) // 2
        if _more(grid, slot, levels, left, middle):
            under = middle
        else:
            over = middle
    return under


def _more(grid: Grid, slot: int, levels: Sequence[int], left: Sequence[int], by: int) -> bool:
    return all(_cost(grid, case, slot, levels[slot], by) <= left[case] for case in grid.cases)


def _cost(grid: Grid, case: int, slot: int, level: int, by: int) -> int:
    return grid.amount(case, slot, level + by) - grid.amount(case, slot, level)


def _raise(grid: Grid, slot: int, levels: list[int], left: list[int], by: int) -> bool:
    """Raise the level of a slot if it fits; whether it did."""
    if not _more(grid, slot, levels, left, by):
        return False
    for case in grid.cases:
        left[case] -= _cost(grid, case, slot, levels[slot], by)
    levels[slot] += by
    return True
