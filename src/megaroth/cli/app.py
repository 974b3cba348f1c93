"""The command line. Each command has a file, loaded when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from cyclopts import App, CycloptsError

from megaroth import __version__
from megaroth.cli.usage import usage_error
from megaroth.kernel.errors import InputError, MegarothError, NotAllowedError, Problem, visible
from megaroth.kernel.faults import location

FAULT = 70
"""Exit code of an internal error; other codes are about the input."""


app = App(
    name="megaroth",
    version=__version__,
    help="The mega backdoor Roth: can I, how much, how, what happens, what does it cost.\n\n"
    "Start with `megaroth init`, then `megaroth plan household.toml`. Every command but serve and "
    "assistant takes --json. "
    "Exit code 0: fine. 1: the Code or the plan says no. 2: wrong use, nothing done.\n\n"
    "It informs and shows its sources; it is not tax advice.",
    help_epilogue=None,
    # main() reports the interruption.
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
    """Run the command line, and turn errors into messages and exit codes."""
    _prepare_output()
    try:
        code = app(
            sys.argv[1:], result_action="return_value", exit_on_error=False, print_error=False
        )
        sys.stdout.flush()
    except CycloptsError as error:
        _fail(usage_error(error, _commands()), 2)
    except MegarothError as error:
        _fail(error, 1 if isinstance(error, NotAllowedError) else 2)
    except KeyboardInterrupt:
        _say(["stopped"], 130)
    except BrokenPipeError:
        # The reader of the output has closed it, so nobody would see a message.
        _discard_output()
        sys.exit(0)
    except OSError as error:
        _discard_output()
        _fail(
            InputError(
                [
                    Problem(
                        "output",
                        str(error.strerror or error),
                        "a file or folder that you can write to",
                    )
                ]
            ),
            2,
        )
    except Exception as error:
        if os.environ.get("MEGAROTH_DEBUG"):
            raise
        fault = f"internal error: {location(error)}"
        _say(
            [
                fault,
                "please report it with the file that caused it; "
                "MEGAROTH_DEBUG=1 shows the traceback",
            ],
            FAULT,
        )
    sys.exit(code if isinstance(code, int) else 0)


def _commands() -> list[str]:
    return [name for name in app if not name.startswith("-")]


def _prepare_output() -> None:
    """Replace closed streams, and escape characters that the terminal cannot show."""
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
    """Print every problem and exit with the code."""
    problems = error.problems if isinstance(error, InputError) else ()
    texts = [str(problem) for problem in problems] or [str(error)]
    if len(problems) > 1:
        texts.append(f"{len(problems)} errors; nothing was done")
    _say(texts, code, problems)


def _schema_version() -> int:
    """The version of the JSON that the command line asks for, even where it is wrong otherwise."""
    from megaroth.contract.schema_version import DEFAULT, VERSIONS

    words = "=".join(sys.argv).split("=")
    asked = [after for word, after in pairwise(words) if word == "--schema-version"]
    return next((one for one in VERSIONS if asked[-1:] == [str(one)]), DEFAULT)


def _say(texts: Sequence[str], code: int, problems: Sequence[Problem] = ()) -> NoReturn:
    """Print these lines on standard error, with --json as one object, and exit with the code."""
    if any(word == "--json" or word.startswith("--json=") for word in sys.argv):
        import json

        from megaroth.contract.written import ERROR, Errors, Refusal

        found = Errors(list(problems) or [Refusal(" ".join(texts))])
        print(json.dumps(ERROR.json(found, _schema_version()), indent=2), file=sys.stderr)
        sys.exit(code)
    for text in texts:
        for line in text.splitlines() or [""]:
            print(f"megaroth: {visible(line)}", file=sys.stderr)
    sys.exit(code)
