"""The items of a federal return and its lines, each scalar or a column."""

from __future__ import annotations

from dataclasses import dataclass, fields

from megaroth.kernel.money import Cents, Flag, positive, total
from megaroth.tax.filing_status import Status

MUST_ITEMIZE, MAY_NOT_ITEMIZE = 1, -1


@dataclass(frozen=True, kw_only=True)
class Return:
    """The items of a return, in cents unless noted; each scalar or (n,).

    Attributes:
        status: filing status, a name or a :class:`megaroth.tax.filing_status.StatusColumn`.
        lived_apart: spouses who file separately lived apart all year.
        itemizing: 0 for the larger deduction, :data:`MUST_ITEMIZE` or :data:`MAY_NOT_ITEMIZE` where
            the spouse's separate return decides (IRC 63(c)(6)(A)).
        age, spouse_age: years of age at the end of the year; 0 for no spouse.
        blind: how many of the couple are blind.
        dependent, spouse_dependent: whether somebody else can claim the taxpayer or spouse as a
        dependent.
        children: qualifying children under 17.
        wages, spouse_wages: wages after pre-tax deferrals.
        medicare_wages: wages for the additional Medicare tax; None for ``wages`` plus
            ``spouse_wages``.
        business_income: net profit of own businesses.
        qualified_business_income, specified_business_income: qualified business income (IRC
        199A(c)) of ordinary businesses, and of
            specified service businesses.
        qualified_business_excess, specified_business_excess: the excess of 20% of each business's
        income over its wage and property limit
            (:func:`megaroth.tax.business.above_wage_limit`), added up.
        self_employment_tax: the tax on it
            (:func:`megaroth.rules.compensation.self_employment_tax`).
        interest, tax_exempt_interest: interest.
        other_states_interest: the part of tax-exempt interest that other states and their cities
            pay.
        dividends, qualified_dividends: all dividends, and those of them that are qualified.
        short_term_gain, long_term_gain: net gains, carried losses included.
        ira_distributions: taxable part of IRA distributions.
        roth_conversions: income of Roth conversions and of rollovers from plans to Roth IRAs.
        in_plan_rollovers: income of in-plan Roth rollovers.
        pensions: taxable part of pension and plan distributions.
        social_security: benefits.
        other_income: anything else.
        hsa_deduction, ira_deduction, other_adjustments: deductions from gross income.
        state_taxes, mortgage_interest, charity, other_itemized: itemizable amounts.
        retirement_contributions, spouse_retirement_contributions: contributions that the saver's
        credit counts, of those who may
            have it; the year's taxable distributions are taken off them.
        early_distributions: taxable distributions subject to the 10% additional tax.
    """

    status: Status = "single"
    lived_apart: Flag = False
    itemizing: Cents = 0
    age: Cents = 40
    spouse_age: Cents = 0
    blind: Cents = 0
    dependent: Flag = False
    spouse_dependent: Flag = False
    children: Cents = 0
    wages: Cents = 0
    spouse_wages: Cents = 0
    medicare_wages: Cents | None = None
    business_income: Cents = 0
    qualified_business_income: Cents = 0
    qualified_business_excess: Cents = 0
    specified_business_income: Cents = 0
    specified_business_excess: Cents = 0
    self_employment_tax: Cents = 0
    interest: Cents = 0
    tax_exempt_interest: Cents = 0
    other_states_interest: Cents = 0
    dividends: Cents = 0
    qualified_dividends: Cents = 0
    short_term_gain: Cents = 0
    long_term_gain: Cents = 0
    ira_distributions: Cents = 0
    roth_conversions: Cents = 0
    in_plan_rollovers: Cents = 0
    pensions: Cents = 0
    social_security: Cents = 0
    other_income: Cents = 0
    hsa_deduction: Cents = 0
    ira_deduction: Cents = 0
    other_adjustments: Cents = 0
    state_taxes: Cents = 0
    mortgage_interest: Cents = 0
    charity: Cents = 0
    other_itemized: Cents = 0
    retirement_contributions: Cents = 0
    spouse_retirement_contributions: Cents = 0
    early_distributions: Cents = 0

    def changed(self, **items: Cents) -> Return:
        """The return with other items: ``dataclasses.replace``, which checks names and takes six
        times as long, for those who change a return in every year of a projection."""
        found = object.__new__(Return)
        found.__dict__.update(self.__dict__, **items)
        return found

    @property
    def is_dependent(self) -> Flag:
        """Whether anybody on the return can be claimed as a dependent."""
        return self.dependent | self.spouse_dependent

    @property
    def earned_income(self) -> Cents:
        """Wages and net profit less half of self-employment tax (IRC 32(c)(2), 63(c)(5)(B))."""
        profit = positive(self.business_income - self.self_employment_tax // 2)
        return positive(total(self.wages, self.spouse_wages, profit))


@dataclass(frozen=True, kw_only=True)
class FederalTax:
    """The lines of a return, cents, in the shape of its items.

    Attributes:
        agi: adjusted gross income (Form 1040 line 11).
        taxable_social_security: line 6b.
        net_gain: line 7.
        deduction: standard or itemized, with gifts that non-itemizers deduct (lines 12, 12e).
        itemizes: whether the deduction is itemized.
        senior_deduction: for those of 65 and over.
        business_deduction: the deduction for qualified business income (line 13, 13a from 2025).
        taxable_income: line 15.
        tax_before_credits: line 16.
        amt_income: alternative minimum taxable income (Form 6251 line 4).
        amt: alternative minimum tax (Schedule 2 line 2).
        child_credit: used against the tax (line 19).
        savers_credit: used against the tax (Schedule 3 line 4).
        refundable_child_credit, earned_income_credit: lines 28 and 27.
        savers_match: paid by the government into the savers' accounts from 2027 on; not part of the
            tax.
        niit, additional_medicare: Schedule 2 lines 12 and 11.
        self_employment_tax: Schedule 2 line 4.
        early_distribution_tax: Schedule 2 line 8.
        income_tax: income tax after credits with the net investment income tax and additional
            Medicare tax, the additional tax on early distributions included; without payroll and
            self-employment tax.
        total: with self-employment tax.
        roth_ira_magi: modified adjusted gross income for the Roth IRA: without conversion income
            and the IRA deduction.
        ira_deduction_magi: for the IRA deduction: without that deduction.
        niit_magi, senior_magi: for the net investment income tax and the senior deduction: adjusted
        gross income.
        irmaa_magi: for Medicare premiums: with tax-exempt interest.
    """

    agi: Cents
    taxable_social_security: Cents
    net_gain: Cents
    deduction: Cents
    itemizes: Flag
    senior_deduction: Cents
    business_deduction: Cents
    taxable_income: Cents
    tax_before_credits: Cents
    amt_income: Cents
    amt: Cents
    child_credit: Cents
    savers_credit: Cents
    refundable_child_credit: Cents
    earned_income_credit: Cents
    savers_match: Cents
    niit: Cents
    additional_medicare: Cents
    self_employment_tax: Cents
    early_distribution_tax: Cents
    income_tax: Cents
    total: Cents
    roth_ira_magi: Cents
    ira_deduction_magi: Cents
    niit_magi: Cents
    senior_magi: Cents
    irmaa_magi: Cents


@dataclass(frozen=True)
class Gross:
    """Income of a return before deductions, cents.

    Attributes:
        net_gain: line 7.
        investment: interest, dividends and gain.
        benefits: taxed Social Security benefits, line 6b.
        agi: adjusted gross income, line 11.
    """

    net_gain: Cents
    investment: Cents
    benefits: Cents
    agi: Cents


NAMES = tuple(field.name for field in fields(FederalTax))
ITEMS = tuple(field.name for field in fields(Return))
