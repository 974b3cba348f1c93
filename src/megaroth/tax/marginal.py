"""The tax on the next dollars of an item, as an exact difference, and the thresholds that they
cross."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from megaroth.kernel.answer_fields import Keys, OneAmount, Rate
from megaroth.kernel.errors import InputError, Problem, nearest, one_of
from megaroth.kernel.money import PPM, Cents, total
from megaroth.law.law import Law
from megaroth.tax.federal import Return, federal_tax
from megaroth.tax.thresholds import Side, Threshold, crossed

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
"""Kinds of next dollars: the item of the return that each changes, and in which direction."""

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
_CREDITS = {"child_credit", "savers_credit", "refundable_child_credit", "earned_income_credit"}


@dataclass(frozen=True)
class NextDollars:
    """The tax on additional dollars.

    Attributes:
        amount: the dollars, cents.
        tax: the income tax that they add, cents.
        by_kind: the part of each kind of tax or credit, cents; they sum to ``tax``.
        thresholds: the thresholds that they cross, in order.
    """

    data_properties: ClassVar = ("rate",)

    amount: OneAmount
    tax: OneAmount
    by_kind: Annotated[dict[str, OneAmount], Keys(KINDS)]
    thresholds: list[Threshold]

    @property
    def rate(self) -> Rate:
        """Tax per dollar, parts per million."""
        return self.tax * PPM // self.amount if self.amount else 0


def changed(items: Return, item: str, amount: Cents) -> Return:
    """The return with additional dollars of an item (or of a deferral).

    Raises:
        InputError: no such item; says which is nearest.
    """
    if item not in ITEMS:
        known = list(ITEMS)
        raise InputError(
            [
                Problem(
                    "--marginal",
                    repr(item),
                    one_of(known),
                    nearest=nearest(item, known),
                )
            ]
        )
    name, sign = ITEMS[item]
    change: dict[str, Any] = {name: total(getattr(items, name), sign * amount)}
    if item == "wages" and items.medicare_wages is not None:
        # A deferral does not change Medicare wages; more pay does.
        change["medicare_wages"] = total(items.medicare_wages, amount)
    return replace(items, **change)


def next_dollars(law: Law, items: Return, item: str, amount: int) -> NextDollars:
    """The exact tax on additional dollars of an item.

    Args:
        law: the numbers of the taxable year.
        items: the return without them.
        item: a key of :data:`ITEMS`.
        amount: the dollars, cents.

    Raises:
        InputError: no such item.

    >>> from megaroth.law.load import law
    >>> more = next_dollars(law(2026), Return(age=64, wages=140_000_00), "conversion", 10_000_00)
    >>> more.tax, [threshold.name.value("tier") for threshold in more.thresholds]
    (240000, [2])
    """
    more = changed(items, item, amount)
    before, after = federal_tax(law, items), federal_tax(law, more)
    by_kind = {}
    for kind in KINDS:
        difference = int(getattr(after, kind)) - int(getattr(before, kind))
        by_kind[kind] = -difference if kind in _CREDITS else difference
    thresholds = crossed(law, Side(items, before), Side(more, after))
    return NextDollars(amount, int(after.income_tax) - int(before.income_tax), by_kind, thresholds)


def curve(
    law: Law, items: Return, item: str, most: int, steps: int = 200
) -> tuple[list[int], list[int]]:
    """The marginal rate along a growing amount: amounts in cents, and the tax on each step in parts
    per million of it.

    Args:
        law: the numbers of the taxable year.
        items: the return without the amount.
        item: a key of :data:`ITEMS`.
        most: the largest amount, cents.
        steps: the number of steps.

    Returns:
        Two lists of ``steps`` entries.

    Raises:
        InputError: no such item.
    """
    amounts = [step * most // steps for step in range(steps + 1)]
    taxes = [int(federal_tax(law, changed(items, item, amount)).income_tax) for amount in amounts]
    rates = [
        (after - before) * PPM // max(amount - last, 1)
        for (last, amount), (before, after) in zip(
            itertools.pairwise(amounts), itertools.pairwise(taxes), strict=True
        )
    ]
    return amounts[1:], rates
