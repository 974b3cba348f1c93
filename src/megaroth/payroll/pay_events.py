"""What a job pays in a year, payday by payday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from megaroth.kernel.money import Cents, rounded
from megaroth.model.household import Job
from megaroth.payroll.elections import ElectionKind
from megaroth.payroll.paydays import paychecks_of_pay, paydays


@dataclass(frozen=True, slots=True)
class PayEvent:
    """One check.

    Attributes:
        date: the day on which it is paid.
        gross: cents, scalar or (n,).
        kind: ``regular``, or ``bonus`` for every other pay (commissions and stock too).
        elections: the elections that apply: those of regular pay or of bonuses; None for neither.
        plan_eligible: its pay counts for elections in percent and for employer contributions.
        matched: its contributions are matched, and its pay counts for the match.
    """

    date: date
    gross: Cents
    kind: Literal["regular", "bonus"] = "regular"
    elections: ElectionKind | None = "regular"
    plan_eligible: bool = True
    matched: bool = True


def pay_events(job: Job, year: int) -> tuple[PayEvent, ...]:
    """The checks of a job in a year, in the order of their days. A self-employed business has none.

    Annual pay is divided into checks of whole cents that add up to the pay of the year: each is the
    pay up to its day, to the nearest cent, less that up to the check before. Where the file states
    the pay of a check (``pay_per_period``), every check is that amount.

    >>> from datetime import date
    >>> job = Job(employer="Co", pay=100_000_00, pay_frequency="monthly")
    >>> [event.gross for event in pay_events(job, 2026)][:3]
    [833333, 833334, 833333]
    """
    if job.self_employed:
        return ()
    days = paydays(job, year)
    if job.pay_per_period is not None:
        return tuple(PayEvent(day, job.pay_per_period) for day in days)
    assert job.pay is not None
    return tuple(
        PayEvent(day, gross)
        for day, gross in zip(
            days, _in_checks([job.pay] * len(days), paychecks_of_pay(job, year)), strict=True
        )
    )


def _in_checks(annual: Sequence[Cents], paychecks: int) -> Iterator[Cents]:
    """Checks from the annual pay that each is a part of; together the exact sum, rounded once."""
    exact: Cents = 0
    paid: Cents = 0
    for pay in annual:
        exact = exact + pay
        due = rounded(exact, paychecks)
        yield due - paid
        paid = due
