"""The policies of alternatives in words."""

from __future__ import annotations

from megaroth.planning.policy_messages import policy_message
from megaroth.planning.results import AlternativeResult
from megaroth.present.sentences.sentence import sentence


def policy_in_words(one: AlternativeResult) -> str:
    """The policy of an alternative, a phrase."""
    return sentence(policy_message(one.policy))
