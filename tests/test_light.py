"""One household's year is planned without numpy, the solver, the TOML grammar, processes or the
web: the same bytes, and quick to start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conftest import EXAMPLES

HEAVY = (
    "numpy",
    "highspy",
    "tree_sitter",
    "tree_sitter_toml",
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


def commands_on(example: Path) -> list[list[str]]:
    file = str(example)
    return [
        ["plan", file],
        ["plan", file, "--json", "--journal"],
        ["plan", file, "--explain", "after_tax_room"],
        ["plan", file, "--explain", "tax", "--json"],
        ["check", file],
        ["check", file, "--json"],
        ["tax", file],
        ["tax", file, "--json"],
        ["tax", file, "--marginal", "conversion", "--amount", "10000", "--json"],
    ]


WITHOUT_FILE = [
    ["room", "--year", "2026", "--age", "45", "--deferral", "23000", "--employer", "1500"],
    [
        "room",
        "--year",
        "2026",
        "--age",
        "45",
        "--deferral",
        "23000",
        "--employer",
        "1500",
        "--json",
    ],
    [
        "rollover",
        "--year",
        "2026",
        "--balance",
        "100000",
        "--after-tax",
        "20000",
        "--distribute",
        "50000",
    ],
    [
        "rollover",
        "--year",
        "2026",
        "--balance",
        "100000",
        "--after-tax",
        "20000",
        "--distribute",
        "50000",
        "--json",
    ],
    ["law", "2026"],
    ["law", "2027", "--json"],
    ["law", "2026", "--diff", "2025"],
]


FILES = sorted(EXAMPLES.glob("*.toml"))


def test_every_answer_is_the_same_to_the_byte_without_heavy_libraries() -> None:
    """One process answers for all examples without the libraries, another one with them."""
    commands = [*(one for file in FILES for one in commands_on(file)), *WITHOUT_FILE]
    light, whole = answers(commands, HEAVY), answers(commands, ())
    for command, one, other in zip(commands, light, whole, strict=True):
        code, out, err = one
        assert one == other, command
        assert code in (0, 1, None), (command, err)
        assert out, (command, err)
