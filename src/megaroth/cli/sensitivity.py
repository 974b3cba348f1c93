"""Print a sensitivity: what moves the difference of two alternatives."""

from __future__ import annotations

from megaroth.cli.page import Page
from megaroth.present.names import assumption_label, label_of
from megaroth.present.sensitivity import biggest, figures_are, growth_sentence, losing_cases
from megaroth.present.words import whole
from megaroth.service.yearly_answers import Sensitivity, Swing

_BAR = 24


def show_moves(page: Page, moves: Sensitivity) -> None:
    """Print the effect of each assumption, the break-even growth, taxes now and later, and when the
    alternative is behind."""
    page.heading(
        f"What changes the {whole(moves.difference)} that {label_of(moves.name)} is ahead of "
        f"{label_of(moves.against)}, with the same growth every year"
    )
    page.text(biggest(moves))
    page.text(figures_are(moves))
    widest = max(one.width for one in moves.swings)
    page.table(
        ("assumption", "from", "to", "ahead by", "ahead by", "swing"),
        [
            (
                assumption_label(one.name),
                one.low,
                one.high,
                whole(one.at_low),
                whole(one.at_high),
                _bar(one, widest),
            )
            for one in moves.swings
        ],
        right=(1, 2, 3, 4),
    )
    page.text(growth_sentence(moves))
    page.heading("Taxes now and later: every bracket's rate so many points higher")
    later = sorted({one.later for one in moves.taxes})
    cells = {(one.now, one.later): one.difference for one in moves.taxes}
    page.table(
        (
            "while working",
            *(f"{points:+d} later" if points else "as now later" for points in later),
        ),
        [
            (f"{now:+d}" if now else "as now", *(whole(cells[now, points]) for points in later))
            for now in sorted({one.now for one in moves.taxes})
        ],
        right=tuple(range(1, len(later) + 1)),
    )
    page.heading(f"When {label_of(moves.name)} is behind {label_of(moves.against)}")
    page.sentences(losing_cases(moves) or ["In none of the cases above."])


def _bar(one: Swing, widest: int) -> str:
    return "#" * round(_BAR * one.width / widest) if widest else ""
