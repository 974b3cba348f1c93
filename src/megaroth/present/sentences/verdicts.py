"""Sentences about verdicts: why after-tax money can reach Roth at a job, or cannot."""

from __future__ import annotations

SENTENCES = {
    "no_plan": "{employer} has no plan.",
    "no_after_tax": "{employer}'s plan takes no after-tax contributions.",
    "after_tax_unstated": (
        "It is not stated whether {employer}'s plan takes after-tax contributions, so none are "
        "planned. Ask HR."
    ),
    "takes_after_tax": "{employer}'s plan takes after-tax contributions.",
    "no_way_to_roth": (
        "After-tax money has no way to Roth while you work there (neither an in-plan Roth rollover "
        "nor an in-service withdrawal of after-tax money): it waits until the job ends, and its "
        "earnings are taxed then."
    ),
    "way_to_roth": "After-tax money can move to {to:roth_accounts} {often:how_often}.",
    "excess_comes_first": "No more after-tax contributions can be made until that is corrected.",
    "no_paychecks_left": "No paychecks are left to contribute from.",
    "no_room": (
        "There is no room: other contributions fill the annual additions limit or the plan's cap."
    ),
    "pay_too_low": (
        "Pay is too low: payroll tax, withholding and other contributions take all of each "
        "paycheck."
    ),
}
