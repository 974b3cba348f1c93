"""A folder of households: one file each, with its earlier versions, always written as a whole and
readable only by its owner."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.files import KEY_FILE, put
from megaroth.web.store.file_store import FileStore, storage_error
from megaroth.web.store.folder_contents import (
    NAME,
    NAME_WORDS,
    OtherFile,
    check_text,
    lock_plain_files,
    make_folder,
    other_files,
    remove_leftovers,
)
from megaroth.web.store.saved_household import ChangedError, MissingError, Saved, tag_of
from megaroth.web.store.undo_history import HISTORY, Versions
from megaroth.web.store.vault import Vault

_LONGEST = 60


class Folder:
    """The households of a folder. Any thread of the process that owns the folder may call any
    method.

    Raises:
        StorageError: from every method: the disk or the folder does not work. Saved households are
            unchanged.
    """

    def __init__(self, path: Path, vault: Vault | None = None) -> None:
        self.path, self.vault = path, vault
        self._store = FileStore(path, vault)
        self._versions = Versions(path / HISTORY, self._store)
        self._lock = threading.RLock()

    @classmethod
    def at(cls, path: Path, passphrase: str | None = None) -> Folder:
        """Open a folder, and make it if there is none. A passphrase locks it from now on.

        Files of interrupted writes are removed. Own the folder first
        (:mod:`megaroth.kernel.ownership`).

        Raises:
            InputError: it is not a folder, or it is locked and the passphrase does not open it.
            StorageError: the disk or the folder does not work.
        """
        make_folder(path)
        try:
            remove_leftovers(path)
            return cls._opened(path, passphrase)
        except OSError as error:
            raise storage_error(path, error) from None

    @classmethod
    def _opened(cls, path: Path, passphrase: str | None) -> Folder:
        key = path / KEY_FILE
        if os.path.lexists(key):
            if passphrase is None:
                raise InputError(
                    [
                        Problem(
                            "--passphrase",
                            "none",
                            "the passphrase of this locked folder",
                            str(path),
                        )
                    ]
                )
            vault = Vault.opened(key, passphrase)
        elif passphrase is None:
            return cls(path)
        else:
            vault, locked = Vault.made(passphrase)
            put(key, [locked], new=True)
        # Unencrypted households that were left or added here are encrypted too.
        lock_plain_files(path, vault)
        return cls(path, vault)

    def names(self) -> list[str]:
        """The names of the households, sorted."""
        ending = self._store.ending
        with self._store.there(), os.scandir(self.path) as found:
            names = [
                one.name.removesuffix(ending)
                for one in found
                if one.name.endswith(ending) and one.is_file(follow_symlinks=False)
            ]
        return sorted((name for name in names if NAME.match(name)), key=str.casefold)

    def others(self) -> list[OtherFile]:
        """Other files that may hold a household, or are not encrypted in a locked folder, each with
        the reason."""
        with self._store.there():
            return other_files(self.path, locked=self.vault is not None)

    def read(self, name: str) -> Saved:
        """Read a household.

        Raises:
            MissingError: there is no household with this name.
            InputError: it cannot be read.
        """
        with self._lock, self._store.there():
            return self._read(name)

    def has(self, name: str) -> bool:
        """Whether there is a household with this name."""
        with self._store.there():
            return bool(NAME.match(name)) and self._store.kind(self._file(name)) == ""

    def write(
        self,
        name: str,
        text: str,
        *,
        tag: str | None = None,
        accepts: Callable[[str | None], bool] | None = None,
    ) -> Saved:
        """Save a household, and keep the previous text as an earlier version.

        Args:
            name: of the household.
            text: of its file.
            tag: refuse if the saved version has another tag; with "", refuse if there is any.
            accepts: refuse unless it returns true for the tag of the saved version (None if there
                is none). Check and write are one step.

        Raises:
            InputError: the name cannot be a file's, or the text is too long.
            ChangedError: somebody else has changed it.
        """
        self.check_name(name)
        check_text(name, text)
        with self._lock, self._store.there():
            file = self._file(name)
            kind = self._store.kind(file)
            if kind:
                raise InputError(
                    [
                        Problem(
                            "name",
                            f"{kind} of that name",
                            "a household, or a name that is free",
                            name,
                        )
                    ]
                )
            old = None if kind is None else self._store.text(file)
            now = None if old is None else tag_of(old)
            if (tag is not None and tag != (now or "")) or (
                accepts is not None and not accepts(now)
            ):
                raise ChangedError(name)
            if text != old:
                self._replace(name, old, text)
            return Saved(name, text, new=old is None)

    def _replace(self, name: str, old: str | None, text: str) -> None:
        pushed = None if old is None else self._versions.push(name, "undo", old)
        try:
            self._store.put(self._file(name), text, new=old is None)
        except FileExistsError:
            # Another program made a link, directory or file with this name.
            raise ChangedError(name) from None
        except OSError:
            self._versions.take_back(pushed)
            raise
        self._versions.clear(name, "redo")

    def create(self, wanted: str, text: str) -> Saved:
        """Save a new household under a name, or under the name with a number if it is taken.
        Concurrent calls get different files."""
        with self._lock:
            while True:
                try:
                    return self.write(self.free_name(wanted), text, tag="")
                except ChangedError:
                    continue  # another program has just taken the name

    def version(self, name: str, tag: str) -> str | None:
        """The text of the version with a tag; None if it is no longer kept."""
        with self._lock, self._store.there():
            now = self._read(name)
            return next(
                (text for text in (now.text, *self._versions.texts(name)) if tag_of(text) == tag),
                None,
            )

    def change(self, name: str, edit: Callable[[str], str]) -> Saved:
        """Read, edit and save a household as one step, so that nobody writes in between."""
        with self._lock:
            return self.write(name, edit(self.read(name).text))

    def rename(self, name: str, to: str, *, tag: str | None = None) -> Saved:
        """Give a household another name. Its versions go with it, and nothing is overwritten.

        The new file is complete before the old one goes, so a crash in between leaves both.

        Args:
            name: of the household.
            to: its new name.
            tag: refuse if the saved version has another tag.

        Raises:
            InputError: the new name is no name, or is taken, or was taken before.
            ChangedError: somebody else has changed it.
            MissingError: there is no such household.
        """
        self.check_name(to)
        with self._lock, self._store.there():
            now = self._read(name)
            if tag is not None and tag != now.tag:
                raise ChangedError(name)
            if to == name:
                return now
            if self.free_name(to) != to:
                raise InputError(
                    [Problem("name", f"{to!r}, which is taken", "a name that is free")]
                )
            renamed = self.write(to, now.text, tag="")
            self._versions.rename(name, to)
            self._file(name).unlink()
            return renamed

    def delete(self, name: str, *, tag: str | None = None) -> None:
        """Delete a household. Its last version is kept, so that undo restores it.

        Args:
            name: of the household.
            tag: refuse if the saved version has another tag.

        Raises:
            ChangedError: somebody else has changed it.
            MissingError: there is no such household.
        """
        with self._lock, self._store.there():
            now = self._read(name)
            if tag is not None and tag != now.tag:
                raise ChangedError(name)
            pushed = self._versions.push(name, "undo", now.text)
            try:
                self._file(name).unlink()
            except OSError:
                self._versions.take_back(pushed)
                raise
            self._versions.clear(name, "redo")

    def undo(self, name: str, *, tag: str | None = None) -> Saved:
        """Go back to the previous version.

        Args:
            name: of the household.
            tag: refuse if the saved version has another tag.

        Raises:
            InputError: there is no earlier version.
            ChangedError: somebody else has changed it.
        """
        return self._swap(name, "undo", "redo", tag)

    def redo(self, name: str, *, tag: str | None = None) -> Saved:
        """Go forward to the version that undo left; arguments and errors as in :meth:`undo`."""
        return self._swap(name, "redo", "undo", tag)

    def versions(self, name: str) -> tuple[int, int]:
        """The number of steps back, and forward."""
        self.check_name(name)
        with self._store.there():
            return len(self._versions.kept(name, "undo")), len(self._versions.kept(name, "redo"))

    def change_to_undo(self, name: str, words: Callable[[str, str], str]) -> str:
        """The change that undo would revert, in a few words; empty if there is none, or if the
        household is deleted.

        Args:
            name: of the household.
            words: describes the change from one text to another.
        """
        self.check_name(name)
        with self._lock, self._store.there():
            kept = self._versions.kept(name, "undo")
            if not kept or self._store.kind(self._file(name)) != "":
                return ""
            now = self._store.text(self._file(name))
            try:
                return words(self._store.text(kept[-1]), now)
            except InputError:
                return "an earlier version, which cannot be read"

    def free_name(self, wanted: str) -> str:
        """The name, with a number if it is taken or was taken before, since undo could restore the
        other household."""
        name, number = wanted, 2
        with self._store.there():
            while os.path.lexists(self._file(name)) or os.path.lexists(self.path / HISTORY / name):
                more = f" {number}"
                name, number = wanted[: _LONGEST - len(more)].rstrip(" .,&'-(") + more, number + 1
        return name

    def check_name(self, name: str) -> None:
        """Refuse a name that no household can have."""
        if not NAME.match(name):
            raise InputError([Problem("name", repr(name[:80]), NAME_WORDS)])

    def _file(self, name: str) -> Path:
        self.check_name(name)
        return self.path / (name + self._store.ending)

    def _read(self, name: str) -> Saved:
        try:
            return Saved(name, self._store.text(self._file(name)))
        except FileNotFoundError:
            raise MissingError(name, nearest(name, self.names())) from None

    def _swap(self, name: str, from_: str, to: str, tag: str | None) -> Saved:
        with self._lock, self._store.there():
            file = self._file(name)
            now = self._store.text(file) if self._store.kind(file) == "" else None
            if tag is not None and now is not None and tag != tag_of(now):
                raise ChangedError(name)
            kept = self._versions.kept(name, from_)
            if not kept:
                raise InputError([Problem(from_, "nothing", f"an earlier change to {from_}", name)])
            text = self._store.text(kept[-1])
            pushed = None if now is None else self._versions.push(name, to, now)
            try:
                self._store.put(file, text, new=now is None)
            except FileExistsError:
                raise ChangedError(name) from None
            except OSError:
                self._versions.take_back(pushed)
                raise
            kept[-1].unlink()
            return Saved(name, text)
