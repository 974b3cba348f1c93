"""Variables and rows of a linear program, and its solution by HiGHS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from megaroth.kernel.errors import WorkError
from megaroth.kernel.message import message
from megaroth.planning.after_tax_wealth import Numbers

INFINITY = float("inf")
_ONE = -1
"""The place of the constant in an expression."""

Terms = dict[int, float]
"""A linear expression: the factor of each variable."""


def constant(amount: float) -> Terms:
    """An expression without variables."""
    return {_ONE: amount}


def combined(*parts: tuple[float, Terms]) -> Terms:
    """The sum of expressions, each times a factor."""
    found: Terms = {}
    for factor, terms in parts:
        if factor:
            for place, one in terms.items():
                found[place] = found.get(place, 0.0) + factor * one
    return found


def added(terms: Iterable[Terms]) -> Terms:
    """The sum of expressions."""
    return combined(*((1.0, one) for one in terms))


@dataclass
class Rows:
    """A linear program that is being written.

    Attributes:
        least, most: limits of the variables.
    """

    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _factors: list[float] = field(default_factory=list)
    _row_least: list[float] = field(default_factory=list)
    _row_most: list[float] = field(default_factory=list)

    def new(self, most: float = INFINITY, least: float = 0.0) -> Terms:
        """A new variable, as an expression."""
        self.least.append(least)
        self.most.append(max(most, least))
        return {len(self.least) - 1: 1.0}

    def named(self, terms: Terms, least: float = 0.0) -> Terms:
        """A variable that equals an expression, so that later rows stay short."""
        if not any(place != _ONE for place in terms):
            return constant(max(terms.get(_ONE, 0.0), least))
        found = self.new(least=least)
        self.equal(found, terms)
        return found

    def at_most(self, small: Terms, large: Terms) -> None:
        """Require that one expression does not exceed another."""
        self._row(combined((1.0, small), (-1.0, large)), -INFINITY)

    def equal(self, one: Terms, other: Terms) -> None:
        """Require that two expressions are equal."""
        self._row(combined((1.0, one), (-1.0, other)), None)

    def _row(self, terms: Terms, least: float | None) -> None:
        level = -terms.pop(_ONE, 0.0)
        self._starts.append(len(self._places))
        self._places += terms.keys()
        self._factors += terms.values()
        self._row_least.append(level if least is None else least)
        self._row_most.append(level)

    def largest(self, objective: Terms) -> Numbers:
        """The variables at which an expression is largest.

        Raises:
            WorkError: the solver finds no optimum.
        """
        import highspy

        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.passModel(self._model(objective))
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kUnknown:
            # After presolve, the scales may be so far apart that the solver does not trust its
            # answer.
            solver.setOptionValue("presolve", "off")
            solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            status = solver.modelStatusToString(solver.getModelStatus())
            raise WorkError(message("linear_program_failed", status=status))
        return np.array(solver.getSolution().col_value)

    def _model(self, objective: Terms) -> Any:
        import highspy

        cost = np.zeros(len(self.least))
        for place, factor in objective.items():
            if place != _ONE:
                cost[place] = factor
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.least), len(self._row_most)
        model.col_cost_, model.sense_ = cost, highspy.ObjSense.kMaximize
        model.col_lower_, model.col_upper_ = np.array(self.least), np.array(self.most)
        model.row_lower_, model.row_upper_ = np.array(self._row_least), np.array(self._row_most)
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.array([*self._starts, len(self._places)])
        matrix.index_, matrix.value_ = np.array(self._places), np.array(self._factors)
        return model


def value(terms: Mapping[int, float], found: Numbers) -> float:
    """The value of an expression at the variables found."""
    return sum(
        factor if place == _ONE else factor * float(found[place]) for place, factor in terms.items()
    )
