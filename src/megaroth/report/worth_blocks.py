"""The comparison in a report: is it worth it?"""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.present.at_best import policy_in_words
from megaroth.present.comparison import headline
from megaroth.present.comparison_charts import ahead_by_year, differences
from megaroth.present.measure_tables import (
    MeasureTable,
    both_ends,
    heirs_and_cash,
    leading_table,
    within_reach,
)
from megaroth.present.names import label_of
from megaroth.present.projection_charts import fan
from megaroth.present.sentences.sentence import Reader, plain
from megaroth.present.unknown_rules import ends, screen_of
from megaroth.present.unknown_rules import headline as outcome_headline
from megaroth.present.words import whole
from megaroth.report.blocks import Block, Heading, Picture, Points, Table, Text
from megaroth.report.contents import Report
from megaroth.service.yearly_answers import Comparison, OutcomeRange


def worth_blocks(report: Report) -> Iterator[Block]:
    """Whether it is worth it: alternatives ranked, charts, and the value of plan features."""
    yield Heading("Is it worth it?")
    compared = report.comparison
    if compared is None:
        yield Text(f"The years ahead cannot be projected yet. {report.without}")
        return
    if report.outcomes is None:
        yield from _measured(compared)
    else:
        yield from _ends(report.outcomes)
        yield Text("The charts below are with the plan rules that give the most.")
    if len(compared.alternatives) > 1:
        yield Picture(
            differences(compared),
            "For each alternative how far it is ahead of the first, from 5% to 95% of the paths; "
            "the table has it.",
        )
    if report.ahead is not None and report.ahead.paths > 1:
        yield Picture(
            fan(report.ahead),
            f"The fan of what is owned with {label_of(report.ahead.name)} over the years, 5% to "
            "95% and 25% to 75% of the paths.",
        )
    if compared.features:
        yield Heading("Value of plan features", 2)
        yield Table(
            "Features",
            ["feature", "worth"],
            [[plain(one.name), whole(one.worth)] for one in compared.features],
            [1],
        )


def first_screen_blocks(report: Report) -> Iterator[Block]:
    """What people see first of the years ahead: result, chart, costs and main assumption."""
    compared = report.comparison
    if compared is None:
        return
    shown = screen_of(compared, report.outcomes, Reader.PAGE)
    if shown is None or compared.headline is None:
        if report.outcomes is not None:
            first, rest = outcome_headline(report.outcomes, Reader.PAGE)
            yield Text(f"Over the years ahead: {first} {rest}")
        elif len(compared.alternatives) > 1:
            first, rest = headline(compared, Reader.PAGE)
            yield Text(f"Over the years ahead: {first} {rest}")
        return
    yield Heading("Is it worth it?", 2)
    yield Text(f"{shown.lead} {shown.reasons}".rstrip(), "answer", shown.mood)
    yield Picture(ahead_by_year(compared.headline), shown.chart)
    yield Text(shown.chart, "quiet")
    yield Text(f"{shown.costs} {shown.assumed}".lstrip())


def _measured(compared: Comparison) -> Iterator[Block]:
    """The measures of the alternatives, their policies, and what is within reach."""
    for table in (
        leading_table(compared, label_of),
        heirs_and_cash(compared, label_of),
        within_reach(compared, label_of),
    ):
        yield _block(table)
    yield Points([f"{label_of(one.name)}: {one.about}." for one in compared.alternatives])
    yield Heading("Policies", 2)
    yield Points(
        [f"{label_of(one.name)}: {policy_in_words(one.policy)}." for one in compared.alternatives]
    )


def _block(table: MeasureTable) -> Table:
    return Table(table.title, table.heads, table.rows, list(range(1, len(table.heads))))


def _ends(both: OutcomeRange[Comparison]) -> Iterator[Block]:
    yield Text("Some plan rules are unknown. Both ends of the possible results:")
    yield Points(ends(both))
    yield _block(both_ends(both, label_of))
    yield Points([f"{label_of(one.name)}: {one.about}." for one in both.most.alternatives])
