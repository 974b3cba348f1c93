"""The answers about the years ahead, as frozen dataclasses that import no engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Generic, Literal, TypeVar

from megaroth.kernel.answer_fields import Fraction, Hidden, Key, Keys, OneAmount, Rate, Rows
from megaroth.kernel.display import ShownInNotebooks
from megaroth.kernel.message import Message
from megaroth.kernel.money import Cents
from megaroth.model.household import Household
from megaroth.planning.measured_results import BestPlans, Headline, Measure, Measures, PolicyOut
from megaroth.planyear.result import Question

T = TypeVar("T")

Spending = Mapping[int, Cents]
"""Spending of each year, cents."""

IF_OFFERED = "mega_if_offered"
"""The alternative that no plan of the household offers: a question for HR, not a choice."""

OWN_PLAN = "mega"
"""The alternative that is the household's own plan, as far as it allows a mega backdoor Roth."""

CONTRIBUTIONS = ("pre_tax", "roth", "after_tax", "roth_ira", "backdoor_roth", "hsa")
"""Kinds of contributions in a year."""

OWNED = ("pre_tax", "hsa", "after_tax", "basis", "roth", "taxable", "gain", "owed")
"""What is owned at the end, by the tax on it: the fields of
:class:`megaroth.planning.after_tax_wealth.Owned`."""

ByKind = Annotated[dict[str, OneAmount], Keys(CONTRIBUTIONS)]
OwnedAtTheEnd = Annotated[dict[str, OneAmount], Keys(OWNED), Key("owned_at_the_end")]


@dataclass(frozen=True)
class Difference:
    """How far an alternative is ahead of the first, in today's money, cents."""

    mean: OneAmount
    p5: OneAmount
    p50: OneAmount
    p95: OneAmount
    standard_error: OneAmount


@dataclass(frozen=True)
class Spendable:
    """The most that can be spent in each year after work so that the money lasts, in today's money,
    cents.

    Attributes:
        level: at the assumed growth in every year.
        p5, p50: the spending that lasts on 95% and on half of the paths.
        paths: the number of paths in the search.
    """

    level: Annotated[OneAmount, Key("assumed_growth")]
    p5: OneAmount
    p50: OneAmount
    paths: int


@dataclass(frozen=True)
class AlternativeResult:
    """The results of one alternative.

    Attributes:
        name, about: its key and a description.
        out_of_pocket: pay less payroll tax and spending in each year of work, cents. It pays for
            contributions, income tax and the taxable account, and is the same for every
            alternative.
        wealth_after_tax: mean wealth after tax at the end, in today's money, cents; only in version
            1, like the next four.
        bequest: the same for heirs, who inherit the taxable account without tax on its gain.
        difference: of that wealth from the first alternative.
        wealth_ahead: share of the paths on which that wealth is more than the first one's; version
            1 has it as ``probability_ahead``.
        break_even: the first year from which that wealth stays ahead of the first one's at the
            assumed growth; None for never.
        short: share of the paths on which the money does not last.
        probability_ahead: share of the paths on which it is ahead of the first in the measure that
            leads; None if the growth is fixed.
        ahead_from: the first year from which it stays ahead of the first if everything is cashed
            out at the end of each year, as in the headline; None for never.
        contributions: by kind, of the first year.
        ends: means of what is owned at the end, by tax character (fields of
            :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
        level_ends: the same at the assumed growth in every year.
        policy: the policy behind the measure that leads.
        measures: three measures, each under the policy that is best for it.
        differences: the same from the first alternative.
        penalties: additional tax on early distributions over the plan at the assumed growth, in
            today's money, cents.
        within_reach: money that can be taken without the additional tax on January 1 of each year
            at the assumed growth, in today's money, cents.
        heirs_ends: as ``level_ends``, under the policy that is best for heirs.
        sample: the difference in the measure that leads on up to a thousand paths in order, for
            charts.
        spendable: what can be spent after work, if asked for.
    """

    name: str
    about: Message
    out_of_pocket: Annotated[dict[int, OneAmount], Rows(("year", "amount"))]
    wealth_after_tax: OneAmount
    bequest: OneAmount
    short: Annotated[float, Key("runs_out")]
    difference: Difference
    wealth_ahead: Hidden[float]
    probability_ahead: float | None
    break_even: int | None
    ahead_from: int | None
    contributions: ByKind
    ends: OwnedAtTheEnd
    level_ends: Hidden[dict[str, int]]
    policy: PolicyOut
    measures: Measures
    differences: Measures
    penalties: OneAmount
    within_reach: Annotated[dict[int, OneAmount], Rows(("year", "amount"))]
    heirs_ends: Hidden[dict[str, int]]
    sample: Hidden[list[int]] = field(default_factory=list, repr=False)
    spendable: Annotated[Spendable | None, Key("sustainable_spending")] = None


@dataclass(frozen=True)
class Feature:
    """What a feature of the plan is worth to this household, in today's money, cents.

    Attributes:
        name: the feature.
        worth: how far the alternative with it is ahead of the one without, in the measure that
            leads: the median of the paths, or the figure at a fixed growth.
        measure: that measure.
        wealth: the difference of their after-tax wealth at the end, at the assumed growth.
        levels: that measure with the feature and without, at the assumed growth.
        having, lacking: the names of the two.
        ends: what each owns at the end (the fields of
            :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
    """

    name: Annotated[Message, Key("feature")]
    worth: OneAmount
    measure: Measure
    wealth: Hidden[int]
    levels: Hidden[tuple[int, int]]
    having: Hidden[str]
    lacking: Hidden[str]
    ends: Hidden[tuple[dict[str, int], dict[str, int]]]


@dataclass(frozen=True)
class Comparison(ShownInNotebooks, renderer="megaroth.present.notebook:comparison_html"):
    """The answer of :func:`compare`.

    Attributes:
        years: first and last calendar year.
        paths: how many.
        alternatives: the alternatives; the others are compared with the first.
        features: values of plan features.
        assumptions: what the answer assumes.
        heirs_rate: tax on pre-tax money at the end, parts per million.
        prices: prices of the last year as a ratio to those of the first.
        heirs_factors: what an heir's dollar is worth in dollars of a taxable account, if it is taken
            over ten years and if it is taken whole after ten years.
        headline: the answer in the measure that leads; None for one alternative alone.
        best: the best plan with after-tax contributions and the best one without, if they were
            asked for and a plan accepts such contributions.
    """

    years: tuple[int, int]
    paths: int
    alternatives: list[AlternativeResult]
    features: Annotated[list[Feature], Key("feature_values")] = field(default_factory=list)
    assumptions: list[Message] = field(default_factory=list)
    heirs_rate: Rate = 0
    prices: float = 1.0
    heirs_factors: Hidden[tuple[float, float]] = (1.0, 1.0)
    headline: Headline | None = None
    best: BestPlans | None = None


def best_of(answer: Comparison) -> AlternativeResult:
    """The alternative that is furthest ahead of the first in the measure that leads, of those that
    the household can choose. There must be at least two."""
    assert answer.headline is not None
    found = answer.headline.name
    return next(one for one in answer.alternatives if one.name == found)


def wealthiest_of(answer: Comparison) -> AlternativeResult:
    """The alternative with the largest mean difference from the first in after-tax wealth, of those
    that the household can choose. There must be at least two."""
    others = answer.alternatives[1:]
    own = [one for one in others if one.name != IF_OFFERED]
    return max(own or others, key=lambda one: one.difference.mean)


@dataclass(frozen=True)
class Curve:
    """The difference along one assumption.

    Attributes:
        assumption: a key of the household file, or ``tax_later``.
        points: (value as a fraction, difference in today's money, cents).
    """

    data_properties: ClassVar = ("crossings",)

    assumption: str
    points: Annotated[list[tuple[Fraction, OneAmount]], Rows(("percent", "difference"))]

    @property
    def crossings(self) -> Annotated[list[Fraction], Key("break_even")]:
        """Values at which neither alternative is ahead, interpolated between points."""
        found = []
        for (before, one), (after, other) in zip(self.points, self.points[1:], strict=False):
            if (one < 0) != (other < 0):
                found.append(before + (after - before) * one / (one - other))
        return found

    @property
    def behind(self) -> list[tuple[float | None, float | None]]:
        """Ranges of values in which the first alternative is behind; None for an end of the
        curve."""
        found: list[tuple[float | None, float | None]] = []
        edges = [None, *self.crossings, None]
        low = self.points[0][1] < 0
        for place in range(len(edges) - 1):
            if low:
                found.append((edges[place], edges[place + 1]))
            low = not low
        return found


@dataclass(frozen=True)
class TaxCell:
    """The difference with every bracket's rate some points higher, in today's money, cents.

    Attributes:
        now: points in the years of work.
        later: points in the years after them, and on what is left at the end.
        difference: the difference with these rates.
    """

    now: int
    later: int
    difference: OneAmount


@dataclass(frozen=True)
class Swing:
    """The effect of one assumption on the difference, in today's money, cents.

    Attributes:
        name: the assumption, a key of the household file, or ``policy``: the household's own policy
            of withdrawals and conversions for both alternatives, or the best one of each.
        low, high: its two values, in words.
        at_low, at_high: the difference at these values.
    """

    name: Annotated[str, Key("assumption")]
    low: str
    high: str
    at_low: OneAmount
    at_high: OneAmount

    @property
    def width(self) -> int:
        """The distance between the two differences."""
        return abs(self.at_high - self.at_low)


SensitivityMeasure = Literal["spending_per_year", "cash_out", "wealth_after_tax"]
"""What the figures of a sensitivity are in: the measure that leads; in version 1 after-tax
wealth."""


@dataclass(frozen=True)
class Sensitivity:
    """The sensitivity of the difference of two alternatives.

    Attributes:
        name, against: the alternatives.
        measure: what all figures are in: ``spending_per_year`` or ``cash_out``, each alternative
            under its best policy for each figure; ``wealth_after_tax`` only in version 1, under the
            household's own policy.
        difference: at the assumptions as they are, at the assumed growth in every year.
        swings: the widest first.
        by_growth: (growth a year as a fraction, difference), spending as it is.
        break_even_growth: the growth, a fraction, from which ``name`` stays ahead; None if it is
            never behind on the curve, or is behind at its end.
        curves: the difference along growth and dividend yield; of wealth also along the tax rate at
            the end.
        taxes: the difference with taxes higher and lower now and later.
    """

    name: str
    against: str
    measure: SensitivityMeasure
    difference: OneAmount
    swings: list[Swing]
    by_growth: Annotated[list[tuple[Fraction, OneAmount]], Rows(("growth", "difference"))]
    break_even_growth: Fraction | None
    curves: list[Curve]
    taxes: list[TaxCell]


@dataclass(frozen=True)
class OutcomeRange(Generic[T]):
    """The two ends of an answer about the years ahead while plan rules are unknown.

    Attributes:
        least, most: the answer with the plan rules that give the lowest and the highest result.
        least_answers, most_answers: those rules, each as a name and a value. Rules that can change
            nothing are left out.
        questions: what to ask, the most important first, with what each reply is worth this year.
        about: how the two ends were found.
        households: the household with those rules, at each end, with the same alternatives.
        spent: spending of each year, cents, the same at both ends.
    """

    least: T
    most: T
    least_answers: list[Message]
    most_answers: list[Message]
    questions: list[Question]
    about: Message
    households: tuple[Household, Household]
    spent: Spending

    @property
    def ask(self) -> Question | None:
        """The question to ask first; None if no reply changes anything."""
        return next((one for one in self.questions if one.matters), None)
