"""Random households as files, each from a seed and a number: jobs, plans, ages, money made so far
and rules of every kind."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

SEED = int(os.environ.get("MEGAROTH_SEED", "20261130"))
MANY = 2_000
"""How many households ``make test-full`` tries."""
YEARS = (2023, 2024, 2025, 2026, 2027)
# The edges of the catch-up ages of IRC 414(v)(2)(B), (E)(i): 49 and 50, 59 and 60, 63 and 64.
AGES = (24, 35, 45, 49, 50, 55, 59, 60, 62, 63, 64, 67, 73)
PAYS = (0, 9_000, 30_000, 60_000, 120_000, 180_000, 260_000, 400_000, 720_000)
ORDERS = (
    '["hsa", "match", "deferral", "after_tax", "catch_up", "ira"]',
    '["ira", "after_tax", "deferral", "match"]',
    '["match", "after_tax"]',
)


def random_of(seed: int, number: int) -> Random:
    """The generator of one household: the same for the same seed and number."""
    return Random(f"{seed} household {number}")


def random_home(chance: Random) -> str:
    """A household file that the reader accepts; every plan rule is known."""
    year = chance.choice(YEARS)
    as_of = date(year, 1, 1) + timedelta(chance.randrange(364)) if chance.random() < 0.4 else None
    couple = chance.random() < 0.4
    status = (
        chance.choice(("married_joint", "married_separate"))
        if couple
        else chance.choice(("single", "head_of_household"))
    )
    lines = [
        "schema = 1",
        f"year = {year}",
        f'filing_status = "{status}"',
        *([] if as_of is None else [f"as_of = {as_of}"]),
        *_at(chance, 0.3, 'marginal_rate = "32%"'),
        *_at(chance, 0.3, f'state = "{chance.choice(("CA", "NJ", "PA", "NC", "NY", "TX", "WA"))}"'),
        *_at(chance, 0.3, f"spare_cash = {chance.randrange(0, 120_000)}"),
        *_at(chance, 0.4, f'growth = "{chance.choice((-20, -3, 5, 9))}%"'),
        *_at(chance, 0.2, f"order = {chance.choice(ORDERS)}"),
    ]
    for place in range(1 + couple):
        lines += _person(chance, year, f"P{place}", made=as_of is not None)
    return "\n".join(lines)


def _at(chance: Random, odds: float, *lines: str) -> Iterable[str]:
    return lines if chance.random() < odds else ()


def _person(chance: Random, year: int, name: str, *, made: bool) -> list[str]:
    month, day = chance.choice(((1, 1), (1, 11), (6, 15), (12, 31)))
    lines = [
        "[[people]]",
        f'name = "{name}"',
        f"born = {date(year - chance.choice(AGES), month, day)}",
    ]
    if made:
        lines += _at(chance, 0.3, f"ira_made = {chance.choice((500, 7_000, 9_500))}")
    if chance.random() < 0.3:
        value = chance.randrange(1_000, 90_000)
        lines += [
            "[[people.iras]]",
            f'kind = "{chance.choice(("traditional", "sep", "roth"))}"',
            f"value = {value}",
        ]
        lines += _at(chance, 0.5, f"basis = {value // chance.choice((1, 2, 10))}")
    if chance.random() < 0.3:
        lines += ["[people.hsa]", f'coverage = "{chance.choice(("family", "self_only", "none"))}"']
        lines += _at(chance, 0.4, f"employer = {chance.choice((1_000, 5_000, 9_900))}")
        if made:
            lines += _at(chance, 0.5, f"made = {chance.choice((400, 4_000, 8_800))}")
    payers: list[str] = []
    for place in range(chance.choice((0, 1, 1, 1, 2, 2, 3))):
        lines += _job(chance, year, f"{name} E{place}", payers, made=made)
    return lines


def _job(chance: Random, year: int, employer: str, payers: list[str], *, made: bool) -> list[str]:
    """A job, or a second plan of the first one of ``payers``, to which employers with paychecks are
    added."""
    lines = ["[[people.jobs]]", f'employer = "{employer}"']
    second = len(payers) == 1 and chance.random() < 0.3
    own = not second and chance.random() < 0.15
    if not own and not second:
        payers.append(employer)
    if second:
        lines += [f'second_plan_of = "{payers[0]}"']
    elif own:
        lines += ["self_employed = true", f"pay = {chance.choice(PAYS)}"]
    else:
        lines += _pay(chance, year)
    if not second:
        lines += _at(chance, 0.25, 'group = "related"')
        lines += _at(
            chance, 0.3, f"fica_wages_last_year = {chance.choice((0, 100_000, 150_001, 180_000))}"
        )
        if not own:
            lines += _at(chance, 0.2, f'ownership = "{chance.choice((3, 40, 60, 100))}%"')
    if second or chance.random() < 0.9:
        kind = "401(k)" if own else chance.choice(("401(k)",) * 5 + ("403(b)", "457(b)"))
        governmental = chance.random() < 0.3
        # Of 457(b) plans only those of governments take Roth contributions, and none takes
        # after-tax ones.
        roth = chance.random() < 0.7 and (kind != "457(b)" or governmental)
        lines += [
            "[people.jobs.plan]",
            f'kind = "{kind}"',
            *(["governmental = true"] if governmental else []),
        ]
        after_tax = kind != "457(b)" and chance.random() < 0.75
        catch_up = chance.random() < 0.8
        lines += [
            f"roth = {str(roth).lower()}",
            f"after_tax = {str(after_tax).lower()}",
            f"catch_up = {str(catch_up).lower()}",
        ]
        lines += _ways_to_roth(chance, roth=roth)
        lines += _employer_money(chance, roth=roth, own=own)
        if made:
            lines += _made(chance, roth=roth, after_tax=after_tax, own=own)
        lines += _balances(chance)
        lines += _elections(
            chance, roth=roth, after_tax=after_tax, catch_up=catch_up and kind != "457(b)"
        )
    return lines


def _pay(chance: Random, year: int) -> list[str]:
    often = chance.choice(("weekly", "biweekly", "semimonthly", "monthly"))
    lines = [
        f'pay_frequency = "{often}"',
        f"pay = {chance.choice(PAYS) + chance.randrange(0, 9_000)}",
    ]
    first = {"weekly": 7, "biweekly": 14, "semimonthly": 15, "monthly": 31}[often]
    lines += _at(chance, 0.4, f"first_payday = {date(year, 1, chance.randrange(1, first + 1))}")
    lines += _at(chance, 0.2, f'extra_paycheck = "{chance.choice(("full", "spread"))}"')
    started = (
        date(year, chance.randrange(1, 13), chance.randrange(1, 28))
        if chance.random() < 0.15
        else None
    )
    lines += [] if started is None else [f"started = {started}"]
    if chance.random() < 0.15:
        from_day = started or date(year, 1, 1)
        days = chance.randrange((date(year, 12, 31) - from_day).days + 1)
        lines += [f"ended = {from_day + timedelta(days)}"]
    return lines


def _ways_to_roth(chance: Random, *, roth: bool) -> list[str]:
    lines = []
    if roth:
        often = chance.choice(("no", "each_paycheck", "quarterly", "yearly", "on_request"))
        lines += [f'in_plan_roth_rollover = "{often}"']
    lines += _at(chance, 0.4, 'in_service_withdrawal = ["after_tax"]')
    lines += _at(chance, 0.3, "separate_after_tax_source = false")
    caps = (
        '{ percent = "10%" }',
        "{ dollars = 9_000, hce_dollars = 3_000 }",
        '{ percent = "15%", hce_percent = "5%", of = "limited_pay" }',
    )
    return [*lines, *_at(chance, 0.2, f"after_tax_cap = {chance.choice(caps)}")]


def _employer_money(chance: Random, *, roth: bool, own: bool) -> list[str]:
    matches = (
        ['match = [{ rate = "50%", up_to = "6%" }]'],
        ['match = [{ rate = "100%", up_to = "3%" }, { rate = "50%", up_to = "5%" }]'],
        ['match = [{ rate = "100%", up_to = "4%" }]', 'match_period = "year"'],
        ['match = [{ rate = "100%", up_to_dollars = 6_000 }]', "match_most = 5_000"],
    )
    lines = []
    if not own:
        lines += _at(
            chance, 0.6, *chance.choice(matches), *_at(chance, 0.2, "match_on_after_tax = true")
        )
        # Drawn apart, so that everything else stays what the seed gave before this key.
        lines += _at(Random(str(lines)), 0.3 if roth else 0, "roth_match = true")
    lines += _at(chance, 0.3, f'nonelective = "{chance.choice((3, 5, 10))}%"')
    return [*lines, *_at(chance, 0.2, f"other_employer = {chance.choice((1_000, 17_500, 50_000))}")]


def _made(chance: Random, *, roth: bool, after_tax: bool, own: bool) -> list[str]:
    """Contributions made so far: within every limit, or beyond one."""
    amounts = {
        "pre_tax": (0, 5_000, 12_000, 22_500, 24_500, 30_500, 40_000),
        "roth": (0, 0, 3_000, 8_000, 24_000) if roth else (0,),
        "catch_up": (0, 0, 0, 3_000, 8_000, 11_250),
        "after_tax": (0, 0, 4_000, 20_000, 40_000, 80_000) if after_tax else (0,),
        "match": (0,) if own else (0, 2_000, 9_000),
        "nonelective": (0, 0, 5_000),
    }
    lines = [f"{name} = {chance.choice(several)}" for name, several in amounts.items()]
    of_match = (0, 0, 2_000) if roth and not own else (0,)
    return ["[people.jobs.made]", *lines, f"roth_match = {Random(str(lines)).choice(of_match)}"]


def _balances(chance: Random) -> list[str]:
    if chance.random() < 0.6:
        return []
    value = chance.randrange(1_000, 80_000)
    after_tax = (
        f"after_tax = {{ value = {value}, basis = {value * chance.choice((5, 10, 11)) // 10} }}"
    )
    return ["[people.jobs.balances]", f"pre_tax = {chance.randrange(0, 200_000)}", after_tax]


def _elections(chance: Random, *, roth: bool, after_tax: bool, catch_up: bool) -> list[str]:
    found = [
        *_at(chance, 0.3 if roth else 0, 'deferral_kind = "roth"'),
        *_at(chance, 0.2, f"deferral = {chance.choice((0, 6_000, 23_000))}"),
        *_at(chance, 0.1 if catch_up else 0, f"catch_up = {chance.choice((0, 1_500))}"),
        *_at(chance, 0.15 if after_tax else 0, f"after_tax = {chance.choice((0, 10_000))}"),
    ]
    return ["[people.jobs.elections]", *found] if found else []


_RULE = re.compile(
    r"^(roth|after_tax|in_plan_roth_rollover|in_service_withdrawal|separate_after_tax_source"
    r"|match|match_period|roth_match)"
    r" = (?:true|false|\".*\"|\[.*\])$",
    re.MULTILINE,
)


class Home(NamedTuple):
    """A household file, and what a failure calls it."""

    name: str
    text: str


def with_unknown_rules(chance: Random, text: str) -> str:
    """The same household, one or two of whose plan rules are unknown."""
    rules = list(_RULE.finditer(text))
    for rule in sorted(
        chance.sample(rules, min(len(rules), chance.choice((1, 1, 2)))),
        key=lambda one: -one.start(),
    ):
        text = f'{text[: rule.start()]}{rule[1]} = "unknown"{text[rule.end() :]}'
    return text


def homes(first: int, count: int, *, unknown: float = 0.2) -> list[Home]:
    """Some households by their numbers; of the part ``unknown`` of them some plan rules are
    unknown."""
    found = []
    for number in range(first, first + count):
        chance = random_of(SEED, number)
        text = random_home(chance)
        asked = chance.random() < unknown
        found.append(
            Home(
                f"MEGAROTH_SEED={SEED}, household {number}",
                with_unknown_rules(chance, text) if asked else text,
            )
        )
    return found


def each(found: list[Home], wrong: Callable[[str], list[str]]) -> list[str]:
    """What is wrong with any of some households, each with its name and file."""
    print(f"MEGAROTH_SEED={SEED}")
    return [f"{one.name}: {said}\n{one.text}" for one in found for said in wrong(one.text)[:3]]
