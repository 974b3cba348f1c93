"""Why nothing goes into a plan after tax, though it would take something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import some
from megaroth.planyear.job_year import JobYear
from megaroth.planyear.year_state import YearState


def nothing_after_tax(plan_year: YearState, job: JobYear) -> Iterator[Message]:
    """What keeps a job's plan from getting any after-tax money, and which order of the cash fills
    it. Pay that is too low is part of the verdict."""
    if some(job.after_tax > 0) or not some(job.after_tax_allowed > 0):
        return
    employer, allowed = job.job.employer, Amount.of(job.after_tax_allowed)
    order = plan_year.household.order
    better = after_tax_first(order)
    fills = tuple(better) if list(better) != list(order) else None
    match job.after_tax_bound:
        case "cash":
            yield message("after_tax_without_cash", employer=employer, allowed=allowed, order=fills)
        case "highest_election":
            yield message(
                "after_tax_above_highest_election",
                employer=employer,
                allowed=allowed,
                order=fills,
            )
        case "election":
            yield message("after_tax_not_elected", employer=employer, allowed=allowed)


def after_tax_first(order: Sequence[str]) -> list[str]:
    """The order of the cash with after-tax contributions next after the match, which nothing else
    is worth giving up for.

    >>> after_tax_first(["match", "hsa", "deferral", "after_tax"])
    ['match', 'after_tax', 'hsa', 'deferral']
    """
    others = [step for step in order if step != "after_tax"]
    place = others.index("match") + 1 if "match" in others else 0
    return [*others[:place], "after_tax", *others[place:]]
