"""Sentences of questions for HR and for the household, and of their replies."""

from __future__ import annotations

SENTENCES = {
    "ask_rule": "{rule:questions}",
    "ask_extra_paycheck": (
        "You pay {more} times in {year}. Is each paycheck of {year} a {usual:ordinals} or a "
        "{more:ordinals} of annual pay?"
    ),
    "ask_marginal_rate": (
        "What is your marginal federal tax rate this year (<marginal_rate>)? It taxes what these "
        "moves add to income."
    ),
    "ask_year_to_date": (
        "What does the last pay stub of {employer} show for this year so far: deferrals, after-tax "
        "contributions, and the match? And what is its date (<as_of>)?"
    ),
    "reply": "{reply}",
    "reply_part_of_pay": 'a {part:ordinals} of annual pay ("{setting}")',
    "reply_rate": "{rate}",
    "rule": "{rule:rules}",
    "rule_at": "{rule:rules} ({employer})",
    "rule_reply": "{rule:rules}: {reply}[ ({employer})]",
    "replies_assumed": "{replies:points}",
}
