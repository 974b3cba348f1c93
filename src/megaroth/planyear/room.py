"""How much: the room for after-tax contributions from a few figures, for one person or a table of
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any, ClassVar

from megaroth.kernel.answer_fields import Hidden, Unit
from megaroth.kernel.blocks import in_blocks
from megaroth.kernel.columns import is_column, np, npt
from megaroth.kernel.money import MOST_CENTS, Cents, Flag, positive, share, smaller, some
from megaroth.kernel.trace import figure
from megaroth.law.entry import YearStatus
from megaroth.law.law import Law
from megaroth.planyear.figure import LimitedBy, Range
from megaroth.rules.annual_additions import (
    after_tax_room,
    annual_additions_limit,
    excess_annual_addition,
)
from megaroth.rules.catch_up import catch_up_dollar_limit, catch_up_limit, roth_catch_up_required
from megaroth.rules.compensation import limited_compensation
from megaroth.rules.deferrals import deferral_limit_457b, elective_deferral_limit, excess_deferral
from megaroth.rules.match import contribution_within, matching_contribution, tiers_on

TierTerms = Sequence[tuple[int, int]]
"""Match tiers as ``(rate, up_to)``, both parts per million; each reaches from the one before up to
its share of pay."""

LIMITS = ("elective_deferral", "catch_up_50", "annual_additions", "compensation_limit")
"""Limits whose status is the status of the answer."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """The limits of one job and the room that they leave for after-tax contributions, cents.

    Attributes:
        year: of the limits.
        status: of the law of that year.
        age: reached by the end of the year; None if unknown.
        deferral_limit_457b: the separate limit of a 457(b) plan.
        catch_up_limit: a range where the age is unknown.
        elective_deferral, catch_up, match, employer: what is contributed.
        limited_by_compensation: pay, not the dollar limit, is the annual additions limit.
        roth_catch_up_required: catch-up contributions must be Roth.
    """

    data_properties: ClassVar = ("limited_by",)

    year: int
    status: YearStatus
    age: Annotated[Cents | None, Unit.COUNT]
    annual_additions_limit: Cents
    elective_deferral_limit: Cents
    deferral_limit_457b: Cents
    catch_up_limit: Cents | Range
    elective_deferral: Cents
    catch_up: Cents
    match: Cents
    employer: Cents
    after_tax_room: Cents
    excess_deferral: Cents
    excess_catch_up: Cents
    excess_annual_addition: Cents
    limited_by_compensation: Hidden[Flag]
    roth_catch_up_required: Flag

    @property
    def limited_by(self) -> LimitedBy | None:
        """The bound that sets the annual additions limit; None for a column, whose rows differ."""
        if is_column(self.limited_by_compensation):
            return None
        return "compensation" if self.limited_by_compensation else "dollar_limit"

    @property
    def excesses(self) -> dict[str, Cents]:
        """The amount above each limit that is exceeded, by its name."""
        found = {
            "deferral": self.excess_deferral,
            "catch-up": self.excess_catch_up,
            "annual addition": self.excess_annual_addition,
        }
        return {name: cents for name, cents in found.items() if some(cents != 0)}


ANSWERS = tuple(one.name for one in fields(Room) if one.name not in ("year", "status", "age"))
"""Figures of :class:`Room`, each in the shape of the arguments."""

FLAGS = ("limited_by_compensation", "roth_catch_up_required")
"""Those of them that are true or false."""


def room(
    law: Law,
    age: Cents,
    pay: Cents = MOST_CENTS,
    deferral: Cents | None = None,
    catch_up: Cents = 0,
    employer: Cents = 0,
    after_tax: Cents = 0,
    fica_wages_last_year: Cents = 0,
    match: TierTerms = (),
    nonelective: int = 0,
) -> Room:
    """The limits of one job and the room that they leave for after-tax contributions.

    Args:
        law: the numbers of the year.
        age: years of age on December 31, scalar or (n,).
        pay: section 415 compensation, cents, scalar or (n,); without it, only the dollar limits
            bind.
        deferral: elective deferrals without catch-up, cents, scalar or (n,); None for the most
            allowed. From the catch-up age on, what is beyond the deferral limit counts as catch-up,
            as far as its limit goes.
        catch_up: catch-up contributions, cents, scalar or (n,).
        employer: all employer contributions except ``match`` and ``nonelective``, cents, scalar or
            (n,).
        after_tax: after-tax contributions made so far, cents, scalar or (n,).
        fica_wages_last_year: last year's FICA wages from this employer, cents, scalar or (n,).
        match: tiers of the match on deferrals.
        nonelective: nonelective contribution, parts per million of pay to the 401(a)(17) limit.

    Returns:
        The figures, each in the shape of the arguments.

    Source:
        26 USC 402(g), 414(v), 415(c), 401(a)(17).

    >>> from megaroth.law.load import law
    >>> room(law(2024), 45, 300_000_00, 23_000_00, employer=1_500_00).after_tax_room
    4450000
    """
    limited = limited_compensation(law, pay) if match or nonelective else pay
    tiers = tiers_on(limited, [(rate, up_to, None) for rate, up_to in match])
    fixed: Cents = employer + share(limited, nonelective) if nonelective else employer
    limit = annual_additions_limit(law, pay)
    deferral_limit = elective_deferral_limit(law, pay)
    if deferral is None:
        within = (
            contribution_within(positive(limit - fixed - after_tax), 0, tiers)
            if tiers
            else positive(limit - fixed - after_tax)
        )
        deferral = smaller(deferral_limit, within)
    moved = smaller(
        excess_deferral(law, deferral), positive(catch_up_dollar_limit(law, age) - catch_up)
    )
    deferral, catch_up = deferral - moved, catch_up + moved
    matched: Cents = matching_contribution(deferral, tiers) if tiers else deferral * 0
    all_employer: Cents = fixed + matched
    figure(
        "elective_deferral",
        deferral,
        "Elective deferrals without catch-up",
        "IRC 402(g)",
        limit=deferral_limit,
    )
    figure("catch_up", catch_up, "Catch-up contributions", "IRC 414(v)")
    figure(
        "match", matched, "Matching contributions", "IRC 401(m)(4)(A)", elective_deferral=deferral
    )
    figure(
        "employer",
        all_employer,
        "All employer contributions",
        "IRC 415(c)(2)(A)",
        match=matched,
        other=fixed,
    )
    extra = catch_up_limit(law, age, pay, deferral)
    beyond = figure(
        "excess_catch_up", positive(catch_up - extra), "Catch-up beyond its limit", "IRC 414(v)(2)"
    )
    # What is no catch-up is an annual addition until it is paid back; once it is, it is one excess
    # and not two.
    counted: Cents = deferral + beyond
    over = excess_deferral(law, deferral)
    left = after_tax_room(law, pay, counted, all_employer)
    return Room(
        year=law.year,
        status=law.status_of(*LIMITS),
        age=age,
        annual_additions_limit=limit,
        elective_deferral_limit=deferral_limit,
        deferral_limit_457b=deferral_limit_457b(law, pay),
        catch_up_limit=extra,
        elective_deferral=deferral,
        catch_up=catch_up,
        match=matched,
        employer=all_employer,
        after_tax_room=positive(left - after_tax),
        excess_deferral=over,
        excess_catch_up=beyond,
        excess_annual_addition=positive(
            excess_annual_addition(law, pay, counted + after_tax + all_employer) - over - beyond
        ),
        limited_by_compensation=limit < law.annual_additions,
        roth_catch_up_required=_roth_required(law, age, fica_wages_last_year),
    )


def _roth_required(law: Law, age: Cents, wages: Cents) -> Flag:
    """Roth catch-up concerns only those who may make one."""
    required = roth_catch_up_required(law, wages)
    return required & (age >= law.catch_up_age)


def room_table(
    law: Law,
    columns: Mapping[str, npt.NDArray[np.int64]],
    match: TierTerms = (),
    nonelective: int = 0,
    out: Mapping[str, npt.NDArray[Any]] | None = None,
) -> Mapping[str, npt.NDArray[Any]]:
    """:func:`room` over a table, in blocks: the same figures row by row, in little memory.

    Args:
        law: the numbers of the year of every row.
        columns: arguments of :func:`room` by name, int64 columns of one length.
        match: tiers of the match on deferrals.
        nonelective: nonelective contribution, parts per million.
        out: columns to fill, by the names wanted; new ones for all if omitted.

    Returns:
        Columns by the names in :data:`ANSWERS`.
    """
    if out is None:
        rows = len(next(iter(columns.values())))
        out = {
            name: np.empty(rows, dtype=np.bool_ if name in FLAGS else np.int64) for name in ANSWERS
        }

    def answer(**block: Any) -> dict[str, Any]:
        found = room(law, match=match, nonelective=nonelective, **block)
        return {name: getattr(found, name) for name in out}

    in_blocks(answer, columns, out)
    return out


def ceiling(law: Law, age: int) -> Cents:
    """The annual additions dollar limit with catch-up on top: the most that can go into one plan at
    an age, cents.

    >>> from megaroth.law.load import law
    >>> ceiling(law(2026), 61)
    8325000
    """
    return law.annual_additions + catch_up_dollar_limit(law, age)
