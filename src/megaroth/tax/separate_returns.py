"""Two separate returns of one couple: both itemize, or both take the standard deduction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from megaroth.kernel.money import Cents, choose, some, total
from megaroth.law.law import Law
from megaroth.tax.federal import MAY_NOT_ITEMIZE, MUST_ITEMIZE, Return, federal_tax

_ITEMIZED = ("state_taxes", "mortgage_interest", "charity", "other_itemized")


def with_elections(law: Law, returns: Sequence[Return]) -> list[Return]:
    """The couple's returns with the election that minimizes their federal tax together.

    A spouse's standard deduction is zero if the other spouse itemizes on a separate return.

    Args:
        law: the numbers of the taxable year.
        returns: the couple's joint return, which is returned unchanged, or their two separate ones;
            scalars or columns.

    Returns:
        The returns in the same order, with ``itemizing`` set on separate ones.

    Source:
        26 USC 63(c)(6)(A).

    >>> from megaroth.law.load import law
    >>> spouses = [Return(status="married_separate", wages=wages, state_taxes=20_000_00) for wages in (500_000_00, 120_000_00)]
    >>> [one.itemizing == MAY_NOT_ITEMIZE for one in with_elections(law(2026), spouses)]
    [True, True]
    """
    if len(returns) == 1:
        return list(returns)
    neither = [replace(one, itemizing=MAY_NOT_ITEMIZE) for one in returns]
    if not any(some(getattr(one, name) > 0) for one in returns for name in _ITEMIZED):
        return neither
    both = [replace(one, itemizing=MUST_ITEMIZE) for one in returns]
    cheaper = _tax(law, both) < _tax(law, neither)
    return [
        replace(one, itemizing=choose(cheaper, MUST_ITEMIZE, MAY_NOT_ITEMIZE)) for one in returns
    ]


def _tax(law: Law, returns: Sequence[Return]) -> Cents:
    return total(*(federal_tax(law, one).income_tax for one in returns))
