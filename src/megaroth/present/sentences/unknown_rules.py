"""Sentences about plan rules that are unknown, and what depends on them."""

from __future__ import annotations

SENTENCES = {
    "depends_on_answers": "Depends on the answers. {reasons:or}",
    "rest_depends": "The rest depends on plan rules that are unknown: see the questions for HR.",
    "with_some_answers": "With some answers: {messages:or}",
    "if_favorable": "If the answers are favorable: {step}",
    "if_unfavorable": "With other answers: {step}",
    "ask_hr": (
        "Ask HR about [several?these plan rules, the most important first||this plan rule]: "
        "{rules}."
    ),
    "rules_tried": "Unknown plan rules were tried as: {rules:points}.",
    "rule_tried": "{rule:names} ({answers})",
    "combinations_planned": (
        "{planned} combinations of answers were planned[all?.||; there are more, and the others "
        "were not.]"
    ),
    "combinations_thinned": (
        "The unknown rules have too many combinations to plan each: ranges come from {planned} of "
        "them, including the extremes."
    ),
}
