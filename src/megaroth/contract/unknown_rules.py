"""An answer about the years ahead as JSON while plan rules are unknown: both ends of it."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, get_type_hints

from megaroth.contract import compare, optimize, project
from megaroth.contract.compare import ComparisonAnswer
from megaroth.contract.from_types import FromTypes
from megaroth.contract.plan import FIRST_TEXTS
from megaroth.contract.shapes import Choice, Member, OneOf, Record
from megaroth.contract.versions import Contract, Whole
from megaroth.planning.results import OutcomeRange
from megaroth.planning.yearly_results import Optimized, YearsAhead

_SHARED = ("questions", "about")
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

    hints = get_type_hints(OutcomeRange)

    def end(which: str) -> Member:
        name = f"{which}_answers"
        answers = Member("answers", types.shape(hints[name]), attrgetter(name))
        ends = Record((answers, Member("answer", answer, attrgetter(which))))
        return Member(which, ends, lambda between: between)

    asked = Choice(tuple(contract.name for contract in OF.values()))
    return Record(
        (
            Member("of", asked, _question),
            end("least"),
            end("most"),
            *(Member(name, types.shape(hints[name]), attrgetter(name)) for name in _SHARED),
        ),
        about="The lowest and the highest answer that unknown plan rules allow.",
    )


CONTRACT = Contract("between", _record, first=FIRST_TEXTS)
