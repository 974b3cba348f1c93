"""A folder of households: one file each, every version kept, written whole or not at all and readable by the owner alone."""

from __future__ import annotations

import hashlib
import re
import threading
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.files import KEY_FILE, write_bytes
from megaroth.readers.toml_file import LARGEST_FILE
from megaroth.web.vault import Vault

ENDING = ".toml"
LOCKED = ".toml.age"
HISTORY = ".history"
_VERSION = re.compile(r"\d{6,}\.toml(\.age)?\Z")
_KEYS = {"people", "year", "filing_status"}
"""Keys that a household file has one of; another program's file has none."""
MOST_VERSIONS = 100
_LONGEST = 60
_SHOWN = 120
NAME = re.compile(r"[^\W_](?:[\w .,&'-]{0,58}[\w.])?\Z")
"""A household's name is its file's: letters, digits and a few signs, and neither a path nor a hidden file."""


@dataclass(frozen=True)
class Saved:
    """A household as it is saved.

    Attributes:
        name: of the file, without its ending.
        text: the file's.
    """

    name: str
    text: str

    @property
    def tag(self) -> str:
        """What changes with the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:24]


class Folder:
    """Households of a folder. Every method may be called from any thread."""

    def __init__(self, path: Path, vault: Vault | None = None) -> None:
        self.path, self.vault = path, vault
        self._lock = threading.RLock()

    @classmethod
    def at(cls, path: Path, passphrase: str | None = None) -> Folder:
        """A folder, made if it is not there; locked from now on if a passphrase is given.

        Raises:
            InputError: it is no folder, or is locked and the passphrase does not open it.
        """
        if path.exists() and not path.is_dir():
            raise InputError([Problem("FOLDER", "a file", "a folder for households", str(path))])
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise InputError([Problem("FOLDER", error.strerror or str(error), "a folder that can be made", str(path))]) from None
        key = path / KEY_FILE
        if key.exists():
            if passphrase is None:
                raise InputError([Problem("--passphrase", "none", "the passphrase of this locked folder", str(path))])
            folder = cls(path, Vault.opened(key, passphrase))
            # What was left or put there in plain is locked too.
            folder._lock_what_is_there()
            return folder
        if passphrase is None:
            return cls(path)
        vault, locked = Vault.made(passphrase)
        write_bytes("--passphrase", str(key), locked, private=True)
        folder = cls(path, vault)
        folder._lock_what_is_there()
        return folder

    def names(self) -> list[str]:
        """The households, by name."""
        ending = LOCKED if self.vault else ENDING
        found = [
            entry.name.removesuffix(ending) for entry in self.path.iterdir() if entry.name.endswith(ending) and entry.is_file()
        ]
        return sorted((name for name in found if NAME.match(name)), key=str.casefold)

    def read(self, name: str) -> Saved:
        """A household.

        Raises:
            InputError: there is none of that name, or it cannot be read.
        """
        with self._lock:
            return Saved(name, self._text(self._file(name)))

    def has(self, name: str) -> bool:
        """Whether there is one of that name."""
        return bool(NAME.match(name)) and self._file(name).is_file()

    def write(self, name: str, text: str, *, tag: str | None = None) -> Saved:
        """Save a household; what was there is kept as an earlier version.

        Args:
            name: of the household.
            text: of its file.
            tag: refuse if what is there has another tag; "" if anything is there.

        Raises:
            InputError: a name that cannot be a file's, or a text that is too long.
            ChangedError: by somebody else meanwhile.
        """
        self.check_name(name)
        if len(text.encode()) > LARGEST_FILE:
            raise InputError([Problem("file", f"more than {LARGEST_FILE:,} bytes", "a household file", name)])
        with self._lock:
            old = self._text(self._file(name)) if self.has(name) else None
            if tag is not None and tag != (Saved(name, old).tag if old is not None else ""):
                raise ChangedError(name)
            if text != old:
                if old is not None:
                    self._push(name, "undo", old)
                self._clear(name, "redo")
                self._put(self._file(name), text)
            return Saved(name, text)

    def version(self, name: str, tag: str) -> str | None:
        """The text of a household's version that has a tag; None if it is not kept any more."""
        with self._lock:
            now = self.read(name)
            kept = [*self._kept(name, "undo"), *self._kept(name, "redo")]
            texts = (now.text, *(self._text(one) for one in reversed(kept)))
            return next((text for text in texts if Saved(name, text).tag == tag), None)

    def change(self, name: str, edit: Callable[[str], str]) -> Saved:
        """Save what an edit makes of a household's text, as one step: nobody writes in between."""
        with self._lock:
            return self.write(name, edit(self.read(name).text))

    def delete(self, name: str) -> None:
        """Delete a household; its last version is kept, so that undo brings it back."""
        with self._lock:
            saved = self.read(name)
            self._push(name, "undo", saved.text)
            self._clear(name, "redo")
            self._file(name).unlink()

    def undo(self, name: str, *, tag: str | None = None) -> Saved:
        """Go back to the version before.

        Args:
            name: of the household.
            tag: refuse if what is there has another tag.

        Raises:
            InputError: there is none before.
            ChangedError: by somebody else meanwhile.
        """
        return self._swap(name, "undo", "redo", tag)

    def redo(self, name: str, *, tag: str | None = None) -> Saved:
        """Go forward to the version that undo left; as :meth:`undo`."""
        return self._swap(name, "redo", "undo", tag)

    def versions(self, name: str) -> tuple[int, int]:
        """How many steps back, and forward, there are."""
        return len(self._kept(name, "undo")), len(self._kept(name, "redo"))

    def change_to_undo(self, name: str, words: Callable[[str, str], str]) -> str:
        """What undo would take back, in a few words; empty where there is nothing to undo, or the household is deleted.

        Args:
            name: of the household.
            words: tells what changed from one text to another.
        """
        with self._lock:
            kept = self._kept(name, "undo")
            if not kept or not self.has(name):
                return ""
            return words(self._text(kept[-1]), self._text(self._file(name)))

    def free_name(self, wanted: str) -> str:
        """The name, or with a number behind it if it is taken, or was: undo would bring the other back."""
        name, number = wanted, 2
        while self.has(name) or (self.path / HISTORY / name).exists():
            more = f" {number}"
            name, number = wanted[: _LONGEST - len(more)].rstrip(" .,&'-") + more, number + 1
        return name

    def check_name(self, name: str) -> None:
        """Refuse what cannot be a household's name."""
        if not NAME.match(name):
            expected = "a letter or digit, then letters, digits, spaces and . , & ' - (at most 60)"
            raise InputError([Problem("name", repr(name[:80]), expected)])

    def _file(self, name: str) -> Path:
        self.check_name(name)
        return self.path / (name + (LOCKED if self.vault else ENDING))

    def _text(self, file: Path) -> str:
        try:
            raw = file.read_bytes()
        except FileNotFoundError:
            name = file.name.removesuffix(LOCKED).removesuffix(ENDING)
            near = nearest(name, self.names())
            raise InputError([Problem("name", repr(name), "a household of this folder", nearest=near)]) from None
        if self.vault:
            raw = self.vault.unlock(raw, file.name)
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise InputError([Problem("file", "bytes that are not UTF-8", "UTF-8 text", file.name)]) from None

    def _put(self, file: Path, text: str) -> None:
        write_bytes("file", str(file), self.vault.lock(text.encode()) if self.vault else text.encode(), private=True)

    def _kept(self, name: str, which: str) -> list[Path]:
        """The versions, the oldest first: what else lies there, such as the rest of a write that was cut off, is none."""
        place = self.path / HISTORY / name / which
        return sorted(one for one in place.iterdir() if _VERSION.match(one.name)) if place.is_dir() else []

    def _push(self, name: str, which: str, text: str) -> None:
        kept = self._kept(name, which)
        number = int(kept[-1].name.partition(".")[0]) + 1 if kept else 1
        place = self.path / HISTORY / name / which
        for one in (self.path / HISTORY, self.path / HISTORY / name, place):
            one.mkdir(mode=0o700, exist_ok=True)
        self._put(place / f"{number:06d}{LOCKED if self.vault else ENDING}", text)
        for old in kept[: max(len(kept) + 1 - MOST_VERSIONS, 0)]:
            old.unlink()

    def _clear(self, name: str, which: str) -> None:
        for file in self._kept(name, which):
            file.unlink()

    def _swap(self, name: str, from_: str, to: str, tag: str | None) -> Saved:
        with self._lock:
            if tag is not None and self.has(name) and tag != self.read(name).tag:
                raise ChangedError(name)
            kept = self._kept(name, from_)
            if not kept:
                raise InputError([Problem(from_, "nothing", f"an earlier change to {from_}", name)])
            text = self._text(kept[-1])
            if self.has(name):
                self._push(name, to, self._text(self._file(name)))
            self._put(self._file(name), text)
            kept[-1].unlink()
            return Saved(name, text)

    def _lock_what_is_there(self) -> None:
        """Encrypt every version of every household, and then remove the plain ones; none is overwritten."""
        assert self.vault is not None
        versions = [one for one in (self.path / HISTORY).glob(f"*/*/*{ENDING}") if _VERSION.match(one.name)]
        for file in [*(one for one in self.path.glob(f"*{ENDING}") if _may_be_ours(one)), *versions]:
            locked, number = file.with_name(file.name + ".age"), 2
            while locked.exists():
                locked, number = file.with_name(f"{file.name.removesuffix(ENDING)} {number}{LOCKED}"), number + 1
            write_bytes("--passphrase", str(locked), self.vault.lock(file.read_bytes()), private=True)
            file.unlink()


def _may_be_ours(file: Path) -> bool:
    """Whether a file of the folder is a household, or may be one that is not finished: other programs' files stay as they are."""
    if not NAME.match(file.name.removesuffix(ENDING)) or not file.is_file() or file.is_symlink():
        return False
    try:
        keys = tomllib.loads(file.read_text("utf-8-sig")).keys()
        return not keys or bool(_KEYS & keys)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return True


def change_in_words(before: str, after: str) -> str:
    """The first line in which two versions of a file differ, and how many more lie between it and the last.

    >>> change_in_words("year = 2026\\npay = 1\\n", "year = 2026\\npay = 2\\n")
    'pay = 2 (was pay = 1)'
    """
    old, new = before.splitlines(), after.splitlines()
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    old, new = old[same:], new[same:]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    was, now = (next((line.strip() for line in lines if line.strip()), "") for lines in (old, new))
    more = max(len(old), len(new)) - 1
    said = f"{now} (was {was})" if was and now else now or (f"without {was}" if was else "")
    return said[:_SHOWN] + (f", and {more} more line{'s' * (more > 1)}" if more > 0 else "")


class ChangedError(InputError):
    """A household changed since it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            [Problem("name", f"a {name} that changed since it was read", "the version that is saved; read it again")]
        )
