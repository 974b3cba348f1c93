"""A sensitivity in sentences: from which growth an alternative stays ahead, and when it is
behind."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.kernel.money import PPM, percent
from megaroth.planning.results import Sensitivity, SensitivityMeasure
from megaroth.present.names import assumption_label, label_of
from megaroth.present.words import whole

_FIGURES: dict[SensitivityMeasure, str] = {
    "spending_per_year": (
        "Each figure is what can be spent a year more after work so that it lasts, with the best "
        "withdrawals, conversions and deferrals of each alternative for that figure."
    ),
    "cash_out": (
        "Each figure is what is left more once everything is cashed out at the end, with the best "
        "withdrawals, conversions and deferrals of each alternative for that figure."
    ),
    "wealth_after_tax": (
        "Each figure is after-tax wealth at the end, with your own withdrawals and conversions for "
        "both alternatives."
    ),
}


def figures_are(moves: Sensitivity) -> str:
    """What the figures of a sensitivity are."""
    return _FIGURES[moves.measure]


def biggest(moves: Sensitivity) -> str:
    """The assumption that moves the difference most, apart from the policy, which is a choice."""
    one = next(one for one in moves.swings if one.name != "policy")
    return (
        f"Biggest assumption: {assumption_label(one.name)}. With {one.low}, "
        f"{label_of(moves.name)} is {_ahead(one.at_low)}; with {one.high}, {_ahead(one.at_high)}."
    )


def _ahead(difference: int) -> str:
    return f"{whole(abs(difference))} {'behind' if difference < 0 else 'ahead'}"


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
