"""What to enter at one job, as messages: the first elections, and each change of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.planyear.elections.result import Elected, PaycheckChange, Percent

SOURCES = ("pre_tax", "roth", "catch_up", "after_tax")
"""What is elected, in the order in which it is said."""


def amount_of(elected: Elected) -> int:
    """An election's rate or dollars: zero for nothing."""
    return elected.percent if isinstance(elected, Percent) else elected.dollars


def instruction(changes: Sequence[PaycheckChange]) -> tuple[Message, ...]:
    """What to enter at one job, by day; elections for bonuses after those of regular pay.

    A source that no election of its kind has is left out.
    """
    return tuple(
        one
        for kind in ("regular", "bonus")
        for one in _of_kind([change for change in changes if change.kind == kind])
    )


def _of_kind(changes: Sequence[PaycheckChange]) -> Iterator[Message]:
    year = min((change.effective.year for change in changes), default=0)
    of_year = [change for change in changes if change.effective.year == year]
    shown = _shown(of_year)
    for place, change in enumerate(of_year):
        yield message(
            "elect_change" if place else "elect_from",
            day=change.effective,
            bonus=change.kind == "bonus",
            elections=_elections(change, shown),
        )
    for change in changes[len(of_year) :]:
        yield message(
            "elect_next_year",
            year=change.effective.year,
            day=change.effective,
            elections=_elections(change, _shown([change])),
        )


def _shown(changes: Sequence[PaycheckChange]) -> list[str]:
    """The sources that any of the changes elects."""
    return [
        source
        for source in SOURCES
        if any(amount_of(getattr(change, source)) for change in changes)
    ]


def _elections(change: PaycheckChange, shown: Sequence[str]) -> tuple[Message, ...]:
    found = tuple(_elected(_name(source, change), getattr(change, source)) for source in shown)
    return found or (message("elect_nothing"),)


def _name(source: str, change: PaycheckChange) -> str:
    return "roth_catch_up" if source == "catch_up" and change.catch_up_is_roth else source


def _elected(source: str, elected: Elected) -> Message:
    if isinstance(elected, Percent):
        return message("elected_percent", what=source, rate=Share.of(elected.percent))
    return message("elected_dollars", what=source, amount=Amount.of(elected.dollars))


def elects_anything(changes: Sequence[PaycheckChange]) -> bool:
    """Whether any of the elections is not nothing."""
    return any(amount_of(getattr(change, source)) for change in changes for source in SOURCES)
