"""The headline of an answer: what every interface says first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from megaroth.contract.law import LimitHistory, LimitsOfYear
from megaroth.contract.next_year import NextYearAnswer
from megaroth.contract.plan import PlanAnswer
from megaroth.contract.rollover import RolloverAnswer
from megaroth.contract.tax import TaxOfYear
from megaroth.contract.worksheets import Worksheets
from megaroth.planyear.check import Check
from megaroth.planyear.elections.result import Paychecks
from megaroth.planyear.room import Room
from megaroth.planyear.scenarios import Scenarios
from megaroth.present import first_lines
from megaroth.present.letter import Letters
from megaroth.present.paychecks import instructions
from megaroth.present.sentences.sentence import sentence
from megaroth.present.words import money


def headline(answer: Any) -> str:
    """What an answer says first, in one or a few sentences.

    Args:
        answer: of a question of :mod:`megaroth.service`, as it becomes JSON.
    """
    match answer:
        case PlanAnswer(headline=said):
            return f"{said.word}: {said.text}"
        case Check():
            return _check(answer)
        case Paychecks():
            return _paychecks(answer)
        case Letters():
            letters = [f"{one.subject} (to {one.to})" for one in answer.letters]
            return "; ".join(letters) or " ".join(sentence(one) for one in answer.notes)
        case Scenarios():
            return "; ".join(
                f"{one.title}: {money(one.to_roth)} reaches Roth" for one in answer.scenarios
            )
        case NextYearAnswer(next_year=found):
            return f"The household file of {found.year}, with {len(found.check)} things to check."
        case TaxOfYear():
            return _line(first_lines.tax_line(answer.bill, answer.year), ": ")
        case Room():
            return _line(first_lines.room_line(answer), ": ")
        case RolloverAnswer(split):
            return _line(first_lines.rollover_line(split), " ")
        case Worksheets():
            return "; ".join(
                ": ".join(
                    part for part in (one.about, one.lines[-1].label, one.lines[-1].value) if part
                )
                for one in answer.worksheets
            )
        case LimitsOfYear():
            return f"{len(answer.limits)} limits of {answer.year}, {answer.status}."
        case LimitHistory():
            return f"{answer.limit} in {len(answer.years)} years, {answer.section}."
    return _ahead(answer)


def _line(line: tuple[str, str], between: str = ": ") -> str:
    return between.join(one for one in line if one)


def _check(answer: Check) -> str:
    reasons = [sentence(one) for job in answer.jobs for one in job.reasons]
    excesses = [sentence(one.text) for one in answer.excesses]
    return f"{answer.verdict.upper()}: {' '.join([*excesses, *reasons])}"


def _paychecks(answer: Paychecks) -> str:
    entries = [
        f"{', '.join(one for one in found.place if one)}: {found.text}"
        for found in instructions(answer)
    ]
    excesses = [sentence(one.text) for one in answer.excesses]
    return " ".join([*excesses, *entries]) or "No check of this year is left to change."


def _ahead(answer: Any) -> str:
    # The years ahead load numpy, which an answer about one year does without.
    from megaroth.contract.compare import ComparisonAnswer
    from megaroth.planning.results import Comparison, OutcomeRange
    from megaroth.planning.yearly_results import YearsAhead
    from megaroth.present import comparison, first_lines_ahead, unknown_rules

    match answer:
        case ComparisonAnswer(comparison=found):
            return _line(comparison.headline(found), " ")
        case OutcomeRange(
            least=ComparisonAnswer(comparison=least), most=ComparisonAnswer(comparison=most)
        ):
            whole: OutcomeRange[Comparison] = replace(answer, least=least, most=most)
            return _line(unknown_rules.headline(whole), " ")
        case OutcomeRange():
            ends = headline(answer.least), headline(answer.most)
            return (
                f"With the plan rules that give the least: {ends[0]} With those that give the "
                f"most: {ends[1]}"
            )
        case YearsAhead():
            return _line(first_lines_ahead.years_line(answer), " ")
    return _line(first_lines_ahead.best_plan_line(answer), " ")
