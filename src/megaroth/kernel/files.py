"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem

KEY_FILE = "key.age"
"""The file that locks a folder of households: where it lies, nothing is written in plain."""


def write_whole(flag: str, target: str, lines: Iterable[str], *, private: bool = False) -> None:
    """Write a text file as :func:`write_bytes` does, in UTF-8."""
    _write(flag, target, (line.encode() for line in lines), private)


def write_bytes(flag: str, target: str, raw: bytes, *, private: bool = False) -> None:
    """Write a file beside its place and move it there when it is complete.

    Args:
        flag: the flag that named the file, for errors.
        target: where it goes; a symbolic link is followed, anything but a file is refused.
        raw: its bytes.
        private: readable by the owner alone; else as the user's umask says.

    Raises:
        InputError: it cannot be written; nothing is left behind.
    """
    _write(flag, target, (raw,), private)


def _write(flag: str, target: str, pieces: Iterable[bytes], private: bool) -> None:
    path = Path(os.path.realpath(target))
    if not target or (path.exists() and not path.is_file()):
        raise InputError([Problem(flag, "a directory or device" if target else "nothing", "a file to write", target or None)])
    mode = 0o600 if private else (path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    name = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            name = file.name
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
        name = None
    except OSError as error:
        raise InputError([Problem(flag, error.strerror or str(error), "a file that can be written", target)]) from None
    finally:
        if name is not None:
            os.unlink(name)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
