"""Assumptions for projections, and the alternatives to compare."""

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
    """Assumptions for projections.

    Attributes:
        growth: annual nominal growth of investments, parts per million; with ``history``, the
            historical returns apply instead.
        inflation: annual inflation, parts per million; if omitted, that of the household, or else
            2.4%.
        pay_growth: annual nominal growth of pay, parts per million.
        dividend_yield: annual dividends of the taxable account, all qualified; part of ``growth``.
        turnover: share of the taxable account's unrealized gain that is realized each year.
        volatility: standard deviation of annual returns, parts per million.
        model: ``fixed`` growth, ``lognormal`` returns, a stationary block ``bootstrap`` of the
            years since 1928, or every ``history`` since 1871.
        stocks: share of the portfolio in stocks; the rest is in ten-year notes (``bootstrap`` and
            ``history``).
        paths: number of random paths (``lognormal`` and ``bootstrap``).
        seed: seed of the random generator.
        plan_until: age of the first person at which the plan ends.
        heirs_rate: heirs' tax rate on remaining pre-tax money, parts per million.
        withdrawals: ``conventional`` (taxable, pre-tax, Roth), ``proportional``, or ``bracket``
            (pre-tax to the top of ``fill_to`` first).
        fill_to: rate of the bracket that withdrawals and conversions fill.
        conversions: convert pre-tax money up to that bracket in the years between retirement and
            required distributions.
        retirement_state: state of residence from the year after the first person has stopped
            working.
        survivor_spending: spending after a spouse's death as a share of the couple's spending,
            parts per million.
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
        monthly: monthly benefit at ``from_age``, in today's money, cents; if omitted, calculated by
            the benefit formula from pay that grew with the average wage.
        from_age: age at which the benefit is claimed, 62 to 70.
    """

    monthly: Money | None = None
    from_age: Age = 67


@dataclass(frozen=True, kw_only=True)
class TaxableAccount:
    """Taxable accounts.

    Attributes:
        value: value on January 1, cents.
        basis: cost basis, cents.
    """

    value: Money = 0
    basis: Money = 0


@dataclass(frozen=True, kw_only=True)
class StatusChange:
    """A filing status from a later year on.

    Attributes:
        year: the first calendar year.
        filing_status: filing status on the return of that year.
    """

    year: Year
    filing_status: FilingStatus


@dataclass(frozen=True, kw_only=True)
class StatedConversion:
    """Pre-tax money to convert to Roth in a year.

    Attributes:
        year: the calendar year.
        amount: dollars of that year.
    """

    year: Year
    amount: Money


@dataclass(frozen=True, kw_only=True)
class StatedWithdrawal:
    """Withdrawals of a year. Further needs are met from the taxable account and then in the
    conventional order.

    Attributes:
        year: the calendar year.
        pre_tax: pre-tax money, including required distributions, dollars of that year.
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
"""Names of the known alternatives, in the order of the list."""


@dataclass(frozen=True, kw_only=True)
class AlternativeSpec:
    """A use of the money to compare: a known alternative by its name, or a new one based on
    another.

    Attributes:
        name: name of the alternative; without other keys, one of the known names.
        of: the alternative that it is based on; if omitted, ``name``.
        after_tax: maximum after-tax contribution a year, cents.
        deferral_kind: ``pre_tax`` or ``roth``.
        deferral: maximum deferral a year, cents.
        way: where after-tax money goes: ``in_plan``, ``roth_ira``, ``roth_ira_split`` (earnings to
            a traditional IRA) or ``none``.
        how_often: how often after-tax money moves within the plan.
        order: the order in which cash is used.
        conversions: conversions to Roth by year. If any are stated, other years fill no bracket.
        withdrawals: withdrawals by year. Other years follow the order of withdrawals.
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
