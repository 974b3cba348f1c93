"""Delaware's personal income tax, Form PIT-RES."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Delaware(GeneralReturn):
    def retirement(self) -> tuple[Cents, Cents]:
        """From age 60 the exclusion also covers investment income."""
        first, second = super().retirement()
        own, spouse = self.resident.investment
        return total(first, positive(own)), total(second, positive(spouse))

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """Personal credits, and one more from age 60."""
        older = total(*(self._more_credit(age) for age in self.resident.ages))
        return total(super().credits(income, taxable, tax), older)

    def _more_credit(self, age: Cents) -> Cents:
        return choose(self.resident.reached(age, "personal_credit"), self.amount("credit_60"), 0)

    def answer(self) -> StateTax:
        """The lower of a joint return and two columns; a column's credits cannot exceed its tax."""
        law, income = self.resident.law, self.income()
        taxable = self.taxable(income)
        tax = self.tax(taxable)
        credits = smaller(self.credits(income, taxable, tax), tax)
        credit = law.by_status["personal_credit"]["married_separate"]
        apart: Cents = 0
        for own, age in zip(self.own_income(), self.resident.ages, strict=True):
            column = self.tax_apart(
                positive(own - self._apart(own, choose(self.resident.reached(age, "senior"), 1, 0)))
            )
            apart = apart + positive(column - total(credit, self._more_credit(age)))
        lower = smaller(apart, tax - credits)
        return StateTax(
            taxable_income=taxable,
            tax=tax,
            credits=choose(self.resident.joint, tax - lower, credits),
        )


@rule(cites="30 Del. C. 1102, 1106, 1108, 1110")
def delaware_tax(resident: Resident) -> StateTax:
    """Delaware's tax of a resident; a couple takes the lower of a joint return and two columns.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        30 Del. C. 1102(a)(14), 1106(b)(3)-(4), 1108, 1110; Form PIT-RES.
    """
    return _Delaware(resident).answer()
