"""Sentences about alternatives: what each does, and how much it takes or why it takes nothing."""

from __future__ import annotations

SENTENCES = {
    "change_no_after_tax": "HR says no: the plans take no after-tax contributions.",
    "change_new_job": (
        "A new job: {person} leaves {employer} on {last:day} and starts the next day at a new "
        "employer, with the same pay and the same plan rules."
    ),
    "change_state": "Living in {state}.",
    "change_roth_deferrals": "Roth deferrals instead of pre-tax, where the plan takes them.",
    "change_retire_sooner": "Retiring {years} years sooner.",
    "alternative": "{what:what_alternatives_do}[changed?, changed]",
    "no_designated_roth": "No plan here takes designated Roth contributions.",
    "roth_401k_limit": (
        "The elective deferral limit[catch_up? with catch-up]; deferring pre-tax instead uses the "
        "same room."
    ),
    "roth_401k_and_457b_limits": (
        "The elective deferral limit and the separate limit of 457(b) plans[catch_up?, with "
        "catch-up]; deferring pre-tax instead uses the same room."
    ),
    "ira_limit_used": "The year's limit is already used.",
    "no_compensation": "No compensation this year.",
    "roth_ira_phased_out": (
        "Modified AGI[ of about {magi}] is at or above {phaseout_end}: no direct contribution."
    ),
    "roth_ira_reduced": "Reduced: modified AGI[ of about {magi}] is above {phaseout_start}.",
    "roth_ira_in_full": "Modified AGI is low enough for the full amount.",
    "backdoor_untaxed": (
        "A nondeductible traditional contribution, then converted; no tax, because there is no "
        "other pre-tax IRA money."
    ),
    "backdoor_pro_rata": (
        "Allowed, but pre-tax IRA money[ of about {pre_tax}][rolled? (including what rolls there "
        "from a plan this year)] makes the conversion pro rata (Form 8606): [{taxed:1}||part] of "
        "it is taxed."
    ),
    "no_hsa_coverage": "No month of high-deductible health coverage is stated.",
    "hsa_by_months": "By months of coverage[contributed?, less {contributed:hsa_givers+and}].",
}
