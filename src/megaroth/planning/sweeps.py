"""The difference of two alternatives along one assumption, and over higher and lower taxes now and
later."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from megaroth.kernel.money import PPM
from megaroth.law.entry import Entry
from megaroth.law.law import Law
from megaroth.law.reform import Reform
from megaroth.model.assumptions import Assumptions
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers, after_tax_wealth
from megaroth.planning.alternatives import choices
from megaroth.planning.best_levels import BestLevel, best_levels, measure_of
from megaroth.planning.deferral_variants import with_variants
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.results import Curve, SensitivityMeasure, TaxCell
from megaroth.planning.spending import in_parts, spending
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.market import Returns
from megaroth.projection.policy import stated_policy
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.stacking import ends
from megaroth.projection.timeline import Outlook

GROWTHS = np.arange(-2, 13) / 100
_YIELDS = np.arange(7) / 100
_HEIRS = np.arange(0, 55, 5) / 100
NOW = (-5, 0, 5)
LATER = (-10, -5, 0, 5, 10)
"""Points by which every bracket's rate is higher: in years of work, and after them with the rate at
the end."""

_POINT = PPM // 100
_LEAST_RATE = 1_000
_MINIMUM = ("amt_first_rate", "amt_second_rate")
_SOURCE = "changed for comparison"


class Pair:
    """Two alternatives at the assumed growth, in the measure that leads, each at its best.

    Attributes:
        prepared: the alternatives.
        name, against: the two.
        tick: called after each difference.
        policy: ``best`` for the best policy of each, ``same`` for the household's own.
        in_wealth: whether the difference is after-tax wealth at the end under the household's own
            policy, as version 1 has it.
    """

    def __init__(
        self,
        prepared: Prepared,
        name: str,
        against: str,
        tick: Callable[[], None],
        *,
        policy: PolicyChoice = "best",
        in_wealth: bool = False,
    ) -> None:
        self.name, self.against, self.tick = name, against, tick
        self.policy, self.in_wealth = policy, in_wealth
        self._near: list[float] | None = None
        self._levels: list[BestLevel] | None = None
        self.prepared = self.with_variants(prepared)

    def with_variants(self, prepared: Prepared) -> Prepared:
        """Years with the kinds of deferrals of both alternatives, if they are not calculated."""
        if self.in_wealth or prepared.variants:
            return prepared
        return with_variants(prepared, _places(prepared, self.name, self.against))

    def over(self, prepared: Prepared, policy: PolicyChoice | None = None) -> Pair:
        """The same two alternatives of other prepared years, or with another policy."""
        found = Pair(
            prepared,
            self.name,
            self.against,
            self.tick,
            policy=policy or self.policy,
            in_wealth=self.in_wealth,
        )
        found._near = self._guess
        return found

    @property
    def _guess(self) -> list[float] | None:
        """About what can be spent under other assumptions; None if that is not known."""
        if self._levels is None or self._levels[0].measure != "spending_per_year":
            return self._near
        return [float(one.levels[0]) for one in self._levels]

    @property
    def places(self) -> list[int]:
        """The places of the two among the alternatives."""
        return _places(self.prepared, self.name, self.against)

    @property
    def two(self) -> list[ScenarioInputs]:
        """The inputs of both projections, under the household's own policy."""
        return [self.prepared.inputs[place] for place in self.places]

    @property
    def measure(self) -> SensitivityMeasure:
        """What the difference is in."""
        return "wealth_after_tax" if self.in_wealth else measure_of(self.two[0])

    def levels(self, growths: Numbers | None = None) -> list[BestLevel]:
        """The measure that leads of both, at the assumed growth or at some growths."""
        if growths is not None:
            return best_levels(
                self.prepared, self.places, self.policy, near=self._guess, growths=growths
            )
        if self._levels is None:
            self._levels = best_levels(self.prepared, self.places, self.policy, near=self._near)
        return self._levels

    def apart(self, growths: Numbers | None = None) -> Numbers:
        """How far the one is ahead of the other: a row for each growth."""
        if self.in_wealth:
            return self.apart_in_wealth(growths)
        mine, theirs = self.levels(growths)
        self.tick()
        return mine.levels - theirs.levels

    def apart_in_wealth(
        self, growths: Numbers | None = None, heirs: Numbers | None = None
    ) -> Numbers:
        """After-tax wealth of the one less that of the other: a row for each growth, or for each
        rate at the end."""
        ahead = self.prepared.ahead
        assumed = ahead.household.assumptions
        levels = np.array([assumed.growth / PPM]) if growths is None else growths
        returns: Returns = np.repeat(levels[:, None], len(ahead.years), axis=1)
        prices = ahead.prices(ahead.years[-1])
        (mine, my_rows), (theirs, their_rows) = ends(self.two, returns)
        rates = (
            [int(assumed.heirs_rate)]
            if heirs is None
            else [round(float(rate) * PPM) for rate in heirs]
        )
        found = [
            after_tax_wealth(mine, rate, prices)[my_rows]
            - after_tax_wealth(theirs, rate, prices)[their_rows]
            for rate in rates
        ]
        self.tick()
        return np.concatenate(found)


def _places(prepared: Prepared, *two: str) -> list[int]:
    names = [one.name for one in prepared.chosen]
    return [names.index(one) for one in two]


def curves(pair: Pair) -> list[Curve]:
    """The difference along growth and dividend yield, and of wealth along the tax rate on what is
    left at the end, which neither spending nor cashing out depends on.

    The differences along the yield need one projection for each value.
    """
    by_yield = [
        float(pair.over(assuming(pair.prepared, dividend_yield=round(float(one) * PPM))).apart()[0])
        for one in _YIELDS
    ]
    found = [
        _curve("growth", GROWTHS, pair.apart(GROWTHS)),
        _curve("dividend_yield", _YIELDS, np.array(by_yield)),
    ]
    if pair.in_wealth:
        found.append(_curve("heirs_rate", _HEIRS, pair.apart_in_wealth(heirs=_HEIRS)))
    return found


CURVE_STEPS = len(_YIELDS) + 2
TAX_STEPS = len(NOW) * len(LATER)
"""The number of ticks of a table and of the curves."""


def _curve(name: str, at: Numbers, values: Numbers) -> Curve:
    return Curve(
        name, [(float(one), round(float(value))) for one, value in zip(at, values, strict=True)]
    )


def assuming(prepared: Prepared, **values: int) -> Prepared:
    """The same years under other assumptions that do not change years of work."""

    return _with_each(
        prepared,
        lambda ahead: replace(ahead, household=with_assumptions(ahead.household, values)),
    )


def _with_each(prepared: Prepared, change: Callable[[Outlook], Outlook]) -> Prepared:
    """The same years with a change of each alternative's timeline."""
    found = prepared.each(lambda one: replace(one, ahead=change(one.ahead)))
    return replace(found, ahead=change(prepared.ahead))


def with_assumptions(household: Household, values: Mapping[str, int]) -> Household:
    """A household under other assumptions."""
    assumed = replace(household.assumptions, **values)  # type: ignore[arg-type]
    return replace(household, assumptions=assumed)


def under(prepared: Prepared, **values: int) -> Prepared:
    """The same alternatives under other assumptions about money and the end of the plan.

    Years of work are calculated again only if the plan then has more of them. Spending is as stated
    in the file, or what pay leaves after the tax on rollovers, which depends on growth.

    Args:
        prepared: the alternatives.
        values: assumptions, as the model holds them.
    """
    found = assuming(prepared, **values)
    ahead, last = (
        found.ahead,
        found.ahead.household.people[0].born.year + found.ahead.household.assumptions.plan_until,
    )
    if last != ahead.years[-1]:
        ahead = replace(ahead, years=tuple(range(ahead.first, last + 1)))
        works_longer = any(
            ahead.working(year) and year not in prepared.inputs[0].working for year in ahead.years
        )
        if works_longer or any(one.decisions for one in prepared.inputs):
            # Decisions for some years also affect the others.
            names = [one.name for one in prepared.chosen]
            return prepare(
                ahead.household,
                [one for one in choices(ahead.household) if one.name in names],
                parts=prepared.parts,
                law_book=ahead.law_book,
            )
        benefits = yearly_benefits(ahead)
        found = replace(found, ahead=ahead).each(
            lambda one: replace(one, ahead=replace(one.ahead, years=ahead.years), benefits=benefits)
        )
    spent = in_parts(
        spending(ahead, [one.working for one in found.inputs], found.inputs[0].benefits),
        prepared.parts,
    )
    return found.each(lambda one: replace(one, spending=spent))


def tax_table(household: Household, pair: Pair) -> list[TaxCell]:
    """The difference over taxes now and later, :data:`NOW` by :data:`LATER`.

    Args:
        household: whose alternatives the pair has.
        pair: at today's taxes; its spending after work stays, and before work if the file states
            it.
    """
    ahead = pair.prepared.ahead
    spent = pair.prepared.inputs[0].spending
    books = {
        later: ahead.law_book.with_reforms(*_shift(later, ahead.years, ahead)) for later in LATER
    }
    found = []
    for now in NOW:
        working = [year for year in ahead.years if ahead.working(year)]
        if working:
            scenarios = pair.with_variants(
                prepare(
                    household,
                    pair.prepared.chosen,
                    parts=pair.prepared.parts,
                    law_book=ahead.law_book.with_reforms(*_shift(now, working, ahead)),
                )
            )
        else:
            scenarios = pair.prepared
        same = {
            year: (scenarios.inputs[0].spending if year in working else spent)[year]
            for year in ahead.years
        }
        scenarios = scenarios.each(partial(replace, spending=same))
        for later, law_book in books.items():
            shifted = assuming(scenarios, **_rates_later(household.assumptions, later, pair))
            # Years of work keep the law under which they were calculated; the change applies to the
            # years after them.
            taxed = _with_each(shifted, partial(replace, law_book=law_book))
            found.append(TaxCell(now, later, round(float(pair.over(taxed).apart()[0]))))
    return found


def _rates_later(assumed: Assumptions, points: int, pair: Pair) -> dict[str, int]:
    """The rates of a household's assumptions so many points higher: the one at the end, and that of
    the bracket which its own policy fills."""
    found = {"heirs_rate": min(max(int(assumed.heirs_rate) + points * _POINT, 0), PPM)}
    if pair.in_wealth or assumed.fill_to is not None:
        # Without a stated bracket, the best policies fill any of those that the law then has.
        filled = stated_policy(assumed).fill_to or 0
        found["fill_to"] = min(max(filled + points * _POINT, 0), PPM)
    return found


def _shift(points: int, years: Sequence[int], ahead: Outlook) -> list[Reform]:
    """Reforms that raise every rate on ordinary income and of the minimum tax by some points, and
    none below zero.

    One reform for each run of years with the same rates, because other reforms may apply.
    """
    found: list[Reform] = []
    for _, run in itertools.groupby(years, key=lambda year: _rates(ahead.law(year))):
        of_run = list(run)
        if points:
            found.append(
                Reform(
                    f"rates {points:+d} points",
                    of_run[0],
                    of_run[-1],
                    entries=_higher(points, ahead.law(of_run[0])),
                )
            )
    return found


def _rates(law: Law) -> tuple[int, ...]:
    return (*law.entry("income_tax").rates, *(law.entry(name).values[""] for name in _MINIMUM))


def _higher(points: int, law: Law) -> dict[str, Entry]:
    like = law.entry("income_tax")
    # Rates must rise from bracket to bracket.
    rates = tuple(
        max(rate + points * _POINT, _LEAST_RATE + place) for place, rate in enumerate(like.rates)
    )
    entries = {
        "income_tax": replace(
            like, values={}, schedule={}, source=_SOURCE, status="reform", rates=rates
        )
    }
    for name in _MINIMUM:
        old = law.entry(name)
        entries[name] = replace(
            old, values={"": old.values[""] + points * _POINT}, source=_SOURCE, status="reform"
        )
    return entries
