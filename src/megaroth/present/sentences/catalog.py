"""Every message's sentence, by its code."""

from __future__ import annotations

from megaroth.present.sentences import (
    action_items,
    alternatives,
    assumptions,
    contradictions,
    excesses,
    features,
    files,
    forms,
    input_values,
    law,
    law_files,
    letters,
    next_year,
    paydays,
    policies,
    questions,
    refusals,
    rollovers,
    tax,
    thresholds,
    unknown_rules,
    verdicts,
    warnings,
    worth,
    years_ahead,
)

TOPICS = (
    action_items,
    alternatives,
    assumptions,
    contradictions,
    excesses,
    features,
    files,
    forms,
    input_values,
    law,
    law_files,
    letters,
    next_year,
    paydays,
    policies,
    questions,
    refusals,
    rollovers,
    tax,
    thresholds,
    unknown_rules,
    verdicts,
    warnings,
    worth,
    years_ahead,
)

SENTENCES: dict[str, str] = {
    code: template for topic in TOPICS for code, template in topic.SENTENCES.items()
}
"""Templates as :mod:`megaroth.present.sentences.sentence` describes them."""
