"""Print worksheets: what ``--explain`` shows."""

from __future__ import annotations

from dataclasses import asdict

from megaroth.cli.page import Page, print_json
from megaroth.present.worksheet import Worksheet, text

SCHEMA = "megaroth.worksheets/1"


def show(sheets: list[Worksheet], *, as_json: bool) -> int:
    """Print the worksheets of a figure, as text or JSON."""
    if as_json:
        print_json(SCHEMA, {"worksheets": [asdict(sheet) for sheet in sheets]})
        return 0
    page = Page()
    page.text("\n\n".join(text(sheet) for sheet in sheets))
    return 0
