"""A table of household-years, the same in every run and for every engine. It imports nothing of
megaroth: other environments use it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

YEAR = 2026
SINGLE, JOINT = 1, 2
"""Filing status as Tax-Calculator numbers it."""


def rows(count: int) -> dict[str, npt.NDArray[np.int64]]:
    """Households with wages, interest, dividends, gains, distributions, conversions, benefits and
    deductions, whole dollars."""
    rng = np.random.default_rng(20_261_124)

    def money(most: int, often: float = 1.0) -> npt.NDArray[np.int64]:
        return rng.integers(0, most, count) * (rng.random(count) < often)

    joint = rng.random(count) < 0.5
    dividends = money(30_000, 0.6)
    return {
        "status": np.where(joint, JOINT, SINGLE),
        "age": rng.integers(25, 85, count),
        "spouse_age": rng.integers(25, 85, count) * joint,
        "children": rng.integers(0, 4, count) * (rng.random(count) < 0.4),
        "wages": money(500_000, 0.9),
        "spouse_wages": money(300_000, 0.7) * joint,
        "interest": money(20_000, 0.7),
        "dividends": dividends,
        "qualified_dividends": dividends * 3 // 4,
        "long_term_gain": money(150_000, 0.3),
        "ira_distributions": money(80_000, 0.3),
        "social_security": money(50_000, 0.3),
        "state_taxes": money(40_000, 0.7),
        "mortgage_interest": money(30_000, 0.4),
        "charity": money(20_000, 0.5),
    }
