"""Words of a command line as arguments, the errors of wrong use, and help: both are made from the
function of a command."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest

from app_lists import commands
from megaroth import __version__
from megaroth.cli.command import Command, Flag, command_of
from megaroth.cli.command_line import arguments_of, asks_for_help
from megaroth.cli.commands import COMMANDS, called
from megaroth.kernel.errors import InputError


def sample(
    file: str,
    folder: str = "out",
    /,
    *,
    catch_up: str | None = None,
    keep: Annotated[list[str] | None, Flag("--column", group="Table")] = None,
    workers: int | None = None,
    real: Annotated[bool, Flag(off="--nominal")] = True,
    browser: bool = True,
    json: bool = False,
    version: Literal[1, 2] = 1,
) -> int:
    """Do it.

    For example: megaroth sample x.toml

    It explains more,
    on two lines.

    Parameters
    ----------
    file
        The file,
        read once.
    folder
        Where.
    catch_up
        Money.
    keep
        A column.
    workers
        Processes.
    real
        Real.
    browser
        Open it.
    json
        JSON.
    version
        Which.
    """
    return len(file) + len(folder) + version


SAMPLE = command_of("sample", sample)


def test_a_command_says_what_its_function_says() -> None:
    assert SAMPLE.summary == "Do it."
    assert SAMPLE.example == "megaroth sample x.toml"
    assert SAMPLE.more == ("It explains more, on two lines.",)
    assert {one.parameter: one.name for one in SAMPLE.arguments} == {
        "file": "FILE",
        "folder": "FOLDER",
        "catch_up": "--catch-up",
        "keep": "--column",
        "workers": "--workers",
        "real": "--real",
        "browser": "--browser",
        "json": "--json",
        "version": "--version",
    }
    assert [one.off for one in SAMPLE.arguments if one.off] == ["--nominal", "--no-browser"]
    assert SAMPLE.arguments[0].meaning == "The file, read once."
    assert [one.name for one in SAMPLE.arguments if one.required] == ["FILE"]
    assert [one.group for one in SAMPLE.arguments[1:4]] == ["Arguments", "Flags", "Table"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("f", {"file": "f"}),
        ("f g", {"file": "f", "folder": "g"}),
        ("--json f", {"json": True, "file": "f"}),
        ("f --catch-up 5 --catch-up=", None),
        ("f --catch-up=5", {"file": "f", "catch_up": "5"}),
        ("f --catch-up=a=b", {"file": "f", "catch_up": "a=b"}),
        ("f --catch-up=--json", {"file": "f", "catch_up": "--json"}),
        ("f --catch-up -2%", {"file": "f", "catch_up": "-2%"}),
        ("f --catch-up -", {"file": "f", "catch_up": "-"}),
        ("-", {"file": "-"}),
        ("f --column a --column b", {"file": "f", "keep": ["a", "b"]}),
        ("f --workers 3 --version 2", {"file": "f", "workers": 3, "version": 2}),
        ("f --nominal --no-browser", {"file": "f", "real": False, "browser": False}),
        ("f --real --browser", {"file": "f", "real": True, "browser": True}),
        ("-- --json -h", {"file": "--json", "folder": "-h"}),
        ("-- -- x", {"file": "--", "folder": "x"}),
    ],
)
def test_words_become_the_arguments_of_the_function(line: str, found: dict | None) -> None:
    if found is None:
        with pytest.raises(InputError):
            arguments_of(SAMPLE, line.split())
        return
    assert arguments_of(SAMPLE, line.split()) == found
    by_default = {"folder": "out", "version": 1} | found
    assert SAMPLE.run(found) == sum(
        (len(found["file"]), len(by_default["folder"]), by_default["version"])
    )


@pytest.mark.parametrize(
    ("line", "field", "found", "expected", "near"),
    [
        ("", "FILE", "nothing", "a value, which is required", None),
        ("f g h", "command line", "'h'", "nothing more", None),
        ("f --workres 3", "--workres", "an unknown flag", "a flag that", "--workers"),
        ("f --nominl", "--nominl", "an unknown flag", "a flag that", "--nominal"),
        ("f -x", "-x", "an unknown flag", "a flag that", None),
        ("f --workers", "--workers", "nothing", "a whole number", None),
        ("f --workers --json", "--workers", "nothing", "a whole number", None),
        ("f --workers 2.5", "--workers", "'2.5'", "a whole number", None),
        ("f --version 3", "--version", "'3'", "one of 1, 2", None),
        ("f --version two", "--version", "'two'", "one of 1, 2", None),
        ("f --json=yes", "--json", "'yes'", "no value", None),
        ("f --json --json", "--json", "given twice", "given once", None),
        ("f --real --nominal", "--nominal", "given twice", "given once", None),
        ("f --catch-up 1 --catch-up 2", "--catch-up", "given twice", "given once", None),
    ],
)
def test_wrong_use_names_the_flag_and_what_is_expected(
    line: str, field: str, found: str, expected: str, near: str | None
) -> None:
    with pytest.raises(InputError) as raised:
        arguments_of(SAMPLE, line.split())
    (problem,) = raised.value.problems
    assert (problem.field, problem.found, problem.nearest) == (field, found, near)
    assert problem.expected.startswith(expected)


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("law", "law", []),
        ("law 2026", "law", ["2026"]),
        ("law history annual_additions", "law history", ["annual_additions"]),
        ("plan x.toml --json", "plan", ["x.toml", "--json"]),
    ],
)
def test_a_line_calls_the_command_with_the_most_words(
    line: str, name: str, rest: list[str]
) -> None:
    assert called(line.split()) == (name, rest)


@pytest.mark.parametrize(
    ("line", "asks"),
    [("x --help", True), ("-h", True), ("x", False), ("-- --help", False)],
)
def test_help_is_asked_for_by_a_flag_anywhere_before_two_dashes(line: str, asks: bool) -> None:
    assert asks_for_help(line.split()) is asks


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_of_every_command_is_read_and_explained(name: str, inside) -> None:
    """One line with all arguments at once gives each its value, and the help shows each."""
    found = commands()[name]
    words, expected = [], {}
    for one in found.arguments:
        value = one.choices[-1] if one.choices else 7 if one.kind is int else "x"
        words += (
            [one.off or one.name]
            if one.is_switch
            else [str(value)]
            if one.positional
            else [one.name, str(value)]
        )
        switched = one.off is None
        expected[one.parameter] = switched if one.is_switch else [value] if one.repeats else value
    assert arguments_of(found, words) == expected
    shown = " ".join(inside(*name.split(), "--help").out.split())
    for one in found.arguments:
        assert one.name in shown
        assert one.meaning
        assert one.meaning in shown, one.name


def test_every_command_is_listed_with_what_it_does(inside) -> None:
    for line in ([], ["--help"], ["-h"]):
        ran = inside(*line)
        shown = " ".join(ran.out.split())
        assert ran.code == 0
        for name, found in commands().items():
            assert f"{name} {found.summary}" in shown


def test_the_version_is_shown_whatever_follows(inside) -> None:
    for line in (["--version"], ["--version", "plan"]):
        assert inside(*line).out.strip() == __version__


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ([""], "command: found ''"),
        (["--"], "--: found an unknown flag"),
        (["--versoin"], "did you mean --version?"),
        (["plna"], "did you mean plan?"),
        (["law", "history"], "LIMIT: found nothing"),
    ],
)
def test_a_line_without_a_command_says_what_is_wrong(inside, line: list[str], error: str) -> None:
    ran = inside(*line)
    assert ran.code == 2
    assert error in ran.err


def test_no_two_arguments_of_a_command_share_a_flag() -> None:
    def flags(found: Command) -> list[str]:
        every = (flag for one in found.arguments for flag in (one.name, one.off))
        return [flag for flag in every if flag]

    for found in commands().values():
        assert len(flags(found)) == len(set(flags(found)))
        assert not {"--help", "-h"} & set(flags(found))
