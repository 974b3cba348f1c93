"""Mississippi's individual income tax, Form 80-105."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Mississippi(GeneralReturn):
    def combined_tax(self) -> Cents:
        """The couple divides its deductions and exemptions freely, so each spouse's zero bracket is
        used in full if possible."""
        first, second = (positive(own) for own in self.own_income())
        deducted = total(self.deduction(first + second), self.exemptions(first + second))
        zero = self.resident.law.schedules["income"]["married_separate"].starts[1]
        # Deductions first lower the spouse who is above the zero bracket; the rest lowers the other
        # spouse.
        of_first = smaller(deducted, positive(first - zero))
        of_second = smaller(deducted - of_first, positive(second - zero))
        return self.tax_apart(first - of_first) + self.tax_apart(second - of_second)


@rule(cites="Miss. Code 27-7-5, 27-7-15, 27-7-17, 27-7-21, 27-7-31")
def mississippi_tax(resident: Resident) -> StateTax:
    """Mississippi's tax of a resident; a couple files a combined return with a zero bracket for
    each spouse.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Miss. Code 27-7-5, 27-7-15(4)(k)-(l), 27-7-17, 27-7-21, 27-7-31; Form 80-105.
    """
    return _Mississippi(resident).answer()
