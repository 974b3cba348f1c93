"""The types of answers about the years ahead, for interfaces that show them."""

from __future__ import annotations

from megaroth.planning.measured_results import Headline as Headline
from megaroth.planning.results import AlternativeResult as AlternativeResult
from megaroth.planning.results import Comparison as Comparison
from megaroth.planning.results import OutcomeRange as OutcomeRange
from megaroth.planning.results import Sensitivity as Sensitivity
from megaroth.planning.results import Swing as Swing
from megaroth.planning.results import best_of as best_of
from megaroth.planning.yearly_results import Optimized as Optimized
from megaroth.planning.yearly_results import OutlookYear as OutlookYear
from megaroth.planning.yearly_results import YearsAhead as YearsAhead
