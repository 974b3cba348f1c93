"""Print answers about the years ahead while plan rules are unknown: both ends side by side, and
what to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from megaroth.cli.at_best import show_screen, show_table
from megaroth.cli.page import Page
from megaroth.cli.sensitivity import show_moves
from megaroth.kernel.message import Message
from megaroth.present.best_plan import measure
from megaroth.present.charts import Spec
from megaroth.present.measure_tables import both_ends
from megaroth.present.names import label_of
from megaroth.present.plan import worth_of_answers
from megaroth.present.sentences.sentence import sentence
from megaroth.present.unknown_rules import ends, headline, outcome_screen, spread
from megaroth.present.words import DISCLAIMER, whole
from megaroth.present.worksheet import Worksheet
from megaroth.service.yearly_answers import (
    AlternativeResult,
    Comparison,
    Optimized,
    OutcomeRange,
    Sensitivity,
    YearsAhead,
)

T = TypeVar("T")


def ends_of(answer: T | OutcomeRange[T]) -> list[tuple[str, T]]:
    """An answer about the years ahead, or both its ends, each with the words that name the end."""
    if not isinstance(answer, OutcomeRange):
        return [("", answer)]
    return [
        (f"with the plan rules that give the {word}", end)
        for word, end in (("least", answer.least), ("most", answer.most))
    ]


def worksheets_of(
    answer: T | OutcomeRange[T], sheets: Callable[[T], list[Worksheet]]
) -> list[Worksheet]:
    """The worksheets of an answer, or of both its ends, with the name of the end."""
    return [
        replace(one, about=", ".join(part for part in (one.about, where) if part))
        for where, end in ends_of(answer)
        for one in sheets(end)
    ]


def charts_of(answer: T | OutcomeRange[T], charts: Callable[[T], list[Spec]]) -> list[Spec]:
    """The charts of an answer, or of both its ends, with the name of the end."""
    return [_at(one, where) for where, end in ends_of(answer) for one in charts(end)]


def _at(spec: Spec, where: str) -> Spec:
    if not where:
        return spec
    title = spec["title"]
    return spec | {"title": title | {"subtitle": f"{title['subtitle']}; {where}"}}


def show_comparisons(found: OutcomeRange[Comparison], moves: Sensitivity | None = None) -> None:
    """Print both ends of a comparison, and the sensitivity with the plan rules that give the
    most."""
    page = Page()
    screen, first = outcome_screen(found), found.most.headline
    if screen is not None and first is not None:
        show_screen(page, screen, first)
    else:
        page.answer(*headline(found))
    page.heading("Plan rules")
    page.sentences(ends(found))
    show_table(page, both_ends(found))
    page.sentences([f"{one.name}: {one.about}." for one in found.most.alternatives])
    if moves is not None:
        page.text("\nThe sensitivity below is with the plan rules that give the most.")
        show_moves(page, moves)
    _show_spendable(page, found)
    _end(page, found, found.most.assumptions)


def _show_spendable(page: Page, found: OutcomeRange[Comparison]) -> None:
    spendable = [
        (low, high)
        for low, high in zip(found.least.alternatives, found.most.alternatives, strict=True)
        if low.spendable
    ]
    if spendable:
        page.heading(
            f"What can be spent a year after work on half of the paths, in {found.most.years[0]} "
            "dollars"
        )
        page.table(
            ("alternative", "least", "most"),
            [(low.name, _spent(low), _spent(high)) for low, high in spendable],
            right=(1, 2),
        )


def _spent(one: AlternativeResult) -> str:
    return whole(one.spendable.p50) if one.spendable is not None else ""


def show_years(found: OutcomeRange[YearsAhead]) -> None:
    """Print both ends of the years ahead."""
    page = Page()
    least, most = found.least.years, found.most.years
    owned = [sum(years[-1].balances.values()) for years in (least, most)]
    dollars = f"{(most[0] if found.most.real else most[-1]).year} dollars"
    what = (
        f"owned at the end of {most[-1].year} with {label_of(found.most.name)}, before tax, in "
        f"{dollars}"
    )
    page.answer(*spread(owned[0], owned[1], what, found))
    page.sentences(ends(found))
    page.heading("Least and most")
    page.table(
        ("year", "age", "least: income", "tax", "owned", "most: income", "tax", "owned"),
        [
            (
                str(low.year),
                "/".join(str(age) for age in low.ages.values()),
                *(
                    whole(amount)
                    for one in (low, high)
                    for amount in (
                        one.income,
                        one.federal_tax + one.state_tax + one.payroll_tax,
                        sum(one.balances.values()),
                    )
                ),
            )
            for low, high in zip(least, most, strict=True)
        ],
        right=tuple(range(1, 8)),
    )
    _end(page, found, found.most.assumptions)


def show_plans(found: OutcomeRange[Optimized]) -> None:
    """Print both ends of the best plan."""
    page = Page()
    least, most = found.least, found.most
    words, column = measure(most.aim)
    page.answer(*spread(least.value, most.value, f"is the best plan's: {words}", found))
    page.sentences(ends(found))
    page.heading("Least and most")
    page.table(
        (column, "least", "most"),
        [
            ("best plan, calculated by the engine", whole(least.value), whole(most.value)),
            ("best simple policy", whole(least.rules[0].value), whole(most.rules[0].value)),
            (
                "rule of thumb",
                whole(least.rule_of_thumb.value),
                whole(most.rule_of_thumb.value),
            ),
            (
                "upper bound: no plan with these choices can exceed",
                whole(least.bound),
                whole(most.bound),
            ),
        ],
        right=(1, 2),
    )
    page.heading("Elections of the first year")
    page.sentences(
        [
            f"At the {word}, {one.person} at {one.employer}: {whole(one.deferral)} deferred, "
            f"{whole(one.catch_up)} as catch-up, {whole(one.after_tax)} after tax."
            for word, end in (("least", least), ("most", most))
            for one in end.elections
            if one.year == end.elections[0].year
        ]
    )
    _end(page, found, most.assumptions)


def _end(page: Page, found: OutcomeRange[Any], assumptions: list[Message]) -> None:
    page.heading("Questions, with what each reply is worth this year")
    page.sentences(
        [
            f"{sentence(one.text)} ({one.person}{f', {one.employer}' if one.employer else ''}): "
            + worth_of_answers(one)
            for one in found.questions
            if one.matters
        ],
        mark="?",
    )
    page.heading("Assumptions")
    page.sentences([found.about, *assumptions])
    page.text(f"\n{DISCLAIMER}")
