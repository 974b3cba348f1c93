"""Matching contributions: tiers over a person's own contributions, and the fixed point with the
room.

A tier is ``(rate, top)``: the employer adds ``rate`` parts per million of the contributions between
the top of the tier before it and its own ``top``, in cents (a column where pay is one).
"""

from __future__ import annotations

from collections.abc import Sequence

from megaroth.kernel.money import MOST_CENTS, PPM, Cents, choose, larger, positive, rounded, smaller
from megaroth.kernel.trace import rule

Tier = tuple[int, Cents]

UNCAPPED = MOST_CENTS


def exact_match(contributions: Cents, tiers: Sequence[Tier]) -> Cents:
    """The match times a million: exact, so that paychecks add up to the year.

    Args:
        contributions: the contributions that the plan matches, cents, scalar or (n,).
        tiers: ``(rate, top)``, tops rising.

    Returns:
        Parts per million of a cent, in the shape of the arguments.

    >>> exact_match(1_00, [(500_000, 60)])
    30000000
    """
    total: Cents = contributions * 0
    bottom: Cents = 0
    for rate, top in tiers:
        total = total + positive(smaller(contributions, top) - bottom) * rate
        bottom = top
    return total


def tiers_on(pay: Cents, tiers: Sequence[tuple[int, int | None, int | None]]) -> list[Tier]:
    """A plan's match tiers for a pay: each ``(rate, up_to, up_to_dollars)`` with its top in cents.

    Args:
        pay: pay that the plan may match on, cents, scalar or (n,).
        tiers: rate and top in parts per million of pay, or top in cents of contributions.

    Returns:
        Tiers for the functions of this module.

    >>> tiers_on(300_000_00, [(1_000_000, 30_000, None), (500_000, 50_000, None)])
    [(1000000, 900000), (500000, 1500000)]
    """
    # A whole matched cent must fit within the share of pay, so tops are rounded down.
    return [
        (rate, rounded(pay * up_to, PPM, direction="down") if up_to is not None else (cents or 0))
        for rate, up_to, cents in tiers
    ]


def tiers_over(least: Sequence[Tier], most: Sequence[Tier]) -> list[Tier]:
    """Tiers that match at least as much as those on either of two pays.

    Args:
        least: the plan's tiers on the lower pay.
        most: the same tiers on the higher pay.

    Returns:
        If the rate falls after a tier, its top is that of the higher pay; if it rises, that of the
        lower pay.

    >>> tiers_over([(1_000_000, 900), (500_000, 1500)], [(1_000_000, 930), (500_000, 1550)])
    [(1000000, 930), (500000, 1550)]
    """
    rates = [*(rate for rate, _ in least[1:]), 0]
    found: list[Tier] = []
    for (rate, low), (_, high), following in zip(least, most, rates, strict=True):
        top = high if following <= rate else low
        found.append((rate, larger(top, found[-1][1]) if found else top))
    return found


@rule(cites="IRC 401(m)(4)(A)")
def matching_contribution(
    contributions: Cents, tiers: Sequence[Tier], most: Cents = UNCAPPED
) -> Cents:
    """The employer's match on a person's contributions.

    Args:
        contributions: the contributions that the plan matches, cents, scalar or (n,).
        tiers: ``(rate, top)``, tops rising.
        most: a dollar cap of the plan, cents.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 401(m)(4)(A); the plan document. Published case: IRS, deferrals and matching when
        compensation exceeds the annual limit (Mary).

    >>> matching_contribution(18_500_00, [(500_000, 13_750_00)])
    687500
    """
    return smaller(rounded(exact_match(contributions, tiers), PPM), most)


@rule(cites="IRC 401(m)(4)(A)")
def full_match(tiers: Sequence[Tier], most: Cents = UNCAPPED) -> Cents:
    """The maximum match.

    Args:
        tiers: ``(rate, top)``, tops rising.
        most: a dollar cap of the plan, cents.

    Returns:
        Cents, in the shape of the tops.

    Source:
        26 USC 401(m)(4)(A); the plan document.

    >>> full_match([(500_000, 13_750_00)])
    687500
    """
    if not tiers:
        return 0
    return smaller(rounded(exact_match(tiers[-1][1], tiers), PPM), most)


@rule(cites="IRC 401(m)(4)(A)")
def contribution_for_full_match(tiers: Sequence[Tier], most: Cents = UNCAPPED) -> Cents:
    """The least contribution that earns the whole match.

    Args:
        tiers: ``(rate, top)``, tops rising.
        most: a dollar cap of the plan, cents.

    Returns:
        Cents, >= 0, in the shape of the tops.

    Source:
        26 USC 401(m)(4)(A); the plan document.

    >>> contribution_for_full_match([(1_000_000, 9_000_00), (500_000, 15_000_00)])
    1500000
    >>> contribution_for_full_match([(1_000_000, 9_000_00), (500_000, 15_000_00)], most=10_000_00)
    1100000
    """
    needed: Cents = 0
    earned: Cents = 0
    bottom: Cents = 0
    for rate, top in tiers:
        # In parts per million of a cent, so that rounding of a tier does not hide what the sum
        # still lacks.
        lacking = rounded(positive(most * PPM - earned), rate, direction="up") if rate else 0
        width = smaller(positive(top - bottom), lacking)
        needed = choose(width > 0, bottom + width, needed)
        earned = earned + width * rate
        bottom = top
    return needed


@rule(cites="IRC 401(m)(4)(A)")
def tiers_beyond(tiers: Sequence[Tier], paid: Cents) -> list[Tier]:
    """The tiers after part of the match has been paid: contributions earn nothing more until they
    have earned that part.

    Args:
        tiers: ``(rate, top)``, tops rising.
        paid: the match already paid, cents, scalar or (n,).

    Returns:
        Tiers whose match is the match above ``paid``; if that ends inside a tier, at most a cent
        more.

    Source:
        26 USC 401(m)(4)(A); the plan document.

    >>> tiers_beyond([(500_000, 10_800_00)], 3_000_00)
    [(0, 600000), (500000, 1080000)]
    >>> tiers_beyond([(500_000, 10_800_00)], 9_000_00)
    [(0, 1080000), (500000, 1080000)]
    """
    top = tiers[-1][1] if tiers else 0
    earned = contribution_for_full_match(tiers, paid)
    # If part of a contributed cent earns the last cent of it, the whole cent counts again, so that
    # the match is never too small.
    exact = choose(exact_match(earned, tiers) > paid * PPM, positive(earned - 1), earned)
    start = choose(full_match(tiers) <= paid, top, exact)
    found: list[Tier] = []
    bottom: Cents = 0
    for rate, end in tiers:
        found += [(0, larger(smaller(start, end), bottom)), (rate, end)]
        bottom = end
    return found


@rule(cites="IRC 415(c)(2), 401(m)(4)(A)")
def contribution_within(
    room: Cents, already: Cents, tiers: Sequence[Tier], most: Cents = UNCAPPED
) -> Cents:
    """The largest contribution that fits a room together with the match that it earns.

    Solves ``x + match(already + x) - match(already) <= room`` for the largest whole cent ``x``.

    Args:
        room: cents left for the contribution and its match, scalar or (n,).
        already: matched contributions made before, cents, scalar or (n,).
        tiers: ``(rate, top)``, tops rising; none where the contribution is not matched.
        most: a dollar cap on the whole match, cents.

    Returns:
        Cents, >= 0, in the shape of the arguments.

    Source:
        26 USC 415(c)(2)(A)-(B): the match is an annual addition too.

    >>> contribution_within(47_500_00, 0, [(500_000, 1_000_000_00)], most=12_250_00)
    3525000
    """
    room = positive(room)
    before = smaller(rounded(exact_match(already, tiers), PPM), most)
    left, taken, bottom = room, room * 0, already * 0
    for rate, top in tiers:
        width = positive(top - larger(bottom, already))
        step = smaller(width, rounded(left * PPM, PPM + rate, direction="down"))
        # An unfilled tier means that the room is used up; a rounding remainder must not spill into
        # the next tier.
        left = choose(step < width, 0, left - step - rounded(step * rate, PPM))
        taken, bottom = taken + step, top
    taken = taken + positive(left)
    # A match at its cap stops growing, and the contribution may use the rest of the room.
    taken = larger(taken, positive(room - (most - before)))

    def fits(x: Cents) -> Cents:
        return room - x - (smaller(rounded(exact_match(already + x, tiers), PPM), most) - before)

    # Rounding tier by tier can differ by a cent a tier from rounding their sum.
    for _ in range(2):
        taken = choose(fits(taken) < 0, positive(taken - 1), taken)
    for _ in tiers:
        taken = choose(fits(taken + 1) >= 0, taken + 1, taken)
    return taken
