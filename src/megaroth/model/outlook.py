"""What a household expects of the years ahead, and what it wants compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

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
Withdrawals = Annotated[str, Kind("choice", ("conventional", "proportional", "bracket"))]
Way = Annotated[str, Kind("choice", ("in_plan", "roth_ira", "roth_ira_split", "none"))]


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """What is taken for granted of the years ahead.

    Attributes:
        growth: growth a year of invested money, nominal, parts per million; with history, that of the record.
        inflation: price growth a year, parts per million; omitted: that of the household, else 2.4%.
        pay_growth: growth of pay a year, nominal, parts per million.
        dividend_yield: dividends a year of the taxable account, all qualified; part of ``growth``.
        turnover: part of the taxable account's unrealized gain that is realized each year.
        volatility: standard deviation of a year's return, parts per million.
        model: ``fixed`` growth, ``lognormal`` returns, a stationary block ``bootstrap`` of the years since 1928, or every ``history``
            since 1871.
        stocks: part of the portfolio in stocks, the rest in ten-year notes (``bootstrap`` and ``history``).
        paths: how many paths are drawn (``lognormal`` and ``bootstrap``).
        seed: the draw.
        plan_until: the age of the first person at which the plan ends.
        heirs_rate: tax rate on pre-tax money that is left, parts per million.
        withdrawals: ``conventional`` (taxable, pre-tax, Roth), ``proportional``, or ``bracket`` (pre-tax to the top of ``fill_to``
            first).
        fill_to: the bracket, by its rate, that withdrawals and conversions fill.
        conversions: convert pre-tax money up to that bracket in the years between retirement and required distributions.
        retirement_state: the state lived in from the year after the first person has stopped working.
        survivor_spending: what is spent after a spouse's death, of what would be spent by both, parts per million.
    """

    growth: YearlyGrowth = 60_000
    inflation: Inflation | None = None
    pay_growth: Growth = 34_000
    dividend_yield: Rate = 15_000
    turnover: Rate = 50_000
    volatility: Rate = 150_000
    model: Model = "lognormal"
    stocks: Rate = 800_000
    paths: Paths = 1_000
    seed: Seed = 1
    plan_until: Age = 90
    heirs_rate: Rate = 240_000
    withdrawals: Withdrawals = "conventional"
    fill_to: Rate = 220_000
    conversions: Annotated[bool, Kind("flag")] = False
    retirement_state: State | None = None
    survivor_spending: Rate = 1_000_000


@dataclass(frozen=True, kw_only=True)
class SocialSecurity:
    """A person's Social Security retirement benefit.

    Attributes:
        monthly: at ``from_age``, in today's money, cents; omitted: by the benefit formula, from pay that grew with the average wage.
        from_age: the age at which it is claimed, 62 to 70.
    """

    monthly: Money | None = None
    from_age: Age = 67


@dataclass(frozen=True, kw_only=True)
class TaxableAccount:
    """Money in taxable accounts.

    Attributes:
        value: on January 1, cents.
        basis: what was paid for it, cents.
    """

    value: Money = 0
    basis: Money = 0


@dataclass(frozen=True, kw_only=True)
class StatusChange:
    """A filing status from a later year on.

    Attributes:
        year: the first calendar year.
        filing_status: as on the return of that year.
    """

    year: Year
    filing_status: FilingStatus


@dataclass(frozen=True, kw_only=True)
class StatedConversion:
    """Pre-tax money that is converted to Roth in a year.

    Attributes:
        year: the calendar year.
        amount: dollars of that year.
    """

    year: Year
    amount: Money


@dataclass(frozen=True, kw_only=True)
class StatedWithdrawal:
    """What a year draws; what it needs beyond that comes from the taxable account and then the rest of the conventional order.

    Attributes:
        year: the calendar year.
        pre_tax: pre-tax money, required distributions included, dollars of that year.
        roth: Roth money, dollars of that year.
    """

    year: Year
    pre_tax: Money = 0
    roth: Money = 0


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
"""Names of the alternatives that are known, in the order in which they are listed."""


@dataclass(frozen=True, kw_only=True)
class AlternativeSpec:
    """One thing to do with the money: a known alternative by its name, or a new one that starts from another.

    Attributes:
        name: what to call it; alone, one of the known names.
        of: the alternative that it starts from; omitted: ``name``.
        after_tax: the most to contribute after tax a year, cents.
        deferral_kind: ``pre_tax`` or ``roth``.
        deferral: the most to defer a year, cents.
        way: where after-tax money goes: ``in_plan``, ``roth_ira``, ``roth_ira_split`` (earnings to a traditional IRA) or ``none``.
        how_often: how often it moves in the plan.
        order: the order in which cash is used.
        conversions: what is converted to Roth by year; with any stated, no bracket is filled in other years.
        withdrawals: what is drawn by year; other years follow the order of withdrawals.
    """

    name: Name
    of: Name | None = None
    after_tax: Money | None = None
    deferral_kind: DeferralKind | None = None
    deferral: Money | None = None
    way: Way | None = None
    how_often: InPlan | None = None
    order: tuple[OrderStep, ...] | None = None
    conversions: tuple[StatedConversion, ...] | None = None
    withdrawals: tuple[StatedWithdrawal, ...] | None = None
