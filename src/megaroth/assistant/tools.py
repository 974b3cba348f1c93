"""The library's questions as tools of the Model Context Protocol: typed answers with their
sources."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations
from pydantic import Field

from megaroth import __version__
from megaroth.assistant.argument_types import Age, Dollars, StatedFigures, Version, Year
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
from megaroth.assistant.tool_answers import Data, sourced, tool_schema, wrapped
from megaroth.contract.schema_version import DEFAULT, NEWEST
from megaroth.contract.schemas import HOUSEHOLD, schema_of
from megaroth.kernel.errors import MegarothError
from megaroth.kernel.money import to_cents
from megaroth.law.law_book import PUBLISHED, LawBook
from megaroth.present.sources import with_sources
from megaroth.readers.figures_file import parse_figures
from megaroth.readers.household_file import parse_household
from megaroth.service import json_answers
from megaroth.service.defaults import OBJECTIVE, REAL
from megaroth.service.plan_year import plan as plan_of

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
    return sourced(
        json_answers.room,
        date.today(),
        law_book,
        schema_version=schema_version,
        year=year,
        age=age,
        **cents,
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
    schema_version: Version = DEFAULT,
) -> Data:
    """Split a distribution from a plan over its destinations: basis, tax, withholding, and what the
    forms must say."""
    amounts = {"balance": balance, "after_tax": after_tax, "distribute": distribute}
    cents = {key: None if value is None else to_cents(str(value)) for key, value in amounts.items()}
    parts = [(name, to_cents(str(amount))) for name, amount in (to or {}).items()]
    return sourced(
        json_answers.rollover,
        date.today(),
        law_book,
        schema_version=schema_version,
        year=year,
        to=parts,
        separate_source=separate_source,
        **cents,
    )


def project(
    law_book: LawBook,
    household: Household,
    alternative: str | None = None,
    real: bool = REAL,
    schema_version: Version = DEFAULT,
) -> Data:
    """Project one alternative over the years ahead: contributions, balances, income, tax and
    spending. Takes about a second."""
    return _with_sources_of_the_plan(
        law_book,
        household,
        json_answers.project,
        alternative=alternative,
        real=real,
        schema_version=schema_version,
    )


def compare(
    law_book: LawBook,
    household: Household,
    sensitivity: bool = False,
    spending: bool = False,
    policy: str | None = None,
    best: bool = False,
    schema_version: Version = NEWEST,
) -> Data:
    """Is it worth it: alternatives with the same cash, each with its best withdrawals (policy
    "same": all the same). best adds the best plans with and without after-tax money."""
    return _with_sources_of_the_plan(
        law_book,
        household,
        json_answers.compare,
        sensitivity=sensitivity,
        spending=spending,
        policy=policy,
        best=best,
        schema_version=schema_version,
    )


def optimize(
    law_book: LawBook,
    household: Household,
    objective: str = OBJECTIVE,
    at_age: Age | None = None,
    keep_claims: bool = False,
    schema_version: Version = DEFAULT,
) -> Data:
    """Find the best plan year by year, with the rule of thumb and an upper bound. Takes about ten
    seconds."""
    return _with_sources_of_the_plan(
        law_book,
        household,
        json_answers.optimize,
        objective=objective,
        at_age=at_age,
        keep_claims=keep_claims,
        schema_version=schema_version,
    )


def law(
    law_book: LawBook, year: int, limit: str | None = None, schema_version: Version = DEFAULT
) -> Data:
    """List the limits of a year with section and notice, or with limit one limit in every year."""
    data = (
        json_answers.law_history(limit, law_book, schema_version=schema_version)
        if limit
        else json_answers.law(year, law_book, schema_version=schema_version)
    )
    return wrapped(data, [])


def household_format() -> Data:
    """Get the JSON Schema of the household file, which is TOML: amounts are dollars, rates are
    texts such as "6%"."""
    return wrapped(schema_of(HOUSEHOLD), [])


READ_ONLY: dict[str, tuple[Callable[..., Data], str | tuple[str, ...] | None]] = {
    "check": (check, "check"),
    "room": (room, "room"),
    "plan": (plan, "plan"),
    "paychecks": (paychecks, "paychecks"),
    "letter": (letter, "letter"),
    "scenarios": (scenarios, "scenarios"),
    "rollover": (rollover, "rollover"),
    "tax": (tax, "tax"),
    "next_year": (next_year, "next_year"),
    "project": (project, ("project", "between")),
    "compare": (compare, ("compare", "between")),
    "optimize": (optimize, ("optimize", "between")),
    "law": (law, ("law", "law_history")),
    "why": (why, "worksheets"),
    "household_format": (household_format, None),
}
"""The tools that change nothing, with the schemas of their answers."""


def server(folder: Path | None = None) -> MCPServer:
    """The server. With a folder, its tools can save household files there."""
    tools = [
        _tool(name, function, schema, _READS) for name, (function, schema) in READ_ONLY.items()
    ]
    if folder is not None:
        tools.append(_tool("save_household", saving(folder), None, _WRITES))
    found = MCPServer(
        "megaroth", version=__version__, instructions=INSTRUCTIONS, tools=tools, log_level="ERROR"
    )
    found.prompt(
        name="intake",
        title="Begin",
        description="Ask a person for the facts that matter, and answer.",
    )(intake)
    return found


def _tool(
    name: str,
    function: Callable[..., Data],
    schema: str | tuple[str, ...] | None,
    notes: ToolAnnotations,
) -> Tool:
    takes_law = _LAW_BOOK in inspect.signature(function).parameters

    def asked(*args: Any, **kwargs: Any) -> Data:
        try:
            text = kwargs.pop(_FIGURES, None)
            if takes_law:
                args = (PUBLISHED if text is None else _with_figures(text), *args)
            return function(*args, **kwargs)
        except (MegarothError, ValueError) as error:
            raise ToolError(str(error)) from None

    asked.__signature__ = _signature(function)  # type: ignore[attr-defined]
    tool = Tool.from_function(
        asked, name=name, description=function.__doc__, annotations=notes, structured_output=True
    )
    tool.fn_metadata.output_schema = tool_schema(schema)
    return tool


def _signature(function: Callable[..., Data]) -> Any:
    """The arguments of a tool: those of its function and, if the answer depends on the law,
    published figures that the law data does not have."""
    signature = inspect.signature(function, eval_str=True)
    if _LAW_BOOK not in signature.parameters:
        return signature
    own = [one for name, one in signature.parameters.items() if name != _LAW_BOOK]
    figures = inspect.Parameter(
        _FIGURES, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=StatedFigures
    )
    return signature.replace(parameters=[*own, figures])


@lru_cache(_BOOKS_KEPT)
def _with_figures(text: str) -> LawBook:
    """The law with the figures that a client states, kept because each of its questions states them
    again."""
    return PUBLISHED.with_figures(parse_figures(text))


def _with_sources_of_the_plan(
    law_book: LawBook, text: str, noun: Callable[..., Data], **kwargs: Any
) -> Data:
    """An answer about the years ahead, with the sources of the plan year, because every year reads
    the same law."""
    household = parse_household(text)
    _, sources = with_sources(plan_of, household, law_book)
    return wrapped(noun(household, law_book, **kwargs), sources)
