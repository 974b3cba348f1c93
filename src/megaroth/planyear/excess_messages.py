"""Notes on the income that excesses add to a return."""

from __future__ import annotations

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import some
from megaroth.planyear.year_state import PersonYear, YearState


def excess_notes(plan_year: YearState, people: list[PersonYear]) -> list[Message]:
    """Notes on the income of a return that comes from contributions above a limit."""
    found = []
    for person in people:
        deferred, health = person.taxed_excess(plan_year.law), person.taxed_hsa
        of_457b = person.taxed_excess(plan_year.law, of_457b=True)
        if some(deferred > 0):
            found.append(
                message(
                    "excess_deferral_taxed",
                    person=person.person.name,
                    amount=Amount.of(deferred),
                )
            )
        if some(of_457b > 0):
            found.append(
                message("excess_457b_taxed", person=person.person.name, amount=Amount.of(of_457b))
            )
        if some(health > 0):
            found.append(
                message("excess_hsa_taxed", person=person.person.name, amount=Amount.of(health))
            )
    return found
