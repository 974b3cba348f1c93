"""How the worth of a reply to a question is calculated."""

from __future__ import annotations

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear import extra_paycheck
from megaroth.planyear.employer_questions import rules
from megaroth.planyear.figure import known
from megaroth.planyear.questions import measured
from megaroth.planyear.result import Question
from megaroth.present.plan import UNITS
from megaroth.present.sentences.sentence import sentence
from megaroth.present.words import money
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet


def question_sheet(household: Household, question: Question, law_book: LawBook) -> Worksheet:
    """The result of the year with each reply, and its worth compared with the least favorable one.

    Args:
        household: the household whose plan has the question.
        question: the question.
        law_book: the law, with a user's figures and reforms.
    """
    whose = ", ".join(one for one in (question.person, question.employer) if one)
    if question.rule == extra_paycheck.RULE:
        found = [
            (sentence(reply), int(amount), int(amount))
            for reply, amount in extra_paycheck.measured(household, question, law_book)
        ]
        return _worths("extra paycheck", question, whose, found)
    if question.rule not in rules():
        sheet = Sheet("worth", "Tax on the year's rollovers at each rate", whose, money)
        for reply in question.answers:
            sheet.add(
                f"at {sentence(reply.answer)}",
                int(known(reply.worth)),
                "stated marginal rates",
                "rate x income from rollovers",
            )
        return sheet.done()
    rule = rules()[question.rule]
    found = [
        (sentence(reply), least, most)
        for reply, least, most in measured(household, question, law_book)
    ]
    return _worths(rule.short, question, whose, found)


def _worths(
    about: str, question: Question, whose: str, found: list[tuple[str, int, int]]
) -> Worksheet:
    """The least and the most of each reply, and their worth compared with the least of all."""
    sheet = Sheet("worth", f"What each answer is worth: {about}", whose, money)
    if question.given:
        sheet.text("assumed, because otherwise it changes nothing", sentence(question.given), "")
    for words, least, most in found:
        reference = "what the other unknown rules leave possible"
        sheet.add(
            f"{words}: {UNITS[question.unit]}" + (", the least" if most != least else ""),
            least,
            "",
            reference,
        )
        if most != least:
            sheet.add(f"{words}: the most", most, "", reference)
    lowest = min(least for _, least, _ in found)
    sheet.add("the least of these", lowest)
    for words, least, most in found:
        sheet.add(f"{words}: worth" + (", the least" if most != least else ""), least - lowest)
        if most != least:
            sheet.add(f"{words}: worth, the most", most - lowest)
    return sheet.done()
