"""Write pictures to files: as a Vega-Lite specification, SVG or PNG."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem, visible
from megaroth.kernel.files import check_target, write_bytes
from megaroth.present.charts import Spec
from megaroth.present.render import can_draw, png, svg

ENDINGS = (".json", ".svg", ".png")


def check_picture(file: str | None) -> None:
    """Refuse a file that :func:`write_picture` cannot write, before any long calculation.

    Raises:
        InputError: the ending is unknown, the folder does not exist, or the drawing library is
            missing.
    """
    if file is None:
        return
    path = Path(file)
    if path.suffix not in ENDINGS:
        raise InputError(
            [Problem("--picture", repr(file), "a file that ends in " + ", ".join(ENDINGS))]
        )
    check_target("--picture", file)
    if path.suffix != ".json" and not can_draw():
        expected = (
            'the extra "pictures" (pip install "megaroth[pictures]"), or a file that ends in .json'
        )
        raise InputError([Problem("--picture", repr(file), expected)])


def write_picture(spec: Spec, file: str) -> None:
    """Write a picture that only its owner can read, in the format of the file's ending. The
    specification contains every figure, so nothing is fetched.

    The name of the file is printed on standard error, because standard output may be JSON.

    Raises:
        InputError: the file cannot be written; an earlier picture stays as it was.
    """
    ending = Path(file).suffix
    text = (
        json.dumps(spec, indent=1) + "\n"
        if ending == ".json"
        else svg(spec)
        if ending == ".svg"
        else ""
    )
    raw = png(spec) if ending == ".png" else text.encode()
    write_bytes("--picture", file, raw, private=True)
    print(f"megaroth: wrote {visible(file)}", file=sys.stderr)
