"""The server's log: which code failed and how, never a value of a household, and never without end."""

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
"""Its messages are constants before their arguments are put in; others' messages may hold what they work on."""


class QuietFormatter(logging.Formatter):
    """One short line: of our own messages the text, of others only what cannot hold a value."""

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
    """Lets through so many lines a minute; the first of the next minute says how many there were more."""

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
    """Send every log of this process, and what threads raise, to the error stream in this way."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(QuietFormatter())
    handler.addFilter(FewLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    threading.excepthook = _thread_failed


def _thread_failed(args: threading.ExceptHookArgs) -> None:
    error = args.exc_value
    if error is not None:
        logging.getLogger(__name__).error("a thread ended: %s", location(error))
