"""One owner of a folder at a time, by a lock of the operating system that ends with the process in
every case."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message

_LOCK_FILE = ".lock"
"""The file to lock on systems that cannot lock the folder itself (Windows)."""


@contextlib.contextmanager
def owned(flag: str, folder: Path) -> Iterator[None]:
    """Own a folder for a block of code.

    Args:
        flag: what named the folder, for errors.
        folder: it must exist.

    Raises:
        InputError: another process owns it, or it cannot be opened.
    """
    try:
        held = _opened(folder)
    except OSError as error:
        raise InputError(
            [
                Problem(
                    flag,
                    error.strerror or str(error),
                    message("folder_that_can_be_opened"),
                    str(folder),
                )
            ]
        ) from None
    try:
        if not _taken(held):
            found = message("folder_in_use")
            expected = message("folder_of_its_own")
            raise InputError([Problem(flag, found, expected, str(folder))])
        yield
    finally:
        os.close(held)


if sys.platform == "win32":
    import msvcrt

    def _opened(folder: Path) -> int:
        return os.open(folder / _LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)

    def _taken(held: int) -> bool:
        try:
            msvcrt.locking(held, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def _taken(held: int) -> bool:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
