"""State income in most states: the federal line that it starts from, less exclusions."""

from __future__ import annotations

from megaroth.kernel.money import (
    PERCENT,
    PPM,
    Cents,
    choose,
    larger,
    positive,
    proportion,
    share,
    smaller,
    total,
)
from megaroth.tax.states.state_amounts import StateAmounts


class GeneralIncome(StateAmounts):
    """The income steps of a state return."""

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
        return positive(agi - federal.deduction - self.federal_additional())

    def federal_additional(self) -> Cents:
        """The federal deductions for seniors and for business income that the state allows."""
        federal = self.resident.federal
        senior = federal.senior_deduction if self.switch("federal_senior_deduction") else 0
        return total(
            senior, federal.business_deduction if self.switch("federal_business_deduction") else 0
        )

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
