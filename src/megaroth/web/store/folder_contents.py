"""Other files in a folder of households: unfinished writes, unencrypted files in a locked folder,
and files with unusable names."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem, visible
from megaroth.kernel.files import (
    KEY_FILE,
    UNFINISHED,
    NotRegularError,
    kind_of,
    put,
    read_regular,
    remove_unfinished,
)
from megaroth.readers.toml_file import LARGEST_FILE
from megaroth.web.store.file_store import ENDING, LOCKED
from megaroth.web.store.undo_history import HISTORY, VERSION
from megaroth.web.store.vault import Vault

NAME = re.compile(r"[^\W_](?:[\w .,&'()-]{0,58}[\w.)])?\Z")
"""A household has the name of its file: letters, digits and a few signs, neither a path nor a
hidden file."""

NAME_WORDS = "a letter or digit, then letters, digits, spaces and . , & ' - ( ) (at most 60)"

_KEYS = {"people", "year", "filing_status"}
"""Every household file has at least one of these keys; files of other programs have none."""


@dataclass(frozen=True)
class OtherFile:
    """A file or folder that is not shown as a household.

    Attributes:
        name: its name, with control characters written out.
        why: why it is not shown, and what to do.
    """

    name: str
    why: str


def other_files(path: Path, *, locked: bool) -> list[OtherFile]:
    """Files that may hold a household but are not shown as one; in a locked folder, everything that
    is not encrypted."""
    with os.scandir(path) as found:
        names = sorted(one.name for one in found)
    others = []
    for name in names:
        if name in (KEY_FILE, HISTORY) or name.startswith(UNFINISHED):
            continue
        why = _why_not(path / name, locked=locked)
        if why:
            others.append(OtherFile(visible(name), why))
    return others


def _why_not(file: Path, *, locked: bool) -> str:
    """Why a file is not a household of the folder; empty if it is one, or belongs to another
    program."""
    name = file.name
    try:
        kind = kind_of(file)
    except OSError as error:
        return error.strerror or str(error)
    stays = "stays plain: this folder's passphrase does not lock it; " if locked else ""
    ours, ending = ENDING in name.lower(), LOCKED if locked else ENDING
    if kind == "a directory":
        return (
            ""
            if name.startswith(".") and not locked
            else f"{stays}a folder, whose files are not looked at: open it by itself"
        )
    if name.endswith(LOCKED) and not locked:
        return (
            "an encrypted file, while this folder is not locked: its key is in the folder that "
            "it came from"
        )
    if not ours:
        return f"{stays}no household file by its name" if locked else ""
    if kind:
        return f"{kind}, which is not followed or read: put the file itself here"
    if not name.endswith((ENDING, ending)):
        return f"{stays}its name does not end in {ENDING}, in small letters: rename it to use it"
    if not NAME.match(name.removesuffix(ending).removesuffix(ENDING)):
        stays = "" if name.endswith(LOCKED) else stays
        return f"{stays}its name is none for a household ({NAME_WORDS}): rename it to use it"
    if not name.endswith(ending):
        return (
            f"{stays}another program's, not readable, or put here after the start; start again "
            "to lock a household"
        )
    return ""


def remove_leftovers(path: Path) -> None:
    """Remove the files of interrupted writes, in the folder and among the versions.

    Raises:
        OSError: one cannot be removed.
    """
    remove_unfinished(path)
    for place in _history_places(path):
        remove_unfinished(place)


def lock_plain_files(path: Path, vault: Vault) -> None:
    """Encrypt every household and version, then remove the unencrypted file. Nothing is
    overwritten.

    Raises:
        OSError: one cannot be written or removed.
    """
    versions = [
        one
        for place in _history_places(path)
        for one in sorted(place.iterdir())
        if VERSION.match(one.name)
    ]
    here = [one for one in sorted(path.iterdir()) if NAME.match(one.name.removesuffix(ENDING))]
    for file in [*here, *versions]:
        if not file.name.endswith(ENDING):
            continue
        raw = _plain(file)
        if raw is None or (file.parent == path and not _may_be_ours(raw)):
            continue
        locked, number = file.with_name(file.name + ".age"), 2
        while os.path.lexists(locked):
            locked, number = (
                file.with_name(f"{file.name.removesuffix(ENDING)} {number}{LOCKED}"),
                number + 1,
            )
        put(locked, [vault.lock(raw)], new=True)
        file.unlink()


def _history_places(path: Path) -> Iterator[Path]:
    """The folders of versions. Links are skipped, since they may lead anywhere."""

    def inside(place: Path) -> list[Path]:
        return [Path(one.path) for one in os.scandir(place) if one.is_dir(follow_symlinks=False)]

    history = path / HISTORY
    if os.path.isdir(history) and not os.path.islink(history):
        for household in inside(history):
            yield from inside(household)


def _plain(file: Path) -> bytes | None:
    try:
        return read_regular(file, LARGEST_FILE)
    except (NotRegularError, PermissionError):
        return None  # other_files lists it as not encrypted


def _may_be_ours(raw: bytes) -> bool:
    """Whether a file is a household, or may be an unfinished one. Files of other programs stay as
    they are."""
    try:
        keys = tomllib.loads(raw.decode("utf-8-sig")).keys()
    except (ValueError, RecursionError):
        return True
    return not keys or bool(_KEYS & keys)


def make_folder(path: Path) -> None:
    """Make a folder for households if there is none.

    Raises:
        InputError: it is not a folder, or it cannot be made.
    """
    if path.exists() and not path.is_dir():
        raise InputError([Problem("FOLDER", "a file", "a folder for households", str(path))])
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            [
                Problem(
                    "FOLDER", error.strerror or str(error), "a folder that can be made", str(path)
                )
            ]
        ) from None


def check_text(name: str, text: str) -> None:
    """Refuse a text that no household file can have.

    Raises:
        InputError: it is no text, or too long.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise InputError(
            [Problem("file", "half of a character (a lone surrogate)", "text", name)]
        ) from None
    if size > LARGEST_FILE:
        raise InputError(
            [Problem("file", f"more than {LARGEST_FILE:,} bytes", "a household file", name)]
        )
