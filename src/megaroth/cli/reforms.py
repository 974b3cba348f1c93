"""The ``--reform`` flag: the files of it, laid over the law while a command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from cyclopts import Parameter

ReformFiles = Annotated[list[str] | None, Parameter(name="--reform", negative="")]


@contextmanager
def under(files: list[str] | None) -> Iterator[None]:
    """Lay the reforms of some files over the law, the last on top.

    Raises:
        InputError: a file cannot be read or states no reform.
    """
    if not files:
        yield
        return
    from megaroth.law.reform import reformed
    from megaroth.readers.reform_file import read_reform

    with reformed(*(read_reform(file) for file in files)):
        yield
