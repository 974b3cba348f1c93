"""Logos of a report: real pictures of each documented format, and bad ones, refused before any
work."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from pathlib import Path

import pytest

from conftest import EXAMPLES
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.readers.household_file import parse_household
from megaroth.report.contents import gather
from megaroth.report.logo import LARGEST_LOGO, read_logo
from megaroth.report.make import made

SHORT = '\n[assumptions]\nmodel = "fixed"\nplan_until = 47\n'


def png(width: int, height: int, kind: int, pixel: bytes, palette: bytes = b"") -> bytes:
    """A PNG of one colour; ``kind`` is its colour type (PNG specification, 11.2.2)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    body = zlib.compress((b"\0" + pixel * width) * height)
    colours = chunk(b"PLTE", palette) if palette else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + colours
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


def jpeg(frame: int = 0xC0, size: tuple[int, int] = (8, 8)) -> bytes:
    """A grey JPEG of one block: a table of ones, and Huffman tables with one code each (ITU-T T.81,
    annex B)."""

    def segment(marker: int, data: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data

    codes = bytes([1, *[0] * 15, 0])
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
        + segment(0xDB, bytes([0, *[1] * 64]))
        + segment(frame, struct.pack(">BHHB", 8, *size, 1) + bytes([1, 0x11, 0]))
        + segment(0xC4, bytes([0x00]) + codes)
        + segment(0xC4, bytes([0x10]) + codes)
        + segment(0xDA, bytes([1, 1, 0, 0, 63, 0]))
        + b"\x3f\xff\xd9"
    )


def svg(inner: str) -> bytes:
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="10" height="10">'
    )
    return f"{head}{inner}</svg>".encode()


GOOD = {
    "palette.png": png(72, 27, 3, b"\0", b"\x17\x60\x4a"),
    "alpha.png": png(5, 5, 6, b"\x17\x60\x4a\x80"),
    "grey.PNG": png(5, 5, 0, b"\x80"),
    "grey.jpg": jpeg(),
    "grey.jpeg": jpeg(),
    "plain.svg": svg('<rect width="10" height="10"/>'),
}

BAD = {
    "words.png": (b"no picture", "not a readable png picture"),
    "empty.png": (b"", "not a readable png picture"),
    "cut.png": (GOOD["palette.png"][:60], "not a readable png picture"),
    "really_a.jpg": (GOOD["palette.png"], "not a readable jpg picture"),
    "cut.jpg": (jpeg()[:40], "not a readable jpg picture"),
    "vast.png": (
        png(1, 1, 0, b"\0")[:16] + struct.pack(">II", 40_000, 40_000) + png(1, 1, 0, b"\0")[24:],
        "40,000 by 40,000 pixels",
    ),
    "vast.jpg": (jpeg(size=(60_000, 60_000)), "60,000 by 60,000 pixels"),
    "outside.svg": (
        svg('<image xlink:href="https://example.com/x.png" width="9" height="9"/>'),
        "not a readable svg picture",
    ),
    "beside.svg": (
        svg('<image xlink:href="/etc/hostname" width="9" height="9"/>'),
        "not a readable svg picture",
    ),
    "up.svg": (
        svg('<image href="../logo.png" width="9" height="9"/>'),
        "not a readable svg picture",
    ),
    "words.svg": (b"words", "not a readable svg picture"),
    "large.png": (b"\0" * (LARGEST_LOGO + 1), "at most 1,000,000 bytes"),
    "picture.gif": (b"GIF89a", "ends in png, jpg, jpeg, svg"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_real_picture_is_a_logo(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(GOOD[name])
    raw, kind = read_logo(str(file))
    assert raw == GOOD[name]
    assert kind in ("png", "jpg", "svg")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_logo_is_wrong_use_and_is_refused_before_the_household_is_read(
    inside, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(BAD[name][0])
    ran = inside("report", str(tmp_path / "no_household.toml"), "--logo", str(file))
    assert ran.code == 2
    assert "--logo" in ran.err
    assert BAD[name][1] in ran.err
    assert list(tmp_path.iterdir()) == [file]


def test_a_directory_is_no_logo(tmp_path: Path) -> None:
    (tmp_path / "x.png").mkdir()
    with pytest.raises(InputError, match="a directory or device"):
        read_logo(str(tmp_path / "x.png"))


def test_a_report_shows_its_logo(tmp_path: Path) -> None:
    household = parse_household((EXAMPLES / "mission_45.toml").read_text("utf-8") + SHORT)
    file = tmp_path / "logo.png"
    file.write_bytes(GOOD["palette.png"])
    given = gather(
        household,
        PUBLISHED,
        title="T",
        day=date(2026, 11, 24),
        adviser="Ada",
        logo=read_logo(str(file)),
    )
    without = gather(household, PUBLISHED, title="T", day=date(2026, 11, 24), adviser="Ada")
    with_logo, plain = made(given, "pdf"), made(without, "pdf")
    assert with_logo.startswith(b"%PDF")
    # A picture is an image object of the file: those of the charts are drawn as lines.
    assert with_logo.count(b"/Subtype /Image") + with_logo.count(b"/Subtype/Image") > plain.count(
        b"/Subtype /Image"
    ) + plain.count(b"/Subtype/Image")


@pytest.mark.parametrize("kind", ["md", "xlsx"])
def test_only_a_pdf_has_a_logo(inside, tmp_path: Path, kind: str) -> None:
    ran = inside("report", "x.toml", "--output", str(tmp_path / f"x.{kind}"), "--logo", "logo.png")
    assert ran.code == 2
    assert "expected a PDF report" in ran.err
