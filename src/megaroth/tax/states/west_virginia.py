"""West Virginia's personal income tax, Form IT-140."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, proportion, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _WestVirginia(GeneralReturn):
    def senior_exemption(self) -> Cents:
        """Own income of each senior up to a limit, less benefits that are already exempt."""
        resident, found = self.resident, self.resident.federal.agi * 0
        exempt = self.benefits_exempt()
        most = self.amount("senior_exemption")
        people = zip(
            resident.ages,
            resident.wages,
            resident.investment,
            resident.retirement,
            resident.benefits,
            strict=True,
        )
        for age, wages, investment, retirement, benefits in people:
            income = positive(total(wages, investment, retirement, benefits))
            own = positive(
                smaller(income, most) - proportion(exempt, benefits, resident.taxed_benefits)
            )
            found = found + choose(resident.reached(age, "senior"), own, own * 0)
        return found


@rule(cites="W. Va. Code 11-21-4, 11-21-12, 11-21-16")
def west_virginia_tax(resident: Resident) -> StateTax:
    """West Virginia's tax of a resident.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        W. Va. Code 11-21-4g to 4j, 11-21-12(c)(8)-(9), 11-21-16; Form IT-140.
    """
    return _WestVirginia(resident).answer()
