"""Pictures to files: a Vega-Lite specification, or drawn as SVG or PNG."""

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
    """Refuse what :func:`write_picture` could not write, before any long work.

    Raises:
        InputError: an unknown ending, a folder that is not there, or no drawing library.
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
    """Write a picture, for the owner alone; the ending of the file says how. Nothing is fetched:
    every figure is in the specification.

    Where it went is said on the error stream, since the answer on standard output may be JSON.

    Raises:
        InputError: it cannot be written; a picture that was there before is still there.
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
