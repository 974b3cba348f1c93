"""Lists that tests take from the app itself, so that what is added to it is tested too."""

from __future__ import annotations

from megaroth.cli.command import Command
from megaroth.cli.commands import COMMANDS, command


def commands() -> dict[str, Command]:
    """Every command that the command line offers, by its words."""
    return {name: command(name) for name in COMMANDS}


def commands_with(option: str) -> list[str]:
    """The commands that take an option, by the name of its parameter."""
    return [
        name
        for name, found in commands().items()
        if any(one.parameter == option for one in found.arguments)
    ]
