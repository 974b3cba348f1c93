"""Is it worth it: the comparison, and the years ahead of the alternative that leads it."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planning.outlook import years_ahead
from megaroth.planning.results import Comparison, OutcomeRange
from megaroth.planning.unknown_rules import Tick
from megaroth.planning.yearly_results import YearsAhead
from megaroth.present.comparison import leading
from megaroth.service.defaults import POLICY, REAL
from megaroth.service.years_ahead import compare, ends


@dataclass(frozen=True)
class Worth:
    """The comparison, and the years ahead of the alternative that leads it, under its best policy.

    Attributes:
        comparison, ahead: if plan rules are unknown, those with the rules that give the most.
        outcomes: both ends of the comparison if plan rules are unknown; else None.
    """

    comparison: Comparison
    ahead: YearsAhead
    outcomes: OutcomeRange[Comparison] | None = None


def worth(household: Household, law_book: LawBook, tick: Tick | None = None) -> Worth:
    """Compare the alternatives, and project the one that leads under its best policy.

    Raises:
        InputError: the household cannot be projected.
    """

    def step(done: int, whole: int) -> None:
        # The years ahead that follow take about a quarter of the comparison.
        if tick is not None:
            tick(done, whole + whole // 4)

    answer = compare(household, law_book, step, policy=POLICY)
    most = ends(household, answer, law_book)[-1]
    leader = leading(most.answer)
    ahead = years_ahead(
        most.household,
        leader.name,
        real=REAL,
        spent=most.spent,
        policy=leader.policy,
        law_book=law_book,
    )
    return Worth(most.answer, ahead, answer if isinstance(answer, OutcomeRange) else None)
