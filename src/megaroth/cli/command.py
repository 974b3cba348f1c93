"""A command of the command line, made from its function: the signature says which arguments it
takes, the docstring what they mean. Reading arguments, help and the reference page all use it."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

_PARAMETERS = "\n\nParameters\n----------\n"
_EXAMPLE = "For example: "


@dataclass(frozen=True)
class Flag:
    """How a flag differs from its parameter, as a mark in the annotation.

    Attributes:
        name: the flag, if it is not the parameter's name with hyphens.
        off: the flag that turns off a switch that is on, if it is not ``--no-NAME``.
        group: the heading of the help under which it stands.
    """

    name: str | None = None
    off: str | None = None
    group: str = "Flags"


@dataclass(frozen=True)
class Argument:
    """An argument of a command.

    Attributes:
        parameter: the parameter of the function.
        name: as users write it: ``FILE``, ``--catch-up``.
        off: the flag that turns off a switch that is on.
        kind: the type of its value; of one of them if it repeats.
        choices: the values that it may have; empty for any.
        repeats: it may be given several times.
        required: it has no default.
        default: its value where it is omitted.
        group: its heading in the help.
        meaning: what the help says about it.
    """

    parameter: str
    name: str
    off: str | None
    kind: type
    choices: tuple[Any, ...]
    repeats: bool
    required: bool
    default: Any
    group: str
    meaning: str

    @property
    def positional(self) -> bool:
        """It is known by its place, not by a flag."""
        return not self.name.startswith("-")

    @property
    def is_switch(self) -> bool:
        """It takes no value."""
        return self.kind is bool


@dataclass(frozen=True)
class Command:
    """A command.

    Attributes:
        name: its words, such as ``law history``.
        function: what it calls, which returns the exit code.
        summary: what it does, in one sentence.
        example: a command line, or several with commas between them.
        more: further paragraphs of its help.
    """

    name: str
    function: Callable[..., int]
    summary: str
    example: str
    more: tuple[str, ...]
    arguments: tuple[Argument, ...]

    @property
    def examples(self) -> list[str]:
        """Each example as a command line of its own."""
        first, *others = self.example.split(", megaroth ")
        return [first, *(f"megaroth {one}" for one in others)]

    @property
    def flags(self) -> dict[str, Argument]:
        """The arguments by each flag that names them."""
        named = [one for one in self.arguments if not one.positional]
        return {one.name: one for one in named} | {one.off: one for one in named if one.off}

    @property
    def help_command(self) -> str:
        """What shows its help."""
        return f"megaroth {self.name} --help"

    def run(self, arguments: Mapping[str, Any]) -> int:
        """Call the function with these arguments, by parameter; it returns the exit code."""
        places = [one.parameter for one in self.arguments if one.positional]
        by_place = [arguments[name] for name in places if name in arguments]
        by_name = {name: value for name, value in arguments.items() if name not in places}
        return self.function(*by_place, **by_name)


def command_of(name: str, function: Callable[..., int]) -> Command:
    """The command that calls a function.

    Args:
        name: its words.
        function: positional-only parameters are arguments by place, keyword-only ones are flags. A
            type is text, a whole number, a switch, a list of texts, or a choice.
    """
    about, _, listed = (inspect.getdoc(function) or "").partition(_PARAMETERS)
    summary, *paragraphs = [" ".join(one.split()) for one in about.split("\n\n")]
    example = next((one for one in paragraphs if one.startswith(_EXAMPLE)), "")
    meanings, hints = _meanings(listed), get_type_hints(function, include_extras=True)
    return Command(
        name,
        function,
        summary,
        example.removeprefix(_EXAMPLE),
        tuple(one for one in paragraphs if one != example),
        tuple(
            _argument(one, hints[one.name], meanings)
            for one in inspect.signature(function).parameters.values()
        ),
    )


def _meanings(listed: str) -> Mapping[str, str]:
    """The parameters of a docstring: each name on a line, and its meaning indented below."""
    found: dict[str, list[str]] = {}
    for line in listed.splitlines():
        if line.startswith(" "):
            found[list(found)[-1]].append(line.strip())
        elif line:
            found[line] = []
    return {name: " ".join(lines) for name, lines in found.items()}


def _argument(parameter: inspect.Parameter, hint: Any, meanings: Mapping[str, str]) -> Argument:
    mark, name = Flag(), parameter.name
    if get_origin(hint) is Annotated:
        mark = next((one for one in hint.__metadata__ if isinstance(one, Flag)), mark)
        hint = hint.__origin__
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (one for one in get_args(hint) if one is not types.NoneType)
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    repeats = get_origin(hint) is list
    by_place = parameter.kind is inspect.Parameter.POSITIONAL_ONLY
    with_hyphens = name.replace("_", "-")
    is_on = hint is bool and parameter.default is True
    return Argument(
        parameter=name,
        name=mark.name or (name.upper() if by_place else f"--{with_hyphens}"),
        off=(mark.off or f"--no-{with_hyphens}") if is_on else None,
        kind=type(choices[0]) if choices else get_args(hint)[0] if repeats else hint,
        choices=choices,
        repeats=repeats,
        required=parameter.default is inspect.Parameter.empty,
        default=parameter.default,
        group="Arguments" if by_place else mark.group,
        meaning=meanings[name],
    )
