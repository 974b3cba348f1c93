"""Command lines that cannot be parsed, as problems like those of any other input."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from megaroth.kernel.errors import InputError, Problem, nearest

_WANTED = {int: "a whole number", str: "a value", bool: "no value"}


def usage_error(error: CycloptsError, commands: list[str]) -> InputError:
    """The error with its place, what was found and what is expected.

    Args:
        error: the error of the parser.
        commands: the names of all commands.
    """
    return InputError([_problem(error, commands)])


def _problem(error: CycloptsError, commands: list[str]) -> Problem:
    listed = f"a flag that `{_command(error)} --help` lists"
    match error:
        case UnknownOptionError():
            flag = str(error.token.keyword or error.token.value)
            known = [
                name
                for one in error.argument_collection
                if one.parse
                for name in one.names
                if name.startswith("--")
            ]
            return Problem(flag, "an unknown flag", listed, nearest=nearest(flag, known))
        case UnknownCommandError():
            word = str((error.unused_tokens or ["nothing"])[0])
            return Problem(
                "command",
                repr(word),
                "one of " + ", ".join(commands),
                nearest=nearest(word, commands),
            )
        case MissingArgumentError():
            return Problem(_name(error), "nothing", "a value, which is required")
        case CoercionError():
            found = "nothing" if error.token is None else repr(str(error.token.value))
            wanted = error.target_type or (None if error.argument is None else error.argument.hint)
            return Problem(
                _name(error),
                found,
                _wanted(wanted),
            )
        case RepeatArgumentError():
            return Problem(str(error.token.keyword or _name(error)), "given twice", "given once")
        case UnusedCliTokensError():
            word = str((error.unused_tokens or ["?"])[0])
            return Problem(
                "command line",
                repr(word),
                f"nothing more: `{_command(error)} --help` shows what it reads",
            )
        case _:
            error.verbose = False
            return Problem(
                "command line", str(error).strip(), f"what `{_command(error)} --help` shows"
            )


def _wanted(hint: Any) -> str:
    """The expected value of a type, in words."""
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(str(one) for one in get_args(hint))
    return _WANTED.get(hint, "a value of another kind") if hint else "a value"


def _command(error: CycloptsError) -> str:
    return " ".join(["megaroth", *(error.command_chain or ())])


def _name(error: CycloptsError) -> str:
    argument = error.argument
    if argument is None:
        return "command line"
    return next((name for name in argument.names if name.startswith("--")), str(argument.name))
