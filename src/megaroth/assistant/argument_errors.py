"""Errors in the arguments of a tool, in the words of a tool."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from pydantic import ValidationError

from megaroth.kernel.errors import InputError, Problem

_LONGEST = 60
_MOST_PROBLEMS = 10


class CheckedTool(Tool):
    """A tool that refuses arguments as it refuses a household file: with the argument, what was
    found and what is expected."""

    async def run(self, arguments: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Run the tool.

        Raises:
            ToolError: an argument is missing or not valid.
        """
        try:
            self.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            raise ToolError(
                str(InputError(map(_problem, error.errors()[:_MOST_PROBLEMS])))
            ) from None
        return await super().run(arguments, *args, **kwargs)


def _problem(error: Any) -> Problem:
    argument = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return Problem(argument, "nothing", "a value")
    found = repr(error["input"])
    shown = found if len(found) <= _LONGEST else f"{found[:_LONGEST]}..."
    return Problem(argument, shown, error["msg"][:1].lower() + error["msg"][1:])


def as_arguments(error: InputError) -> str:
    """An error in the words of a tool: what is a flag of the command line is an argument here."""
    problems = [
        replace(one, field=one.field.removeprefix("--").replace("-", "_"))
        if one.field.startswith("--")
        else one
        for one in error.problems
    ]
    return str(InputError(problems))
