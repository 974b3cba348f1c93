"""Every command, by what it is about. The module of a command is loaded when the command is
called."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from megaroth.cli.command import Command, command_of
from megaroth.cli.command_line import HELP, unknown_flag
from megaroth.kernel.errors import InputError, Problem, nearest, one_of

GROUPS = {
    "One year": {
        "plan": "megaroth.cli.plan:plan",
        "paychecks": "megaroth.cli.paychecks:paychecks",
        "check": "megaroth.cli.check:check",
        "letter": "megaroth.cli.letter:letter",
        "scenarios": "megaroth.cli.scenarios:scenarios",
        "tax": "megaroth.cli.tax:tax",
    },
    "Without a household file": {
        "quick": "megaroth.cli.quick:quick",
        "room": "megaroth.cli.room:room",
        "rollover": "megaroth.cli.rollover:rollover",
        "law": "megaroth.cli.law:show_year",
        "law history": "megaroth.cli.law:show_history",
    },
    "The years ahead": {
        "project": "megaroth.cli.project:project",
        "compare": "megaroth.cli.compare:compare",
        "optimize": "megaroth.cli.optimize:optimize",
    },
    "Documents, the page and the assistant": {
        "report": "megaroth.cli.report:report",
        "serve": "megaroth.web.serve:serve",
        "assistant": "megaroth.assistant.command:assistant",
    },
    "Files": {
        "init": "megaroth.cli.init:init",
        "next-year": "megaroth.cli.next_year:next_year",
        "schema": "megaroth.cli.schema:schema",
    },
}
COMMANDS = {name: where for group in GROUPS.values() for name, where in group.items()}


def command(name: str) -> Command:
    """A command by its words."""
    module, _, function = COMMANDS[name].partition(":")
    return command_of(name, getattr(importlib.import_module(module), function))


def called(words: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the command that a command line calls, and the words after it.

    Raises:
        InputError: it begins with no command; names the nearest.
    """
    for length in (2, 1):
        if (name := " ".join(words[:length])) in COMMANDS:
            return name, list(words[length:])
    first = words[0]
    if first.startswith("-"):
        raise unknown_flag(first, [*HELP, "--version"], "megaroth --help")
    known = [name for name in COMMANDS if " " not in name]
    near = nearest(first, known)
    expected = one_of(known)
    raise InputError([Problem("command", repr(first), expected, nearest=near)])
