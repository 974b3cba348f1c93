"""How the measures of a comparison are calculated: of an alternative, and of a plan feature."""

from __future__ import annotations

from collections.abc import Mapping

from megaroth.kernel.money import PPM, percent
from megaroth.planning.measured_results import Measure, Spread
from megaroth.planning.policy_family import policy_out
from megaroth.planning.results import AlternativeResult, Comparison, Feature
from megaroth.planning.sweeps import Pair
from megaroth.present.at_best import policy_in_words
from megaroth.present.names import label_of
from megaroth.present.sentences.sentence import sentence
from megaroth.present.wealth_worksheets import alternative_of, lasting_sheet
from megaroth.present.worksheet import Worksheet
from megaroth.present.worksheet_builder import Sheet

_TITLES: dict[Measure, str] = {
    "spending_per_year": "What can be spent a year after work so that it lasts",
    "estate": "What heirs get after tax",
    "cash_out": "What cashing everything out leaves after tax",
}


def measure_sheets(answer: Comparison, name: str) -> list[Worksheet]:
    """How an alternative's row of a comparison is calculated.

    Raises:
        InputError: there is no such alternative; names the nearest.
    """
    one = alternative_of(answer, name)
    found = [_spending(answer, one), _heirs(answer, one), _cashed_out(answer, one)]
    if one is not answer.alternatives[0]:
        found[:0] = [_difference(answer, one), _other_differences(answer, one)]
    sheets = [sheet for sheet in found if sheet is not None]
    return [*sheets, _penalties(answer, one), lasting_sheet(answer, one)]


def _other_differences(answer: Comparison, one: AlternativeResult) -> Worksheet:
    """How far ahead it is for heirs and cashed out."""
    first = answer.alternatives[0]
    sheet = Sheet(
        "other_differences",
        f"How far ahead of {label_of(first.name)} at the end of {answer.years[1]}",
        f"{label_of(one.name)}, each under its best policy for that measure",
    )
    for words, measure in (("for heirs", "estate"), ("cashed out", "cash_out")):
        own, others, apart = (
            getattr(of, measure) for of in (one.measures, first.measures, one.differences)
        )
        sheet.add(f"{words}, at the assumed growth", own.level)
        sheet.add(f"{words} with {label_of(first.name)}", others.level)
        sheet.add(f"{words}: difference", apart.level)
        over_paths(sheet, apart, f"{words}: difference on the same paths")
    return sheet.done()


def _penalties(answer: Comparison, one: AlternativeResult) -> Worksheet:
    title = f"Additional tax on early withdrawals over the plan, in {answer.years[0]} dollars"
    sheet = Sheet("penalties", title, label_of(one.name))
    note = "of all years at the assumed growth, under the best policy for what leads"
    sheet.add("additional tax", one.penalties, "IRC 72(t)", note)
    return sheet.done()


def pair_sheets(pair: Pair, about: str) -> list[Worksheet]:
    """How far one alternative is ahead of another under some assumptions, each at its best.

    Args:
        pair: the two alternatives.
        about: the assumptions in words.
    """
    years, found = pair.prepared.ahead.years, pair.levels()
    names = (pair.name, pair.against)
    sheets, levels = [], []
    for name, one in zip(names, found, strict=True):
        title = f"{_TITLES[one.measure]}, in {years[0]} dollars"
        sheet = Sheet(one.measure, title, f"{label_of(name)}, {about}")
        sheet.text(
            "policy", policy_in_words(policy_out(one.ways[0].policy, one.ways[0].deferral_kind))
        )
        levels.append(round(float(one.levels[0])))
        sheet.add(f"to the end of {years[-1]}", levels[-1], "", "the best policy of the family")
        sheets.append(sheet.done())
    sheet = Sheet(
        "difference",
        f"How far ahead of {label_of(pair.against)}",
        f"{label_of(pair.name)}, {about}",
    )
    for name, level in zip(names, levels, strict=True):
        sheet.add(f"with {label_of(name)}", level)
    sheet.add("difference", levels[0] - levels[1])
    return [sheet.done(), *sheets]


def _title(answer: Comparison, measure: Measure) -> str:
    return f"{_TITLES[measure]}, in {answer.years[0]} dollars"


def _difference(answer: Comparison, one: AlternativeResult) -> Worksheet:
    first = answer.alternatives[0]
    measure: Measure = "cash_out" if one.measures.spending_per_year is None else "spending_per_year"
    sheet = Sheet(
        "difference",
        f"How far ahead of {label_of(first.name)}",
        f"{label_of(one.name)}. {_title(answer, measure)}",
    )
    apart = one.differences.leading
    sheet.add(f"with {label_of(one.name)}, at the assumed growth", one.measures.leading.level)
    sheet.add(f"with {label_of(first.name)}, at the assumed growth", first.measures.leading.level)
    sheet.add("difference at the assumed growth", apart.level)
    over_paths(sheet, apart, "difference on the same paths")
    return sheet.done()


def over_paths(sheet: Sheet, spread: Spread, what: str) -> None:
    """Bounds, median and mean of the paths; nothing at a fixed growth."""
    if spread.p5 is None or spread.p50 is None or spread.p95 is None or spread.mean is None:
        return
    sheet.add(f"{what}: median", spread.p50)
    sheet.add("5% of the paths are below", spread.p5)
    sheet.add("95% of the paths are below", spread.p95)
    sheet.add("mean", spread.mean)


def _spending(answer: Comparison, one: AlternativeResult) -> Worksheet | None:
    spread = one.measures.spending_per_year
    if spread is None:
        return None
    title = _title(answer, "spending_per_year")
    sheet = Sheet("spending_per_year", title, label_of(one.name))
    sheet.text("policy", policy_in_words(one.policy))
    note = f"the most that lasts to the end of {answer.years[1]}, within ten dollars"
    sheet.add("at the assumed growth in every year", spread.level, "", note)
    over_paths(sheet, spread, "on the paths")
    return sheet.done()


def _heirs(answer: Comparison, one: AlternativeResult) -> Worksheet:
    ends, (spread, whole) = one.heirs_ends, answer.heirs_factors
    sheet = Sheet("estate", _title(answer, "estate"), label_of(one.name))
    untaxed = ends["pre_tax"] + ends["after_tax"] - ends["basis"]
    kept = 1 - answer.heirs_rate / PPM
    rate = percent(answer.heirs_rate)
    ten_years = f"taken in ten equal parts: {spread:.4f} dollars of a taxable account each"
    sheet.add("plans and traditional IRAs less basis", untaxed)
    sheet.add(
        f"to heirs after {rate}, taken over ten years",
        round(untaxed * kept * spread),
        "IRC 401(a)(9)(B)(i), (H)(i)",
        ten_years,
    )
    sheet.some("basis, taken over ten years", round(ends["basis"] * spread), "IRC 72(d)", ten_years)
    sheet.some(
        f"health savings after {rate}", round(ends["hsa"] * kept), "IRC 223(f)(8)(B)", "at once"
    )
    sheet.add("Roth IRAs and accounts", ends["roth"])
    sheet.add(
        "to heirs, taken after ten years",
        round(ends["roth"] * whole),
        "IRC 408A(d)(1)",
        f"{whole:.4f} dollars of a taxable account each",
    )
    sheet.add("taxable account, basis stepped up", ends["taxable"], "IRC 1014")
    sheet.some("spending for which no money was left", ends["owed"])
    return _in_first_years_money(sheet, answer, one.measures.estate)


def _cashed_out(answer: Comparison, one: AlternativeResult) -> Worksheet:
    ends = one.level_ends
    sheet = Sheet("cash_out", _title(answer, "cash_out"), label_of(one.name))
    sheet.add("plans and traditional IRAs", ends["pre_tax"])
    sheet.some("after-tax money in plans, with its earnings", ends["after_tax"])
    sheet.some("basis in these", ends["basis"], "IRC 72(d), 408(d)(2)")
    sheet.some("health savings", ends["hsa"])
    sheet.add("Roth IRAs and accounts", ends["roth"])
    sheet.add("taxable account", ends["taxable"])
    sheet.add("its gain that was not taxed yet", ends["gain"])
    sheet.some("spending for which no money was left", ends["owed"])
    left = one.measures.cash_out.level * answer.prices
    sheet.add(
        f"federal and state tax of cashing out in {answer.years[1]}",
        round(_owned(ends) - left),
        "",
        "the returns hold nothing else",
    )
    return _in_first_years_money(sheet, answer, one.measures.cash_out)


def _owned(ends: Mapping[str, int]) -> int:
    kinds = ("pre_tax", "after_tax", "hsa", "roth", "taxable")
    return sum(ends[kind] for kind in kinds) - ends["owed"]


def _in_first_years_money(sheet: Sheet, answer: Comparison, spread: Spread) -> Worksheet:
    first, last = answer.years
    sheet.text(f"prices of {last} against {first}", f"{answer.prices:.4f}", "assumed: inflation")
    sheet.add(f"in {first} dollars, at the assumed growth", spread.level)
    over_paths(sheet, spread, "on the paths")
    return sheet.done()


def feature_sheets(answer: Comparison, one: Feature) -> list[Worksheet]:
    """How the value of a plan feature is calculated: two alternatives under their best policies."""
    sheet = Sheet("feature", sentence(one.name), _title(answer, one.measure))
    having, lacking = one.levels
    sheet.add(f"with {label_of(one.having)}, at the assumed growth", having)
    sheet.add(f"with {label_of(one.lacking)}, at the assumed growth", lacking)
    sheet.add("difference at the assumed growth", having - lacking)
    if answer.paths > 1:
        note = "of the differences on the same paths"
        sheet.add("what the feature is worth: the median", one.worth, "", note)
    return [sheet.done()]
