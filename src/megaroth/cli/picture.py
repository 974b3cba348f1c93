"""Pictures to files: a Vega-Lite specification, or drawn as SVG or PNG."""

from __future__ import annotations

import json
from pathlib import Path

from megaroth.kernel.errors import InputError, Problem
from megaroth.planning.drawing import can_draw, png, svg
from megaroth.planning.pictures import Spec

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
        raise InputError([Problem("--picture", repr(file), "a file that ends in " + ", ".join(ENDINGS))])
    if not path.parent.is_dir():
        raise InputError([Problem("--picture", repr(file), f"a folder that is there; {path.parent} is not")])
    if path.suffix != ".json" and not can_draw():
        expected = 'the extra "pictures" (pip install "megaroth[pictures]"), or a file that ends in .json'
        raise InputError([Problem("--picture", repr(file), expected)])


def write_picture(spec: Spec, file: str) -> None:
    """Write a picture; the ending of the file says how. Nothing is fetched: every figure is in the specification."""
    path = Path(file)
    if path.suffix == ".json":
        path.write_text(json.dumps(spec, indent=1) + "\n", "utf-8")
        return
    if path.suffix == ".svg":
        path.write_text(svg(spec), "utf-8")
    else:
        path.write_bytes(png(spec))
