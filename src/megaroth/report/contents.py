"""The contents of a report, gathered once for every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from megaroth.kernel.errors import InputError, LawError, NotAllowedError
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.present.law import law_sentence
from megaroth.present.problems import error_text
from megaroth.present.sources import with_sources
from megaroth.service.answers import Form, Paychecks, PlanYear
from megaroth.service.plan_year import favorable_of, paychecks, plan
from megaroth.service.rollover_forms import conversion_forms, rollover_forms
from megaroth.service.worth import worth
from megaroth.service.yearly_answers import Comparison, OutcomeRange, YearsAhead

Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class Report:
    """The contents of a report.

    Attributes:
        title: of the report.
        day: its date.
        adviser: who prepared it; empty for nobody.
        logo: a picture file's bytes and ending, or None.
        answer: the plan year.
        forms: tax forms of the rollovers of after-tax money.
        conversion_forms: tax forms of ordinary conversions.
        comparison, ahead: the years ahead; None if they cannot be projected, and ``without`` says
        why.
        outcomes: both ends of the comparison if plan rules are unknown; ``comparison`` and
            ``ahead`` are then those with the rules that give the most.
        sources: sections and notices that the plan year read.
        favorable: the plan year with the plan rules that allow the most, whose figures add up;
            ``answer`` if no rule is unknown.
        law_note: what to know about the law of the year, in a sentence; empty for nothing.
        checks: the paychecks of the year that are still to come.
    """

    title: str
    day: date
    adviser: str
    logo: tuple[bytes, str] | None
    household: Household
    answer: PlanYear
    forms: list[Form]
    comparison: Comparison | None
    ahead: YearsAhead | None
    without: str
    sources: list[str] = field(default_factory=list)
    outcomes: OutcomeRange[Comparison] | None = None
    conversion_forms: list[Form] = field(default_factory=list)
    favorable: PlanYear | None = None
    law_note: str = ""
    checks: Paychecks | None = None


def gather(
    household: Household,
    law_book: LawBook,
    *,
    title: str,
    day: date,
    adviser: str = "",
    logo: tuple[bytes, str] | None = None,
    tick: Tick | None = None,
) -> Report:
    """Gather the contents of a report.

    Args:
        household: with or without unknown plan rules.
        law_book: the law, with a user's figures and reforms.
        title: of the report.
        day: the report's date, on which it is asked; the same day gives the same bytes.
        adviser: who prepared it.
        logo: a picture file's bytes and its ending (png, jpg or svg).
        tick: called with the steps done and their number.
    """
    answer, sources = with_sources(plan, household, law_book, day)
    found, without = None, ""
    try:
        found = worth(household, law_book, tick)
    except (InputError, LawError, NotAllowedError) as error:
        without = error_text(error)
    return Report(
        title,
        day,
        adviser,
        logo,
        household,
        answer,
        rollover_forms(answer, household, law_book),
        None if found is None else found.comparison,
        None if found is None else found.ahead,
        without,
        sources,
        None if found is None else found.outcomes,
        conversion_forms(answer, household, law_book),
        favorable_of(household, answer, law_book),
        law_sentence(answer.year, answer.status, law_book),
        paychecks(household, law_book, day),
    )
