"""Is it worth it: alternatives on the same cash and the same paths, and the distribution of their difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from megaroth.kernel.cents import PPM, Cents
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.alternatives import IF_OFFERED, Choice, choices
from megaroth.planning.monte_carlo import Played, play_all
from megaroth.planning.spending import in_parts, parts_of, years_of_work
from megaroth.planning.spending import spending as spending_of
from megaroth.planning.sustainable_spending import sustainable
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.market import BLOCK, Returns, count_of_paths, paths
from megaroth.projection.scenario_inputs import Given
from megaroth.projection.timeline import Outlook, outlook

_PERCENTILES = (5, 50, 95)
_SAMPLE = 1_000
"""Paths that pictures show and that spending is searched on."""

_SEARCHES = 100
"""How many years of a projection a search of spending is counted as, for progress."""


@dataclass
class Difference:
    """How far an alternative is ahead of the first, in today's money, cents."""

    mean: int
    p5: int
    p50: int
    p95: int
    standard_error: int


@dataclass
class Spendable:
    """The most that can be spent in each year after work so that the money lasts, in today's money, cents.

    Attributes:
        level: at the assumed growth in every year.
        p5, p50: what lasts on 95% and on half of the paths.
        paths: how many of them were searched.
    """

    level: int
    p5: int
    p50: int
    paths: int


@dataclass
class AlternativeOut:
    """What one alternative comes to.

    Attributes:
        name, about: what it is.
        out_of_pocket: pay less payroll tax and spending in each year of work, cents: what pays contributions and tax and fills the taxable
            account, and so the same for every alternative.
        wealth_after_tax: mean of what can be spent at the end, in today's money, cents.
        bequest: the same left to heirs, who take the taxable account at its value.
        short: share of the paths on which the money does not last.
        difference: from the first alternative.
        probability_ahead: share of the paths on which it is ahead of the first, parts per million.
        break_even: the first year from which it stays ahead of the first at the assumed growth; None for never.
        contributions: by kind, of the first year.
        ends: means of what is owned at the end, by what tax it bears (the fields of :class:`megaroth.planning.after_tax_wealth.Owned`), cents of
            that year.
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


@dataclass
class Feature:
    """What a feature of the plan is worth to this household at the assumed growth, in today's money, cents.

    Attributes:
        name: the feature.
        worth: what the alternative that has it is ahead of the one that has not.
        having, lacking: those two.
        ends: what each owns at the end (the fields of :class:`megaroth.planning.after_tax_wealth.Owned`), cents of that year.
    """

    name: str
    worth: int
    having: str
    lacking: str
    ends: tuple[dict[str, int], dict[str, int]]


@dataclass
class Comparison:
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

    def _repr_html_(self) -> str:
        """For notebooks."""
        from megaroth.planning.notebook import comparison_html

        return comparison_html(self)


def best_of(answer: Comparison) -> AlternativeOut:
    """The alternative that is furthest ahead of the first in the mean, of those that are the household's to choose; there must be two."""
    others = answer.alternatives[1:]
    own = [one for one in others if one.name != IF_OFFERED]
    return max(own or others, key=lambda one: one.difference.mean)


@dataclass
class Prepared:
    """Alternatives whose years of work are played, with the spending that all share.

    Attributes:
        ahead: the years.
        chosen: the alternatives.
        given: of each.
        parts: what is spent in each year of what these alternatives alone would spend; empty where it is that.
    """

    ahead: Outlook
    chosen: list[Choice]
    given: list[Given]
    parts: Mapping[int, float] = field(default_factory=dict)

    def spending(self, spent: Mapping[int, Cents]) -> Prepared:
        """The same with other spending of each year, cents, which other assumptions change as they change that of these alternatives."""
        parts = parts_of(spent, self.given[0].spending)
        return replace(self, given=[replace(one, spending=spent) for one in self.given], parts=parts)


def prepare(
    household: Household,
    chosen: list[Choice] | None = None,
    spent: Mapping[int, Cents] | None = None,
    parts: Mapping[int, float] | None = None,
    *,
    within_cash: bool = True,
) -> Prepared:
    """Play the years of work of every alternative.

    Args:
        household: with no unknown plan rule.
        chosen: the alternatives; by default those that the household names or its plans suggest.
        spent: spending of each year, cents, for the same cash as another household; as the file and the alternatives have it if omitted.
        parts: what is spent of that, as :attr:`Prepared.parts`.
        within_cash: as in :func:`megaroth.planning.spending.years_of_work`.

    Raises:
        InputError: the household cannot be projected, or names an unknown alternative.
    """
    ahead = outlook(household)
    chosen = choices(household) if chosen is None else chosen
    benefits = yearly_benefits(ahead)
    played = [years_of_work(replace(ahead, household=one.household), benefits, within_cash=within_cash) for one in chosen]
    if spent is None:
        spent = in_parts(spending_of(ahead, played, benefits), parts or {})
    given = [
        Given(replace(ahead, household=one.household), working, spent, benefits, one.split, one.decisions)
        for one, working in zip(chosen, played, strict=True)
    ]
    return Prepared(ahead, chosen, given, parts or {})


def compare(
    household: Household,
    tick: Callable[[int, int], None] | None = None,
    *,
    spending: bool = False,
    workers: int = 1,
    spent: Mapping[int, Cents] | None = None,
) -> Comparison:
    """Compare alternatives on identical cash at identical times, over the same paths.

    Args:
        household: with no unknown plan rule; its ``assumptions`` and ``alternatives`` say over what and between what.
        tick: called with the steps done and their number.
        spending: also search the most that can be spent after work.
        workers: how many processes share the paths; the answer is the same to the bit. A script that asks for more than one keeps what it
            does under ``if __name__ == "__main__":``, as :mod:`multiprocessing` needs it.
        spent: spending of each year, cents, as in :func:`prepare`.

    Returns:
        Every alternative with the distribution of its difference from the first.

    Raises:
        InputError: the household cannot be projected, or names an unknown alternative.
        WorkError: a process that shares the paths ended before its work.
    """
    prepared = prepare(household, spent=spent)
    ahead, assumed = prepared.ahead, household.assumptions
    count = count_of_paths(assumed, len(ahead.years))
    done, whole = 0, len(prepared.chosen) * (len(ahead.years) * -(-count // BLOCK) + (_SEARCHES if spending else 0))

    def step(more: int) -> None:
        nonlocal done
        done += more
        if tick is not None:
            tick(done, whole)

    played = play_all(prepared.given, workers, step)
    worth = [np.concatenate([one.worth for one in blocks]) for blocks in played]
    fixed = [blocks[0].level for blocks in played]
    found = [
        _out(
            choice,
            given,
            worth[at],
            worth[0],
            np.concatenate([one.bequest for one in played[at]]),
            np.concatenate([one.ran_out for one in played[at]]),
            fixed[at],
            fixed[0],
            _mean_ends(played[at]),
            played[at][0].level_ends,
        )
        for at, (choice, given) in enumerate(zip(prepared.chosen, prepared.given, strict=True))
    ]
    if spending:
        for place, given in enumerate(prepared.given):
            found[place].spendable = spendable(given)
            step(_SEARCHES)
    from megaroth.planning.assumption_notes import assumptions, features
    from megaroth.planning.feature_value import offered

    lacking = offered(household)
    return Comparison(
        years=(ahead.years[0], ahead.years[-1]),
        paths=count,
        alternatives=found,
        features=features(found, [one[-1] for one in fixed]) + ([] if lacking is None else [lacking]),
        assumptions=assumptions(prepared),
        heirs_rate=int(assumed.heirs_rate),
        prices=ahead.prices(ahead.years[-1]),
    )


def _out(
    choice: Choice,
    given: Given,
    worth: Numbers,
    first: Numbers,
    bequest: Numbers,
    short: npt.NDArray[np.bool_],
    fixed: list[float],
    fixed_first: list[float],
    ends: dict[str, int],
    level_ends: dict[str, int],
) -> AlternativeOut:
    apart = worth - first
    low, middle, high = (round(float(one)) for one in np.percentile(apart, _PERCENTILES))
    error = float(apart.std(ddof=1)) / np.sqrt(len(apart)) if len(apart) > 1 else 0.0
    ahead = given.ahead
    years = [year for year in ahead.years if year in given.working]
    put_away = {year: _out_of_pocket(given, year) for year in years}
    one = given.working[years[0]] if years else None
    kinds = ("pre_tax", "roth", "after_tax", "roth_ira", "back_door", "hsa")
    contributions = {kind: sum(getattr(flows, kind) for flows in one.people) if one else 0 for kind in kinds}
    return AlternativeOut(
        name=choice.name,
        about=choice.about,
        out_of_pocket=put_away,
        wealth_after_tax=round(float(worth.mean())),
        bequest=round(float(bequest.mean())),
        short=float(short.mean()),
        difference=Difference(round(float(apart.mean())), low, middle, high, round(error)),
        probability_ahead=float((apart > 0).mean()),
        break_even=_break_even(list(ahead.years), fixed, fixed_first),
        contributions=contributions,
        ends=ends,
        level_ends=level_ends,
        sample=[round(float(one)) for one in apart[:_SAMPLE]],
    )


def _mean_ends(blocks: list[Played]) -> dict[str, int]:
    rows = [len(one.worth) for one in blocks]
    return {name: round(float(np.average([one.ends[name] for one in blocks], weights=rows))) for name in blocks[0].ends}


def spendable(given: Given) -> Spendable | None:
    """What can be spent after work with an alternative; None where the plan has no year after work."""
    ahead, assumed = given.ahead, given.ahead.household.assumptions
    if all(year in given.working for year in ahead.years):
        return None
    level: Returns = np.full((1, len(ahead.years)), assumed.growth / PPM)
    at_level = int(sustainable(given, level)[0])
    if assumed.model == "fixed":
        return Spendable(at_level, at_level, at_level, 1)
    drawn = next(paths(assumed, ahead.inflation, len(ahead.years))).first(_SAMPLE)
    low, middle = np.percentile(sustainable(given, drawn.returns, prices=drawn.prices), (5, 50))
    return Spendable(at_level, round(float(low)), round(float(middle)), len(drawn.returns))


def _out_of_pocket(given: Given, year: int) -> int:
    """Pay less payroll tax and spending: what a year's pay gives to savings and to income tax, the same for every alternative."""
    work = given.working[year]
    return int(work.gross - work.payroll_tax - given.spending[year])


def _break_even(years: list[int], one: list[float], first: list[float]) -> int | None:
    """The first year from which one stays ahead."""
    behind = [year for year, mine, theirs in zip(years, one, first, strict=True) if mine <= theirs]
    if not behind:
        return years[0]
    return behind[-1] + 1 if behind[-1] < years[-1] else None
