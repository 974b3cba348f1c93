"""Words of single values: labels of the household file's keys, and what choices are called."""

from __future__ import annotations

from collections.abc import Mapping

LABELS: dict[str, str] = {}
"""Keys of the household file as the page's questions call them."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "hsa_givers": {
        "employer": "the employer's contributions",
        "own": "what you have contributed",
    },
}
"""What choices are called in sentences, by the form that a template names."""
