"""The answer about paychecks: what to elect, from which check on, and what each check then does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from megaroth.kernel.answer_fields import Hidden, Key, OneAmount, Rate
from megaroth.kernel.message import Message
from megaroth.payroll.elections import Election
from megaroth.planyear.result import Excess, Question

Wish = Literal[
    "match",
    "limits",
    "take_home_floor",
    "election_maximum",
    "deferral",
    "catch_up",
    "after_tax",
    "prefer",
    "changes",
]
"""What a household wants of its elections, in the order in which one wish gives way to another."""

LateNumber = Literal["true_up", "match", "nonelective", "extra_paycheck", "bonus", "pay"]
"""What is not known yet and may add to the year."""


@dataclass(frozen=True)
class Percent:
    """An election of a share of each check, parts per million."""

    percent: Rate


@dataclass(frozen=True)
class Dollars:
    """An election of dollars from each check, cents."""

    dollars: OneAmount


Elected = Percent | Dollars


def elected(election: Election) -> Elected:
    """An election as the answer says it."""
    return Dollars(int(election.dollars)) if election.rate is None else Percent(int(election.rate))


@dataclass(frozen=True, kw_only=True)
class Payday:
    """One check to come, cents.

    Attributes:
        pre_tax, roth: deferrals without catch-up.
        room_left: what is left under the annual additions limit after it; what is posted after the
            checks of the year still comes.
        take_home: the check less payroll tax, income tax withheld and the contributions to every
            plan that it pays into.
    """

    date: date
    person: str
    employer: str
    gross: OneAmount
    pre_tax: OneAmount
    roth: OneAmount
    catch_up: OneAmount
    catch_up_is_roth: bool
    after_tax: OneAmount
    match: OneAmount
    nonelective: OneAmount
    room_left: OneAmount
    take_home: OneAmount


@dataclass(frozen=True, kw_only=True)
class PaycheckChange:
    """Elections to enter in the payroll portal, for every check from a day on.

    Attributes:
        kind: ``regular``, or ``bonus`` for the separate election of bonuses.
    """

    effective: date
    person: str
    employer: str
    kind: Literal["regular", "bonus"]
    pre_tax: Elected
    roth: Elected
    catch_up: Elected
    after_tax: Elected
    catch_up_is_roth: Hidden[bool] = False


@dataclass(frozen=True, kw_only=True)
class HeldBack:
    """Room left free for a number that is not known yet, cents.

    Attributes:
        for_: the number.
        known_on: the day on which it is known.
    """

    for_: LateNumber
    amount: OneAmount
    known_on: date


@dataclass(frozen=True, kw_only=True)
class PaycheckTotals:
    """The year at one job, with what was contributed before, cents.

    Attributes:
        match: with a true-up.
        match_lost: the match that the checks do not bring, though the year's contributions would
            earn it if they were even.
        true_up_restores: the part of it that a true-up brings back.
        unused_room: what is left under the annual additions limit if nothing held back is needed.
        safe_stop: the last payday by which after-tax contributions must stop if nothing more is
            known; None if nothing is late.
        look_again: days on which something held back is known.
        limit: of the annual additions.
        lost_before: the match that contributions through the last stub have lost for good.
    """

    person: str
    employer: str
    pre_tax: OneAmount
    roth: OneAmount
    catch_up: OneAmount
    after_tax: OneAmount
    match: OneAmount
    nonelective: OneAmount
    annual_additions: OneAmount
    match_lost: OneAmount
    true_up_restores: OneAmount
    unused_room: OneAmount
    safe_stop: date | None
    held_back: list[HeldBack]
    look_again: list[date]
    limit: Hidden[OneAmount] = 0
    lost_before: Hidden[OneAmount] = 0


@dataclass(frozen=True, kw_only=True)
class JobUnderWay:
    """A job with checks behind it, and what the checks that are left could still bring.

    Attributes:
        today: the day of the question.
        checks_left: paydays after it.
        deferral: elective deferrals, catch-up included, that these checks can bring at most, cents:
            if nothing was contributed before.
        after_tax: after-tax contributions likewise.
    """

    person: str
    employer: str
    today: date
    checks_left: int
    deferral: OneAmount
    after_tax: OneAmount


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A wish that gave way to another one.

    Attributes:
        cost: what the wish lacks, cents.
        text: both, and what it costs.
    """

    wish: Wish
    gave_way_to: Wish
    cost: OneAmount
    text: Annotated[Message, Key("message")]


@dataclass(frozen=True, kw_only=True)
class Paychecks:
    """The elections of a household's year, and what each check then does.

    Attributes:
        under_way: jobs with checks behind them of which nothing is stated; they have no paydays,
            changes and totals here.
        paydays: every check to come, by day.
        changes: what to enter, by day; the first of each job is for its next check, and one of the
            next year is for its first, where what is in force would not go on.
        totals: one for each job with a plan.
        conflicts: wishes that gave way.
        excesses: contributions beyond a limit, as in the plan of the year; they come first.
        refused: stated elections above what the law or the plan allows, and those of which only a
            part fits.
        gap: by how much a better schedule could fill the room more, at the most, cents; 0 where
            none can.
        questions: as in the plan of the year.
        assumptions: as in the plan of the year.
    """

    year: int
    under_way: list[JobUnderWay]
    paydays: list[Payday]
    changes: list[PaycheckChange]
    totals: list[PaycheckTotals]
    excesses: list[Excess]
    refused: list[Message]
    conflicts: list[Conflict]
    gap: OneAmount
    questions: list[Question]
    assumptions: list[Message]
