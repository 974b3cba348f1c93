"""The ``--reform`` and ``--figures`` flags: their files change the law while a command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated

from cyclopts import Parameter

ReformFiles = Annotated[list[str] | None, Parameter(name="--reform", negative="")]
FigureFiles = Annotated[list[str] | None, Parameter(name="--figures", negative="")]


@contextmanager
def under(reforms: list[str] | None, figures: list[str] | None = None) -> Iterator[None]:
    """Apply the published figures of some files and the reforms of others, the last one on top.

    Raises:
        InputError: a file cannot be read, or has no figures or no reform.
    """
    with ExitStack() as files:
        if figures:
            from megaroth.law.load import stated
            from megaroth.readers.figures_file import read_figures

            files.enter_context(stated(*(read_figures(file) for file in figures)))
        if reforms:
            from megaroth.law.load import reformed
            from megaroth.readers.reform_file import read_reform

            files.enter_context(reformed(*(read_reform(file) for file in reforms)))
        yield
