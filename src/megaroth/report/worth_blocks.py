"""The comparison in a report: is it worth it?"""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.present.comparison_charts import differences
from megaroth.present.names import label_of
from megaroth.present.projection_charts import fan
from megaroth.present.sentences.sentence import plain
from megaroth.present.unknown_rules import ends
from megaroth.present.words import share_of_paths, whole
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
        yield from _ranking(compared)
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


def _ends(both: OutcomeRange[Comparison]) -> Iterator[Block]:
    yield Text("Some plan rules are unknown. Both ends of the possible results:")
    yield Points(ends(both))
    rows = []
    for place, (low, high) in enumerate(
        zip(both.least.alternatives, both.most.alternatives, strict=True)
    ):
        row = [label_of(low.name)]
        for one in (low, high):
            row += [whole(one.wealth_after_tax), whole(one.difference.mean) if place else ""]
        rows.append(row)
    heads = ["alternative", "least: wealth", "ahead by", "most: wealth", "ahead by"]
    yield Table(
        f"Alternatives by {both.most.years[1]}, in money of {both.most.years[0]}",
        heads,
        rows,
        [1, 2, 3, 4],
    )
    yield Points([f"{label_of(one.name)}: {one.about}." for one in both.most.alternatives])


def _ranking(compared: Comparison) -> Iterator[Block]:
    first, *others = compared.alternatives
    ranked = [first, *sorted(others, key=lambda one: -one.difference.mean)]
    rows = []
    for one in ranked:
        row = [label_of(one.name), whole(one.wealth_after_tax)]
        if one is first:
            row += ["", "", ""]
        else:
            gap = one.difference
            row += [
                whole(gap.mean),
                f"{whole(gap.p5)} to {whole(gap.p95)}",
                share_of_paths(one.probability_ahead),
            ]
        rows.append(row)
    heads = [
        "alternative",
        "after-tax wealth",
        "ahead of the first",
        "5% to 95% of the paths",
        "ahead in",
    ]
    yield Table(
        f"Alternatives by {compared.years[1]}, in money of {compared.years[0]}",
        heads,
        rows,
        [1, 2, 3, 4],
    )
    yield Points([f"{label_of(one.name)}: {one.about}." for one in ranked])
