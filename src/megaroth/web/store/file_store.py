"""Read and write the files of a folder: encrypted in a locked folder, regular files only, and
always written as a whole."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem, StorageError
from megaroth.kernel.files import DIRECTORY, NotRegularError, kind_of, put, read_regular
from megaroth.readers.toml_file import LARGEST_FILE
from megaroth.web.store.vault import Vault

ENDING = ".toml"
LOCKED = ".toml.age"
_ENVELOPE = 10_000
"""The most bytes that the age format adds to a file of this size."""

_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


class FileStore:
    """Reads and writes the files of a folder. An error of the disk is a StorageError; an error of
    one file is an InputError."""

    def __init__(self, path: Path, vault: Vault | None) -> None:
        self.path, self.vault = path, vault
        about = path.stat()
        self._identity = (about.st_dev, about.st_ino)

    @property
    def ending(self) -> str:
        """The extension of its files."""
        return LOCKED if self.vault else ENDING

    @contextlib.contextmanager
    def there(self) -> Iterator[None]:
        """Check that the folder is the one that was opened, and turn errors of the disk into a
        StorageError that says what to do."""
        try:
            about = self.path.stat()
            if (about.st_dev, about.st_ino) != self._identity:
                raise StorageError(
                    f"the folder {self.path} was replaced by another one. Nothing was changed. "
                    "Stop the server and start it again."
                )
            yield
        except OSError as error:
            raise storage_error(self.path, error) from None

    def text(self, file: Path) -> str:
        """The text of a file.

        Raises:
            FileNotFoundError: there is none.
            InputError: it is not a regular file, is too large, or is not text.
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
            raise InputError(
                [Problem("file", found, "a household file that you may read", file.name)]
            ) from None
        if self.vault:
            raw = self.vault.unlock(raw, file.name)
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise InputError(
                [Problem("file", "bytes that are not UTF-8", "UTF-8 text", file.name)]
            ) from None

    def put(self, file: Path, text: str, *, new: bool = False) -> None:
        """Write a file that only its owner can read; with ``new``, only if nothing has this
        name."""
        raw = text.encode()
        put(file, [self.vault.lock(raw) if self.vault else raw], new=new)

    def kind(self, file: Path) -> str | None:
        """The kind of file at a path: empty for a regular file, in words for others, such as a
        symbolic link; None if there is nothing."""
        try:
            return kind_of(file)
        except FileNotFoundError:
            return None

    def make(self, *places: Path) -> None:
        """Make folders, each inside the one before, that only their owner can read.

        Raises:
            InputError: something else has this name, such as a link.
        """
        for place in places:
            place.mkdir(mode=0o700, exist_ok=True)
            if (kind := kind_of(place)) != DIRECTORY:
                raise InputError(
                    [Problem("folder", kind, "a directory for earlier versions", str(place))]
                )


def storage_error(path: Path, error: OSError) -> StorageError:
    """An error of the operating system, with what to do about it."""
    reason = error.strerror or type(error).__name__
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        what, remedy = (
            f"the disk of {path} is full ({reason})",
            "Make room on the disk, then try again.",
        )
    elif error.errno == errno.ENOENT and not os.path.isdir(path):
        what, remedy = (
            f"the folder {path} is gone ({reason})",
            "Connect its disk or move it back, then try again.",
        )
    elif error.errno in _FORBIDDEN:
        what, remedy = (
            f"the folder {path} does not let megaroth do this ({reason})",
            "Change its permissions or use another folder, then try again.",
        )
    else:
        what, remedy = (
            f"the folder {path} does not work ({reason})",
            "Check its disk, then try again.",
        )
    return StorageError(
        f"{what}. Nothing was lost: saved households are unchanged, and this change was not "
        f"saved. {remedy}",
        error,
    )
