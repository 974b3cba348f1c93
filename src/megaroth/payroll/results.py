"""What a year of payroll brought, check by check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from megaroth.kernel.money import Cents, total


@dataclass(frozen=True, slots=True)
class Check:
    """What one check did, cents.

    Attributes:
        pre_tax, roth: deferrals without catch-up.
        after_tax: with deferrals that spill over.
        match, nonelective: employer contributions posted with the check.
        room_left: what is left under the annual additions limit after it; below zero if passed.
    """

    date: date
    kind: Literal["regular", "bonus"]
    gross: Cents
    pre_tax: Cents
    roth: Cents
    catch_up: Cents
    catch_up_is_roth: bool
    after_tax: Cents
    match: Cents
    nonelective: Cents
    room_left: Cents

    @property
    def contributed(self) -> Cents:
        """What left the check."""
        return total(self.pre_tax, self.roth, self.catch_up, self.after_tax)


@dataclass(frozen=True, slots=True)
class LateMoney:
    """Employer money of the year that is posted after its checks, cents.

    Attributes:
        kind: ``true_up``, ``match`` (of the whole year) or ``nonelective``.
        posted: the day.
        lost: what leaving before a day forfeits; ``amount`` is then zero.
    """

    kind: Literal["true_up", "match", "nonelective"]
    posted: date
    amount: Cents
    lost: Cents = 0


@dataclass(frozen=True, slots=True)
class PayrollTotals:
    """The year at one job, with what was contributed before, cents.

    Attributes:
        match: with a true-up.
        annual_additions: everything that counts toward the limit.
        match_lost: what the formula gives for the year's contributions beyond what the checks were
            matched: lost by uneven contributions, unless a true-up restores it.
        true_up_restores: the part of it that a true-up brings.
        room_left: what is left under the annual additions limit; below zero if passed.
    """

    pre_tax: Cents
    roth: Cents
    catch_up: Cents
    after_tax: Cents
    match: Cents
    nonelective: Cents
    annual_additions: Cents
    match_lost: Cents
    true_up_restores: Cents
    room_left: Cents


@dataclass(frozen=True, slots=True)
class JobPayroll:
    """The checks still to come, what is posted after them, and the totals of the year."""

    checks: tuple[Check, ...]
    late: tuple[LateMoney, ...]
    totals: PayrollTotals
