"""Alternatives under their best policies, as tables."""

from __future__ import annotations

from megaroth.cli.page import Page
from megaroth.present.at_best import policy_in_words
from megaroth.present.words import share_of_paths, whole
from megaroth.service.yearly_answers import AlternativeResult, Comparison, Spread

_REACH_YEARS = 5
"""Years between the rows of the table of money within reach."""


def show_at_best(page: Page, answer: Comparison) -> None:
    """Print the measures of each alternative, its policy, and the money within reach."""
    random = answer.paths > 1
    page.table(
        (
            "alternative",
            "to spend a year",
            *(("5% to 95%",) if random else ()),
            "for heirs",
            "cashed out",
            "additional tax",
            "runs out in",
        ),
        [_row(one, random=random) for one in answer.alternatives],
        right=tuple(range(1, 7 if random else 6)),
    )
    page.sentences([f"{one.name}: {policy_in_words(one)}." for one in answer.alternatives])
    page.heading(f"Within reach without the additional tax, in money of {answer.years[0]}")
    years = list(answer.alternatives[0].within_reach)[::_REACH_YEARS]
    page.table(
        ("year", *(one.name for one in answer.alternatives)),
        [
            (str(year), *(whole(one.within_reach[year]) for one in answer.alternatives))
            for year in years
        ],
        right=tuple(range(1, len(answer.alternatives) + 1)),
    )


def _row(one: AlternativeResult, *, random: bool) -> tuple[str, ...]:
    measures = one.measures
    if measures is None:
        return ()
    spending = measures.spending_per_year
    return (
        one.name,
        "" if spending is None else whole(spending.middle),
        *((_range(spending),) if random else ()),
        whole(measures.estate.middle),
        whole(measures.cash_out.middle),
        whole(one.penalties or 0),
        share_of_paths(one.short),
    )


def _range(spread: Spread | None) -> str:
    if spread is None or spread.p5 is None or spread.p95 is None:
        return ""
    return f"{whole(spread.p5)} to {whole(spread.p95)}"
