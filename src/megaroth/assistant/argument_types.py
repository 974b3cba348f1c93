"""Types of the arguments of tools, with their limits."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from megaroth.contract.schema_version import VERSIONS
from megaroth.model.fields import FIRST_YEAR, LAST_YEAR, MOST_DOLLARS, OLDEST

Dollars = Annotated[float, Field(ge=0, le=MOST_DOLLARS)]
Age = Annotated[int, Field(ge=0, le=OLDEST)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Version = Annotated[
    int,
    Field(ge=VERSIONS[0], le=VERSIONS[-1], description="The version of the answer's schema."),
]
Day = Annotated[
    date | None, Field(description="The day of the question; if omitted, this machine's date.")
]
StatedFigures = Annotated[
    str | None,
    Field(
        description="The text of a file (TOML) of published figures that the law data lacks: only "
        "what the user states."
    ),
]
