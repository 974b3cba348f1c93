"""What the README and the tutorial tell a newcomer to do, done."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Ran

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
pytestmark = pytest.mark.usefixtures("remembered_years", "remembered_answers")
MEGAROTH = [sys.executable, "-m", "megaroth"]
Run = Callable[[str], Ran]


def words_of(command: str) -> list[str]:
    return [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command)[1:]]


@pytest.fixture
def run(inside: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command of a page, in a folder of its own and in this process."""
    monkeypatch.chdir(tmp_path)
    return lambda command: inside(*words_of(command))


def test_the_first_two_commands_run_in_processes_of_their_own(tmp_path: Path) -> None:
    """As a newcomer types them; the tests below run commands in this process."""
    for command in commands(TUTORIAL)[1:3]:
        ran = subprocess.run(
            [*MEGAROTH, *words_of(command)], capture_output=True, text=True, cwd=tmp_path
        )
        assert ran.returncode == 0, ran.stderr


def commands(text: str) -> list[str]:
    """Every megaroth command of the page, in blocks and in sentences."""
    return [
        one.split("  #")[0].strip()
        for one in re.findall(r"(?m)(?:^|`)((?:\.venv/bin/)?megaroth [^`\n]+)", text)
    ]


def test_the_tutorial_leads_where_it_says(run: Run, tmp_path: Path) -> None:
    init, first = commands(TUTORIAL)[1:3]
    assert run(init).code == 0
    unknown = run(first)
    assert unknown.out.startswith("DEPENDS")
    assert "Questions for your employer" in unknown.out
    file = tmp_path / "morgan.toml"
    text = file.read_text("utf-8")
    for line in re.search(r"```toml\n(.*?)```", TUTORIAL, re.S).group(1).strip().splitlines():
        key = line.split(" =")[0]
        text = re.sub(rf"(?m)^#? ?{key} = .*$", line, text, count=1)
    file.write_text(text, "utf-8")
    known = run(first)
    assert known.out.startswith("YES")
    assert "$44,500.00 after tax can be contributed in 2024" in known.out
    why = run("megaroth plan morgan.toml --explain after_tax_room")
    assert "$69,000.00" in why.out
    assert "Notice 2023-75" in why.out
    compared = run("megaroth compare morgan.toml")
    assert compared.code == 0
    assert "than with the taxable account" in compared.out.replace("\n", " ")
    report = next(one for one in commands(TUTORIAL) if "report" in one)
    assert run(report).code == 0
    assert (tmp_path / "morgan.pdf").read_bytes().startswith(b"%PDF")


def test_every_command_of_the_tutorial_is_tried_above() -> None:
    tried = {"init", "plan", "compare", "serve", "report"}
    assert {one.split()[1] for one in commands(TUTORIAL)} <= tried


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs" / "how_to").glob("*.md")), ids=lambda page: page.stem
)
def test_commands_and_files_of_the_guides_are_right(page: Path, run: Run, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for command in commands(text):
        if "--" in command:
            ran = run(command)
            assert ran.code == 0, (command, ran.err)
    for file in re.findall(r"`(examples/\w+\.toml)`", text):
        assert (ROOT / file).is_file()
    for block in re.findall(r"```toml\n(.*?)```", text, re.S):
        import tomllib

        tomllib.loads(block)


def test_the_readme_leads_a_newcomer_to_a_plan(run: Run) -> None:
    """The commands of the README in its order; init gets its answers as flags, for there is no
    terminal."""
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = [
        one.removeprefix(".venv/bin/")
        for one in commands(readme)
        if one.startswith(".venv/bin/megaroth")
    ]
    assert "What to set in payroll" in run(listed[0]).out
    assert listed[1] == "megaroth init"
    begun = run(
        "megaroth init --age 45 --pay 300000 --after-tax yes --in-plan-roth-rollover each_paycheck "
        "--in-service-withdrawal no --match 50%:6%",
    )
    assert begun.code == 0, begun.err
    said = {}
    for command in listed[2:]:
        if any(word in command for word in ("serve", "optimize")):
            continue
        ran = run(command)
        assert ran.code == 0, (command, ran.err)
        said[command] = ran.out
    assert said["megaroth plan household.toml"].startswith("YES")
    assert "after-tax room" in said["megaroth plan household.toml --explain after_tax_room"]
