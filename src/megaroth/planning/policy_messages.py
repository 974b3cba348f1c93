"""Policies of years after work and claiming ages, as messages."""

from __future__ import annotations

from collections.abc import Mapping

from megaroth.kernel.message import Amount, Message, Share, message
from megaroth.planning.measured_results import PolicyOut


def policy_message(policy: PolicyOut) -> Message:
    """How a policy pays for the years after work, a phrase."""
    fills = _filled(policy)
    return message(
        "policy",
        withdrawals=policy.withdrawals,
        converts=policy.conversions,
        early=policy.conversions_while_working,
        converts_to=fills if policy.conversions else None,
        fills=None if policy.conversions else fills,
        payments=policy.periodic_payments,
        kind=policy.deferral_kind,
    )


def _filled(policy: PolicyOut) -> Message | None:
    """The income that a policy fills."""
    if policy.target is not None:
        return message("fills_income", income=Amount.of(policy.target))
    if policy.premium_tier is not None:
        if policy.premium_tier == 0:
            return message("fills_standard_premium")
        return message("fills_premium_tier", tier=policy.premium_tier)
    if policy.fill_to is None:
        return None
    if policy.fill_to == 0:
        return message("fills_deduction")
    return message("fills_bracket", rate=Share.of(policy.fill_to))


def claims_message(claims: Mapping[str, int]) -> Message | None:
    """The ages at which people claim Social Security; None for nobody."""
    each = tuple(message("claims_at", name=name, age=age) for name, age in claims.items())
    return message("claims", each=each) if each else None
