"""Sentences about plan rules that are unknown."""

from __future__ import annotations

SENTENCES = {
    "depends_on_answers": "Depends on the answers. {reasons:or}",
}
