"""Sentences about one distribution."""

from __future__ import annotations

SENTENCES = {
    "source_below_basis": (
        "The source is worth less than its basis: nothing is taxed, and the basis left is more "
        "than the balance left."
    ),
    "no_separate_source": (
        "Without a separate 72(d)(2) source the after-tax money cannot be paid out alone: every "
        "dollar carries its share of pre-tax money. Ask the plan whether it accounts for after-tax "
        "contributions and their earnings separately."
    ),
}
