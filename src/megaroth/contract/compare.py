"""A comparison of alternatives as JSON, with what moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, cast

from megaroth.contract.schema_version import FIRST
from megaroth.contract.shapes import (
    COUNT_SHAPE,
    NUMBER_SHAPE,
    TEXT_SHAPE,
    Items,
    Member,
    OrNull,
    Record,
)
from megaroth.contract.versions import Contract
from megaroth.kernel.answer_fields import Inline
from megaroth.kernel.errors import InputError, Problem, nearest, one_of
from megaroth.planning.measured_results import POLICIES, PolicyChoice
from megaroth.planning.results import (
    AlternativeResult,
    Comparison,
    Feature,
    OutcomeRange,
    Sensitivity,
)
from megaroth.present.sensitivity import losing_cases


@dataclass(frozen=True)
class ComparisonAnswer:
    """Alternatives on identical cash, over the same paths of returns."""

    comparison: Inline[Comparison]
    sensitivity: Sensitivity | None = None


def _with_cases(record: Record) -> Record:
    return record.having(Member("loses", Items(TEXT_SHAPE), losing_cases))


def _first(record: Record) -> Record:
    row = Record(
        (
            Member("name", TEXT_SHAPE, attrgetter("name")),
            Member("year", OrNull(COUNT_SHAPE), attrgetter("break_even")),
        )
    )
    others = Member("break_even", Items(row), lambda one: one.comparison.alternatives[1:])
    return record.having(others).only(
        "years",
        "paths",
        "heirs_rate",
        "prices",
        "alternatives",
        "break_even",
        "feature_values",
        "sensitivity",
        "assumptions",
    )


def _first_alternative(record: Record) -> Record:
    return (
        record.only(
            "name",
            "about",
            "contributions",
            "out_of_pocket",
            "wealth_after_tax",
            "bequest",
            "owned_at_the_end",
            "runs_out",
            "difference",
            "probability_ahead",
            "sustainable_spending",
        )
        .having(Member("probability_ahead", NUMBER_SHAPE, attrgetter("wealth_ahead")))
        .changed("contributions", lambda kinds: kinds.renamed(backdoor_roth="back_door"))
    )


def _later_alternative(record: Record) -> Record:
    """Without the wealth that only version 1 compares."""
    old = ("wealth_after_tax", "bequest", "difference", "break_even")
    return record.only(*(one.name for one in record.members if one.name not in old))


def _first_feature(record: Record) -> Record:
    return record.only("feature", "worth").having(
        replace(record["worth"], read=attrgetter("wealth"))
    )


def _first_sensitivity(record: Record) -> Record:
    return record.only(*(one.name for one in record.members if one.name != "measure"))


CONTRACT = Contract(
    "compare",
    ComparisonAnswer,
    always={Sensitivity: _with_cases},
    first={
        ComparisonAnswer: _first,
        AlternativeResult: _first_alternative,
        Feature: _first_feature,
        Sensitivity: _first_sensitivity,
    },
    later={AlternativeResult: _later_alternative},
)


def policy_of(stated: str | None, version: int, field: str = "policy") -> PolicyChoice:
    """The policies of the alternatives in an answer of a version.

    Version 1 has one policy for all, because its figures meant that from the beginning.

    Args:
        stated: what the reader asks for; None for the version's own.
        version: of the answer; the newest for people.
        field: what the reader states it in.

    Raises:
        InputError: there is no such policy, or the version has none of it.
    """
    known: tuple[PolicyChoice, ...] = ("same",) if version == FIRST else POLICIES
    if stated is None:
        return known[0]
    found = next((one for one in known if one == stated), None)
    if found is not None:
        return found
    if stated in POLICIES:
        expected = f"same, or another schema version: {FIRST} has one policy for all alternatives"
        raise InputError([Problem(field, repr(stated), expected)])
    near = nearest(stated, list(POLICIES))
    raise InputError([Problem(field, repr(stated), one_of(POLICIES), nearest=near)])


def with_sensitivity(
    answer: Comparison | OutcomeRange[Comparison], moves: Sequence[Sensitivity | None] = ()
) -> ComparisonAnswer | OutcomeRange[ComparisonAnswer]:
    """A comparison, or both its ends, with what moves it.

    Args:
        answer: the comparison.
        moves: what moves it, of each end, the least first.
    """
    if not isinstance(answer, OutcomeRange):
        return ComparisonAnswer(answer, *moves)
    least, most = moves or (None, None)
    return replace(
        cast(OutcomeRange[Any], answer),
        least=ComparisonAnswer(answer.least, least),
        most=ComparisonAnswer(answer.most, most),
    )
