"""The working years of every alternative, with the same cash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from megaroth.kernel.money import Cents
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household
from megaroth.planning.affordable_years import years_of_work
from megaroth.planning.alternatives import Choice, choices
from megaroth.planning.spending import in_parts, parts_of
from megaroth.planning.spending import spending as spending_of
from megaroth.projection.benefits import yearly_benefits
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.timeline import Outlook, outlook
from megaroth.projection.working_years import WorkingYear

WorkingYears = dict[tuple[Household, Household], dict[int, WorkingYear]]
"""Working years that are already calculated, by the household and that of its alternative."""


@dataclass(frozen=True)
class Variant:
    """An alternative with one kind of deferrals.

    Attributes:
        place: of the alternative.
        kind: ``pre_tax`` or ``roth`` where the file leaves it open; else None.
        inputs: its years with that kind.
    """

    place: int
    kind: str | None
    inputs: ScenarioInputs


@dataclass
class Prepared:
    """Alternatives with their working years, and the spending that all share.

    Attributes:
        ahead: the years.
        chosen: the alternatives.
        inputs: the inputs of each one's projection.
        parts: spending of each year as a share of what these alternatives alone would spend; empty
            if it is the same.
        variants: some alternatives with each kind of deferrals that their file leaves open, where
            they are calculated.
    """

    ahead: Outlook
    chosen: list[Choice]
    inputs: list[ScenarioInputs]
    parts: Mapping[int, float] = field(default_factory=dict)
    variants: list[Variant] = field(default_factory=list)

    def spending(self, spent: Mapping[int, Cents]) -> Prepared:
        """The same alternatives with other spending in each year, cents. Other assumptions change it
        in proportion."""
        parts = parts_of(spent, self.inputs[0].spending)
        return replace(self.each(lambda one: replace(one, spending=spent)), parts=parts)

    def each(self, change: Callable[[ScenarioInputs], ScenarioInputs]) -> Prepared:
        """The same with a change of the years of every alternative and variant."""
        return replace(
            self,
            inputs=[change(one) for one in self.inputs],
            variants=[replace(one, inputs=change(one.inputs)) for one in self.variants],
        )


def prepare(
    household: Household,
    chosen: list[Choice] | None = None,
    spent: Mapping[int, Cents] | None = None,
    parts: Mapping[int, float] | None = None,
    *,
    law_book: LawBook = PUBLISHED,
    within_cash: bool = True,
    calculated: WorkingYears | None = None,
) -> Prepared:
    """Calculate the working years of every alternative.

    Args:
        household: with no unknown plan rule.
        chosen: the alternatives; by default those that the household names or its plans suggest.
        spent: spending of each year, cents, to match another household; if omitted, it follows from
            the file and the alternatives.
        parts: shares of that spending, as :attr:`Prepared.parts`.
        law_book: the law, with a user's figures and reforms.
        within_cash: as in :func:`megaroth.planning.affordable_years.years_of_work`.
        calculated: working years of earlier calls with the same law and ``within_cash``, for a
            caller that prepares an alternative again; this call adds its own.

    Raises:
        InputError: the household cannot be projected, or names an unknown alternative.
    """
    ahead = outlook(household, law_book)
    chosen = choices(household) if chosen is None else chosen
    benefits = yearly_benefits(ahead)
    calculated = {} if calculated is None else calculated
    working_years = []
    for one in chosen:
        # Which other alternatives are compared does not change the years of this one.
        key = (_alone(household), _alone(one.household))
        if key not in calculated:
            alternative = replace(ahead, household=one.household)
            calculated[key] = years_of_work(alternative, benefits, within_cash=within_cash)
        working_years.append(calculated[key])
    if spent is None:
        spent = in_parts(spending_of(ahead, working_years, benefits), parts or {})
    inputs = [
        ScenarioInputs(
            replace(ahead, household=one.household),
            working,
            spent,
            benefits,
            one.split,
            one.decisions,
        )
        for one, working in zip(chosen, working_years, strict=True)
    ]
    return Prepared(ahead, chosen, inputs, parts or {})


def _alone(household: Household) -> Household:
    return replace(household, alternatives=())
