"""Change a household file for the interview."""

from __future__ import annotations

from collections.abc import Callable

from tomlkit import TOMLDocument

from megaroth.interview.refusals import RefusedError
from megaroth.kernel.errors import InputError
from megaroth.readers import toml_edit


def edited(text: str, change: Callable[[TOMLDocument], None]) -> str:
    """A file's text after a change of its document.

    Raises:
        RefusedError: the file cannot be changed.
    """
    try:
        return toml_edit.edited(text, change)
    except InputError:
        raise RefusedError(
            {
                "": "The interview cannot change a file that is written like this. Edit it on the "
                "File page."
            }
        ) from None
