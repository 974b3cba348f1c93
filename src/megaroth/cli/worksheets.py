"""Print worksheets: what ``--explain`` shows."""

from __future__ import annotations

from megaroth.cli.page import Page, print_json
from megaroth.contract.worksheets import SCHEMA, to_data
from megaroth.present.worksheet import Worksheet, text


def show(sheets: list[Worksheet], *, as_json: bool) -> int:
    """Print the worksheets of a figure, as text or JSON."""
    if as_json:
        print_json(SCHEMA, to_data(sheets))
        return 0
    page = Page()
    page.text("\n\n".join(text(sheet) for sheet in sheets))
    return 0
