"""Random households for the study of bounds: 20 states, singles and couples, with and without years
of work, early and late retirement."""

from __future__ import annotations

from random import Random

from megaroth.model.household import Household
from megaroth.readers.household_file import parse_household

STATES = (
    *("AZ", "CA", "CO", "FL", "GA", "IL", "MA", "MD", "MI", "MN"),
    *("NC", "NJ", "NY", "OH", "OR", "PA", "SC", "TX", "VA", "WA"),
)
_PLAN = (
    "[people.jobs.plan]\nroth = true\nafter_tax = true\n"
    'in_plan_roth_rollover = "each_paycheck"\nmatch = [{ rate = "50%", up_to = "6%" }]'
)


def home(seed: int, number: int) -> Household:
    """A household at a fixed growth, the same for the same seed and number."""
    return parse_household(text(seed, number))


def text(seed: int, number: int) -> str:
    """Its file."""
    chance = Random(f"{seed} gap {number}")
    works, couple = number % 3 != 0, chance.random() < 0.4
    people = [_person(chance, place, works=works) for place in range(1 + couple)]
    pay = sum(one[1] for one in people)
    owned = sum(one[2] for one in people)
    if works:
        spends = round(pay * chance.uniform(0.3, 0.5), -3)
        later = round(spends * chance.uniform(0.6, 1.1), -3)
    else:
        spends = later = round(max(owned * chance.uniform(0.025, 0.045), 24_000), -3)
    taxable = round(chance.choice((20, 100, 300, 800)) * 1_000 * chance.uniform(0.7, 1.3), -3)
    lines = [
        "year = 2026",
        f'filing_status = "{"married_joint" if couple else "single"}"',
        f'state = "{chance.choice(STATES)}"',
        f"spending = {spends:.0f}",
        f"spending_in_retirement = {later:.0f}",
        *(one[0] for one in people),
        f"[taxable]\nvalue = {taxable:.0f}\nbasis = {taxable * chance.uniform(0.4, 1.0):.0f}",
        f'[assumptions]\nmodel = "fixed"\ngrowth = "{chance.choice((5, 6, 7))}%"\n'
        f"plan_until = {chance.choice((85, 90, 95))}",
    ]
    return "\n".join(lines)


def _person(chance: Random, place: int, *, works: bool) -> tuple[str, float, float]:
    """The lines of a person, with pay and what the person owns, dollars."""
    age = chance.randint(28, 58) if works else chance.randint(56, 72)
    lines = [f'[[people]]\nname = "P{place}"\nborn = {2026 - age}-0{chance.randint(1, 9)}-15']
    years = max(age - 25, 3)
    pay = round(chance.choice((90, 130, 180, 260, 400)) * 1_000 * chance.uniform(0.8, 1.2), -3)
    pre_tax = round(pay * years * chance.uniform(0.03, 0.12), -3)
    roth = round(pay * years * chance.uniform(0.0, 0.04), -3)
    if works:
        retires = max(age + 2, chance.choice((50, 55, 60, 62, 65, 67)))
        lines.append(f"retires_at = {retires}")
        lines.append(f'[[people.jobs]]\nemployer = "E{place}"\npay = {pay:.0f}\n{_PLAN}')
        lines.append(f"[people.jobs.balances]\npre_tax = {pre_tax:.0f}")
    else:
        lines.append(f"[people.social_security]\nmonthly = {chance.randint(14, 40) * 100}")
        lines.append(f'[[people.iras]]\nkind = "traditional"\nvalue = {pre_tax:.0f}')
    if roth:
        part = chance.uniform(0.3, 0.9)
        lines.append(
            f'[[people.iras]]\nkind = "roth"\nvalue = {roth:.0f}\nbasis = {roth * part:.0f}'
        )
    return "\n".join(lines), pay if works else 0.0, pre_tax + roth
