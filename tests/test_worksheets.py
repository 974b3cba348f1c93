"""Worksheets of the years ahead: they add up, end in the figure that they explain, and open from
every number of the page."""

from __future__ import annotations

import html
import itertools
import re
from pathlib import Path

import pytest

from megaroth.kernel.errors import InputError
from megaroth.kernel.money import dollars
from megaroth.law.law_book import PUBLISHED
from megaroth.planning.compare import compare
from megaroth.planning.optimize import optimize
from megaroth.planning.outlook import years_ahead
from megaroth.planning.results import Comparison
from megaroth.planning.sensitivity import sensitivity, swing_pair
from megaroth.planning.yearly_results import Optimized, YearsAhead
from megaroth.planyear.plan import plan
from megaroth.present.figure_worksheets import together
from megaroth.present.measure_worksheets import feature_sheets, measure_sheets, pair_sheets
from megaroth.present.wealth_worksheets import (
    alternative_sheets,
    best_sheets,
    rule_sheets,
)
from megaroth.present.words import whole
from megaroth.present.worksheet import Worksheet
from megaroth.present.year_worksheets import plan_year_sheets, year_sheets
from megaroth.readers.household_file import parse_household
from megaroth.web.server import cached_queries
from web_pages import EXAMPLES, app_of, user

pytestmark = pytest.mark.usefixtures(
    "remembered_years", "remembered_answers", "jobs_in_this_process"
)
MORE = "\n[assumptions]\npaths = 60\nplan_until = 72\n[taxable]\nvalue = 50_000\nbasis = 30_000\n"
COUPLE = parse_household((EXAMPLES / "couple.toml").read_text("utf-8") + MORE)


def cents(value: str) -> int:
    return round(float(value.replace("$", "").replace(",", "").replace("−", "-")) * 100)


def values(sheet: Worksheet) -> dict[str, int]:
    return {
        line.label: cents(line.value)
        for line in sheet.lines
        if re.fullmatch(r"-?\$[\d,.]+", line.value)
    }


def named(sheets: list[Worksheet], name: str) -> Worksheet:
    return next(sheet for sheet in sheets if sheet.name == name)


def dollars_of(sheet: Worksheet) -> float:
    return cents(sheet.lines[-1].value) / 100


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return compare(COUPLE)


@pytest.fixture(scope="module", params=[False, True], ids=["each year's money", "today's money"])
def ahead(request: pytest.FixtureRequest) -> YearsAhead:
    return years_ahead(COUPLE, real=request.param)


@pytest.fixture(scope="module")
def best() -> Optimized:
    return optimize(COUPLE)


def test_what_is_owned_less_its_tax_is_the_wealth_of_the_ranking(compared: Comparison) -> None:
    for one in compared.alternatives:
        sheets = alternative_sheets(compared, one.name)
        for name, figure in (("wealth_after_tax", one.wealth_after_tax), ("bequest", one.bequest)):
            sheet = named(sheets, name)
            found = values(sheet)
            owned = (
                found["plans and traditional IRAs"]
                + found["health savings"]
                + found.get("after-tax money in plans, with its earnings", 0)
            )
            taxes = sum(value for label, value in found.items() if label.startswith("tax on"))
            end = owned - taxes + found["Roth IRAs and accounts"] + found["taxable account"]
            end -= found.get("spending for which no money was left", 0)
            told = next(
                value for label, value in found.items() if label.endswith("in that year's dollars")
            )
            assert end == pytest.approx(told, abs=400), "whole dollars"
            assert told / compared.prices == pytest.approx(figure, abs=200)
            assert dollars_of(sheet) == round(figure / 100)


def test_the_difference_tells_both_ends_and_how_sure_it_is(compared: Comparison) -> None:
    mega = compared.alternatives[1]
    sheet = named(alternative_sheets(compared, mega.name), "difference")
    found = values(sheet)
    assert found["mean difference"] == round(mega.difference.mean / 100) * 100
    assert sheet.lines[0].label.endswith("the mega backdoor Roth")
    assert next(
        line.value for line in sheet.lines if line.label == "paths on which it is ahead"
    ).endswith(f" of {compared.paths}")
    first = compared.alternatives[0]
    names = [sheet.name for sheet in alternative_sheets(compared, first.name)]
    assert names == ["wealth_after_tax", "bequest", "runs_out"], "the first has no difference"
    lasting = named(alternative_sheets(compared, first.name), "runs_out").lines[0]
    assert lasting.value == f"{round(first.short * compared.paths)} of {compared.paths}"
    with pytest.raises(InputError, match="did you mean mega"):
        alternative_sheets(compared, "megga")


def test_a_catch_up_that_was_deferred_beyond_the_limit_is_told() -> None:
    """26,000 made against 24,500: 1,500 of it is catch-up, and 6,500 are still to come of 8,000."""
    job = (
        '[[people.jobs]]\nemployer = "Over"\npay = 250_000\nmade = { pre_tax = 26_000 '
        "}\n[people.jobs.plan]\nroth = true\n"
    )
    text = f'year = 2026\nas_of = 2026-11-20\n[[people]]\nname = "Exa"\nborn = 1975-03-03\n{job}'
    household = parse_household(text)
    sheet = named(together(plan(household), household, "catch_up", "Exa, Over"), "catch_up")
    found = values(sheet)
    assert found["made as other deferrals, above their limit"] == 1_500_00
    assert found["still to come"] == 6_500_00
    assert dollars_of(sheet) == 8_000


def test_a_feature_is_worth_the_median_of_its_differences(compared: Comparison) -> None:
    for one in compared.features:
        [sheet] = feature_sheets(compared, one)
        having, lacking, apart, *_ = sheet.lines
        assert apart.value == whole(one.levels[0] - one.levels[1])
        assert (having.value, lacking.value) == tuple(map(whole, one.levels))
        assert sheet.lines[-1].value == whole(one.worth)


def test_what_cashing_out_leaves_is_what_is_owned_less_its_tax(compared: Comparison) -> None:
    one = compared.alternatives[1]
    sheets = measure_sheets(compared, one.name)
    assert [sheet.name for sheet in sheets][-4:] == ["estate", "cash_out", "penalties", "runs_out"]
    found = values(named(sheets, "cash_out"))
    tax = next(value for label, value in found.items() if label.startswith("federal and state tax"))
    assert tax >= 0
    kinds = ("pre_tax", "after_tax", "hsa", "roth", "taxable")
    owned = sum(one.level_ends[kind] for kind in kinds) - one.level_ends["owed"]
    left = (owned - tax) / compared.prices
    assert left == pytest.approx(one.measures.cash_out.level, abs=200)


def test_every_dollar_of_a_year_comes_and_goes(ahead: YearsAhead) -> None:
    for one in ahead.years:
        sheets = year_sheets(ahead, one.year, PUBLISHED)
        cash = values(named(sheets, "cash"))
        left = cash.pop("left over, to the taxable account")
        assert sum(cash.values()) == pytest.approx(left, abs=700), (one.year, "whole dollars")
        balances = values(named(sheets, "balances"))
        whole = balances.pop("owned at the end of the year")
        ended = {
            label: value for label, value in balances.items() if label.endswith("on December 31")
        }
        assert sum(ended.values()) == pytest.approx(whole, abs=300)
        for label, value in ended.items():
            kind = label.split(":")[0]
            parts = [
                amount
                for name, amount in balances.items()
                if name.startswith(f"{kind}:") and name != label
            ]
            assert sum(parts) == pytest.approx(value, abs=300)
        assert dollars_of(named(sheets, "balances")) == pytest.approx(
            sum(one.balances.values()) / 100, abs=1
        )


def test_growth_is_that_of_the_year_and_nothing_else_is_hidden_in_it() -> None:
    """At a steady 6%: contributions grow half a year, the rest a whole one."""
    fixed = parse_household(
        (EXAMPLES / "couple.toml").read_text("utf-8")
        + MORE.replace("paths = 60", 'model = "fixed"')
    )
    answer = years_ahead(fixed)
    for year in answer.years:
        found = values(named(year_sheets(answer, year.year, PUBLISHED), "balances"))
        for kind in ("pre-tax", "health savings"):
            if f"{kind}: on January 1" not in found:
                continue
            whole = found[f"{kind}: on January 1"] + sum(
                found.get(f"{kind}: {label}", 0) for label in ("drawn", "converted to Roth", "paid")
            )
            half = sum(
                value
                for label, value in found.items()
                if label.startswith(f"{kind}: contributions")
            )
            assert found[f"{kind}: growth"] == pytest.approx(0.06 * whole + 0.03 * half, abs=500), (
                year.year,
                kind,
            )


def test_the_tax_of_a_year_is_told_line_by_line_at_the_assumed_growth() -> None:
    fixed = parse_household(
        (EXAMPLES / "couple.toml").read_text("utf-8")
        + MORE.replace("paths = 60", 'model = "fixed"')
    )
    answer = years_ahead(fixed)
    for place in (0, 10, -1):
        one = answer.years[place]
        sheets = year_sheets(answer, one.year, PUBLISHED)
        assert dollars_of(named(sheets, "federal_tax")) == round(one.federal_tax / 100)
        assert dollars_of(named(sheets, "state_tax")) == round(one.state_tax / 100)
        assert any("R&TC" in line.authority for line in named(sheets, "state_tax").lines)
    with pytest.raises(InputError, match="a year from 2026 to"):
        year_sheets(answer, 1999, PUBLISHED)


def test_the_best_plan_is_explained_and_so_are_the_policies_beside_it(best: Optimized) -> None:
    wealth, value = best_sheets(best)
    assert dollars_of(wealth) == round(best.wealth_after_tax / 100) == round(best.value / 100)
    found = values(value)
    assert found["best plan, calculated by the engine"] // 100 == round(best.value / 100)
    for rule in best.rules[:4]:
        assert dollars_of(rule_sheets(best, rule)[0]) == pytest.approx(rule.value / 100, abs=1)
    for year, amount in best.conversions.items():
        sheet = named(plan_year_sheets(best, year, PUBLISHED), "balances")
        assert values(sheet)["Roth: converted"] == round(amount / 100) * 100


def older(text: str) -> str:
    """An example whose workers are older: they have fewer years ahead."""
    return re.sub(r"born = (1981|1983|1990)-", "born = 1970-", text)


LATER = parse_household(
    older((EXAMPLES / "couple.toml").read_text("utf-8"))
    + MORE.replace("72", "66").replace("paths = 60", "paths = 20")
)


def test_a_swing_is_the_difference_of_two_alternatives_under_it() -> None:
    """What can be spent with each under its best policy for that assumption, and the difference."""
    for at, one in enumerate(sensitivity(LATER, "mega", "taxable").swings):
        side = ("low", "high")[at % 2]
        pair = swing_pair(LATER, "mega", "taxable", one.name, side)
        apart, first, second = pair_sheets(pair, "so")
        told = getattr(one, f"at_{side}")
        assert dollars_of(apart) == round(told / 100), one.name
        assert dollars_of(first) - dollars_of(second) == round(told / 100)
        assert first.lines[0].label == second.lines[0].label == "policy"


# --- on the page


@pytest.mark.parametrize("name", ["couple", pytest.param("unknown_rules", marks=pytest.mark.slow)])
def test_every_number_of_the_years_ahead_opens_a_worksheet_that_has_it(
    tmp_path: Path, name: str
) -> None:
    app = app_of(tmp_path / "households")
    text = (EXAMPLES / f"{name}.toml").read_text("utf-8") + MORE.replace("72", "68").replace(
        "paths = 60", "paths = 20"
    )
    app.state.context.folder.write(name, older(text))
    client = user(app)
    try:
        pages = [
            client.get(f"/h/{name}/job/{kind}").text for kind in ("worth", "sensitivity", "best")
        ]
        for table in re.findall(
            r'<table(?: class="(?:stack|dense)")?>.*?</table>', "".join(pages), re.S
        ):
            for cell in re.findall(r'<td class="n"[^>]*>(.*?)</td>', table, re.S):
                assert "<a " in cell or not re.search(r"\$[1-9]", cell), (
                    "a number without a worksheet"
                )
        pages += [
            client.get(f"/h/{name}/worth/slide?growth=5").text,
            client.get(f"/h/{name}/tax").text,
        ]
        pages += [client.get(f"/h/{name}/").text]
        links = {
            (html.unescape(link), html.unescape(shown).strip())
            for page in pages
            for link, shown in re.findall(
                r'<a class="figure"(?: tabindex="-1")? href="([^"]+)"[^>]*>([^<]+)</a>', page
            )
        }
        assert len(links) > 300
        # The couple is paid 27 times in 2026 and asks how big each check is.
        assert any("why-answer" in link for link, _ in links) == (
            name in ("unknown_rules", "couple")
        )
        sheets: dict[str, str] = {}
        for link, shown in links:
            if link not in sheets:
                found = client.get(link)
                assert found.status_code == 200, (link, found.text[-500:])
                sheets[link] = html.unescape(found.text).replace("−", "-").replace(".00", "")
            for amount in re.findall(r"\$[\d,]+(?:\.\d\d)?", shown):
                assert amount.removesuffix(".00") in sheets[link], (link, shown)
    finally:
        app.state.context.jobs.close()


def test_one_alternative_alone_and_odd_names_have_their_pages(tmp_path: Path) -> None:
    app = app_of(tmp_path / "households")
    text = (EXAMPLES / "mission_45.toml").read_text(
        "utf-8"
    ) + "\n[assumptions]\npaths = 20\nplan_until = 60\n"
    app.state.context.folder.write("alone", 'alternatives = ["mega"]\n' + text)
    odd = (
        'alternatives = ["taxable", { name = "a/b %2F..", of = "mega" }, { name = "<b>", of = '
        '"mega_yearly" }]\n'
    )
    app.state.context.folder.write("odd", odd + text)
    client = user(app)
    try:
        alone = client.get("/h/alone/job/worth").text
        assert "with the mega backdoor Roth; there is nothing to compare it with" in alone
        page = client.get("/h/odd/job/worth").text
        assert "<b>" not in page.split("<main")[1].replace("<b>a", "")
        for link in set(re.findall(r'href="(/h/odd/why-ahead/[^"]+)"', page)):
            assert client.get(html.unescape(link)).status_code == 200, link
    finally:
        app.state.context.jobs.close()


def test_the_items_of_a_return_add_up_to_its_income() -> None:
    from megaroth.law.load import law
    from megaroth.present.return_worksheets import return_sheet
    from megaroth.tax.federal import Return, federal_tax

    items = Return(
        wages=200_000_00,
        spouse_wages=27_000_00,
        short_term_gain=20_000_00,
        long_term_gain=5_000_00,
        interest=1_000_00,
    )
    found = values(return_sheet(2026, items, federal_tax(law(2026), items), "so", ""))
    listed = sum(
        found[label]
        for label in (
            "wages after pre-tax deferrals",
            "the spouse's wages",
            "short-term gain",
            "long-term gain",
            "interest",
        )
    )
    assert listed == found["adjusted gross income"] == 253_000_00


def test_a_year_under_a_reform_is_explained_under_it(inside, tmp_path: Path) -> None:
    file, reform = tmp_path / "couple.toml", tmp_path / "reform.toml"
    file.write_text(
        (EXAMPLES / "couple.toml").read_text("utf-8")
        + MORE.replace("paths = 60", 'model = "fixed"'),
        "utf-8",
    )
    reform.write_text('name = "lower"\nfrom = 2027\n[annual_additions]\namount = 60_000\n', "utf-8")
    out = inside("project", str(file), "--reform", str(reform), "--explain", "2030").out
    limit = next(line for line in out.splitlines() if "annual additions of each employer" in line)
    assert "$60,000.00" in limit


def test_a_worksheet_of_what_was_not_answered_yet_says_where_to_look(tmp_path: Path) -> None:
    app = app_of(tmp_path / "households")
    app.state.context.folder.write("couple", (EXAMPLES / "couple.toml").read_text("utf-8"))
    client = user(app)
    for address in (
        "alternative/0",
        "feature/0",
        "year/2030",
        "swing/growth/low",
        "best",
        "best/2030",
        "rule/0",
    ):
        refused = client.get(f"/h/couple/why-ahead/{address}")
        assert refused.status_code == 422
        assert "first" in refused.text
    assert client.get("/h/couple/why-ahead/slide").status_code == 200
    assert client.get("/h/couple/why-ahead/slide?growth=x").status_code == 422
    assert client.get("/h/couple/why-tax/federal").status_code == 200
    assert client.get("/h/couple/why-tax/state").status_code == 200


def test_the_command_line_explains_rows_and_years(inside, tmp_path: Path) -> None:
    file = tmp_path / "couple.toml"
    file.write_text((EXAMPLES / "couple.toml").read_text("utf-8") + MORE, "utf-8")
    assert "in 2026 dollars" in inside("compare", str(file), "--explain", "mega").out
    assert (
        "every dollar that comes and goes" in inside("project", str(file), "--explain", "2030").out
    )
    assert (
        '"schema": "megaroth.worksheets/1"'
        in inside("project", str(file), "--explain", "2030", "--json").out
    )
    refused = inside("project", str(file), "--explain", "1990")
    assert refused.code == 2
    assert "a year from 2026" in refused.err
    assert "value, or a year" in inside("optimize", str(file), "--explain", "x").err


# --- the plan year's pages


def cells(page: str) -> list[str]:
    """The table cells and terms of a page's main part, but for the journal: its rows are what the
    other figures are sums of."""
    main = re.sub(r"<details><summary>Journal.*?</details>", "", page.split("<main")[1], flags=re.S)
    return re.findall(r"<(?:td|dd)[^>]*>(.*?)</(?:td|dd)>", main, re.S)


@pytest.mark.parametrize("name", [file.stem for file in sorted(EXAMPLES.glob("*.toml"))])
def test_every_number_of_the_plan_year_opens_a_worksheet_that_has_it(
    tmp_path: Path, name: str
) -> None:
    app = app_of(tmp_path / "households")
    app.state.context.folder.write(name, (EXAMPLES / f"{name}.toml").read_text("utf-8"))
    client = user(app)
    split = "move?balance=100000&after_tax=20000&distribute=10000&to="
    sheets: dict[str, str] = {}
    for address in ("", "year", "move", "tax", split, split + "roth_ira"):
        page = client.get(f"/h/{name}/{address}").text
        for cell in cells(page):
            words = "Modified AGI" in cell or "modified AGI" in cell or "IRA money" in cell
            assert "<a " in cell or words or not re.search(r"\$[1-9]", cell), (address, cell)
        for link, shown in re.findall(r'<a class="figure" href="([^"]+)"[^>]*>([^<]+)</a>', page):
            link = html.unescape(link)
            if link not in sheets:
                found = client.get(link)
                assert found.status_code == 200, (link, found.text[-500:])
                sheets[link] = html.unescape(found.text).replace("−", "-").replace(".00", "")
            for amount in re.findall(r"\$[\d,]+(?:\.\d\d)?", shown):
                assert amount.replace(".00", "") in sheets[link], (address, link, shown)
    assert len(sheets) > 40


def sheet_of(client, address: str) -> list[tuple[str, str]]:
    """The worksheets of a page: whose each is, and its text."""
    sections = client.get(address).text.split('<table class="sheet stack">')
    parts = itertools.pairwise(sections)
    # The sentence of the next worksheet is not part of a table.
    pairs = [(before, after.partition("</table>")[0]) for before, after in parts]
    plain = [[html.unescape(re.sub(r"<[^>]+>", " ", part)) for part in pair] for pair in pairs]
    return [(" ".join(before.split()[-40:]), after) for before, after in plain]


def test_a_worksheet_is_of_the_person_and_job_that_were_asked(tmp_path: Path) -> None:
    """Names of one word stand over their rules too; a couple's numbers are each one's own."""
    app = app_of(tmp_path / "households")
    app.state.context.folder.write("couple", (EXAMPLES / "couple.toml").read_text("utf-8"))
    client = user(app)
    answer = cached_queries.plan_of((EXAMPLES / "couple.toml").read_text("utf-8"), PUBLISHED)
    for person in answer.people:
        other = next(one for one in answer.people if one is not person)
        for figure in ("hsa", "traditional_ira", "elective_deferral_limit"):
            found = sheet_of(client, f"/h/couple/why/{figure}?of={person.name}")
            assert found, (person.name, figure)
            assert not any(other.name in title for title, _ in found), (person.name, figure)
        for job in person.jobs:
            of = f"{person.name}, {job.employer}"
            for title, _ in sheet_of(client, f"/h/couple/why/after_tax_room?of={of}"):
                assert of in title
    health = " ".join(text for _, text in sheet_of(client, "/h/couple/why/hsa?of=Ana"))
    assert "less the employer's contributions" in health


def test_a_range_is_explained_at_both_ends_with_their_answers(tmp_path: Path) -> None:
    app = app_of(tmp_path / "households")
    text = (EXAMPLES / "unknown_rules.toml").read_text("utf-8")
    app.state.context.folder.write("a", text)
    client, answer = user(app), cached_queries.plan_of(text, PUBLISHED)
    for figure, value in (
        ("to_roth", answer.to_roth),
        ("tax", answer.tax),
        ("after_tax", answer.people[0].jobs[0].contributions.after_tax),
    ):
        found = [one for one in sheet_of(client, f"/h/a/why/{figure}") if "if " in one[0]]
        ends = [re.findall(r"\$[\d,]+\.\d\d", shown)[-1] for _, shown in found]
        assert dollars(value.low) in ends, figure
        assert dollars(value.high) in ends, figure
        assert any("after-tax contributions: yes" in title for title, _ in found), figure


def test_a_worksheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    app = app_of(tmp_path / "households")
    app.state.context.folder.write("a", (EXAMPLES / "unknown_rules.toml").read_text("utf-8"))
    client = user(app)
    for address in (
        "answer/99",
        "answer/-1",
        "paycheck/9",
        "moves/99",
        "conversion/9",
        "alternative/99",
        "slip/9",
    ):
        assert client.get(f"/h/a/why-{address}").status_code == 404, address
    for address in ("next?until=1", "next?item=nothing", "split?balance=x", "split", "/nothing"):
        assert (
            client.get(
                f"/h/a/why-{address}" if address[0] != "/" else "/h/a/why/nothing"
            ).status_code
            == 422
        ), address


def test_both_separate_returns_are_on_the_page_and_explained(tmp_path: Path) -> None:
    app = app_of(tmp_path / "households")
    text = (
        (EXAMPLES / "couple.toml")
        .read_text("utf-8")
        .replace('"married_joint"', '"married_separate"')
    )
    app.state.context.folder.write("couple", text)
    app.state.context.folder.write("joint", (EXAMPLES / "couple.toml").read_text("utf-8"))
    client = user(app)
    page = client.get("/h/couple/tax").text
    assert "Ana's separate return" in html.unescape(page)
    links = re.findall(r'href="([^"]+whose=second)"[^>]*>([^<]+)</a>', page)
    assert len(links) == 3
    for link, shown in links:
        sheet = html.unescape(client.get(link).text).replace(".00", "")
        assert shown.replace(".00", "") in sheet, link
    assert client.get("/h/joint/why-tax/federal?whose=second").status_code == 404
    assert client.get("/h/couple/why-tax/federal?whose=third").status_code == 404
    assert "separate return" not in client.get("/h/joint/tax").text
