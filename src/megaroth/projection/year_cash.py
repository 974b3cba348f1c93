"""The cash of a projected year before withdrawals: income, premiums and required distributions."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from megaroth.kernel.money import Column, total
from megaroth.projection.accounts import Accounts, Returns, above_zero, sum_columns, zeros
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.tax_returns import returns_before
from megaroth.projection.year_state import YearState
from megaroth.tax.federal import gross_income
from megaroth.tax.surtaxes import medicare_premiums


class YearCash(YearState):
    """One year with what it has before any withdrawal."""

    def __init__(
        self,
        inputs: ScenarioInputs,
        accounts: Accounts,
        year: int,
        rate: Returns,
        magis: Sequence[list[Column]],
        prices: Returns | None = None,
        bonds: Returns | None = None,
    ) -> None:
        super().__init__(inputs, accounts, year, rate, prices, bonds)
        self.base = returns_before(self)
        self.premiums = self._premiums(magis)

    def _premiums(self, magis: Sequence[list[Column]]) -> Column:
        """Premiums of people of 65, based on the income of their return two years before.

        Earlier years are unknown, so the first year's income without withdrawals replaces theirs.
        """
        ahead = self.inputs.ahead
        back = self.law.medicare_income_years
        living, then = ahead.living(self.year), max(self.year - back, ahead.first)
        status, found = ahead.status(then), zeros(self.rows)
        for at, places in enumerate(ahead.filers(then)):
            people = [self.people[place] for place in places]
            covered = sum(
                person in living and ahead.has_medicare(person, self.year) for person in people
            )
            if covered:
                before = (
                    magis[-back] if len(magis) >= back else magis[0] if magis else self._own_magis()
                )
                magi = before[at]
                # Spouses who lived apart all year use the tiers of a single person (42 USC
                # 1395r(i)(3)(C)(iii)(II)).
                apart = status == "married_separate" and not self.household.lived_apart
                each = medicare_premiums(self.law, magi, status == "married_joint", apart)
                found = found + covered * self.whole(each)
        return found

    def _own_magis(self) -> list[Column]:
        """The income for Medicare premiums of each return of the year, without withdrawals."""
        return [
            self.whole(gross_income(self.law, items).agi + items.tax_exempt_interest)
            for items in self.base
        ]

    @functools.cached_property
    def income(self) -> Column:
        """Pay, benefits, pensions, stated interest, receipts and other income, before contributions
        and tax."""
        found = [self.work.gross if self.work else 0, self.untaxed, -self.interest]
        for items in self.base:
            found += [
                items.pensions,
                items.interest,
                items.tax_exempt_interest,
                items.other_income,
                items.social_security,
            ]
        return self.whole(total(*found))

    @functools.cached_property
    def cash(self) -> Column:
        """Cash for spending and income tax before any withdrawal."""
        taken = self.work.own + self.work.payroll_tax if self.work else 0
        insurance = self.insurance.premium if self.insurance else 0
        return (
            self.income
            + self.dividends
            + self.interest
            + sum_columns(self.required)
            + self.from_hsa
            - self.premiums
            - insurance
            - taken
        )

    @functools.cached_property
    def loan(self) -> Column:
        """A negative taxable account is a loan for tax that was underestimated. After work,
        withdrawals or income repay it."""
        return (
            zeros(self.rows) if self.work is not None else above_zero(-self.accounts.taxable.value)
        )
