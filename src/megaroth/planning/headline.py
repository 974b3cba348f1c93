"""The answer of a comparison: the alternative furthest ahead in the measure that leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from megaroth.planning.at_their_best import AtItsBest
from megaroth.planning.first_screen import Figures, assumed_of, chart_of, costs_of, result_of
from megaroth.planning.measured_results import Headline, Measure, Spread, Verdict
from megaroth.planning.results import IF_OFFERED, OWN_PLAN, Comparison
from megaroth.projection.timeline import Outlook

_EQUAL = 0.005
"""Share of a measure within which two alternatives are about equal."""

_OFTEN = 0.5
"""Share of the paths from which the money does not last."""


def headline_of(answer: Comparison, found: Sequence[AtItsBest], ahead: Outlook) -> Headline | None:
    """The alternative that is furthest ahead in the measure that leads, of those that the household
    can choose; the mega backdoor where none is ahead; None for one alone.

    Args:
        answer: the comparison, with the measures of its alternatives.
        found: the alternatives under their best policies.
        ahead: the years.
    """
    names = [one.name for one in answer.alternatives]
    others = [at for at in range(1, len(names)) if names[at] != IF_OFFERED]
    others = others or list(range(1, len(names)))
    if not others:
        return None
    measure: Measure = (
        "cash_out" if found[0].measures.spending_per_year is None else "spending_per_year"
    )

    def of(at: int) -> Spread:
        spread: Spread = getattr(found[at].differences, measure)
        return spread

    first: Spread = getattr(found[0].measures, measure)
    at = max(others, key=lambda one: of(one).middle)
    own_plan = next((one for one in others if names[one] == OWN_PLAN), at)
    if all(_equal(of(one).middle, first.middle) for one in (at, own_plan)):
        # Where nothing is ahead, the answer is about what was asked.
        at = own_plan
    own: Spread = getattr(found[at].measures, measure)
    lasts = found[at].cost.lasts and answer.alternatives[at].short <= _OFTEN
    verdict = _verdict(of(at).middle, first.middle, lasts=lasts)
    spends_from = next((year for year in ahead.years if ahead.after_work(year)), None)
    less, year = _less_within_reach(found[0], found[at])
    figures = Figures(
        ahead=ahead,
        measure=measure,
        verdict=verdict,
        first=answer.alternatives[0],
        best=answer.alternatives[at],
        level=own,
        difference=of(at),
        first_lasts=found[0].cost.lasts and answer.alternatives[0].short <= _OFTEN,
        spends_from=spends_from,
        ahead_from=ahead_from(found[at].by_year),
        less_within_reach=less,
        least_reach_year=year,
        free_from=found[at].cost.free_from,
        paid_more={
            reason: amount - found[0].cost.paid[reason]
            for reason, amount in found[at].cost.paid.items()
        },
    )
    return Headline(
        measure=measure,
        name=names[at],
        against=names[0],
        spends_from=spends_from,
        ages=figures.ages,
        difference=of(at),
        probability_ahead=found[at].probability_ahead,
        by_year=found[at].by_year,
        ahead_from=figures.ahead_from,
        verdict=verdict,
        less_within_reach=less,
        least_reach_year=year,
        free_from=figures.free_from,
        result=result_of(figures),
        chart=chart_of(figures),
        costs=costs_of(figures, answer.features),
        assumed=assumed_of(ahead, answer.assumptions),
    )


def ahead_from(by_year: Mapping[int, Spread]) -> int | None:
    """The first year from which a difference stays above zero; None for never.

    >>> ahead_from({2026: Spread(-5), 2027: Spread(1), 2028: Spread(2)})
    2027
    """
    years = list(by_year)
    not_ahead = [year for year, one in by_year.items() if one.middle <= 0]
    if not not_ahead:
        return years[0] if years else None
    return not_ahead[-1] + 1 if not_ahead[-1] < years[-1] else None


def _less_within_reach(first: AtItsBest, other: AtItsBest) -> tuple[int, int | None]:
    """How much less is within reach at most while money is out of reach, and in which year."""
    free, own = other.cost.free_from, other.cost.within_reach
    less = {
        year: amount - own[year]
        for year, amount in first.cost.within_reach.items()
        if free is None or year < free
    }
    if not less or max(less.values()) <= 0:
        return 0, None
    year = max(less, key=lambda one: less[one])
    return less[year], year


def _verdict(apart: int, first: int, *, lasts: bool) -> Verdict:
    """What a difference means next to the first alternative's measure."""
    if not lasts:
        return "does_not_last"
    if _equal(apart, first):
        return "about_equal"
    return "ahead" if apart > 0 else "behind"


def _equal(apart: int, first: int) -> bool:
    return abs(apart) <= _EQUAL * abs(first)
