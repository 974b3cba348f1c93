"""What moves the answer: one assumption at a time, and a curve over the growth of money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.cents import PPM, percent
from megaroth.model.household import Household
from megaroth.model.outlook import Assumptions
from megaroth.planning.compare import Numbers, Prepared, after_tax_wealth, prepare
from megaroth.planning.spending import spending
from megaroth.projection.future import Outlook, outlook, retirement_age
from megaroth.projection.market import Returns
from megaroth.projection.run import project

_GROWTHS = np.arange(-2, 13) / 100
_HIGHEST_AGE = 110

_PARTS = ("dividend_yield", "turnover", "heirs_rate")
"""Rates between nothing and the whole."""

_OF_MONEY = ("growth", "dividend_yield", "turnover", "heirs_rate")
"""Assumptions that change no year of work."""

_POINT = PPM // 100

Change = Callable[[Household], Household]


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
        break_even_growth: the growth, a fraction, from which ``name`` stays ahead; None where it is never behind on the curve, or is at
            its end.
    """

    name: str
    against: str
    difference: int
    swings: list[Swing]
    by_growth: list[tuple[float, int]]
    break_even_growth: float | None


def sensitivity(household: Household, name: str, against: str, tick: Callable[[int, int], None] | None = None) -> Sensitivity:
    """What moves the difference of two alternatives, at the assumed growth in every year.

    Args:
        household: with no unknown plan rule.
        name: one of its alternatives.
        against: another.
        tick: called with the steps done and their number.

    Raises:
        InputError: the household cannot be projected.
    """
    cases = list(_cases(household))
    done, whole = 0, 2 + 2 * len(cases)
    as_it_is = prepare(household)

    def apart(prepared: Prepared, growths: Numbers | None = None) -> Numbers:
        nonlocal done
        found = _apart(prepared, name, against, growths)
        done += 1
        if tick is not None:
            tick(done, whole)
        return found

    difference = round(float(apart(as_it_is)[0]))
    swings = [
        Swing(key, low, high, *(round(float(apart(_changed(as_it_is, change(household), key))[0])) for change in changes))
        for key, low, high, changes in cases
    ]
    curve = apart(as_it_is, _GROWTHS)
    return Sensitivity(
        name,
        against,
        difference,
        sorted(swings, key=lambda swing: -swing.width),
        [(float(growth), round(float(one))) for growth, one in zip(_GROWTHS, curve, strict=True)],
        _stays_ahead(_GROWTHS, curve),
    )


def _changed(as_it_is: Prepared, household: Household, key: str) -> Prepared:
    """The alternatives under a changed assumption; years of work are played again only where it reaches them."""
    if key not in _OF_MONEY:
        return prepare(household)

    def assuming(ahead: Outlook) -> Outlook:
        return replace(ahead, household=replace(ahead.household, assumptions=household.assumptions))

    ahead = assuming(as_it_is.ahead)
    # Where spending is not stated it is what pay leaves after the tax of the year's moves, which growth changes.
    spent = spending(ahead, [one.working for one in as_it_is.given])
    given = [replace(one, ahead=assuming(one.ahead), spending=spent) for one in as_it_is.given]
    return replace(as_it_is, ahead=ahead, given=given)


def _apart(prepared: Prepared, name: str, against: str, growths: Numbers | None) -> Numbers:
    """After-tax wealth of one alternative less that of the other, a row for each growth."""
    by_name = {choice.name: given for choice, given in zip(prepared.chosen, prepared.given, strict=True)}
    ahead = prepared.ahead
    assumed = ahead.household.assumptions
    levels = np.array([assumed.growth / PPM]) if growths is None else growths
    returns: Returns = np.repeat(levels[:, None], len(ahead.years), axis=1)
    one, other = (
        after_tax_wealth(project(given, returns).accounts, assumed.heirs_rate, ahead.prices(ahead.years[-1]))
        for given in (by_name[name], by_name[against])
    )
    return one - other


def _stays_ahead(at: Numbers, values: Numbers) -> float | None:
    """Where a curve passes zero for good, between two of its points."""
    behind = np.flatnonzero(values < 0)
    if not len(behind) or behind[-1] == len(values) - 1:
        return None
    place = behind[-1]
    before, after = float(values[place]), float(values[place + 1])
    return float(at[place] + (at[place + 1] - at[place]) * before / (before - after))


def _cases(household: Household) -> Iterator[tuple[str, str, str, tuple[Change, Change]]]:
    """Each assumption with a lower and a higher value of it."""
    assumed = household.assumptions
    rates: list[tuple[str, int, int]] = [
        ("growth", int(assumed.growth), 2 * _POINT),
        ("inflation", outlook(household).inflation, _POINT),
        ("pay_growth", int(assumed.pay_growth), _POINT),
        ("dividend_yield", int(assumed.dividend_yield), _POINT),
        ("turnover", int(assumed.turnover), 5 * _POINT),
        ("heirs_rate", int(assumed.heirs_rate), 10 * _POINT),
    ]
    for key, value, step in rates:
        low, high = value - step, value + step
        if key in _PARTS:
            low, high = max(low, 0), min(high, PPM)
        yield key, percent(low, 1), percent(high, 1), (_assuming(**{key: low}), _assuming(**{key: high}))
    until = assumed.plan_until
    ages = max(until - 5, household.people[0].age(household.year) + 1), min(until + 5, _HIGHEST_AGE)
    yield "plan_until", str(ages[0]), str(ages[1]), (_assuming(plan_until=ages[0]), _assuming(plan_until=ages[1]))
    first = retirement_age(household.people[0])
    if household.people[0].jobs and first - 3 > household.people[0].age(household.year):
        yield "retires_at", str(first - 3), str(first + 3), (_retiring(first - 3), _retiring(first + 3))


def _assuming(**values: int) -> Change:
    def change(household: Household) -> Household:
        assumed: Assumptions = replace(household.assumptions, **values)  # type: ignore[arg-type]
        return replace(household, assumptions=assumed)

    return change


def _retiring(age: int) -> Change:
    def change(household: Household) -> Household:
        first, *others = household.people
        return replace(household, people=(replace(first, retires_at=age), *others))

    return change
