"""What the tax forms of a plan year's moves must say."""

from __future__ import annotations

from itertools import groupby

from megaroth.answers.plan import place_of, sum_of
from megaroth.forms.statements import Form, forms
from megaroth.law.load import law
from megaroth.planyear.result import PlanYear, Range
from megaroth.planyear.split import DESTINATIONS, split


def papers(answer: PlanYear) -> list[Form]:
    """The forms of the year's moves of after-tax money, those of a person, plan and destination together.

    Args:
        answer: the plan year; moves that are ranges have no forms yet.
    """
    found: list[Form] = []
    numbers = law(answer.year)
    for (_, _, to), of in groupby(sorted(answer.rollovers, key=place_of), key=place_of):
        moves = list(of)
        amount, basis = (sum_of([getattr(one, kind) for one in moves]) for kind in ("amount", "basis"))
        if isinstance(amount, Range) or isinstance(basis, Range) or amount <= 0 or to not in DESTINATIONS:
            continue
        found += forms(split(numbers, balance=amount, after_tax=basis, to=[(to, amount)], separate_source=True), numbers)
    return found
