"""Time Tax-Calculator over the benchmark's rows, in an environment of its own; prints JSON."""

from __future__ import annotations

import json
import sys
import time

import numpy as np
import pandas as pd  # type: ignore[import-untyped,import-not-found,unused-ignore]
import taxcalc  # type: ignore[import-untyped,import-not-found,unused-ignore]
from tax_rows import YEAR, rows  # type: ignore[import-not-found,unused-ignore]

RUNS = 5


def main() -> None:
    """Build the records once, then time ``calc_all`` on a copy of them, the first run (which
    compiles) not counted."""
    table = rows(int(sys.argv[1]))
    joint, dividends = table["status"] == 2, table["dividends"]
    frame = pd.DataFrame(
        {
            "RECID": np.arange(len(joint)) + 1,
            "FLPDYR": YEAR,
            "MARS": table["status"],
            "XTOT": 1 + joint + table["children"],
            "n24": table["children"],
            "nu18": table["children"],
            "age_head": table["age"],
            "age_spouse": table["spouse_age"],
            "e00200p": table["wages"],
            "e00200s": table["spouse_wages"],
            "e00200": table["wages"] + table["spouse_wages"],
            "e00300": table["interest"],
            "e00600": dividends,
            "e00650": table["qualified_dividends"],
            "p23250": table["long_term_gain"],
            "e01400": table["ira_distributions"],
            "e02400": table["social_security"],
            "e18400": table["state_taxes"],
            "e19200": table["mortgage_interest"],
            "e19800": table["charity"],
        }
    )
    seconds = []
    for run in range(RUNS + 1):
        records = taxcalc.Records(data=frame, start_year=YEAR, gfactors=None, weights=None)
        calculator = taxcalc.Calculator(policy=taxcalc.Policy(), records=records, verbose=False)
        calculator.advance_to_year(YEAR) if calculator.current_year != YEAR else None
        start = time.perf_counter()
        calculator.calc_all()
        if run:
            seconds.append(time.perf_counter() - start)
    total = float(calculator.array("iitax").sum() + calculator.array("ptax_amc").sum())
    print(json.dumps({"seconds": seconds, "total": total, "version": taxcalc.__version__}))


if __name__ == "__main__":
    main()
