"""Every question answered as JSON, for programs: the HTTP interface and the assistant answer what
``--json`` prints, to the letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from megaroth.contract.answers import to_json
from megaroth.contract.plan import plan_answer
from megaroth.contract.schema_version import DEFAULT, FIRST
from megaroth.contract.worksheets import Worksheets
from megaroth.kernel.errors import InputError, Problem, nearest, one_of
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.service import explanations, limits, plan_year
from megaroth.service.defaults import MARGINAL_AMOUNT, REAL
from megaroth.service.interview import Edit, Saved
from megaroth.service.interview import interview as interview_of
from megaroth.service.interview import interview_edit as interview_edit_of
from megaroth.service.letter import letter as letter_of
from megaroth.service.quick import QuickAnswers
from megaroth.service.quick import quick as quick_of
from megaroth.service.rollover import Distribution
from megaroth.service.rollover import rollover as rollover_of
from megaroth.service.room import RoomFigures
from megaroth.service.room import room as room_of
from megaroth.service.scenarios import Named
from megaroth.service.scenarios import scenarios as scenarios_of

Data = dict[str, Any]
Tick = Callable[[int, int], None]


def check(household: Household, law_book: LawBook, *, schema_version: int = DEFAULT) -> Data:
    """Whether the plan allows it, job by job."""
    return to_json(plan_year.check(household, law_book), schema_version)


def plan(
    household: Household,
    law_book: LawBook,
    *,
    journal: bool = False,
    today: date | None = None,
    schema_version: int = DEFAULT,
) -> Data:
    """The plan year; with ``journal`` also every movement of money."""
    answer = plan_year.plan(household, law_book, today)
    rows = plan_year.journal(answer) if journal else None
    return to_json(plan_answer(answer, rows), schema_version)


def paychecks(
    household: Household,
    law_book: LawBook,
    *,
    today: date | None = None,
    schema_version: int = DEFAULT,
) -> Data:
    """What to elect at each job, from which check on, and what each check then does."""
    return to_json(plan_year.paychecks(household, law_book, today), schema_version)


def letter(
    household: Household,
    law_book: LawBook,
    *,
    offer: bool = False,
    schema_version: int = DEFAULT,
) -> Data:
    """The questions about the plans as letters; with ``offer`` the request to offer after-tax
    contributions."""
    return to_json(letter_of(household, law_book, offer=offer), schema_version)


def scenarios(
    household: Household | Named,
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    changes: Sequence[str] = (),
    others: Sequence[Named] = (),
    today: date | None = None,
    ahead: bool = False,
    schema_version: int = DEFAULT,
) -> Data:
    """A household next to others, and next to itself with changes."""
    answer = scenarios_of(household, changes, others, law_book, today, ahead=ahead, tick=tick)
    return to_json(answer, schema_version)


def next_year(text: str, law_book: LawBook, *, schema_version: int = DEFAULT) -> Data:
    """Next year's household file, from the text of this year's.

    Raises:
        InputError: the file is not valid, or next year's would not be.
        LawError: megaroth has no law of the year or of the next one.
    """
    from megaroth.contract.next_year import NextYearAnswer

    return to_json(NextYearAnswer(None, plan_year.next_year(text, law_book)), schema_version)


def tax(
    household: Household,
    law_book: LawBook,
    *,
    marginal: str | None = None,
    amount: int = MARGINAL_AMOUNT,
    schema_version: int = DEFAULT,
) -> Data:
    """The household's returns; with ``marginal`` the tax on that many more cents of an item.

    Raises:
        InputError: no such item.
        LawError: the year has no income tax in the data.
    """
    answer = plan_year.tax(household, law_book, marginal=marginal, amount=amount)
    return to_json(answer, schema_version)


# The years ahead load numpy and the solver, which the questions about one year do without: they are
# imported when asked.


def project(
    household: Household,
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    alternative: str | None = None,
    real: bool = REAL,
    schema_version: int = DEFAULT,
) -> Data:
    """The years ahead of one alternative."""
    from megaroth.service.years_ahead import project as years_of

    return to_json(years_of(household, law_book, alternative, tick, real=real), schema_version)


def compare(
    household: Household,
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    schema_version: int = DEFAULT,
    **asked: Any,
) -> Data:
    """Alternatives on identical cash, by the arguments of :func:`comparison`."""
    answer = comparison(household, law_book, tick, schema_version=schema_version, **asked)
    return to_json(answer, schema_version)


def comparison(
    household: Household,
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    sensitivity: bool = False,
    spending: bool = False,
    policy: str | None = None,
    best: bool = False,
    schema_version: int = DEFAULT,
) -> Any:
    """Alternatives on identical cash; with ``sensitivity`` what moves the answer, with ``spending``
    how much can be spent as a figure of its own, with ``policy="same"`` one policy for all,
    with ``best`` the best plans with and without after-tax contributions.

    Returns:
        The answer that becomes JSON.

    Raises:
        InputError: the household cannot be projected, or the version has no such policy.
    """
    from megaroth.contract.compare import policy_of, with_sensitivity
    from megaroth.service import years_ahead

    policies, in_wealth = policy_of(policy, schema_version), schema_version == FIRST
    answer = years_ahead.compare(
        household,
        law_book,
        tick,
        spending=spending,
        policy=policies,
        best=best,
        in_wealth=in_wealth,
    )
    moves = (
        [
            years_ahead.sensitivity(end, law_book, tick, policy=policies, in_wealth=in_wealth)
            for end in years_ahead.ends(household, answer, law_book)
        ]
        if sensitivity
        else []
    )
    return with_sensitivity(answer, moves)


def optimize(
    household: Household,
    law_book: LawBook,
    tick: Tick | None = None,
    *,
    schema_version: int = DEFAULT,
    **aim: Any,
) -> Data:
    """The best plan for an aim, as :func:`best_plan` answers."""
    return to_json(best_plan(household, law_book, tick, **aim), schema_version)


def best_plan(household: Household, law_book: LawBook, tick: Tick | None = None, **aim: Any) -> Any:
    """The best plan for an aim (the fields of :class:`megaroth.planning.aim.Aim`).

    Returns:
        The answer that becomes JSON.
    """
    from megaroth.planning.aim import Aim
    from megaroth.service.years_ahead import optimize as best

    return best(household, law_book, Aim(**aim), tick)


def room(today: date, law_book: LawBook, *, schema_version: int = DEFAULT, **asked: Any) -> Data:
    """After-tax room from figures in cents: the fields of
    :class:`megaroth.service.room.RoomFigures`."""
    return to_json(room_of(RoomFigures(**asked), today, law_book), schema_version)


def quick(today: date, law_book: LawBook, *, schema_version: int = DEFAULT, **asked: str) -> Data:
    """The quick answer from a few inputs as typed: the fields of
    :class:`megaroth.readers.quick_answers.QuickAnswers`."""
    return to_json(quick_of(QuickAnswers(**asked), today, law_book), schema_version)


def interview(text: str, today: date, law_book: LawBook, *, schema_version: int = DEFAULT) -> Data:
    """The questions about a household file, those that decide first, and the answer so far."""
    return to_json(interview_of(text, today, law_book), schema_version)


def interview_edit(
    edit: Edit, saved: Saved, today: date, law_book: LawBook, *, schema_version: int = DEFAULT
) -> Data:
    """A change of a household file, then as :func:`interview`."""
    return to_json(interview_edit_of(edit, saved, today, law_book), schema_version)


def rollover(
    today: date, law_book: LawBook, *, schema_version: int = DEFAULT, **asked: Any
) -> Data:
    """The split of a distribution, with its forms: the fields of
    :class:`megaroth.service.rollover.Distribution`."""
    return to_json(rollover_of(Distribution(**asked), today, law_book), schema_version)


def worksheets(
    household: Household, figure: str, law_book: LawBook, *, schema_version: int = DEFAULT
) -> Data:
    """How a figure of the plan year, or of its tax, was calculated.

    Raises:
        InputError: neither has such a figure; names the nearest.
    """
    return to_json(
        Worksheets(explanations.year_worksheets(household, figure, law_book)), schema_version
    )


def law(
    year: int,
    law_book: LawBook,
    *,
    diff: int | None = None,
    inflation: int | None = None,
    schema_version: int = DEFAULT,
) -> Data:
    """The limits of a year, or those that differ from another."""
    return to_json(limits.law(year, law_book, diff=diff, inflation=inflation), schema_version)


def law_history(limit: str, law_book: LawBook, *, schema_version: int = DEFAULT) -> Data:
    """One limit through the years."""
    return to_json(limits.law_history(limit, law_book), schema_version)


def known_word(field: str, word: str, known: tuple[str, ...]) -> str:
    """A word that is known.

    Raises:
        InputError: it is not; names the nearest.
    """
    if word in known:
        return word
    raise InputError([Problem(field, repr(word), one_of(known), nearest=nearest(word, known))])
