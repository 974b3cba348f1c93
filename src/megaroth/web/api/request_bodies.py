"""The request bodies of the HTTP interface, as closed models: unknown keys and values out of bounds
are refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from megaroth.kernel.errors import InputError
from megaroth.kernel.message import message
from megaroth.model.fields import FIRST_YEAR, LAST_YEAR, MOST_DOLLARS, OLDEST
from megaroth.readers.toml_file import beyond_bounds
from megaroth.service.defaults import MARGINAL_AMOUNT, OBJECTIVE, REAL
from megaroth.service.options import MARGINAL_ITEMS, OBJECTIVES, POLICIES
from megaroth.service.rollover import DESTINATIONS
from megaroth.web.server.error_responses import refuse_half_characters

# The bounds are those of the household file, so that all interfaces refuse the same values.
Dollars = Annotated[float, Field(ge=0, le=MOST_DOLLARS)]
Age = Annotated[int, Field(ge=0, le=OLDEST)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _bounded(cls, data: Any) -> Any:
        """Check JSON against the bounds of a file before it is used, and refuse half characters,
        which no text can hold."""
        if problems := [
            problem for _, problem in beyond_bounds(data, "body", message("a_question"))
        ]:
            raise InputError(problems)
        refuse_half_characters(data)
        return data


class LawRequest(_Closed):
    """A question that depends on the law."""

    figures: str | None = Field(
        None,
        description="the text of a file of published figures that the law data does not hold yet",
        max_length=100_000,
    )


class HouseholdRequest(LawRequest):
    """A household: the name of a saved one, the text of its file, or its keys as JSON. One of the
    three."""

    name: str | None = Field(None, description="the name of a saved household", max_length=60)
    toml: str | None = Field(None, description="the text of a household file", max_length=1_000_000)
    household: dict[str, Any] | None = Field(
        None, description="the keys of a household file; GET /schemas/household has them"
    )


class PaychecksRequest(HouseholdRequest):
    """A household, and the day of the question."""

    today: date | None = Field(
        None, strict=False, description="the day of the question; if omitted, this machine's date"
    )


class PlanRequest(PaychecksRequest):
    """A household, the day of the question, and whether to add the journal."""

    journal: bool = False


class TaxRequest(HouseholdRequest):
    """A household, and an item of the return to add to."""

    marginal: str | None = Field(None, description="one of " + ", ".join(MARGINAL_ITEMS))
    amount: float = Field(
        MARGINAL_AMOUNT / 100, gt=0, le=MOST_DOLLARS, description="dollars more of it"
    )


class ProjectRequest(HouseholdRequest):
    """A household, an alternative, and the money that amounts are in."""

    alternative: str | None = Field(None, max_length=60)
    real: bool = REAL


class CompareRequest(HouseholdRequest):
    """A household, and what else to calculate."""

    sensitivity: bool = False
    spending: bool = False
    policy: str | None = Field(
        None,
        description="one of "
        + ", ".join(POLICIES)
        + "; if omitted best, in schema version 1 same, which is all that it has",
    )
    best: bool = Field(
        default=False,
        description="also search for the best plans with and without after-tax contributions",
    )


class OptimizeRequest(HouseholdRequest):
    """A household and the aim of the best plan."""

    objective: str = Field(OBJECTIVE, description="one of " + ", ".join(OBJECTIVES))
    at_age: Age | None = None
    take_home: Dollars | None = None
    liquid: Dollars | None = None
    moves: int | None = Field(None, ge=0, le=366)
    keep_claims: bool = False


class WorksheetsRequest(HouseholdRequest):
    """A household and the figure to explain."""

    figure: str = Field(max_length=60)


class RoomRequest(LawRequest):
    """Figures of one person and job, dollars. A missing deferral is the most allowed; other missing
    figures are zero or unlimited."""

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


class RolloverRequest(LawRequest):
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
    """A saved household."""

    name: str
    toml: str
    tag: str
