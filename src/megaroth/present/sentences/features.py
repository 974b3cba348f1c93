"""Sentences about plan features: what each is called where its value is shown."""

from __future__ import annotations

SENTENCES = {
    "feature_way_to_roth": "after-tax contributions with a way to Roth",
    "feature_while_employed": "moving to Roth while employed, rather than when the job ends",
    "feature_each_paycheck_or_year": "moving each paycheck rather than once a year",
    "feature_each_paycheck_or_quarter": "moving each paycheck rather than each quarter",
    "feature_designated_roth": "designated Roth contributions",
    "feature_iras": "contributions to IRAs",
    "feature_move": "a move to Roth each paycheck while employed",
    "feature_after_tax_and_move": ("after-tax contributions and a move to Roth each paycheck"),
    "feature_not_offered": "{feature}, which the plan does not offer",
}
