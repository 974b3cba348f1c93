"""A federal income tax return, from its items to its tax: one return, or a column of them."""

from __future__ import annotations

from typing import Any

from megaroth.kernel.blocks import blocks
from megaroth.kernel.columns import is_column, np, npt
from megaroth.kernel.money import Cents, choose, positive, share, smaller, some, total
from megaroth.kernel.trace import figure, idle, listening
from megaroth.law.law import Law
from megaroth.tax import credits, deductions, income, surtaxes
from megaroth.tax.before_credits import BeforeCredits, before_credits, seniors_of
from megaroth.tax.filing_status import StatusColumn
from megaroth.tax.items import (
    ITEMS,
    MAY_NOT_ITEMIZE,
    MUST_ITEMIZE,
    NAMES,
    FederalTax,
    Gross,
    Return,
)

__all__ = [
    "ITEMS",
    "MAY_NOT_ITEMIZE",
    "MUST_ITEMIZE",
    "NAMES",
    "FederalTax",
    "Gross",
    "Return",
    "federal_table",
    "federal_tax",
    "gross_income",
]


def gross_income(law: Law, items: Return) -> Gross:
    """Adjusted gross income and its parts.

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
    adjustments = total(
        r.self_employment_tax // 2, r.hsa_deduction, r.ira_deduction, r.other_adjustments
    )
    before_benefits = total(earnings, investment, retirement, r.other_income, -adjustments)
    provisional = total(before_benefits, r.tax_exempt_interest)
    benefits = income.taxable_social_security(
        law, r.social_security, provisional, status, r.lived_apart
    )
    agi = figure(
        "agi",
        total(before_benefits, benefits),
        "Adjusted gross income",
        "IRC 62",
        before=before_benefits,
        benefits=benefits,
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
    agi, investment = gross.agi, gross.investment
    senior = deductions.senior_deduction(law, status, seniors_of(law, r), agi)
    found = before_credits(law, r, agi, senior)
    regular, amt = found.regular, found.amt
    _note_taxable_income(found, agi, senior)
    earned = r.earned_income
    eitc = _earned_income_credit(law, r, earned, agi)
    used_child, used_saver, refunded = _credits(law, r, regular + amt, agi, earned, eitc)
    saved = _saved(law, r)
    match = 0 if idle(*saved) else credits.savers_match(law, *saved, agi, status)
    niit = surtaxes.net_investment_income_tax(law, investment, agi, status)
    medicare = _additional_medicare_tax(law, r)
    early = (
        0
        if idle(r.early_distributions)
        else share(r.early_distributions, law.early_distribution_rate)
    )
    income_tax = total(
        regular, amt, niit, medicare, early, -total(used_child, used_saver, refunded, eitc)
    )
    return FederalTax(
        agi=agi,
        taxable_social_security=gross.benefits,
        net_gain=gross.net_gain,
        deduction=found.deduction,
        itemizes=found.itemizes,
        senior_deduction=senior,
        business_deduction=found.business,
        taxable_income=found.taxable,
        tax_before_credits=regular,
        amt_income=found.amt_income,
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
        # Section 408A(c)(3)(B)(i) uses income as in section 219(g)(3)(A): before the IRA deduction.
        roth_ira_magi=total(agi, r.ira_deduction, -r.roth_conversions),
        ira_deduction_magi=total(agi, r.ira_deduction),
        niit_magi=agi,
        senior_magi=agi,
        irmaa_magi=total(agi, r.tax_exempt_interest),
    )


def _note_taxable_income(found: BeforeCredits, agi: Cents, senior: Cents) -> None:
    """Record in the trace how taxable income is calculated."""
    if not listening():
        return
    of_business = {"business_deduction": found.business} if some(found.business > 0) else {}
    figure(
        "taxable_income",
        found.taxable,
        "Taxable income",
        "IRC 63",
        agi=agi,
        deduction=found.deduction,
        senior_deduction=senior,
        **of_business,
    )


def _additional_medicare_tax(law: Law, r: Return) -> Cents:
    wages = total(r.wages, r.spouse_wages) if r.medicare_wages is None else r.medicare_wages
    earnings = share(positive(r.business_income), law.self_employment_earnings_share)
    earnings = choose(earnings < law.self_employment_least, earnings * 0, earnings)
    return surtaxes.additional_medicare_tax(law, wages, earnings, r.status)


def _earned_income_credit(law: Law, r: Return, earned: Cents, agi: Cents) -> Cents:
    if not listening() and not some(credits.may_claim(law, r.children, r.age, r.spouse_age)):
        return 0
    disqualified = income.disqualified_income(
        total(r.interest, r.tax_exempt_interest), r.dividends, r.short_term_gain, r.long_term_gain
    )
    found = credits.earned_income_credit(
        law, r.children, earned, agi, disqualified, r.age, r.spouse_age, r.status, r.lived_apart
    )
    # Without a child, somebody else's dependent has no credit (IRC 32(c)(1)(A)(ii)(III)).
    return choose((r.children == 0) & r.is_dependent, found * 0, found)


def _credits(
    law: Law, r: Return, tax: Cents, agi: Cents, earned: Cents, earned_income_credit: Cents
) -> tuple[Cents, Cents, Cents]:
    """The child credit and saver's credit used against the tax, and the refundable child credit."""
    saved = _saved(law, r)
    saver: Cents = 0
    if not idle(*saved):
        saver = smaller(credits.savers_credit(law, *saved, agi, r.status), tax)
    if idle(r.children):
        return 0, saver, 0
    # Somebody else's dependent has no dependents and so no child credit (IRC 152(b)(1), 24(a)).
    children = choose(r.is_dependent, r.children * 0, r.children)
    child = credits.child_tax_credit(law, children, agi, r.status)
    used = smaller(child, tax - saver)
    unused: Cents = child - used
    over: Cents = 0
    if some((children >= law.child_tax_credit_many_children) & (unused > 0)):
        own = total(
            surtaxes.payroll_tax(law, r.wages),
            surtaxes.payroll_tax(law, r.spouse_wages),
            r.self_employment_tax // 2,
        )
        over = positive(own - earned_income_credit)
    return used, saver, credits.refundable_child_credit(law, children, unused, earned, over)


def _saved(law: Law, r: Return) -> tuple[Cents, Cents]:
    """Each spouse's contributions less distributions of the year; on a joint return both spouses'
    count (IRC 25B(d)(2)).

    A person under 18 or somebody else's dependent has no credit (IRC 25B(c)); a spouse without a
    stated age is assumed to be older.
    """
    if idle(r.retirement_contributions, r.spouse_retirement_contributions):
        return 0, 0
    out = total(r.ira_distributions, r.pensions)
    first = law.savers_credit_first_age
    own = choose((r.age < first) | r.dependent, 0, positive(r.retirement_contributions - out))
    child = (r.spouse_age > 0) & (r.spouse_age < first)
    return own, choose(
        child | r.spouse_dependent, 0, positive(r.spouse_retirement_contributions - out)
    )


def federal_table(
    law: Law, items: Return, out: dict[str, npt.NDArray[Any]] | None = None
) -> dict[str, npt.NDArray[Any]]:
    """:func:`federal_tax` over columns, in blocks: the same lines row by row, in little memory.

    Args:
        law: the numbers of the year of every row.
        items: a return whose columns have one length; an item that is the same in every row may be
            a scalar.
        out: columns to fill, by name; by default new ones for all lines.

    Returns:
        Columns by the names in :data:`NAMES`.
    """
    columns: dict[str, Any] = {
        name: value
        for name in ITEMS
        if is_column(value := getattr(items, name)) or isinstance(value, StatusColumn)
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
