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
from megaroth.planning.measured_results import PolicyChoice
from megaroth.planning.prepare import Prepared, prepare
from megaroth.planning.results import Sensitivity, Swing
from megaroth.planning.sweeps import CURVE_STEPS, TAX_STEPS, Pair, curves, tax_table, under
from megaroth.projection.jobs_held import retirement_age
from megaroth.projection.timeline import outlook

_HIGHEST_AGE = 110

_HELD = ("taxable_bonds", "pre_tax_bonds", "plan_fee")
"""What accounts hold and cost."""

_PARTS = ("dividend_yield", "turnover", "heirs_rate", *_HELD)
"""Rates from 0% to 100%."""

_OF_MONEY = ("growth", "dividend_yield", "turnover", "heirs_rate", *_HELD)
"""Assumptions that do not change years of work."""

_POINT = PPM // 100

POLICY = "policy"
"""The row of withdrawals and conversions: one policy for both alternatives, or the best of each."""

_POLICIES: tuple[PolicyChoice, ...] = ("same", "best")

Change = Callable[[Household], Household]


def sensitivity(
    household: Household,
    name: str,
    against: str,
    tick: Callable[[int, int], None] | None = None,
    *,
    spent: Mapping[int, Cents] | None = None,
    policy: PolicyChoice = "best",
    in_wealth: bool = False,
    law_book: LawBook = PUBLISHED,
) -> Sensitivity:
    """Calculate the sensitivity of the difference of two alternatives in the measure that leads, at
    the assumed growth in every year. Each figure has the best policies for it.

    Args:
        household: with no unknown plan rule.
        name: one of its alternatives.
        against: another.
        tick: called with the steps done and their number.
        spent: spending of each year, cents, as in :func:`megaroth.planning.prepare.prepare`; an
            assumption that changes what pay leaves changes it by the same part.
        policy: ``best``, or ``same`` for the household's own policy in every figure.
        in_wealth: after-tax wealth at the end under the household's own policy instead, as version
            1 has it.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: the household cannot be projected.
    """
    cases = list(_cases(household, law_book, in_wealth=in_wealth))
    policies = len(_POLICIES) if in_wealth else len(_POLICIES) - 1
    done, whole = 0, 1 + policies + 2 * len(cases) + CURVE_STEPS + TAX_STEPS

    def step() -> None:
        nonlocal done
        done += 1
        if tick is not None:
            tick(done, whole)

    pair = Pair(
        _prepared(household, spent, law_book),
        name,
        against,
        step,
        policy=policy,
        in_wealth=in_wealth,
    )
    difference = round(float(pair.apart()[0]))

    def swung(change: Change, key: str) -> int:
        changed = _swung(pair, household, change, key)
        if changed is pair:
            step()
            return difference
        return round(float(changed.apart()[0]))

    swings = [
        Swing(key, low, high, *(swung(change, key) for change in changes))
        for key, low, high, changes in cases
    ]
    same, best = (
        # A second search may end a few dollars elsewhere.
        difference
        if one == policy and not in_wealth
        else round(float(_with_policy(pair, one).apart()[0]))
        for one in _POLICIES
    )
    swings.append(Swing(POLICY, _POLICIES[0], _POLICIES[1], same, best))
    along = curves(pair)
    growth = along[0].points
    return Sensitivity(
        name,
        against,
        pair.measure,
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
    policy: PolicyChoice = "best",
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
        policy: as in :func:`sensitivity`.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: there is no such assumption or side.
    """
    cases = {case: changes for case, _, _, changes in _cases(household, law_book)}
    pair = Pair(_prepared(household, spent, law_book), name, against, lambda: None, policy=policy)
    # As in a sensitivity, figures are searched from what can be spent as things are.
    pair.levels()
    if key == POLICY and side in _SIDES:
        return _with_policy(pair, _POLICIES[_SIDES.index(side)])
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
    return _swung(pair, household, cases[key][_SIDES.index(side)], key)


def _swung(pair: Pair, household: Household, change: Change, key: str) -> Pair:
    """Two alternatives under a changed assumption; the same ones if it cannot change, as a share of
    0% cannot be lower."""
    changed = change(household)
    if changed == household:
        return pair
    return pair.over(_changed(pair.prepared, changed, key))


_SIDES = ("low", "high")


def _with_policy(pair: Pair, policy: PolicyChoice) -> Pair:
    """The same two alternatives in the same measure under the household's own policy, or each under
    its best one: of wealth, under the one that leaves most when everything is cashed out."""
    if policy == ("same" if pair.in_wealth else pair.policy):
        return pair
    if not pair.in_wealth:
        return pair.over(pair.prepared, policy)
    prepared, places = pair.prepared, pair.places
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
    household: Household, law_book: LawBook, *, in_wealth: bool = False
) -> Iterator[tuple[str, str, str, tuple[Change, Change]]]:
    """Each assumption with a lower and a higher value of it; the tax rate at the end only where the
    figures depend on it."""
    assumed = household.assumptions
    rates: list[tuple[str, int, int]] = [
        ("growth", int(assumed.growth), 2 * _POINT),
        ("inflation", outlook(household, law_book).inflation, _POINT),
        ("pay_growth", int(assumed.pay_growth), _POINT),
        ("dividend_yield", int(assumed.dividend_yield), _POINT),
        ("turnover", int(assumed.turnover), 5 * _POINT),
    ]
    if in_wealth:
        rates.append(("heirs_rate", int(assumed.heirs_rate), 10 * _POINT))
    else:
        rates += [
            ("taxable_bonds", assumed.taxable_bonds, 20 * _POINT),
            ("pre_tax_bonds", assumed.pre_tax_bonds, 20 * _POINT),
            ("plan_fee", assumed.plan_fee, _POINT // 2),
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

    def alike(change: Change) -> bool:
        return in_wealth or _stops(change(household), law_book) == _stops(household, law_book)

    until = assumed.plan_until
    first_born = household.people[0].born.year
    lasts = [
        _HIGHEST_AGE if one.lives_until is None else one.born.year + one.lives_until - first_born
        for one in household.people
    ]
    lowest = household.people[0].age(household.year) + 1
    yield _ages("plan_until", until, (max(until - 5, lowest), min(until + 5, max(lasts))), alike)
    first = retirement_age(household.people[0], household.year)
    if household.people[0].jobs and first - 3 > household.people[0].age(household.year):
        yield _ages("retires_at", first, (first - 3, first + 3), alike)


def _ages(
    key: str, age: int, ends: tuple[int, int], alike: Callable[[Change], bool]
) -> tuple[str, str, str, tuple[Change, Change]]:
    """An age with a lower and a higher one, each as far away as figures are in the same measure."""
    found = []
    for end in ends:
        tried = range(end, age, 1 if end < age else -1)
        found.append(next((one for one in tried if alike(_AGES[key](one))), age))
    low, high = found
    return key, str(low), str(high), (_AGES[key](low), _AGES[key](high))


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


_AGES: dict[str, Callable[[int], Change]] = {
    "plan_until": lambda age: _assuming(plan_until=age),
    "retires_at": _retiring,
}
"""What changes an age."""


def _stops(household: Household, law_book: LawBook) -> bool:
    """Whether the plan has years in which nobody works any more, so that spending leads."""
    ahead = outlook(household, law_book)
    return any(ahead.after_work(year) for year in ahead.years)
