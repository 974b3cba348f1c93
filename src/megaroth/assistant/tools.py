"""The library's questions as tools of the Model Context Protocol: the headline, the answer, its
sources."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations
from pydantic import Field

from megaroth import __version__
from megaroth.assistant.argument_errors import CheckedTool, as_arguments
from megaroth.assistant.argument_types import Age, Dollars, StatedFigures, Version, Year
from megaroth.assistant.household_example import example
from megaroth.assistant.intake import INSTRUCTIONS, intake
from megaroth.assistant.plan_year_tools import (
    check,
    letter,
    next_year,
    paychecks,
    plan,
    scenarios,
    tax,
    why,
)
from megaroth.assistant.saving import Household, saving
from megaroth.assistant.tool_answers import (
    SHORT,
    Data,
    Detail,
    answered,
    compact,
    plain,
    shown,
)
from megaroth.contract.schema_version import DEFAULT, NEWEST
from megaroth.contract.schemas import HOUSEHOLD, schema_of
from megaroth.kernel.errors import InputError, MegarothError
from megaroth.kernel.money import to_cents
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.model.household import Household as HouseholdFacts
from megaroth.present.sources import with_sources
from megaroth.readers.figures_file import parse_figures
from megaroth.readers.household_file import parse_household
from megaroth.service import json_answers, limits, years_ahead
from megaroth.service.clock import today as day_of
from megaroth.service.defaults import OBJECTIVE, REAL
from megaroth.service.plan_year import plan as plan_of
from megaroth.service.rollover import Distribution
from megaroth.service.rollover import rollover as rollover_of
from megaroth.service.room import RoomFigures
from megaroth.service.room import room as room_of

_FIGURES = "figures"
_LAW_BOOK = "law_book"
_BOOKS_KEPT = 16
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_WRITES = ToolAnnotations(
    read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False
)


def room(
    law_book: LawBook,
    age: Age,
    year: Year | None = None,
    pay: Dollars | None = None,
    deferral: Dollars | None = None,
    catch_up: Dollars = 0,
    employer: Dollars = 0,
    after_tax: Dollars = 0,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Calculate after-tax room under the annual additions limit from a few figures in dollars.
    Leave out deferral to assume the most allowed."""
    amounts = {
        "pay": pay,
        "deferral": deferral,
        "catch_up": catch_up,
        "employer": employer,
        "after_tax": after_tax,
    }
    cents = {key: None if value is None else to_cents(str(value)) for key, value in amounts.items()}
    return answered(
        room_of,
        RoomFigures(year=year, age=age, **cents),  # type: ignore[arg-type]
        day_of(),
        law_book,
        detail=detail,
        schema_version=schema_version,
    )


def rollover(
    law_book: LawBook,
    balance: Dollars,
    after_tax: Dollars,
    year: Year | None = None,
    distribute: Dollars | None = None,
    to: Annotated[
        dict[str, Dollars] | None,
        Field(description="Destination to dollars: roth_ira, traditional_ira, cash, ..."),
    ] = None,
    separate_source: bool = False,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Split a distribution from a plan over its destinations: basis, tax, withholding, and what the
    forms must say."""
    amounts = {"balance": balance, "after_tax": after_tax, "distribute": distribute}
    cents = {key: None if value is None else to_cents(str(value)) for key, value in amounts.items()}
    parts = [(name, to_cents(str(amount))) for name, amount in (to or {}).items()]
    asked = Distribution(
        year=year,
        to=parts,
        separate_source=separate_source,
        **cents,  # type: ignore[arg-type]
    )
    return answered(
        rollover_of, asked, day_of(), law_book, detail=detail, schema_version=schema_version
    )


def project(
    law_book: LawBook,
    household: Household,
    alternative: str | None = None,
    real: bool = REAL,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Project one alternative over the years ahead: contributions, balances, income, tax and
    spending. Takes about a second."""
    home, sources = _with_sources_of_the_plan(law_book, household)
    answer = years_ahead.project(home, law_book, alternative, real=real)
    return shown(answer, sources, detail, schema_version)


def compare(
    law_book: LawBook,
    household: Household,
    sensitivity: bool = False,
    spending: bool = False,
    policy: str | None = None,
    best: bool = False,
    detail: Detail = SHORT,
    schema_version: Version = NEWEST,
) -> Data:
    """Is it worth it: alternatives with the same cash, each with its best withdrawals (policy
    "same": all the same). best adds the best plans with and without after-tax money."""
    home, sources = _with_sources_of_the_plan(law_book, household)
    answer = json_answers.comparison(
        home,
        law_book,
        sensitivity=sensitivity,
        spending=spending,
        policy=policy,
        best=best,
        schema_version=schema_version,
    )
    return shown(answer, sources, detail, schema_version)


def optimize(
    law_book: LawBook,
    household: Household,
    objective: str = OBJECTIVE,
    at_age: Age | None = None,
    keep_claims: bool = False,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """Find the best plan year by year, with the rule of thumb and an upper bound. Takes about ten
    seconds."""
    home, sources = _with_sources_of_the_plan(law_book, household)
    answer = json_answers.best_plan(
        home, law_book, objective=objective, at_age=at_age, keep_claims=keep_claims
    )
    return shown(answer, sources, detail, schema_version)


def law(
    law_book: LawBook,
    year: int,
    limit: str | None = None,
    detail: Detail = SHORT,
    schema_version: Version = DEFAULT,
) -> Data:
    """List the limits of a year with section and notice, or with limit one limit in every year."""
    answer = limits.law_history(limit, law_book) if limit else limits.law(year, law_book)
    return shown(answer, [], detail, schema_version)


def household_format(json_schema: bool = False) -> Data:
    """Get a household file (TOML) to write the user's from: every key with its meaning. With
    json_schema, the JSON Schema of all keys instead (50 KB)."""
    if json_schema:
        return plain("The JSON Schema of the household file.", {"schema": schema_of(HOUSEHOLD)})
    return plain(
        'A household file: amounts are dollars, rates are texts such as "6%", and a plan rule '
        'that the user does not know is "unknown".',
        {"example": example(day_of().year)},
    )


READ_ONLY: dict[str, Callable[..., Data]] = {
    "check": check,
    "room": room,
    "plan": plan,
    "paychecks": paychecks,
    "letter": letter,
    "scenarios": scenarios,
    "rollover": rollover,
    "tax": tax,
    "next_year": next_year,
    "project": project,
    "compare": compare,
    "optimize": optimize,
    "law": law,
    "why": why,
    "household_format": household_format,
}
"""The tools that change nothing."""


def server(folder: Path | None = None) -> MCPServer:
    """The server. With a folder, its tools can save household files there."""
    tools = [_tool(name, function, _READS) for name, function in READ_ONLY.items()]
    if folder is not None:
        tools.append(_tool("save_household", saving(folder), _WRITES))
    found = MCPServer(
        "megaroth", version=__version__, instructions=INSTRUCTIONS, tools=tools, log_level="ERROR"
    )
    found.prompt(
        name="intake",
        title="Begin",
        description="Ask a person for the facts that matter, and answer.",
    )(intake)
    return found


def _tool(name: str, function: Callable[..., Data], notes: ToolAnnotations) -> Tool:
    takes_law = _LAW_BOOK in inspect.signature(function).parameters

    def asked(*args: Any, **kwargs: Any) -> str:
        try:
            text = kwargs.pop(_FIGURES, None)
            if takes_law:
                args = (PUBLISHED if text is None else _with_figures(text), *args)
            return compact(function(*args, **kwargs))
        except InputError as error:
            raise ToolError(as_arguments(error)) from None
        except (MegarothError, ValueError) as error:
            raise ToolError(str(error)) from None

    asked.__signature__ = _signature(function)  # type: ignore[attr-defined]
    # An answer is text, and no schema of answers is listed: a client reads the list of tools before
    # every conversation, and the schemas would be ten times as long as everything else in it.
    tool = CheckedTool.from_function(
        asked,
        name=name,
        description=" ".join((function.__doc__ or "").split()),
        annotations=notes,
        structured_output=False,
    )
    tool.parameters = _untitled(tool.parameters)
    return tool


def _untitled(schema: Data) -> Data:
    """A schema of arguments without the titles that only repeat their names."""
    named = {
        name: {key: value for key, value in one.items() if key != "title"}
        for name, one in schema["properties"].items()
    }
    return {key: value for key, value in schema.items() if key != "title"} | {"properties": named}


def _signature(function: Callable[..., Data]) -> Any:
    """The arguments of a tool: those of its function and, if the answer depends on the law,
    published figures that the law data does not have."""
    signature = inspect.signature(function, eval_str=True)
    if _LAW_BOOK not in signature.parameters:
        return signature.replace(return_annotation=str)
    own = [one for name, one in signature.parameters.items() if name != _LAW_BOOK]
    figures = inspect.Parameter(
        _FIGURES, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=StatedFigures
    )
    return signature.replace(parameters=[*own, figures], return_annotation=str)


@lru_cache(_BOOKS_KEPT)
def _with_figures(text: str) -> LawBook:
    """The law with the figures that a client states, kept because each of its questions states them
    again."""
    return PUBLISHED.with_figures(parse_figures(text))


def _with_sources_of_the_plan(law_book: LawBook, text: str) -> tuple[HouseholdFacts, list[str]]:
    """A household, and the sources of its plan year, because every year ahead reads the same
    law."""
    household = parse_household(text)
    _, sources = with_sources(plan_of, household, law_book)
    return household, sources
