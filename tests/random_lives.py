"""Random households with every key of the household file between them, for a few years ahead in
which something happens: work ends, a benefit begins, a child grows up, a spouse dies.

``tests/random_homes.py`` has plan years with the common keys. ``tests/test_recorded_years.py``
checks that no key is missing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from random_pay import with_pay_within_the_year

SEED = 20261201
"""Of the recorded households."""
STATES = (
    *("AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "GA", "IL", "MA", "MD", "MI", "MN", "MO"),
    *("MS", "NC", "ND", "NJ", "NM", "NY", "OH", "OR", "PA", "TX", "UT", "VA", "WI"),
)
# Before and after 50, 55, 59 1/2, 63, 65, 67 and the age of required distributions.
AGES = (25, 38, 48, 49, 53, 54, 57, 58, 59, 60, 61, 62, 63, 64, 66, 69, 71, 72, 74)
LONGEST = 11
"""Years ahead at most."""


def life_of(number: int) -> str:
    """The household file with a number: the same each time."""
    text = random_life(Random(f"{SEED} life {number}"))
    # Numbers of their own, so that other households stay as they are.
    if number % 5 == 0:
        held = "\n".join(_held(Random(f"{SEED} held {number}")))
        text = text.replace("[assumptions]\n", f"[assumptions]\n{held}\n")
    if number % 3 == 0 and "conversions = true" in text:
        stated = "[assumptions]\nconversions_while_working = true\n"
        text = text.replace("[assumptions]\n", stated)
    if number % 4 == 0:
        text = with_pay_within_the_year(text, Random(f"{SEED} pay {number}"))
    return text


def random_life(chance: Random) -> str:
    """A household file that the reader accepts; every plan rule is known."""
    year = chance.choice((2024, 2025, 2026, 2026, 2026))
    ages = [chance.choice(AGES)]
    couple = chance.random() < 0.5
    if couple:
        ages.append(max(ages[0] + chance.choice((-9, -4, -1, 0, 2, 6)), 24))
    children = chance.random() < 0.3
    flows = [*_flows(chance, year, ages)]
    head = [
        f"year = {year}",
        f'filing_status = "{_status(chance, couple=couple, children=children)}"',
        *_at(chance, 0.15, f"as_of = {year}-{chance.randrange(2, 13):02}-10"),
        *_state(chance, year),
        *_cash(chance, costs="[[expenses]]" in flows),
        *(_births(chance, year) if children else []),
        *_alternatives(chance, year),
    ]
    made = any(line.startswith("as_of") for line in head)
    tables = [
        *_income(chance),
        *_marketplace(chance),
        *flows,
        *_changes(chance, year, couple=couple),
        "[taxable]",
        f"value = {(value := chance.randrange(20, 900) * 1_000)}",
        f"basis = {value * chance.choice((40, 70, 100, 110)) // 100}",
        *_assumptions(chance, ages[0]),
    ]
    for place, age in enumerate(ages):
        tables += _person(chance, year, place, age, made=made)
    return "\n".join([*head, *tables]) + "\n"


def _at(chance: Random, odds: float, *lines: str) -> Iterable[str]:
    return lines if chance.random() < odds else ()


def _rate(chance: Random, *percents: float) -> str:
    return f'"{chance.choice(percents)}%"'


def _status(chance: Random, *, couple: bool, children: bool) -> str:
    if couple:
        return chance.choice(("married_joint", "married_joint", "married_separate"))
    if children:
        return chance.choice(("head_of_household", "qualifying_surviving_spouse"))
    return "single"


def _state(chance: Random, year: int) -> Iterable[str]:
    state = chance.choice(STATES)
    yield f'state = "{state}"'
    if state == "NY":
        yield from _at(chance, 0.6, 'city = "New York City"')
    else:
        yield from _at(
            chance,
            0.15,
            f'previous_state = "{chance.choice([one for one in STATES if one != state])}"',
            f"moved = {year}-{chance.randrange(2, 12):02}-15",
        )


def _cash(chance: Random, *, costs: bool) -> Iterable[str]:
    yield from _at(chance, 0.2, f"spare_cash = {chance.randrange(0, 90_000)}")
    # Expenses while anyone works come on top of a stated spending.
    yield from _at(chance, 1 if costs else 0.4, f"spending = {chance.randrange(20, 120) * 1_000}")
    yield f"spending_in_retirement = {chance.randrange(20, 140) * 1_000}"
    yield from _at(chance, 0.2, f"reserve = {chance.randrange(0, 60_000)}")
    yield from _at(chance, 0.3, f"medical = {chance.randrange(500, 9_000)}")
    yield from _at(chance, 0.3, f"other_income = {chance.randrange(-5_000, 30_000)}")
    yield from _at(chance, 0.1, f"magi = {chance.choice((140_000, 155_500, 240_000))}")
    yield from _at(chance, 0.1, f"marginal_rate = {_rate(chance, 12, 24, 35)}")
    yield from _at(chance, 0.1, f"state_marginal_rate = {_rate(chance, 4, 6.5)}")
    yield from _at(chance, 0.3, f"growth = {_rate(chance, -8, 5, 9)}")
    yield from _at(chance, 0.1, f"inflation = {_rate(chance, 1, 3.1)}")
    yield from _at(chance, 0.2, f'destination = "{chance.choice(("designated_roth", "roth_ira"))}"')
    yield from _at(chance, 0.2, 'order = ["hsa", "match", "after_tax", "deferral", "ira"]')
    yield from _at(chance, 0.2, "lived_apart = true")


def _births(chance: Random, year: int) -> Iterable[str]:
    born = [year - chance.randrange(0, 19) for _ in range(chance.choice((1, 2, 3)))]
    yield f"children_born = {born}"


def _alternatives(chance: Random, year: int) -> Iterable[str]:
    """Those that the plans suggest, or one with everything that an alternative can state."""
    if chance.random() < 0.5:
        return
    one, other, third = chance.sample(range(year + 1, year + 7), 3)
    parts = [
        *_at(chance, 0.3, f"after_tax = {chance.randrange(0, 30_000)}"),
        *_at(chance, 0.3, f"deferral = {chance.randrange(0, 24_000)}"),
        *_at(chance, 0.3, 'deferral_kind = "pre_tax"'),
        *_at(chance, 0.2, 'how_often = "yearly"'),
        *_at(chance, 0.3, f'way = "{chance.choice(("in_plan", "roth_ira_split", "none"))}"'),
        *_at(chance, 0.2, 'order = ["deferral", "match", "ira", "after_tax"]'),
        *_at(
            chance,
            0.5,
            f"conversions = [{{ year = {one}, amount = {chance.randrange(1, 90_000)} }}, "
            f"{{ year = {other}, amount = 25_000 }}]",
        ),
        *_at(
            chance,
            0.5,
            f"withdrawals = [{{ year = {third}, pre_tax = {chance.randrange(0, 60_000)}, "
            f"roth = {chance.randrange(0, 20_000)} }}]",
        ),
    ]
    stated = ", ".join(['name = "stated"', 'of = "mega"', *parts])
    yield f'alternatives = [{{ name = "taxable" }}, {{ {stated} }}]'


def _income(chance: Random) -> Iterable[str]:
    if chance.random() < 0.3:
        return
    yield "[income]"
    exempt, dividends = chance.randrange(0, 6_000), chance.randrange(0, 9_000)
    amounts = {
        "interest": chance.randrange(0, 9_000),
        "short_term_gain": chance.randrange(-6_000, 4_000),
        "long_term_gain": chance.randrange(-6_000, 30_000),
        "ira_distributions": chance.randrange(0, 12_000),
        "pensions": chance.randrange(0, 20_000),
        "social_security": chance.randrange(0, 18_000),
        "state_taxes": chance.randrange(0, 20_000),
        "mortgage_interest": chance.randrange(0, 25_000),
        "charity": chance.randrange(0, 15_000),
    }
    for name, amount in amounts.items():
        yield from _at(chance, 0.4, f"{name} = {amount}")
    yield from _at(
        chance, 0.4, f"dividends = {dividends}", f"qualified_dividends = {dividends * 2 // 3}"
    )
    yield from _at(
        chance, 0.4, f"tax_exempt_interest = {exempt}", f"other_states_interest = {exempt // 3}"
    )
    yield from _at(chance, 0.2, f"children = {chance.choice((1, 2))}")


def _marketplace(chance: Random) -> Iterable[str]:
    if chance.random() < 0.4:
        yield from ("[marketplace]", "buys = true")
        yield from _at(chance, 0.5, f"benchmark = {chance.randrange(6_000, 20_000)}")
        yield from _at(chance, 0.5, f"premium = {chance.randrange(4_000, 16_000)}")


def _flows(chance: Random, year: int, ages: list[int]) -> Iterable[str]:
    """Expenses and receipts, each with one of the ways to say when."""
    for key in ("expenses", "receipts"):
        for number in range(chance.choice((0, 0, 1, 2))):
            place = chance.randrange(len(ages))
            age = ages[place]
            first = chance.randrange(1, 5)
            when: tuple[str, ...] = chance.choice(
                (
                    (f"year = {year + first}",),
                    (f"age = {age + first}",),
                    (f"from_year = {year + first}", f"until_year = {year + first + 3}"),
                    (f"from_age = {age + first}", f"until_age = {age + first + 2}"),
                    (f"until_year = {year + first}",),
                    (),
                )
            )
            by_age = any("age" in line for line in when)
            yield from (f"[[{key}]]", f'name = "{key} {number}"')
            yield from (f"amount = {chance.randrange(1, 60) * 1_000}", *when)
            if by_age or chance.random() < 0.3:
                yield f'person = "P{place}"'
            yield from _at(chance, 0.3, "nominal = true")
            if key == "receipts":
                yield from _at(chance, 0.5, "taxable = true")


def _changes(chance: Random, year: int, *, couple: bool) -> Iterable[str]:
    if not couple and chance.random() < 0.25:
        yield from ("[[status_changes]]", f"year = {year + chance.choice((1, 3))}")
        yield f'filing_status = "{chance.choice(("single", "head_of_household"))}"'


def _assumptions(chance: Random, age: int) -> Iterable[str]:
    yield from ("[assumptions]", 'model = "fixed"', f"plan_until = {age + LONGEST}")
    yield from _at(chance, 0.5, f"growth = {_rate(chance, 0, 4, 9)}")
    yield from _at(chance, 0.3, f"inflation = {_rate(chance, 0, 3.5)}")
    yield from _at(chance, 0.3, f"pay_growth = {_rate(chance, 0, 2, 6)}")
    yield from _at(chance, 0.3, f"dividend_yield = {_rate(chance, 0, 3)}")
    yield from _at(chance, 0.3, f"turnover = {_rate(chance, 0, 20)}")
    orders = ("conventional", "proportional", "bracket", "penalty_aware", "penalty_aware_bracket")
    yield from _at(chance, 0.6, f'withdrawals = "{chance.choice(orders)}"')
    yield from _at(chance, 0.4, f"fill_to = {_rate(chance, 10, 12, 24)}")
    yield from _at(chance, 0.5, "conversions = true")
    yield from _at(chance, 0.3, f'retirement_state = "{chance.choice(STATES)}"')
    yield from _at(chance, 0.3, f"survivor_spending = {_rate(chance, 60, 85)}")


def _held(chance: Random) -> Iterable[str]:
    """What accounts hold and cost."""
    yield f"bond_interest = {_rate(chance, 2, 5)}"
    for account in ("taxable", "pre_tax", "roth"):
        yield from _at(chance, 0.6, f"{account}_bonds = {_rate(chance, 20, 50, 100)}")
    for account in ("taxable", "plan", "ira", "hsa"):
        yield from _at(chance, 0.6, f"{account}_fee = {_rate(chance, 0.05, 0.6)}")
    yield from _at(chance, 0.5, f"unqualified_dividends = {_rate(chance, 10, 40)}")
    yield from _at(chance, 0.5, "conversion_fee = 25")


def _person(chance: Random, year: int, place: int, age: int, *, made: bool) -> list[str]:
    works = chance.random() < 0.7
    month = chance.choice(("01-01", "01-02", "06-30", "07-01", "12-31"))
    lines = [
        "[[people]]",
        f'name = "P{place}"',
        f"born = {year - age}-{month}",
        f"retires_at = {age + chance.choice((1, 2, 3, 5)) if works else age}",
        *_at(chance, 0.15, "blind = true"),
        *_at(chance, 0.1 if age < 40 and not place else 0, "dependent = true"),
        *_at(chance, 0.3, f"lives_until = {age + chance.choice((2, 4, 7))}"),
        *_at(chance, 0.2 if made else 0, "ira_made = 900"),
    ]
    if place == 0:
        lines = [line for line in lines if not line.startswith("lives_until")]
    if age < 70 and chance.random() < 0.7:
        claimed = chance.choice([one for one in (62, 65, 67, 70) if one >= min(age, 70)])
        lines += ["[people.social_security]", f"from_age = {claimed}"]
        lines += _at(chance, 0.4, f"monthly = {chance.randrange(300, 3_500)}")
    lines += _pensions(chance, age)
    lines += _iras(chance)
    lines += _hsa(chance, year, age, made=made)
    if works:
        for number in range(chance.choice((1, 1, 2))):
            lines += _job(chance, year, age, f"E{place}{number}", made=made)
    return lines


def _pensions(chance: Random, age: int) -> Iterable[str]:
    for number in range(chance.choice((0, 0, 1, 2))):
        yield from ("[[people.pensions]]", f'name = "Pension {number}"')
        yield f"amount = {chance.randrange(2, 40) * 1_000}"
        yield from _at(chance, 0.6, f"from_age = {age + chance.choice((-2, 0, 2, 4))}")
        yield from _at(chance, 0.3, f"until_age = {age + chance.choice((5, 7))}")
        yield from _at(chance, 0.3, "nominal = true")
        yield from _at(chance, 0.4, f"cola = {_rate(chance, 1, 2.5)}")
        yield from _at(chance, 0.3, "indexed = true")
        yield from _at(chance, 0.5, f"survivor = {_rate(chance, 50, 100)}")
        yield from _at(chance, 0.3, f"taxable = {_rate(chance, 0, 80)}")


def _iras(chance: Random) -> Iterable[str]:
    for kind in ("traditional", "roth", "sep", "simple"):
        if chance.random() < (0.6 if kind in ("traditional", "roth") else 0.1):
            value = chance.randrange(1_000, 700_000)
            yield from ("[[people.iras]]", f'kind = "{kind}"', f"value = {value}")
            if kind in ("traditional", "roth"):
                yield from _at(chance, 0.5, f"basis = {value // chance.choice((2, 3, 20))}")
            if kind == "traditional":
                yield from _at(chance, 0.3, f"taxed_by_state = {value // 10}")


def _hsa(chance: Random, year: int, age: int, *, made: bool) -> Iterable[str]:
    if chance.random() < 0.5:
        by_month = (
            '["family", "family", "family", "none", "none", "none"' + ', "self_only"' * 6 + "]"
        )
        coverage = chance.choice(('"family"', '"self_only"', '"none"', by_month))
        yield from ("[people.hsa]", f"coverage = {coverage}", f"value = {chance.randrange(40_000)}")
        yield from _at(chance, 0.2 if age == 64 else 0, f"medicare_from = {year}-09-01")
        yield from _at(chance, 0.3, "last_month_rule = true")
        yield from _at(chance, 0.1, f"family_share = {_rate(chance, 100)}")
        yield from _at(chance, 0.4, f"employer = {chance.randrange(100, 1_500)}")
        yield from _at(chance, 0.4, f"earnings = {chance.randrange(1, 900)}")
        yield from _at(chance, 0.5 if made else 0, "made = 300")


def _job(chance: Random, year: int, age: int, employer: str, *, made: bool) -> list[str]:
    own = chance.random() < 0.2
    pay = chance.randrange(20, 380) * 1_000
    lines = ["[[people.jobs]]", f'employer = "{employer}"']
    if own:
        lines += ["self_employed = true", f"pay = {pay}"]
        service = chance.choice(("true", "false"))
        lines += _at(chance, 0.5, f"specified_service = {service}", "wages_paid = 30_000")
        lines += _at(chance, 0.3, "property_basis = 90_000")
    elif chance.random() < 0.2:
        lines += ['pay_frequency = "biweekly"', f"pay_per_period = {pay // 26}"]
        lines += [f"first_payday = {year}-01-{chance.randrange(1, 15):02}"]
        lines += _at(chance, 0.5, 'extra_paycheck = "spread"')
    else:
        lines += [f'pay_frequency = "{chance.choice(("weekly", "semimonthly", "monthly"))}"']
        lines += [f"pay = {pay}"]
    if not own:
        # Left out, they are unknown where a rule turns on them.
        lines += [f"fica_wages_last_year = {pay}", f"pay_last_year = {pay - 9_000}"]
        lines += _at(chance, 0.1, "five_percent_owner = true")
        lines += [f"ownership = {_rate(chance, 0, 0, 0, 80)}"]
        lines += _at(chance, 0.2, f"started = {year - 1}-07-01")
        lines += _at(chance, 0.15, f"ended = {year + chance.choice((0, 2))}-12-20")
    lines += _at(chance, 0.2, 'group = "related"')
    lines += [f"net_pay = {pay * 6 // 10}", *_plan(chance, year, own=own, made=made)]
    if not own and chance.random() < 0.3:
        first = chance.choice((f"from_year = {year + 1}", f"from_age = {age + 1}"))
        last = chance.choice((f"until_year = {year + 3}", f"until_age = {age + 2}"))
        lines += ["[[people.jobs.pay_changes]]", first, last]
        lines += [chance.choice(('share = "50%"', f"pay = {pay + 20_000}", 'share = "0%"'))]
    return lines


def _plan(chance: Random, year: int, *, own: bool, made: bool) -> list[str]:
    kind = "401(k)" if own else chance.choice(("401(k)", "401(k)", "403(b)", "457(b)"))
    governmental = kind == "457(b)" and chance.random() < 0.6
    roth = kind != "457(b)" or governmental
    after_tax = kind != "457(b)" and chance.random() < 0.8
    lines = ["[people.jobs.plan]", f'kind = "{kind}"', f"roth = {str(roth).lower()}"]
    lines += ["governmental = true"] if governmental else []
    lines += _at(chance, 0.2, "catch_up = false")
    if after_tax:
        often = ("each_paycheck", "quarterly", "yearly", "on_request", "no")
        lines += ["after_tax = true", f'in_plan_roth_rollover = "{chance.choice(often)}"']
        lines += _at(chance, 0.4, 'in_service_withdrawal = ["after_tax", "rollover"]')
        lines += _at(chance, 0.3, "separate_after_tax_source = false")
        of = chance.choice(("pay", "limited_pay", "net_pay"))
        lines += _at(
            chance, 0.2, f'after_tax_cap = {{ percent = "12%", hce_percent = "6%", of = "{of}" }}'
        )
        lines += _at(chance, 0.1, "after_tax_cap = { dollars = 12_000, hce_dollars = 8_000 }")
        lines = list({line.partition(" = ")[0]: line for line in lines}.values())
    if not own:
        lines += _match(chance, year, roth=roth, after_tax=after_tax)
    lines += _at(chance, 0.3, f"nonelective = {_rate(chance, 3, 8)}")
    lines += _at(chance, 0.1, "other_employer = 2_500")
    lines += _balances(chance, roth=roth)
    if made:
        lines += ["[people.jobs.made]", "pre_tax = 2_000"]
        lines += _at(chance, 0.5, "nonelective = 500")
        lines += _at(chance, 0.5 if after_tax else 0, "after_tax = 1_500")
        lines += _at(chance, 0.3 if roth else 0, "roth = 800")
        lines += _at(chance, 0.3 if not own else 0, "match = 700")
        lines += _at(chance, 0.2 if roth and not own else 0, "roth_match = 300")
    lines += ["[people.jobs.elections]"]
    lines += _at(chance, 0.3 if roth else 0, 'deferral_kind = "roth"')
    lines += _at(chance, 0.3, f"deferral = {chance.randrange(0, 24_000)}")
    lines += _at(chance, 0.2 if after_tax else 0, f"after_tax = {chance.randrange(0, 20_000)}")
    if kind != "457(b)" and "catch_up = false" not in lines:
        lines += _at(chance, 0.2, f"catch_up = {chance.choice((0, 2_000))}")
    return lines


def _match(chance: Random, year: int, *, roth: bool, after_tax: bool) -> Iterable[str]:
    if chance.random() < 0.8:
        yield chance.choice(
            (
                'match = [{ rate = "50%", up_to = "6%" }]',
                'match = [{ rate = "100%", up_to = "2%" }, { rate = "25%", up_to = "8%" }]',
                'match = [{ rate = "100%", up_to_dollars = 4_000 }]',
            )
        )
        yield from _at(chance, 0.2, "match_most = 3_000")
        yield from chance.choice(((), ('match_period = "year"',), (f"true_up = {year + 1}-02-15",)))
        yield from _at(chance, 0.2 if after_tax else 0, "match_on_after_tax = true")
        yield from _at(chance, 0.2 if roth else 0, "roth_match = true")


def _balances(chance: Random, *, roth: bool) -> Iterable[str]:
    yield "[people.jobs.balances]"
    amounts = {"pre_tax": 300_000, "match": 60_000, "nonelective": 30_000, "rollover": 80_000}
    for name, most in amounts.items():
        yield from _at(chance, 0.5, f"{name} = {chance.randrange(100, most)}")
    value = chance.randrange(1_000, 90_000)
    yield from _at(
        chance,
        0.5,
        f"after_tax = {{ value = {value}, basis = {value * chance.choice((5, 9, 11)) // 10}, "
        f"pre_1987 = {chance.choice((0, 0, value // 4))} }}",
    )
    yield from _at(
        chance, 0.5 if roth else 0, f"roth = {{ value = {value}, basis = {value // 2} }}"
    )
