"""The plan years and tax bills of random and rare households and of the examples stay what they
are."""

from __future__ import annotations

import json

import pytest

from random_homes import SEED
from recorded_homes import answers, recorded, texts

RECORDED, TEXTS = recorded(), texts()


@pytest.mark.skipif(SEED != 20261130, reason="the households of another seed are not recorded")
@pytest.mark.parametrize("name", TEXTS)
def test_an_answer_is_as_recorded(name: str) -> None:
    found = json.loads(json.dumps(answers(TEXTS[name])))
    assert found == RECORDED[name], "record it anew with python tests/recorded_homes.py"
