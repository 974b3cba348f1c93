"""The mutation script finds the changes it should, and a change that a test notices is counted as
killed."""

from __future__ import annotations

from pathlib import Path

import mutants
from conftest import ROOT


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
