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
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers, after_tax_wealth, ends_of
from megaroth.planning.alternatives import choices
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.results import Curve, TaxCell
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
    """Two alternatives at the assumed growth.

    Attributes:
        prepared: the alternatives.
        name, against: the two.
        tick: called after each difference.
    """

    def __init__(
        self, prepared: Prepared, name: str, against: str, tick: Callable[[], None]
    ) -> None:
        self.prepared, self.name, self.against, self.tick = prepared, name, against, tick

    def over(self, prepared: Prepared) -> Pair:
        """The same two alternatives of other prepared years."""
        return Pair(prepared, self.name, self.against, self.tick)

    @property
    def two(self) -> tuple[ScenarioInputs, ScenarioInputs]:
        """The inputs of both projections."""
        by_name = {
            choice.name: inputs
            for choice, inputs in zip(self.prepared.chosen, self.prepared.inputs, strict=True)
        }
        return by_name[self.name], by_name[self.against]

    def apart(self, growths: Numbers | None = None, heirs: Numbers | None = None) -> Numbers:
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

    def ends(self) -> list[dict[str, int]]:
        """What each alternative owns at the end at the assumed growth, by tax character, cents of
        that year."""
        ahead = self.prepared.ahead
        level: Returns = np.full((1, len(ahead.years)), ahead.household.assumptions.growth / PPM)
        return [ends_of(accounts, rows.start) for accounts, rows in ends(self.two, level)]


def curves(pair: Pair) -> list[Curve]:
    """The difference along growth, dividend yield, and the tax rate on what is left at the end.

    The differences along the yield need one projection for each value.
    """
    by_yield = [
        float(pair.over(assuming(pair.prepared, dividend_yield=round(float(one) * PPM))).apart()[0])
        for one in _YIELDS
    ]
    return [
        _curve("growth", GROWTHS, pair.apart(GROWTHS)),
        _curve("dividend_yield", _YIELDS, np.array(by_yield)),
        _curve("heirs_rate", _HEIRS, pair.apart(heirs=_HEIRS)),
    ]


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
    inputs = [replace(one, ahead=change(one.ahead)) for one in prepared.inputs]
    return replace(prepared, ahead=change(prepared.ahead), inputs=inputs)


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
        inputs = [
            replace(
                one, ahead=replace(one.ahead, years=ahead.years), benefits=yearly_benefits(ahead)
            )
            for one in found.inputs
        ]
        found = replace(found, ahead=ahead, inputs=inputs)
    spent = in_parts(
        spending(ahead, [one.working for one in found.inputs], found.inputs[0].benefits),
        prepared.parts,
    )
    return replace(found, inputs=[replace(one, spending=spent) for one in found.inputs])


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
            scenarios = prepare(
                household,
                pair.prepared.chosen,
                parts=pair.prepared.parts,
                law_book=ahead.law_book.with_reforms(*_shift(now, working, ahead)),
            )
        else:
            scenarios = pair.prepared
        same = {
            year: (scenarios.inputs[0].spending if year in working else spent)[year]
            for year in ahead.years
        }
        for later, law_book in books.items():
            assumed = household.assumptions
            shifted = assuming(
                replace(
                    scenarios, inputs=[replace(one, spending=same) for one in scenarios.inputs]
                ),
                heirs_rate=min(max(int(assumed.heirs_rate) + later * _POINT, 0), PPM),
                fill_to=min(max((stated_policy(assumed).fill_to or 0) + later * _POINT, 0), PPM),
            )
            # Years of work keep the law under which they were calculated; the change applies to the
            # years after them.
            taxed = _with_each(shifted, partial(replace, law_book=law_book))
            found.append(TaxCell(now, later, round(float(pair.over(taxed).apart()[0]))))
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
