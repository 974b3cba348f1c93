"""The words of a command line as the arguments of a command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from megaroth.cli.command import Argument, Command
from megaroth.kernel.errors import InputError, Problem, nearest

HELP = ("--help", "-h")
_EXPECTED = {int: "a whole number", str: "a value"}


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether a command line has a flag for help."""
    before = words[: words.index("--")] if "--" in words else words
    return any(word in HELP for word in before)


def arguments_of(command: Command, words: Sequence[str]) -> dict[str, Any]:
    """The arguments that a command line states, by parameter; the function has the defaults.

    A flag's value is the next word, or follows an equals sign. Words after ``--`` are no flags.

    Raises:
        InputError: an unknown flag, a value that is missing, of another kind or not asked for, or a
            flag given twice.
    """
    found: dict[str, Any] = {}
    ahead, by_place = list(words), [one for one in command.arguments if one.positional]
    flags_end = False
    while ahead:
        word = ahead.pop(0)
        if word == "--" and not flags_end:
            flags_end = True
        elif word.startswith("-") and word != "-" and not flags_end:
            _read_flag(command, word, ahead, found)
        elif by_place:
            argument = by_place.pop(0)
            found[argument.parameter] = _value(argument, word)
        else:
            expected = f"nothing more: `{command.help_command}` shows what it reads"
            raise _wrong("command line", repr(word), expected)
    for argument in command.arguments:
        if argument.required and argument.parameter not in found:
            raise _wrong(argument.name, "nothing", "a value, which is required")
    return found


def _read_flag(command: Command, word: str, ahead: list[str], found: dict[str, Any]) -> None:
    """Add the argument of a flag, whose value may be the next of the words ahead."""
    name, equals, text = word.partition("=")
    argument = command.flags.get(name)
    if argument is None:
        raise unknown_flag(name, list(command.flags), command.help_command)
    parameter = argument.parameter
    if parameter in found and not argument.repeats:
        raise _wrong(name, "given twice", "given once")
    if argument.is_switch:
        if equals:
            raise _wrong(name, repr(text), "no value")
        found[parameter] = name != argument.off
        return
    if not equals:
        if not ahead or ahead[0].startswith("--") or ahead[0] in HELP:
            raise _wrong(name, "nothing", _expected(argument))
        text = ahead.pop(0)
    value = _value(argument, text)
    found[parameter] = [*found.get(parameter, []), value] if argument.repeats else value


def _value(argument: Argument, text: str) -> Any:
    try:
        value = argument.kind(text)
    except ValueError:
        raise _wrong(argument.name, repr(text), _expected(argument)) from None
    if argument.choices and value not in argument.choices:
        raise _wrong(argument.name, repr(text), _expected(argument))
    return value


def _expected(argument: Argument) -> str:
    if argument.choices:
        return "one of " + ", ".join(str(one) for one in argument.choices)
    return _EXPECTED[argument.kind]


def unknown_flag(name: str, known: Sequence[str], help_command: str) -> InputError:
    """The error of a flag that is not known, with the nearest one that is."""
    listed = f"a flag that `{help_command}` lists"
    return InputError([Problem(name, "an unknown flag", listed, nearest=nearest(name, known))])


def _wrong(field: str, found: str, expected: str) -> InputError:
    return InputError([Problem(field, found, expected)])
