"""Earlier and undone versions of a folder's households, numbered files under ``.history/NAME/undo``
and ``redo``."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from megaroth.kernel.files import DIRECTORY, kind_of
from megaroth.web.store.file_store import FileStore

HISTORY = ".history"
VERSION = re.compile(r"\d{6,}\.toml(\.age)?\Z")
MOST_VERSIONS = 100


class Versions:
    """The versions of each household in a folder. The folder holds its lock during every call."""

    def __init__(self, path: Path, store: FileStore) -> None:
        self.path, self._store = path, store

    def kept(self, name: str, which: str) -> list[Path]:
        """The versions, oldest first. Other files in the same place, such as those of a file
        manager, are ignored."""
        places = (self.path, self.path / name, self.path / name / which)
        if not all(_is_directory(one) for one in places):
            return []
        with os.scandir(places[-1]) as found:
            files = [
                Path(one.path)
                for one in found
                if VERSION.match(one.name) and one.is_file(follow_symlinks=False)
            ]
        return sorted(files, key=_number)

    def texts(self, name: str) -> Iterator[str]:
        """The texts of all versions, latest first."""
        for one in reversed([*self.kept(name, "undo"), *self.kept(name, "redo")]):
            yield self._store.text(one)

    def push(self, name: str, which: str, text: str) -> Path:
        """Save a text as the latest version, and remove the oldest ones beyond the limit."""
        kept = self.kept(name, which)
        place = self.path / name / which
        self._store.make(self.path, self.path / name, place)
        file = place / f"{_number(kept[-1]) + 1 if kept else 1:06d}{self._store.ending}"
        self._store.put(file, text)
        for old in kept[: max(len(kept) + 1 - MOST_VERSIONS, 0)]:
            old.unlink()
        return file

    def rename(self, name: str, to: str) -> None:
        """Move all versions of a household to its new name, which has none yet."""
        if _is_directory(self.path) and _is_directory(self.path / name):
            (self.path / name).rename(self.path / to)

    def take_back(self, pushed: Path | None) -> None:
        """Remove a version after its household could not be written, since undo would change
        nothing."""
        if pushed is not None:
            with contextlib.suppress(OSError):
                pushed.unlink()

    def clear(self, name: str, which: str) -> None:
        """Remove all versions."""
        for file in self.kept(name, which):
            file.unlink()


def _number(file: Path) -> int:
    return int(file.name.partition(".")[0])


def _is_directory(path: Path) -> bool:
    try:
        return kind_of(path) == DIRECTORY
    except FileNotFoundError:
        return False
