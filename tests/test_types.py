"""What a type checker and plain data make of answers: fields have types, and amounts are
dollars."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import pytest

import megaroth as mr
from conftest import EXAMPLES, ROOT
from megaroth.service import plan_year, rollover, room, years_ahead

READ = """import megaroth as mr

household = mr.read_household("household.toml")
law = mr.law_of(2026)
"""
ANSWERS = {
    "mr.plan(household)": (
        "to_roth",
        "tax",
        "spare_cash_left",
        "people[0].jobs[0].after_tax_room",
        "people[0].jobs[0].contributions.after_tax",
        "people[0].jobs[0].even_checks.after_tax_percent",
        "rollovers[0].amount",
        "conversions[0].basis",
        "alternatives[0].amount",
        "alternatives[0].tax",
        "excesses[0].amount",
        "questions[0].stake",
        "questions[0].answers[0].worth",
        "steps[0].date",
    ),
    "mr.rollover(law, balance=1, after_tax=1)": (
        "taxable",
        "additional_tax",
        "destinations[0].taxable",
        "later_backdoor[0].taxable_now",
        "basis_after_loss[0].basis_left",
    ),
    "mr.room(law, age=45)": ("after_tax_room", "excesses", "limited_by_compensation"),
    "mr.forms_of(mr.rollover(law, balance=1, after_tax=1), law)": ("box_1", "lines[0].amount"),
    "mr.compare(household)": (
        "alternatives[0].wealth_after_tax",
        "alternatives[0].difference.mean",
        "alternatives[0].contributions['roth']",
        "features[0].worth",
    ),
    "mr.years_ahead(household)": ("years[0].income", "years[0].balances['roth']", "opened"),
    "mr.optimize(household)": ("value", "elections[0].deferral", "rule_of_thumb.value"),
}
"""Answers, and amounts, dates and rates in them."""


def checked(tmp_path: Path, lines: list[str]) -> list[str]:
    """What a strict type checker says of each line of a script that reads answers; empty where it
    accepts it."""
    script = tmp_path / "script.py"
    script.write_text(READ + "\n".join(lines) + "\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        os.devnull,
        "--cache-dir",
        str(ROOT / ".mypy_cache"),
        "--no-error-summary",
    ]
    done = subprocess.run(
        [*command, str(script)],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    first = READ.count("\n") + 1
    said = [""] * len(lines)
    for line in done.stdout.splitlines():
        found = re.match(r"script\.py:(\d+): error: (.*)", line)
        if found:
            said[int(found[1]) - first] += found[2]
    assert bool(done.returncode) == any(said), done.stdout
    return said


@pytest.mark.slow
def test_a_type_checker_rejects_what_no_figure_and_no_answer_has(tmp_path: Path) -> None:
    lines = [
        f"{answer}{place}.nonsense"
        for answer, figures in ANSWERS.items()
        for place in (
            *(f"[0].{name}" if "forms_of" in answer else f".{name}" for name in figures),
            *([] if "forms_of" in answer else [""]),
        )
    ]
    for line, said in zip(lines, checked(tmp_path, lines), strict=True):
        assert 'has no attribute "nonsense"' in said, line


@pytest.mark.slow
def test_a_type_checker_rejects_a_word_that_no_answer_says(tmp_path: Path) -> None:
    lines = [
        'print(mr.plan(household).verdict == "perhaps")',
        'print(mr.plan(household).alternatives[0].name == "back_door")',
        'print(mr.rollover(law, balance=1, after_tax=1).method == "no_method")',
    ]
    for line, said in zip(lines, checked(tmp_path, lines), strict=True):
        assert "Non-overlapping equality check" in said, line


@pytest.mark.slow
def test_a_type_checker_accepts_what_an_answer_holds(tmp_path: Path) -> None:
    lines = [
        "answer = mr.plan(household)",
        "print(answer.year + 1, answer.verdict.upper())",
        "print([step.date.isoformat() for step in answer.steps])",
        "print(mr.rollover(law, balance=2, after_tax=1).taxable + 1)",
        "print(mr.compare(household).alternatives[0].wealth_after_tax // 100)",
    ]
    assert checked(tmp_path, lines) == [""] * len(lines)


def parts(hint: object, seen: set[object]) -> None:
    """Every type that an answer is made of, down to its last field."""
    if isinstance(hint, TypeVar) or hint in seen:
        return
    seen.add(hint)
    if dataclasses.is_dataclass(hint):
        for inner in get_type_hints(hint).values():
            parts(inner, seen)
    for inner in get_args(hint):
        parts(inner, seen)


@pytest.mark.parametrize(
    "question",
    [
        *(mr.plan, mr.room, mr.rollover, mr.forms_of),
        *(mr.compare, mr.years_ahead, mr.optimize),
        *(plan_year.check, plan_year.tax, room.room, rollover.rollover),
        *(years_ahead.project, years_ahead.compare, years_ahead.optimize, years_ahead.sensitivity),
    ],
    ids=lambda question: f"{question.__module__}.{question.__name__}",
)
def test_no_field_of_an_answer_may_hold_anything(question: Callable[..., object]) -> None:
    """``Any`` switches the type checker off for everything that is calculated from a field."""
    seen: set[object] = set()
    parts(get_type_hints(question)["return"], seen)
    assert len(seen) > 5
    assert Any not in seen


def test_a_comparison_as_data_is_in_dollars() -> None:
    household = mr.read_household(str(EXAMPLES / "mission_45.toml"))
    answer = mr.compare(
        replace(household, assumptions=replace(household.assumptions, model="fixed"))
    )
    data = mr.to_data(answer)
    first = answer.alternatives[0]
    assert data["alternatives"][0]["wealth_after_tax"] == first.wealth_after_tax / 100
    assert (
        data["alternatives"][1]["difference"]["mean"]
        == answer.alternatives[1].difference.mean / 100
    )
