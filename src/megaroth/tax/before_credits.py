"""Taxable income and the tax before credits: the deduction taken, the regular tax and the minimum tax."""

from __future__ import annotations

from typing import Any

import numpy as np

from megaroth.kernel.cents import Cents, Column, Flag, choose, positive, smaller, some, total
from megaroth.law.law import Law
from megaroth.tax import deductions, income, rates
from megaroth.tax.items import ITEMS, MAY_NOT_ITEMIZE, MUST_ITEMIZE, Return
from megaroth.tax.status import StatusColumn, is_status


def seniors_of(law: Law, r: Return) -> Cents:
    """Taxpayers of 65 or more: the spouse counts on a joint return."""
    own = choose(r.age >= law.senior_deduction_age, 1, 0)
    joint = (r.spouse_age >= law.senior_deduction_age) & is_status(r.status, "married_joint")
    return own + choose(joint, 1, 0)


def tax_before_credits(law: Law, r: Return, agi: Cents, senior: Cents) -> tuple[Cents, Flag, Cents, Cents, Cents]:
    """The deduction taken, whether it is the itemized one, taxable income, regular tax and minimum tax.

    Itemizing is an election (IRC 63(e)). The larger deduction is the better one, but where the minimum tax, which takes the standard
    deduction back, makes itemizing less the cheaper return.
    """
    standard, itemized, charity_allowed, itemized_allowed = _deductions(law, r, agi)
    may_itemize = r.itemizing != MAY_NOT_ITEMIZE
    itemizes = (itemized > standard) & may_itemize
    allowed = choose(itemizes, itemized_allowed, charity_allowed)
    deduction = choose(itemizes, itemized, standard)
    taxable, regular, amt = _taxed(law, r, agi, senior, deduction, allowed)
    cheaper_may_be = (amt > 0) & (itemized > 0) & (itemizes ^ True) & may_itemize
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
    standard = deductions.standard_deduction(law, r.status, seniors_of(law, r) + r.blind)
    standard = choose(r.itemizing == MUST_ITEMIZE, standard * 0, standard)
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
