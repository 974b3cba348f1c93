"""The product's source and the packages as zips whose bytes depend on their files alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from builder.places import SOURCE

LEFT_OUT = ("web", "report", "assistant", "batch")
"""Rooms of the product that no question about one year needs."""

KINDS = (".py", ".toml", ".csv", ".json")


def source() -> bytes:
    """The product's source as a zip whose bytes depend on the files alone."""
    files = {
        path.relative_to(SOURCE).as_posix(): path.read_bytes()
        for path in sorted((SOURCE / "megaroth").rglob("*"))
        if path.suffix in KINDS
        and "__pycache__" not in path.parts
        and path.relative_to(SOURCE).parts[1] not in LEFT_OUT
    }
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    """Files as a zip that compresses nothing: the page, or its host, compresses the whole, which
    takes less than each file for itself."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as into:
        for name, content in files.items():
            into.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def stored(packed: Path) -> bytes:
    """A zip with the same files, none of them compressed."""
    with zipfile.ZipFile(packed) as opened:
        return zipped({one.filename: opened.read(one) for one in opened.infolist()})
