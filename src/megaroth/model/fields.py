"""Kinds of field in the household file, and the values that each accepts.

A kind is plain data, and only ``readers`` applies it. In Python, the same fields hold cents, parts
per million, dates and booleans, and may hold columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeAlias

from megaroth.kernel.money import MOST_CENTS, Cents
from megaroth.model.sources import ACCOUNTS

FIRST_YEAR, LAST_YEAR = 2002, 2100
"""Calendar years that a household, a table or a request may use."""

OLDEST = 120
"""The highest age that is accepted."""

MOST_CHILDREN = 20
MOST_CHANGES = 60
"""The most changes of elections in a year that a file can ask for."""
MOST_TIMES = 12
"""The most times a year that a plan can be said to allow something."""
MOST_BLIND = 2
MOST_PEOPLE = 2
LONGEST_NAME = 200

MOST_DOLLARS = MOST_CENTS // 100
"""The largest amount that is accepted, in dollars."""

MOST_ITEMS = {
    "people": 10,
    "jobs": 12,
    "iras": 20,
    "match": 20,
    "alternatives": 30,
    "children_born": MOST_CHILDREN,
}
"""The longest list that is read, by key; :data:`MOST_OF_A_LIST` for the others. Later checks decide
what a household may have."""

MOST_OF_A_LIST = 120

Unknown: TypeAlias = Literal["unknown"]
UNKNOWN: Unknown = "unknown"


def is_unknown(value: object) -> bool:
    """Whether a value of a file says that it is unknown."""
    return isinstance(value, str) and value == UNKNOWN


def known_amount(value: Cents | Unknown) -> Cents:
    """The amount or rate of a plan rule.

    Raises:
        TypeError: it is unknown. Resolve it first (:mod:`megaroth.planyear.unknowns`).
    """
    if isinstance(value, str):
        raise TypeError("an unknown plan rule was not resolved")
    return value


@dataclass(frozen=True)
class Kind:
    """What a field accepts.

    Attributes:
        form: ``money``, ``signed_money``, ``rate``, ``signed_rate``, ``date``, ``flag``,
            ``choice``, ``name``, ``count`` or ``year``.
        choices: the accepted words of a ``choice``.
        unknown: whether ``"unknown"`` is accepted too.
        most: the largest accepted rate, parts per million, or count.
        least: the smallest accepted rate; None for ``-most``.
    """

    form: str
    choices: tuple[str, ...] = ()
    unknown: bool = False
    most: int = 10_000_000
    least: int | None = None


@dataclass(frozen=True)
class OrUnknown:
    """A table or list that may be ``"unknown"`` instead."""


@dataclass(frozen=True)
class NotEmpty:
    """A list with at least one entry, if it is stated."""


Money = Annotated[Cents, Kind("money")]
SignedMoney = Annotated[Cents, Kind("signed_money")]
Rate = Annotated[int, Kind("rate", most=1_000_000)]
AnyRate = Annotated[int, Kind("rate")]
Growth = Annotated[Cents, Kind("signed_rate", most=1_000_000)]
YearlyGrowth = Annotated[Cents, Kind("signed_rate", most=1_000_000, least=-500_000)]
"""Growth in projections: a mean of -100% has no logarithm."""
Inflation = Annotated[int, Kind("signed_rate", most=1_000_000, least=-100_000)]
Date = Annotated[date, Kind("date")]
Flag = Annotated[bool, Kind("flag")]
FlagOrUnknown = Annotated[bool | Unknown, Kind("flag", unknown=True)]
RateOrUnknown = Annotated[int | Unknown, Kind("rate", unknown=True, most=1_000_000)]
MoneyOrUnknown = Annotated[Cents | Unknown, Kind("money", unknown=True)]
DateOrUnknown = Annotated[date | Unknown, Kind("date", unknown=True)]
Name = Annotated[str, Kind("name")]
Count = Annotated[int, Kind("count", most=MOST_CHILDREN)]
Changes = Annotated[int, Kind("count", most=MOST_CHANGES)]
TimesOrUnknown = Annotated[int | Unknown, Kind("count", most=MOST_TIMES, unknown=True)]
Age = Annotated[int, Kind("count", most=OLDEST)]
Blind = Annotated[int, Kind("count", most=MOST_BLIND)]
Year = Annotated[int, Kind("year")]

FILING_STATUSES = (
    "single",
    "married_joint",
    "married_separate",
    "head_of_household",
    "qualifying_surviving_spouse",
)
FilingStatus = Annotated[str, Kind("choice", FILING_STATUSES)]
Frequency = Annotated[str, Kind("choice", ("weekly", "biweekly", "semimonthly", "monthly"))]
ExtraPaycheck = Annotated[str, Kind("choice", ("full", "spread"), unknown=True)]
HolidayRule = Annotated[str, Kind("choice", ("before", "after", "none"))]
BonusElections = Annotated[str, Kind("choice", ("regular", "bonus", "none"))]
BonusKind = Annotated[str, Kind("choice", ("bonus", "commission", "stock"))]
ElectionSteps = Annotated[str, Kind("choice", ("1%", "0.5%", "0.1%", "$1", "$0.01"), unknown=True)]
PayCapMethod = Annotated[str, Kind("choice", ("year", "stop", "per_check"), unknown=True)]
Preference = Annotated[str, Kind("choice", ("early", "level"))]
CapBase = Annotated[str, Kind("choice", ("pay", "limited_pay", "net_pay"))]
PLAN_KINDS = ("401(k)", "403(b)", "457(b)")
PlanKind = Annotated[str, Kind("choice", PLAN_KINDS, unknown=True)]
InPlan = Annotated[
    str, Kind("choice", ("each_paycheck", "quarterly", "yearly", "on_request", "no"), unknown=True)
]
MatchPeriod = Annotated[str, Kind("choice", ("paycheck", "year"), unknown=True)]
Source = Annotated[str, Kind("choice", ACCOUNTS)]
IraKind = Annotated[str, Kind("choice", ("traditional", "roth", "sep", "simple"))]
Coverage = Annotated[str, Kind("choice", ("family", "self_only", "none"))]
DeferralKind = Annotated[str, Kind("choice", ("pre_tax", "roth"))]
Destination = Annotated[str, Kind("choice", ("designated_roth", "roth_ira"))]
ORDER = ("match", "hsa", "deferral", "catch_up", "ira", "after_tax")
OrderStep = Annotated[str, Kind("choice", ORDER)]
# fmt: off
STATES = (
    "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN",
    "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ",
    "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA",
    "WI", "WV", "WY",
)
# fmt: on
State = Annotated[str, Kind("choice", STATES)]
City = Annotated[str, Kind("choice", ("New York City",))]
