"""The defaults of questions, which every interface reads here."""

from __future__ import annotations

from megaroth.planning.aim import Aim
from megaroth.planning.measured_results import PolicyChoice

MARGINAL_AMOUNT = 1_000_00
"""The next dollars of a question about marginal tax, cents."""

CURVE_MOST = 300_000_00
"""The end of the curve of marginal rates, cents."""

CURVE_STEPS = 30
"""The number of steps of the curve of marginal rates."""

REAL = True
"""Whether years ahead are in dollars of the first year rather than of each year."""

POLICY: PolicyChoice = "best"
"""Whether the alternatives of a comparison have the best policy each."""

OBJECTIVE = Aim().objective
"""The objective of the best plan."""

SHARED_PATHS = 40_000
"""Paths of all alternatives from which a comparison is faster in several processes."""

SUGGESTED_ALTERNATIVES = 5
"""How many alternatives a comparison is assumed to have if the file names none."""

MOST_WORKERS = 64
"""The most processes that may share the paths of a comparison; each loads the engine again."""
