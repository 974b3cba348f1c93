"""Iowa's individual income tax, Form IA 1040."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.filing_status import is_status
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _Iowa(GeneralReturn):
    def tax(self, taxable: Cents) -> Cents:
        """The lower of the schedule's tax and the alternate tax on income above a limit: 100% for
        single filers, a rate for others."""
        resident = self.resident
        senior, younger = (
            self.amount("modified_income_exempt_to_senior"),
            self.amount("modified_income_exempt_to"),
        )
        # Modified income is before deductions, although the return starts from federal taxable
        # income.
        modified = total(
            resident.federal.agi,
            resident.other_states_interest,
            -self.benefits_exempt(),
            -total(*self.retirement_excluded()),
        )
        over = positive(modified - choose(resident.seniors > 0, senior, younger))
        alternate = choose(
            is_status(resident.status, "single"), over, share(over, self.rate("alternate_rate"))
        )
        return smaller(super().tax(taxable), alternate)


@rule(cites="Iowa Code 422.5, 422.5A, 422.7, 422.12")
def iowa_tax(resident: Resident) -> StateTax:
    """Iowa's tax of a resident.

    Args:
        resident: the year, with the federal deduction, without the school district surtax.

    Returns:
        The lines of the return, cents.

    Source:
        Iowa Code 422.5, 422.5A, 422.7(13), (19), 422.12; IA 1040.
    """
    return _Iowa(resident).answer()
