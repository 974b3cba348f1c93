"""Describe where megaroth failed without any value of a household, so that a log may hold it."""

from __future__ import annotations

import traceback
from pathlib import Path

_FRAMES = 6


def location(error: BaseException) -> str:
    """The type of an error and the code lines it passed through, the last first; never its text,
    which may hold values.

    >>> try:
    ...     int("123-45-6789")
    ... except ValueError as error:
    ...     print(location(error).partition(" at ")[0])
    ValueError
    """
    found = [type(error).__name__]
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    if frames:
        found.append(
            " at "
            + ", ".join(
                f"{_module(one.filename)}:{one.lineno} {one.name}" for one in reversed(frames)
            )
        )
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        found.append(f", after {type(cause).__name__}")
    return "".join(found)


def _module(file: str) -> str:
    """A source file by its package, without the folders of the machine."""
    parts = Path(file).parts
    for start in ("site-packages", "src", "lib"):
        if start in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(start) :])
    return parts[-1] if parts else file
