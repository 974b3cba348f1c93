"""The ``--reform`` and ``--figures`` flags: the law book with their files laid over it."""

from __future__ import annotations

from typing import Annotated

from megaroth.cli.command import Flag
from megaroth.law.law_book import PUBLISHED, LawBook

ReformFiles = Annotated[list[str] | None, Flag(group="Law")]
FigureFiles = Annotated[list[str] | None, Flag(group="Law")]


def law_book_of(reforms: list[str] | None, figures: list[str] | None = None) -> LawBook:
    """The law book with the published figures of some files and the reforms of others, the last
    reform on top.

    Raises:
        InputError: a file cannot be read, or states no figures or no reform.
    """
    law_book = PUBLISHED
    if figures:
        from megaroth.readers.figures_file import read_figures

        law_book = law_book.with_figures(*(read_figures(file) for file in figures))
    if reforms:
        from megaroth.readers.reform_file import read_reform

        law_book = law_book.with_reforms(*(read_reform(file) for file in reforms))
    return law_book
