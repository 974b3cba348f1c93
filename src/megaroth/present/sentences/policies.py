"""Phrases for policies of years after work and for plans that the optimizer tries."""

from __future__ import annotations

SENTENCES = {
    "policy": (
        "{withdrawals:withdrawal_orders}[converts?, conversions][ up to {converts_to}]"
        "[early?, from when the first of you stops working]"
        "[, filling {fills}][payments?, periodic payments before 59 1/2 where they are needed]"
        "[, {kind:deferral_kinds}]"
    ),
    "fills_income": "an income of {income:whole}",
    "fills_standard_premium": "the income of the standard Medicare premium",
    "fills_premium_tier": "the income of tier {tier} of the Medicare premiums",
    "fills_deduction": "the deduction",
    "fills_bracket": "the {rate:0} bracket",
    "simple_policy": ("[most?maximum contributions every year||contributions as stated], {policy}"),
    "part_of_after_tax": "{share:0} of the maximum after-tax contributions, maximum deferrals",
    "part_of_deferrals": "{share:0} of the maximum deferrals, no after-tax contributions",
    "program_proposal": "the linear program's proposal[; {claims}]",
    "program_elections": "the linear program's elections, then {rule}[; {claims}]",
    "with_claims": "{plan}[; {claims}]",
    "improved_plan": "{plan}; withdrawals and conversions of each year then improved",
    "claims": "{each}",
    "claims_at": "{name} claims Social Security at {age}",
}
