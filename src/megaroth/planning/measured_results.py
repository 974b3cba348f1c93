"""Each alternative under its best policy: measures, their spread, and what it costs to have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from megaroth.kernel.answer_fields import Inline, Key, OneAmount, Rate, Rows
from megaroth.kernel.message import Message

PolicyChoice = Literal["best", "same"]
"""Whether the alternatives of a comparison have the best policy each or share one."""

POLICIES: tuple[PolicyChoice, ...] = get_args(PolicyChoice)

Order = Literal[
    "conventional",
    "proportional",
    "bracket",
    "taxable_then_bracket",
    "penalty_aware",
    "penalty_aware_bracket",
]
DeferralKind = Literal["pre_tax", "roth"]


@dataclass(frozen=True)
class PolicyOut:
    """How an alternative pays for the years after work; None for what does not apply.

    Attributes:
        withdrawals: the order of withdrawals.
        conversions: whether pre-tax money is converted between work and required distributions.
        conversions_while_working: whether they begin when the first person stops working.
        fill_to: rate of the bracket that is filled, parts per million.
        target: adjusted gross income that is filled, in today's money, cents.
        premium_tier: tier of Medicare premiums that is filled, from 0.
        periodic_payments: whether payments under IRC 72(t)(2)(A)(iv) come before money with the
            additional tax.
        deferral_kind: ``pre_tax`` or ``roth`` if the file does not state it.
    """

    withdrawals: Order
    conversions: bool
    conversions_while_working: bool
    fill_to: Rate | None
    target: OneAmount | None
    premium_tier: int | None
    periodic_payments: bool
    deferral_kind: DeferralKind | None


@dataclass(frozen=True)
class Spread:
    """A figure at the assumed growth, and its distribution over the paths, in today's money, cents.

    Attributes:
        level: at the assumed growth in every year.
        p5, p50, p95, mean: over the paths; None if the growth is fixed.
    """

    level: OneAmount
    p5: OneAmount | None = None
    p50: OneAmount | None = None
    p95: OneAmount | None = None
    mean: OneAmount | None = None

    @property
    def middle(self) -> int:
        """The median, or the figure at a fixed growth."""
        return self.level if self.p50 is None else self.p50


@dataclass(frozen=True)
class Measures:
    """Three measures, each under the policy that is best for it.

    Attributes:
        spending_per_year: what can be spent a year after work so that it lasts; None if the plan
            has no year after work.
        estate: what heirs get after tax.
        cash_out: what cashing everything out at the end leaves after tax.
    """

    spending_per_year: Spread | None
    estate: Spread
    cash_out: Spread

    @property
    def leading(self) -> Spread:
        """The measure that leads: what can be spent, or where nobody stops working what cashing
        everything out leaves."""
        return self.cash_out if self.spending_per_year is None else self.spending_per_year


Measure = Literal["spending_per_year", "estate", "cash_out"]
LeadingMeasure = Literal["spending_per_year", "cash_out"]
Verdict = Literal["ahead", "behind", "about_equal", "does_not_last"]


@dataclass(frozen=True)
class Bounded:
    """A best figure that was found, and one that no plan exceeds, in today's money, cents.

    Attributes:
        value: of the best plan.
        bound: an upper bound for every plan.
    """

    value: OneAmount
    bound: OneAmount


@dataclass(frozen=True)
class BestPlans:
    """The best plan with after-tax contributions, and the best one without, at the assumed growth.

    Attributes:
        measure: what they are best in, that of the headline.
        with_after_tax, without_after_tax: the two plans.
        difference: the first less the second; its bound is the first one's bound less the second
            one's value.
    """

    measure: Measure
    with_after_tax: Annotated[Bounded, Key("with")]
    without_after_tax: Annotated[Bounded, Key("without")]
    difference: Bounded


ByYear = Annotated[dict[int, Spread], Rows(("year",))]
"""A figure of each year."""


@dataclass(frozen=True)
class Headline:
    """The answer in the measure that leads, as figures and in sentences.

    Attributes:
        measure: ``spending_per_year``, ``estate`` or ``cash_out``.
        name: the alternative that is furthest ahead of the first.
        against: the first alternative.
        spends_from: the first year in which nobody works; None if there is none.
        ages: of everybody alive in that year; empty if there is none.
        difference: from the first.
        probability_ahead: share of the paths on which it is ahead; None if the growth is fixed.
        by_year: how far ahead it is at the end of each year if everything is cashed out then
            (``cash_out``, by the tax of that year), each alternative under its best policy for it;
            on up to 1,000 paths.
        ahead_from: the first year from which the median of these figures (the figure itself if the
            growth is fixed) stays above zero to the end; None for never.
        verdict: ``ahead``, ``behind``, ``about_equal`` or ``does_not_last``.
        less_within_reach: how much less is within reach without the additional tax than with the
            first, at most, while some of its money is out of reach, in today's money, cents; 0 for
            nothing less.
        least_reach_year: the year of it; None for nothing less.
        free_from: the first year from which all its money but health savings is within reach; None
            for never.
        result: what it brings and between which bounds.
        chart: what the figures by year are.
        costs: what it costs to have it: money out of reach, penalties, the risk of running out.
        assumed: what the result depends on most.
    """

    measure: Measure
    name: Annotated[str, Key("alternative")]
    against: str
    spends_from: int | None
    ages: Annotated[dict[str, int], Rows(("person", "age"))]
    difference: Inline[Spread]
    probability_ahead: float | None
    by_year: ByYear
    ahead_from: int | None
    verdict: Verdict
    less_within_reach: OneAmount
    least_reach_year: int | None
    free_from: int | None
    result: list[Message]
    chart: Message
    costs: list[Message]
    assumed: list[Message]
