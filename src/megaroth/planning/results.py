"""What the questions about the years ahead answer: frozen values that know no engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from megaroth.kernel.display import ShownInNotebooks
from megaroth.kernel.money import Cents
from megaroth.model.household import Household
from megaroth.planyear.result import Question

T = TypeVar("T")

Spending = Mapping[int, Cents]
"""Spending of each year, cents."""

IF_OFFERED = "mega_if_offered"
"""The alternative that no plan of the household offers: a question for HR, not a choice."""


@dataclass(frozen=True)
class Difference:
    """How far an alternative is ahead of the first, in today's money, cents."""

    mean: int
    p5: int
    p50: int
    p95: int
    standard_error: int


@dataclass(frozen=True)
class Spendable:
    """The most that can be spent in each year after work so that the money lasts, in today's money,
    cents.

    Attributes:
        level: at the assumed growth in every year.
        p5, p50: what lasts on 95% and on half of the paths.
        paths: how many of them were searched.
    """

    level: int
    p5: int
    p50: int
    paths: int


@dataclass(frozen=True)
class AlternativeOut:
    """What one alternative comes to.

    Attributes:
        name, about: what it is.
        out_of_pocket: pay less payroll tax and spending in each year of work, cents: what pays
            contributions and tax and fills the taxable account, and so the same for every
            alternative.
        wealth_after_tax: mean of what can be spent at the end, in today's money, cents.
        bequest: the same left to heirs, who take the taxable account at its value.
        short: share of the paths on which the money does not last.
        difference: from the first alternative.
        probability_ahead: share of the paths on which it is ahead of the first, parts per million.
        break_even: the first year from which it stays ahead of the first at the assumed growth;
            None for never.
        contributions: by kind, of the first year.
        ends: means of what is owned at the end, by what tax it bears (fields of
            :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
        level_ends: the same at the assumed growth in every year.
        sample: the difference on at most a thousand of the paths, in their order, for pictures.
        spendable: what can be spent after work, where it was asked for.
    """

    name: str
    about: str
    out_of_pocket: dict[int, int]
    wealth_after_tax: int
    bequest: int
    short: float
    difference: Difference
    probability_ahead: float
    break_even: int | None
    contributions: dict[str, int]
    ends: dict[str, int]
    level_ends: dict[str, int]
    sample: list[int] = field(default_factory=list, repr=False)
    spendable: Spendable | None = None


@dataclass(frozen=True)
class Feature:
    """What a feature of the plan is worth to this household at the assumed growth, in today's
    money, cents.

    Attributes:
        name: the feature.
        worth: what the alternative that has it is ahead of the one that has not.
        having, lacking: those two.
        ends: what each owns at the end (the fields of
            :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
    """

    name: str
    worth: int
    having: str
    lacking: str
    ends: tuple[dict[str, int], dict[str, int]]


@dataclass(frozen=True)
class Comparison(ShownInNotebooks, renderer="megaroth.present.notebook:comparison_html"):
    """The answer of :func:`compare`.

    Attributes:
        years: first and last calendar year.
        paths: how many.
        alternatives: each one, the first being what the others are compared with.
        features: what plan features are worth.
        assumptions: what was taken for granted, in sentences.
        heirs_rate: tax on pre-tax money at the end, parts per million.
        prices: of the last year against the first.
    """

    years: tuple[int, int]
    paths: int
    alternatives: list[AlternativeOut]
    features: list[Feature] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    heirs_rate: int = 0
    prices: float = 1.0


def best_of(answer: Comparison) -> AlternativeOut:
    """The alternative that is furthest ahead of the first in the mean, of those that are the
    household's to choose; there must be two."""
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

    assumption: str
    points: list[tuple[float, int]]

    @property
    def crossings(self) -> list[float]:
        """Values at which neither alternative is ahead, between two points each."""
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
        difference: then.
    """

    now: int
    later: int
    difference: int


@dataclass(frozen=True)
class Swing:
    """What one assumption does to the difference, in today's money, cents.

    Attributes:
        name: of the assumption, a key of the household file.
        low, high: what it was set to, in words.
        at_low, at_high: the difference then.
    """

    name: str
    low: str
    high: str
    at_low: int
    at_high: int

    @property
    def width(self) -> int:
        """How far apart the two are."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Sensitivity:
    """What moves the difference of two alternatives.

    Attributes:
        name, against: the alternatives.
        difference: at the assumptions as they are, at the assumed growth in every year.
        swings: the widest first.
        by_growth: (growth a year as a fraction, difference), spending as it is.
        break_even_growth: the growth, a fraction, from which ``name`` stays ahead; None where it is
            never behind on the curve, or is at its end.
        curves: the difference along growth, dividend yield and the tax rate at the end.
        taxes: the difference with taxes higher and lower now and later.
    """

    name: str
    against: str
    difference: int
    swings: list[Swing]
    by_growth: list[tuple[float, int]]
    break_even_growth: float | None
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
        about: how the two ends were found, a sentence.
        households: the household with those rules, at each end, with the same alternatives.
        spent: spending of each year, cents, the same at both ends.
    """

    least: T
    most: T
    least_answers: list[str]
    most_answers: list[str]
    questions: list[Question]
    about: str
    households: tuple[Household, Household]
    spent: Spending

    @property
    def ask(self) -> Question | None:
        """The question to ask first; None if no reply changes anything."""
        return next((one for one in self.questions if one.matters), None)
