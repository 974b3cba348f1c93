"""Lists that tests take from the app itself, so that what is added to it is tested too."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from megaroth.cli.app import app


def commands() -> dict[str, Callable[..., Any]]:
    """Every command that the command line offers, by its words, with the function it calls."""
    found = {}
    for name in app:
        if not name.startswith("-"):
            found[name] = app[name].default_command
            inner = (one for one in app[name] if not one.startswith("-"))
            found |= {f"{name} {one}": app[name][one].default_command for one in inner}
    return found


def commands_with(option: str) -> list[str]:
    """The commands that take an option, by the name of its parameter."""
    return [
        name
        for name, function in commands().items()
        if option in inspect.signature(function).parameters
    ]
