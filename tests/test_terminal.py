"""What reaches a terminal: text of files with its control characters written out, and wrong use as
every other wrong input."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import EXAMPLES
from megaroth.cli.app import main
from megaroth.cli.output import note
from megaroth.cli.page import Page
from megaroth.kernel.errors import InputError
from megaroth.readers.reform_file import parse_reform

ESCAPES = "a\x1b[31mRED\x1b]0;owned\x07\u202e"
HOSTILE_REFORM = (
    'name = "a\\u001b[31mRED\\u001b]0;owned\\u0007"\nfrom = '
    "2026\n[annual_additions]\namount = 60_000\n"
)
_CONTROL = {"\x1b", "\x07", "\u202e"}


def test_no_way_of_printing_lets_a_control_character_through(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = Page()
    page.answer(ESCAPES, ESCAPES)
    page.heading(ESCAPES)
    page.text(ESCAPES)
    page.sentences([ESCAPES])
    page.table((ESCAPES, "b"), [(ESCAPES, "c")])
    note(ESCAPES)
    shown = capsys.readouterr()
    assert not _CONTROL & set(shown.out + shown.err)
    assert shown.out.count("\\x1b[31mRED") == 7
    assert "\\x1b[31mRED" in shown.err


@pytest.mark.parametrize(
    "command",
    [("law", "2026"), ("plan", str(EXAMPLES / "mission_45.toml")), ("law", "2026", "--json")],
)
def test_the_name_of_a_reform_is_escaped_wherever_it_is_shown(
    inside, tmp_path: Path, command: tuple[str, ...]
) -> None:
    reform = tmp_path / "reform.toml"
    reform.write_text(HOSTILE_REFORM)
    ran = inside(*command, "--reform", str(reform))
    assert ran.code == 0
    assert not _CONTROL & set(ran.out + ran.err)
    if command[0] == "law":
        assert "RED" in ran.out


@pytest.mark.parametrize("name", ["5", "''", "'" + 201 * "x" + "'", "true"])
def test_a_reform_is_named_by_a_short_text(name: str) -> None:
    with pytest.raises(InputError, match="text of 1 to 200 characters"):
        parse_reform(f"name = {name}\nfrom = 2026\n[annual_additions]\namount = 60_000\n")


def test_the_name_of_a_file_cannot_steer_the_terminal(inside, tmp_path: Path) -> None:
    ran = inside("plan", str(tmp_path / ESCAPES))
    assert ran.code == 2
    assert not _CONTROL & set(ran.err)


USAGE = [
    (("plan", "x.toml", "--explian", "tax"), "--explian", "an unknown flag", "--explain"),
    (("plan",), "FILE", "nothing", None),
    (("plna", "x.toml"), "command", "'plna'", "plan"),
    (("compare", "x.toml", "--workers", "many"), "--workers", "'many'", None),
    (("compare", "x.toml", "--workers"), "--workers", "nothing", None),
    (("plan", "x.toml", "y.toml"), "command line", "'y.toml'", None),
    (("plan", "x.toml", "--explain", "a", "--explain", "b"), "--explain", "given twice", None),
    (("law", "history"), "LIMIT", "nothing", None),
]


@pytest.mark.parametrize(
    ("words", "field", "found", "near"), USAGE, ids=lambda value: str(value)[:30]
)
def test_wrong_use_is_one_json_object_where_json_is_asked_for(
    inside, words, field: str, found: str, near: str | None
) -> None:
    ran = (
        inside(*words, "--json")
        if words[-1] != "--workers"
        else inside(words[0], "--json", *words[1:])
    )
    assert ran.code == 2
    assert ran.out == ""
    answer = json.loads(ran.err)
    assert answer["schema"] == "megaroth.error/1"
    (error,) = answer["errors"]
    assert (error["field"], error["found"], error["nearest"]) == (field, found, near)
    in_words = inside(*words)
    assert in_words.code == 2
    assert in_words.err.startswith(f"megaroth: {field}: found {found}")
    assert "─" not in in_words.err


class _Narrow(io.StringIO):
    def isatty(self) -> bool:
        return True


_NUMBER = re.compile(r"-?\$?\d[\d,]*(?:\.\d+)?%?")
_WIDE_TABLES = [
    ("plan", "couple"),
    ("plan", "unknown_rules"),
    ("paychecks", "couple"),
    ("check", "two_plans"),
    ("tax", "couple"),
    ("plan --journal", "couple"),
    ("law 2026", ""),
    ("law 2026 --all", ""),
    ("law 2026 --search 415", ""),
    ("law history income_tax", ""),
    ("paychecks", "paychecks"),
    ("room --year 2024 --age 45 --pay 300k", ""),
    ("rollover --balance 100k --after-tax 20k", ""),
]


@pytest.mark.parametrize("columns", ["100", "80", "60"])
@pytest.mark.parametrize(("command", "example"), _WIDE_TABLES)
def test_no_number_breaks_over_lines(
    inside, monkeypatch: pytest.MonkeyPatch, command: str, example: str, columns: str
) -> None:
    """At 80 columns "$8,036,568" was "$8,036,5" above "68"."""
    words = (*command.split(), *([str(EXAMPLES / f"{example}.toml")] if example else []))
    whole = Counter(_NUMBER.findall(inside(*words).out))
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("sys.argv", ["megaroth", *words])
    with contextlib.redirect_stdout(_Narrow()) as shown, contextlib.suppress(SystemExit):
        main()
    text = re.sub(r"\x1b\[[0-9;]*m", "", shown.getvalue())
    assert not whole - Counter(_NUMBER.findall(text))
    assert max(len(line) for line in text.split("\n")) <= int(columns)


def test_a_table_wider_than_the_terminal_loses_no_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven short columns: at 80 the last amount was cut to "$0.0"."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout", shown := _Narrow())
    row = (
        "2026-01-02",
        "contribution",
        "before",
        "roth_ira",
        "$76,352.00",
        "$76,352.00",
        "$1,234.56",
    )
    Page().table(("date", "kind", "from", "to", "amount", "basis", "taxed"), [row], right=(4, 5, 6))
    text = shown.getvalue()
    assert "2026-01-02" in text
    assert text.count("$76,352.00") == 2
    assert "$1,234.56" in text


def test_a_plan_opens_with_what_to_enter_in_payroll(inside) -> None:
    """The instruction follows the headline, and stands on the page once."""
    said = inside("plan", str(EXAMPLES / "mid_year.toml")).out
    elect = "Chris, Summit Energy: From the October 9 check: pre-tax $1,357.14"
    _, heading, *_ = [line for line in said.splitlines() if line]
    assert heading == "What to enter in the payroll portal"
    assert said.count(elect) == 1
    assert said.index(elect) < said.index("Contributions\n")
