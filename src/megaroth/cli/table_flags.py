"""The flags that commands with ``--table`` share. The tables are loaded only when one is read."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

Keep = Annotated[list[str] | None, Parameter(name="--keep", negative="")]

PAY_NEEDED = "pay, because a match or nonelective contribution is a share of it"
"""What a match without pay lacks."""
