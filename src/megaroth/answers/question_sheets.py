"""How the worth of an answer to a question came about."""

from __future__ import annotations

from typing import Any

from megaroth.answers.sheets import Sheet
from megaroth.answers.words import money
from megaroth.explain.worksheet import Worksheet
from megaroth.model.household import Household
from megaroth.planyear import extra_paycheck
from megaroth.planyear.plan import measured
from megaroth.planyear.result import Question
from megaroth.planyear.unknowns import RULES

_MEASURES = {
    "roth": "after-tax money that reaches Roth this year, less its tax",
    "employer": "what the employer contributes this year",
    "deferral": "what may be deferred this year",
}


def question_sheet(household: Household, question: Question) -> Worksheet:
    """What each answer of a question makes of the year, and what that is worth against the least favourable one.

    Args:
        household: whose plan asks it.
        question: the question.
    """
    whose = ", ".join(one for one in (question.person, question.employer) if one)
    if question.rule == extra_paycheck.RULE:
        return _worths("extra paycheck", whose, measured(household, question), _MEASURES["roth"])
    if question.rule not in RULES:
        sheet = Sheet("worth", "What the year's moves are taxed at each rate", whose, money)
        for reply in question.answers:
            sheet.add(f"at {reply.answer}", int(reply.worth), "stated marginal rates", "rate x income of the moves")
        return sheet.done()
    rule = RULES[question.rule]
    return _worths(rule.short, whose, measured(household, question), _MEASURES[rule.measure])


def _worths(about: str, whose: str, found: list[tuple[str, Any]], what: str) -> Worksheet:
    sheet = Sheet("worth", f"What each answer is worth: {about}", whose, money)
    for words, amount in found:
        sheet.add(f"{words}: {what}", amount, "", "the most that the other unknown rules leave possible")
    least = min(amount for _, amount in found)
    sheet.add("of these the least", least)
    for words, amount in found:
        sheet.add(f"{words}: worth", amount - least)
    return sheet.done()
