"""The policies of alternatives in words."""

from __future__ import annotations

from megaroth.kernel.money import percent
from megaroth.planning.measured_results import PolicyOut
from megaroth.planning.results import AlternativeResult
from megaroth.present.sentences.words import WORDS
from megaroth.present.words import whole


def policy_in_words(one: AlternativeResult) -> str:
    """The policy of an alternative, a phrase."""
    policy = one.policy
    parts = [f"withdrawals {WORDS['withdrawals'][policy.withdrawals]}"]
    fills = _fills(policy)
    if policy.conversions:
        parts.append(f"conversions up to {fills}")
    elif fills:
        parts.append(f"filling {fills}")
    if policy.periodic_payments:
        parts.append("periodic payments before 59 1/2 where they are needed")
    if policy.deferral_kind is not None:
        parts.append("Roth deferrals" if policy.deferral_kind == "roth" else "pre-tax deferrals")
    return ", ".join(parts)


def _fills(policy: PolicyOut) -> str:
    """The income that a policy fills."""
    if policy.target is not None:
        return f"an income of {whole(policy.target)}"
    if policy.premium_tier is not None:
        return (
            "the income of the standard Medicare premium"
            if policy.premium_tier == 0
            else f"the income of tier {policy.premium_tier} of the Medicare premiums"
        )
    if policy.fill_to is None:
        return ""
    return "the deduction" if policy.fill_to == 0 else f"the {percent(policy.fill_to, 0)} bracket"
