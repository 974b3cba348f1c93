"""Idaho's individual income tax, Form 40."""

from __future__ import annotations

from megaroth.kernel.money import total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Idaho(GeneralReturn):
    def answer(self) -> StateTax:
        """The permanent building fund tax is a surtax; the grocery credit is refundable."""
        found = super().answer()
        resident = self.resident
        heads = total(resident.persons, resident.items.children)
        grocery = total(
            heads * self.amount("refundable_credit_each"),
            resident.seniors * self.amount("refundable_credit_senior"),
        )
        fund = found.tax * 0 + self.amount("flat_tax")
        return StateTax(
            taxable_income=found.taxable_income,
            tax=found.tax,
            credits=found.credits,
            surtax=fund,
            rebates=found.tax * 0 + grocery,
        )


@rule(cites="Idaho Code 63-3022, 63-3024, 63-3024A, 63-3029L, 63-3082")
def idaho_tax(resident: Resident) -> StateTax:
    """Idaho's tax of a resident, with the grocery credit as a rebate.

    Args:
        resident: the year, with the federal standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        Idaho Code 63-3022, 63-3024, 63-3024A, 63-3029L, 63-3082; Form 40.
    """
    return _Idaho(resident).answer()
