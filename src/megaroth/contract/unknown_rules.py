"""The schema of an answer about the years ahead while plan rules are unknown."""

from __future__ import annotations

from megaroth.contract import compare, optimize, project
from megaroth.contract.outcome_range import SCHEMA
from megaroth.contract.plain_data import schema_of
from megaroth.contract.schema_parts import TEXT, Schema, array, closed, part_of, record
from megaroth.planyear.result import Question


def schema() -> Schema:
    """The closed schema of both ends of an answer about the years ahead."""
    question = schema_of(Question, "question")
    answer = {
        "oneOf": [
            {key: value for key, value in one().items() if key != "$schema"}
            for one in (project.schema, compare.schema, optimize.schema)
        ]
    }
    end = record({"answers": array(TEXT), "answer": answer})
    found = closed(
        SCHEMA,
        {
            "of": {"enum": ["project", "compare", "optimize"]},
            "least": end,
            "most": end,
            "questions": array(part_of(question)),
            "about": TEXT,
        },
    )
    return found | {"$defs": question.get("$defs", {})}
