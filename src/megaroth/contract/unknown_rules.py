"""An answer about the years ahead as JSON while plan rules are unknown: both ends of it."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from megaroth.contract import compare, optimize, project
from megaroth.contract.compare import ComparisonAnswer
from megaroth.contract.from_types import FromTypes
from megaroth.contract.shapes import TEXT_SHAPE, Choice, Member, OneOf, Record
from megaroth.contract.versions import Contract, Whole
from megaroth.planning.results import OutcomeRange
from megaroth.planning.yearly_results import Optimized, YearsAhead
from megaroth.planyear.result import Question

OF = {
    YearsAhead: project.CONTRACT,
    ComparisonAnswer: compare.CONTRACT,
    Optimized: optimize.CONTRACT,
}
"""Answers that both ends may be."""


def _question(answer: OutcomeRange[Any]) -> str:
    return OF[type(answer.least)].name


def _record(types: FromTypes) -> Record:
    answer = OneOf({noun: Whole(contract, types.version) for noun, contract in OF.items()})

    def end(which: str) -> Member:
        answers = Member("answers", types.shape(list[str]), attrgetter(f"{which}_answers"))
        ends = Record((answers, Member("answer", answer, attrgetter(which))))
        return Member(which, ends, lambda between: between)

    asked = Choice(tuple(contract.name for contract in OF.values()))
    return Record(
        (
            Member("of", asked, _question),
            end("least"),
            end("most"),
            Member("questions", types.shape(list[Question]), attrgetter("questions")),
            Member("about", TEXT_SHAPE, attrgetter("about")),
        ),
        about="An answer at both ends of what unknown plan rules leave possible.",
    )


CONTRACT = Contract("between", _record)
