"""Returns of all kinds, for properties that hold for any of them."""

from __future__ import annotations

from hypothesis import strategies as st

from megaroth.tax.federal import Return
from megaroth.tax.filing_status import STATUSES


def money(most: int = 2_000_000_00):
    return st.one_of(st.just(0), st.integers(0, most))


signed = st.integers(-300_000_00, 1_500_000_00)
returns = st.builds(
    Return,
    status=st.sampled_from(STATUSES),
    age=st.integers(18, 95),
    spouse_age=st.sampled_from([0, 30, 64, 65, 80]),
    blind=st.integers(0, 1),
    children=st.integers(0, 4),
    wages=money(),
    spouse_wages=money(),
    interest=money(200_000_00),
    tax_exempt_interest=money(50_000_00),
    dividends=money(200_000_00),
    short_term_gain=signed,
    long_term_gain=signed,
    ira_distributions=money(),
    roth_conversions=money(500_000_00),
    pensions=money(300_000_00),
    social_security=money(90_000_00),
    state_taxes=money(150_000_00),
    mortgage_interest=money(60_000_00),
    charity=money(200_000_00),
    retirement_contributions=money(30_000_00),
)
