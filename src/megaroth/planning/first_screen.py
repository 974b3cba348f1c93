"""What people see first of a comparison, as messages: the result and its range, what it costs to
have, and what it depends on most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.kernel.money import PPM
from megaroth.planning.measured_results import Measure, Spread, Verdict
from megaroth.planning.results import IF_OFFERED, AlternativeResult, Feature
from megaroth.projection.timeline import Outlook

_RISKY = 0.05
"""The share of paths on which money runs out from which the first screen reports it."""

_MISSED = 1_000_00
"""Money out of reach, cents, from which the first screen reports it."""

_TOLD = 0.2
"""The share of all that an alternative pays more from which a reason is given."""


@dataclass(frozen=True)
class Figures:
    """The figures that the first screen shows, in today's money, cents.

    Attributes:
        ahead: the years.
        measure: the measure that leads.
        verdict: what the difference means.
        first: the alternative that the others are compared with.
        best: the one that is furthest ahead of it.
        level, difference: its measure, and how far ahead it is.
        first_lasts: whether the money lasts with the first.
        spends_from: the first year in which nobody works; None if there is none.
        ahead_from: the first year from which it stays ahead; None for never.
        less_within_reach, least_reach_year: how much less is within reach at most, and when.
        free_from: the first year from which all its money is within reach; None for never.
        paid_more: what it pays more than the first, by reason, as present values.
    """

    ahead: Outlook
    measure: Measure
    verdict: Verdict
    first: AlternativeResult
    best: AlternativeResult
    level: Spread
    difference: Spread
    first_lasts: bool
    spends_from: int | None
    ahead_from: int | None
    less_within_reach: int
    least_reach_year: int | None
    free_from: int | None
    paid_more: Mapping[str, int]

    @property
    def ages(self) -> dict[str, int]:
        """The ages of everybody alive in the first year in which nobody works."""
        year = self.spends_from
        if year is None:
            return {}
        return {person.name: person.age(year) for person in self.ahead.living(year)}


def result_of(of: Figures) -> list[Message]:
    """What the best alternative brings, and between which bounds."""
    match of.verdict:
        case "does_not_last":
            return [*_does_not_last(of), *_so_that_it_lasts(of)]
        case "about_equal":
            return [_about_equal(of)]
        case "behind":
            return [_behind(of), message("why_behind", reasons=tuple(_reasons(of)))]
        case _:
            return [_ahead(of)]


def _ahead(of: Figures) -> Message:
    low, high = _bounds(of.difference)
    return message(
        "worth_ahead",
        amount=Amount.of(of.difference.middle),
        measure=of.measure,
        when=_when(of),
        name=of.best.name,
        against=of.first.name,
        low=low,
        high=high,
        since=of.ahead_from,
    )


def _behind(of: Figures) -> Message:
    low, high = _bounds(of.difference)
    return message(
        "worth_behind",
        amount=Amount.of(-of.difference.middle),
        measure=of.measure,
        when=_when(of),
        name=of.best.name,
        against=of.first.name,
        low=low,
        high=high,
    )


def _about_equal(of: Figures) -> Message:
    apart = of.difference
    if not any((apart.middle, apart.p5, apart.p95)):
        return message(
            "worth_the_same",
            measure=of.measure,
            when=_when(of),
            name=of.best.name,
            against=of.first.name,
        )
    low, high = _bounds(of.difference)
    return message(
        "worth_about_equal",
        more=of.difference.middle >= 0,
        amount=Amount.of(abs(of.difference.middle)),
        measure=of.measure,
        when=_when(of),
        name=of.best.name,
        against=of.first.name,
        low=low,
        high=high,
    )


def _does_not_last(of: Figures) -> Iterator[Message]:
    random = of.difference.p50 is not None
    yield message(
        "worth_does_not_last",
        name=of.best.name,
        against=of.first.name,
        either=not of.first_lasts,
        share=Share.of(_ppm(of.best.short)) if random else None,
    )
    household = of.ahead.household
    if household.spending is None and household.spending_in_retirement is None:
        yield message("state_spending")
    elif household.spending is None:
        yield message("state_spending_at_work")
    elif household.spending_in_retirement is None:
        yield message("state_spending_after_work")


def _so_that_it_lasts(of: Figures) -> Iterator[Message]:
    """What can be spent so that the money lasts, where somebody stops working."""
    if of.measure != "spending_per_year":
        return
    yield message(
        "spending_that_lasts",
        level=Amount.of(of.level.middle),
        when=_when(of),
        name=of.best.name,
        against=of.first.name,
        amount=Amount.of(abs(of.difference.middle)),
        more=of.difference.middle >= 0,
    )


def _when(of: Figures) -> Message:
    """When the measure that leads begins."""
    if of.measure != "spending_per_year" or of.spends_from is None:
        return message("when_cashed_out", year=of.ahead.years[-1])
    if of.spends_from == of.ahead.years[0]:
        return message("from_now_on")
    ages = list(of.ages.values())
    if len(ages) == 1:
        return message("from_age", age=ages[0])
    return message("from_ages", year=of.spends_from, ages=tuple(str(age) for age in ages))


def _bounds(difference: Spread) -> tuple[Message | None, Message | None]:
    """The bounds of nine of ten paths, the smaller first; each says whether it is more or less
    where they differ in that. None if the growth is fixed."""
    if difference.p5 is None or difference.p95 is None:
        return None, None
    ends = difference.p5, difference.p95
    signs = {end < 0 for end in (*ends, difference.middle)}
    if len(signs) == 1:
        low, high = sorted(abs(end) for end in ends)
        return message("dollars", amount=Amount.of(low)), message("dollars", amount=Amount.of(high))
    return _signed(ends[0]), _signed(ends[1])


def _signed(amount: int) -> Message:
    if amount < 0:
        return message("dollars_less", amount=Amount.of(-amount))
    return message("dollars_more", amount=Amount.of(amount))


def _reasons(of: Figures) -> list[Message]:
    """Why an alternative loses: what it pays more, the most first."""
    more = sorted(
        ((amount, reason) for reason, amount in of.paid_more.items() if amount > 0), reverse=True
    )
    least = _TOLD * sum(amount for amount, _ in more)
    found = [_reason(reason, amount) for amount, reason in more if amount >= least]
    return found or [message("saves_no_tax")]


def _reason(reason: str, amount: int) -> Message:
    more = Amount.of(amount)
    match reason:
        case "tax_at_work":
            return message("pays_more_tax_at_work", amount=more)
        case "fees":
            return message("pays_more_fees", amount=more)
        case "tax_after_work":
            return message("pays_more_tax_after_work", amount=more)
        case "penalties":
            return message("pays_more_penalties", amount=more)
        case "premiums":
            return message("pays_more_premiums", amount=more)
        case "insurance":
            return message("pays_more_insurance", amount=more)
        case "tax_at_the_end":
            return message("pays_more_tax_at_the_end", amount=more)
        case _:
            return message("employer_adds_less", amount=more)


def chart_of(of: Figures) -> Message:
    """What the chart of how far ahead it is by year shows."""
    return message(
        "ahead_by_year",
        name=of.best.name,
        against=of.first.name,
        year=of.ahead.first,
        random=of.difference.p50 is not None,
    )


def costs_of(of: Figures, features: Sequence[Feature]) -> list[Message]:
    """What the best alternative costs to have, and what to ask for."""
    return [*_less_within_reach(of), *_penalties(of), *_risk(of), *_to_ask_for(features)]


def _less_within_reach(of: Figures) -> Iterator[Message]:
    if of.least_reach_year is None or of.less_within_reach < _MISSED:
        return
    amount, year = Amount.of(of.less_within_reach), of.least_reach_year
    free = of.free_from
    if free is None:
        yield message("less_within_reach", amount=amount, year=year)
    elif _turns_free_at_59_half(of.ahead, free):
        several = len(of.ahead.living(free)) > 1
        yield message("less_until_59_half", amount=amount, year=year, everyone=several)
    else:
        ages = tuple(str(person.age(free)) for person in of.ahead.living(free))
        yield message(
            "less_before", amount=amount, year=year, free=free, ages=ages, several=len(ages) > 1
        )


def _turns_free_at_59_half(ahead: Outlook, year: int) -> bool:
    """Whether the youngest alive is too old for the additional tax from a year on."""
    ages = [2 * person.age(year) for person in ahead.living(year)]
    early = ahead.law(year).early_distribution_age_in_half_years
    return bool(ages) and min(ages) - 2 < early <= min(ages)


def _penalties(of: Figures) -> Iterator[Message]:
    own, first = of.best.penalties or 0, of.first.penalties or 0
    if own or first:
        yield message(
            "early_penalties",
            name=of.best.name,
            against=of.first.name,
            own=Amount.of(own),
            first=Amount.of(first),
        )


def _risk(of: Figures) -> Iterator[Message]:
    if of.difference.p50 is not None and of.verdict != "does_not_last" and of.best.short > _RISKY:
        yield message("money_runs_out", share=Share.of(_ppm(of.best.short)))


def _to_ask_for(features: Sequence[Feature]) -> Iterator[Message]:
    """The missing plan feature to ask HR for, if it would be worth something."""
    for one in features:
        if one.having == IF_OFFERED and one.worth > 0:
            feature = one.name.value("feature")
            yield message("ask_hr_for", feature=feature, worth=Amount.of(one.worth))


def assumed_of(ahead: Outlook, assumptions: Sequence[Message]) -> list[Message]:
    """What the result depends on most: the market, reforms, and years without spending."""
    others = (one for one in assumptions if one.code in ("reform", "nothing_to_spend"))
    return [_market(ahead), *others, message("money_of_year", year=ahead.first)]


def _market(ahead: Outlook) -> Message:
    assumed = ahead.household.assumptions
    growth, stocks = Share.of(int(assumed.growth)), Share.of(assumed.share_of_stocks)
    match assumed.model:
        case "fixed":
            return message("biggest_fixed", growth=growth)
        case "lognormal":
            deviation = Share.of(int(assumed.volatility))
            return message("biggest_lognormal", growth=growth, deviation=deviation)
        case "bootstrap":
            return message("biggest_bootstrap", stocks=stocks)
        case _:
            return message("biggest_history", stocks=stocks)


def _ppm(share: float) -> int:
    return round(share * PPM)
