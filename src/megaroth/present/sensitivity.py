"""A sensitivity in sentences: from which growth an alternative stays ahead, and when it is
behind."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import PPM, percent
from megaroth.planning.results import Sensitivity
from megaroth.present.names import assumption_label, label_of

IN_WEALTH = (
    "These figures are after-tax wealth at the end, with your own withdrawals and conversions for "
    "every alternative. The result above uses the best ones for each."
)
"""What the figures of a sensitivity are."""


def growth_sentence(moves: Sensitivity) -> str:
    """The growth from which the alternative stays ahead of the other."""
    even = moves.break_even_growth
    if even is not None:
        return (
            f"{_begun(moves.name)} stays ahead from a growth of "
            f"{percent(round(even * PPM), 1)} a year."
        )
    (lowest, _), (highest, last) = moves.by_growth[0], moves.by_growth[-1]
    low, high = (percent(round(growth * PPM), 1) for growth in (lowest, highest))
    if last < 0:
        return f"{_begun(moves.name)} is behind at a growth of {high} a year."
    return f"{_begun(moves.name)} is not behind at any growth from {low} to {high} a year."


def losing_cases(moves: Sensitivity) -> list[str]:
    """The cases in which the alternative is behind the other."""
    return list(_losing(moves))


def _losing(moves: Sensitivity) -> Iterator[str]:
    for curve in moves.curves:
        for low, high in curve.behind:
            where = [
                f"{word} {percent(round(edge * PPM), 1)}"
                for word, edge in (("above", low), ("below", high))
                if edge is not None
            ]
            first, last = (
                percent(round(at * PPM), 1) for at in (curve.points[0][0], curve.points[-1][0])
            )
            yield f"{assumption_label(curve.assumption)} " + (
                " and ".join(where) or f"at any value from {first} to {last}"
            )
    on_curves = {curve.assumption for curve in moves.curves}
    for swing in moves.swings:
        if swing.name not in on_curves:
            yield from (
                f"{assumption_label(swing.name)} {at}"
                for at, found in ((swing.low, swing.at_low), (swing.high, swing.at_high))
                if found < 0
            )
    for cell in moves.taxes:
        if cell.difference < 0 and (cell.now or cell.later):
            yield f"tax rates {cell.now:+d} points while working and {cell.later:+d} later"


def _begun(name: str) -> str:
    """The display name of an alternative, with a capital letter."""
    words = label_of(name)
    return words[:1].upper() + words[1:]
