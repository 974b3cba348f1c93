"""The files of a folder as texts: encrypted where the folder is locked, read only where they are files, written whole."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem, StorageError
from megaroth.kernel.files import NotRegularError, kind_of, put, read_regular
from megaroth.readers.toml_file import LARGEST_FILE
from megaroth.web.store.vault import Vault

ENDING = ".toml"
LOCKED = ".toml.age"
_ENVELOPE = 10_000
"""Bytes at most that the age format adds to a file of this size."""

_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


class FileStore:
    """Reads and writes the files of a folder. What the disk refuses is a StorageError; what one file refuses is that file's InputError."""

    def __init__(self, path: Path, vault: Vault | None) -> None:
        self.path, self.vault = path, vault
        about = path.stat()
        self._identity = (about.st_dev, about.st_ino)

    @property
    def ending(self) -> str:
        """How the names of its files end."""
        return LOCKED if self.vault else ENDING

    @contextlib.contextmanager
    def there(self) -> Iterator[None]:
        """Work on the folder: it is the one that was opened, and what the disk refuses becomes a StorageError that says what to do."""
        try:
            about = self.path.stat()
            if (about.st_dev, about.st_ino) != self._identity:
                raise StorageError(
                    f"the folder {self.path} was replaced by another one; nothing was changed. Stop the server and start it again."
                )
            yield
        except OSError as error:
            raise storage_error(self.path, error) from None

    def text(self, file: Path) -> str:
        """The text of a file.

        Raises:
            FileNotFoundError: there is none.
            InputError: it is no regular file, or cannot be read as text of a sensible size.
        """
        try:
            raw = read_regular(file, LARGEST_FILE + (_ENVELOPE if self.vault else 0))
        except NotRegularError as error:
            expected = f"a regular file of at most {LARGEST_FILE:,} bytes inside the folder"
            raise InputError([Problem("file", str(error), expected, file.name)]) from None
        except FileNotFoundError:
            raise
        except OSError as error:
            found = f"a file that cannot be read ({error.strerror or error})"
            raise InputError([Problem("file", found, "a household file that you may read", file.name)]) from None
        if self.vault:
            raw = self.vault.unlock(raw, file.name)
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise InputError([Problem("file", "bytes that are not UTF-8", "UTF-8 text", file.name)]) from None

    def put(self, file: Path, text: str, *, new: bool = False) -> None:
        """Write a file for the owner alone; with ``new`` only if nothing has that name."""
        raw = text.encode()
        put(file, [self.vault.lock(raw) if self.vault else raw], new=new)

    def kind(self, file: Path) -> str | None:
        """What is at a place: empty for a regular file, else in words, such as a symbolic link; None for nothing."""
        try:
            return kind_of(file)
        except FileNotFoundError:
            return None

    def make(self, *places: Path) -> None:
        """Make folders for the owner alone, one inside the other.

        Raises:
            InputError: something else has that name, such as a link that leads elsewhere.
        """
        for place in places:
            place.mkdir(mode=0o700, exist_ok=True)
            if (kind := kind_of(place)) != "a directory":
                raise InputError([Problem("folder", kind, "a directory for earlier versions", str(place))])


def storage_error(path: Path, error: OSError) -> StorageError:
    """What the operating system refused, and what to do about it."""
    said = error.strerror or type(error).__name__
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        what, remedy = f"the disk of {path} is full ({said})", "Make room on the disk, then try again."
    elif error.errno == errno.ENOENT and not os.path.isdir(path):
        what, remedy = f"the folder {path} is gone ({said})", "Bring it back (plug in its disk, or move it back), then try again."
    elif error.errno in _FORBIDDEN:
        what, remedy = (
            f"the folder {path} does not let megaroth do this ({said})",
            "Allow it, or use another folder; then try again.",
        )
    else:
        what, remedy = f"the folder {path} does not work ({said})", "Look after its disk, then try again."
    return StorageError(
        f"{what}. Nothing was lost: what was saved before is as it was, and this change was not saved. {remedy}", error
    )
