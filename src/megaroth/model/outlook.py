"""What a household states for the years ahead: benefits, the taxable account, changes of status,
and the alternatives to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Ask, Key
from megaroth.model.fields import (
    Age,
    DeferralKind,
    FilingStatus,
    InPlan,
    Kind,
    Money,
    Name,
    OrderStep,
    Year,
)

Way = Annotated[str, Kind("choice", ("in_plan", "roth_ira", "roth_ira_split", "none"))]


@dataclass(frozen=True, kw_only=True)
class SocialSecurity:
    """A person's Social Security retirement benefit."""

    monthly: Annotated[
        Money | None,
        Key(
            "monthly benefit at `from_age`, in today's money; if omitted, calculated by "
            "the benefit formula from pay that grew with the average wage.",
            ask=Ask(
                "ahead",
                "Monthly Social Security benefit",
                "At the age below, in today's money. ssa.gov shows it.",
                default="calculated from pay",
            ),
        ),
    ] = None
    from_age: Annotated[
        Age,
        Key(
            "age at which the benefit is claimed, 62 to 70.",
            ask=Ask("ahead", "Claimed at age", "62 to 70.", default="67"),
        ),
    ] = 67


@dataclass(frozen=True, kw_only=True)
class TaxableAccount:
    """Taxable accounts."""

    value: Annotated[
        Money,
        Key(
            "value on January 1.",
            ask=Ask("accounts", "Taxable accounts", "Value on January 1.", default="nothing"),
        ),
    ] = 0
    basis: Annotated[
        Money,
        Key(
            "cost basis.",
            ask=Ask(
                "accounts",
                "Cost basis of taxable accounts",
                "What you paid for them.",
                default="nothing",
            ),
        ),
    ] = 0


@dataclass(frozen=True, kw_only=True)
class StatusChange:
    """A filing status from a later year on."""

    year: Annotated[Year, Key("the first calendar year.")]
    filing_status: Annotated[FilingStatus, Key("filing status on the return of that year.")]


@dataclass(frozen=True, kw_only=True)
class StatedConversion:
    """Pre-tax money to convert to Roth in a year."""

    year: Annotated[Year, Key("the calendar year.")]
    amount: Annotated[Money, Key("dollars of that year.")]


@dataclass(frozen=True, kw_only=True)
class StatedWithdrawal:
    """Withdrawals of a year. Further needs are met from the taxable account and then in the
    conventional order."""

    year: Annotated[Year, Key("the calendar year.")]
    pre_tax: Annotated[
        Money, Key("pre-tax money, including required distributions, dollars of that year.")
    ] = 0
    roth: Annotated[Money, Key("Roth money, dollars of that year.")] = 0


ALTERNATIVES = (
    "taxable",
    "mega",
    "mega_each_paycheck",
    "mega_quarterly",
    "mega_yearly",
    "mega_roth_ira",
    "mega_roth_ira_split",
    "after_tax_left",
    "roth_deferral",
    "pre_tax_deferral",
    "without_ira",
    "ira_first",
    "mega_if_offered",
    "hsa_first",
)
"""Names of the known alternatives, in the order of the list."""


@dataclass(frozen=True, kw_only=True)
class AlternativeSpec:
    """A use of the money to compare: a known alternative by its name, or a new one based on
    another."""

    name: Annotated[
        Name, Key("name of the alternative; without other keys, one of the known names.")
    ]
    of: Annotated[Name | None, Key("the alternative that it is based on; if omitted, `name`.")] = (
        None
    )
    after_tax: Annotated[Money | None, Key("maximum after-tax contribution a year.")] = None
    deferral_kind: Annotated[DeferralKind | None, Key("`pre_tax` or `roth`.")] = None
    deferral: Annotated[Money | None, Key("maximum deferral a year.")] = None
    way: Annotated[
        Way | None,
        Key(
            "where after-tax money goes: `in_plan`, `roth_ira`, `roth_ira_split` (earnings "
            "to a traditional IRA) or `none`."
        ),
    ] = None
    how_often: Annotated[InPlan | None, Key("how often after-tax money moves within the plan.")] = (
        None
    )
    order: Annotated[tuple[OrderStep, ...] | None, Key("the order in which cash is used.")] = None
    conversions: Annotated[
        tuple[StatedConversion, ...] | None,
        Key("conversions to Roth by year. If any are stated, other years fill no bracket."),
    ] = None
    withdrawals: Annotated[
        tuple[StatedWithdrawal, ...] | None,
        Key("withdrawals by year. Other years follow the order of withdrawals."),
    ] = None
