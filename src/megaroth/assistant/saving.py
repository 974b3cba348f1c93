"""The tool that saves a household file, where the user named a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from megaroth.assistant.tool_answers import Data, plain
from megaroth.kernel.errors import InputError, Problem
from megaroth.kernel.files import KEY_FILE, kind_of, write_whole
from megaroth.kernel.ownership import owned
from megaroth.readers.household_file import parse_household

Household = Annotated[
    str,
    Field(description="The text of a household file (TOML); household_format describes its keys."),
]


def saving(folder: Path) -> Callable[..., Data]:
    """The tool that saves household files in a folder."""

    def save_household(
        name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$")],
        household: Household,
    ) -> Data:
        """Save a household file in the folder that the user chose. A file of the same name is
        replaced."""
        parse_household(household)
        if not folder.is_dir():
            raise InputError([Problem("--write", str(folder), "an existing folder")])
        target = folder / f"{name.strip(' .')}.toml"
        # A page that has the folder open keeps versions of its own files, and would miss this one.
        with owned("--write", folder):
            if os.path.lexists(folder / KEY_FILE):
                # This tool writes plain text.
                raise InputError(
                    [
                        Problem(
                            "--write",
                            f"the locked folder {folder}",
                            "a folder without a passphrase, or the page of this one",
                        )
                    ]
                )
            if os.path.lexists(target) and (kind := kind_of(target)):
                raise InputError(
                    [
                        Problem(
                            "name",
                            f"{kind} of that name",
                            "a household file, or an unused name",
                            str(target),
                        )
                    ]
                )
            write_whole("name", str(target), [household], private=True)
        return plain(f"Saved as {target.name}.", {"file": str(target)})

    return save_household
