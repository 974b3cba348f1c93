"""Write files whole or not at all: every file that megaroth writes goes through here."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem

KEY_FILE = "key.age"
"""The file that locks a folder of households: where it lies, nothing is written in plain."""

UNFINISHED = ".new-"
"""How the name of a file begins while it is being written."""

OWNER_ONLY = 0o600


def write_whole(flag: str, target: str, lines: Iterable[str], *, private: bool = False) -> None:
    """Write a text file as :func:`write_bytes` does, in UTF-8."""
    _write(flag, target, (line.encode() for line in lines), private)


def write_bytes(flag: str, target: str, raw: bytes, *, private: bool = False) -> None:
    """Write the file that a flag named, whole or not at all.

    Args:
        flag: the flag that named the file, for errors.
        target: where it goes; a symbolic link is followed, anything but a file is refused.
        raw: its bytes.
        private: readable by the owner alone; else as the user's umask says.

    Raises:
        InputError: it cannot be written; what was there before is still there, and nothing is left behind.
    """
    _write(flag, target, (raw,), private)


def check_target(flag: str, target: str) -> None:
    """Refuse a target that :func:`write_bytes` could not write, before any long work.

    Raises:
        InputError: it is no place for a file, or its folder is not there or cannot be written.
    """
    path = _resolved(flag, target)
    if not path.parent.is_dir():
        raise InputError([Problem(flag, repr(target), f"a folder that is there; {path.parent} is not")])
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise InputError([Problem(flag, repr(target), f"a folder that can be written; {path.parent} cannot")])


def put(path: Path, pieces: Iterable[bytes], *, mode: int = OWNER_ONLY, new: bool = False) -> None:
    """Write a file next to its place and move it there when it is complete and on the disk.

    Args:
        path: its place.
        pieces: its bytes.
        mode: who may read it.
        new: only if nothing has that name, however many try at once.

    Raises:
        FileExistsError: with ``new``, something has that name.
        OSError: it cannot be written; what was there before is still there, and nothing is left behind.
    """
    name = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=UNFINISHED, delete=False) as file:
            name = file.name
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        if new:
            _move_to_free_name(name, path)
        else:
            os.replace(name, path)
        name = None
        _settle(path.parent)
    finally:
        if name is not None:
            with contextlib.suppress(OSError):
                os.unlink(name)


def remove_unfinished(folder: Path) -> int:
    """Remove what writes that were cut off left in a folder; nobody else may be writing there.

    Returns:
        How many files.

    Raises:
        OSError: one cannot be removed.
    """
    found = [one.path for one in os.scandir(folder) if one.name.startswith(UNFINISHED) and one.is_file(follow_symlinks=False)]
    for one in found:
        os.unlink(one)
    return len(found)


def read_regular(path: Path, largest: int) -> bytes:
    """The bytes of a regular file: no link, device, pipe or directory, and none that is too large.

    It is opened without waiting and without following a link, and what was opened is looked at: nothing can be swapped in between.

    Raises:
        NotRegularError: it is something else, or larger than ``largest``.
        OSError: it cannot be opened or read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if kind := kind_of(path):
        raise NotRegularError(kind)
    with open(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise NotRegularError("no regular file")
        raw = file.read(largest + 1)
    if len(raw) > largest:
        raise NotRegularError(f"more than {largest:,} bytes")
    return raw


def read_bounded(path: Path, largest: int) -> bytes:
    """The first bytes of whatever a path leads to, links included, ``largest`` and one more at most."""
    with path.open("rb") as file:
        return file.read(largest + 1)


def kind_of(path: Path) -> str:
    """What a path is in words, where it is no regular file; empty where it is one.

    Raises:
        OSError: nothing is there, or it cannot be looked at.
    """
    mode = os.lstat(path).st_mode
    for test, word in (
        (stat.S_ISREG, ""),
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISDIR, "a directory"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return word
    return "a device"


class NotRegularError(Exception):
    """What is no regular file of a sensible size; its text says what it is."""


def _resolved(flag: str, target: str) -> Path:
    if "\0" in target:
        raise InputError([Problem(flag, repr(target), "a file name, which has no NUL", target)])
    path = Path(os.path.realpath(target))
    if not target or (path.exists() and not path.is_file()):
        raise InputError([Problem(flag, "a directory or device" if target else "nothing", "a file to write", target or None)])
    return path


def _write(flag: str, target: str, pieces: Iterable[bytes], private: bool) -> None:
    try:
        path = _resolved(flag, target)
        mode = OWNER_ONLY if private else (path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        put(path, pieces, mode=mode)
    except OSError as error:
        raise InputError([Problem(flag, error.strerror or str(error), "a file that can be written", target)]) from None


def _move_to_free_name(name: str, path: Path) -> None:
    try:
        os.link(name, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: the name is taken first, by a file of no bytes.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        os.replace(name, path)
        return
    os.unlink(name)


def _settle(folder: Path) -> None:
    """Put a folder's new names on the disk too, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
