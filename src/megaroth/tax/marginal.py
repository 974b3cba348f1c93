"""The tax on the next dollars of anything, as exact differences, and the thresholds that they cross."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from megaroth.kernel.cents import PPM, Cents, total
from megaroth.kernel.errors import InputError, Problem, nearest
from megaroth.law.law import Law
from megaroth.tax.federal import FederalTax, Return, federal_tax
from megaroth.tax.status import bracket_tops, by_status

ITEMS = {
    "conversion": ("roth_conversions", 1),
    "in_plan_rollover": ("in_plan_rollovers", 1),
    "deferral": ("wages", -1),
    "wages": ("wages", 1),
    "gain": ("long_term_gain", 1),
    "interest": ("interest", 1),
    "ira_distribution": ("ira_distributions", 1),
    "pension": ("pensions", 1),
    "social_security": ("social_security", 1),
}
"""What the next dollars may be, the item of the return that they change, and in which direction."""

KINDS = (
    "tax_before_credits",
    "amt",
    "child_credit",
    "savers_credit",
    "refundable_child_credit",
    "earned_income_credit",
    "niit",
    "additional_medicare",
)
_IRMAA_YEARS_BACK = 2
"""Medicare premiums follow income of two years before: from 63 on a dollar can raise them."""

_CREDITS = {"child_credit", "savers_credit", "refundable_child_credit", "earned_income_credit"}


@dataclass(frozen=True)
class Threshold:
    """A threshold that the dollars cross: its name, where it lies and which income crosses it, cents."""

    name: str
    at: int
    income: int


@dataclass(frozen=True)
class NextDollars:
    """The tax on some dollars more.

    Attributes:
        amount: the dollars, cents.
        tax: what they add to income tax, cents.
        by_kind: the part of each kind of tax or credit, cents; they sum to ``tax``.
        thresholds: what they cross, in order.
    """

    amount: int
    tax: int
    by_kind: dict[str, int]
    thresholds: list[Threshold]

    @property
    def rate(self) -> int:
        """Tax a dollar, parts per million."""
        return self.tax * PPM // self.amount if self.amount else 0


def changed(items: Return, item: str, amount: Cents) -> Return:
    """The return with some dollars more of an item (or deferred).

    Raises:
        InputError: no such item; says which is nearest.
    """
    if item not in ITEMS:
        known = list(ITEMS)
        raise InputError([Problem("--marginal", repr(item), "one of " + ", ".join(known), nearest=nearest(item, known))])
    name, sign = ITEMS[item]
    change: dict[str, Any] = {name: total(getattr(items, name), sign * amount)}
    if item == "wages" and items.medicare_wages is not None:
        # A deferral leaves Medicare wages as they are; more pay does not.
        change["medicare_wages"] = total(items.medicare_wages, amount)
    return replace(items, **change)


def next_dollars(law: Law, items: Return, item: str, amount: int) -> NextDollars:
    """The exact tax on some dollars more of an item.

    Args:
        law: the numbers of the taxable year.
        items: the return without them.
        item: a key of :data:`ITEMS`.
        amount: the dollars, cents.

    Raises:
        InputError: no such item.

    >>> from megaroth.law.load import law
    >>> more = next_dollars(law(2026), Return(age=64, wages=200_000_00), "conversion", 10_000_00)
    >>> more.tax, [threshold.name for threshold in more.thresholds]
    (240000, ['IRMAA tier 4'])
    """
    before, after = federal_tax(law, items), federal_tax(law, changed(items, item, amount))
    by_kind = {}
    for kind in KINDS:
        difference = int(getattr(after, kind)) - int(getattr(before, kind))
        by_kind[kind] = -difference if kind in _CREDITS else difference
    crossed = list(_crossed(law, items, before, after))
    return NextDollars(amount, int(after.income_tax) - int(before.income_tax), by_kind, crossed)


def _crossed(law: Law, items: Return, before: FederalTax, after: FederalTax) -> Iterator[Threshold]:
    for name, at, one, other in _thresholds(law, items, before, after):
        low, high = sorted((one, other))
        if low <= at < high:
            yield Threshold(name, at, one)


def _thresholds(law: Law, items: Return, before: FederalTax, after: FederalTax) -> Iterator[tuple[str, int, int, int]]:
    """Each threshold with the income that it is of, before and after."""
    status = items.status
    rates = law.entry("income_tax").rates
    incomes = (int(before.taxable_income), int(after.taxable_income))
    for rate, top in zip(rates[1:], bracket_tops(law, status), strict=True):
        yield f"{rate / 10_000:g}% bracket", int(top), *incomes
    for name, limit in (("15% on gains", "long_term_gain_0_top"), ("20% on gains", "long_term_gain_15_top")):
        yield name, int(by_status(law, limit, status)), *incomes
    magis = (int(before.agi), int(after.agi))
    invested = bool(items.interest or items.dividends or before.net_gain or after.net_gain)
    named = (
        ("net investment income tax", "niit_magi_threshold", invested),
        ("child credit phase-out", "child_tax_credit_phaseout_start", items.children),
        ("senior deduction phase-out", "senior_deduction_phaseout_start", before.senior_deduction),
        ("state tax cap phase-down", "salt_phase_down_start", items.state_taxes),
    )
    for name, limit, concerns in named:
        if concerns and law.has(limit):
            yield name, int(by_status(law, limit, status)), *magis
    benefits = int(items.social_security)
    if benefits:
        half = benefits // 2
        outside = [int(tax.agi) - int(tax.taxable_social_security) + half for tax in (before, after)]
        yield "taxable Social Security", int(by_status(law, "social_security_base", status)), outside[0], outside[1]
        yield "85% of Social Security", int(by_status(law, "social_security_adjusted_base", status)), outside[0], outside[1]
    if max(int(items.age), int(items.spouse_age)) < law.senior_deduction_age - _IRMAA_YEARS_BACK:
        return
    tiers = law.irmaa_tiers_joint if status == "married_joint" else law.irmaa_tiers_single
    if status == "married_separate":
        yield "IRMAA tier 4", tiers("1"), int(before.irmaa_magi), int(after.irmaa_magi)
        yield "IRMAA tier 5", tiers("5") - tiers("1"), int(before.irmaa_magi), int(after.irmaa_magi)
        return
    for tier in range(1, 6):
        yield f"IRMAA tier {tier}", tiers(str(tier)), int(before.irmaa_magi), int(after.irmaa_magi)


def curve(law: Law, items: Return, item: str, most: int, steps: int = 200) -> tuple[list[int], list[int]]:
    """The marginal rate along a growing amount: amounts in cents, and the tax on each step in parts per million of it.

    Args:
        law: the numbers of the taxable year.
        items: the return without the amount.
        item: a key of :data:`ITEMS`.
        most: the largest amount, cents.
        steps: into how many it is divided.

    Returns:
        Two lists of ``steps`` entries.

    Raises:
        InputError: no such item.
    """
    amounts = [step * most // steps for step in range(steps + 1)]
    taxes = [int(federal_tax(law, changed(items, item, amount)).income_tax) for amount in amounts]
    rates = [
        (after - before) * PPM // max(amount - last, 1)
        for (last, amount), (before, after) in zip(itertools.pairwise(amounts), itertools.pairwise(taxes), strict=True)
    ]
    return amounts[1:], rates
