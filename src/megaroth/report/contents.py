"""Everything that a report tells of a household, gathered once for every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from megaroth.kernel.errors import InputError, LawError, NotAllowedError
from megaroth.model.household import Household
from megaroth.planning.compare import compare
from megaroth.planning.outlook import years_ahead
from megaroth.planning.results import Comparison
from megaroth.planning.settled import is_unknown, settled
from megaroth.planning.unknown_rules import Between, between
from megaroth.planning.yearly_results import YearsAhead
from megaroth.planyear.plan import plan
from megaroth.planyear.result import PlanYear
from megaroth.present.comparison import leading
from megaroth.present.sources import with_sources
from megaroth.service.move_forms import conversion_papers, papers
from megaroth.taxforms.tax_forms import Form

Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class Report:
    """What a report tells.

    Attributes:
        title: whose it is.
        day: its date.
        adviser: who hands it over; empty for nobody.
        logo: a picture file's bytes and ending, or None.
        answer: the plan year.
        papers: what the forms must say of after-tax money.
        of_conversions: what they must say of ordinary conversions.
        comparison, ahead: the years ahead; None where they cannot be told, and ``without`` says why.
        between: both ends of the comparison where plan rules are unknown; ``comparison`` and ``ahead`` are then those of the most.
        sources: sections and notices that the plan year read.
    """

    title: str
    day: date
    adviser: str
    logo: tuple[bytes, str] | None
    household: Household
    answer: PlanYear
    papers: list[Form]
    comparison: Comparison | None
    ahead: YearsAhead | None
    without: str
    sources: list[str] = field(default_factory=list)
    between: Between[Comparison] | None = None
    of_conversions: list[Form] = field(default_factory=list)


def gather(
    household: Household,
    *,
    title: str,
    day: date,
    adviser: str = "",
    logo: tuple[bytes, str] | None = None,
    tick: Tick | None = None,
) -> Report:
    """Answer everything that a report tells.

    Args:
        household: whose.
        title: what to call it.
        day: the report's date; the same day gives the same bytes.
        adviser: who hands it over.
        logo: a picture file's bytes and its ending (png, jpg or svg).
        tick: called with the steps done and their number.
    """
    answer, sources = with_sources(plan, household)
    comparison, ahead, without, both = None, None, "", None
    planned = household
    household = settled(household)
    try:
        if is_unknown(household):
            both = between(household, lambda known, part, spent: compare(known, part, spent=spent), tick)
            comparison = both.most
            ahead = years_ahead(both.households[1], leading(comparison).name, tick, real=True, spent=both.spent)
        else:
            comparison = compare(household, tick)
            ahead = years_ahead(household, leading(comparison).name, tick, real=True)
    except (InputError, LawError, NotAllowedError) as error:
        without = str(error)
    return Report(
        title,
        day,
        adviser,
        logo,
        planned,
        answer,
        papers(answer, household),
        comparison,
        ahead,
        without,
        sources,
        both,
        conversion_papers(answer, household),
    )
