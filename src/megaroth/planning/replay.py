"""A candidate for the best plan, projected by the engine."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from megaroth.planning.after_tax_wealth import ends_of
from megaroth.planning.aim import Aim
from megaroth.planning.candidates import Candidate
from megaroth.planning.objectives import NO_FLOORS, Measure, measure, missed
from megaroth.planning.proposal import Proposal
from megaroth.planning.spending import at_level
from megaroth.planning.sustainable_spending import sustainable
from megaroth.projection.market import Returns
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs


@dataclass
class Replay:
    """A candidate with the engine's result; if spending is searched, with the spending found."""

    candidate: Candidate
    inputs: ScenarioInputs
    found: Measure
    ends: dict[str, int]

    @property
    def value(self) -> int:
        """In today's money, cents."""
        return round(float(self.found.value[0]))

    @property
    def score(self) -> float:
        """The score by which plans are ranked; higher is better."""
        return float(self.found.score()[0])


def replay(
    aim: Aim, candidate: Candidate, returns: Returns, floors: Mapping[int, int] = NO_FLOORS
) -> Replay:
    """Project a candidate with the engine."""
    inputs = candidate.inputs
    if aim.objective != "spending_per_year":
        projected = project(inputs, returns)
        return Replay(
            candidate, inputs, measure(aim, inputs, projected, floors), ends_of(projected.accounts)
        )
    level = int(sustainable(inputs, returns)[0])
    inputs = replace(inputs, spending=at_level(inputs, level))
    projected = project(inputs, returns)
    found = Measure(
        np.array([float(level)]), missed(aim, inputs, projected, floors), np.array([level <= 0])
    )
    return Replay(candidate, inputs, found, ends_of(projected.accounts))


def tax_beyond(replayed: Replay, proposed: Proposal, returns: Returns) -> dict[int, int]:
    """Tax and Medicare premiums of each year of a proposal beyond the program's planes, cents."""
    years = project(replayed.inputs, returns).years
    return {
        one.year: int(np.asarray(one.federal_tax + one.state_tax + one.premiums).flat[0])
        - proposed.tax[one.year]
        for one in years
    }


def in_turn(found: list[Replay]) -> list[Replay]:
    """The plans that the local search starts from: in turn the best that the program proposed and
    the best policy, because what is near to one is often far from the other."""
    proposed: list[Replay] = []
    ruled: list[Replay] = []
    for one in sorted(found, key=lambda one: -one.score):
        kind = proposed if one.inputs.decisions else ruled
        if one.score not in [other.score for other in kind]:
            kind.append(one)
    pairs = itertools.zip_longest(proposed, ruled)
    return [one for pair in pairs for one in pair if one is not None]
