"""The flags that commands with ``--table`` share; the tables themselves load only when one is
read."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

Keep = Annotated[list[str] | None, Parameter(name="--keep", negative="")]
