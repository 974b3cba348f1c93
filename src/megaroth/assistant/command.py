"""``megaroth assistant``: serve the tools over standard input and output to an assistant on this
machine."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem


def assistant(*, write: str | None = None, print_config: bool = False) -> int:
    """Serve the library's answers to an assistant over the Model Context Protocol.

    For example: megaroth assistant --print-config

    Parameters
    ----------
    write
        A folder in which the assistant may save household files. Without it nothing is written.
    print_config
        Print the entry for the assistant's configuration, and stop.
    """
    if write is not None and not Path(write).is_dir():
        raise InputError([Problem("--write", repr(write), "an existing folder")])
    if print_config:
        print(json.dumps(_config(write), indent=2))
        return 0
    try:
        from megaroth.assistant.tools import server
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("mcp"):
            raise
        raise InputError(
            [
                Problem(
                    "assistant",
                    "no mcp",
                    'the extra "assistant" (pip install "megaroth[assistant]")',
                )
            ]
        ) from None
    server(None if write is None else Path(write)).run("stdio")
    return 0


def _config(write: str | None) -> dict[str, object]:
    more = [] if write is None else ["--write", str(Path(write).resolve())]
    installed = Path(sys.executable).with_name("megaroth")
    command = str(installed) if installed.exists() else shutil.which("megaroth") or "megaroth"
    return {"mcpServers": {"megaroth": {"command": command, "args": ["assistant", *more]}}}
