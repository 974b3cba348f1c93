"""The policies of the family as candidates for the best plan: the rows of one projection for each
kind of deferrals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from megaroth.kernel.message import message
from megaroth.planning.affordable_years import years_of_work
from megaroth.planning.after_tax_wealth import Numbers, ends_of
from megaroth.planning.aim import Aim
from megaroth.planning.alternatives import Choice
from megaroth.planning.candidates import Candidate
from megaroth.planning.objectives import measure
from megaroth.planning.policy_family import family, kinds_of, policy_out
from megaroth.planning.policy_messages import policy_message
from megaroth.planning.spending import at_level
from megaroth.planning.sustainable_spending import sustainable
from megaroth.planning.yearly_results import Rule
from megaroth.projection.market import Returns
from megaroth.projection.policy import Policy, policy_rows
from megaroth.projection.run import project
from megaroth.projection.scenario_inputs import ScenarioInputs

_SEARCHED = 4
"""How many policies of each kind are searched for the spending that lasts."""


@dataclass(frozen=True)
class Tried:
    """A policy that was tried.

    Attributes:
        candidate: as inputs of a projection.
        score: for ranking.
        value: in today's money, cents.
        ends: what is owned at the end.
    """

    candidate: Candidate
    score: float
    value: int
    ends: dict[str, int]

    @property
    def rule(self) -> Rule:
        """The policy in an answer."""
        return Rule(self.candidate.about, self.value, self.ends)


def tried_policies(
    aim: Aim,
    choice: Choice,
    inputs: ScenarioInputs,
    claims: dict[str, int],
    returns: Returns,
    floors: Mapping[int, int],
    near: int | None = None,
) -> list[Tried]:
    """The policies of the family with each kind of deferrals, measured for an aim.

    Args:
        aim: the objective and its constraints.
        choice: the alternative that contributes the most.
        inputs: its years, with contributions within cash.
        claims: the claiming ages of its benefits.
        returns: the assumed growth, (1, years).
        floors: of the reserve, by year of work, cents.
        near: spending a year after work near the answer, cents, for that objective.

    Returns:
        The household's own policy first, then the best of each order, with and without conversions
        and periodic payments; for spending, only of those that leave the most.
    """
    found = []
    for kind, one in _variants(choice, inputs):
        found += _of_kind(aim, kind, one, claims, returns, floors, near)
    return found


def _variants(
    choice: Choice, inputs: ScenarioInputs
) -> Iterator[tuple[str | None, ScenarioInputs]]:
    """The alternative with each kind of deferrals that its file leaves open."""
    for kind, household in kinds_of(choice):
        if kind in (None, "pre_tax") or household == inputs.ahead.household:
            yield kind, inputs
            continue
        ahead = replace(inputs.ahead, household=household)
        working = years_of_work(ahead, inputs.benefits, spent=inputs.spending)
        yield kind, replace(inputs, ahead=ahead, working=working)


def _of_kind(
    aim: Aim,
    kind: str | None,
    inputs: ScenarioInputs,
    claims: dict[str, int],
    returns: Returns,
    floors: Mapping[int, int],
    near: int | None,
) -> list[Tried]:
    policies = family(inputs.ahead)
    spends = aim.objective == "spending_per_year"
    asked = replace(aim, objective="cash_out") if spends else aim
    spent = (
        replace(inputs, spending=at_level(inputs, near)) if spends and near is not None else inputs
    )
    rows = replace(spent, policies=policy_rows(policies))
    run = project(rows, np.repeat(returns, len(policies), axis=0))
    found = measure(asked, rows, run, floors)
    score = found.score()
    ends = [ends_of(run.accounts, row) for row in range(len(policies))]
    kept: Sequence[int] = range(len(policies))
    values = found.value
    if spends:
        kept = sorted({0, *(int(one) for one in np.argsort(-score, kind="stable")[:_SEARCHED])})
        values = score = _levels(inputs, [policies[one] for one in kept], returns, near)
        ends = [ends[one] for one in kept]
    best: dict[tuple[str, bool, bool], int] = {}
    for at in sorted(range(len(kept)), key=lambda one: -score[one]):
        policy = policies[kept[at]]
        best.setdefault((policy.withdrawals, policy.conversions, policy.payments), at)
    return [
        Tried(
            Candidate(
                message(
                    "simple_policy",
                    most=bool(inputs.working),
                    policy=policy_message(policy_out(policies[kept[at]], kind)),
                ),
                replace(inputs, policies=policy_rows([policies[kept[at]]])),
                claims,
            ),
            float(score[at]),
            round(float(values[at])),
            ends[at],
        )
        for at in dict.fromkeys([0, *best.values()])
    ]


def _levels(
    inputs: ScenarioInputs, policies: Sequence[Policy], returns: Returns, near: int | None
) -> Numbers:
    """The spending that lasts under each policy, cents a year."""
    rows = replace(inputs, policies=policy_rows(policies))
    guess = None if near is None else np.full(len(policies), float(near))
    many = np.repeat(returns, len(policies), axis=0)
    return sustainable(rows, many, near=guess).astype(float)
