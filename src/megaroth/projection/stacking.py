"""Several alternatives of one household as the rows of one projection: inputs that differ become
columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

from megaroth.projection.accounts import Accounts, Returns, joined
from megaroth.projection.each_column import Rows, rows_of
from megaroth.projection.moved_after_tax import Moved
from megaroth.projection.opening_balances import opened
from megaroth.projection.policy import in_rows
from megaroth.projection.run import Start, project
from megaroth.projection.scenario_inputs import ScenarioInputs
from megaroth.projection.working_years import PersonFlows, WorkingYear
from megaroth.tax.federal import Return
from megaroth.tax.states.resident import StateItems

_T = TypeVar("_T")
_Of = TypeVar("_Of", Return, StateItems, PersonFlows, Moved)


def groups(alternatives: Sequence[ScenarioInputs]) -> list[list[int]]:
    """Indexes of alternatives that can be rows of one projection.

    They have the same years and people. Alternatives with their own decisions stay separate from
    others, and so do those whose after-tax money is one contract with the rest of the plan and goes
    to another destination.
    """
    found: dict[tuple[Any, ...], list[int]] = {}
    for place, inputs in enumerate(alternatives):
        # The variants of an alternative have the same decisions.
        own = id(inputs.decisions) if inputs.decisions else None
        flows = [flows for work in inputs.working.values() for flows in work.people]
        contracts = tuple(tuple(one.moved) if one.one_contract else None for one in flows)
        found.setdefault((own, contracts), []).append(place)
    return list(found.values())


def together(alternatives: Sequence[ScenarioInputs], rows: int, place: int = 0) -> ScenarioInputs:
    """Stack a group of :func:`groups`, with so many rows for each alternative.

    Args:
        alternatives: of one group.
        rows: of each.
        place: the index of the first year that is projected; earlier years of work are left out.
    """
    first = alternatives[0]
    years = first.ahead.years[place:]
    if len(alternatives) == 1:
        return first
    return replace(
        first,
        working={
            year: year_of_all([one.working[year] for one in alternatives], rows)
            for year in first.working
            if year in years
        },
        spending={
            year: _column([one.spending[year] for one in alternatives], rows)
            for year in first.spending
        },
        split=_column([one.split for one in alternatives], rows),
        policies=in_rows([one.policy for one in alternatives], rows),
    )


def some_rows(inputs: ScenarioInputs, rows: Rows, many: int) -> ScenarioInputs:
    """Inputs of some rows of a projection.

    Args:
        inputs: the inputs of all rows.
        rows: the places of those wanted, each as often as it is wanted.
        many: the number of rows.
    """

    def some(value: _T) -> _T:
        return rows_of(value, rows, many)

    return replace(
        inputs,
        working=some(inputs.working),
        spending=some(dict(inputs.spending)),
        split=some(inputs.split),
        policies=some(inputs.policies),
    )


def started(alternatives: Sequence[ScenarioInputs], rows: int) -> Start:
    """The state on the first January 1 of :func:`together`."""
    return Start(0, joined([opened(one.ahead, rows) for one in alternatives]))


def ends(alternatives: Sequence[ScenarioInputs], returns: Returns) -> list[tuple[Accounts, slice]]:
    """The accounts of each alternative at the end, and the rows that belong to it, one for each
    path.

    Args:
        alternatives: on the same years.
        returns: in dollars of the assumed prices, (paths, years).
    """
    rows = len(returns)
    found: dict[int, tuple[Accounts, slice]] = {}
    for places in groups(alternatives):
        ours = [alternatives[place] for place in places]
        run = project(
            together(ours, rows), np.tile(returns, (len(ours), 1)), start=started(ours, rows)
        )
        found |= {
            place: (run.accounts, slice(at * rows, (at + 1) * rows))
            for at, place in enumerate(places)
        }
    return [found[place] for place in range(len(alternatives))]


def year_of_all(years: Sequence[WorkingYear], rows: int = 1) -> WorkingYear:
    """The same year of several alternatives, with so many rows for each; rollovers from one
    contract are not separate in it."""
    first = years[0]
    amounts = {
        name: _column([getattr(one, name) for one in years], rows)
        for name in ("own", "corrected", "gross", "payroll_tax", "fees")
    }
    return replace(
        first,
        returns=_each((one.returns for one in years), rows),
        state_items=_each((one.state_items for one in years), rows),
        people=_each((one.people for one in years), rows),
        **amounts,
    )


def _each(lists: Iterable[Sequence[_Of]], rows: int) -> list[_Of]:
    return [_whole(ones, rows) for ones in zip(*lists, strict=True)]


def _whole(ones: Sequence[_Of], rows: int) -> _Of:
    """One instance with columns where these differ."""
    return replace(
        ones[0],
        **{
            one.name: _column([getattr(each, one.name) for each in ones], rows)
            for one in fields(ones[0])
        },
    )


def _column(values: Sequence[Any], rows: int) -> Any:
    """The common value, or a column with each one's value."""
    first = values[0]
    if all(value is first for value in values):
        return first
    if isinstance(first, dict):
        destinations = sorted({to for value in values for to in value})
        return {
            to: _whole([value.get(to, Moved()) for value in values], rows) for to in destinations
        }
    if isinstance(first, tuple):
        return tuple(_column(parts, rows) for parts in zip(*values, strict=True))
    if all(value == first for value in values):
        return first
    return np.repeat(np.array(values), rows)
