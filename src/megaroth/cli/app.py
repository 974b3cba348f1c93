"""The command line: what runs a command, and turns errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from megaroth import __version__
from megaroth.cli.command_line import HELP, arguments_of, asks_for_help
from megaroth.cli.commands import called, command
from megaroth.kernel.errors import InputError, MegarothError, NotAllowedError, Problem, visible

FAULT = 70
"""Exit code of an internal error; other codes are about the input."""


def main() -> None:
    """Run the command line, and turn errors into messages and exit codes."""
    _prepare_output()
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
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
        from megaroth.kernel.faults import location

        fault = f"internal error: {location(error)}"
        _say(
            [
                fault,
                "please report it with the file that caused it; "
                "MEGAROTH_DEBUG=1 shows the traceback",
            ],
            FAULT,
        )
    sys.exit(code)


def _run(words: Sequence[str]) -> int:
    """The exit code of the command that a command line calls."""
    if words and words[0] == "--version":
        print(__version__)
        return 0
    if not words or words[0] in HELP:
        from megaroth.cli.help import show_all  # only help reads what help says

        show_all()
        return 0
    name, rest = called(words)
    if asks_for_help(rest):
        from megaroth.cli.help import show

        show(command(name))
        return 0
    found = command(name)
    return found.run(arguments_of(found, rest))


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
