"""The words that questions accept, and the aim of the best plan."""

from __future__ import annotations

from megaroth.planning.aim import EARLIER_NAMES
from megaroth.planning.aim import OBJECTIVES as OBJECTIVES
from megaroth.planning.aim import Aim as Aim
from megaroth.planning.measured_results import POLICIES as POLICIES
from megaroth.tax.marginal import ITEMS

MARGINAL_ITEMS = tuple(ITEMS)
"""Items of a tax return whose next dollars can be taxed."""

ACCEPTED_OBJECTIVES = (*OBJECTIVES, *EARLIER_NAMES)
"""Objectives of the best plan, with the names that some had earlier."""
