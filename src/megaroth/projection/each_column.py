"""Change every column in the values of a projection, such as to take some of its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from megaroth.projection.account_returns import AccountReturns
from megaroth.projection.accounts import Accounts, Money, Payments, RothIra
from megaroth.projection.decisions import Decision
from megaroth.projection.income_to_fill import IncomeToFill
from megaroth.projection.moved_after_tax import Moved
from megaroth.projection.policy import PolicyRows
from megaroth.projection.scenario_inputs import YearTax
from megaroth.projection.withdraw import Plan
from megaroth.projection.working_years import PersonFlows, WorkingYear
from megaroth.rules.roth_order import Layer
from megaroth.tax.federal import Return
from megaroth.tax.states.resident import StateItems

T = TypeVar("T")
Rows = npt.NDArray[np.intp]

_HOLD_COLUMNS = (
    *(Accounts, Money, RothIra, Layer, Payments),
    *(WorkingYear, PersonFlows, Moved, Return, StateItems),
    *(AccountReturns, PolicyRows, IncomeToFill, Decision, Plan, YearTax),
)
"""Types whose fields may be columns; a field of another type holds none."""


def each_column(value: T, change: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> T:
    """A value with each of its columns changed; the value itself where it has none."""
    if isinstance(value, np.ndarray):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, (list, tuple)):
        found = [each_column(one, change) for one in value]
        if all(one is other for one, other in zip(found, value, strict=True)):
            return value
        return tuple(found) if isinstance(value, tuple) else found  # type: ignore[return-value]
    if isinstance(value, dict):
        by_key = {key: each_column(one, change) for key, one in value.items()}
        return type(value)(by_key)
    if isinstance(value, _HOLD_COLUMNS):
        changed = {
            one.name: after
            for one in fields(value)
            if (after := each_column(before := getattr(value, one.name), change)) is not before
        }
        return replace(value, **changed) if changed else value
    return value


def rows_of(value: T, rows: Rows, many: int) -> T:
    """A value with some rows of its columns.

    Args:
        value: with columns of ``many`` rows; those of one row are for all of them.
        rows: the places of the rows wanted.
        many: the number of rows.
    """
    return each_column(value, lambda column: column[rows] if column.shape == (many,) else column)


def with_rows(value: T, rows: Rows, part: T) -> T:
    """A value whose columns have other values in some rows: those of ``part``."""
    if isinstance(value, np.ndarray):
        changed = value.copy()
        changed[rows] = part
        return changed
    if isinstance(value, list):
        pairs = zip(value, part, strict=True)  # type: ignore[call-overload]
        return [with_rows(old, rows, new) for old, new in pairs]  # type: ignore[return-value]
    return replace(  # type: ignore[type-var]
        value,
        **{
            one.name: with_rows(getattr(value, one.name), rows, getattr(part, one.name))
            for one in fields(value)  # type: ignore[arg-type]
        },
    )
