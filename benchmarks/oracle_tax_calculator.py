"""Run with the Python of a Tax-Calculator environment: the federal tax of each row of a table of
household-years, as JSON.

    python oracle_tax_calculator.py ROWS.csv ANSWERS.json

Tax-Calculator takes the saver's credit as an input, so it is left out. Settings: exact
calculations, and credits claimed by everybody who may.
"""

from __future__ import annotations

import json
import sys

import pandas as pd  # type: ignore[import-untyped,import-not-found,unused-ignore]
from taxcalc import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
    Calculator,
    Policy,
    Records,
)

STATUS = {"single": 1, "mfj": 2, "mfs": 3, "hoh": 4, "qss": 5}
SAME = {
    "interest": "e00300",
    "tax_exempt_interest": "e00400",
    "ord_dividends": "e00600",
    "qual_dividends": "e00650",
    "stcg": "p22250",
    "ltcg": "p23250",
    "ira_dist": "e01400",
    "salt": "e18400",
    "mortgage_interest": "e19200",
    "charity": "e19800",
    "wages_paid": "PT_binc_w2_wages",
    "property_basis": "PT_ubia_property",
    "specified_service": "PT_SSTB_income",
    "spouse_itemizes": "MIDR",
}
CERTAIN = 9e99
LINES = {
    "agi": "c00100",
    "taxable_income": "c04800",
    "qbi_deduction": "qbided",
    "self_employment_tax": "setax",
    "earned_income_credit": "eitc",
    "amt": "c09600",
}


def records(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in Tax-Calculator's variables."""
    out = pd.DataFrame(
        {"RECID": range(1, len(rows) + 1), "MARS": rows.status.map(STATUS), "FLPDYR": rows.year}
    )
    for ours, theirs in SAME.items():
        out[theirs] = rows[ours]
    for each, letter in (("head", "p"), ("spouse", "s")):
        out[f"e00200{letter}"] = rows[f"wages_{each}"]
        out[f"e00900{letter}"] = rows[f"business_{each}"]
    out["e00200"], out["e00900"] = (
        rows.wages_head + rows.wages_spouse,
        rows.business_head + rows.business_spouse,
    )
    out["e01500"] = out["e01700"] = rows.pension
    out["e02400"] = rows.ss_head + rows.ss_spouse
    out["age_head"], out["age_spouse"] = rows.age_head, rows.age_spouse
    out["blind_head"] = (rows.blind > 0).astype(int)
    out["blind_spouse"] = (rows.blind > 1).astype(int)
    out["DSI"] = rows.dependent
    out["n24"] = out["nu18"] = out["EIC"] = rows.n_children
    out["EIC"] = out["EIC"].clip(upper=3)
    out["nu13"] = 0
    out["XTOT"] = 1 + (rows.status == "mfj") + rows.n_children
    return out


def main(source: str, target: str) -> None:
    """Answer every row, a year at a time."""
    rows = pd.read_csv(source)
    answers = []
    for year, part in rows.groupby("year"):
        policy = Policy()
        policy.implement_reform(
            {
                name: {int(year): CERTAIN}
                for name in ("eitc_claim_prob_scale", "actc_claim_prob_scale")
            }
        )
        frame = records(part.reset_index(drop=True))
        data = Records(
            data=frame, start_year=int(year), gfactors=None, weights=None, exact_calculations=True
        )
        policy.set_year(int(year))
        calc = Calculator(policy=policy, records=data, verbose=False)
        calc.calc_all()
        found = pd.DataFrame({ours: calc.array(theirs) for ours, theirs in LINES.items()})
        # `iitax` leaves out the additional Medicare tax.
        found["total"] = calc.array("iitax") + calc.array("ptax_amc")
        found["row"] = part.index
        answers += found.to_dict("records")
    with open(target, "w", encoding="utf-8") as file:
        json.dump(sorted(answers, key=lambda one: one["row"]), file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
