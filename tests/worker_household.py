"""A worker of 50 whose plan takes after-tax contributions: the household that many tests change."""

from __future__ import annotations

PLAN = 'roth = true\nafter_tax = true\nin_plan_roth_rollover = "each_paycheck"\n'


def worker(
    top: str = "",
    *,
    pay: int = 200_000,
    plan: str = PLAN,
    person: str = "",
    assumed: str = "plan_until = 75",
) -> str:
    """The household's file; without pay nobody works."""
    job = (
        f'[[people.jobs]]\nemployer = "Acme"\npay = {pay}\n[people.jobs.plan]\n{plan}'
        if pay
        else ""
    )
    return f"""
year = 2026
{top}
[[people]]
name = "Ann"
born = 1976-02-03
retires_at = 60
{person}
{job}
[assumptions]
{assumed}
"""
