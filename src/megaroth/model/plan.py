"""The rules of a plan, as in its summary plan description. Any of them may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from megaroth.kernel.money import PPM
from megaroth.model.catalog import YES_NO, Ask, Key, Line, WhenUnknown
from megaroth.model.fields import (
    DateOrUnknown,
    FlagOrUnknown,
    MatchPeriod,
    MoneyOrUnknown,
    OrUnknown,
    RateOrUnknown,
    Unknown,
    is_unknown,
)
from megaroth.model.plan_formulas import AfterTaxCap, Tier
from megaroth.model.plan_payroll import OF_CHECKS, PlanPayroll

__all__ = ["NEXT_FEBRUARY", "AfterTaxCap", "Plan", "Tier"]

NEXT_FEBRUARY = "next February"
"""Stands for a true-up on February 15 of the next year, whichever that is."""


@dataclass(frozen=True, kw_only=True)
class Plan(PlanPayroll):
    """The rules of one employer's plan: its features, and what the employer contributes."""

    match: Annotated[
        tuple[Tier, ...] | Unknown,
        OrUnknown(),
        Key(
            "tiers of the matching contribution.",
            ask=Ask(
                "work",
                "Employer match",
                "The rate, and the share of pay that it applies to, such as 50% up to 6%. "
                "Separate tiers with commas, each counted from zero: 100% up to 3%, 50% up to "
                "5%. In dollars: 50% up to $3,000. If there is no match, enter none.",
                default="none",
                kind="match",
            ),
            when_unknown=WhenUnknown(
                "What is the matching formula: what rate, on contributions up to what share of "
                "pay?",
                "match",
                (
                    ("100% up to 6% of pay", (Tier(rate=PPM, up_to=60_000),)),
                    ("50% up to 6% of pay", (Tier(rate=PPM // 2, up_to=60_000),)),
                    ("no match", ()),
                ),
                measure="employer",
            ),
            line=Line(
                '[{ rate = "50%", up_to = "6%" }]', '[{ rate = "50%", up_to = "6%" }]; [] for none'
            ),
        ),
    ] = ()
    match_most: Annotated[
        MoneyOrUnknown | None,
        Key(
            "maximum match in a year.",
            when_unknown=WhenUnknown(
                "Is the match capped at a dollar amount a year, and what is it?",
                "cap on the match",
                (("no cap", None), ("$5,000 a year", 5_000_00)),
                measure="employer",
                needs=("match",),
            ),
        ),
    ] = None
    match_period: Annotated[
        MatchPeriod,
        Key(
            "whether the match is calculated by `paycheck` or `year`.",
            when_unknown=WhenUnknown(
                "Is the match calculated on each paycheck or on the year, and is there a true-up?",
                "period of the match",
                (("the year", "year"), ("each paycheck", "paycheck")),
                measure="employer",
                needs=("match",),
            ),
            line=Line(
                '"paycheck"', 'or "year"; true_up = 2027-02-15 if completed later', always=True
            ),
        ),
    ] = "paycheck"
    true_up: Annotated[
        DateOrUnknown | None,
        Key(
            "date on which a true-up completes a paycheck match for the year.",
            when_unknown=WhenUnknown(
                "Does the plan correct a paycheck match after the year (a true-up), and when?",
                "true-up",
                (("yes, next February", NEXT_FEBRUARY), ("no", None)),
                measure="employer",
                needs=("match",),
            ),
        ),
    ] = None
    roth_match: Annotated[
        FlagOrUnknown,
        Key(
            "the match is made as Roth contributions (SECURE 2.0 section 604). It must be fully "
            "vested, and is income of the year in which it is allocated.",
            ask=Ask(
                "work",
                "Is the match made as Roth?",
                "Some plans let you choose, if you are fully vested in the match. It is then taxed "
                "this year, without withholding, and reported on Form 1099-R.",
                default="no",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Is my match made as Roth contributions (SECURE 2.0 section 604)? If not, does the "
                "plan let me choose that, and am I fully vested in the match?",
                "Roth match",
                (("no", False), ("yes", True)),
                measure="roth_match",
                needs=("match",),
            ),
            line=Line("true", "the match is made as Roth: taxed this year, on Form 1099-R"),
        ),
    ] = False
    match_on_after_tax: Annotated[
        FlagOrUnknown,
        Key(
            "matches after-tax contributions like deferrals.",
            when_unknown=WhenUnknown(
                "Are after-tax contributions matched?",
                "match on after-tax contributions",
                YES_NO,
                measure="employer",
                needs=("after_tax", "match"),
            ),
        ),
    ] = False
    nonelective: Annotated[
        RateOrUnknown,
        Key(
            "employer contribution that does not depend on employee contributions, as a "
            "share of pay.",
            ask=Ask(
                "work",
                "Nonelective employer contribution",
                "A percentage of pay that every employee gets, with or without own contributions.",
                default="nothing",
                later=True,
            ),
            when_unknown=WhenUnknown(
                "Does the employer contribute beyond the match (nonelective, profit sharing), "
                "and what share of pay?",
                "nonelective contributions",
                (("10% of pay", 100_000), ("3% of pay", 30_000), ("nothing", 0)),
                measure="employer",
            ),
            line=Line(
                '"0%"', "employer contribution that needs no employee contribution", always=True
            ),
        ),
    ] = 0
    other_employer: Annotated[
        MoneyOrUnknown,
        Key(
            "profit sharing, stock and forfeitures of the year.",
            when_unknown=WhenUnknown(
                "What else does the employer put in this year: profit sharing, stock, forfeitures?",
                "other employer money",
                (("$10,000", 10_000_00), ("nothing", 0)),
                measure="employer",
            ),
        ),
    ] = 0

    def unknowns(self) -> tuple[str, ...]:
        """The names of the rules that are unknown and change the year's amounts."""
        return tuple(
            name
            for name in self.__dataclass_fields__
            if name not in OF_CHECKS and is_unknown(getattr(self, name))
        )
