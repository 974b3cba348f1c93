"""Write files whole or not at all. Every file that megaroth writes goes through here."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.message import message

KEY_FILE = "key.age"
"""The file that marks a folder of households as locked: nothing in that folder is written in plain
text."""

UNFINISHED = ".new-"
"""Prefix of a file's name while it is being written."""

OWNER_ONLY = 0o600


def write_whole(flag: str, target: str, lines: Iterable[str], *, private: bool = False) -> None:
    """Write a text file as :func:`write_bytes` does, in UTF-8."""
    _write(flag, target, (line.encode() for line in lines), private)


def write_bytes(flag: str, target: str, raw: bytes, *, private: bool = False) -> None:
    """Write the file that a flag named, whole or not at all.

    Args:
        flag: the flag that named the file, for errors.
        target: where it goes; a symbolic link is followed; anything that is not a file is refused.
        raw: its bytes.
        private: only the owner may read it; otherwise the user's umask decides.

    Raises:
        InputError: it cannot be written; the old file is unchanged and no temporary file remains.
    """
    _write(flag, target, (raw,), private)


def check_target(flag: str, target: str) -> None:
    """Refuse a target that :func:`write_bytes` could not write, before any long work.

    Raises:
        InputError: it cannot be a file, or its folder is missing or not writable.
    """
    path = _resolved(flag, target)
    if not path.parent.is_dir():
        raise InputError(
            [Problem(flag, repr(target), message("folder_that_is_there", missing=str(path.parent)))]
        )
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise InputError(
            [
                Problem(
                    flag,
                    repr(target),
                    message("folder_that_can_be_written", other=str(path.parent)),
                )
            ]
        )


def put(path: Path, pieces: Iterable[bytes], *, mode: int = OWNER_ONLY, new: bool = False) -> None:
    """Write a temporary file next to the target and rename it once it is complete and on disk.

    Args:
        path: its place.
        pieces: its bytes.
        mode: who may read it.
        new: only if no file has that name, even if several writers try at the same time.

    Raises:
        FileExistsError: with ``new``, a file has that name.
        OSError: it cannot be written; the old file is unchanged and no temporary file remains.
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
    """Remove temporary files of interrupted writes from a folder; no other process may be writing
    there.

    Returns:
        How many files.

    Raises:
        OSError: one cannot be removed.
    """
    found = [
        one.path
        for one in os.scandir(folder)
        if one.name.startswith(UNFINISHED) and one.is_file(follow_symlinks=False)
    ]
    for one in found:
        os.unlink(one)
    return len(found)


def read_regular(path: Path, largest: int) -> bytes:
    """The bytes of a regular file that is not too large; links, devices, pipes and directories are
    refused.

    It is opened without waiting and without following a link, and the open file itself is checked,
    so nothing can be swapped in.

    Raises:
        NotRegularError: it is something else, or larger than ``largest``.
        OSError: it cannot be opened or read.
    """
    flags = (
        os.O_RDONLY
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_BINARY", 0)
    )
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
    """The first bytes of the file that a path leads to, links included; at most one more than
    ``largest``."""
    with path.open("rb") as file:
        return file.read(largest + 1)


DIRECTORY = "a directory"
"""The kind of a folder."""


def kind_of(path: Path) -> str:
    """The kind of file at a path, in words; empty for a regular file.

    Raises:
        OSError: the path does not exist or cannot be inspected.
    """
    mode = os.lstat(path).st_mode
    for test, word in (
        (stat.S_ISREG, ""),
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISDIR, DIRECTORY),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return word
    return "a device"


class NotRegularError(Exception):
    """Not a regular file of a sensible size; the text says what it is."""


def _resolved(flag: str, target: str) -> Path:
    if "\0" in target:
        raise InputError([Problem(flag, repr(target), message("name_without_nul"), target)])
    path = Path(os.path.realpath(target))
    if not target or (path.exists() and not path.is_file()):
        raise InputError(
            [
                Problem(
                    flag,
                    message("directory_or_device" if target else "nothing"),
                    message("file_to_write"),
                    target or None,
                )
            ]
        )
    return path


def _write(flag: str, target: str, pieces: Iterable[bytes], private: bool) -> None:
    try:
        path = _resolved(flag, target)
        mode = (
            OWNER_ONLY
            if private
            else (path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        )
        put(path, pieces, mode=mode)
    except OSError as error:
        raise InputError(
            [Problem(flag, error.strerror or str(error), message("writable_file"), target)]
        ) from None


def _move_to_free_name(name: str, path: Path) -> None:
    try:
        os.link(name, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: an empty file reserves the name first.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        os.replace(name, path)
        return
    os.unlink(name)


def _settle(folder: Path) -> None:
    """Flush a folder's new names to disk too, if the system allows a folder to be opened."""
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
