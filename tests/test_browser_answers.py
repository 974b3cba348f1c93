"""Answers inside a web page: what the command line says, from files in memory."""

from __future__ import annotations

import json
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
