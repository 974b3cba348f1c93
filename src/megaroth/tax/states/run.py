"""The state income tax of a resident, by state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from megaroth.kernel.columns import np, npt
from megaroth.kernel.money import Cents, Column
from megaroth.kernel.trace import figure
from megaroth.law.law import Law
from megaroth.law.states import StateLaw
from megaroth.tax.federal import FederalTax, Return
from megaroth.tax.states.alabama import alabama_tax
from megaroth.tax.states.arkansas import arkansas_tax
from megaroth.tax.states.california import california_tax
from megaroth.tax.states.colorado import colorado_tax
from megaroth.tax.states.connecticut import connecticut_tax
from megaroth.tax.states.delaware import delaware_tax
from megaroth.tax.states.district_of_columbia import district_tax
from megaroth.tax.states.general import general_tax
from megaroth.tax.states.georgia import georgia_tax
from megaroth.tax.states.hawaii import hawaii_tax
from megaroth.tax.states.idaho import idaho_tax
from megaroth.tax.states.illinois import illinois_tax
from megaroth.tax.states.iowa import iowa_tax
from megaroth.tax.states.maryland import maryland_tax
from megaroth.tax.states.massachusetts import massachusetts_tax
from megaroth.tax.states.michigan import michigan_tax
from megaroth.tax.states.minnesota import minnesota_tax
from megaroth.tax.states.mississippi import mississippi_tax
from megaroth.tax.states.missouri import missouri_tax
from megaroth.tax.states.montana import montana_tax
from megaroth.tax.states.new_hampshire import new_hampshire_tax
from megaroth.tax.states.new_jersey import new_jersey_tax
from megaroth.tax.states.new_mexico import new_mexico_tax
from megaroth.tax.states.new_york import new_york_tax
from megaroth.tax.states.north_carolina import north_carolina_tax
from megaroth.tax.states.north_dakota import north_dakota_tax
from megaroth.tax.states.ohio import ohio_tax
from megaroth.tax.states.oregon import oregon_tax
from megaroth.tax.states.pennsylvania import pennsylvania_tax
from megaroth.tax.states.resident import Resident, StateItems, StateTax
from megaroth.tax.states.rhode_island import rhode_island_tax
from megaroth.tax.states.south_carolina import south_carolina_tax
from megaroth.tax.states.utah import utah_tax
from megaroth.tax.states.vermont import vermont_tax
from megaroth.tax.states.virginia import virginia_tax
from megaroth.tax.states.washington import washington_tax
from megaroth.tax.states.west_virginia import west_virginia_tax
from megaroth.tax.states.wisconsin import wisconsin_tax

TAXES: dict[str, Callable[[Resident], StateTax]] = {
    "AL": alabama_tax,
    "AR": arkansas_tax,
    "AZ": general_tax,
    "CA": california_tax,
    "CO": colorado_tax,
    "CT": connecticut_tax,
    "DC": district_tax,
    "DE": delaware_tax,
    "GA": georgia_tax,
    "HI": hawaii_tax,
    "IA": iowa_tax,
    "ID": idaho_tax,
    "IL": illinois_tax,
    "IN": general_tax,
    "KS": general_tax,
    "KY": general_tax,
    "LA": general_tax,
    "MA": massachusetts_tax,
    "MD": maryland_tax,
    "ME": general_tax,
    "MI": michigan_tax,
    "MN": minnesota_tax,
    "MO": missouri_tax,
    "MS": mississippi_tax,
    "MT": montana_tax,
    "NC": north_carolina_tax,
    "ND": north_dakota_tax,
    "NE": general_tax,
    "NH": new_hampshire_tax,
    "NJ": new_jersey_tax,
    "NM": new_mexico_tax,
    "NY": new_york_tax,
    "OH": ohio_tax,
    "OK": general_tax,
    "OR": oregon_tax,
    "PA": pennsylvania_tax,
    "RI": rhode_island_tax,
    "SC": south_carolina_tax,
    "UT": utah_tax,
    "VA": virginia_tax,
    "VT": vermont_tax,
    "WA": washington_tax,
    "WI": wisconsin_tax,
    "WV": west_virginia_tax,
}
"""The return of each state that taxes income; a state without code of its own has the general
one."""


def state_tax(
    law: Law,
    state: str,
    items: Return,
    federal: FederalTax,
    state_items: StateItems = StateItems(),  # noqa: B008
) -> StateTax:
    """The state income tax of a full-year resident.

    Args:
        law: the federal numbers of the year.
        state: two letters, one of :data:`megaroth.law.states.STATES`.
        items: the items of the federal return, each scalar or (n,).
        federal: its lines.
        state_items: which spouse has which income, and income that only the state taxes.

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
    numbers = law.state(state)
    resident = Resident(
        federal_law=law, law=numbers, items=items, federal=federal, state_items=state_items
    )
    if state not in TAXES:
        nothing: Cents = federal.agi * 0
        return StateTax(taxable_income=nothing, tax=nothing)
    return _shown(TAXES[state](resident), numbers)


def _shown(found: StateTax, law: StateLaw) -> StateTax:
    """The return, with its lines recorded in the open trace."""
    sections = f"{law.form}; {law.sections.get('rates') or next(iter(law.sections.values()))}"
    figure("state_taxable_income", found.taxable_income, f"Taxable income of {law.name}", law.form)
    figure(
        "state_tax",
        found.total,
        f"Income tax of {law.name} ({law.support})",
        sections,
        taxable_income=found.taxable_income,
        tax=found.tax,
        credits=found.credits,
        surtax=found.surtax,
        city_tax=found.city_tax,
    )
    return found


def state_column(
    law: Law, state: str, items: Return, federal: dict[str, npt.NDArray[Any]]
) -> Column:
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
