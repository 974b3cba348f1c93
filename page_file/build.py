"""Build the page that needs no installation: one HTML file, and a folder for a static host.

Both hold the product's own source, Python for the browser (Pyodide), and the packages that the
source needs, all pinned with hashes: npm checks Pyodide's, pip the wheels'. The same commit gives
the same bytes.

    python page_file/build.py

writes dist/megaroth.html and dist/page/. It needs npm (node 18 or newer) and the project's
environment.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from builder.compressed import compress
from builder.packages import pyodide, wheels
from builder.page import folder, single
from builder.places import HERE, ROOT, BuildError

MOST_OF_FILE = 13_000_000
MOST_OF_FOLDER = 8_500_000
"""Bytes: of the single file, and of the folder as a host sends it with brotli."""


def within(what: str, size: int, most: int) -> int:
    """A size that keeps its bound.

    Raises:
        BuildError: it is larger.
    """
    if size > most:
        raise BuildError(f"{what} has {size:,} bytes; at most {most:,} are allowed")
    return size


def main() -> None:
    """Build both and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist", help="the folder to write to (dist)"
    )
    out = parser.parse_args().out.resolve()
    try:
        pyodide()
        packages = wheels(HERE / "wheels")
        file = single(packages)
        size = within("the single file", len(file), MOST_OF_FILE)
        out.mkdir(parents=True, exist_ok=True)
        (out / "megaroth.html").write_bytes(file)
        folder(packages, out / "page")
        sent = within("the folder, with brotli,", compress(out / "page"), MOST_OF_FOLDER)
    except BuildError as error:
        sys.exit(f"page file: {error}")
    print(
        f"{out / 'megaroth.html'}: {size / 1e6:.1f} MB; "
        f"{out / 'page'}/ for a static host: {sent / 1e6:.1f} MB as sent with brotli"
    )


if __name__ == "__main__":
    main()
