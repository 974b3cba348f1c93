"""New Hampshire, Rhode Island and Vermont."""

from __future__ import annotations

from megaroth.kernel.money import PPM, Cents, choose, larger, positive, share, smaller, total
from megaroth.kernel.trace import rule
from megaroth.tax.states.general import GeneralReturn
from megaroth.tax.states.resident import Resident, StateTax, steps


@rule(cites="RSA 77:1, 77:3, 77:5")
def new_hampshire_tax(resident: Resident) -> StateTax:
    """New Hampshire's tax on interest and dividends until 2024.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents; none from 2025.

    Source:
        RSA 77:1, 77:3, 77:4, 77:5; Form DP-10.
    """
    nothing: Cents = resident.federal.agi * 0
    if not resident.law.taxes_income:
        return StateTax(taxable_income=nothing, tax=nothing)
    exempt = total(resident.by_status("personal_exemption"), resident.seniors * resident.law.amounts["senior_exemption"])
    taxable = positive(total(resident.items.interest, resident.items.dividends, resident.other_states_interest) - exempt)
    return StateTax(taxable_income=taxable, tax=resident.by_schedule(taxable))


class _RhodeIsland(GeneralReturn):
    def _kept(self, income: Cents) -> Cents:
        """What high income leaves of deduction and exemptions, parts per million."""
        lost = steps(income - self.amount("deductions_phaseout_start"), self.amount("deductions_phaseout_step"))
        return positive(PPM - lost * self.rate("deductions_phaseout_per_step"))

    def deduction(self, income: Cents) -> Cents:
        """The standard deduction after its phase-out."""
        return share(super().deduction(income), self._kept(income))

    def exemptions(self, income: Cents) -> Cents:
        """Exemptions after the same phase-out."""
        return share(super().exemptions(income), self._kept(income))


@rule(cites="R.I. Gen. Laws 44-30-2.6, 44-30-12")
def rhode_island_tax(resident: Resident) -> StateTax:
    """Rhode Island's tax of a resident; distributions of IRAs are not in its exclusion.

    Args:
        resident: the year, with the standard deduction; full retirement age is taken as 67.

    Returns:
        The lines of the return, cents.

    Source:
        R.I. Gen. Laws 44-30-2.6(c)(3), 44-30-12(c)(8)-(9); Form RI-1040.
    """
    return _RhodeIsland(resident).answer()


class _Vermont(GeneralReturn):
    def gain_excluded(self) -> Cents:
        """No more than a part of federal taxable income."""
        most = share(self.resident.federal.taxable_income, self.rate("gain_excluded_most_of_taxable_income"))
        return smaller(super().gain_excluded(), most)

    def tax(self, taxable: Cents) -> Cents:
        """At least a part of federal income where that is high."""
        found, agi = super().tax(taxable), self.resident.federal.agi
        least = share(positive(agi), self.rate("minimum_tax"))
        return choose(agi > self.amount("minimum_tax_income"), larger(found, least), found)


@rule(cites="32 V.S.A. 5811, 5822, 5830e")
def vermont_tax(resident: Resident) -> StateTax:
    """Vermont's tax of a resident.

    Args:
        resident: the year, with the standard deduction.

    Returns:
        The lines of the return, cents.

    Source:
        32 V.S.A. 5811(21), 5822(a)-(b), 5830e; Form IN-111.
    """
    return _Vermont(resident).answer()
