"""Alternatives with each kind of deferrals that their file leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from megaroth.planning.affordable_years import years_of_work
from megaroth.planning.policy_family import kinds_of
from megaroth.planning.prepare import Prepared, Variant
from megaroth.projection.working_years import WorkingYear


def with_variants(prepared: Prepared, places: Sequence[int]) -> Prepared:
    """The same years, with every kind of deferrals of some alternatives, by their places."""
    return replace(prepared, variants=variants_of(prepared, places))


def variants_of(prepared: Prepared, places: Sequence[int] | None = None) -> list[Variant]:
    """Each alternative, or some by their places, with each kind of deferrals that its file leaves
    open."""
    found: list[Variant] = []
    known: list[tuple[object, Mapping[int, WorkingYear]]] = [
        (inputs.ahead.household, inputs.working) for inputs in prepared.inputs
    ]
    for place in range(len(prepared.inputs)) if places is None else places:
        choice, inputs = prepared.chosen[place], prepared.inputs[place]
        for kind, household in kinds_of(choice):
            if kind in (None, "pre_tax"):
                # Deferrals are pre-tax where the file leaves it open: these years are known.
                found.append(Variant(place, kind, inputs))
                continue
            ahead = replace(inputs.ahead, household=household)
            # Alternatives that differ only in the kind have the same years.
            working = next((years for one, years in known if one == household), None)
            if working is None:
                working = years_of_work(ahead, inputs.benefits, spent=inputs.spending)
                known.append((household, working))
            found.append(Variant(place, kind, replace(inputs, ahead=ahead, working=dict(working))))
    return found
