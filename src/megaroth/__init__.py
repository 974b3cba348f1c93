"""The mega backdoor Roth: whether it works, how much, how from each paycheck, and at what tax.

>>> import megaroth as mr
>>> mr.dollars(mr.room(mr.law_of(2024), age=45, deferral=23_000_00, employer=1_500_00).after_tax_room)
'$44,500.00'

Amounts are whole cents and rates parts per million, scalars or int64 columns. It informs and shows
its sources; it is not tax advice.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from megaroth.contract.answers import to_data
    from megaroth.kernel.errors import (
        InputError,
        LawError,
        MegarothError,
        NotAllowedError,
        WorkError,
    )
    from megaroth.kernel.money import dollars, to_cents
    from megaroth.law.law_book import LawBook
    from megaroth.law.load import law as law_of
    from megaroth.model.household import Balance, Balances, Household, Hsa, Ira, Job, Person
    from megaroth.model.plan import AfterTaxCap, Plan, Tier
    from megaroth.planning.compare import compare
    from megaroth.planning.optimize import optimize
    from megaroth.planning.outlook import years_ahead
    from megaroth.planyear.distribution import split as rollover
    from megaroth.planyear.next_year import next_year
    from megaroth.planyear.paychecks import paychecks
    from megaroth.planyear.plan import plan
    from megaroth.planyear.room import room, room_table
    from megaroth.present.explain import explain as worksheets_of
    from megaroth.readers.figures_file import read_figures
    from megaroth.readers.household_file import read_household
    from megaroth.readers.reform_file import read_reform
    from megaroth.service.letter import letter
    from megaroth.service.scenarios import scenarios
    from megaroth.taxforms.tax_forms import forms as forms_of

_WHERE = {
    "worksheets_of": "present.explain",
    "forms_of": "taxforms.tax_forms",
    "dollars": "kernel.money",
    "to_cents": "kernel.money",
    "InputError": "kernel.errors",
    "LawError": "kernel.errors",
    "MegarothError": "kernel.errors",
    "NotAllowedError": "kernel.errors",
    "WorkError": "kernel.errors",
    "LawBook": "law.law_book",
    "law_of": "law.load",
    "Balance": "model.household",
    "Balances": "model.household",
    "Household": "model.household",
    "Hsa": "model.household",
    "Ira": "model.household",
    "Job": "model.household",
    "Person": "model.household",
    "AfterTaxCap": "model.plan",
    "Plan": "model.plan",
    "Tier": "model.plan",
    "Aim": "planning.aim",
    "compare": "planning.compare",
    "optimize": "planning.optimize",
    "years_ahead": "planning.outlook",
    "to_data": "contract.answers",
    "letter": "service.letter",
    "scenarios": "service.scenarios",
    "next_year": "planyear.next_year",
    "paychecks": "planyear.paychecks",
    "plan": "planyear.plan",
    "room": "planyear.room",
    "room_table": "planyear.room",
    "rollover": "planyear.distribution",
    "read_figures": "readers.figures_file",
    "read_household": "readers.household_file",
    "read_reform": "readers.reform_file",
}
_NAMED = {"rollover": "split", "law_of": "law", "forms_of": "forms", "worksheets_of": "explain"}
"""Public names that differ from the names in their modules."""

__all__ = [
    "AfterTaxCap",
    "Aim",
    "Balance",
    "Balances",
    "Household",
    "Hsa",
    "InputError",
    "Ira",
    "Job",
    "LawBook",
    "LawError",
    "MegarothError",
    "NotAllowedError",
    "Person",
    "Plan",
    "Tier",
    "WorkError",
    "compare",
    "dollars",
    "forms_of",
    "law_of",
    "letter",
    "next_year",
    "optimize",
    "paychecks",
    "plan",
    "read_figures",
    "read_household",
    "read_reform",
    "rollover",
    "room",
    "room_table",
    "scenarios",
    "to_cents",
    "to_data",
    "worksheets_of",
    "years_ahead",
]


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: the import stays quick for those who need one corner of
    the house."""
    if name not in _WHERE:
        raise AttributeError(f"module 'megaroth' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"megaroth.{_WHERE[name]}"), _NAMED.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
