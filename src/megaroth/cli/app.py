"""The command line: one file a command, loaded when it is called."""

from __future__ import annotations

import os
import sys

from cyclopts import App

from megaroth import __version__

app = App(
    name="megaroth",
    version=__version__,
    help="The mega backdoor Roth: can I, how much, how, what happens, what does it cost.\n\n"
    "Start with `megaroth init`, then `megaroth plan household.toml`. Every command takes --json. "
    "Exit code 0: fine. 1: the Code or the plan says no. 2: wrong use, nothing done.\n\n"
    "It informs and shows its sources; it is not tax advice.",
    help_epilogue=None,
)
app.command("megaroth.cli.plan:plan", name="plan")
app.command("megaroth.cli.check:check", name="check")
app.command("megaroth.cli.room:room", name="room")
app.command("megaroth.cli.rollover:rollover", name="rollover")
app.command("megaroth.cli.law:app", name="law")
app.command("megaroth.cli.init:init", name="init")
app.command("megaroth.cli.schema:schema", name="schema")


def main() -> None:
    """Run the command line, and turn what megaroth refuses into an exit code."""
    from megaroth.kernel.errors import InputError, LawError, MegarothError, NotAllowedError

    try:
        code = app(sys.argv[1:], result_action="return_value")
    except InputError as error:
        _fail([str(problem) for problem in error.problems], 2)
    except LawError as error:
        _fail([str(error)], 2)
    except NotAllowedError as error:
        _fail([str(error)], 1)
    except MegarothError as error:
        _fail([str(error)], 2)
    except KeyboardInterrupt:
        _fail(["stopped"], 130)
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(messages: list[str], code: int) -> None:
    for message in messages:
        print(f"megaroth: {message}", file=sys.stderr)
    sys.exit(code)
