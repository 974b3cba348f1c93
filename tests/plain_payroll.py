"""A plain model of one job's payroll, in fractions of a dollar; it imports nothing of the product.

It says in a page what the simulator must do with each check: elections in percent are rounded to a
cent, limits stop inside the check, the match to date is rounded to a cent, and up to two cents that
the rounding of contributions leaves of a matched check go to the next one.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

CENT = Fraction(1, 100)
SOURCES = ("pre_tax", "roth", "catch_up", "after_tax")


def cents(amount: Fraction) -> Fraction:
    """To the nearest cent, halves up."""
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


def cents_down(amount: Fraction) -> Fraction:
    return Fraction(floor(amount * 100), 100)


def formula(contributed, tiers, most):
    """The exact match of some contributions: ``(rate, end)`` each, ends in dollars."""
    match, bottom = Fraction(0), Fraction(0)
    for rate, end in tiers:
        match += max(min(contributed, end) - bottom, 0) * rate
        bottom = max(end, bottom)
    return match if most is None else min(match, most)


def counted(pays, limit, method, checks):
    """What the plan counts of each check under the compensation limit."""
    whole, seen, before, found = sum(pays), Fraction(0), Fraction(0), []
    for place, pay in enumerate(pays):
        if method == "year":
            found.append(pay)
        elif method == "per_check":
            even = cents_down(limit * (place + 1) / checks) - cents_down(limit * place / checks)
            found.append(min(pay, even, max(limit - before, 0)))
            before += found[-1]
        else:
            seen += pay
            now = (
                min(seen, limit)
                if method == "stop" or whole <= limit
                else cents(seen * limit / whole)
            )
            found.append(now - before)
            before = now
    return found


def play(pays, elected, plan):
    """Checks of a year: for each the contributions, the match and the room left, in dollars.

    Args:
        pays: gross of each check.
        elected: for each check a rate (a fraction below 1) or ``("$", dollars)`` by source.
        plan: a dictionary of limits and of the match.
    """
    tiers, most = plan["tiers"], plan["match_most"]
    limited = min(sum(pays), plan["pay_limit"])
    year_tiers = [(rate, cents_down(limited * up_to)) for rate, up_to in tiers]
    if plan["pay_cap_method"] == "year":
        cap = cents(formula(Fraction(10**9), year_tiers, None))
        most = cap if most is None else min(most, cap)
    parts = counted(pays, plan["pay_limit"], plan["pay_cap_method"], plan["paychecks"])
    room, deferral_left = plan["additions_limit"], plan["deferral_limit"]
    catch_up_left, after_tax_left = plan["catch_up_limit"], plan["after_tax_limit"]
    carried, exact, given, matched = [Fraction(0)] * len(tiers), Fraction(0), Fraction(0), 0
    checks = []
    for pay, part, wanted in zip(pays, parts, elected, strict=True):
        take, left = {}, pay
        for source in SOURCES:
            one = wanted[source]
            take[source] = min(one[1] if isinstance(one, tuple) else cents(pay * one), left)
            left -= take[source]
        ends = []
        for (_, up_to), more in zip(tiers, carried, strict=True):
            end = cents_down(part * up_to + more)
            ends.append(max(end, ends[-1]) if ends else end)
        now = list(zip((rate for rate, _ in tiers), ends, strict=True))

        def match_of(contributed, now=now, exact=exact, given=given):
            due = cents(exact + formula(contributed, now, None))
            return (due if most is None else min(due, most)) - given

        def within(wanted, left, basis=lambda amount: amount, match_of=match_of):
            """The most cents of what is wanted that fit with the match, by bisection."""
            low, high = 0, int(wanted * 100)
            while low < high:
                middle = (low + high + 1) // 2
                if middle * CENT + match_of(basis(middle * CENT)) <= left:
                    low = middle
                else:
                    high = middle - 1
            return low * CENT

        if plan["stops"]:
            take["catch_up"] = min(take["catch_up"], max(catch_up_left, 0))
        if plan["stops"] or plan["spillover"]:
            wanted_now = take["pre_tax"] + take["roth"]
            allowed = min(wanted_now, max(deferral_left, 0))
            if plan["stops"]:
                allowed = within(allowed, room)
            if wanted_now > allowed:
                take["pre_tax"] = cents(allowed * take["pre_tax"] / wanted_now)
                take["roth"] = allowed - take["pre_tax"]
                if plan["spillover"]:
                    take["after_tax"] += wanted_now - allowed
        deferral = take["pre_tax"] + take["roth"]
        room -= deferral
        on_after_tax = plan["match_on_after_tax"]
        if plan["stops"]:
            take["after_tax"] = within(
                min(take["after_tax"], max(after_tax_left, 0)),
                room,
                lambda amount, d=deferral, m=on_after_tax: d + amount * m,
            )
        basis = deferral + (take["after_tax"] if on_after_tax else 0)
        match = match_of(basis)
        exact, given, matched = exact + formula(basis, now, None), given + match, matched + basis
        carried = [
            min(max(part * up_to + more - min(basis, end), 0), Fraction(1999999, 100_000_000))
            for (_, up_to), more, end in zip(tiers, carried, ends, strict=True)
        ]
        room -= take["after_tax"] + match
        deferral_left -= deferral
        catch_up_left -= take["catch_up"]
        after_tax_left -= take["after_tax"]
        checks.append({**take, "match": match, "room_left": room})
    of_year = cents(formula(matched, year_tiers, plan["match_most"]))
    return checks, max(of_year - given, 0)
