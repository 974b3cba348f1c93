"""What a type checker and plain data make of answers: fields have types, and amounts are
dollars."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import megaroth as mr
from conftest import EXAMPLES, ROOT

READ = 'import megaroth as mr\n\nanswer = mr.plan(mr.read_household("household.toml"))\n'


def checked(tmp_path: Path, line: str) -> subprocess.CompletedProcess[str]:
    """What a strict type checker says of a script that reads an answer."""
    script = tmp_path / "script.py"
    script.write_text(READ + line + "\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        os.devnull,
        "--cache-dir",
        str(ROOT / ".mypy_cache"),
    ]
    paths = os.environ | {"MYPYPATH": str(ROOT / "src")}
    return subprocess.run(
        [*command, str(script)],
        capture_output=True,
        text=True,
        timeout=300,
        env=paths,
        cwd=tmp_path,
        check=False,
    )


@pytest.mark.slow
def test_a_type_checker_rejects_an_attribute_that_no_amount_has(tmp_path: Path) -> None:
    for figure in (
        "to_roth",
        "tax",
        "people[0].jobs[0].after_tax_room",
        "people[0].jobs[0].contributions.after_tax",
    ):
        found = checked(tmp_path, f"answer.{figure}.nonsense()")
        assert found.returncode == 1, found.stdout
        assert 'has no attribute "nonsense"' in found.stdout


@pytest.mark.slow
def test_a_type_checker_accepts_what_an_answer_holds(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        "print(answer.year + 1, answer.verdict.upper(), [step.date.isoformat() for step in "
        "answer.steps])",
    )
    assert found.returncode == 0, found.stdout


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
