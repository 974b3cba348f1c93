"""The logo of a report: read, checked and drawn once before any long calculation."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.files import read_bounded

LOGOS = ("png", "jpg", "jpeg", "svg")
LARGEST_LOGO = 1_000_000
"""The largest file, bytes."""

MOST_PIXELS = 25_000_000
"""The largest picture, pixels: a small file can expand to gigabytes."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ALONE = {0x01, *range(0xD0, 0xD8)}
"""JPEG markers without a length."""

_SIZED = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""JPEG markers of a frame, which has the size of the picture."""


def read_logo(file: str) -> tuple[bytes, str]:
    """A logo's bytes and kind (png, jpg or svg).

    Raises:
        InputError: it cannot be read, is too large, has another format, is damaged, or refers to
            another file.
    """
    path = Path(file)
    kind = path.suffix.removeprefix(".").lower()
    if kind not in LOGOS:
        raise InputError(
            [Problem("--logo", repr(path.name), "a file that ends in " + ", ".join(LOGOS))]
        )
    try:
        if path.exists() and not path.is_file():
            raise InputError(
                [Problem("--logo", "a directory or device", "a file that can be read", file)]
            )
        raw = read_bounded(path, LARGEST_LOGO)
    except OSError as error:
        raise InputError(
            [Problem("--logo", error.strerror or str(error), "a file that can be read", file)]
        ) from None
    if len(raw) > LARGEST_LOGO:
        raise InputError(
            [Problem("--logo", "a larger file", f"at most {LARGEST_LOGO:,} bytes", file)]
        )
    logo = raw, "jpg" if kind == "jpeg" else kind
    _check(logo, file)
    return logo


def embedded(logo: tuple[bytes, str]) -> dict[str, Any]:
    """A logo as the page template needs it; a file of the compiler would have to be text."""
    raw, kind = logo
    return {"bytes": list(raw), "format": kind}


def _check(logo: tuple[bytes, str], file: str) -> None:
    """Draw the logo once.

    Raises:
        InputError: it is damaged, too large, or refers to another file.
    """
    import json

    import typst

    raw, kind = logo
    width, height = _size(raw, kind)
    if width * height > MOST_PIXELS:
        raise InputError(
            [
                Problem(
                    "--logo",
                    f"{width:,} by {height:,} pixels",
                    f"at most {MOST_PIXELS:,} pixels",
                    file,
                )
            ]
        )
    page = b'#let logo = json("logo.json")\n#image(bytes(logo.bytes), format: logo.format, alt: "")'
    try:
        typst.compile(
            {"main": page, "logo.json": json.dumps(embedded(logo)).encode()},
            format="pdf",
            ignore_system_fonts=True,
        )  # type: ignore[call-overload]
    except (typst.TypstError, RuntimeError) as error:
        reason = str(error).splitlines()[0] if str(error) else "not readable"
        raise InputError(
            [
                Problem(
                    "--logo",
                    f"not a readable {kind} picture ({reason})",
                    "a PNG, JPG or SVG picture that refers to no other file",
                    file,
                )
            ]
        ) from None


def _size(raw: bytes, kind: str) -> tuple[int, int]:
    """Width and height in pixels; 0 if the head of the file does not have them, so it is not a
    picture."""
    if kind == "png" and raw.startswith(_PNG) and len(raw) >= 24:
        width, height = struct.unpack(">II", raw[16:24])
        return int(width), int(height)
    return _jpeg_size(raw) if kind == "jpg" else (0, 0)


def _jpeg_size(raw: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(raw) and raw[place] == 0xFF:
        marker = raw[place + 1]
        if marker in _SIZED:
            height, width = struct.unpack(">HH", raw[place + 5 : place + 9])
            return int(width), int(height)
        place += (
            2
            if marker in _ALONE
            else 1
            if marker == 0xFF
            else 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
        )
    return 0, 0
