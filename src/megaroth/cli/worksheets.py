"""Print worksheets: what ``--explain`` shows."""

from __future__ import annotations

from megaroth.cli.page import Page, print_data
from megaroth.contract.worksheets import to_json
from megaroth.present.worksheet import Worksheet, text


def show(sheets: list[Worksheet], *, as_json: bool) -> int:
    """Print the worksheets of a figure, as text or JSON."""
    if as_json:
        print_data(to_json(sheets))
        return 0
    page = Page()
    page.text("\n\n".join(text(sheet) for sheet in sheets))
    return 0
