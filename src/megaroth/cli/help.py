"""What ``--help`` shows: the commands by group, or the arguments of one command."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Collection, Sequence

from megaroth.cli.command import Argument, Command
from megaroth.cli.commands import COMMANDS, GROUPS, command
from megaroth.cli.page import Page

_MOST_WIDTH = 100
_LEAST_WIDTH = 20
_WIDEST_NAME = 26
_ABOUT = (
    "The mega backdoor Roth: can I, how much, how, what happens, what does it cost.",
    "Start with `megaroth init`, then `megaroth plan household.toml`. `megaroth COMMAND --help` "
    "shows the flags of a command. Every command but serve and assistant takes --json. "
    "Exit code 0: fine. 1: the Code or the plan says no. 2: wrong use, nothing done.",
    "It informs and shows its sources; it is not tax advice.",
)


def show_all(shown: Collection[str] = tuple(COMMANDS)) -> None:
    """Show these commands, or every one."""
    page = Page()
    page.text("Usage: megaroth COMMAND")
    for paragraph in _ABOUT:
        page.text(f"\n{_wrapped(paragraph)}")
    for title, names in GROUPS.items():
        rows = [(name, command(name).summary) for name in names if name in shown]
        if rows:
            _show_rows(page, title, rows)
    _show_rows(
        page,
        "Flags",
        [
            ("--help, -h", "Show this help, or that of a command."),
            ("--version", "Show the version."),
        ],
    )


def show(shown: Command) -> None:
    """Show what a command does, an example, and its arguments."""
    page = Page()
    page.text(_usage(shown))
    for paragraph in (shown.summary, *shown.more):
        page.text(f"\n{_wrapped(paragraph)}")
    page.text("\nFor example:")
    for example in shown.examples:
        page.text(f"  {example}")
    inner = [name for name in COMMANDS if name.startswith(f"{shown.name} ")]
    if inner:
        _show_rows(page, "Commands", [(name, command(name).summary) for name in inner])
    for title in dict.fromkeys(one.group for one in shown.arguments):
        rows = [(_label(one), _meaning(one)) for one in shown.arguments if one.group == title]
        _show_rows(page, title, rows)


def _usage(shown: Command) -> str:
    places = [one for one in shown.arguments if one.positional]
    words = [one.name if one.required else f"[{one.name}]" for one in places]
    return " ".join(["Usage: megaroth", shown.name, *words, "[FLAGS]"])


def _label(argument: Argument) -> str:
    if argument.positional:
        return argument.name
    if argument.is_switch:
        return f"{argument.name} / {argument.off}" if argument.off else argument.name
    value = "|".join(str(one) for one in argument.choices) or (
        "N" if argument.kind is int else "VALUE"
    )
    return f"{argument.name} {value}{'...' if argument.repeats else ''}"


def _meaning(argument: Argument) -> str:
    """The meaning with the default, unless the default is to leave it out."""
    stated = argument.default in (None, False, "") or argument.required or argument.off
    return argument.meaning + ("" if stated else f" [default: {argument.default}]")


def _show_rows(page: Page, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Names in one column, and what they mean in another, wrapped."""
    page.heading(title)
    width = min(max(len(name) for name, _ in rows), _WIDEST_NAME) + 2
    for name, meaning in rows:
        lines = _lines(meaning, max(_width() - width, _LEAST_WIDTH))
        first = f"{name:<{width}}" if len(name) <= width - 2 else f"{name}\n{'':<{width}}"
        page.text(first + f"\n{'':<{width}}".join(lines))


def _wrapped(text: str) -> str:
    return "\n".join(_lines(text, _width()))


def _lines(text: str, width: int) -> list[str]:
    """Lines that break between words only, so that flags stay whole."""
    return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _MOST_WIDTH)
