"""What a question takes where it does not say: every face reads it here."""

from __future__ import annotations

MARGINAL_AMOUNT = 1_000_00
"""How much a question about the next dollars adds, cents."""

CURVE_MOST = 300_000_00
"""How far the curve of marginal rates goes, cents."""

CURVE_STEPS = 30
"""How many steps the curve of marginal rates has."""

REAL = True
"""Years ahead are in money of the first year, unless a face asks for money of each year."""

OBJECTIVE = "wealth"
"""What the best plan is best at."""

MANY_PATHS = 40_000
"""Paths of all alternatives from which on several processes finish a comparison sooner."""

SUGGESTED_ALTERNATIVES = 5
"""How many alternatives a file is taken to compare that names none."""
