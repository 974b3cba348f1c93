"""What a module holds once it is imported: values that no test of a calculation may run.

``make mutants`` asks these tests first about a change that runs at import.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import FunctionType, ModuleType

from megaroth.kernel.money import MOST_CENTS

PACKAGES = ("rules", "tax", "planyear", "projection")
OTHER = {
    # A match without a cap, and pay that is not stated, are limited by nothing.
    "megaroth.rules.match.matching_contribution(most)": MOST_CENTS,
    "megaroth.rules.match.full_match(most)": MOST_CENTS,
    "megaroth.rules.match.contribution_for_full_match(most)": MOST_CENTS,
    "megaroth.rules.match.contribution_within(most)": MOST_CENTS,
    "megaroth.planyear.room.room(pay)": MOST_CENTS,
    # An adult below every age that the tax looks at.
    "megaroth.tax.items.Return.age": 40,
    "megaroth.tax.marginal.curve(steps)": 200,
    "megaroth.tax.states.resident.Resident.by_tier(place)": 1,
    "megaroth.planyear.plan_accounts.run_plan(keep_journal)": True,
    "megaroth.planyear.settle.settle(keep_journal)": True,
    # What is not stated is not limited.
    "megaroth.planyear.elections.problem.Problem.after_tax": MOST_CENTS,
    "megaroth.planyear.elections.problem.Problem.deferral": MOST_CENTS,
    "megaroth.projection.decisions.Decision.draws": True,
    "megaroth.projection.stacking.year_of_all(rows)": 1,
}
"""Defaults that are neither zero nor false."""


def modules() -> Iterator[ModuleType]:
    for name in PACKAGES:
        package = importlib.import_module(f"megaroth.{name}")
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def defaults(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Defaults of fields and of parameters that are numbers or flags, by name."""
    for name, one in vars(module).items():
        if getattr(one, "__module__", None) != module.__name__:
            continue
        if isinstance(one, FunctionType):
            yield from of_parameters(f"{module.__name__}.{name}", one)
        elif inspect.isclass(one) and dataclasses.is_dataclass(one):
            for field in dataclasses.fields(one):
                if isinstance(field.default, (int, float)):
                    yield f"{module.__name__}.{name}.{field.name}", field.default
            for method in vars(one).values():
                function = getattr(method, "__func__", method)
                # The constructor that dataclass writes has the fields' defaults.
                if isinstance(function, FunctionType) and function.__name__ != "__init__":
                    yield from of_parameters(
                        f"{module.__name__}.{name}.{function.__name__}", function
                    )


def of_parameters(name: str, function: FunctionType) -> Iterator[tuple[str, object]]:
    for parameter in inspect.signature(function).parameters.values():
        if isinstance(parameter.default, (int, float)):
            yield f"{name}({parameter.name})", parameter.default


def test_what_is_not_given_is_zero_or_false() -> None:
    """An amount, a count or a flag that a caller leaves out adds nothing to any figure."""
    found = {name: value for module in modules() for name, value in defaults(module)}
    assert len(found) > 150
    assert {name: value for name, value in found.items() if value} == OTHER
