"""A resident's state return as most states have it, from the switches and amounts of the law data.

A state with other rules replaces the steps that differ, in the module of its name.
"""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import (
    PERCENT,
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
from megaroth.tax.states.resident import Resident, StateTax, steps


@dataclass(frozen=True)
class GeneralReturn:
    """One state return; every method gives cents in the shape of the items.

    Attributes:
        resident: the year.
    """

    resident: Resident

    # Reading the law data

    def amount(self, name: str) -> Cents:
        """An amount of the state, by filing status or the same for all; 0 if the state has none."""
        law = self.resident.law
        if name in law.by_status:
            return self.resident.by_status(name)
        return law.amounts.get(name, 0)

    def has(self, name: str) -> bool:
        """Whether the state has that amount, rate, tier or switch."""
        law = self.resident.law
        groups: tuple[dict[str, object], ...] = (
            law.amounts,
            law.by_status,
            law.rates,
            law.tiers,
            law.switches,
        )  # type: ignore[assignment]
        return any(name in group for group in groups)

    def switch(self, name: str) -> bool:
        """A switch of the state's law; off if the state does not have it."""
        return bool(self.resident.law.switches.get(name, False))

    def rate(self, name: str) -> Cents:
        """A rate of the state, parts per million; 0 if it has none."""
        return self.resident.rate(name) if name in self.resident.law.rates else 0

    def falling(self, amount: Cents, income: Cents, name: str) -> Cents:
        """An amount that falls in a straight line from ``name_start`` to nothing at
        ``name_end``."""
        start, end = self.amount(f"{name}_start"), self.amount(f"{name}_end")
        left = positive(end - larger(income, start))
        return choose(income > start, proportion(amount, left, end - start), amount)

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

    def income(self) -> Cents:
        """State income before deductions and exemptions."""
        return total(
            self.start(),
            -self.gain_excluded(),
            -self.benefits_exempt(),
            -total(*self.retirement_excluded()),
        )

    def start(self) -> Cents:
        """The federal line that the state starts from, plus interest that only the state taxes."""
        federal = self.resident.federal
        agi = total(federal.agi, self.resident.other_states_interest)
        if self.resident.law.switches.get("start") != "taxable_income":
            return agi
        return positive(agi - federal.deduction - self._federal_additional())

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

    # Income

    def long_term_gain(self) -> Cents:
        """Net long-term gain, at most the net gain."""
        return smaller(
            positive(self.resident.items.long_term_gain), positive(self.resident.federal.net_gain)
        )

    def gain_excluded(self) -> Cents:
        """The part of gains that the state excludes."""
        gain = (
            positive(self.resident.federal.net_gain)
            if self.switch("gain_includes_short")
            else self.long_term_gain()
        )
        if self.switch("gain_includes_dividends"):
            gain = gain + self.resident.items.qualified_dividends
        found = share(gain, self.rate("gain_excluded"))
        return larger(found, smaller(gain, self.amount("gain_excluded_flat")))

    def benefits_exempt(self) -> Cents:
        """Social Security that the federal return taxes and the state does not."""
        taxed, agi = self.resident.taxed_benefits, self.resident.federal.agi
        if self.resident.law.switches.get("social_security") == "exempt":
            return taxed
        if not self.has("social_security_exempt_to"):
            return taxed * 0
        limit = self.amount("social_security_exempt_to")
        above = taxed * 0
        if self.has("social_security_exempt_end"):
            end = self.amount("social_security_exempt_end")
            # The worksheet rounds the share to two decimals.
            above = share(
                taxed, proportion(PPM // PERCENT, positive(end - agi), end - limit) * PERCENT
            )
        elif self.has("social_security_reduction"):
            above = positive(
                taxed - share(positive(agi - limit), self.rate("social_security_reduction"))
            )
        elif self.has("social_security_exempt_above"):
            above = share(taxed, self.rate("social_security_exempt_above"))
        exempt = choose(agi <= limit, taxed, above)
        if "social_security_exempt" not in self.resident.law.ages:
            return exempt
        people = zip(self.resident.ages, self.resident.benefits, strict=True)
        of_age = total(
            *(
                choose(self.resident.reached(age, "social_security_exempt"), own, own * 0)
                for age, own in people
            )
        )
        return proportion(exempt, of_age, taxed)

    def retirement(self) -> tuple[Cents, Cents]:
        """Retirement income of each spouse that is eligible for an exclusion."""
        ira = self.has("ira_is_retirement") and not self.switch("ira_is_retirement")
        return self.resident.counted_retirement(
            ira=not ira, conversions=self.switch("conversions_are_retirement")
        )

    def retirement_excluded(self) -> tuple[Cents, Cents]:
        """Retirement income of each spouse that the state excludes."""
        first, second = self.retirement()
        if "retirement_exclusion" not in self.resident.law.tiers:
            return first * 0, second * 0
        caps = [
            self._exclusion_cap(age, own)
            for age, own in zip(self.resident.ages, self.resident.own_benefits, strict=True)
        ]
        found = smaller(positive(first), caps[0]), smaller(positive(second), caps[1])
        if self.switch("retirement_exclusion_pooled"):
            both = smaller(total(positive(first), positive(second)), total(*caps))
            pooled = self.resident.joint & (caps[0] > 0) & (caps[1] > 0)
            found = choose(pooled, both, found[0]), choose(pooled, both * 0, found[1])
        return self._by_income(found[0]), self._by_income(found[1])

    def _exclusion_cap(self, age: Cents, benefits: Cents) -> Cents:
        cap = self.resident.by_age("retirement_exclusion", age)
        return positive(cap - benefits) if self.switch("exclusion_less_benefits") else cap

    def _by_income(self, excluded: Cents) -> Cents:
        """An exclusion after its income limit: lost at the limit, or phased out in a straight
        line."""
        if not self.has("retirement_income_limit"):
            return excluded
        agi, limit = self.resident.federal.agi, self.amount("retirement_income_limit")
        if self.has("retirement_income_end"):
            end = self.amount("retirement_income_end")
            return choose(
                agi > limit, proportion(excluded, positive(end - agi), end - limit), excluded
            )
        lost = agi >= limit if self.switch("retirement_income_must_be_less") else agi > limit
        return choose(lost, excluded * 0, excluded)

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
        return total(found, self._federal_additional())

    def _federal_additional(self) -> Cents:
        """The federal deductions for seniors and for business income that the state allows."""
        federal = self.resident.federal
        senior = federal.senior_deduction if self.switch("federal_senior_deduction") else 0
        return total(
            senior, federal.business_deduction if self.switch("federal_business_deduction") else 0
        )

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
