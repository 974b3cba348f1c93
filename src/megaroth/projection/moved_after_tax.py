"""After-tax money that moves out of plans in a working year, as a line in the year's growth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from megaroth.kernel.money import PPM, Cents, Column, sum_of
from megaroth.planyear.figure import known
from megaroth.planyear.result import Rollover
from megaroth.projection.accounts import Returns, above_zero

PROBE = 100_000
"""The trial growth of a plan year. Earnings of rollovers are proportional to growth, so those at
any return follow."""


@dataclass
class Moved:
    """After-tax money that moved in a year, by person and destination, cents.

    Attributes:
        basis: after-tax contributions and older basis that moved, at the assumed growth.
        earned: earnings that moved without growth (older ones), and the increase at growth of 100%.
        taxed: income without growth, and the increase at growth of 100%.
    """

    basis: Cents = 0
    earned: tuple[Cents, float | Returns] = (0, 0.0)
    taxed: tuple[Cents, float | Returns] = (0, 0.0)


def earned_of(moved: Moved, rate: Returns) -> Column:
    """Earnings that moved at a year's return, cents."""
    return above_zero(np.rint(moved.earned[0] + moved.earned[1] * rate).astype(np.int64))


def moved_by_destination(
    name: str, rollovers: list[Rollover], still: list[Rollover], growth: float
) -> dict[str, Moved]:
    """After-tax money that moved, by destination, interpolated between no growth and growth of
    :data:`PROBE`.

    Where older money or a plan that is one contract moves, its basis depends on growth too: that at
    the assumed growth counts.
    """
    found: dict[str, Moved] = {}
    scale = PPM / PROBE
    for to in sorted({one.to for one in rollovers if one.person == name}):
        basis, amount, taxed = _sums(rollovers, name, to)
        basis_still, amount_still, taxed_still = (
            _sums(still, name, to) if still else (basis, basis, 0)
        )
        at_growth = round(basis_still + (basis - basis_still) * scale * growth)
        found[to] = Moved(
            at_growth,
            (amount_still - at_growth, (amount - amount_still) * scale),
            (taxed_still, (taxed - taxed_still) * scale),
        )
    return found


def _sums(rollovers: list[Rollover], name: str, to: str) -> tuple[int, int, int]:
    """Basis, amount and income of a person's moves to one destination, cents."""
    here = [one for one in rollovers if one.person == name and one.to == to]
    basis, amount, taxed = (
        int(sum_of(known(getattr(one, kind)) for one in here))
        for kind in ("basis", "amount", "taxable")
    )
    return basis, amount, taxed
