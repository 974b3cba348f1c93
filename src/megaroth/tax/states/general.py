"""A resident's state return as most states have it, from the switches and amounts of the law data.

A state with other rules replaces the steps that differ, in the module of its name.
"""

from __future__ import annotations

from megaroth.kernel.money import (
    PPM,
    Cents,
    choose,
    larger,
    positive,
    proportion,
    rounded,
    share,
    smaller,
    some,
    total,
)
from megaroth.kernel.trace import rule
from megaroth.tax.states.general_income import GeneralIncome
from megaroth.tax.states.resident import Resident, StateTax, steps


class GeneralReturn(GeneralIncome):
    """One state return; every method gives cents in the shape of the items."""

    # The steps of the return

    def answer(self) -> StateTax:
        """The lines of the return."""
        income = self.income()
        taxable = self.taxable(income)
        tax = self.tax(taxable)
        if self.switch("couple_files_combined"):
            tax = choose(self.resident.joint, smaller(tax, self.combined_tax()), tax)
        credits = smaller(self.credits(income, taxable, tax), tax)
        return StateTax(
            taxable_income=taxable, tax=tax, credits=credits, surtax=self.surtax(taxable)
        )

    def taxable(self, income: Cents) -> Cents:
        """Taxable income."""
        return positive(income - self.deduction(income) - self.exemptions(income))

    def tax(self, taxable: Cents) -> Cents:
        """Tax by the rate schedule; gains by their own schedule if the state has one."""
        if self.has("no_tax_to"):
            taxable = choose(taxable <= self.amount("no_tax_to"), taxable * 0, taxable)
        if "gain" not in self.resident.law.schedules:
            return self.resident.by_schedule(taxable)
        gain = smaller(positive(self.long_term_gain()), taxable)
        below = taxable - gain
        stacked = self.resident.by_schedule(taxable, "gain") - self.resident.by_schedule(
            below, "gain"
        )
        return self.resident.by_schedule(below) + stacked

    def surtax(self, taxable: Cents) -> Cents:
        """A tax on top of the schedule."""
        has = "surtax" in self.resident.law.schedules
        return self.resident.by_schedule(taxable, "surtax") if has else taxable * 0

    # Deductions and exemptions

    def deduction(self, income: Cents) -> Cents:
        """The standard deduction, plus the federal deductions for seniors and business income that
        the state allows."""
        resident = self.resident
        if resident.law.switches.get("start") == "taxable_income":
            return income * 0
        if self.switch("federal_standard_deduction"):
            found: Cents = resident.federal_standard_deduction
        elif self.has("standard_deduction_share"):
            part = share(positive(income), self.rate("standard_deduction_share"))
            found = larger(
                self.amount("standard_deduction_least"),
                smaller(part, self.amount("standard_deduction_most")),
            )
        else:
            found = self._phased(
                total(self.amount("standard_deduction"), resident.seniors * self.senior_addition()),
                income,
            )
        return total(found, self.federal_additional())

    def senior_addition(self) -> Cents:
        """The addition to the standard deduction for each senior."""
        return total(self.amount("senior_deduction"), self.amount("senior_standard_deduction"))

    def _phased(self, whole: Cents, income: Cents) -> Cents:
        if self.has("standard_deduction_phaseout_end"):
            return self.falling(whole, income, "standard_deduction_phaseout")
        if "standard_deduction_phaseout" in self.resident.law.rates:
            over = positive(income - self.amount("standard_deduction_phaseout_start"))
            return positive(whole - rounded(over * self.rate("standard_deduction_phaseout"), PPM))
        return whole

    def exemptions(self, income: Cents) -> Cents:
        """Exemptions for taxpayers, dependents and seniors."""
        resident = self.resident
        people = total(self.amount("personal_exemption"), self.amount("additional_exemption"))
        people = total(people, resident.items.children * self.amount("dependent_exemption"))
        if self.has("exemption_phaseout_end"):
            people = self.falling(people, income, "exemption_phaseout")
        return total(people, self.senior_exemption())

    def senior_exemption(self) -> Cents:
        """Exemptions for seniors."""
        resident = self.resident
        if "senior_exemption" in resident.law.tiers:
            return resident.seniors * resident.by_tier(
                "senior_exemption", resident.federal.agi, above=True
            )
        found = resident.seniors * self.amount("senior_exemption")
        if self.has("senior_exemption_income_limit"):
            within = resident.federal.agi - resident.items.roth_conversions <= self.amount(
                "senior_exemption_income_limit"
            )
            found = choose(within, found, found * 0)
        if self.has("senior_exemption_low"):
            low = resident.federal.agi < self.amount("senior_exemption_low_limit")
            found = total(
                found, choose(low, resident.seniors * self.amount("senior_exemption_low"), 0)
            )
        return found

    # Credits

    def credits(self, income: Cents, taxable: Cents, tax: Cents) -> Cents:
        """Personal, senior and dependent credits, and the credit for two-earner couples."""
        resident = self.resident
        by_head = total(
            self.amount("personal_credit"),
            resident.seniors * self.amount("senior_credit"),
            resident.items.children * self.dependent_credit(),
        )
        if self.has("two_earner_credit"):
            lower = positive(smaller(*resident.wages))
            most = self.amount("two_earner_credit_income_most")
            by_head = total(
                by_head,
                choose(
                    resident.joint, share(smaller(lower, most), self.rate("two_earner_credit")), 0
                ),
            )
        return total(by_head, taxable * 0)

    def dependent_credit(self) -> Cents:
        """The credit for each dependent after its phase-out: each step of income above the start,
        or part of one, lowers it."""
        found = self.amount("dependent_credit")
        if not self.has("dependent_credit_phaseout_start"):
            return found
        lost = steps(
            self.resident.federal.agi - self.amount("dependent_credit_phaseout_start"),
            self.amount("dependent_credit_phaseout_step"),
        )
        return share(found, positive(PPM - lost * self.rate("dependent_credit_lost_a_step")))

    # Couples whose spouses compute their taxes separately

    def own_income(self) -> tuple[Cents, Cents]:
        """State income of each spouse before deductions."""
        resident = self.resident
        excluded = self.retirement_excluded()
        kept = total(resident.taxed_benefits, -self.benefits_exempt())
        parts = [
            proportion(kept, own, resident.taxed_benefits) if some(kept > 0) else 0
            for own in resident.benefits
        ]
        first, second = (
            total(wages, investment, retirement, benefits, -out)
            for wages, investment, retirement, benefits, out in zip(
                resident.wages,
                resident.investment,
                resident.retirement,
                parts,
                excluded,
                strict=True,
            )
        )
        # Other income, adjustments and excluded gains are assigned to the first spouse.
        rest = total(self.income(), -first, -second)
        return total(first, rest), second

    def combined_tax(self) -> Cents:
        """Tax of a couple whose spouses each compute it on their own income, with the amounts of
        separate returns."""
        found: Cents = 0
        for own, age in zip(self.own_income(), self.resident.ages, strict=True):
            taxable = positive(
                own - self._apart(own, choose(self.resident.reached(age, "senior"), 1, 0))
            )
            found = found + self.tax_apart(taxable)
        return found

    def tax_apart(self, taxable: Cents) -> Cents:
        """Tax of one spouse by the schedule of separate returns."""
        return self.resident.by_schedule(taxable, status="married_separate")

    def _apart(self, own: Cents, senior: Cents) -> Cents:
        """Deduction and exemptions of one spouse alone."""
        law = self.resident.law
        if self.has("standard_deduction_share"):
            part = share(positive(own), self.rate("standard_deduction_share"))
            least, most = (
                law.by_status[f"standard_deduction_{end}"]["married_separate"]
                for end in ("least", "most")
            )
            deduction = larger(least, smaller(part, most))
        else:
            deduction = law.by_status["standard_deduction"]["married_separate"]
        exempt = law.by_status.get("personal_exemption", {}).get("married_separate", 0)
        more = law.amounts.get("senior_standard_deduction", 0) + law.amounts.get(
            "senior_exemption", 0
        )
        return total(deduction, exempt, senior * more)


@rule(cites="the sections of the state's law data")
def general_tax(resident: Resident) -> StateTax:
    """The tax of a resident of a state that needs only the switches and amounts of its law data.

    Args:
        resident: the year.

    Returns:
        The lines of the return, cents.

    Source:
        The sections that ``law/data/states`` gives for the state.
    """
    return GeneralReturn(resident).answer()
