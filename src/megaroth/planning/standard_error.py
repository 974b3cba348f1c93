"""The standard error of a mean over paths, also over paths that overlap."""

from __future__ import annotations

import numpy as np

from megaroth.planning.after_tax_wealth import Numbers


def standard_error(values: Numbers, *, overlapping: bool) -> float:
    """The standard error of the mean.

    Args:
        values: one for each path, cents.
        overlapping: whether neighboring paths share most of their years, as starting years of the
            record do. Then they count as fewer: their number is divided by one and twice the
            autocorrelations up to the first that is not positive (Geyer, Practical Markov chain
            Monte Carlo, 1992, Statistical Science 7(4), section 3.3).

    Returns:
        Cents; 0 for a single path.
    """
    if len(values) < 2:
        return 0.0
    error = float(values.std(ddof=1) / np.sqrt(len(values)))
    return error * float(np.sqrt(_repetition(values))) if overlapping else error


def _repetition(values: Numbers) -> float:
    """How many paths count as one."""
    apart = values - values.mean()
    whole = float(apart @ apart)
    if whole == 0:
        return 1.0
    found = 1.0
    for lag in range(1, len(values)):
        correlation = float(apart[lag:] @ apart[:-lag]) / whole
        if correlation <= 0:
            break
        found += 2 * correlation
    return found
