"""North Dakota's individual income tax, Form ND-1."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _NorthDakota(GeneralReturn):
    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """The marriage credit: what two single returns would save a couple, up to a limit."""
        resident = self.resident
        people = zip(resident.wages, resident.retirement, strict=True)
        first, second = (total(*own) for own in people)
        lesser = smaller(first, second)
        alone = positive(smaller(lesser - self.amount("marriage_half_deduction"), taxable))
        apart = resident.by_schedule(alone, status="single") + resident.by_schedule(
            taxable - alone, status="single"
        )
        credit = smaller(positive(tax - apart), self.amount("marriage_most"))
        both = (taxable > self.amount("marriage_least_joint")) & (
            lesser > self.amount("marriage_least_lesser")
        )
        return total(
            choose(resident.joint & both, credit, credit * 0), super().credits(income, taxable, tax)
        )


@rule(cites="N.D.C.C. 57-38-01.28, 57-38-30.3")
def north_dakota_tax(resident: Resident) -> StateTax:
    """North Dakota's tax of a resident.

    Args:
        resident: the year; it begins with federal taxable income.

    Returns:
        The lines of the return, cents.

    Source:
        N.D.C.C. 57-38-01.28, 57-38-30.3(1)-(2); Form ND-1.
    """
    return _NorthDakota(resident).answer()
