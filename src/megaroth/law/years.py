"""The years whose law megaroth knows."""

from __future__ import annotations

FIRST_YEAR = 2002

LAST_WHOLE_YEAR = 2026
"""The last year whose federal limits are all published. Each state has its own last year
(:func:`megaroth.law.states.last_whole_year`)."""

LAST_YEAR = 2126
"""A century ahead; further than any household plans."""
