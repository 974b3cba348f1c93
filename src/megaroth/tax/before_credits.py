"""Taxable income and the tax before credits: the deduction taken, the regular tax and the minimum
tax."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from megaroth.kernel.columns import is_column, np
from megaroth.kernel.money import Cents, Column, Flag, choose, positive, smaller, some, total
from megaroth.kernel.trace import idle
from megaroth.law.law import Law
from megaroth.tax import brackets, deductions, income
from megaroth.tax.business import qualified_business_deduction
from megaroth.tax.filing_status import StatusColumn, is_status
from megaroth.tax.items import ITEMS, MAY_NOT_ITEMIZE, MUST_ITEMIZE, Return


def seniors_of(law: Law, r: Return) -> Cents:
    """Taxpayers of 65 or more: the spouse counts on a joint return."""
    own = choose(r.age >= law.senior_deduction_age, 1, 0)
    joint = (r.spouse_age >= law.senior_deduction_age) & is_status(r.status, "married_joint")
    return own + choose(joint, 1, 0)


@dataclass(frozen=True)
class BeforeCredits:
    """A return up to its tax before credits, cents, scalars or columns.

    Attributes:
        deduction: standard or itemized, with gifts that non-itemizers deduct.
        itemizes: whether it is the itemized one.
        business: the deduction for qualified business income.
        taxable: taxable income.
        regular: regular income tax.
        amt_income: alternative minimum taxable income.
        amt: alternative minimum tax.
    """

    deduction: Cents
    itemizes: Flag
    business: Cents
    taxable: Cents
    regular: Cents
    amt_income: Cents
    amt: Cents


def before_credits(law: Law, r: Return, agi: Cents, senior: Cents) -> BeforeCredits:
    """The deduction taken, taxable income, regular tax and minimum tax.

    Itemizing is an election (IRC 63(e)). The larger deduction is better, unless the minimum tax,
    which takes back the standard deduction, makes the return with smaller itemized deductions
    cheaper.
    """
    standard = _standard(law, r, agi, senior)
    if idle(r.state_taxes, r.mortgage_interest, r.charity, r.other_itemized):
        return _taxed(law, r, agi, senior, standard, False)
    may_itemize = r.itemizing != MAY_NOT_ITEMIZE
    itemized = _itemized(law, r, agi, senior)
    itemizes = (itemized.whole > standard.whole) & may_itemize
    chosen = _Deducted(
        *(
            choose(itemizes, one, other)
            for one, other in zip(vars(itemized).values(), vars(standard).values(), strict=True)
        )
    )
    taxed = _taxed(law, r, agi, senior, chosen, itemizes)
    cheaper_may_be = (taxed.amt > 0) & (itemized.deduction > 0) & (itemizes ^ True) & may_itemize
    if not some(cheaper_may_be):
        return taxed
    # Few returns get here, so only those are computed again.
    rows = np.flatnonzero(cheaper_may_be) if is_column(cheaper_may_be) else None
    again = _Deducted(*(_at(value, rows) for value in vars(itemized).values()))
    other = _taxed(law, _rows(r, rows), _at(agi, rows), _at(senior, rows), again, True)
    better = total(other.regular, other.amt) < total(_at(taxed.regular, rows), _at(taxed.amt, rows))
    return BeforeCredits(
        **{
            one.name: _put(getattr(taxed, one.name), rows, better, getattr(other, one.name))
            for one in fields(BeforeCredits)
        }
    )


@dataclass(frozen=True)
class _Deducted:
    """A deduction, the part that the minimum tax allows, and the business income deduction that
    goes with it."""

    deduction: Cents
    allowed: Cents
    business: Cents

    @property
    def whole(self) -> Cents:
        """Both deductions together."""
        return total(self.deduction, self.business)


def _gains(r: Return) -> Cents:
    return total(
        income.net_capital_gain(r.short_term_gain, r.long_term_gain), r.qualified_dividends
    )


def _business(law: Law, r: Return, agi: Cents, senior: Cents, deduction: Cents) -> Cents:
    if idle(r.qualified_business_income, r.specified_business_income):
        return 0
    return qualified_business_deduction(law, r, positive(agi - deduction - senior), _gains(r))


def _standard(law: Law, r: Return, agi: Cents, senior: Cents) -> _Deducted:
    """The standard deduction with gifts; the minimum tax does not allow the standard part (IRC
    56(b)(1)(D))."""
    standard = deductions.standard_deduction(
        law, r.status, seniors_of(law, r) + r.blind, r.is_dependent, r.earned_income
    )
    standard = choose(r.itemizing == MUST_ITEMIZE, standard * 0, standard)
    gifts: Cents = r.charity * 0
    if law.has("charity_without_itemizing"):
        joint, alone = (
            law.charity_without_itemizing("married_joint"),
            law.charity_without_itemizing("single"),
        )
        gifts = smaller(r.charity, choose(is_status(r.status, "married_joint"), joint, alone))
    return _Deducted(standard + gifts, gifts, _business(law, r, agi, senior, standard + gifts))


def _itemized(law: Law, r: Return, agi: Cents, senior: Cents) -> _Deducted:
    """Itemized deductions; the minimum tax allows them without state taxes (IRC 56(b)(1)(A)).

    The business income deduction comes before the limit of section 68 (IRC 199A(e)(1)), which then
    uses taxable income.
    """
    state = deductions.state_tax_deduction(law, r.state_taxes, r.status, agi)
    charity = deductions.charity_deduction(law, r.charity, agi)
    gross = total(state, r.mortgage_interest, charity, r.other_itemized)
    business = _business(law, r, agi, senior, gross)
    itemized = deductions.limited_itemized(law, gross, positive(agi - senior - business), r.status)
    return _Deducted(itemized, positive(itemized - state), business)


def _taxed(
    law: Law, r: Return, agi: Cents, senior: Cents, found: _Deducted, itemizes: Flag
) -> BeforeCredits:
    """Taxable income, regular tax and minimum tax with a deduction."""
    # The minimum deduction for business income cannot exceed the income it is taken from.
    taxable = positive(agi - total(found.deduction, senior, found.business))
    # The minimum tax uses all gains (Form 6251 line 13); the regular tax uses them up to taxable
    # income.
    gains = _gains(r)
    preferential = smaller(gains, taxable)
    ordinary: Cents = taxable - preferential
    regular = brackets.income_tax(law, taxable, preferential, r.status)
    # The senior deduction is a section 151 deduction, which the minimum tax does not allow (IRC
    # 56(b)(1)(D); Form 6251 line 1a). The deduction for business income stays (IRC 199A(f)(2)).
    amt_income = total(agi, -total(found.allowed, found.business))
    amt = brackets.alternative_minimum_tax(law, amt_income, ordinary, gains, regular, r.status)
    return BeforeCredits(
        found.deduction, itemizes, found.business, taxable, regular, amt_income, amt
    )


def _at(value: Any, rows: Column | None) -> Any:
    """Some rows of a column; a scalar unchanged."""
    return (
        value[rows]
        if rows is not None and (is_column(value) or isinstance(value, StatusColumn))
        else value
    )


def _rows(r: Return, rows: Column | None) -> Return:
    """The return of some rows."""
    return r if rows is None else Return(**{name: _at(getattr(r, name), rows) for name in ITEMS})


def _put(old: Any, rows: Column | None, better: Any, new: Any) -> Any:
    """The old values, replaced by new ones in the rows where those are better."""
    if rows is None:
        return new if better else old
    changed = old.copy()
    changed[rows] = np.where(better, new, old[rows])
    return changed
