"""Warnings of the taxes on a young person's unearned income that no return here has."""

from __future__ import annotations

from megaroth.kernel.message import Amount, Message, message
from megaroth.kernel.money import Cents
from megaroth.law.law import Law
from megaroth.planyear.year_state import PersonYear
from megaroth.tax.federal import FederalTax, Return


def child_notes(
    law: Law, people: list[PersonYear], items: Return, federal: FederalTax
) -> list[Message]:
    """Warn where the tax of IRC 1(g) on a child's unearned income and the limit of IRC 59(j) may
    apply.

    They reach those under 18, those of 18 and students under 24 whose earned income is no more than
    half of their support, on returns that are not joint (IRC 1(g)(2), 152(c)(3)).
    """
    if items.status == "married_joint" or people[0].age >= law.child_tax_end_age:
        return []
    unearned: Cents = federal.agi - items.earned_income
    # Twice the amount of section 63(c)(5)(A): IRC 1(g)(4)(A)(ii).
    free = 2 * law.dependent_standard_deduction
    if not isinstance(unearned, int) or unearned <= free:
        return []
    return [
        message(
            "child_tax_left_out",
            person=people[0].person.name,
            age=law.child_tax_end_age,
            free=Amount.of(free),
        )
    ]
