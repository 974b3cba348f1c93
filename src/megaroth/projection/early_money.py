"""Money before 59 1/2: what may leave free of the additional tax, and periodic payments that
begin."""

from __future__ import annotations

import numpy as np

from megaroth.kernel.money import Column, total
from megaroth.projection.accounts import Payments, above_zero, zeros
from megaroth.projection.withdraw import Early, divided
from megaroth.projection.year_state import YearState
from megaroth.rules.periodic_payments import last_payment_year, periodic_payment
from megaroth.rules.roth_order import roth_ira_free


def early_money(now: YearState) -> Early | None:
    """How money of those before 59 1/2 may leave; None where nobody is so young."""
    places = range(len(now.people))
    young = [now.young(place) for place in places]
    if not any(young):
        return None
    each = [_of_young(now, place) if young[place] else _of_old(now, place) for place in places]
    roth, recaptured, pre_tax, payments = (list(columns) for columns in zip(*each, strict=True))
    return Early(roth, recaptured, pre_tax, payments, young)


def within_reach(now: YearState) -> list[Column]:
    """Plan, IRA and Roth money of each person that can be taken on January 1 without the additional
    tax: all of it from 59 1/2, except out of the plan of somebody who works and may not."""
    found = []
    for place, usable in enumerate(now.usable):
        roth = now.accounts.roth[place].value
        if now.young(place):
            free, _, of_plan, _ = _of_young(now, place)
            found.append(np.minimum(free, roth) + of_plan * usable)
        else:
            _, _, pre_tax, _ = _of_old(now, place)
            found.append(pre_tax + roth)
    return found


def _of_old(now: YearState, place: int) -> tuple[Column, ...]:
    plan, ira = now.accounts.plans[place], now.accounts.iras[place]
    none = zeros(now.rows)
    return none, none, plan.value + ira.value, none


def _of_young(now: YearState, place: int) -> tuple[Column, ...]:
    """The columns of :class:`Early` of one person before 59 1/2."""
    account = now.accounts.roth[place]
    free = now.whole(roth_ira_free(now.law, now.year, account.regular, account.layers))
    conversions = now.whole(total(*(one.taxed + one.untaxed for one in account.layers)))
    plan, ira = now.accounts.plans[place].value, now.accounts.iras[place].value
    from_plan, _ = divided(now.converted[place], [plan, ira])
    of_plan = (plan - from_plan) * now.separated_late(place)
    return free, account.regular + conversions - free, of_plan, _payments(now, place)


def _payments(now: YearState, place: int) -> Column:
    """The most that periodic payments of one person may begin with this year.

    They come out of an account that holds no more than they need: the rest may be converted.
    """
    if not now.policy.pays:
        return zeros(now.rows)
    plan, ira = now.paying(place)
    left = above_zero(plan + ira - now.converted[place] - now.payments[place])
    most = periodic_payment(now.law, left, now.people[place].age(now.year))
    return above_zero(now.whole(most) - now.payments[place]) * now.policy.payments


def begin_payments(now: YearState) -> None:
    """Periodic payments that the year began go on until 59 1/2, and for five years."""
    for place, begun in enumerate(now.drawn.payments):
        if np.any(begun):
            series = now.accounts.payments[place]
            last = last_payment_year(now.law, now.year, now.people[place].born.year)
            until = np.where(begun > 0, np.maximum(series.until, last), series.until)
            now.accounts.payments[place] = Payments(series.amount + begun, until)
