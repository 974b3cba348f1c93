"""The mutation script finds the changes it should, and a change that a test notices is counted as
killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import mutants
from conftest import ROOT
from mutant_trial import Change, Trial
from mutant_worker import NeedsFreshImportError, changed_functions
from nearest_tests import Covering


def changes(source: str, tmp_path: Path, monkeypatch) -> list[str]:
    (tmp_path / "one.py").write_text(source)
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    return [one.what for one in mutants.mutants_of(Path("one.py"))]


def test_operators_constants_and_terms_are_changed_one_at_a_time(
    tmp_path: Path, monkeypatch
) -> None:
    found = changes(
        'def f(a: int = 2) -> int:\n    """Doc 1."""\n    return a - 1 if a < 3 else smaller(a, '
        "b)\n",
        tmp_path,
        monkeypatch,
    )
    assert set(found) >= {
        "2 -> 3",
        "a - 1 -> a + 1",
        "a - 1 -> a",
        "a < 3 -> a <= 3",
        "3 -> 4",
        "smaller -> larger",
    }
    assert not any("Doc" in one for one in found)


def test_a_change_is_made_at_its_place_alone(tmp_path: Path, monkeypatch) -> None:
    source = "x = 'ä' * 2\ny = 3 + 4\n"
    (tmp_path / "one.py").write_text(source)
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    changed = [one.applied(source.encode()).decode() for one in mutants.mutants_of(Path("one.py"))]
    assert "x = 'ä' * 2\ny = (3 - 4)\n" in changed
    assert all(one.count("\n") == 2 for one in changed)


def test_every_mutant_of_the_rooms_compiles_and_differs() -> None:
    sources = {}
    for one in mutants.all_mutants()[::25]:
        source = sources.setdefault(one.file, (ROOT / one.file).read_bytes())
        changed = one.applied(source)
        assert changed != source
        compile(changed, one.file, "exec")


def test_every_listed_equivalent_is_still_a_mutant() -> None:
    names = {one.name for one in mutants.all_mutants()}
    assert set(mutants.equivalents()) <= names


def test_a_mutant_keeps_the_number_of_every_line() -> None:
    """Functions are found by their first line, and tests by the lines that they ran."""
    spans = [
        one
        for one in mutants.all_mutants()
        if b"\n" in (ROOT / one.file).read_bytes()[one.start : one.end]
    ]
    for one in spans[::50]:
        source = (ROOT / one.file).read_bytes()
        assert one.applied(source).count(b"\n") == source.count(b"\n")


LOOP = """
import functools

LEAST = 2


@functools.cache
def doubled():
    return LEAST * 2


def up(amount, step=1):
    while amount < LEAST:
        amount = amount + step
    return amount
"""


def functions_of(change: tuple[str, str]) -> list[str]:
    assert change[0] in LOOP
    old, new = (compile(text, "loop.py", "exec") for text in (LOOP, LOOP.replace(*change)))
    return [one.co_name for one, _ in changed_functions(old, new)]


@pytest.mark.parametrize("change", [("amount + step", "amount - step"), ("<", "<="), ("", "")])
def test_a_change_inside_a_function_reaches_the_function_in_use(change: tuple[str, str]) -> None:
    assert functions_of(change) == (["up"] if change[0] else [])


@pytest.mark.parametrize("change", [("LEAST = 2", "LEAST = 3"), ("step=1", "step=2")])
def test_a_change_that_runs_at_import_asks_for_a_fresh_process(change: tuple[str, str]) -> None:
    with pytest.raises(NeedsFreshImportError):
        functions_of(change)


TESTS = """
from loop import doubled, up

DOUBLED = doubled()

def test_doubled():
    assert doubled() == 4

def test_fails():
    assert up(5) == 6

def test_above():
    assert up(5) == 5

def test_up():
    assert up(0) == 2
"""


NAMES = ("test_fails", "test_above", "test_up", "test_doubled")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    copy = tmp_path_factory.mktemp("copy")
    for name, text in (
        ("src/loop.py", LOOP),
        ("tests/test_loop.py", TESTS),
        ("tests/mutant_worker.py", (ROOT / "tests" / "mutant_worker.py").read_text()),
    ):
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text)
    started = Trial(copy, ["tests"], least=1)
    yield started
    started.worker.close()


@pytest.mark.parametrize(
    ("change", "outcome", "by"),
    [
        (("< LEAST", "<= LEAST"), "killed", "test_up"),
        (("amount + step", "amount - step"), "endless", "test_up"),
        (("return amount", "return +amount"), "survived", None),
        (("LEAST = 2", "LEAST = 3"), "killed", "test_up"),
        (("LEAST = 2", "LEAST = 1 + 1"), "survived", None),
        (("LEAST = 2", "LEAST = no"), "killed", "import"),
        (("LEAST * 2", "LEAST * 3"), "killed", "test_doubled"),
    ],
)
def test_a_trial_says_which_test_noticed(
    change: tuple[str, str], outcome: str, by: str | None, trial: Trial
) -> None:
    names = [f"tests/test_loop.py::{name}" for name in NAMES]
    found = trial.verdict(Change("src/loop.py", LOOP, LOOP.replace(*change)), names, 30)
    assert (found.outcome, found.by and found.by.rpartition("::")[2]) == (outcome, by)
    assert (trial.copy / "src" / "loop.py").read_text() == LOOP


def test_the_nearest_tests_of_a_line_that_runs_at_import_ran_the_rest_of_its_file() -> None:
    ran = Covering(
        {("a.py", 2): {"far", "near"}, ("a.py", 5): {"far"}, ("b.py", 1): {"other"}},
        {"far": 9, "near": 1, "other": 1},
    )
    assert ran.nearest("a.py", 2) == ["near", "far"]
    # What ran the rest of the file comes last: the line may be in a cached function.
    assert ran.nearest("a.py", 5) == ["far", "near"]
    assert ran.nearest("a.py", 1) == ["near", "far"]


def test_many_cases_of_one_test_leave_others_their_turn() -> None:
    """Eight cases, then the first 32, then the first 128."""
    cases = [f"many[{number:03}]" for number in range(130)]
    ran = Covering(
        {("a.py", 1): {*cases, "far"}},
        {one: place for place, one in enumerate(cases)} | {"far": 999},
    )
    assert ran.nearest("a.py", 1) == [*cases[:8], "far", *cases[8:]]
    several = [f"several[{number:03}]" for number in range(40)]
    ran = Covering({("a.py", 1): {*cases, *several}}, dict.fromkeys([*cases, *several], 1))
    assert ran.nearest("a.py", 1)[:64] == [
        *(*cases[:8], *several[:8]),
        *(*cases[8:32], *several[8:32]),
    ]
