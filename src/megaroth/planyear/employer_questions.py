"""The rules of a plan and its job that can be unknown: the questions in the catalog of keys."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from megaroth.model.catalog import WhenUnknown, entries
from megaroth.model.job import Job
from megaroth.model.plan import Plan


@functools.cache
def rules() -> Mapping[str, WhenUnknown]:
    """Every plan rule that may be unknown, and what else of a job decides about a limit."""
    return MappingProxyType(_of(Plan) | _of(Job))


@functools.cache
def keys_of_the_job() -> frozenset[str]:
    """The keys that belong to the job rather than to its plan."""
    return frozenset(_of(Job))


@functools.cache
def dependents() -> Mapping[str, tuple[str, ...]]:
    """For each rule that others need: those that change nothing without it."""
    needed = dict.fromkeys(need for rule in rules().values() for need in rule.needs)
    return MappingProxyType(
        {
            need: tuple(name for name, rule in rules().items() if need in rule.needs)
            for need in needed
        }
    )


def _of(table: type) -> dict[str, WhenUnknown]:
    return {
        one.name: one.key.when_unknown for one in entries(table) if one.key.when_unknown is not None
    }
