"""A federal income tax return, from its items to its tax: one return, or a column of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from megaroth.kernel.blocks import blocks
from megaroth.kernel.cents import Cents, Column, Flag, choose, positive, share, smaller, some, total
from megaroth.kernel.trace import figure
from megaroth.law.law import Law
from megaroth.tax import credits, deductions, income, rates, surtaxes
from megaroth.tax.status import Status, StatusColumn, is_status


@dataclass(frozen=True, kw_only=True)
class Return:
    """The items of a return, cents unless it says otherwise; each scalar or (n,).

    Attributes:
        status: filing status, a name or a :class:`megaroth.tax.status.StatusColumn`.
        age, spouse_age: years of age at the end of the year; 0 for no spouse.
        blind: how many of the couple are blind.
        children: qualifying children under 17.
        wages, spouse_wages: wages after pre-tax deferrals.
        medicare_wages: wages for the additional Medicare tax; None for ``wages`` plus ``spouse_wages``.
        business_income: net profit of one's own businesses.
        self_employment_tax: the tax on it (:func:`megaroth.rules.compensation.self_employment_tax`).
        interest, tax_exempt_interest: interest.
        dividends, qualified_dividends: all dividends, and those of them that are qualified.
        short_term_gain, long_term_gain: net gains, carried losses included.
        ira_distributions: taxable part of IRA distributions.
        roth_conversions: income of Roth conversions and of rollovers from plans to Roth IRAs.
        in_plan_rollovers: income of in-plan Roth rollovers.
        pensions: taxable part of pension and plan distributions.
        social_security: benefits.
        other_income: anything else.
        hsa_deduction, ira_deduction, other_adjustments: deductions from gross income.
        state_taxes, mortgage_interest, charity, other_itemized: what may be itemized.
        retirement_contributions, spouse_retirement_contributions: for the saver's credit.
        early_distributions: taxable distributions that bear the 10% additional tax.
    """

    status: Status = "single"
    age: Cents = 40
    spouse_age: Cents = 0
    blind: Cents = 0
    children: Cents = 0
    wages: Cents = 0
    spouse_wages: Cents = 0
    medicare_wages: Cents | None = None
    business_income: Cents = 0
    self_employment_tax: Cents = 0
    interest: Cents = 0
    tax_exempt_interest: Cents = 0
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


@dataclass(frozen=True, kw_only=True)
class FederalTax:
    """The lines of a return, cents, in the shape of its items.

    Attributes:
        agi: adjusted gross income (Form 1040 line 11).
        taxable_social_security: line 6b.
        net_gain: line 7.
        deduction: standard or itemized, with gifts that non-itemizers deduct (lines 12, 12e).
        itemizes: whether itemizing is the larger.
        senior_deduction: for those of 65 and over.
        taxable_income: line 15.
        tax_before_credits: line 16.
        amt: alternative minimum tax (Schedule 2 line 2).
        child_credit: used against the tax (line 19).
        savers_credit: used against the tax (Schedule 3 line 4).
        refundable_child_credit, earned_income_credit: lines 28 and 27.
        savers_match: what the government pays into the savers' accounts from 2027 on; no part of the tax.
        niit, additional_medicare: Schedule 2 lines 12 and 11.
        self_employment_tax: Schedule 2 line 4.
        early_distribution_tax: Schedule 2 line 8.
        income_tax: income tax after credits with the net investment income tax and additional Medicare tax, the additional tax
            on early distributions included; without payroll and self-employment tax.
        total: with self-employment tax.
        roth_ira_magi: modified adjusted gross income for the Roth IRA: without conversion income.
        ira_deduction_magi: for the IRA deduction: without that deduction.
        niit_magi, senior_magi: for the net investment income tax and the senior deduction: adjusted gross income.
        irmaa_magi: for Medicare premiums: with tax-exempt interest.
    """

    agi: Cents
    taxable_social_security: Cents
    net_gain: Cents
    deduction: Cents
    itemizes: Flag
    senior_deduction: Cents
    taxable_income: Cents
    tax_before_credits: Cents
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


def gross_income(law: Law, items: Return) -> Gross:
    """Adjusted gross income and what it is made of.

    Args:
        law: the numbers of the taxable year, 2023 or later.
        items: the return.

    Source:
        26 USC 61, 62, 86, 1211(b); Form 1040 lines 1 to 11.
    """
    r, status = items, items.status
    gain = income.net_gain(law, r.short_term_gain, r.long_term_gain, status)
    earnings = total(r.wages, r.spouse_wages, r.business_income)
    investment = total(r.interest, r.dividends, gain)
    retirement = total(r.ira_distributions, r.roth_conversions, r.in_plan_rollovers, r.pensions)
    adjustments = total(r.self_employment_tax // 2, r.hsa_deduction, r.ira_deduction, r.other_adjustments)
    before_benefits = total(earnings, investment, retirement, r.other_income, -adjustments)
    provisional = total(before_benefits, r.tax_exempt_interest)
    benefits = income.taxable_social_security(law, r.social_security, provisional, status)
    agi = figure(
        "agi", total(before_benefits, benefits), "Adjusted gross income", "IRC 62", before=before_benefits, benefits=benefits
    )
    return Gross(gain, investment, benefits, agi)


def federal_tax(law: Law, items: Return) -> FederalTax:
    """The federal income tax of a return.

    Args:
        law: the numbers of the taxable year, 2023 or later.
        items: the return.

    Returns:
        Its lines.

    Raises:
        LawError: the year has no rate schedule or other limit that the return needs.

    Source:
        Form 1040 with Schedules 1, 2, 3, A, D, 8812 and Forms 6251, 8959, 8960.

    >>> from megaroth.law.load import law
    >>> federal_tax(law(2026), Return(wages=130_000_00, interest=900_00, long_term_gain=8_000_00)).income_tax
    2135000
    """
    r, status = items, items.status
    gross = gross_income(law, r)
    agi, investment, half_se = gross.agi, gross.investment, r.self_employment_tax // 2
    senior = deductions.senior_deduction(law, status, _seniors(law, r), agi)
    deduction, itemizes, taxable, regular, amt = _tax_before_credits(law, r, agi, senior)
    figure("taxable_income", taxable, "Taxable income", "IRC 63", agi=agi, deduction=deduction, senior_deduction=senior)
    earned = positive(total(r.wages, r.spouse_wages, positive(r.business_income - half_se)))
    disqualified = total(positive(investment), r.tax_exempt_interest)
    eitc = credits.earned_income_credit(law, r.children, earned, agi, disqualified, r.age, r.spouse_age, status)
    used_child, used_saver, refunded = _credits(law, r, regular + amt, agi, earned, eitc)
    match = credits.savers_match(law, r.retirement_contributions, r.spouse_retirement_contributions, agi, status)
    niit = surtaxes.net_investment_income_tax(law, investment, agi, status)
    wages = total(r.wages, r.spouse_wages) if r.medicare_wages is None else r.medicare_wages
    se_earnings = share(positive(r.business_income), law.self_employment_earnings_share)
    medicare = surtaxes.additional_medicare_tax(law, wages, se_earnings, status)
    early = share(r.early_distributions, law.early_distribution_rate)
    income_tax = total(regular, amt, niit, medicare, early, -total(used_child, used_saver, refunded, eitc))
    return FederalTax(
        agi=agi,
        taxable_social_security=gross.benefits,
        net_gain=gross.net_gain,
        deduction=deduction,
        itemizes=itemizes,
        senior_deduction=senior,
        taxable_income=taxable,
        tax_before_credits=regular,
        amt=amt,
        child_credit=used_child,
        savers_credit=used_saver,
        refundable_child_credit=refunded,
        earned_income_credit=eitc,
        savers_match=match,
        niit=niit,
        additional_medicare=medicare,
        self_employment_tax=r.self_employment_tax,
        early_distribution_tax=early,
        income_tax=figure(
            "income_tax",
            income_tax,
            "Income tax of the return: its taxes less its credits",
            "Form 1040 lines 16, 24, 27 and 28",
            tax_before_credits=regular,
            alternative_minimum_tax=amt,
            net_investment_income_tax=niit,
            additional_medicare_tax=medicare,
            early_distribution_tax=early,
            child_credit=used_child,
            savers_credit=used_saver,
            refundable_child_credit=refunded,
            earned_income_credit=eitc,
        ),
        total=total(income_tax, r.self_employment_tax),
        roth_ira_magi=total(agi, -r.roth_conversions),
        ira_deduction_magi=total(agi, r.ira_deduction),
        niit_magi=agi,
        senior_magi=agi,
        irmaa_magi=total(agi, r.tax_exempt_interest),
    )


def _seniors(law: Law, r: Return) -> Cents:
    """Taxpayers of 65 or more: the spouse counts on a joint return."""
    own = choose(r.age >= law.senior_deduction_age, 1, 0)
    joint = (r.spouse_age >= law.senior_deduction_age) & is_status(r.status, "married_joint")
    return own + choose(joint, 1, 0)


def _tax_before_credits(law: Law, r: Return, agi: Cents, senior: Cents) -> tuple[Cents, Flag, Cents, Cents, Cents]:
    """The deduction taken, whether it is the itemized one, taxable income, regular tax and minimum tax.

    Itemizing is an election (IRC 63(e)). The larger deduction is the better one, but where the minimum tax, which takes the standard
    deduction back, makes itemizing less the cheaper return.
    """
    standard, itemized, charity_allowed, itemized_allowed = _deductions(law, r, agi)
    itemizes = itemized > standard
    allowed = choose(itemizes, itemized_allowed, charity_allowed)
    deduction = choose(itemizes, itemized, standard)
    taxable, regular, amt = _taxed(law, r, agi, senior, deduction, allowed)
    cheaper_may_be = (amt > 0) & (itemized > 0) & (itemizes ^ True)
    if not some(cheaper_may_be):
        return deduction, itemizes, taxable, regular, amt
    # Few returns come here: only theirs are worked out anew.
    rows = np.flatnonzero(cheaper_may_be) if isinstance(cheaper_may_be, np.ndarray) else None
    again = tuple(_at(value, rows) for value in (agi, senior, itemized, itemized_allowed))
    other = _taxed(law, _rows(r, rows), *again)
    better = total(other[1], other[2]) < total(_at(regular, rows), _at(amt, rows))
    taxable, regular, amt, deduction = (
        _put(old, rows, better, new) for old, new in zip((taxable, regular, amt, deduction), (*other, again[2]), strict=True)
    )
    return deduction, _put(itemizes, rows, better, True), taxable, regular, amt


def _at(value: Any, rows: Column | None) -> Any:
    """Some rows of a column; a scalar as it is."""
    return value[rows] if rows is not None and isinstance(value, (np.ndarray, StatusColumn)) else value


def _rows(r: Return, rows: Column | None) -> Return:
    """The return of some rows."""
    return r if rows is None else Return(**{name: _at(getattr(r, name), rows) for name in ITEMS})


def _put(old: Any, rows: Column | None, better: Any, new: Any) -> Any:
    """The old values with new ones in those of the rows that are better."""
    if rows is None:
        return new if better else old
    changed = old.copy()
    changed[rows] = np.where(better, new, old[rows])
    return changed


def _taxed(law: Law, r: Return, agi: Cents, senior: Cents, deduction: Cents, allowed: Cents) -> tuple[Cents, Cents, Cents]:
    """Taxable income, regular tax and minimum tax with a deduction, of which the minimum tax allows a part."""
    taxable = positive(agi - deduction - senior)
    # The minimum tax has the gains themselves (Form 6251 line 13), the regular tax no more of them than taxable income.
    gains = income.net_capital_gain(r.short_term_gain, r.long_term_gain) + r.qualified_dividends
    preferential = smaller(gains, taxable)
    ordinary: Cents = taxable - preferential
    regular = rates.income_tax(law, taxable, preferential, r.status)
    # The senior deduction is one of section 151, which the minimum tax does not allow (IRC 56(b)(1)(D); Form 6251 line 1a).
    amt = rates.alternative_minimum_tax(law, agi - allowed, ordinary, gains, regular, r.status)
    return taxable, regular, amt


def _deductions(law: Law, r: Return, agi: Cents) -> tuple[Cents, Cents, Cents, Cents]:
    """The standard deduction (with gifts) and the itemized one, and what of each the minimum tax allows."""
    standard = deductions.standard_deduction(law, r.status, _seniors(law, r) + r.blind)
    gifts: Cents = r.charity * 0
    if law.has("charity_without_itemizing"):
        joint, alone = law.charity_without_itemizing("married_joint"), law.charity_without_itemizing("single")
        gifts = smaller(r.charity, choose(is_status(r.status, "married_joint"), joint, alone))
    state = deductions.state_tax_deduction(law, r.state_taxes, r.status, agi)
    charity = deductions.charity_deduction(law, r.charity, agi)
    gross = total(state, r.mortgage_interest, charity, r.other_itemized)
    itemized = deductions.limited_itemized(law, gross, positive(agi), r.status)
    # The minimum tax allows itemized deductions but state taxes (56(b)(1)(A)), and not the standard deduction (56(b)(1)(D)).
    return standard + gifts, itemized, gifts, positive(itemized - state)


def _credits(
    law: Law, r: Return, tax: Cents, agi: Cents, earned: Cents, earned_income_credit: Cents
) -> tuple[Cents, Cents, Cents]:
    """The child credit and saver's credit that the tax takes, and the child credit that is paid out."""
    saver = smaller(credits.savers_credit(law, r.retirement_contributions, r.spouse_retirement_contributions, agi, r.status), tax)
    child = credits.child_tax_credit(law, r.children, agi, r.status)
    used = smaller(child, tax - saver)
    unused: Cents = child - used
    over: Cents = 0
    if some((r.children >= credits.MANY_CHILDREN) & (unused > 0)):
        own = total(surtaxes.payroll_tax(law, r.wages), surtaxes.payroll_tax(law, r.spouse_wages), r.self_employment_tax // 2)
        over = positive(own - earned_income_credit)
    return used, saver, credits.refundable_child_credit(law, r.children, unused, earned, over)


NAMES = tuple(field.name for field in fields(FederalTax))
ITEMS = tuple(field.name for field in fields(Return))


def federal_table(law: Law, items: Return, out: dict[str, npt.NDArray[Any]] | None = None) -> dict[str, npt.NDArray[Any]]:
    """:func:`federal_tax` over columns, in blocks: the same lines row by row, in little memory.

    Args:
        law: the numbers of the year of every row.
        items: a return whose columns are of one length; items alike in every row may be scalars.
        out: columns to fill, by the names wanted; new ones for all lines if omitted.

    Returns:
        Columns by the names in :data:`NAMES`.
    """
    columns: dict[str, Any] = {
        name: value for name in ITEMS if isinstance(value := getattr(items, name), (np.ndarray, StatusColumn))
    }
    scalars = {name: getattr(items, name) for name in ITEMS if name not in columns}
    rows = len(next(iter(columns.values())))
    if out is None:
        out = {name: np.empty(rows, np.bool_ if name == "itemizes" else np.int64) for name in NAMES}
    for block in blocks(rows):
        part = Return(**scalars, **{name: column[block] for name, column in columns.items()})
        answer = federal_tax(law, part)
        for name, target in out.items():
            np.copyto(target[block], getattr(answer, name))
    return out
