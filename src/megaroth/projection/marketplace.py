"""Health insurance between work and Medicare: its premiums, and the income that has the premium tax
credit."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.kernel.money import Cents, share, total
from megaroth.law.law import Law
from megaroth.law.marketplace import age_factor, average_benchmark
from megaroth.model.household import Person
from megaroth.projection.timeline import Outlook
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.premium_credit import poverty_line, premium_tax_credit

_NO_CREDIT = "married_separate"
"""Spouses who file separately have no premium tax credit (IRC 36B(c)(1)(C))."""


@dataclass(frozen=True)
class Insurance:
    """A year's insurance from a marketplace, cents of that year.

    Attributes:
        premium: of the plan that is bought.
        benchmark: of the second-lowest silver plan for the same people.
        line: the poverty line of the family that the return covers.
        status: the filing status.
    """

    premium: int
    benchmark: int
    line: int
    status: str

    def credit(self, law: Law, items: Return, lines: FederalTax) -> Cents:
        """The premium tax credit with a return's income, cents, in the shape of its lines."""
        untaxed = total(items.social_security, -lines.taxable_social_security)
        return self.credit_of(law, total(lines.irmaa_magi, untaxed))

    def credit_of(self, law: Law, income: Cents) -> Cents:
        """The premium tax credit for a household income, cents, in the shape of the income."""
        if self.status == _NO_CREDIT:
            return income * 0
        return premium_tax_credit(law, income, self.line, self.benchmark, self.premium)

    def most_credit(self, law: Law) -> int:
        """The largest credit that any income has: that at the poverty line."""
        return int(self.credit_of(law, self.line))

    def most_income(self, law: Law) -> int | None:
        """The largest household income that has a credit, cents; None for no limit."""
        if not law.has("premium_credit_most_income"):
            return None
        return int(share(self.line, law.premium_credit_most_income))


def insurance_of(ahead: Outlook, year: int) -> Insurance | None:
    """The insurance that a household buys in a year in which nobody works; None for none.

    A job insures the whole household, and Medicare everybody who has it. The premium of the file's
    year, or the national average, moves along the federal age curve and with prices.
    """
    stated = ahead.household.marketplace
    if not stated.buys or ahead.working(year):
        return None
    covered = [person for person in ahead.living(year) if not ahead.has_medicare(person, year)]
    if not covered:
        return None
    growth = ahead.prices(year) * _age(covered, year)
    if stated.benchmark is None:
        average = average_benchmark()
        since = ahead.prices(average.year)
        benchmark = round(average.yearly * growth / since / age_factor(average.age))
    else:
        benchmark = round(int(stated.benchmark) * growth / _age(_insured(ahead), ahead.first))
    premium = benchmark
    if stated.premium is not None:
        premium = round(int(stated.premium) * growth / _age(_insured(ahead), ahead.first))
    people = len(ahead.living(year)) + int(ahead.at(year).income.children)
    line = poverty_line(ahead.law(year), ahead.state(year), people)
    return Insurance(premium, benchmark, line, ahead.status(year))


def _age(people: list[Person], year: int) -> int:
    """The sum of people's factors of the age curve; beyond its end for people who are older."""
    return sum(age_factor(person.age(year)) for person in people)


def _insured(ahead: Outlook) -> list[Person]:
    """The people whom the premium of the file covers: those without Medicare in the first year."""
    first = ahead.first
    return [one for one in ahead.living(first) if not ahead.has_medicare(one, first)] or list(
        ahead.living(first)
    )
