"""Pay within the year and rules of payroll for the random households of ``tests/random_lives.py``.

They come from generators of their own, so that a new key leaves the other households as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random


def with_pay_within_the_year(text: str, chance: Random) -> str:
    """A household file whose jobs have raises, bonuses, leaves, paydays and rules of payroll."""
    tables: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("["):
            tables.append([])
        tables[-1].append(line)
    year = int(tables[0][0].removeprefix("year = "))
    tables[0] += [f'prefer = "{chance.choice(("early", "level"))}"', "max_changes = 4"]
    job: list[str] = []
    for table in tables:
        if table[:1] == ["[[people]]"]:
            table += [f"take_home_floor = {chance.choice((0, 500, 1_500))}"]
        if table[:1] == ["[[people.jobs]]"]:
            job = table
            job += _of_job(job, year, chance)
        if table[:1] == ["[people.jobs.plan]"]:
            table += _of_plan(table, job, year, chance)
    return "\n".join(line for table in tables for line in table) + "\n"


def _value(table: list[str], key: str) -> int | None:
    found = [line.partition(" = ")[2] for line in table if line.startswith(f"{key} = ")]
    return int(found[0]) if found else None


def _of_job(job: list[str], year: int, chance: Random) -> Iterator[str]:
    if "self_employed = true" in job:
        return
    day = f"{year}-{chance.randrange(2, 12):02}-01"
    if chance.random() < 0.5:
        key = "pay" if _value(job, "pay") else "pay_per_period"
        pay = (_value(job, key) or 0) * chance.choice((80, 110, 150)) // 100
        yield f"raises = [{{ date = {day}, {key} = {pay} }}]"
    if chance.random() < 0.6:
        amount = chance.choice(("amount = 20_000", "least = 5_000, most = 30_000"))
        more = chance.choice(
            ("", ', kind = "stock", plan_eligible = false', ', matched = false, elections = "none"')
        )
        yield f"bonuses = [{{ date = {year}-12-15, {amount}{more} }}]"
    if chance.random() < 0.3:
        share = chance.choice((0, 40))
        leave = f'first_day = {day}, last_day = {day[:-2]}28, share = "{share}%"'
        yield f"leaves = [{{ {leave} }}]"
    if chance.random() < 0.5:
        yield f'holiday_rule = "{chance.choice(("after", "none"))}"'
    monthly = 'pay_frequency = "monthly"' in job
    if monthly and chance.random() < 0.5:
        days = ", ".join(f"{year}-{month:02}-25" for month in range(1, 13))
        yield f"paydays = [{days}]"


def _of_plan(plan: list[str], job: list[str], year: int, chance: Random) -> Iterator[str]:
    if "self_employed = true" in job:
        return
    yield f'election_step = "{chance.choice(("1%", "0.5%", "$1"))}"'
    maximum = chance.choice(
        (
            '"40%"',
            '{ pre_tax = "30%", roth = "25%", catch_up = "10%", after_tax = "10%" }',
        )
    )
    yield f"election_maximum = {maximum}"
    yield f"stops_at_limit = {chance.choice(('true', 'false'))}"
    yield f"separate_bonus_election = {chance.choice(('true', 'false'))}"
    if "after_tax = true" in plan:
        yield "spillover = true"
    yield f'pay_cap_method = "{chance.choice(("year", "stop", "per_check"))}"'
    late = any(line.startswith("true_up") or line == 'match_period = "year"' for line in plan)
    if late:
        yield f"true_up_if_employed_on = {year}-12-31"
    yield from chance.choice(((), (f"entry_date = {year}-03-01", f"match_from = {year}-06-01")))
    yield f"in_service_withdrawals_per_year = {chance.choice((1, 2, 3))}"
