"""Household-years as tables of analysts: columns by name, and many returns as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from megaroth.kernel.columns import np
from megaroth.kernel.money import column
from megaroth.tax.federal import ITEMS, Return
from megaroth.tax.filing_status import status_column

SHORT = {
    "single": "single",
    "mfj": "married_joint",
    "mfs": "married_separate",
    "hoh": "head_of_household",
    "qss": "qualifying_surviving_spouse",
}
"""Analysts' short names for filing status; the full names are also accepted."""

MONEY = {
    "wages_head": "wages",
    "wages_spouse": "spouse_wages",
    "interest": "interest",
    "tax_exempt_interest": "tax_exempt_interest",
    "other_states_interest": "other_states_interest",
    "ord_dividends": "dividends",
    "qual_dividends": "qualified_dividends",
    "stcg": "short_term_gain",
    "ltcg": "long_term_gain",
    "ira_dist": "ira_distributions",
    "roth_conversion": "roth_conversions",
    "in_plan_rollover": "in_plan_rollovers",
    "pension": "pensions",
    "ss_head": "social_security",
    "ss_spouse": "social_security",
    "other_income": "other_income",
    "hsa_deduction": "hsa_deduction",
    "ira_deduction": "ira_deduction",
    "salt": "state_taxes",
    "mortgage_interest": "mortgage_interest",
    "charity": "charity",
    "early_distribution": "early_distributions",
    "retirement_head": "retirement_contributions",
    "retirement_spouse": "spouse_retirement_contributions",
}
"""Columns of dollars, and the item of the return that each adds to."""

COUNTS = {"n_children": "children", "age_head": "age", "age_spouse": "spouse_age", "blind": "blind"}
FLAGS = {
    "lived_apart": "lived_apart",
    "dependent": "dependent",
    "dependent_spouse": "spouse_dependent",
}
"""Columns of 0 or 1, and the yes-or-no item of the return that each sets."""

SPOUSE_ITEMIZES = "spouse_itemizes"
"""The column of 0 or 1 for a separate return whose spouse itemizes (IRC 63(c)(6)(A))."""

COLUMNS = ("year", "status", *COUNTS, *FLAGS, SPOUSE_ITEMIZES, *MONEY)


def stack(ones: Sequence[Return]) -> Return:
    """Many returns of scalars as one return of columns."""
    names = [name for name in ITEMS if name not in ("status", "medicare_wages", *FLAGS.values())]
    columns: dict[str, Any] = {
        name: column([int(getattr(one, name)) for one in ones]) for name in names
    }
    columns |= {
        name: np.array([getattr(one, name) for one in ones], dtype=np.bool_)
        for name in FLAGS.values()
    }
    return Return(status=status_column([str(one.status) for one in ones]), **columns)
