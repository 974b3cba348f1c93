"""Alternatives under their best policies: the first screen, and tables."""

from __future__ import annotations

from megaroth.cli.page import Page
from megaroth.present.at_best import policy_in_words
from megaroth.present.first_screen import FirstScreen
from megaroth.present.measure_tables import (
    MeasureTable,
    heirs_and_cash,
    leading_table,
    within_reach,
)
from megaroth.present.text_chart import ahead_lines
from megaroth.service.yearly_answers import Comparison, Headline


def show_screen(page: Page, shown: FirstScreen, first: Headline) -> None:
    """Print the result with its range, the chart, the costs and the main assumption."""
    page.lead(shown.lead, shown.reasons, shown.mood)
    page.drawing(ahead_lines(first.by_year))
    page.text(shown.chart)
    page.text("\n" + " ".join(one for one in (shown.costs, shown.assumed) if one))


def show_at_best(page: Page, answer: Comparison) -> None:
    """Print the measures of each alternative, its policy, and the money within reach."""
    for table in (leading_table(answer), heirs_and_cash(answer), within_reach(answer)):
        show_table(page, table)
    page.heading("Policies")
    page.sentences([f"{one.name}: {policy_in_words(one.policy)}." for one in answer.alternatives])
    page.heading("Alternatives")


def show_table(page: Page, table: MeasureTable) -> None:
    """Print a table of measures with its title."""
    page.heading(table.title)
    page.table(table.heads, table.rows, right=tuple(range(1, len(table.heads))))
