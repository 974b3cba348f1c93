"""The policies of alternatives in words."""

from __future__ import annotations

from megaroth.planning.measured_results import PolicyOut
from megaroth.planning.policy_messages import policy_message
from megaroth.present.sentences.sentence import sentence


def policy_in_words(policy: PolicyOut) -> str:
    """A policy, a phrase."""
    return sentence(policy_message(policy))
