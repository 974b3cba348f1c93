"""Assumptions for projections, and the alternatives to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.model.catalog import Ask, Key
from megaroth.model.fields import (
    Age,
    DeferralKind,
    FilingStatus,
    Growth,
    Inflation,
    InPlan,
    Kind,
    Money,
    Name,
    OrderStep,
    Rate,
    State,
    Year,
    YearlyGrowth,
)

Paths = Annotated[int, Kind("count", most=1_000_000)]
Seed = Annotated[int, Kind("count", most=2**31 - 1)]
Model = Annotated[str, Kind("choice", ("fixed", "lognormal", "bootstrap", "history"))]
Withdrawals = Annotated[
    str,
    Kind(
        "choice",
        ("conventional", "proportional", "bracket", "penalty_aware", "penalty_aware_bracket"),
    ),
]
FILL_TO = 220_000
"""The rate of the bracket to be filled where the file states none, parts per million."""

Way = Annotated[str, Kind("choice", ("in_plan", "roth_ira", "roth_ira_split", "none"))]


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """Assumptions for projections."""

    growth: Annotated[
        YearlyGrowth,
        Key(
            "annual nominal growth of investments; with `history`, the historical returns "
            "apply instead.",
            ask=Ask("ahead", "Annual growth of investments", "Nominal.", default="6%"),
        ),
    ] = 60_000
    inflation: Annotated[
        Inflation | None,
        Key(
            "annual inflation; if omitted, that of the household, or else 2.4%.",
            ask=Ask("ahead", "Inflation", default="2.4%"),
        ),
    ] = None
    pay_growth: Annotated[Growth, Key("annual nominal growth of pay.")] = 34_000
    dividend_yield: Annotated[
        Rate, Key("annual dividends of the taxable account, all qualified; part of `growth`.")
    ] = 15_000
    turnover: Annotated[
        Rate, Key("share of the taxable account's unrealized gain that is realized each year.")
    ] = 50_000
    volatility: Annotated[
        Rate,
        Key(
            "standard deviation of annual returns.",
            ask=Ask("ahead", "Standard deviation of annual returns", default="15%"),
        ),
    ] = 150_000
    model: Annotated[
        Model,
        Key(
            "`fixed` growth, `lognormal` returns, a stationary block `bootstrap` of the "
            "years since 1928, or every `history` since 1871.",
            ask=Ask(
                "ahead",
                "Returns",
                default="drawn (lognormal)",
                choices=(
                    ("lognormal", "drawn (lognormal)"),
                    ("bootstrap", "drawn from historical years"),
                    ("history", "every historical starting year"),
                    ("fixed", "the same every year"),
                ),
            ),
        ),
    ] = "lognormal"
    stocks: Annotated[
        Rate,
        Key(
            "share of the portfolio in stocks; the rest is in ten-year notes (`bootstrap` "
            "and `history`)."
        ),
    ] = 800_000
    paths: Annotated[Paths, Key("number of random paths (`lognormal` and `bootstrap`).")] = 1_000
    seed: Annotated[Seed, Key("seed of the random generator.")] = 1
    plan_until: Annotated[
        Age,
        Key(
            "age of the first person at which the plan ends.",
            ask=Ask("ahead", "Plan until you are", default="90"),
        ),
    ] = 90
    heirs_rate: Annotated[
        Rate,
        Key(
            "heirs' tax rate on remaining pre-tax money.",
            ask=Ask("ahead", "Heirs' tax rate on remaining pre-tax money", default="24%"),
        ),
    ] = 240_000
    withdrawals: Annotated[
        Withdrawals | None,
        Key(
            "`conventional` (taxable, pre-tax, Roth), `proportional`, `bracket` (pre-tax to the "
            "top of `fill_to` first), or `penalty_aware` and `penalty_aware_bracket`: before "
            "59 1/2, money subject to the 10% additional tax last; from then on `conventional` "
            "or `bracket`; `conventional` if omitted."
        ),
    ] = None
    fill_to: Annotated[
        Rate | None,
        Key("rate of the bracket that withdrawals and conversions fill; 22% if omitted."),
    ] = None
    conversions: Annotated[
        bool | None,
        Kind("flag"),
        Key(
            "convert pre-tax money up to that bracket in the years between retirement and "
            "required distributions; `false` if omitted."
        ),
    ] = None
    retirement_state: Annotated[
        State | None,
        Key(
            "state of residence from the year after the first person has stopped working.",
            ask=Ask("ahead", "State you live in after you retire", default="the same"),
        ),
    ] = None
    survivor_spending: Annotated[
        Rate, Key("spending after a spouse's death as a share of the couple's spending.")
    ] = 1_000_000


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
