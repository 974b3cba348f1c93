"""The state income tax of a resident, by state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from megaroth.kernel.cents import Cents, Column
from megaroth.law.law import Law
from megaroth.law.states import state_law
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.states.california import california_tax
from megaroth.tax.states.district_of_columbia import district_tax
from megaroth.tax.states.flat import colorado_tax, georgia_tax, illinois_tax, north_carolina_tax
from megaroth.tax.states.massachusetts import massachusetts_tax
from megaroth.tax.states.minnesota import minnesota_tax
from megaroth.tax.states.new_jersey import new_jersey_tax
from megaroth.tax.states.new_york import new_york_tax
from megaroth.tax.states.oregon import oregon_tax
from megaroth.tax.states.pennsylvania import pennsylvania_tax
from megaroth.tax.states.resident import Resident, StateTax
from megaroth.tax.states.virginia import virginia_tax
from megaroth.tax.states.washington import washington_tax

_TAXES: dict[str, Callable[[Resident], StateTax]] = {
    "CA": california_tax,
    "CO": colorado_tax,
    "DC": district_tax,
    "GA": georgia_tax,
    "IL": illinois_tax,
    "MA": massachusetts_tax,
    "MN": minnesota_tax,
    "NC": north_carolina_tax,
    "NJ": new_jersey_tax,
    "NY": new_york_tax,
    "OR": oregon_tax,
    "PA": pennsylvania_tax,
    "VA": virginia_tax,
    "WA": washington_tax,
}


def state_tax(
    law: Law,
    state: str,
    items: Return,
    federal: FederalTax,
    *,
    spouse_retirement: Cents = 0,
    spouse_conversions: Cents = 0,
    spouse_investment: Cents = 0,
    spouse_benefits: Cents = 0,
    city: str = "",
) -> StateTax:
    """The state income tax of a full-year resident.

    Args:
        law: the federal numbers of the year.
        state: two letters, one of :data:`megaroth.law.states.STATES`.
        items: the items of the federal return, each scalar or (n,).
        federal: its lines.
        spouse_retirement: distributions, pensions and conversions of the second spouse, cents; else all are the first's.
        spouse_conversions: the part of them that are conversions and rollovers to Roth, cents.
        spouse_investment: interest, dividends and gains of the second spouse, cents.
        spouse_benefits: Social Security of the second spouse, cents.
        city: ``New York City`` for its residents.

    Returns:
        The lines of the state return, cents, with the state's standard deduction.

    Raises:
        LawError: the state or the year is not in the law data.

    >>> from megaroth.law.load import law
    >>> from megaroth.tax.federal import federal_tax
    >>> items = Return(wages=185_000_00)
    >>> state_tax(law(2026), "NC", items, federal_tax(law(2026), items)).total
    687278
    """
    resident = Resident(
        federal_law=law,
        law=state_law(state, law.year),
        items=items,
        federal=federal,
        spouse_retirement=spouse_retirement,
        spouse_conversions=spouse_conversions,
        spouse_investment=spouse_investment,
        spouse_benefits=spouse_benefits,
        city=city,
    )
    if state not in _TAXES:
        nothing: Cents = federal.agi * 0
        return StateTax(taxable_income=nothing, tax=nothing)
    return _TAXES[state](resident)


def state_column(law: Law, state: str, items: Return, federal: dict[str, npt.NDArray[Any]]) -> Column:
    """The total of :func:`state_tax` over columns.

    Args:
        law: the federal numbers of the year of every row.
        state: two letters, the state of every row.
        items: a return of columns (n,).
        federal: all its lines (:func:`megaroth.tax.federal.federal_table`).

    Returns:
        Cents, (n,).

    Raises:
        LawError: the state or the year is not in the law data.
    """
    found = state_tax(law, state, items, FederalTax(**federal)).total
    return np.broadcast_to(np.asarray(found, dtype=np.int64), federal["agi"].shape).copy()
