"""What if: the difference of two alternatives with other assumptions, at the same growth in every
year.

Answers are fast if the working years are kept: they are calculated once for all assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from megaroth.kernel.errors import InputError, Problem
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planning.prepare import prepare
from megaroth.planning.results import Comparison, OutcomeRange, Sensitivity, SensitivityMeasure
from megaroth.planning.sensitivity import swing_pair
from megaroth.planning.sweeps import Pair, under
from megaroth.present.measure_worksheets import pair_sheets
from megaroth.present.names import assumption_label
from megaroth.present.worksheet import Worksheet
from megaroth.service.years_ahead import End


@dataclass(frozen=True)
class WhatIf:
    """The difference of two alternatives under changed assumptions.

    Attributes:
        name, against: the two alternatives.
        measure: what the difference is in: what can be spent a year after work, or what cashing
            everything out leaves.
        difference: how far the one is ahead of the other, each under its best policy for these
            assumptions, in today's money, cents.
        until: the last year.
        least: the difference with the unknown plan rules that give the least; None if no rule is
            unknown.
    """

    name: str
    against: str
    measure: SensitivityMeasure
    difference: int
    until: int
    least: int | None = None


Spent = tuple[tuple[int, int], ...]
"""Spending of each year, cents; empty for what the household's file says."""


def what_if(pairs: Sequence[Pair]) -> WhatIf:
    """The difference of the pairs of :func:`changed_pairs`."""
    most, *others = pairs
    return WhatIf(
        most.name,
        most.against,
        most.measure,
        _difference(most),
        most.prepared.ahead.years[-1],
        _difference(others[0]) if others else None,
    )


def _difference(pair: Pair) -> int:
    return round(float(pair.apart()[0]))


def prepared_pair(household: Household, law_book: LawBook, spent: Spent = ()) -> Pair:
    """The mega backdoor (or the second alternative) and the first one, with their working years.

    Args:
        household: without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        spent: spending of each year, if it is not the household's own.

    Raises:
        InputError: the household cannot be projected, or there is only one alternative.
    """
    prepared = prepare(household, law_book=law_book)
    if spent:
        prepared = prepared.spending(dict(spent))
    first, *others = prepared.chosen
    if not others:
        raise InputError([Problem("alternatives", "one alone", "two or more to compare")])
    other = next((one for one in others if one.name == "mega"), others[0])
    pair = Pair(prepared, other.name, first.name, lambda: None)
    # What can be spent as things are is near what can be spent under other assumptions.
    pair.levels()
    return pair


def changed_pairs(
    household: Household,
    outcomes: OutcomeRange[Comparison] | None,
    assumptions: Mapping[str, int],
    law_book: LawBook,
    prepared: Callable[[Household, LawBook, Spent], Pair] = prepared_pair,
) -> list[Pair]:
    """Two alternatives under changed assumptions; the end that gives the most first.

    Args:
        household: without unknown plan rules, unless ``outcomes`` is given.
        outcomes: both ends of the comparison if plan rules are unknown.
        assumptions: by key of the household file, as the model holds them.
        law_book: the law, with a user's figures and reforms.
        prepared: :func:`prepared_pair`, or a function that keeps its results.

    Raises:
        InputError: the household cannot be projected, or there is only one alternative.
    """
    spent: Spent = ()
    known = [household]
    if outcomes is not None:
        known = [*reversed(outcomes.households)]
        spent = tuple(sorted((year, int(amount)) for year, amount in outcomes.spent.items()))
    pairs = [prepared(one, law_book, spent) for one in known]
    return [pair.over(under(pair.prepared, **assumptions)) for pair in pairs]


def swing_worksheets(
    sensitivity: End[Sensitivity], assumption: str, side: str, law_book: LawBook
) -> list[Worksheet]:
    """How the difference of two alternatives is calculated with one assumption changed.

    Args:
        sensitivity: the answer that the assumption is from.
        assumption: a key of the household file.
        side: ``low`` or ``high``.
        law_book: the law, with a user's figures and reforms.

    Raises:
        InputError: there is no such assumption or side.
    """
    found, spent = sensitivity.answer, sensitivity.spent
    pair = swing_pair(
        sensitivity.household,
        found.name,
        found.against,
        assumption,
        side,
        spent=spent,
        law_book=law_book,
    )
    value = next(getattr(one, side) for one in found.swings if one.name == assumption)
    return pair_sheets(
        pair, f"{assumption_label(assumption)} {value}, the same growth in every year"
    )
