"""South Carolina's individual income tax, Form SC1040."""

from __future__ import annotations

from megaroth.kernel.money import Cents, positive, rounded, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax


class _SouthCarolina(GeneralReturn):
    def start(self) -> Cents:
        """In 2025 the part of the federal deduction that the state did not adopt is added back."""
        return total(super().start(), self.amount("federal_deduction_addback"))

    def _phased(self, whole: Cents, income: Cents) -> Cents:
        """From 2026 the deduction falls with federal income; the reduction is rounded down to ten
        dollars."""
        if not self.has("standard_deduction_phaseout_end"):
            return whole
        left = self.falling(whole, self.resident.federal.agi, "standard_deduction_phaseout")
        reduction = rounded(
            whole - left,
            to=self.resident.law.amounts["standard_deduction_phaseout_rounding"],
            direction="down",
        )
        return positive(whole - reduction)


@rule(cites="S.C. Code 12-6-510, 12-6-560, 12-6-1140, 12-6-1150, 12-6-1170, 12-6-3330")
def south_carolina_tax(resident: Resident) -> StateTax:
    """South Carolina's tax of a resident.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        S.C. Code 12-6-50, 12-6-510, 12-6-560, 12-6-1120(4), 12-6-1140, 12-6-1150, 12-6-1170,
        12-6-3330; SC1040.
    """
    return _SouthCarolina(resident).answer()
