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
from megaroth.service.scenarios import CHANGES
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


Typed = Annotated[str, Field(max_length=100)]


class QuickRequest(LawRequest):
    """The inputs of the quick answer, as typed; an empty text is no answer."""

    year: Typed = Field("", description="of the plan; if empty, this year")
    filing_status: Typed = Field("", description="if empty, single")
    state: Typed = Field("", description="two letters; if empty, no state tax is withheld")
    age: Typed = Field("", description="this year, or the year of birth")
    pay: Typed = Field("", description="a year, such as 150,000 or 150k")
    pay_frequency: Typed = Field("", description="weekly, biweekly, semimonthly or monthly")
    last_payday: Typed = Field("", description="the date of the last pay stub")
    match: Typed = Field("", description="50% up to 6%, or $1,500, or none, or unknown")
    deferred: Typed = Field("", description="deferrals of the year through the last pay stub")
    after_tax_so_far: Typed = Field("", description="after-tax contributions likewise")
    match_so_far: Typed = Field("", description="the match likewise")
    bonus: Typed = Field("", description="a bonus to come")
    bonus_month: Typed = Field("", description="in which it is paid, 1 to 12")
    after_tax: Typed = Field("", description="the plan takes after-tax money: yes, no, unknown")
    in_plan_conversion: Typed = Field("", description="it moves it to its Roth account")
    in_service_withdrawal: Typed = Field("", description="it may leave while one works there")
    separate_account: Typed = Field("", description="the plan accounts for it separately")
    today: date | None = Field(
        None, strict=False, description="the day of the question; if omitted, this machine's date"
    )


class PaychecksRequest(HouseholdRequest):
    """A household, and the day of the question."""

    today: date | None = Field(
        None, strict=False, description="the day of the question; if omitted, this machine's date"
    )


class PlanRequest(PaychecksRequest):
    """A household, the day of the question, and whether to add the journal."""

    journal: bool = False


class InterviewRequest(PaychecksRequest):
    """A household, and the day of the question."""


class InterviewEditRequest(PaychecksRequest):
    """A household, and a change of it: answers, or what to add or to remove. A household named by
    its name is saved with the change."""

    answers: dict[str, Annotated[str, Field(max_length=1_000)]] = Field(
        default={}, max_length=1_000, description="answers as typed, by path of the question"
    )
    add: str = Field("", max_length=60, description="spouse, or an item such as job")
    remove: str = Field("", max_length=200, description="the path of what to remove")
    place: str = Field("", max_length=200, description="of the person or job that gets it")
    called: str = Field("", max_length=200, description="the name of what is removed")


class LetterRequest(HouseholdRequest):
    """A household, and which letters."""

    offer: bool = Field(
        default=False,
        description="the request to offer after-tax contributions, instead of the questions",
    )


class OtherHousehold(_Closed):
    """A household file with its title."""

    title: str = Field(max_length=100)
    toml: str = Field(max_length=1_000_000)


class ScenariosRequest(PaychecksRequest):
    """A household, what to compare it with, and whether to look at the years ahead."""

    changes: list[str] = Field(
        default=[], max_length=6, description="of " + ", ".join(CHANGES) + "; state as state=TX"
    )
    others: list[OtherHousehold] = Field(default=[], max_length=6)
    ahead: bool = Field(default=False, description="also find what can be spent a year after work")


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


class NewName(_Closed):
    """The new name of a household, and the tag that its saved version must have."""

    to: str = Field(max_length=200)
    tag: str | None = Field(None, max_length=100)


class CopyName(_Closed):
    """The name of a copy."""

    to: str = Field(max_length=200)


class SavedHousehold(_Closed):
    """A saved household."""

    name: str
    toml: str
    tag: str
