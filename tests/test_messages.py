"""Messages are data: each code is made somewhere and has one sentence, which uses every
parameter."""

from __future__ import annotations

import ast
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
    Share,
    merge_alike,
    message,
)
from megaroth.planning.alternatives import KNOWN
from megaroth.present.sentences import action_items
from megaroth.present.sentences.catalog import SENTENCES, TOPICS
from megaroth.present.sentences.sentence import PLACE, Reader, in_words_of, sentence
from megaroth.present.sentences.words import WORDS
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
    "elect_from",
    "elect_change",
    "elect_next_year",
    "elect_nothing",
    "elected_percent",
    "elected_dollars",
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


BELOW = (
    *("kernel", "law", "rules", "tax", "payroll", "readers"),
    *("planyear", "projection", "planning", "taxforms"),
)
"""Packages that know facts and write no sentence: ``present`` is above them. ``model`` is not one
of them: its catalog has the words of each key of the file."""

TRACES = ("decided", "figure", "part", "rule")
"""Functions whose texts are titles and citations of a worksheet's lines."""

PROGRAMMERS = ("KeyError", "TypeError", "ValueError")
"""Errors about a call that only a programmer can make."""

PHRASES: dict[tuple[str, str], str] = {
    ("kernel/answer_fields.py", "Unit"): "names of units in the schemas",
    ("kernel/errors.py", "Problem"): "joins the parts of an error",
    ("kernel/files.py", "kind_of"): "kinds of files",
    ("kernel/files.py", "read_regular"): "kinds of files",
    ("kernel/message.py", "Parameter"): "a type",
    ("law/forecast.py", "_ratio"): "an error in the law data, which tests read whole",
    ("law/forecast.py", "amount"): "an error in the law data, which tests read whole",
    ("law/forecast.py", "schedule"): "an error in the law data, which tests read whole",
    ("law/forecast.py", "_yearly"): "an error in the law data, which tests read whole",
    ("law/forecast.py", "_source"): "the source of a figure of the law",
    ("law/social_security.py", "formula"): "an error in the law data, which tests read whole",
    ("law/social_security.py", "_number"): "an error in the law data, which tests read whole",
    ("law/states.py", "_projected"): "the source of a figure of the law",
    ("law/states.py", "_whole"): "an error in the law data, which tests read whole",
    ("law/terms.py", "_SPOKEN"): "terms for the names of the law",
    ("planning/sweeps.py", "_SOURCE"): "the source of a figure of the law",
    ("planyear/elective_deferrals.py", "deferral_room"): "titles of a trace",
    ("planyear/state_return.py", "state_return"): "titles of a trace",
    ("planyear/tax_on_moves.py", "_TITLES"): "titles of a trace",
    ("planyear/tax_on_moves.py", "_tax"): "titles of a trace",
    ("readers/figures_file.py", "template"): "comments of a file that it writes",
    ("readers/household_template.py", "_GUESSED"): "comments of a file that it writes",
    ("readers/household_template.py", "_HEAD"): "comments of a file that it writes",
    ("readers/household_template.py", "_OFFERED"): "comments of a file that it writes",
    ("readers/quick_answers.py", "_lines"): "comments of a file that it writes",
    ("readers/typed.py", "_DONT_KNOW"): "words that people type",
    ("readers/typed.py", "match_tiers"): "words that people type",
    ("readers/toml_edit.py", "_with_plain_tables"): "comments of a file that it writes",
    ("readers/shape.py", "_UNITS"): "descriptions of the schema",
    ("readers/shape.py", "model_of"): "a warning that is filtered",
    ("readers/toml_file.py", "_of_syntax"): "a pattern for the parser of TOML",
    ("tax/filing_status.py", "_tops"): "the key of a cache",
    ("tax/states/new_york.py", "NEW_YORK_CITY"): "a name",
    ("taxforms/tax_forms.py", "_code"): "what box 7 of the form has",
    ("taxforms/tax_forms.py", "form_1040"): "a line of the form",
}
"""Texts of several words that are no sentence for people, by module and name, with the reason."""


def phrases_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Texts of three words or more, with the name that each stands in; docstrings, titles of traces
    and errors for programmers aside."""
    for statement in tree.body:
        owner = getattr(statement, "name", "")
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            owner = ast.unparse(target)
        for node in _without_asides(statement):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = [one for one in node.value.split() if any(map(str.isalpha, one))]
                if len(words) >= 3:
                    yield owner, node.value


def _without_asides(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Assert() | ast.Expr(value=ast.Constant()):
            return
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in PROGRAMMERS:
            return
        case ast.Call(func=ast.Name(id=name)) if name in TRACES:
            return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _without_asides(child)


@pytest.mark.parametrize("room", BELOW)
def test_no_sentence_is_made_below_present(room: str) -> None:
    found = {
        (str(path.relative_to(SOURCE)), owner): text
        for path in sorted((SOURCE / room).rglob("*.py"))
        for owner, text in phrases_in(ast.parse(path.read_text("utf-8")))
    }
    new = {place: text for place, text in found.items() if place not in PHRASES}
    assert not new, "make it a message, and its sentence in present/sentences"
    listed = {place for place in PHRASES if place[0].startswith(f"{room}/")}
    assert listed <= found.keys(), "listed, but no longer there"


@pytest.mark.parametrize(
    "code",
    [
        'notes.append(f"{who}: the plan takes no such money.")',
        'def check():\n    raise InputError([Problem("pay", "nothing", "an amount above zero")])',
        'def check():\n    raise LawError(f"no law of the year {year}")',
        'WORDS = {"a": "contributions of the year"}',
    ],
)
def test_a_phrase_in_code_is_found(code: str) -> None:
    assert list(phrases_in(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'figure("tax", 1, "Tax on the moves of the year")',
        'def f():\n    """The tax of a year."""\n    raise TypeError("a column is no amount")',
    ],
)
def test_titles_docstrings_and_programming_errors_are_no_phrases(code: str) -> None:
    assert not list(phrases_in(ast.parse(code)))
