"""Households next to each other: the same figures of each, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from megaroth.kernel.answer_fields import OneAmount
from megaroth.kernel.message import Message
from megaroth.law.law_book import LawBook
from megaroth.model.household import Household
from megaroth.planyear.figure import Figure, Range
from megaroth.planyear.merge_scenarios import high, low
from megaroth.planyear.result import PlanYear, Verdict
from megaroth.planyear.tax_bill import tax_bill


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """The figures of one household, cents.

    Attributes:
        title: of the household, or of the change.
        change: what was changed; empty for a household as it is saved.
        after_tax: after-tax contributions of the year within the limits.
        deferrals: elective deferrals with catch-up.
        employer: what the employers contribute.
        to_roth: after-tax money that reaches Roth this year.
        rollover_tax: tax on it.
        income_tax: federal and state income tax of the year, with payroll tax; None if the law data
            has no income tax of the year, or spouses file separately.
        take_home: what is left of pay after contributions and taxes; None as ``income_tax``.
        spending: the most that can be spent a year after work under its best alternative and
            policy, with the assumed growth in every year, in today's money; None if it was not
            asked, plan rules are unknown, or nobody stops working.
        differs: the names of the figures that differ from those of the first household.
    """

    title: str
    change: list[Message]
    year: int
    verdict: Verdict
    after_tax: Figure
    deferrals: Figure
    employer: Figure
    to_roth: Figure
    rollover_tax: Figure
    income_tax: OneAmount | None
    take_home: OneAmount | None
    spending: OneAmount | None
    differs: list[str]


FIGURES = (
    "verdict",
    "after_tax",
    "deferrals",
    "employer",
    "to_roth",
    "rollover_tax",
    "income_tax",
    "take_home",
    "spending",
)
"""The figures that are compared, in the order of the table."""


@dataclass(frozen=True, kw_only=True)
class Scenarios:
    """Two or more households next to each other, the one that they are compared with first.

    Attributes:
        assumptions: of the plan year of the first one.
    """

    scenarios: list[Scenario]
    assumptions: list[Message]


def scenario(
    title: str,
    change: list[Message],
    household: Household,
    answer: PlanYear,
    law_book: LawBook,
    spending: int | None,
) -> Scenario:
    """The figures of one household; arguments as the fields of :class:`Scenario`."""
    jobs = [job.contributions for person in answer.people for job in person.jobs]
    over = _sum(one.after_tax for one in answer.excesses)
    tax, home = _taxes(household, law_book)
    return Scenario(
        title=title,
        change=change,
        year=answer.year,
        verdict=answer.verdict,
        after_tax=_less(_sum(one.after_tax for one in jobs), over),
        deferrals=_sum(x for one in jobs for x in (one.pre_tax, one.roth, one.catch_up)),
        employer=_sum(x for one in jobs for x in (one.match, one.roth_match, one.nonelective)),
        to_roth=answer.to_roth,
        rollover_tax=answer.tax,
        income_tax=tax,
        take_home=home,
        spending=spending,
        differs=[],
    )


def differences(first: Scenario, other: Scenario) -> list[str]:
    """The names of the figures that differ."""
    return [name for name in FIGURES if getattr(first, name) != getattr(other, name)]


def _taxes(household: Household, law_book: LawBook) -> tuple[int | None, int | None]:
    has = law_book.law(household.year, household.inflation).has("income_tax")
    if not has or household.files_apart:
        return None, None
    bill = tax_bill(household, 0, law_book)
    state = 0 if bill.state is None else bill.state.total
    # What several employers withheld above one wage base comes back with the return.
    payroll = bill.payroll_tax - bill.excess_social_security + bill.state_payroll_tax
    return int(bill.federal.total + state + payroll), int(bill.take_home)


def _sum(figures: Iterable[Figure]) -> Figure:
    values = list(figures)
    least, most = sum(map(low, values)), sum(map(high, values))
    return least if least == most else Range(least, most)


def _less(total: Figure, over: Figure) -> Figure:
    least, most = max(low(total) - high(over), 0), high(total) - low(over)
    return least if least == most else Range(least, most)
