"""How wealth at the end is calculated: for alternatives, plan features and the best plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from megaroth.kernel.errors import InputError, Problem, nearest, one_of
from megaroth.kernel.money import PPM, percent
from megaroth.planning.after_tax_wealth import GAINS_RATE
from megaroth.planning.results import AlternativeResult, Comparison
from megaroth.planning.yearly_results import Optimized, Rule
from megaroth.present.best_plan import measure
from megaroth.present.names import label_of
from megaroth.present.sentences.sentence import sentence
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet


@dataclass(frozen=True)
class Frame:
    """The values that all worksheets of an answer share.

    Attributes:
        heirs_rate: tax on pre-tax money at the end, parts per million.
        prices: prices of the last year as a ratio to those of the first.
        years: the first and the last.
    """

    heirs_rate: int
    prices: float
    years: tuple[int, int]


def _frame(answer: Comparison | Optimized) -> Frame:
    years = (
        answer.years
        if isinstance(answer, Comparison)
        else (answer.years[0].year, answer.years[-1].year)
    )
    return Frame(answer.heirs_rate, answer.prices, years)


def end_sheet(
    name: str, ends: Mapping[str, int], worth: int, frame: Frame, about: str
) -> Worksheet:
    """The assets at the end, and the tax on them.

    Args:
        name: the figure.
        ends: fields of :class:`megaroth.planning.after_tax_wealth.Owned`, cents of the last year.
        worth: the figure in today's money, cents.
        frame: the rate, prices and years.
        about: the alternative, and the paths.
    """
    years, heirs_rate, prices = frame.years, frame.heirs_rate, frame.prices
    what = "Wealth of the heirs" if name == "bequest" else "After-tax wealth"
    sheet = Sheet(name, f"{what} at the end of {years[1]}, in {years[0]} dollars", about)
    sheet.add("plans and traditional IRAs", ends["pre_tax"])
    sheet.add("health savings", ends["hsa"])
    sheet.some("after-tax money in plans, with its earnings", ends["after_tax"])
    sheet.some("basis in these", ends["basis"], "IRC 72(d), 408(d)(2)")
    untaxed = ends["pre_tax"] + ends["hsa"] + ends["after_tax"] - ends["basis"]
    tax = round(untaxed * heirs_rate / PPM)
    sheet.add(f"tax on them less basis at {percent(heirs_rate)}", tax, "assumed: heirs_rate")
    sheet.add("Roth IRAs and accounts", ends["roth"], "IRC 408A(d)(1)")
    sheet.add("taxable account", ends["taxable"])
    sheet.add("its gain that was not taxed yet", ends["gain"])
    gain_tax = round(ends["gain"] * GAINS_RATE / PPM)
    stepped_up = name == "bequest"
    if not stepped_up:
        sheet.add(f"tax on the gain at {percent(GAINS_RATE)}", gain_tax, "IRC 1(h)(1)(C)")
    sheet.some("spending for which no money was left", ends["owed"])
    of_the_year = (
        untaxed
        + ends["basis"]
        - tax
        + ends["roth"]
        + ends["taxable"]
        - (0 if stepped_up else gain_tax)
        - ends["owed"]
    )
    what = (
        "after-tax wealth, in that year's dollars"
        if not stepped_up
        else "to heirs, in that year's dollars"
    )
    sheet.add(what, of_the_year, "IRC 1014" if stepped_up else "", "assets less taxes and debts")
    sheet.text(f"prices of {years[1]} against {years[0]}", f"{prices:.4f}", "assumed: inflation")
    sheet.add(f"in {years[0]} dollars", worth)
    return sheet.done()


def alternative_sheets(answer: Comparison, name: str) -> list[Worksheet]:
    """How the wealth of an alternative that version 1 compares is calculated.

    Raises:
        InputError: there is no such alternative; names the nearest.
    """
    one = alternative_of(answer, name)
    over = (
        f"means of {answer.paths:,} paths" if answer.paths > 1 else "the same growth in every year"
    )
    about = f"{label_of(one.name)}, {over}"
    found = [
        end_sheet("wealth_after_tax", one.ends, one.wealth_after_tax, _frame(answer), about),
        end_sheet("bequest", one.ends, one.bequest, _frame(answer), about),
    ]
    if one is not answer.alternatives[0]:
        found.append(_difference(answer, one))
    return [*found, lasting_sheet(answer, one)]


def alternative_of(answer: Comparison, name: str) -> AlternativeResult:
    """An alternative by its name.

    Raises:
        InputError: there is none of that name; names the nearest.
    """
    by_name = {one.name: one for one in answer.alternatives}
    if name not in by_name:
        raise InputError(
            [
                Problem(
                    "alternative",
                    repr(name),
                    one_of(by_name),
                    nearest=nearest(name, list(by_name)),
                )
            ]
        )
    return by_name[name]


def _difference(answer: Comparison, one: AlternativeResult) -> Worksheet:
    first, apart = answer.alternatives[0], one.difference
    sheet = Sheet("difference", f"How far ahead of {label_of(first.name)}", label_of(one.name))
    sheet.add(f"after-tax wealth with {label_of(one.name)}", one.wealth_after_tax)
    sheet.add(
        f"after-tax wealth with {label_of(first.name)}",
        first.wealth_after_tax,
        "",
        "on the same paths",
    )
    sheet.add("mean difference", apart.mean)
    if answer.paths > 1:
        sheet.add(
            "standard error of the mean",
            apart.standard_error,
            "",
            f"deviation of the differences / root of {answer.paths:,}",
        )
        for label, value in (("5%", apart.p5), ("half", apart.p50), ("95%", apart.p95)):
            sheet.add(f"{label} of the paths differ by less than", value)
    ahead = round(one.wealth_ahead * answer.paths)
    sheet.text(
        "paths on which it is ahead",
        f"{ahead:,} of {answer.paths:,}",
        "",
        part_of_paths(ahead, answer.paths),
    )
    sheet.text(
        "first year from which it stays ahead",
        str(one.break_even or "never"),
        "",
        "at the assumed growth every year",
    )
    return sheet.done()


def lasting_sheet(answer: Comparison, one: AlternativeResult) -> Worksheet:
    """The paths on which an alternative's money does not last."""
    sheet = Sheet("runs_out", "Paths on which the money does not last", label_of(one.name))
    short = round(one.short * answer.paths)
    sheet.text(
        "paths on which the money runs out",
        f"{short:,} of {answer.paths:,}",
        "",
        part_of_paths(short, answer.paths),
    )
    return sheet.done()


def part_of_paths(some: int, whole: int) -> str:
    """Some of the paths as a share of all."""
    return percent(some * PPM // whole, 1)


def level_worth(ends: Mapping[str, int], frame: Frame) -> int:
    """After-tax wealth of the assets at the end, in today's money, cents."""
    untaxed = ends["pre_tax"] + ends["hsa"] + ends["after_tax"] - ends["basis"]
    whole_of_it = (
        untaxed * (1 - frame.heirs_rate / PPM) + ends["basis"] + ends["roth"] + ends["taxable"]
    )
    return round((whole_of_it - GAINS_RATE / PPM * ends["gain"] - ends["owed"]) / frame.prices)


def best_sheets(answer: Optimized) -> list[Worksheet]:
    """How the value of the best plan is calculated, with the figures next to it."""
    about = "the best plan at the assumed growth"
    sheets = [
        end_sheet("wealth_after_tax", answer.ends, answer.wealth_after_tax, _frame(answer), about)
    ]
    if answer.aim.objective == "bequest":
        sheets.append(end_sheet("bequest", answer.ends, answer.value, _frame(answer), about))
    sheet = Sheet("value", f"The best plan: {measure(answer.aim)[0]}", sentence(answer.about))
    sheet.add("best plan, calculated by the engine", answer.value)
    if answer.proposed is not None:
        sheet.add(
            "estimate of the linear program",
            answer.proposed,
            "",
            "its taxes are linear between those of the engine",
        )
    sheet.add("rule of thumb", answer.rule_of_thumb.value, "", sentence(answer.rule_of_thumb.about))
    note = "a linear program with lower taxes and without premiums of high incomes"
    sheet.add("upper bound: no plan with these choices can exceed", answer.bound, "", note)
    sheet.add("the most that a better plan could add", answer.bound - answer.value)
    return [*sheets, sheet.done()]


def rule_sheets(answer: Optimized, rule: Rule) -> list[Worksheet]:
    """How the value of a simple policy is calculated."""
    worth = level_worth(rule.ends, _frame(answer))
    sheet = Sheet(
        "rule", f"A simple policy and the best plan: {measure(answer.aim)[0]}", sentence(rule.about)
    )
    sheet.add("best plan, calculated by the engine", answer.value)
    sheet.add("this policy, calculated by the engine", rule.value)
    sheet.add("the best plan is ahead by", answer.value - rule.value)
    ends = end_sheet(
        "wealth_after_tax",
        rule.ends,
        worth,
        _frame(answer),
        f"{rule.about} at the assumed growth",
    )
    return [ends, sheet.done()]
