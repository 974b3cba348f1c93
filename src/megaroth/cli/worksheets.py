"""Print worksheets: what ``--explain`` shows."""

from __future__ import annotations

from megaroth.cli.json_flags import print_answer
from megaroth.cli.page import Page
from megaroth.contract.worksheets import Worksheets
from megaroth.present.worksheet import Worksheet, text


def show(sheets: list[Worksheet], *, version: int | None) -> int:
    """Print the worksheets of a figure, as text or JSON."""
    if version is not None:
        print_answer(Worksheets(sheets), version)
        return 0
    page = Page()
    page.text("\n\n".join(text(sheet) for sheet in sheets))
    return 0
