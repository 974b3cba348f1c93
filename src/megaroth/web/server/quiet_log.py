"""The server's log: where code failed and with which error, without values of a household, and with
a limit on its length."""

from __future__ import annotations

import logging
import sys
import threading
import time
from typing import IO

from megaroth.kernel.faults import location

LINES_A_MINUTE = 60
_LONGEST = 400
_MINUTE = 60.0
_OURS = "megaroth"
_CONSTANT = "uvicorn"
"""Its message templates are constants. Messages of other libraries may contain the data that they
process."""


class QuietFormatter(logging.Formatter):
    """One short line: the text of our own messages, and of other messages only what cannot contain
    a value."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line."""
        if record.name.partition(".")[0] == _OURS:
            text = record.getMessage()
        elif record.name.partition(".")[0] == _CONSTANT:
            text = str(record.msg)
        else:
            text = f"{record.levelname.lower()} at {record.module}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        line = f"megaroth: {record.name}: {text.splitlines()[0] if text else ''}"
        return (line if error is None else f"{line}: {location(error)}")[:_LONGEST]


class FewLines(logging.Filter):
    """Limits the lines a minute. The first line of the next minute says how many were left out."""

    def __init__(self, most: int = LINES_A_MINUTE) -> None:
        super().__init__()
        self._most, self._lock = most, threading.Lock()
        self._since, self._lines = time.monotonic(), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to print it."""
        with self._lock:
            now = time.monotonic()
            if now - self._since > _MINUTE:
                left_out = max(self._lines - self._most, 0)
                self._since, self._lines = now, 0
                if left_out:
                    record.msg = f"({left_out} more lines were left out) {record.msg}"
            self._lines += 1
            return self._lines <= self._most


def use_quiet_log(stream: IO[str] | None = None) -> None:
    """Use this format and limit for every log message of the process and for errors of threads."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(QuietFormatter())
    handler.addFilter(FewLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    threading.excepthook = _thread_failed


def _thread_failed(args: threading.ExceptHookArgs) -> None:
    error = args.exc_value
    if error is not None:
        logging.getLogger(__name__).error("a thread ended: %s", location(error))
