"""The command line: one file a command, loaded when it is called."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from cyclopts import App

from megaroth import __version__
from megaroth.kernel.errors import InputError, MegarothError, NotAllowedError

FAULT = 70
"""Exit code of a fault of megaroth itself, apart from those that say something of the input."""

ERROR_SCHEMA = "megaroth.error/1"

app = App(
    name="megaroth",
    version=__version__,
    help="The mega backdoor Roth: can I, how much, how, what happens, what does it cost.\n\n"
    "Start with `megaroth init`, then `megaroth plan household.toml`. Every command but serve and assistant takes --json. "
    "Exit code 0: fine. 1: the Code or the plan says no. 2: wrong use, nothing done.\n\n"
    "It informs and shows its sources; it is not tax advice.",
    help_epilogue=None,
    # main() says that it stopped.
    suppress_keyboard_interrupt=False,
)
app.command("megaroth.cli.plan:plan", name="plan")
app.command("megaroth.cli.check:check", name="check")
app.command("megaroth.cli.room:room", name="room")
app.command("megaroth.cli.rollover:rollover", name="rollover")
app.command("megaroth.cli.tax:tax", name="tax")
app.command("megaroth.cli.project:project", name="project")
app.command("megaroth.cli.compare:compare", name="compare")
app.command("megaroth.cli.optimize:optimize", name="optimize")
app.command("megaroth.cli.report:report", name="report")
app.command("megaroth.web.serve:serve", name="serve")
app.command("megaroth.assistant.command:assistant", name="assistant")
app.command("megaroth.cli.law:app", name="law")
app.command("megaroth.cli.init:init", name="init")
app.command("megaroth.cli.schema:schema", name="schema")


def main() -> None:
    """Run the command line, and turn what megaroth refuses into an exit code."""
    _prepare_output()
    try:
        code = app(sys.argv[1:], result_action="return_value")
        sys.stdout.flush()
    except MegarothError as error:
        _fail(error, 1 if isinstance(error, NotAllowedError) else 2)
    except KeyboardInterrupt:
        print("megaroth: stopped", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody to tell.
        _discard_output()
        sys.exit(0)
    except OSError as error:
        _discard_output()
        print(f"megaroth: output: {error.strerror or error}; expected a place that can be written", file=sys.stderr)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("MEGAROTH_DEBUG"):
            raise
        print(f"megaroth: a fault of megaroth itself: {type(error).__name__}: {error}", file=sys.stderr)
        print("megaroth: please report it with the file that caused it; MEGAROTH_DEBUG=1 shows where", file=sys.stderr)
        sys.exit(FAULT)
    sys.exit(code if isinstance(code, int) else 0)


def _prepare_output() -> None:
    """Make closed streams harmless, and characters that a terminal cannot show visible instead of fatal."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(error: MegarothError, code: int) -> NoReturn:
    """Tell what is wrong: in words, or with --json as one object; always on the error stream."""
    problems = error.problems if isinstance(error, InputError) else ()
    if "--json" in sys.argv:
        import json
        from dataclasses import asdict

        found = [asdict(problem) for problem in problems] or [{"message": str(error)}]
        print(json.dumps({"schema": ERROR_SCHEMA, "errors": found}, indent=2), file=sys.stderr)
        sys.exit(code)
    for text in [str(problem) for problem in problems] or [str(error)]:
        print(f"megaroth: {text}", file=sys.stderr)
    if len(problems) > 1:
        print(f"megaroth: {len(problems)} errors; nothing was done", file=sys.stderr)
    sys.exit(code)
