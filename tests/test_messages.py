"""Messages are data: each code is made somewhere and has one sentence, which uses every
parameter."""

from __future__ import annotations

import ast
import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT
from megaroth.kernel.message import (
    Amount,
    Count,
    Message,
    Quantity,
    Share,
    merge_alike,
    message,
)
from megaroth.law.law_book import PUBLISHED
from megaroth.planning.alternatives import KNOWN
from megaroth.planyear.federal_return import has_income_tax
from megaroth.planyear.plan import plan
from megaroth.planyear.tax_bill import tax_bill
from megaroth.planyear.unknowns import slots
from megaroth.present.sentences import action_items
from megaroth.present.sentences.catalogue import SENTENCES, TOPICS
from megaroth.present.sentences.sentence import PLACE, Reader, in_words_of, sentence
from megaroth.present.sentences.words import WORDS
from megaroth.readers.household_file import parse_household
from recorded_homes import texts

SOURCE = ROOT / "src" / "megaroth"

TEXTS = texts()


def made() -> dict[str, list[tuple[str, set[str]]]]:
    """Where each code is made, and with which parameters."""
    found: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id == "message"
            ):
                for code in codes(call.args[0], path):
                    found[code].append((path.name, {one.arg or "**" for one in call.keywords}))
    return found


def codes(first: ast.expr, path: Path) -> list[str]:
    """The codes that the first argument of a call can be."""
    if isinstance(first, ast.IfExp):
        return [*codes(first.body, path), *codes(first.orelse, path)]
    assert isinstance(first, ast.Constant), f"{path.name}:{first.lineno}: a code is a literal"
    return [str(first.value)]


MADE = made()


def parameters(template: str) -> set[str]:
    """The parameters that a template uses."""
    found: set[str] = set()
    for place in PLACE.finditer(template):
        found |= {one for one in (place["name"], place["flag"]) if one}
        found |= parameters(place["optional"] or "")
    return found


def test_every_code_has_one_sentence() -> None:
    codes = [code for topic in TOPICS for code in topic.SENTENCES]
    assert sorted(codes) == sorted(set(codes))
    assert set(MADE) - set(codes) == set()


def test_no_sentence_is_dead() -> None:
    assert set(SENTENCES) - set(MADE) == set()


@pytest.mark.parametrize("code", sorted(MADE))
def test_a_sentence_uses_every_parameter_of_its_message(code: str) -> None:
    for where, given in MADE[code]:
        assert given == parameters(SENTENCES[code]), where


PARTS_OF_STEPS = {
    "election",
    "own_after_tax",
    "own_catch_up",
    "own_deferrals",
    "own_employer_contribution",
    "step_overdue",
}
"""Sentences of the topic that stand inside a step or before it."""


def test_every_known_alternative_has_words() -> None:
    assert WORDS["what_alternatives_do"].keys() == KNOWN.keys()


def test_every_step_has_a_title_of_its_own_parameters() -> None:
    """A calendar cut the first sentence of a step at a hundred characters."""
    steps = {*action_items.SENTENCES, "ask_hr"} - PARTS_OF_STEPS
    assert set(action_items.TITLES) == steps
    for code, title in action_items.TITLES.items():
        assert parameters(title) <= parameters(SENTENCES[code])
        assert len(title) < 80


def test_every_sentence_can_name_the_questions_that_it_mentions() -> None:
    for template in SENTENCES.values():
        for place in PLACE.finditer(template):
            if place["words"]:
                # An empty text leaves out what only the file needs: a label that is missing raises.
                in_words_of(place["words"], Reader.PAGE)


def test_scenarios_of_one_code_become_a_range_of_each_quantity() -> None:
    def owed(cents: int, parts: int, number: int, day: date) -> Message:
        part = message("part", share=Share.of(parts))
        return message(
            "owed", to="Ann", part=part, amount=Amount.of(cents), n=Count.of(number), by=day
        )

    day, later = date(2026, 4, 15), date(2027, 4, 15)
    merged = merge_alike([owed(900, 20, 3, day), owed(500, 30, 3, day), owed(700, 10, 4, later)])
    assert [(one.value("amount"), one.value("n"), one.value("by")) for one in merged] == [
        (Amount(500, 900), Count(3, 3), day),
        (Amount(700, 700), Count(4, 4), later),
    ]
    assert merged[0].value("part") == message("part", share=Share(20, 30))


def test_messages_are_hashable_and_equal_by_what_they_say() -> None:
    one, other = (message("no_compensation") for _ in range(2))
    assert len({one, other}) == 1


@pytest.mark.parametrize(
    ("magi", "said"),
    [
        (Amount(5_00, 5_00), "Reduced: modified AGI of about $5.00 is above $1.00."),
        (Amount(5_00, 9_00), "Reduced: modified AGI of about $5.00 to $9.00 is above $1.00."),
        (None, "Reduced: modified AGI is above $1.00."),
    ],
)
def test_an_amount_is_told_whole_as_a_range_or_left_out(magi: Amount | None, said: str) -> None:
    reduced = message("roth_ira_reduced", magi=magi, phaseout_start=Amount.of(1_00))
    assert sentence(reduced) == sentence(reduced, Reader.PAGE) == str(reduced) == said


BELOW = ("rules", "payroll", "law", "tax", "planyear", "projection", "planning", "taxforms")
"""Rooms that know facts and say none: ``present`` is above them."""


def sentences_in(tree: ast.AST) -> list[str]:
    """Texts of several words that end like a sentence, docstrings and errors aside."""
    aside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert):
            aside |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.Expr):
            aside.add(id(node.value))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in aside
        and node.value.count(" ") >= 4
        and node.value.rstrip().endswith((".", "?"))
    ]


@pytest.mark.parametrize("room", BELOW)
def test_no_sentence_is_made_below_present(room: str) -> None:
    for path in sorted((SOURCE / room).rglob("*.py")):
        assert sentences_in(ast.parse(path.read_text("utf-8"))) == [], path.name


def test_a_sentence_in_code_is_found() -> None:
    assert sentences_in(ast.parse('notes.append(f"{who}: the plan takes no such money.")'))


ZERO_SAYS_SOMETHING = {
    # Nothing was contributed that could grow, or growth is stated as zero.
    ("after_tax_waits", "earnings"),
    ("after_tax_waits", "growth"),
    # What another use of the money leaves of these.
    ("compare_employer_money", "contributions"),
    ("contribute_and_convert", "income"),
    ("move_after_tax", "taxable"),
    # Nothing of an election fits; a person without pay, coverage or a plan has a limit of zero.
    ("election_cut", "fits"),
    ("election_refused", "allowed"),
    ("excess_additions", "limit"),
    ("excess_hsa", "limit"),
    ("excess_ira", "limit"),
    # The ends of what an open answer can give.
    ("business_deduction_open", "least"),
    ("business_deduction_open", "taken"),
    # Only the employer's or only the person's own contributions are part of the excess.
    ("excess_additions_coming", "made"),
    ("excess_hsa", "from_employer"),
    # Spouses who file separately have a phase-out from zero (IRC 408A(c)(3)(B)(ii)(III)).
    ("roth_ira_reduced", "phaseout_start"),
}
"""Quantities that may be zero: the message says something all the same."""


def messages_in(found: object) -> Iterator[Message]:
    """Every message of an answer."""
    if isinstance(found, Message):
        yield found
        yield from messages_in(tuple(value for _, value in found.parameters))
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from messages_in(getattr(found, field.name))
    elif isinstance(found, (tuple, list)):
        for one in found:
            yield from messages_in(one)


@pytest.mark.parametrize("name", TEXTS)
def test_no_message_speaks_of_nothing(name: str) -> None:
    """A warning about zero dollars, a step to contribute nothing, a note about no income."""
    household = parse_household(TEXTS[name])
    found: list[object] = [plan(household)]
    if not slots(household, PUBLISHED) and has_income_tax(PUBLISHED.law(household.year)):
        found.append(tax_bill(household))
    for one in messages_in(found):
        for parameter, value in one.parameters:
            if isinstance(value, Quantity) and value.low == value.high == 0:
                assert (one.code, parameter) in ZERO_SAYS_SOMETHING, str(one)
