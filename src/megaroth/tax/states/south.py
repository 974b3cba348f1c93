"""South Carolina and West Virginia: deductions of those of 65 or more that count other ones in."""

from __future__ import annotations

from megaroth.kernel.money import Cents, choose, positive, proportion, rounded, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import SENIOR, Resident, StateTax


class _SouthCarolina(GeneralReturn):
    def start(self) -> Cents:
        """In 2025 the part of the federal deduction that the state did not take over is added."""
        return total(super().start(), self.amount("federal_deduction_addback"))

    def _phased(self, whole: Cents, income: Cents) -> Cents:
        """From 2026 the deduction falls by federal income, the reduction rounded down to ten dollars."""
        if not self.has("standard_deduction_phaseout_end"):
            return whole
        left = self.falling(whole, self.resident.federal.agi, "standard_deduction_phaseout")
        reduction = rounded(whole - left, to=self.resident.law.amounts["standard_deduction_phaseout_rounding"], direction="down")
        return positive(whole - reduction)


@rule(cites="S.C. Code 12-6-510, 12-6-560, 12-6-1140, 12-6-1150, 12-6-1170, 12-6-3330")
def south_carolina_tax(resident: Resident) -> StateTax:
    """South Carolina's tax of a resident.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        S.C. Code 12-6-50, 12-6-510, 12-6-560, 12-6-1120(4), 12-6-1140, 12-6-1150, 12-6-1170, 12-6-3330; SC1040.
    """
    return _SouthCarolina(resident).answer()


class _WestVirginia(GeneralReturn):
    def senior_exemption(self) -> Cents:
        """To a limit the own income of each of 65 or more, less the benefits that are exempt already."""
        resident, found = self.resident, self.resident.federal.agi * 0
        exempt = self.benefits_exempt()
        most = self.amount("senior_exemption")
        people = zip(resident.ages, resident.wages, resident.investment, resident.retirement, resident.benefits, strict=True)
        for age, wages, investment, retirement, benefits in people:
            income = positive(total(wages, investment, retirement, benefits))
            own = positive(smaller(income, most) - proportion(exempt, benefits, resident.taxed_benefits))
            found = found + choose(age >= SENIOR, own, own * 0)
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
