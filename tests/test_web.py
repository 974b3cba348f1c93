"""The page as its user meets it, without a browser: interview, answers, worksheets, undo, the HTTP
interface."""

from __future__ import annotations

import html
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, examples
from megaroth.contract.schemas import schema_of
from megaroth.interview.add_and_remove import added, removed
from megaroth.interview.answers_to_file import answered
from megaroth.interview.fields import parts
from megaroth.interview.file_questions import asked_at, groups
from megaroth.interview.refusals import RefusedError
from megaroth.kernel.errors import InputError
from megaroth.law.law_book import PUBLISHED
from megaroth.present.plan import steps_at
from megaroth.present.sentences.sentence import title
from megaroth.readers.household_file import parse_household
from megaroth.web.pages import job_pages
from megaroth.web.pages.calendar_file import calendar
from megaroth.web.server import jobs
from megaroth.web.server.cached_queries import plan_of
from megaroth.web.store.examples import EXAMPLES as EXAMPLE_NAMES
from megaroth.web.store.examples import example_text
from megaroth.web.store.folder import Folder
from megaroth.web.store.saved_household import ChangedError
from web_pages import EXAMPLES, app_of, script, take_in, user

NAMES = sorted(one.stem for one in EXAMPLES.glob("*.toml"))


@pytest.fixture
def app(tmp_path: Path):
    found = app_of(tmp_path / "households")
    take_in(found, *NAMES)
    yield found
    # A long answer that a test has asked for does not run on.
    found.state.context.jobs.close()


def words(text: str) -> str:
    """What a page says."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


# --- the interview


def test_the_missions_example_from_the_first_page_to_the_verdict(tmp_path: Path) -> None:
    app = app_of(tmp_path / "new")
    client = user(app)
    assert "You have no households yet" in client.get("/").text
    begun = client.post(
        "/new",
        data={
            "title": "Morgan",
            "person": "Morgan",
            "born": "1979-03-08",
            "year": "2024",
            "filing_status": "single",
            "employer": "Acme",
            "pay": "$250,000",
        },
    )
    assert begun.headers["location"] == "/h/Morgan/interview/decides"
    assert "DEPENDS" in words(client.get("/h/Morgan/").text).upper()
    job = "people.0.jobs.0."
    client.post(
        "/h/Morgan/interview/decides",
        data={
            f"{job}plan.after_tax": "yes",
            f"{job}plan.in_plan_roth_rollover": "each_paycheck",
            f"{job}plan.in_service_withdrawal": "no",
            f"{job}plan.match": "50% : $3,000",
        },
    )
    said = words(client.get("/h/Morgan/").text)
    assert "yes $44,500.00 after tax can be contributed in 2024" in said
    file = parse_household(app.state.context.folder.read("Morgan").text)
    assert file.people[0].jobs[0].plan.roth is True, (
        "a way into the Roth account means that there is one"
    )


def test_answers_of_a_part_are_saved_together_or_refused_at_their_fields(app) -> None:
    client = user(app)
    path = "people.0.jobs.0.pay"
    assert client.post("/h/couple/interview/work", data={path: "240,000.50"}).status_code == 303
    page = client.get("/h/couple/interview/work").text
    assert 'value="240,000.5"' in page
    assert "Undo" in page
    assert (
        parse_household(app.state.context.folder.read("couple").text).people[0].jobs[0].pay
        == 240_000_50
    )
    before = app.state.context.folder.read("couple")
    bad = client.post("/h/couple/interview/work", data={path: "a lot"})
    assert bad.status_code == 422
    assert 'aria-invalid="true"' in bad.text
    assert "an amount in dollars, such as 23000, 23,000 or 1500.50" in words(bad.text)
    assert 'value="a lot"' in bad.text, "what was typed is not lost"
    whole = client.post(
        "/h/couple/interview/work", data={path: "-1", "people.0.jobs.0.employer": "B"}
    )
    assert whole.status_code == 422
    assert whole.text.count('aria-invalid="true"') == 1
    assert app.state.context.folder.read("couple") == before


def test_every_answer_goes_round(app) -> None:
    """What the page shows of a file, typed in again, changes nothing of it."""
    for name in NAMES:
        text = (EXAMPLES / f"{name}.toml").read_text("utf-8")
        for part in parts():
            said = {one.path: one.value for group in groups(text, part) for one in group.asked}
            assert parse_household(answered(text, said)) == parse_household(text), (name, part.name)


def test_the_interview_keeps_comments_and_keys_that_it_does_not_know() -> None:
    text = (EXAMPLES / "job_change_june.toml").read_text("utf-8")
    changed = answered(
        text, {"people.0.jobs.0.pay": "210,000", "people.0.jobs.1.plan.nonelective": "3"}
    )
    ours, theirs = parse_household(text), parse_household(changed)
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in changed.splitlines() if "#" in line
    ]
    assert theirs.people[0].jobs[0].pay == 210_000_00
    assert theirs.people[0].jobs[1].plan.nonelective == 30_000
    assert theirs.people[0].jobs[0].ended == ours.people[0].jobs[0].ended


@pytest.mark.parametrize(
    ("key", "said", "expected"),
    [
        ("plan.match", "100% : 3%, 50% : 5%", [(1_000_000, 30_000), (500_000, 50_000)]),
        ("plan.match", "none", []),
        ("plan.match", "I don't know", "unknown"),
        ("plan.match", "", []),
        ("plan.in_service_withdrawal", "yes", ("after_tax",)),
        ("plan.in_service_withdrawal", "no", ()),
        ("plan.in_service_withdrawal", "unknown", "unknown"),
        ("plan.after_tax_cap", "10", 100_000),
        ("plan.after_tax_cap", "I don't know", "unknown"),
        ("plan.nonelective", "3%", 30_000),
        ("pay_frequency", "monthly", "monthly"),
    ],
)
def test_answers_become_the_files_own_words(key: str, said: str, expected: object) -> None:
    text = answered((EXAMPLES / "couple.toml").read_text("utf-8"), {f"people.0.jobs.0.{key}": said})
    job = parse_household(text).people[0].jobs[0]
    value = job.pay_frequency if key == "pay_frequency" else getattr(job.plan, key.split(".")[1])
    if key.endswith("cap") and value != "unknown":
        assert value.percent == expected
    elif key == "plan.match" and value != "unknown":
        assert [(tier.rate, tier.up_to) for tier in value] == expected
    elif isinstance(expected, tuple):
        assert tuple(value) == expected
    else:
        assert value == expected


def test_a_spouse_a_job_and_an_ira_come_and_go() -> None:
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8")
    two = added(text, "spouse")
    assert parse_household(two).filing_status == "married_joint"
    assert len(parse_household(removed(two, "people.1.")).people) == 1
    job = added(two, "job", "people.1.")
    assert parse_household(job).people[1].jobs[0].employer == "New employer"
    ira = added(job, "ira", "people.0.")
    assert parse_household(ira).people[0].iras[0].kind == "traditional"
    assert asked_at(ira, "people.0.iras.0.value") is not None
    assert not parse_household(removed(ira, "people.0.iras.0.")).people[0].iras
    for place in ("people.7.", "people.0.jobs.9.", "year.", "people.0.name."):
        with pytest.raises(RefusedError):
            removed(text, place)
    with pytest.raises(RefusedError):
        added(two, "spouse")
    with pytest.raises(RefusedError):
        added(text, "job", "people.3.")


@given(
    st.dictionaries(
        st.sampled_from(
            [
                one.path
                for part in parts()
                for group in groups((EXAMPLES / "couple.toml").read_text("utf-8"), part)
                for one in group.asked
            ]
        ),
        st.text(max_size=12)
        | st.sampled_from(["unknown", "10%", "1e9", "0", "-5", "2026-02-30", "single"]),
        max_size=3,
    )
)
@examples(60)
def test_whatever_is_typed_the_file_stays_a_household(said: dict[str, str]) -> None:
    text = (EXAMPLES / "couple.toml").read_text("utf-8")
    refused: dict[str, str] | None = None
    try:
        changed = answered(text, said)
    except RefusedError as error:
        refused = error.at
    if refused is None:
        parse_household(changed)
    else:
        assert refused, "a refusal says what is wrong"
        assert all(refused.values())


def test_an_untouched_answer_changes_nothing_and_rates_are_never_scaled() -> None:
    """A file may have rates as fractions, coverage by month, and rules that are unknown; saving a
    part as it is shown leaves them."""
    text = (EXAMPLES / "couple.toml").read_text("utf-8")
    text = text.replace(
        'match = [{ rate = "50%", up_to = "6%" }]',
        "match = [{ rate = 0.5, up_to = 0.06 }]\nnonelective = 0.03",
        1,
    )
    text = text.replace(
        'coverage = "family"', "coverage = [" + ", ".join(['"family"'] * 12) + "]", 1
    )
    text = text.replace("spare_cash = 110_000", "spare_cash = 110_000\ngrowth = 0.05")
    for part in parts():
        shown = [one for group in groups(text, part) for one in group.asked]
        assert answered(text, {one.path: one.value for one in shown}) == text, part.name
    by_path = {
        one.path: one.value
        for part in parts()
        for group in groups(text, part)
        for one in group.asked
    }
    assert by_path["growth"] == "5%"
    assert by_path["people.0.jobs.0.plan.match"] == "50% up to 6%"
    assert by_path["people.0.jobs.0.plan.nonelective"] == "3%"
    unknown = text.replace("nonelective = 0.03", 'nonelective = "unknown"')
    assert answered(unknown, {"people.0.jobs.0.plan.nonelective": "I don't know"}) == unknown
    assert answered(text, {"people.0.jobs.0.plan.match": "50% of 6%, 25% of 8%"}) != text


def test_inline_and_dotted_files_can_be_changed_too() -> None:
    inline = (
        'year = 2026\npeople = [{ name = "A", born = 1980-01-01, jobs = [{ employer = "X", '
        "pay = 200_000 }] }]\n"
    )
    job = '[[people.jobs]]\nemployer = "X"\npay = 200_000\nplan.after_tax = true\n'
    dotted = f'year = 2026\n[[people]]\nname = "A"\nborn = 1980-01-01\n{job}'
    for text in (inline, dotted):
        changed = answered(
            text,
            {
                "people.0.jobs.0.plan.match": "50% : 6%",
                "people.0.jobs.0.balances.pre_tax.value": "1,000",
            },
        )
        job = parse_household(changed).people[0].jobs[0]
        assert job.plan.match[0].up_to == 60_000
        assert job.balances.pre_tax.value == 1_000_00
        assert len(parse_household(added(text, "spouse")).people) == 2
        assert len(parse_household(added(text, "job", "people.0.")).people[0].jobs) == 2


def test_a_file_that_must_be_written_out_keeps_its_comments() -> None:
    inline = (
        "# of the Nguyens\nyear = 2026 # the second year\n"
        'people = [ # who\n  { name = "A # 1", born = 1980-01-01, jobs = [{ employer = \'X # '
        '"2"\', pay = 200_000 }] }, # her\n]\n'
    )
    changed = added(inline, "job", "people.0.")
    for comment in ("# of the Nguyens", "# the second year", "# who", "# her"):
        assert changed.splitlines().count(comment) == 1
    assert '# 1"' not in [line.strip() for line in changed.splitlines()], "a string is no comment"
    again = answered(changed, {"people.0.jobs.0.pay": "210,000"})
    assert again.startswith("# Comments from the earlier version of this file:\n# of the Nguyens\n")
    assert parse_household(again).people[0].jobs[0].employer == 'X # "2"'


def test_what_was_contributed_so_far_has_a_day() -> None:
    from datetime import date

    text = (
        (EXAMPLES / "mission_45.toml")
        .read_text("utf-8")
        .replace("year = 2024", f"year = {date.today().year}")
        .replace("2024-01-05", f"{date.today().year}-01-05")
    )
    changed = answered(text, {"people.0.jobs.0.made.pre_tax": "10,000"})
    assert parse_household(changed).as_of == date.today()


def test_two_changes_at_once_are_both_kept(app) -> None:
    client = user(app)
    for _ in range(8):
        app.state.context.folder.write("two", (EXAMPLES / "mission_45.toml").read_text("utf-8"))
        asked = [
            lambda: client.post(
                "/h/two/interview/you",
                data={"people.0.name": "Renamed"},
            ),
            lambda: client.post("/h/two/add", data={"what": "spouse"}),
        ]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda ask: ask(), asked))
        household = parse_household(app.state.context.folder.read("two").text)
        assert household.people[0].name == "Renamed"
        assert len(household.people) == 2


def test_expenses_and_receipts_are_added_answered_and_removed(app) -> None:
    client = user(app)
    app.state.context.folder.write("life", (EXAMPLES / "mission_45.toml").read_text("utf-8"))
    for what in ("expense", "receipt"):
        assert client.post("/h/life/add", data={"what": what, "part": "ahead"}).status_code == 303
    page = client.get("/h/life/interview/ahead").text
    assert "Expense: New expense" in page
    assert "Receipt: New receipt" in page
    answers = {
        "expenses.0.name": "College",
        "expenses.0.amount": "30k",
        "expenses.0.from_year": "2034",
        "expenses.0.until_age": "58",
        "receipts.0.amount": "250,000",
        "receipts.0.year": "2040",
        "receipts.0.taxable": "yes",
    }
    for path, said in answers.items():
        client.post("/h/life/interview/ahead", data={path: said})
    household = parse_household(app.state.context.folder.read("life").text)
    (college,), (receipt,) = household.expenses, household.receipts
    assert (college.amount, college.from_year, college.until_age) == (30_000_00, 2034, 58)
    assert (receipt.amount, receipt.year, receipt.taxable) == (250_000_00, 2040, True)
    wrong = client.post(
        "/h/life/interview/ahead",
        data={"expenses.0.until_age": "40"},
    ).text
    assert "a last year that is not before the first" in wrong
    asked = {"place": "expenses.0.", "title": "College", "part": "ahead"}
    assert client.post("/h/life/remove", data=asked).status_code == 303
    assert not parse_household(app.state.context.folder.read("life").text).expenses


def test_an_answer_replaces_another_that_says_the_same(app) -> None:
    """Each answer is saved alone, so a year must be able to take the place of an age."""
    client = user(app)
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8")
    job = {"what": "pay change", "place": "people.0.jobs.0.", "part": "ahead"}
    app.state.context.folder.write("life", text)
    client.post("/h/life/add", data=job)
    client.post("/h/life/add", data={"what": "expense", "part": "ahead"})
    change = "people.0.jobs.0.pay_changes.0."
    for path, said in (
        (change + "share", "50%"),
        (change + "pay", "90k"),
        (change + "from_age", "50"),
        (change + "from_year", "2034"),
        ("expenses.0.from_age", "50"),
        ("expenses.0.until_year", "2040"),
        ("expenses.0.year", "2036"),
    ):
        client.post("/h/life/interview/ahead", data={path: said})
    household = parse_household(app.state.context.folder.read("life").text)
    (found,), (expense,) = household.people[0].jobs[0].pay_changes, household.expenses
    assert (found.pay, found.share, found.from_year, found.from_age) == (
        90_000_00,
        None,
        2034,
        None,
    )
    assert (expense.year, expense.from_age, expense.until_year) == (2036, None, None)
    both = {"expenses.0.from_year": "2030", "expenses.0.from_age": "50"}
    assert client.post("/h/life/interview/ahead", data=both).status_code == 422


def test_removing_twice_removes_one(app) -> None:
    client = user(app)
    asked = {"place": "people.0.jobs.0.", "title": "Old", "part": "work"}
    text = (EXAMPLES / "mission_45.toml").read_text("utf-8").replace('"Acme"', '"Old"')
    app.state.context.folder.write("two jobs", added(text, "job", "people.0."))
    assert client.post("/h/two jobs/remove", data=asked).status_code == 303
    assert client.post("/h/two jobs/remove", data=asked).status_code == 422
    assert len(parse_household(app.state.context.folder.read("two jobs").text).people[0].jobs) == 1


# --- pages


@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_every_example_opens_and_every_number_has_its_worksheet(
    app, name: str
) -> None:
    client = user(app)
    sheets: set[str] = set()
    for page in (
        "",
        "interview/decides",
        "interview/you",
        "interview/work",
        "interview/so_far",
        "interview/accounts",
        "interview/money",
        "interview/ahead",
        "year",
        "move",
        "worth",
        "best",
        "tax",
        "file",
    ):
        answer = client.get(f"/h/{name}/{page}")
        assert answer.status_code == 200, page
        sheets |= set(re.findall(rf'href="(/h/{name}/why/\w+(?:\?of=[^"]+)?)"', answer.text))
        assert "Traceback" not in answer.text
    assert len(sheets) >= 5
    for sheet in sheets:
        answer = client.get(sheet)
        assert answer.status_code == 200, sheet
        assert '<table class="sheet stack">' in answer.text
        bare = client.get(sheet, headers={"hx-request": "true"})
        assert "<html" not in bare.text


def test_the_law_is_found_and_has_its_history(app) -> None:
    client = user(app)
    assert client.get("/law").headers["location"] == "/law/2026"
    page = words(client.get("/law/2026?search=annual additions").text)
    assert "annual additions $72,000 $70,000 IRC 415(c)(1)(A) Notice 2025-67 published" in page
    found = words(client.get("/law/limit/annual_additions").text)
    assert "2024 $69,000 published Notice 2023-75" in " ".join(found.split())
    assert client.get("/law/1900").status_code == 422
    assert client.get("/law/x").status_code == 404
    assert client.get("/law/limit/nothing").status_code == 422


def test_what_is_not_there_is_told_with_what_is_near(app) -> None:
    client = user(app)
    answer = client.get("/h/coupel/")
    assert answer.status_code == 404
    assert "did you mean couple?" in words(answer.text)
    assert client.get("/h/couple/why/after_tax?of=Nobody").status_code == 404
    near = client.get("/h/couple/why/after_tax_rom")
    assert near.status_code == 422
    assert "did you mean after_tax_room?" in words(near.text)
    assert client.get("/nothing").status_code == 404


def test_the_split_of_any_distribution(app) -> None:
    client = user(app)
    page = words(
        client.get("/h/couple/move?balance=100,000&after_tax=20,000&distribute=50,000").text
    )
    assert "traditional IRA $40,000 $40,000 $0 $0" in page
    assert "Roth IRA $10,000 $0 $10,000 $0" in page
    assert "What the tax forms must say" in page
    assert "an amount in dollars" in words(client.get("/h/couple/move?balance=x&after_tax=1").text)
    assert "Expected at most the balance" in words(
        client.get("/h/couple/move?balance=10&after_tax=1&distribute=20").text
    )


def test_sliders_answer_what_the_library_answers(app) -> None:
    client = user(app)
    page = words(
        client.get(
            "/h/couple/worth/slide?growth=6&dividend_yield=1.5&turnover=5&plan_until=90"
        ).text
    )
    said = re.search(
        r"the mega backdoor Roth is \$([\d,]+) ahead of the taxable account in what can be spent "
        r"a year after work, each under its best policy",
        page,
    )
    from dataclasses import replace

    from megaroth.planning.compare import compare

    household = parse_household((EXAMPLES / "couple.toml").read_text("utf-8"))
    fixed = replace(household, assumptions=replace(household.assumptions, model="fixed"))
    answer = compare(fixed)
    by_name = {one.name: one for one in answer.alternatives}
    expected = by_name["mega"].differences.leading.level / 100
    assert int(said.group(1).replace(",", "")) == pytest.approx(expected, abs=10)
    assert client.get("/h/couple/worth/slide?growth=x").status_code == 422
    assert client.get("/h/couple/worth/slide?plan_until=9").status_code == 422
    longer = words(
        client.get(
            "/h/couple/worth/slide?growth=5&dividend_yield=1.5&turnover=5&plan_until=100"
        ).text
    )
    assumed = replace(household.assumptions, model="fixed", growth=50_000, plan_until=100)
    answer = compare(replace(household, assumptions=assumed))
    mega = next(one for one in answer.alternatives if one.name == "mega")
    shown = int(re.search(r"\$([\d,]+) ahead", longer).group(1).replace(",", ""))
    assert shown == pytest.approx(mega.differences.leading.level / 100, abs=10), (
        "the years and the growth are those of the sliders"
    )


def test_undo_and_redo_go_through_every_version(app) -> None:
    client = user(app)
    texts = [app.state.context.folder.read("couple").text]
    for cash in ("100,000", "90,000", "80,000"):
        client.post("/h/couple/interview/you", data={"spare_cash": cash})
        texts.append(app.state.context.folder.read("couple").text)
    for text in reversed(texts[:-1]):
        client.post("/h/couple/undo", data={"back": "/h/couple/year"})
        assert app.state.context.folder.read("couple").text == text
    for text in texts[1:]:
        client.post("/h/couple/redo")
        assert app.state.context.folder.read("couple").text == text
    assert client.post("/h/couple/redo").status_code == 422
    client.post("/h/couple/delete")
    assert client.get("/h/couple/").status_code == 404
    client.post("/h/couple/undo")
    assert app.state.context.folder.read("couple").text == texts[-1]


def test_a_file_that_somebody_else_changed_is_not_overwritten(tmp_path: Path) -> None:
    folder = Folder.at(tmp_path / "f")
    first = folder.write("a", "year = 2025\n")
    folder.write("a", "year = 2026\n")
    with pytest.raises(ChangedError):
        folder.write("a", "year = 2027\n", tag=first.tag)
    with pytest.raises(ChangedError):
        folder.write("a", "year = 2027\n", tag="")
    with pytest.raises(InputError):
        Folder.at(tmp_path / "f" / "a.toml")


def test_a_wrong_file_opens_where_it_can_be_mended(app) -> None:
    (app.state.context.folder.path / "broken.toml").write_text("year = 2026\npeople = 7\n")
    (app.state.context.folder.path / "no toml.toml").write_text("year = = 2026\n")
    client = user(app)
    assert "to fix" in client.get("/").text
    for name in ("broken", "no toml"):
        assert client.get(f"/h/{name}/").headers["location"].endswith("/file")
        page = client.get(f"/h/{name}/file")
        assert "Problems to fix" in page.text
        assert client.post(f"/h/{name}/file", data={"text": "year = 2026"}).status_code == 422
        for other in ("interview/you", "year", "tax", "worth", "move", "best"):
            assert client.get(f"/h/{name}/{other}").status_code in (200, 303, 422), other


def test_the_calendar_has_every_step_in_lines_that_calendars_read() -> None:
    answer = plan_of((EXAMPLES / "couple.toml").read_text("utf-8"), PUBLISHED)
    begun = date(answer.year, 1, 1)
    text = calendar(answer, "A; B, C", begun)
    assert text.count("BEGIN:VEVENT") == len(answer.steps)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "X-WR-CALNAME:megaroth: A\\; B\\, C" in text
    unfolded = text.replace("\r\n ", "")
    for step in answer.steps:
        assert f"DTSTART;VALUE=DATE:{step.date:%Y%m%d}" in unfolded
        assert "SUMMARY:" + title(step.text).replace(",", "\\,") in unfolded
    assert text == calendar(answer, "A; B, C", begun)


def test_a_late_step_stands_in_the_calendar_on_the_day_that_it_is_asked() -> None:
    answer = plan_of((EXAMPLES / "couple.toml").read_text("utf-8"), PUBLISHED)
    day = date(answer.year, 7, 9)
    late = [step for step, is_late in steps_at(answer, day) if is_late]
    assert late
    unfolded = calendar(answer, "A", day).replace("\r\n ", "")
    assert unfolded.count(f"DTSTART;VALUE=DATE:{day:%Y%m%d}") == len(late)
    assert unfolded.count("DESCRIPTION:Overdue\\, and still possible until") == 2 * len(late), (
        "in the event and in its alarm"
    )


def test_a_conflict_in_the_file_keeps_what_was_typed(app) -> None:
    client = user(app)
    tag = app.state.context.folder.read("couple").tag
    text = app.state.context.folder.read("couple").text
    client.post("/h/couple/interview/you", data={"spare_cash": "1,000"})
    wrong = client.post("/h/couple/file", data={"text": "year = 1", "tag": tag})
    assert f'value="{tag}"' in wrong.text, "a mistake does not make the conflict forgotten"
    conflict = client.post("/h/couple/file", data={"text": text + "\n# typed\n", "tag": tag})
    assert conflict.status_code == 409
    assert "# typed" in conflict.text
    assert (
        "1_000" in app.state.context.folder.read("couple").text
        or "1000" in app.state.context.folder.read("couple").text
    )


def test_one_bad_file_does_not_hide_the_others(app) -> None:
    (app.state.context.folder.path / "latin.toml").write_bytes(b"# \xe9\n")
    page = user(app).get("/")
    assert page.status_code == 200
    assert "cannot be read" in page.text
    assert "couple" in page.text


def test_search_finds_people_too(app) -> None:
    assert "couple" in user(app).get("/?search=luis").text


def test_a_name_that_was_deleted_is_not_given_again(app) -> None:
    app.state.context.folder.delete("couple")
    assert app.state.context.folder.free_name("couple") == "couple 2"
    assert len(app.state.context.folder.free_name("x" * 60)) == 60
    app.state.context.folder.write("x" * 60, "a")
    assert len(app.state.context.folder.free_name("x" * 60)) == 60


def test_long_work_without_script_is_a_whole_page_that_looks_again(app) -> None:
    client = user(app)
    page = client.get("/h/mission_45/job/worth").text
    assert "<html" in page
    assert 'http-equiv="refresh"' in page
    assert "<html" in client.post("/h/mission_45/job/worth/stop").text
    bare = client.get("/h/mission_45/job/worth", headers={"hx-request": "true"}).text
    assert "<html" not in bare
    client.post("/h/mission_45/job/worth/stop")
    moved = client.get("/h/couple/worth?growth=11").text
    assert 'value="11"' in moved


def test_odd_numbers_in_addresses_make_no_fault(app) -> None:
    client = user(app)
    assert client.get("/law/" + "9" * 5000).status_code == 404
    assert client.post("/h/couple/remove", data={"place": "people.\u00b2"}).status_code == 422
    for rate in ("-150", "nan", "1e9", "5.123456789", "5e-324", "x"):
        for address in ("worth/slide", "why-ahead/slide"):
            assert client.get(f"/h/couple/{address}?growth={rate}").status_code == 422
        page = client.get(f"/h/couple/worth?growth={rate}")
        assert page.status_code == 422
        assert "<h1>Is it worth it?</h1>" in page.text, "told on the page"


# --- long work


def slow(seconds: float, tick) -> str:
    """Work that takes its time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        tick(1, 2)
        time.sleep(0.01)
    return "done"


def failing(tick) -> None:
    """Work that fails on purpose."""
    raise InputError([])


def faulty(tick) -> None:
    """Work with a fault."""
    raise ZeroDivisionError("a secret")


def until(job: jobs.Job, *states: str) -> None:
    end = time.monotonic() + 20
    while job.state not in states:
        assert time.monotonic() < end, job.state
        time.sleep(0.02)


def test_long_work_tells_how_far_it_is_and_can_be_stopped() -> None:
    many = jobs.Jobs()
    job = many.ask("a", slow, 30.0)
    assert many.ask("a", slow, 30.0) is job, "the same question is worked out once"
    until(job, "running")
    while not job.whole:
        time.sleep(0.02)
    assert (job.done, job.whole) == (1, 2)
    many.stop("a")
    until(job, "stopped")
    again = many.ask("a", slow, 0.0)
    until(again, "done")
    assert again.result == "done"
    bad, worse = many.ask("b", failing), many.ask("c", faulty)
    until(bad, "failed")
    until(worse, "failed")
    assert "secret" not in worse.problem
    waiting = [many.ask(f"w{place}", slow, 30.0) for place in range(4)]
    many.close()
    for one in waiting:
        until(one, "stopped")
    assert threading.active_count() < 20


def test_the_comparison_and_the_report_come_by_work(app, monkeypatch: pytest.MonkeyPatch) -> None:
    client = user(app)
    text = (
        app.state.context.folder.read("mission_45").text
        + "\n[assumptions]\npaths = 20\nplan_until = 60\n"
    )
    app.state.context.folder.write("mission_45", text)
    for kind, says in (
        ("worth", "What plan features are worth"),
        ("sensitivity", "When it falls behind"),
    ):
        end = time.monotonic() + 60
        while "<progress" in (page := client.get(f"/h/mission_45/job/{kind}").text):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert says in page
        assert 'class="chart' in page
    end = time.monotonic() + 60
    while "Download the report" not in (
        page := client.get("/h/mission_45/report?kind=md&adviser=Ada").text
    ):
        assert time.monotonic() < end
        assert "message" not in page
        time.sleep(0.1)
    given = client.get("/h/mission_45/report?kind=md&adviser=Ada&give=1")
    assert "prepared by Ada" in given.text
    assert given.headers["content-disposition"].startswith("attachment")
    assert client.get("/h/mission_45/job/nothing").status_code == 404
    assert client.post("/h/mission_45/job/nothing/stop").status_code == 404
    assert set(job_pages._WORK) == {"worth", "sensitivity", "best", "difference"}


# --- the HTTP interface


def test_every_noun_answers_in_its_schema(app) -> None:
    client = script(app)
    text = (EXAMPLES / "couple.toml").read_text(
        "utf-8"
    ) + "\n[assumptions]\npaths = 20\nplan_until = 60\n"
    household = {
        "year": 2026,
        "people": [
            {
                "name": "A",
                "born": "1980-01-01",
                "jobs": [{"employer": "X", "pay": 250000.5, "plan": {"after_tax": "unknown"}}],
            }
        ],
    }
    asked = {
        "check": {"household": household},
        "plan": {"toml": text, "journal": True},
        "tax": {"name": "couple", "marginal": "conversion", "amount": 50000},
        "project": {"toml": text, "real": True},
        "compare": {"toml": text, "sensitivity": False},
        "worksheets": {"name": "couple", "figure": "after_tax_room"},
        "room": {"age": 45, "year": 2024, "deferral": 23000, "employer": 1500},
        "rollover": {
            "year": 2026,
            "balance": 100000,
            "after_tax": 20000,
            "to": [{"to": "roth_ira", "amount": 50000}, {"to": "traditional_ira", "amount": 50000}],
        },
    }
    for noun, body in asked.items():
        answer = client.post(f"/api/v1/{noun}", json=body)
        assert answer.status_code == 200, (noun, answer.text)
        jsonschema.validate(answer.json(), schema_of(noun))
    assert client.post("/api/v1/room", json=asked["room"]).json()["after_tax_room"] == 44500
    for path, schema in (
        ("law/2026", "law"),
        ("law/2026?diff=2025", "law"),
        ("law/history/annual_additions", "law_history"),
    ):
        jsonschema.validate(client.get(f"/api/v1/{path}").json(), schema_of(schema))
    assert client.get("/api/v1/schemas/household").json() == schema_of("household")


def test_what_the_interface_says_is_what_the_command_line_prints(
    app, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    from megaroth.cli.plan import plan as command

    command(str(EXAMPLES / "couple.toml"), json=True)
    assert script(app).post("/api/v1/plan", json={"name": "couple"}).json() == json.loads(
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("plan", {}, 422, "one of name, toml and household"),
        ("plan", {"name": "couple", "toml": ""}, 422, "one of name, toml and household"),
        ("plan", {"name": "nobody"}, 404, "a household of this folder"),
        ("plan", {"toml": "year = 2026"}, 422, "people"),
        ("plan", {"household": {"year": {"deep": [None, {"a": None}]}}}, 422, "year"),
        ("plan", {"nmae": "couple"}, 422, "nmae"),
        ("tax", {"name": "couple", "marginal": "convertion"}, 422, "conversion"),
        ("optimize", {"name": "couple", "objective": "fun"}, 422, "wealth"),
        ("worksheets", {"name": "couple", "figure": "after_tax_rom"}, 422, "after_tax_room"),
        ("rollover", {"balance": 1, "after_tax": 0, "distribute": 2}, 422, "a distribution of"),
        ("room", {"age": 45, "pay": 0.001}, 422, "two decimals"),
    ],
)
def test_refusals_are_problems_with_place_and_remedy(
    app, path: str, body: dict, status: int, says: str
) -> None:
    answer = script(app).post(f"/api/v1/{path}", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.text
    assert answer.json()["status"] == status


def test_a_body_that_is_no_json_is_told_so(app) -> None:
    answer = script(app).post(
        "/api/v1/plan", content=b"{", headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_writes_are_idempotent_and_conditional(app) -> None:
    client = script(app)
    text = (EXAMPLES / "age_61.toml").read_text("utf-8")
    first = client.put("/api/v1/households/new one", json={"toml": text})
    assert first.status_code == 201
    tag = first.headers["etag"]
    again = client.put("/api/v1/households/new one", json={"toml": text})
    assert (again.status_code, again.headers["etag"]) == (200, tag)
    assert app.state.context.folder.versions("new one") == (0, 0), (
        "the same once more is no new version"
    )
    changed = text + "\n# more\n"
    assert (
        client.put(
            "/api/v1/households/new one", json={"toml": changed}, headers={"if-match": '"other"'}
        ).status_code
        == 409
    )
    assert (
        client.put(
            "/api/v1/households/new one", json={"toml": text + "\n# x\n"}, headers={"if-match": tag}
        ).status_code
        == 200
    )
    assert client.get("/api/v1/households/new one").json()["toml"] == text + "\n# x\n"
    assert client.put("/api/v1/households/new one", json={"toml": "year = 1"}).status_code == 422
    for _ in range(2):
        assert client.delete("/api/v1/households/new one").status_code == 204
    assert client.get("/api/v1/households/new one").status_code == 404


def test_many_at_once_lose_nothing(app) -> None:
    client = script(app)
    text = (EXAMPLES / "couple.toml").read_text("utf-8")

    def one(place: int) -> int:
        name = f"many {place % 5}"
        if place % 3 == 0:
            return client.put(
                f"/api/v1/households/{name}", json={"toml": f"{text}\n# {place}\n"}
            ).status_code
        if place % 3 == 1:
            return client.post("/api/v1/plan", json={"name": "couple"}).status_code
        return client.get("/api/v1/households").status_code

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(one, range(120)))
    assert set(found) <= {200, 201}
    folder = app.state.context.folder
    kept = {f"many {place}": {folder.read(f"many {place}").text} for place in range(5)}
    for name, texts in kept.items():
        while folder.versions(name)[0]:
            texts.add(folder.undo(name).text)
    written = {f"{text}\n# {place}\n" for place in range(0, 120, 3)}
    assert set().union(*kept.values()) == written, "every version that was accepted is there"


def test_the_openapi_document_is_3_1_and_closed(app) -> None:
    document = script(app).get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for name, schema in document["components"]["schemas"].items():
        if name not in ("HTTPValidationError", "ValidationError"):
            assert schema["additionalProperties"] is False, name
    for path, methods in document["paths"].items():
        for method, about in methods.items():
            assert about["summary"], (path, method)
            assert any(
                "application/problem+json" in one.get("content", {})
                for one in about["responses"].values()
            )


def test_the_page_is_small(app) -> None:
    import gzip

    client = user(app)
    static = ROOT / "src" / "megaroth" / "web" / "static"
    scripts = sum(
        len(gzip.compress(one.read_bytes()))
        for one in [*static.glob("*.*"), *static.glob("vendor/*.js")]
    )
    for page in ("", "year", "worth", "tax"):
        whole = scripts + len(gzip.compress(client.get(f"/h/couple/{page}").content))
        assert whole < 400 * 1024, (page, whole)


# --- what makes it easy


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("310k", 310_000),
        ("$1.2m", 1_200_000),
        ("85.5K", 85_500),
        ("310,000", 310_000),
        ("2 m", 2_000_000),
    ],
)
def test_an_amount_may_be_typed_in_thousands_or_millions(app, said: str, kept: int) -> None:
    client = user(app)
    assert client.post("/h/couple/interview/you", data={"spare_cash": said}).status_code in (
        200,
        303,
    )
    assert parse_household(app.state.context.folder.read("couple").text).spare_cash == kept * 100


@pytest.mark.parametrize("said", ["k", ",k", "12kk", "1e3k", "--5k", "9999999m"])
def test_what_is_no_amount_in_thousands_is_told_at_its_field(app, said: str) -> None:
    client = user(app)
    before = app.state.context.folder.read("couple").text
    assert client.post("/h/couple/interview/you", data={"spare_cash": said}).status_code == 422
    assert app.state.context.folder.read("couple").text == before


def test_undo_says_what_it_takes_back(app) -> None:
    client = user(app)
    assert 'title="Undo: ' not in client.get("/h/couple/year").text
    client.post("/h/couple/interview/you", data={"spare_cash": "77,000"})
    page = html.unescape(client.get("/h/couple/year").text)
    assert re.search(r'title="Undo: Most you can save this year: 77,000 [^"]*"', page)


def test_the_law_keeps_the_tabs_of_the_household_from_which_one_came(app) -> None:
    client = user(app)
    assert 'href="/law?of=couple"' in client.get("/h/couple/year").text
    moved = client.get("/law?of=couple").headers["location"]
    for address in (
        moved,
        moved.replace("?", "?search=annual&"),
        "/law/limit/annual_additions?of=couple",
    ):
        page = client.get(address).text
        assert 'href="/h/couple/year"' in page
        assert "?of=couple" in page.split("<main")[1]
    assert "/h/nobody" not in client.get("/law/2026?of=nobody").text
    assert client.get("/law/2026?of=" + "%3Cscript%3E").status_code == 200


def test_the_forms_of_ordinary_conversions_are_told_line_by_line(app) -> None:
    """Form 8606 by hand: 7,500 contributed and converted beside 50,000 with 20,000 of basis."""
    text = """year = 2026
[[people]]
name = "Ann"
born = 1981-02-03
[[people.iras]]
kind = "traditional"
value = 50_000
basis = 20_000
[[people.jobs]]
employer = "Acme"
pay = 260_000
[people.jobs.plan]
roth = true
"""
    app.state.context.folder.write("ann", text)
    page = words(user(app).get("/h/ann/move").text)
    untaxed = 7_500 * 27_500 / 57_500
    assert f"line 11 ${untaxed:,.2f}" in page
    assert f"line 14 ${27_500 - untaxed:,.2f}" in page
    assert f"line 18 ${7_500 - untaxed:,.2f}" in page
    assert f"line 4a $7,500.00; line 4b ${7_500 - untaxed:,.2f}" in page


def test_basis_above_value_is_asked_about(app) -> None:
    text = (EXAMPLES / "couple.toml").read_text("utf-8")
    app.state.context.folder.write(
        "odd", text + '\n[[people.iras]]\nkind = "traditional"\nvalue = 5_000\nbasis = 9_000\n'
    )
    page = words(user(app).get("/h/odd/").text)
    assert "the basis of the traditional IRA is more than its value" in page


# --- what a reading as a user found


RETIRED = """
year = 2026
filing_status = "married_joint"
spending_in_retirement = 60_000
[[people]]
name = "Rae"
born = 1958-03-01
[[people.iras]]
kind = "traditional"
value = 600_000
[[people]]
name = "Sol"
born = 1959-05-01
"""


def test_pages_of_a_couple_without_jobs(app) -> None:
    app.state.context.folder.write("retired", RETIRED)
    client = user(app)
    for page in ("", "year", "paychecks", "move", "worth", "best", "tax"):
        answer = client.get(f"/h/retired/{page}")
        assert answer.status_code == 200, page
        assert "NaN" not in answer.text
        assert "found one alone" not in answer.text
    assert "There is nothing to compare" in client.get("/h/retired/worth").text
    assert "Nobody has a job this year" in client.get("/h/retired/year").text
    assert "Deferral limit" in client.get("/h/couple/year").text
    assert "$24,500" not in words(client.get("/h/retired/year").text)


def test_what_goes_wrong_in_a_part_of_a_page_is_told_in_that_part(app) -> None:
    client = user(app)
    part = client.get("/h/couple/worth/slide?growth=x", headers={"hx-request": "true"})
    assert part.status_code == 422
    assert 'role="alert"' in part.text
    assert "<html" not in part.text
    assert "<html" in client.get("/h/couple/worth/slide?growth=x").text


def test_a_slider_stands_where_the_file_does(app) -> None:
    """Its step divides the value and its end reaches it, or a browser would move it."""
    text = (EXAMPLES / "couple.toml").read_text("utf-8")
    more = '\n[assumptions]\ngrowth = "13.1%"\ndividend_yield = "1.63%"\nturnover = "55.5%"\n'
    app.state.context.folder.write("odd", text.split("[assumptions]")[0] + more)
    page = user(app).get("/h/odd/worth").text
    for key, value in (("growth", 13.1), ("dividend_yield", 1.63), ("turnover", 55.5)):
        low, high, step, stands = (
            float(re.search(rf'name="{key}"[^>]* {name}="([^"]+)"', page).group(1))
            for name in ("min", "max", "step", "value")
        )
        assert stands == value
        assert low <= value <= high
        assert abs(value / step - round(value / step)) < 1e-6


def test_the_bar_alone_is_put_anew(app) -> None:
    """Who is at Cancel stays there; the answer then takes the place of all of it."""
    client, hx = user(app), {"hx-request": "true"}
    text = (EXAMPLES / "mission_45.toml").read_text(
        "utf-8"
    ) + "\n[assumptions]\npaths = 50\nplan_until = 60\n"
    app.state.context.folder.write("quick", text)
    whole = client.get("/h/quick/job/worth", headers=hx)
    assert "Cancel" in whole.text
    end = time.monotonic() + 60
    while "<progress" in (bar := client.get("/h/quick/job/worth?bar=1", headers=hx)).text:
        assert "Cancel" not in bar.text
        assert "hx-retarget" not in bar.headers
        assert time.monotonic() < end
        time.sleep(0.05)
    assert bar.headers["hx-retarget"] == "#work-worth"
    assert bar.headers["hx-reswap"] == "outerHTML"


def test_late_steps_and_past_years_say_so(app, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEGAROTH_TODAY", "2026-11-26")
    client = user(app)
    page = words(client.get("/h/couple/").text)
    assert "Overdue, and still possible until December 31, 2026" in page
    assert "Jan 31, 2027" in page, "what comes next is told too"
    assert ", which is over" not in page
    assert "2 checks are left after November 26" in page
    assert "From the January" not in page
    for part in ("", "year", "move", "worth"):
        assert "This plan is for 2024, which is over" in words(
            client.get(f"/h/mission_45/{part}").text
        )


def test_an_excess_leads(app) -> None:
    text = (
        (EXAMPLES / "mid_year.toml")
        .read_text("utf-8")
        .replace("after_tax = 4_000", "after_tax = 90_000")
    )
    app.state.context.folder.write("excess", text)
    page = words(user(app).get("/h/excess/").text)
    assert "over the limit of $72,000.00 (IRC 415(c)). The plan must correct it" in page
    assert "yes $" not in page.casefold()


def test_no_key_of_the_file_stands_in_a_sentence(app) -> None:
    """The page asks by its own questions; keys are for who reads the file."""
    client = user(app)
    for name in [file.stem for file in sorted(EXAMPLES.glob("*.toml"))]:
        app.state.context.folder.write(name, (EXAMPLES / f"{name}.toml").read_text("utf-8"))
        for page in ("", "year", "move", "tax"):
            text = client.get(f"/h/{name}/{page}").text.split("<main")[1].split("</main>")[0]
            shown = words(
                re.sub(
                    r"<script.*?</script>|<code>.*?</code>|<h1.*?</h1>|<title.*?</title>"
                    r"|<summary>Delete.*?</details>",
                    "",
                    text,
                    flags=re.S,
                )
            )
            shown = shown.replace(name, "")
            assert not re.findall(r"\b[a-z]+_[a-z_]+\b", shown), (name, page)


def test_answers_as_people_type_them(app) -> None:
    client, folder = user(app), app.state.context.folder
    job = "people.0.jobs.0."
    for said, has in (
        ("50% up to 6%", 'up_to = "6%"'),
        ("100% of the first 3%, 50% up to 5% of pay", 'up_to = "5%"'),
    ):
        assert (
            client.post("/h/mission_45/interview/work", data={job + "plan.match": said}).status_code
            == 303
        )
        assert has in folder.read("mission_45").text
    client.post("/h/mission_45/interview/work", data={job + "plan.match": "i dont know"})
    assert 'match = "unknown"' in folder.read("mission_45").text
    told = client.post(
        "/h/mission_45/interview/accounts",
        data={job + "balances.after_tax.basis": "15k"},
    )
    assert "First enter" in told.text
    assert "10,000" in words(
        client.get("/h/couple/move?balance=100k&after_tax=20k&distribute=50k").text
    )
    assert "at most the balance" in words(
        client.get("/h/couple/move?balance=10k&after_tax=20k").text
    )


def test_a_spouse_that_was_just_added_is_pointed_at(app) -> None:
    client = user(app)
    client.post("/h/mission_45/add", data={"what": "spouse", "part": "you"})
    assert "was added with your birth date" in client.get("/h/mission_45/interview/you").text
    client.post("/h/mission_45/interview/you", data={"people.1.name": "Bo"})
    assert "was added with" not in client.get("/h/mission_45/interview/you").text


def test_the_calendar_has_titles_and_a_name_of_its_own(app) -> None:
    answer = user(app).get("/h/couple/calendar.ics")
    assert "couple%202026.ics" in answer.headers["content-disposition"]
    unfolded = answer.text.replace("\r\n ", "")
    titles = re.findall(r"SUMMARY:([^\r]*)", unfolded)
    assert max(map(len, titles)) <= 130
    assert len(re.findall(r"^DESCRIPTION:", unfolded, re.M)) >= len(titles)


def test_another_year_has_paydays_of_its_own_and_nothing_made_so_far(app) -> None:
    """2026's biweekly Fridays from January 2 go on with 2027-01-01 and 2031-01-10; undo brings all
    of it back."""
    text = (EXAMPLES / "mid_year.toml").read_text("utf-8")
    for year, first in ((2027, "2027-01-01"), (2031, "2031-01-10"), (2025, "2025-01-03")):
        changed = answered(text, {"year": str(year)})
        assert f"first_payday = {first}" in changed
        assert "as_of" not in changed
        assert "made" not in changed
        assert parse_household(changed).year == year
    assert answered(text, {"year": "2026"}) == text


def test_the_usual_choice_untouched_is_not_written(app) -> None:
    """Each list has its usual choice once; a form that is sent as it was shown changes nothing."""
    client, folder = user(app), app.state.context.folder
    for part in ("you", "work", "accounts", "money", "ahead"):
        page = client.get(f"/h/mission_45/interview/{part}").text
        form = {"tag": folder.read("mission_45").tag}
        for name, inner in re.findall(
            r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S
        ):
            labels = re.findall(r"<option[^>]*>([^<]+)</option>", inner)
            plain = [label.removesuffix(" (default)") for label in labels]
            assert len(set(plain)) == len(plain), name
            chosen = re.search(r'<option value="([^"]*)" selected', inner) or re.search(
                r'<option value="([^"]*)"', inner
            )
            form[name] = chosen.group(1)
        before = folder.read("mission_45").text
        assert client.post(f"/h/mission_45/interview/{part}", data=form).status_code == 303
        assert folder.read("mission_45").text == before, part


def test_the_quick_answer_is_saved_and_opened(app) -> None:
    client = user(app)
    asked = {"age": "45", "pay": "300k", "year": "2024", "match": "$1,500", "after_tax": "yes"}
    asked |= {"in_plan_conversion": "yes", "today": "2024-01-01"}
    found = client.post("/api/v1/quick?schema_version=2", json=asked).json()
    assert found["year_end"]["after_tax"] == 44_500
    saved = client.post("/quick", data={"text": found["household"], "title": "Quick"})
    assert "$44,500.00" in words(client.get(saved.headers["location"]).text)
    assert app.state.context.folder.read("Quick").text == found["household"]
    again = client.post("/quick", data={"text": found["household"], "title": "Quick"})
    assert again.headers["location"] != saved.headers["location"]
    assert client.post("/quick", data={"text": "nonsense", "title": "Bad"}).status_code == 422
    assert (
        client.post("/quick", data={"text": found["household"], "title": "../x"}).status_code == 422
    )


def test_an_example_is_opened_and_is_the_one_of_the_project(app) -> None:
    client = user(app)
    for name, called in EXAMPLE_NAMES.items():
        assert example_text(name) == (EXAMPLES / f"{name}.toml").read_text("utf-8")
        assert client.post("/example", data={"example": name}).status_code == 303
        assert app.state.context.folder.read(called).text == example_text(name)
    assert client.post("/example", data={"example": "../couple"}).status_code == 422


def test_the_quick_request_is_closed_and_its_inputs_are_short(app) -> None:
    client = user(app)
    assert client.post("/api/v1/quick", json={"nonsense": "1"}).status_code == 422
    assert client.post("/api/v1/quick", json={"pay": "1" * 101}).status_code == 422
    wrong = client.post("/api/v1/quick", json={"age": "40", "pay": "much"}).json()
    assert [one["field"] for one in wrong["problems"]] == ["pay"]
