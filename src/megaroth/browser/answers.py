"""Answers inside a web page that has megaroth's own Python: JSON in, JSON out, files in memory.

The page asks two kinds of questions. A question of the service is answered as the HTTP interface
answers it. A command line is answered as a terminal is: its text, its JSON to the letter, or its
page as blocks that the browser draws.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from megaroth.cli.app import main
from megaroth.cli.command_line import HELP
from megaroth.cli.commands import GROUPS, called, command
from megaroth.cli.help import show_all
from megaroth.cli.page_blocks import BlockStream
from megaroth.contract.schema_version import NEWEST
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.files import write_whole
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.readers.figures_file import parse_figures
from megaroth.service import json_answers
from megaroth.service.clock import today
from megaroth.service.interview import Edit, in_memory

Data = dict[str, Any]


COMMANDS = tuple(
    name for group in ("One year", "Without a household file", "Files") for name in GROUPS[group]
)
"""The commands that answer here: about one year, without numpy, processes or a server."""

COLUMNS = {"scenarios": "--ahead", "room": "--table", "tax": "--table"}
"""The flags with which such a command needs numpy: for the years ahead, and for tables."""


def prepare(names: Iterable[str] = COMMANDS) -> None:
    """Load what these commands use, so that their first answer is as fast as the next."""
    for name in names:
        command(name)


def _quick(body: Mapping[str, Any]) -> Data:
    inputs = {name: text for name, text in body.items() if name != "figures"}
    return json_answers.quick(today(), _law_book(body), schema_version=NEWEST, **inputs)


def _interview(body: Mapping[str, Any]) -> Data:
    return json_answers.interview(_text(body), today(), _law_book(body), schema_version=NEWEST)


def _interview_edit(body: Mapping[str, Any]) -> Data:
    edit = Edit(**{name: value for name, value in body.items() if name not in ("toml", "figures")})
    return json_answers.interview_edit(
        edit, in_memory(_text(body)), today(), _law_book(body), schema_version=NEWEST
    )


def _text(body: Mapping[str, Any]) -> str:
    text = body.get("toml")
    if not isinstance(text, str):
        raise InputError([Problem("toml", type(text).__name__, "the text of a household file")])
    return text


def _law_book(body: Mapping[str, Any]) -> LawBook:
    figures = body.get("figures")
    return PUBLISHED if figures is None else PUBLISHED.with_figures(parse_figures(figures))


SERVICE: Mapping[str, Callable[[Mapping[str, Any]], Data]] = {
    "quick": _quick,
    "interview": _interview,
    "interview/edit": _interview_edit,
}
"""Questions of the service that are no command line, by name."""


def answer(question: str) -> str:
    """Answer one question.

    Args:
        question: JSON with ``service``, one of :data:`SERVICE`, and ``body``, its inputs by name; or
            with ``command``, the words after ``megaroth``, and ``files``, texts by name, which
            stand in the folder where the command runs.

    Returns:
        JSON: of a question of the service, what the HTTP interface answers; of a command, ``code`` (the exit code), ``blocks`` (see
        :class:`megaroth.cli.page_blocks.BlockStream`), ``text`` (what was printed otherwise),
        ``error`` (standard error) and ``files`` (texts that the command wrote or changed, by name).
    """
    asked = json.loads(question)
    if "service" in asked:
        return json.dumps(SERVICE[asked["service"]](asked["body"]))
    return json.dumps(run(asked["command"], asked.get("files", {})))


def run(words: Sequence[str], files: Mapping[str, str]) -> Data:
    """Run a command line on files in memory; the argument and result of :func:`answer` as data.

    Raises:
        ValueError: the name of a file is a path.
    """
    out, err = BlockStream(), io.StringIO()
    if (refusal := _refusal(words)) is not None:
        return {"code": 2, "blocks": [], "text": "", "error": refusal, "files": {}}
    with _folder(files) as folder:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _words(words):
            code = _exit_code(words)
        after = _written(folder, files)
    return {
        "code": code,
        "blocks": out.blocks,
        "text": out.getvalue(),
        "error": err.getvalue(),
        "files": after,
    }


def _refusal(words: Sequence[str]) -> str | None:
    """Why a command does not answer here; None if it does, or if the command line says what is
    wrong with it."""
    try:
        name, rest = called(words)
    except (InputError, IndexError):
        return None
    flag = COLUMNS.get(name)
    if name in COMMANDS and not any(word.split("=")[0] == flag for word in rest):
        return None
    asked = f"{name} {flag}" if name in COMMANDS else name
    return (
        f"megaroth: `{asked}` is not in this build: it needs the installed product "
        "(the years ahead, tables, documents and servers)\n"
    )


def _exit_code(words: Sequence[str]) -> int:
    if not words or words[0] in HELP:
        show_all(COMMANDS)
        return 0
    try:
        main()
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 0
    return 0


@contextlib.contextmanager
def _words(words: Sequence[str]) -> Iterator[None]:
    before, sys.argv = sys.argv, ["megaroth", *words]
    try:
        yield
    finally:
        sys.argv = before


@contextlib.contextmanager
def _folder(files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with these files, which is the current one."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in files.items():
            if file in ("", ".", "..") or Path(file).name != file:
                raise ValueError(f"a name of a file, not a path: {file!r}")
            write_whole("file", str(folder / file), [text], private=True)
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


def _written(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    found = {one.name: one for one in sorted(folder.iterdir()) if one.is_file()}
    texts = {name: one.read_bytes().decode("utf-8", "replace") for name, one in found.items()}
    return {name: text for name, text in texts.items() if files.get(name) != text}
