"""Answers of several possible plans as one: figures that differ become ranges."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, TypeVar

from megaroth.kernel.message import Message, merge_alike, message
from megaroth.kernel.money import Cents
from megaroth.planyear.figure import Range, known
from megaroth.planyear.result import Conversion, Excess, Place, PlannedStep, PlanYear, Rollover

T = TypeVar("T")


def merge(plans: Sequence[PlanYear]) -> PlanYear:
    """One plan year for several that differ in unknown rules; the first one is the most favorable.

    Figures become ranges where they differ. A rollover or a step that only some plans have is kept:
    an amount from zero up, or a message that says it depends.
    """
    first = plans[0]
    if len(plans) == 1:
        return first
    verdicts = {plan.verdict for plan in plans}
    found = _excesses([plan.excesses for plan in plans])
    merged: PlanYear = _merged(
        first,
        plans,
        skip={
            "excesses",
            "rollovers",
            "conversions",
            "steps",
            "refused",
            "warnings",
            "assumptions",
            "reasons",
            "journal",
        },
    )
    return dataclasses.replace(
        merged,
        verdict=verdicts.pop() if len(verdicts) == 1 else "depends",
        excesses=found,
        reasons=_reasons(
            [
                [text for text in plan.reasons if text not in _texts(plan.excesses)]
                for plan in plans
            ],
            _texts(found),
        ),
        rollovers=_moves([plan.rollovers for plan in plans]),
        conversions=_moves([plan.conversions for plan in plans]),
        steps=_steps(plans),
        refused=[text for text in plans[0].refused if all(text in plan.refused for plan in plans)],
        warnings=[
            *_texts(found),
            *_shared_first([_without_excesses(plan).warnings for plan in plans]),
        ],
        assumptions=_shared_first([plan.assumptions for plan in plans]),
        journal=None,
        moved=_moved(plans),
    )


def low(value: Cents | Range) -> Cents:
    """The least a figure can be."""
    return value.low if isinstance(value, Range) else value


def high(value: Cents | Range) -> Cents:
    """The most a figure can be."""
    return value.high if isinstance(value, Range) else value


def span(values: Sequence[Cents | Range]) -> Cents | Range:
    """Figures as one: a range where they differ. Plans with unknown rules have no columns."""
    least = min(int(low(value)) for value in values)
    most = max(int(high(value)) for value in values)
    return least if least == most else Range(least, most)


def _merged(first: Any, alike: Sequence[Any], skip: set[str] | None = None) -> Any:
    """One dataclass for several of the same shape."""
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(first):
        if skip and field.name in skip:
            continue
        values = [getattr(one, field.name) for one in alike]
        changes[field.name] = _one(field.name, values)
    return dataclasses.replace(first, **changes)


def _one(name: str, values: Sequence[Any]) -> Any:
    first = values[0]
    if all(value == first for value in values):
        return first
    if isinstance(first, Message):
        return _depending(values)
    if dataclasses.is_dataclass(first) and not isinstance(first, Range):
        return _merged(first, values)
    if isinstance(first, list):
        if all(isinstance(item, Message) for value in values for item in value):
            return _reasons(values)
        return [_merged(items[0], items) for items in zip(*values, strict=True)]
    if name == "verdict":
        return "depends"
    if isinstance(first, bool):
        return any(values)
    if isinstance(first, str) or first is None:
        return next(value for value in values if value is not None)
    return span(values)


def _excesses(lists: Sequence[Sequence[Excess]]) -> list[Excess]:
    """Excesses of any of the plans; one that some plans lack is from zero up, and says that it
    depends."""
    found: dict[tuple[str, str, str | None, str], list[Excess]] = {}
    for one in lists:
        for excess in one:
            found.setdefault(
                (excess.kind, excess.person, excess.employer, excess.section), []
            ).append(excess)
    merged = []
    for alike in found.values():
        texts = list(dict.fromkeys(one.text for one in alike))
        depends = len(texts) > 1 or len(alike) < len(lists)
        if len(alike) < len(lists):
            alike = [*alike, dataclasses.replace(alike[0], amount=0, to_come=0, after_tax=0)]
        text = texts[0]
        if depends:
            text = message("with_some_answers", messages=tuple(merge_alike(texts)))
        merged.append(dataclasses.replace(_merged(alike[0], alike), text=text))
    return merged


def _texts(excesses: Sequence[Excess]) -> list[Message]:
    return [one.text for one in excesses]


def _without_excesses(plan: PlanYear) -> PlanYear:
    texts = _texts(plan.excesses)
    return dataclasses.replace(plan, warnings=[text for text in plan.warnings if text not in texts])


def _reasons(lists: Sequence[list[Message]], first: Sequence[Message] = ()) -> list[Message]:
    """Reasons that apply with all rules, and a note that others depend on the rules."""
    shared = [*first, *(one for one in lists[0] if all(one in each for each in lists))]
    return [*shared, message("rest_depends")]


def _shared_first(lists: Sequence[list[Message]]) -> list[Message]:
    """Messages that apply with all rules, then those of only some rules."""
    every = list(dict.fromkeys(one for each in lists for one in each))
    shared = [one for one in every if all(one in each for each in lists)]
    some = merge_alike(one for one in every if one not in shared)
    return [*shared, *(message("with_some_answers", messages=(one,)) for one in some)]


def _depending(messages: Sequence[Message]) -> Message:
    """A message that depends on the rules, with each of its forms."""
    found = merge_alike(messages)
    return found[0] if len(found) == 1 else message("depends_on_answers", reasons=tuple(found))


def _moved(plans: Sequence[PlanYear]) -> dict[Place, dict[str, Cents | Range]]:
    """The totals of a kind of rollover in the year, over the scenarios."""
    places = sorted(
        {(move.person, move.employer, move.to) for plan in plans for move in plan.rollovers}
    )
    return {
        place: {
            kind: span(
                [
                    sum(
                        known(getattr(move, kind))
                        for move in plan.rollovers
                        if (move.person, move.employer, move.to) == place
                    )
                    for plan in plans
                ]
            )
            for kind in ("amount", "basis", "taxable")
        }
        for place in places
    }


M = TypeVar("M", Rollover, Conversion)


def _moves(lists: Sequence[Sequence[M]]) -> list[M]:
    """Moves of any of the plans by day and place; one that some plans lack is from zero up."""
    found: dict[tuple[Any, ...], list[M]] = {}
    for one in lists:
        for move in one:
            key = (move.date, move.person, getattr(move, "employer", ""), move.from_, move.to)
            found.setdefault(key, []).append(move)
    merged: dict[tuple[Any, ...], M] = {}
    for key, moves in found.items():
        if len(moves) < len(lists):
            moves.append(dataclasses.replace(moves[0], amount=0, basis=0, taxable=0))
        merged[key] = _merged(moves[0], moves)
    return [merged[key] for key in sorted(merged)]


def _steps(plans: Sequence[PlanYear]) -> list[PlannedStep]:
    """Steps that every plan has, then those of the most favorable plan that depend on an answer.

    If money moves under all answers, the steps of the least favorable plan are included as well,
    because they are what remains to be done.
    """
    shared = [step for step in plans[0].steps if all(step in plan.steps for plan in plans)]
    depends = [step for step in plans[0].steps if step not in shared]
    steps = [
        dataclasses.replace(step, text=message("if_favorable", step=step.text)) for step in depends
    ]
    # Of several that bring as little the last one: its answers are the least favorable.
    least = min(reversed(plans), key=lambda plan: high(plan.to_roth))
    if high(least.to_roth) > 0:
        other = [step for step in least.steps if step not in shared and step not in depends]
        steps += [
            dataclasses.replace(step, text=message("if_unfavorable", step=step.text))
            for step in other
        ]
    return sorted([*shared, *steps], key=lambda step: step.date)
