"""``megaroth optimize``: what to elect, convert and claim, year by year."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from megaroth.cli.page import DISCLAIMER, Page, money, print_json
from megaroth.cli.progress import progress
from megaroth.cli.reforms import ReformFiles, under
from megaroth.planning.optimize import Optimized
from megaroth.planning.optimize import optimize as optimize_of
from megaroth.planyear.data import amount
from megaroth.readers.household_file import read_household

SCHEMA = "megaroth.optimize/1"
_RULES_SHOWN = 5


def optimize(
    file: str,
    /,
    *,
    reform: ReformFiles = None,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """The plan that leaves most after tax, year by year: a linear program and simple policies propose, the engine replays each.

    For example: megaroth optimize household.toml

    Parameters
    ----------
    file
        The household file; growth is as assumed in every year, and spending the same in every plan.
    reform
        A TOML file that changes the law of some years (docs/reform_file.md); more than one may be given.
    json
        Print one JSON object.
    """
    household = read_household(file)
    with under(reform), progress("optimizing", quiet=json) as tick:
        answer = optimize_of(household, tick)
    if json:
        print_json(SCHEMA, to_data(answer))
    else:
        _show(answer)
    return 0


def to_data(answer: Optimized) -> dict[str, Any]:
    """The plan as plain data, dollars."""
    return {
        "about": answer.about,
        "value": amount(answer.value),
        "runs_out": answer.runs_out,
        "proposed": None if answer.proposed is None else amount(answer.proposed),
        "bound": amount(answer.bound),
        "rule_of_thumb": {"about": answer.rule_of_thumb.about, "value": amount(answer.rule_of_thumb.value)},
        "rules": [{"about": one.about, "value": amount(one.value)} for one in answer.rules],
        "elections": [
            {
                "year": one.year,
                "person": one.person,
                "employer": one.employer,
                "deferral_kind": one.deferral_kind,
                "deferral": amount(one.deferral),
                "catch_up": amount(one.catch_up),
                "catch_up_kind": one.catch_up_kind,
                "after_tax": amount(one.after_tax),
            }
            for one in answer.elections
        ],
        "conversions": [{"year": year, "amount": amount(value)} for year, value in answer.conversions.items()],
        "withdrawals": [
            {"year": year} | {kind: amount(value) for kind, value in drawn.items()} for year, drawn in answer.withdrawals.items()
        ],
        "claims": [{"person": name, "age": age} for name, age in answer.claims.items()],
    }


def _show(answer: Optimized) -> None:
    page = Page()
    better = answer.value - answer.rule_of_thumb.value
    page.answer(
        money(answer.value),
        f"after tax at the end in today's money, {money(better)} more than the rule of thumb: {answer.about}."
        + (" The money does not last." if answer.runs_out else ""),
    )
    page.table(
        ("what", "after-tax wealth"),
        [
            ("the best plan, replayed", money(answer.value)),
            (
                "by the program's own reckoning",
                "it is not the program's" if answer.proposed is None else money(answer.proposed),
            ),
            (f"rule of thumb: {answer.rule_of_thumb.about}", money(answer.rule_of_thumb.value)),
            ("no plan within these choices can come to more than", money(answer.bound)),
            ("gap: what a better plan could still add, at most", money(answer.bound - answer.value)),
        ],
        right=(1,),
    )
    if answer.elections:
        page.heading("Elections")
        page.table(
            ("year", "who", "deferral", "catch-up", "after-tax"),
            [
                (
                    str(one.year),
                    f"{one.person}, {one.employer}",
                    f"{money(one.deferral)} {_kind(one.deferral_kind)}",
                    f"{money(one.catch_up)} {_kind(one.catch_up_kind)}" if one.catch_up else "",
                    money(one.after_tax),
                )
                for one in answer.elections
            ],
            right=(2, 3, 4),
        )
    years = sorted({*answer.conversions, *answer.withdrawals})
    if years:
        page.heading("Out of accounts, and Roth conversions")
        rows = [(year, answer.withdrawals.get(year, {}), answer.conversions.get(year, 0)) for year in years]
        page.table(
            ("year", "pre-tax", "Roth", "taxable", "converted"),
            [
                (str(year), *(_or_nothing(drawn.get(kind, 0)) for kind in ("pre_tax", "roth", "taxable")), _or_nothing(converted))
                for year, drawn, converted in rows
            ],
            right=(1, 2, 3, 4),
        )
    if answer.claims:
        page.heading("Social Security")
        page.sentences([f"{name} claims at {age}." for name, age in answer.claims.items()])
    page.heading("The best simple policies")
    page.table(("policy", "after-tax wealth"), [(one.about, money(one.value)) for one in answer.rules[:_RULES_SHOWN]], right=(1,))
    page.text("\nGrowth is as assumed in every year; megaroth compare shows what other paths do.")
    page.text(f"\n{DISCLAIMER}")


def _kind(kind: str) -> str:
    return {"pre_tax": "pre-tax", "roth": "Roth"}[kind]


def _or_nothing(cents: int) -> str:
    return money(cents) if cents else ""
