"""Answers about the years ahead while plan rules are unknown, as JSON: both ends."""

from __future__ import annotations

from typing import Any

from megaroth.contract import compare, optimize, project
from megaroth.contract.plain_data import schema_of
from megaroth.contract.plain_data import to_data as plain
from megaroth.contract.schema_parts import TEXT, Schema, array, closed, part_of, record
from megaroth.planning.unknown_rules import Between
from megaroth.planyear.result import Question

SCHEMA = "megaroth.between/1"


def to_data(noun: str, found: Between[Any], least: dict[str, Any], most: dict[str, Any]) -> dict[str, Any]:
    """Both ends as plain data; each answer, ``least`` and ``most``, has the schema of its noun."""
    return {
        "of": noun,
        "least": {"answers": found.least_answers, "answer": least},
        "most": {"answers": found.most_answers, "answer": most},
        "questions": [plain(one) for one in found.questions],
        "about": found.about,
    }


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
