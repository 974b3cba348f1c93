"""What the HTTP interface is asked, as closed models: a key that is none, or a value beyond its
bounds, is refused."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from megaroth.kernel.errors import InputError
from megaroth.model.fields import FIRST_YEAR, LAST_YEAR, MOST_DOLLARS, OLDEST
from megaroth.readers.toml_file import beyond_bounds
from megaroth.service.defaults import MARGINAL_AMOUNT, OBJECTIVE, REAL
from megaroth.service.options import DESTINATIONS, MARGINAL_ITEMS, OBJECTIVES
from megaroth.web.server.error_responses import refuse_half_characters

# The bounds are those of the household file: what one face refuses no other takes.
Dollars = Annotated[float, Field(ge=0, le=MOST_DOLLARS)]
Age = Annotated[int, Field(ge=0, le=OLDEST)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _bounded(cls, data: Any) -> Any:
        """JSON has the bounds of a file, before anything is made of it; and no half of a character,
        which no text could hold."""
        if problems := [problem for _, problem in beyond_bounds(data, "body", "a question")]:
            raise InputError(problems)
        refuse_half_characters(data)
        return data


class OfLaw(_Closed):
    """A question that the law of some years answers."""

    figures: str | None = Field(
        None,
        description="the text of a file of published figures that the law data does not hold yet",
        max_length=100_000,
    )


class Asked(OfLaw):
    """A household: one that is saved, by name; its file's text; or its keys as JSON. One of the
    three."""

    name: str | None = Field(None, description="of a saved household", max_length=60)
    toml: str | None = Field(None, description="the text of a household file", max_length=1_000_000)
    household: dict[str, Any] | None = Field(
        None, description="the keys of a household file; GET /schemas/household has them"
    )


class AskedPlan(Asked):
    """A household, and whether the journal is wanted."""

    journal: bool = False


class AskedTax(Asked):
    """A household, and an item to add to."""

    marginal: str | None = Field(None, description="one of " + ", ".join(MARGINAL_ITEMS))
    amount: float = Field(
        MARGINAL_AMOUNT / 100, gt=0, le=MOST_DOLLARS, description="dollars more of it"
    )


class AskedYears(Asked):
    """A household, which alternative, and whose money."""

    alternative: str | None = Field(None, max_length=60)
    real: bool = REAL


class AskedComparison(Asked):
    """A household, and what else to search."""

    sensitivity: bool = False
    spending: bool = False


class AskedBest(Asked):
    """A household and an aim."""

    objective: str = Field(OBJECTIVE, description="one of " + ", ".join(OBJECTIVES))
    at_age: Age | None = None
    take_home: Dollars | None = None
    liquid: Dollars | None = None
    moves: int | None = Field(None, ge=0, le=366)
    keep_claims: bool = False


class AskedWhy(Asked):
    """A household and the figure to explain."""

    figure: str = Field(max_length=60)


class AskedRoom(OfLaw):
    """Figures of one person and job, dollars; what is left out is the most allowed, or none."""

    year: Year | None = None
    age: Age
    pay: Dollars | None = None
    deferral: Dollars | None = None
    catch_up: Dollars = 0
    employer: Dollars = 0
    after_tax: Dollars = 0


class Part(_Closed):
    """A part of a distribution and where it goes."""

    to: str = Field(description="one of " + ", ".join(DESTINATIONS))
    amount: Dollars


class AskedSplit(OfLaw):
    """A distribution from a plan, dollars."""

    year: Year | None = None
    balance: Dollars
    after_tax: Dollars
    distribute: Dollars | None = None
    to: list[Part] = Field(default_factory=list, max_length=20)
    separate_source: bool = False


class HouseholdFile(_Closed):
    """A household file."""

    toml: str = Field(max_length=1_000_000)


class SavedHousehold(_Closed):
    """A household as it is saved."""

    name: str
    toml: str
    tag: str
