"""Notes on the income that excesses add to a return."""

from __future__ import annotations

from megaroth.kernel.money import Cents, dollars, some
from megaroth.planyear.year_state import PersonYear, YearState


def excess_notes(state: YearState, people: list[PersonYear]) -> list[str]:
    """What of the income of a return is there because it is beyond a limit."""
    found = []
    for person in people:
        deferred, health = person.taxed_excess(state.law), person.taxed_hsa
        of_457b = person.taxed_excess(state.law, of_457b=True)
        if some(deferred > 0):
            found.append(
                f"{_amount(deferred)}elective deferrals of {person.person.name} over the limit "
                "are income of the year "
                "(IRC 402(g)(1)(A)), whatever Form W-2 says."
            )
        if some(of_457b > 0):
            found.append(
                f"{_amount(of_457b)}contributions to 457(b) plans of {person.person.name} over the "
                "limit are income of the year (26 CFR 1.457-4(a)), whatever Form W-2 says."
            )
        if some(health > 0):
            found.append(
                f"{_amount(health)}employer contributions to {person.person.name}'s HSA over the "
                "limit are income (IRC 106(d)(1))."
            )
    return found


def _amount(amount: Cents) -> str:
    return f"{dollars(amount)} of " if isinstance(amount, int) else ""
