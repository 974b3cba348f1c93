"""Names of limits, accounts and kinds of money as people say them."""

from __future__ import annotations

import re

_SPOKEN = {
    "pre_tax": "pre-tax",
    "after_tax": "after-tax",
    "catch_up": "catch-up",
    "hsa": "HSA",
    "hsa_limit": "HSA limit",
    "roth": "Roth",
    "roth_ira": "Roth IRA",
    "traditional_ira": "traditional IRA",
    "designated_roth": "the plan’s Roth account",
    "in_plan_roth_rollover": "in-plan Roth rollover",
    "in_plan_rollover": "in-plan Roth rollover",
    "ira": "IRA",
    "ira_distribution": "IRA distribution",
    "agi": "adjusted gross income",
    "magi": "modified adjusted gross income",
    "amt": "alternative minimum tax",
    "niit": "net investment income tax",
    "to_roth": "reaches Roth this year",
}

_DOT = re.compile(r"(?<=[a-z])\.(?=[a-z])")
_LETTERS = re.compile(r"\b(hsa|ira|iras|niit|magi|agi|amt|irmaa|hce|hdhp|salt|fica|rmd)\b")


def spoken(name: str) -> str:
    """A kind of money, account, limit or figure as people call it.

    >>> spoken("pre_tax"), spoken("niit_magi_threshold.married_joint"), spoken("long_term_gain")
    ('pre-tax', 'NIIT MAGI threshold, married joint', 'long term gain')
    """
    if name in _SPOKEN:
        return _SPOKEN[name]
    plain = _DOT.sub(", ", name).replace("_", " ")
    plain = (
        plain.replace("after tax", "after-tax")
        .replace("pre tax", "pre-tax")
        .replace("catch up", "catch-up")
        .replace("roth", "Roth")
    )
    plain = plain.replace("medicare", "Medicare").replace("social security", "Social Security")
    return _LETTERS.sub(lambda found: found[0].upper().replace("IRAS", "IRAs"), plain)
