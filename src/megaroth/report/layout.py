"""A report as blocks, in reading order: verdict, this year, rollovers, comparison, questions,
assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from megaroth.present.sentences.sentence import plain
from megaroth.report.blocks import Block, Heading, Points
from megaroth.report.contents import Report
from megaroth.report.plan_blocks import move_blocks, verdict_blocks, warning_blocks, year_blocks
from megaroth.report.question_blocks import question_blocks
from megaroth.report.worth_blocks import worth_blocks


def blocks(report: Report) -> list[Block]:
    """The whole report."""
    return [
        *verdict_blocks(report),
        *year_blocks(report),
        *warning_blocks(report),
        *move_blocks(report),
        *worth_blocks(report),
        *question_blocks(report),
        *_granted(report),
    ]


def _granted(report: Report) -> Iterator[Block]:
    yield Heading("Assumptions")
    yield Points([plain(one) for one in report.answer.assumptions])
    if report.comparison is not None:
        yield Heading("Years ahead", 2)
        yield Points(
            [
                *([plain(report.outcomes.about)] if report.outcomes else []),
                *(plain(one) for one in report.comparison.assumptions),
            ]
        )
    yield Heading("Sources")
    yield Points(report.sources, small=True)
