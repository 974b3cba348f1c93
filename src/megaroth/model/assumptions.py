"""Assumptions for projections: markets, what accounts hold and cost, and how years after work are
paid for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.money import PPM
from megaroth.model.catalog import Ask, Key, Line
from megaroth.model.fields import Age, Growth, Inflation, Kind, Money, Rate, State, YearlyGrowth

Paths = Annotated[int, Kind("count", most=1_000_000)]
Seed = Annotated[int, Kind("count", most=2**31 - 1)]
Model = Annotated[str, Kind("choice", ("fixed", "lognormal", "bootstrap", "history"))]
Withdrawals = Annotated[
    str,
    Kind(
        "choice",
        (
            "conventional",
            "proportional",
            "bracket",
            "taxable_then_bracket",
            "penalty_aware",
            "penalty_aware_bracket",
        ),
    ),
]
FILL_TO = 220_000
"""The rate of the bracket to be filled where the file states none, parts per million."""

BondInterest = Annotated[int, Kind("rate", most=200_000)]
Fee = Annotated[int, Kind("rate", most=100_000)]
"""A fee of 10% a year or more is a fraction that was meant as a percentage."""

_STOCKS = 800_000
"""The share of stocks where the file states neither it nor bonds, parts per million."""


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """Assumptions for projections."""

    growth: Annotated[
        YearlyGrowth,
        Key(
            "annual nominal growth of investments; with `history`, the historical returns "
            "apply instead.",
            ask=Ask("ahead", "Annual growth of investments", "Nominal.", default="6%"),
            line=Line('"6%"', "a year, on everything except bonds"),
        ),
    ] = 60_000
    inflation: Annotated[
        Inflation | None,
        Key(
            "annual inflation; if omitted, that of the household, or else 2.4%.",
            ask=Ask(
                "ahead",
                "Inflation",
                "A year. Amounts in today’s money and the limits of the law grow with it.",
                default="2.4%",
            ),
        ),
    ] = None
    pay_growth: Annotated[Growth, Key("annual nominal growth of pay.")] = 34_000
    dividend_yield: Annotated[
        Rate,
        Key("annual dividends of the taxable account, less those of its bonds; part of `growth`."),
    ] = 15_000
    unqualified_dividends: Annotated[
        Rate,
        Key(
            "share of these dividends that is not qualified, so that it is taxed as ordinary "
            "income; if omitted, none."
        ),
    ] = 0
    turnover: Annotated[
        Rate, Key("share of the taxable account's unrealized gain that is realized each year.")
    ] = 50_000
    volatility: Annotated[
        Rate,
        Key(
            "standard deviation of annual returns.",
            ask=Ask(
                "ahead",
                "Standard deviation of annual returns",
                "How far returns spread around their average. About 15% is usual for stocks.",
                default="15%",
            ),
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
                "At random from a distribution, from history, or the same every year.",
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
        Rate | None,
        Key(
            "share of the portfolio in stocks; the rest is in ten-year notes (`bootstrap` "
            "and `history`); 80% if omitted, or 100% if a share of bonds is stated, which is on "
            "top of it."
        ),
    ] = None
    taxable_bonds: Annotated[
        Rate,
        Key(
            "share of bonds in the taxable account; the rest grows at `growth`.",
            ask=Ask(
                "ahead",
                "Share of bonds in taxable accounts",
                "Bonds, bond funds, certificates of deposit and money market funds.",
                default="none",
                later=True,
            ),
            line=Line('"20%"', "share of bonds in the taxable account"),
        ),
    ] = 0
    pre_tax_bonds: Annotated[
        Rate,
        Key(
            "share of bonds in pre-tax money of plans and IRAs.",
            ask=Ask(
                "ahead",
                "Share of bonds in pre-tax money",
                "Of plans and IRAs. Bonds earn less and vary less.",
                default="none",
                later=True,
            ),
            line=Line('"40%"', "the same of pre-tax money in plans and IRAs"),
        ),
    ] = 0
    roth_bonds: Annotated[
        Rate,
        Key(
            "share of bonds in Roth and after-tax money of plans and IRAs.",
            ask=Ask(
                "ahead",
                "Share of bonds in Roth money",
                "Of Roth and after-tax money in plans and IRAs.",
                default="none",
                later=True,
            ),
            line=Line('"0%"', "the same of Roth and after-tax money"),
        ),
    ] = 0
    bond_interest: Annotated[
        BondInterest,
        Key(
            "annual interest of bonds; in the taxable account it is ordinary income of each year. "
            "It is also their return, but with `bootstrap` and `history` that of ten-year notes.",
            ask=Ask("ahead", "Interest of bonds", "A year.", default="4%", later=True),
            line=Line('"4%"', "a year"),
        ),
    ] = 40_000
    taxable_fee: Annotated[
        Fee,
        Key(
            "yearly fee of the taxable account as a share of it, such as the expense ratio of "
            "its funds; if omitted, none.",
            ask=Ask(
                "ahead",
                "Yearly fee of taxable accounts",
                "The expense ratio of the funds and what an adviser takes, such as 0.05%.",
                default="none",
                later=True,
            ),
            line=Line('"0.05%"', "yearly fee of the taxable account"),
        ),
    ] = 0
    plan_fee: Annotated[
        Fee,
        Key(
            "the same of money in plans of employers.",
            ask=Ask(
                "ahead",
                "Yearly fee of money in plans",
                "The plan's fee disclosure (404a-5) shows it.",
                default="none",
                later=True,
            ),
            line=Line('"0.4%"', "the same of money in plans: see the plan's fee disclosure"),
        ),
    ] = 0
    ira_fee: Annotated[
        Fee,
        Key(
            "the same of IRAs, traditional and Roth.",
            ask=Ask(
                "ahead",
                "Yearly fee of IRAs",
                "The expense ratio of the funds, and what an adviser takes.",
                default="none",
                later=True,
            ),
            line=Line('"0.05%"', "the same of IRAs"),
        ),
    ] = 0
    hsa_fee: Annotated[Fee, Key("the same of health savings accounts.")] = 0
    conversion_fee: Annotated[
        Money,
        Key(
            "fee of each rollover of after-tax money and of each person's conversions in a year, "
            "in today's money; if omitted, none.",
            ask=Ask(
                "ahead",
                "Fee of each rollover or conversion",
                "Some plans charge for each one.",
                default="none",
                later=True,
            ),
            line=Line("0", "dollars for each rollover of after-tax money and each conversion"),
        ),
    ] = 0
    paths: Annotated[Paths, Key("number of random paths (`lognormal` and `bootstrap`).")] = 1_000
    seed: Annotated[Seed, Key("seed of the random generator.")] = 1
    plan_until: Annotated[
        Age,
        Key(
            "age of the first person at which the plan ends.",
            ask=Ask(
                "ahead",
                "Plan until you are",
                "The age of the first person at which projections end.",
                default="90",
            ),
        ),
    ] = 90
    heirs_rate: Annotated[
        Rate,
        Key(
            "heirs' tax rate on remaining pre-tax money.",
            ask=Ask(
                "ahead",
                "Heirs' tax rate on remaining pre-tax money",
                "Heirs pay tax on pre-tax money, and none on Roth money.",
                default="24%",
            ),
        ),
    ] = 240_000
    withdrawals: Annotated[
        Withdrawals | None,
        Key(
            "`conventional` (taxable, pre-tax, Roth), `proportional`, `bracket` (pre-tax to the "
            "top of `fill_to` first), `taxable_then_bracket` (taxable, then pre-tax to that "
            "top, then Roth), or `penalty_aware` and `penalty_aware_bracket`: before "
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
    conversions_while_working: Annotated[
        bool | None,
        Kind("flag"),
        Key(
            "begin these conversions when the first person stops working, while another one still "
            "works; `false` if `conversions` is stated and this is omitted."
        ),
    ] = None
    retirement_state: Annotated[
        State | None,
        Key(
            "state of residence from the year after the first person has stopped working.",
            ask=Ask(
                "ahead",
                "State you live in after you retire",
                "Its tax applies from the year after the first of you stops working.",
                default="the same",
            ),
        ),
    ] = None
    survivor_spending: Annotated[
        Rate, Key("spending after a spouse's death as a share of the couple's spending.")
    ] = 1_000_000

    @property
    def holds_bonds(self) -> bool:
        """Whether a share of bonds is stated for any account."""
        return any((self.taxable_bonds, self.pre_tax_bonds, self.roth_bonds))

    @property
    def has_fees(self) -> bool:
        """Whether a yearly fee is stated for any account."""
        return any((self.taxable_fee, self.plan_fee, self.ira_fee, self.hsa_fee))

    @property
    def share_of_stocks(self) -> int:
        """The share of stocks in what is not bonds of an account, parts per million."""
        if self.stocks is not None:
            return self.stocks
        return PPM if self.holds_bonds else _STOCKS
