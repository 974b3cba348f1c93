"""A law book is passed to what it answers: two books live side by side, and no answer depends on
what another book was asked before, meanwhile or after."""

from __future__ import annotations

import ast
import inspect
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, ROOT
from megaroth.law.entry import Entry
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.law.reform import Reform
from megaroth.law.states import STATES
from megaroth.model.household import Household
from megaroth.readers.figures_file import parse_figures
from megaroth.readers.household_file import parse_household, read_household
from megaroth.service import json_answers
from megaroth.service.interview import Edit, in_memory
from megaroth.service.tax_columns import Businesses, tax_columns
from megaroth.tax.federal import Return

SOURCE = ROOT / "src" / "megaroth"


def _entry(name: str, cents: int) -> dict[str, Entry]:
    return {name: Entry(name, {"": cents}, "cents", "bill", "bill", "reform")}


def lower(annual_additions: int) -> LawBook:
    """A book with a lower annual additions limit, and no Social Security wage base to speak of."""
    entries = _entry("annual_additions", annual_additions) | _entry(
        "social_security_wage_base", 50_000_00
    )
    return LawBook().with_reforms(Reform("lower", 2026, 2126, entries=entries))


def changes_nothing() -> LawBook:
    """A book with a reform that repeats the law as it is."""
    return LawBook().with_reforms(Reform("nothing", 2026, 2126))


SHORT_TEXT = (
    'year = 2026\nstate = "WA"\n[[people]]\nname = "Ann"\nborn = 1971-02-03\nretires_at = 58\n'
    '[[people.jobs]]\nemployer = "Acme"\npay = 250_000\n'
    "[people.jobs.plan]\nafter_tax = true\nroth = true\nin_plan_roth_rollover = 'each_paycheck'\n"
    '[assumptions]\nmodel = "fixed"\nplan_until = 62\n'
)
SHORT = parse_household(SHORT_TEXT)
NOT_OFFERED = parse_household(SHORT_TEXT.replace("after_tax = true", "after_tax = false"))
TODAY = date(2026, 11, 24)

QUESTIONS: dict[str, Callable[[LawBook], Any]] = {
    "plan": lambda book: json_answers.plan(SHORT, book, journal=True),
    "paychecks": lambda book: json_answers.paychecks(SHORT, book),
    "letter": lambda book: json_answers.letter(NOT_OFFERED, book, offer=True),
    "scenarios": lambda book: json_answers.scenarios(SHORT, book, changes=["hr_says_no"]),
    "next year": lambda book: json_answers.next_year(SHORT_TEXT, book),
    "check": lambda book: json_answers.check(SHORT, book),
    "tax": lambda book: json_answers.tax(SHORT, book, marginal="conversion"),
    "worksheets": lambda book: json_answers.worksheets(SHORT, "after_tax_room", book),
    "quick": lambda book: json_answers.quick(
        TODAY, book, year="2027", age="45", pay="250k", after_tax="yes", in_plan_conversion="yes"
    ),
    "interview": lambda book: json_answers.interview(SHORT_TEXT, TODAY, book),
    "interview edit": lambda book: json_answers.interview_edit(
        Edit({"spare_cash": ""}), in_memory(SHORT_TEXT), TODAY, book
    ),
    "room": lambda book: json_answers.room(TODAY, book, year=2027, age=45),
    "rollover": lambda book: json_answers.rollover(TODAY, book, balance=100_00, after_tax=60_00),
    "tax table": lambda book: _tax_table(book),
    "project": lambda book: json_answers.project(SHORT, book),
    "compare": lambda book: json_answers.compare(SHORT, book, sensitivity=True),
    "optimize": lambda book: json_answers.optimize(SHORT, book, objective="wealth"),
    "law": lambda book: json_answers.law(2027, book),
    "law history": lambda book: json_answers.law_history("annual_additions", book),
}
"""Every question of the service that the law answers."""

DIFFERENT = sorted(set(QUESTIONS) - {"check", "rollover"})
"""What a lower limit changes: not whether a plan allows after-tax contributions, nor a rollover."""


def _tax_table(book: LawBook) -> list[int]:
    items = [Return(wages=wages, spouse_wages=0) for wages in (80_000_00, 400_000_00)]
    own = [Businesses(business_head=60_000_00), Businesses()]
    found = tax_columns(2026, "CA", items, own, book)
    assert found.state_tax is not None
    return [*map(int, found.lines["income_tax"]), *map(int, found.state_tax)]


def without_names(answer: Any) -> Any:
    """An answer without the sentences that name a reform."""
    if isinstance(answer, dict):
        return {key: without_names(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [
            without_names(one)
            for one in answer
            if not (isinstance(one, str) and one.startswith("Not today's law"))
        ]
    return answer


def test_every_question_of_the_service_is_asked() -> None:
    """Of the functions that answer as JSON, each that takes a book; columns have none, and
    what becomes JSON is asked by the question that it answers."""
    asked = {
        name
        for name, function in inspect.getmembers(json_answers, inspect.isfunction)
        if function.__module__ == json_answers.__name__
        and "law_book" in inspect.signature(function).parameters
    }
    assert asked - {"comparison", "best_plan"} == {name.replace(" ", "_") for name in QUESTIONS} - {
        "tax_table"
    }


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_an_answer_is_the_same_before_inside_and_after_a_reform(question: str) -> None:
    ask = QUESTIONS[question]
    before = ask(PUBLISHED)
    inside = ask(changes_nothing())
    changed = ask(lower(30_000_00))
    after = ask(PUBLISHED)
    assert without_names(inside) == without_names(before)
    assert after == before
    if question in DIFFERENT:
        assert without_names(changed) != without_names(before), "the reform reaches the answer"


def test_threads_with_different_books_do_not_know_of_each_other() -> None:
    books = [PUBLISHED, *(lower(cents) for cents in (20_000_00, 40_000_00, 60_000_00)), LawBook()]
    names = ("plan", "tax", "room", "tax table", "project", "law")
    alone = [{name: QUESTIONS[name](book) for name in names} for book in books]
    assert len({str(one["plan"]) for one in alone}) == len(books) - 1, "two are today's law"
    fresh = [LawBook(book.figures, book.reforms) for book in books]
    jobs = [(at, name) for _ in range(3) for name in names for at in range(len(books))]
    with ThreadPoolExecutor(8) as pool:
        for (at, name), found in zip(
            jobs, pool.map(lambda job: QUESTIONS[job[1]](fresh[job[0]]), jobs), strict=True
        ):
            assert found == alone[at][name], (at, name)


def test_two_books_answer_side_by_side() -> None:
    figures = parse_figures('[2027]\nsource = "N"\n[2027.annual_additions]\namount = 76_000\n')
    one, other = PUBLISHED.with_figures(figures), lower(30_000_00)
    limits = [book.law(2027).annual_additions for book in (one, other, PUBLISHED, one)]
    assert limits == [76_000_00, 30_000_00, PUBLISHED.law(2027).annual_additions, 76_000_00]
    assert one.law(2027).in_year(2028).book is one
    assert other.law(2027).status_of("elective_deferral") == "projected"
    assert (PUBLISHED.figures, PUBLISHED.reforms) == ((), ())


def test_figures_lie_under_reforms_in_whichever_order_they_come() -> None:
    figures = parse_figures(
        '[2027]\nsource = "N"\n[2027.annual_additions]\namount = 76_000\n'
        "[2027.elective_deferral]\namount = 25_000\n"
    )
    reform = lower(30_000_00).reforms
    orders = (
        LawBook().with_figures(figures).with_reforms(*reform),
        LawBook().with_reforms(*reform).with_figures(figures),
    )
    for book in orders:
        assert book.law(2027).annual_additions == 30_000_00
        assert book.law(2027).elective_deferral == 25_000_00


def test_states_and_their_contributions_come_from_the_book() -> None:
    book = lower(30_000_00)
    for code in STATES:
        assert repr(book.state(code, 2030)) == repr(PUBLISHED.state(code, 2030))
        assert book.law(2030).state(code) is book.state(code, 2030)
    assert [one.base for one in book.law(2026).state_contributions("WA")] != [
        one.base for one in PUBLISHED.law(2026).state_contributions("WA")
    ]


def test_a_published_year_keeps_the_price_growth_that_is_assumed() -> None:
    """What follows later from it, such as the Medicare premiums of two years on, grows with it."""
    law = PUBLISHED.law(2026, 50_000)
    assert law.in_year(2040).standard_deduction("single") == PUBLISHED.law(
        2040, 50_000
    ).standard_deduction("single")


def test_another_process_gets_the_book_and_not_its_caches() -> None:
    book = lower(30_000_00)
    before = book.law(2030)
    sent = pickle.dumps([book, before])
    again, law = pickle.loads(sent)
    assert law.book is again
    assert law.annual_additions == 30_000_00
    assert again.law(2030) is law
    assert len(sent) < 2_000, "the law itself is read there"
    assert pickle.loads(pickle.dumps(PUBLISHED)) is PUBLISHED


def test_explanations_change_no_figure() -> None:
    from megaroth.kernel.trace import listen

    for name in ("plan", "tax", "project"):
        with listen():
            heard = QUESTIONS[name](lower(30_000_00))
        assert heard == QUESTIONS[name](lower(30_000_00)), name


def test_only_explanations_are_ambient() -> None:
    """State is passed: a context variable only says whether somebody listens."""
    using = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "contextvars" in path.read_text("utf-8")
    }
    assert using == {"kernel/trace.py"}


PUBLIC_LAW = {"__init__.py"}
"""Modules that offer the published law to users. All others get a book, or the law of a year."""


def test_no_module_takes_the_published_law_by_itself() -> None:
    for path in SOURCE.rglob("*.py"):
        name = str(path.relative_to(SOURCE))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "megaroth.law.load":
                assert name in PUBLIC_LAW, name


def _optional() -> set[str]:
    """Functions whose law book may be left out, by module and name."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                last = node.args.args[len(node.args.args) - len(node.args.defaults) :]
                named = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                more = [one for one, default in named if default is not None]
                if any(one.arg == "law_book" for one in (*last, *more)):
                    found.add(f"{_module(path)}.{node.name}")
    return found


def _module(path: Path) -> str:
    return ".".join(("megaroth", *path.relative_to(SOURCE).with_suffix("").parts))


def _calls(module: str, tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Calls of a module, with the full names of what is called or handed on by name."""
    names = {
        node.name: f"{module}.{node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for one in (node.func, *node.args):
                if isinstance(one, ast.Name) and one.id in names:
                    yield node, names[one.id]


def dropped(module: str, text: str, optional: set[str]) -> Iterator[str]:
    """Calls without the law book of functions that take one, and functions handed on without
    it."""
    for call, name in _calls(module, ast.parse(text)):
        if name in optional:
            passed = [ast.unparse(one) for one in (*call.args, *(k.value for k in call.keywords))]
            named = any(one.arg == "law_book" for one in call.keywords)
            if not named and not any(one.endswith("law_book") for one in passed):
                yield f"{module}:{call.lineno}: {name}"


def test_who_has_a_law_book_passes_it_on() -> None:
    """For people who write Python the book may be left out; the library itself never does."""
    optional = _optional()
    assert {"megaroth.planyear.plan.plan", "megaroth.planning.compare.compare"} <= optional
    for path in SOURCE.rglob("*.py"):
        assert list(dropped(_module(path), path.read_text("utf-8"), optional)) == []


def test_a_dropped_law_book_would_be_found() -> None:
    text = (
        "from megaroth.planyear.plan import plan as plan_of\n"
        "def f(household, law_book):\n"
        "    explain('x', plan_of, household)\n"
        "    explain('x', plan_of, household, law_book)\n"
        "    return plan_of(household)\n"
    )
    found = [one.split(":")[1] for one in dropped("megaroth.sample", text, _optional())]
    assert found == ["3", "5"]


@pytest.mark.parametrize("example", ["couple.toml", "next_year.toml"])
def test_a_plan_under_figures_leaves_the_next_plan_alone(example: str) -> None:
    household: Household = replace(read_household(str(EXAMPLES / example)), year=2027)
    figures = parse_figures('[2027]\nsource = "N"\n[2027.annual_additions]\namount = 76_000\n')
    before = json_answers.plan(household, PUBLISHED)
    assert json_answers.plan(household, PUBLISHED.with_figures(figures)) != before
    assert json_answers.plan(household, PUBLISHED) == before
