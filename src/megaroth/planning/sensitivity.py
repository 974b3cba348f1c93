"""The sensitivity of a comparison: one assumption changed at a time, and curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.kernel.message import message
from megaroth.kernel.money import PPM, Cents, percent
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.assumptions import Assumptions
from megaroth.model.household import Household
from megaroth.planning.after_tax_wealth import Numbers
from megaroth.planning.best_policies import best_ways
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.results import Sensitivity, Swing
from megaroth.planning.sweeps import CURVE_STEPS, TAX_STEPS, Pair, curves, tax_table, under
from megaroth.projection.jobs_held import retirement_age
from megaroth.projection.timeline import outlook

_HIGHEST_AGE = 110

_PARTS = ("dividend_yield", "turnover", "heirs_rate")
"""Rates from 0% to 100%."""

_OF_MONEY = ("growth", "dividend_yield", "turnover", "heirs_rate")
"""Assumptions that do not change years of work."""

_POINT = PPM // 100

POLICY = "policy"
"""The row of withdrawals and conversions: one policy for both alternatives, or the best of each."""

_POLICIES = ("same", "best")

Change = Callable[[Household], Household]


def sensitivity(
    household: Household,
    name: str,
    against: str,
    tick: Callable[[int, int], None] | None = None,
    *,
    spent: Mapping[int, Cents] | None = None,
    law_book: LawBook = PUBLISHED,
) -> Sensitivity:
    """Calculate the sensitivity of the difference of two alternatives, at the assumed growth in
    every year.

    Args:
        household: with no unknown plan rule.
        name: one of its alternatives.
        against: another.
        tick: called with the steps done and their number.
        spent: spending of each year, cents, as in :func:`megaroth.planning.prepare.prepare`; an
            assumption that changes what pay leaves changes it by the same part.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: the household cannot be projected.
    """
    cases = list(_cases(household, law_book))
    done, whole = 0, 2 + 2 * len(cases) + CURVE_STEPS + TAX_STEPS

    def step() -> None:
        nonlocal done
        done += 1
        if tick is not None:
            tick(done, whole)

    pair = Pair(_prepared(household, spent, law_book), name, against, step)
    difference = round(float(pair.apart()[0]))

    def swung(change: Change, key: str) -> int:
        return round(float(pair.over(_changed(pair.prepared, change(household), key)).apart()[0]))

    swings = [
        Swing(key, low, high, *(swung(change, key) for change in changes))
        for key, low, high, changes in cases
    ]
    at_best = round(float(_at_best(pair).apart()[0]))
    swings.append(Swing(POLICY, *_POLICIES, difference, at_best))
    along = curves(pair)
    growth = along[0].points
    return Sensitivity(
        name,
        against,
        difference,
        sorted(swings, key=lambda swing: -swing.width),
        growth,
        _stays_ahead(
            np.array([at for at, _ in growth]), np.array([float(value) for _, value in growth])
        ),
        along,
        tax_table(household, pair),
    )


def _prepared(
    household: Household, spent: Mapping[int, Cents] | None, law_book: LawBook
) -> Prepared:
    prepared = prepare(household, law_book=law_book)
    return prepared if spent is None else prepared.spending(spent)


def swing_pair(
    household: Household,
    name: str,
    against: str,
    key: str,
    side: str,
    *,
    spent: Mapping[int, Cents] | None = None,
    law_book: LawBook = PUBLISHED,
) -> Pair:
    """Two alternatives with one assumption at its low or high value, to explain its effect.

    Args:
        household: with no unknown plan rule.
        name: one of its alternatives.
        against: another.
        key: the assumption.
        side: ``low`` or ``high``.
        spent: as in :func:`sensitivity`.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: there is no such assumption or side.
    """
    cases = {case: changes for case, _, _, changes in _cases(household, law_book)}
    if key == POLICY and side in _SIDES:
        pair = Pair(_prepared(household, spent, law_book), name, against, lambda: None)
        return pair if side == _SIDES[0] else _at_best(pair)
    if key not in cases or side not in _SIDES:
        raise InputError(
            [
                Problem(
                    "swing",
                    f"{key} {side}",
                    message("side_of_assumption", assumptions=(*cases, POLICY)),
                    nearest=nearest(key, [*cases, POLICY]),
                )
            ]
        )
    changed = _changed(
        _prepared(household, spent, law_book), cases[key][_SIDES.index(side)](household), key
    )
    return Pair(changed, name, against, lambda: None)


_SIDES = ("low", "high")


def _at_best(pair: Pair) -> Pair:
    """The same two alternatives, each under the policy that leaves it most when everything is
    cashed out."""
    prepared = pair.prepared
    places = [
        place
        for place, choice in enumerate(prepared.chosen)
        if choice.name in (pair.name, pair.against)
    ]
    two = replace(
        prepared,
        chosen=[prepared.chosen[place] for place in places],
        inputs=[prepared.inputs[place] for place in places],
    )
    return pair.over(replace(two, inputs=[one.by_cash_out.inputs for one in best_ways(two)]))


def _changed(as_it_is: Prepared, household: Household, key: str) -> Prepared:
    """The alternatives under a changed assumption. Years of work are calculated again only if it
    affects them."""
    if key in _OF_MONEY:
        return under(as_it_is, **{key: getattr(household.assumptions, key)})
    return prepare(household, parts=as_it_is.parts, law_book=as_it_is.ahead.law_book)


def _stays_ahead(at: Numbers, values: Numbers) -> float | None:
    """The value at which a curve crosses zero for the last time, interpolated."""
    behind = np.flatnonzero(values < 0)
    if not len(behind) or behind[-1] == len(values) - 1:
        return None
    place = behind[-1]
    before, after = float(values[place]), float(values[place + 1])
    return float(at[place] + (at[place + 1] - at[place]) * before / (before - after))


def _cases(
    household: Household, law_book: LawBook
) -> Iterator[tuple[str, str, str, tuple[Change, Change]]]:
    """Each assumption with a lower and a higher value of it."""
    assumed = household.assumptions
    rates: list[tuple[str, int, int]] = [
        ("growth", int(assumed.growth), 2 * _POINT),
        ("inflation", outlook(household, law_book).inflation, _POINT),
        ("pay_growth", int(assumed.pay_growth), _POINT),
        ("dividend_yield", int(assumed.dividend_yield), _POINT),
        ("turnover", int(assumed.turnover), 5 * _POINT),
        ("heirs_rate", int(assumed.heirs_rate), 10 * _POINT),
    ]
    for key, value, step in rates:
        low, high = value - step, value + step
        if key in _PARTS:
            low, high = max(low, 0), min(high, PPM)
        yield (
            key,
            percent(low, 1),
            percent(high, 1),
            (_assuming(**{key: low}), _assuming(**{key: high})),
        )
    until = assumed.plan_until
    first_born = household.people[0].born.year
    lasts = [
        _HIGHEST_AGE if one.lives_until is None else one.born.year + one.lives_until - first_born
        for one in household.people
    ]
    ages = max(until - 5, household.people[0].age(household.year) + 1), min(until + 5, max(lasts))
    yield (
        "plan_until",
        str(ages[0]),
        str(ages[1]),
        (_assuming(plan_until=ages[0]), _assuming(plan_until=ages[1])),
    )
    first = retirement_age(household.people[0], household.year)
    if household.people[0].jobs and first - 3 > household.people[0].age(household.year):
        yield (
            "retires_at",
            str(first - 3),
            str(first + 3),
            (_retiring(first - 3), _retiring(first + 3)),
        )


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
