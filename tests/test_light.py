"""One household's year is planned without numpy, the solver, processes or the web: the same
bytes, and quick to start."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import EXAMPLES
from megaroth.cli.commands import GROUPS, command

HEAVY = (
    "numpy",
    "highspy",
    "multiprocessing",
    "asyncio",
    "concurrent",
    "http",
    "ssl",
    "fastapi",
    "starlette",
)

_RUN = """
import contextlib, importlib.abc, io, json, sys

blocked, commands = json.loads(sys.argv[1])


class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ImportError(f"{name} is blocked")


sys.meta_path.insert(0, Refuse())
from megaroth.cli.app import main

answers = []
for command in commands:
    sys.argv = ["megaroth", *command]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as stopped:
            code = stopped.code
    answers.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(answers))
"""


def answers(commands: list[list[str]], blocked: tuple[str, ...]) -> list[list]:
    run = [sys.executable, "-c", _RUN, json.dumps([blocked, commands])]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout)


LIGHT = ("One year", "Without a household file", "Files")
"""Groups of commands that answer without the heavy libraries."""

YEARS_AHEAD = ("The years ahead", "Documents, the page and the assistant")
"""Groups of commands that project paths, or draw and serve what was projected."""

_EXAMPLE = str(EXAMPLES / "mission_45.toml")
_WRITTEN = "a file to write"

EXTRA = {
    "plan": (["--journal"], ["--explain", "after_tax_room"], ["--explain", "tax"]),
    "letter": (["--offer"],),
    "tax": (["--marginal", "conversion", "--amount", "10000"],),
}
"""More flags to call commands with."""

ARGUMENTS = {
    "quick": ["--age", "45", "--pay", "300k", "--match", "50% up to 6%", "--after-tax", "yes"],
    "room": ["--year", "2026", "--age", "45", "--deferral", "23000", "--employer", "1500"],
    "rollover": [
        *("--year", "2026", "--balance", "100000"),
        *("--after-tax", "20000", "--distribute", "50000"),
    ],
    "law": ["2026", "--diff", "2025"],
    "law history": ["annual_additions"],
    "init": [_WRITTEN, "--year", "2026", "--age", "45", "--pay", "300000", "--force"],
    "next-year": [_EXAMPLE, "--to", _WRITTEN, "--force"],
    "schema": [],
}
"""What commands about no household are called with."""


def called_with(name: str, *lists: list[str]) -> Iterator[list[str]]:
    """A command with each list of arguments, as text and as JSON where it offers both."""
    for arguments in lists:
        yield [*name.split(), *arguments]
        if any(one.name == "--json" for one in command(name).arguments):
            yield [*name.split(), *arguments, "--json"]


def commands_on(example: Path) -> list[list[str]]:
    """Every command about one year of a household."""
    file = str(example)
    return [
        words
        for name in GROUPS["One year"]
        for words in called_with(name, [file], *([file, *more] for more in EXTRA.get(name, ())))
    ]


def commands_without_household(target: Path) -> list[list[str]]:
    """Every other light command; those that write a file write this one."""
    names = [name for group in LIGHT[1:] for name in GROUPS[group]]
    return [
        [str(target) if word == _WRITTEN else word for word in words]
        for name in names
        for words in called_with(name, ARGUMENTS[name])
    ]


def test_every_group_of_commands_is_light_or_heavy() -> None:
    assert set(GROUPS) == {*LIGHT, *YEARS_AHEAD}


MODULES_OF_ROOM = {
    "cli": "app command command_line commands flags json_flags output page page_blocks plain_page "
    "reforms room table_flags",
    "contract": "schema_version",
    "kernel": "answer_fields blocks columns errors message money stairs trace",
    "law": "data_files entry figures forecast indices law law_book plan_limits reform "
    "state_payroll states tax_limits terms year_files year_numbers years",
    "model": "fields sources",
    "planyear": "figure room",
    "present": "first_lines law words",
    "present.sentences": "amounts",
    "readers": "kinds texts typed",
    "rules": "annual_additions catch_up compensation deferrals match",
    "service": "room",
}
"""What `megaroth room` imports. It takes 1.3 times as long as importing numpy at most
(benchmarks/startup.py), so another module needs a reason."""

MODULES_OF_JSON = {
    "contract": "answers from_types messages room schema_parts shapes tables versions",
}

SLOW_PARTS_OF_PYTHON = {
    "argparse",
    "importlib.resources",
    "logging",
    "pathlib",
    "shutil",
    "subprocess",
    "tempfile",
    "unittest",
    "urllib",
    "zipfile",
}

_IMPORTED = """
import json, sys

before = set(sys.modules)
from megaroth.cli.app import main

try:
    main()
except SystemExit as stopped:
    assert stopped.code == 0, stopped.code
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)
"""


def imported(command: list[str]) -> set[str]:
    """The modules that a command imports, in a process of its own."""
    run = [sys.executable, "-c", _IMPORTED, *command]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stderr))


def named(modules: dict[str, str]) -> set[str]:
    return {f"megaroth.{room}.{name}" for room, names in modules.items() for name in names.split()}


@pytest.mark.parametrize(
    ("flags", "modules"),
    [
        ([], named(MODULES_OF_ROOM)),
        (["--json"], named(MODULES_OF_ROOM) | named(MODULES_OF_JSON)),
    ],
    ids=["text", "json"],
)
def test_room_imports_only_what_it_needs(flags: list[str], modules: set[str]) -> None:
    found = imported(
        [*["room", "--year", "2026", "--age", "45", "--pay", "300000", "--match", "50%:6%"], *flags]
    )
    packages = {name.rpartition(".")[0] for name in found}
    ours = {name for name in found if name.startswith("megaroth.")} - packages
    assert ours == modules
    others = {name.partition(".")[0] for name in found} - {"megaroth"}
    assert others <= set(sys.stdlib_module_names)
    assert not found & SLOW_PARTS_OF_PYTHON


FILES = sorted(EXAMPLES.glob("*.toml"))


def test_every_answer_is_the_same_to_the_byte_without_heavy_libraries(tmp_path: Path) -> None:
    """One process answers for all examples without the libraries, another one with them."""
    commands = [
        *(one for file in FILES for one in commands_on(file)),
        *commands_without_household(tmp_path / "written.toml"),
    ]
    light, whole = answers(commands, HEAVY), answers(commands, ())
    for words, one, other in zip(commands, light, whole, strict=True):
        code, out, err = one
        assert one == other, words
        assert code in (0, 1, None), (words, err)
        assert out, (words, err)
