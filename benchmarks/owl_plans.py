"""The plans that Owl makes for three households, written to a file: run where ``owlplanner`` is
installed (``make owl``).

Owl is GPL and no part of megaroth; what it says is compared in ``tests/test_owl.py``.
"""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import owlplanner

GROWTH, INFLATION, HEIRS = 5.0, 2.4, 24.0
ALL_STOCKS = [[100, 0, 0, 0], [100, 0, 0, 0]]
MEDICAL = 2.65
"""Growth of Medicare premiums above inflation that comes near to the trustees' projection,
percent."""

HOUSEHOLDS: dict[str, dict[str, Any]] = {
    "couple of 62 and 60": {
        "people": [
            ("Ann", "1964-01-02", 90, 900, 180, 2_800),
            ("Bob", "1966-01-02", 88, 600, 120, 2_200),
        ],
        "taxable": 400,
        "spending": 110,
    },
    "single of 65": {
        "people": [("Sue", "1961-01-02", 90, 800, 100, 2_600)],
        "taxable": 200,
        "spending": 65,
    },
    "couple of 70 and 68": {
        "people": [
            ("Tom", "1956-01-02", 90, 1_500, 0, 3_000),
            ("Una", "1958-01-02", 88, 1_000, 0, 2_200),
        ],
        "taxable": 1,
        "spending": 130,
    },
}
"""People: name, birth, last age, pre-tax and Roth money, and the primary insurance amount a month;
money in thousands."""


def solved(asked: dict[str, Any], **options: Any) -> dict[str, Any]:
    """Owl's plan that leaves most at a spending: seconds it took, bequest in its money, and amounts
    by year."""
    names, births, ages, pre_tax, roth, insured = zip(*asked["people"], strict=True)
    plan = owlplanner.Plan(
        list(names), list(births), list(ages), "case", verbose=False, logstreams=[io.StringIO()] * 2
    )
    taxable = [asked["taxable"], *[0.0] * (len(names) - 1)]
    plan.setAccountBalances(
        taxable=taxable, taxDeferred=list(pre_tax), taxFree=list(roth), startDate="2026-01-01"
    )
    # All return is paid as dividends, so that no gain is left for heirs to step up.
    plan.setDividendRate(GROWTH)
    plan.setCostBasis(taxable)
    plan.setHeirsTaxRate(HEIRS)
    plan.setExpirationYearOBBBA(2099)
    plan.setSocialSecurity(list(insured), [67] * len(names))
    plan.setSpendingProfile("flat", 100)
    plan.setRates("user", values=[GROWTH, GROWTH, GROWTH, INFLATION])
    plan.setAllocationRatios("individual", generic=[ALL_STOCKS] * len(names))
    plan.setMedicalInflation(MEDICAL)
    if len(names) > 1:
        plan.setSpousalDepositFraction(0.0)
    start = time.perf_counter()
    plan.solve(
        "maxBequest",
        {"solver": "HiGHS", "withMedicare": "loop", "netSpending": asked["spending"], **options},
    )
    seconds = time.perf_counter() - start
    drawn, converted = np.asarray(plan.w_ijn), np.asarray(plan.x_in)
    return {
        "seconds": round(seconds, 1),
        "bequest": round(float(plan.bequest)),
        "last_price": round(float(plan.gamma_n[len(plan.year_n)]), 6),
        "years": [
            {
                "year": int(year),
                "pre_tax": round(float(drawn[:, 1, at].sum()), 2),
                "roth": round(float(drawn[:, 2, at].sum()), 2),
                "converted": round(float(converted[:, at].sum()), 2),
                "social_security": round(float(np.asarray(plan.zetaBar_in)[:, at].sum()), 2),
            }
            for at, year in enumerate(plan.year_n)
        ],
    }


def main() -> None:
    """Write every plan to the file that is named."""
    found = {
        name: {
            "household": asked,
            "loop": solved(asked),
            "local search": solved(asked, breakpointMethod="local-search", localSearchTime=60),
        }
        for name, asked in HOUSEHOLDS.items()
    }
    Path(sys.argv[1]).write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
