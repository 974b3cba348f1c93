"""Answers inside a web page: what the command line says, from files in memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, run_megaroth
from megaroth.browser.answers import COMMANDS, answer, prepare, run
from megaroth.cli.commands import COMMANDS as ALL

TEXT = (EXAMPLES / "mission_45.toml").read_text("utf-8")


def test_the_answer_is_the_command_lines_to_the_letter(tmp_path: Path) -> None:
    (tmp_path / "home.toml").write_text(TEXT, "utf-8")
    for words in (["plan", "home.toml", "--json"], ["plan", "hom.toml"], ["plan", "--jsn"]):
        ran = run_megaroth(*words, cwd=tmp_path)
        found = run(words, {"home.toml": TEXT})
        assert (found["code"], found["text"], found["error"]) == (ran.code, ran.out, ran.err)


def test_a_question_and_its_answer_are_json() -> None:
    asked = {"command": ["plan", "home.toml"], "files": {"home.toml": TEXT}}
    found = json.loads(answer(json.dumps(asked)))
    assert found["code"] == 0
    assert found["blocks"][0] == {
        "kind": "answer",
        "word": "YES",
        "text": "$44,500.00 after tax can be contributed in 2024, and $44,500.00 reaches Roth "
        "this year, with no tax.",
        "mood": "yes",
    }


def test_a_file_that_a_command_writes_comes_back() -> None:
    found = run(["next-year", "home.toml"], {"home.toml": TEXT})
    assert list(found["files"]) == ["home_2025.toml"]
    assert "year = 2025" in found["files"]["home_2025.toml"]


def test_nothing_stays_between_two_questions() -> None:
    here = Path.cwd()
    run(["plan", "home.toml"], {"home.toml": TEXT})
    found = run(["plan", "home.toml"], {})
    assert found["code"] == 2
    assert "no such file" in found["error"]
    assert Path.cwd() == here


@pytest.mark.parametrize("name", ["../home.toml", "/etc/passwd", "a/b.toml", "..", ""])
def test_a_file_is_a_name_and_not_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        run(["plan", "home.toml"], {name: TEXT})


@pytest.mark.parametrize("words", [["compare", "home.toml"], ["serve"], ["report", "home.toml"]])
def test_the_years_ahead_are_refused(words: list[str]) -> None:
    found = run(words, {"home.toml": TEXT})
    assert found["code"] == 2
    assert f"`{words[0]}` is not in this build" in found["error"]
    assert not found["blocks"]
    assert not found["text"]


@pytest.mark.parametrize(
    "words", [["scenarios", "home.toml", "--ahead"], ["room", "--table=t.csv"]]
)
def test_a_flag_that_needs_numpy_is_refused(words: list[str]) -> None:
    found = run(words, {"home.toml": TEXT})
    assert found["code"] == 2
    asked = f"{words[0]} {words[-1].split('=')[0]}"
    assert f"`{asked}` is not in this build" in found["error"]
    assert run(["scenarios", "home.toml"], {"home.toml": TEXT})["code"] == 0


WITHOUT_NUMPY = """
import json, sys
sys.modules.update(numpy=None, highspy=None)
from megaroth.browser.answers import run
for words, files in json.load(sys.stdin):
    found = run(words, files)
    print(json.dumps([words, found["code"], found["error"]]))
"""


def test_no_command_of_the_page_needs_numpy_or_a_solver() -> None:
    """With neither installed, each command answers, or refuses what only they can answer."""
    household = {"home.toml": TEXT, "t.csv": "year,age,pay\n2024,45,250000\n"}
    tax = {"t.csv": "year,status,wages_head\n2026,single,100000\n"}
    asked = [
        *([name, "home.toml"] for name in ("plan", "paychecks", "check", "letter", "tax")),
        ["scenarios", "home.toml"],
        ["scenarios", "home.toml", "--ahead"],
        ["letter", "home.toml", "--offer"],
        ["plan", "home.toml", "--journal"],
        ["plan", "home.toml", "--explain", "tax"],
        ["next-year", "home.toml"],
        ["room", "--table", "t.csv"],
        ["law", "2026"],
    ]
    questions = [[words, household] for words in asked] + [[["tax", "--table", "t.csv"], tax]]
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMPY],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(found) == len(questions)
    for words, code, error in found:
        refused = {"--ahead", "--table"} & set(words)
        assert code == (2 if refused else 0), (words, error)
        assert ("is not in this build" in error) == bool(refused), error


def test_the_quick_answer_uses_figures_that_were_published_later() -> None:
    body = {"age": "45", "pay": "400k", "year": "2027", "after_tax": "yes"}
    body |= {"in_plan_conversion": "yes"}
    figures = '[2027]\nsource = "a notice"\n\n[2027.annual_additions]\namount = 80_000\n'
    asked = json.dumps({"service": "quick", "body": body | {"figures": figures}})
    assert json.loads(answer(asked))["year_end"]["limit"] == 80_000
    asked = json.dumps({"service": "quick", "body": body})
    assert json.loads(answer(asked))["year_end"]["limit"] != 80_000


def test_help_and_the_version_answer() -> None:
    assert run(["--version"], {})["code"] == 0
    assert run(["plan", "--help"], {})["blocks"]


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]], ids=str)
def test_help_lists_the_commands_that_answer_here_and_no_other(words: list[str]) -> None:
    found = run(words, {})
    assert found["code"] == 0
    texts = [block["text"].split("  ")[0] for block in found["blocks"]]
    listed = {name for name in ALL if name in texts}
    assert listed == set(COMMANDS)
    assert set(ALL) - listed == {"project", "compare", "optimize", "report", "serve", "assistant"}


def test_every_command_that_answers_here_loads_without_numpy() -> None:
    prepare()
    assert {"plan", "paychecks", "check", "tax", "room", "rollover", "law"} <= set(COMMANDS)
