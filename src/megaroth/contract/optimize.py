"""The best plan as JSON."""

from __future__ import annotations

from megaroth.contract.shapes import Choice, Member, Record
from megaroth.contract.versions import Contract
from megaroth.planning.aim import EARLIER_NAMES, OBJECTIVES, Aim
from megaroth.planning.yearly_results import Optimized


def _at_age(answer: Optimized) -> int | None:
    """Only the objective that needs an age has one."""
    return answer.aim.at_age if answer.aim.objective == "roth" else None


_FIRST_NAMES = {name: earlier for earlier, name in EARLIER_NAMES.items()}
"""Objectives by their names in version 1."""


def _objective(answer: Optimized) -> str:
    return _FIRST_NAMES.get(answer.aim.objective, answer.aim.objective)


def _aim(answer: Optimized) -> Aim:
    return answer.aim


def _first(record: Record) -> Record:
    aim = record.inner("aim")
    kept = (aim[name].of(_aim) for name in ("take_home", "liquid", "moves"))
    constraints = Record((*kept, record["missed"]))
    return record.having(
        Member(
            "objective",
            Choice(tuple(_FIRST_NAMES.get(name, name) for name in OBJECTIVES)),
            _objective,
        ),
        Member("at_age", aim["at_age"].shape, _at_age),
        Member("constraints", constraints, lambda answer: answer),
    ).only(
        *("objective", "at_age", "constraints", "about", "value", "wealth_after_tax"),
        *("owned_at_the_end", "heirs_rate", "prices", "runs_out", "proposed", "bound"),
        *("rule_of_thumb", "rules", "elections", "conversions", "withdrawals", "claims"),
        "assumptions",
    )


CONTRACT = Contract("optimize", Optimized, first={Optimized: _first})
