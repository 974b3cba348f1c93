"""Every message's sentence, by its code."""

from __future__ import annotations

from megaroth.present.sentences import alternatives, unknown_rules

TOPICS = (alternatives, unknown_rules)

SENTENCES: dict[str, str] = {
    code: template for topic in TOPICS for code, template in topic.SENTENCES.items()
}
"""Templates as :mod:`megaroth.present.sentences.sentence` describes them."""
