"""The folder's files compressed with brotli, next to the originals, for hosts that send them."""

from __future__ import annotations

import json
from pathlib import Path

from builder.places import HERE
from builder.programs import output_of


def compress(folder: Path) -> int:
    """Write a file ``.br`` for each file of a folder.

    Returns:
        Bytes of all of them: what a visitor loads from a host that sends brotli.

    Raises:
        BuildError: node is missing or failed.
    """
    files = [str(one) for one in sorted(folder.iterdir()) if one.suffix != ".br"]
    printed = output_of(
        ["node", str(HERE / "builder" / "brotli.mjs"), *files],
        "the page file needs npm (node 18 or newer)",
    )
    return sum(json.loads(printed).values())
