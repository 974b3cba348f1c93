"""JSON of commands that write a file, and of errors."""

from __future__ import annotations

from dataclasses import dataclass

from megaroth.contract.versions import Contract
from megaroth.kernel.errors import Problem


@dataclass(frozen=True)
class HouseholdWritten:
    """The household file that was written, and its year."""

    file: str
    year: int


@dataclass(frozen=True)
class ReportWritten:
    """The report that was written, and its size."""

    file: str
    bytes: int


@dataclass(frozen=True)
class Refusal:
    """Why a command did nothing, where no field is wrong."""

    message: str


@dataclass(frozen=True)
class Errors:
    """Everything that is wrong; nothing was done."""

    errors: list[Problem | Refusal]


INIT = Contract("init", HouseholdWritten)
REPORT = Contract("report", ReportWritten)
ERROR = Contract("error", Errors)
