"""The page that needs no installation, in a real Chromium: from a disk and from a static host, it
answers as the command line does and asks nobody."""

from __future__ import annotations

import json
from calendar import month_name
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import EXAMPLES, ROOT
from megaroth.law.law_book import PUBLISHED
from megaroth.law.years import LAST_WHOLE_YEAR
from megaroth.service import json_answers
from megaroth.service.interview import Edit, in_memory
from page_file_in_browser import AXE, LONG, TEXT, asked, browser, built, opened, page


def test_the_quick_answer_is_the_one_of_the_service(page: Page) -> None:
    inputs = {"age": "45", "pay": "300k", "year": "2024", "match": "$1,500", "after_tax": "yes"}
    inputs |= {"in_plan_conversion": "yes"}
    found = page.evaluate("(inputs) => megaroth.ask('quick', inputs)", inputs)
    here = json_answers.quick(date(2024, 1, 1), PUBLISHED, schema_version=2, **inputs)
    assert found == json.loads(json.dumps(here))
    page.fill("#quick-age", "45")
    page.fill("#quick-pay", "300k")
    page.fill("#quick-match", "$1,500")
    for question in ("Does the plan take after-tax", "Can it convert after-tax"):
        page.get_by_role("radiogroup", name=question).get_by_label("Yes", exact=True).check()
    page.locator("#quick summary", has_text="More").click()
    page.fill("#quick-year", "2024")
    expect(page.locator(".quick-answer .answer.yes")).to_contain_text("$44,500.00 after tax")
    page.get_by_role("button", name="Go on with this household below").click()
    expect(page.locator("#answer")).to_contain_text("$44,500.00 after tax")
    assert "after_tax = true" in page.input_value("#text")


def test_the_interview_is_the_one_of_the_service_and_writes_the_same_file(
    page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "couple.toml"
    text = (EXAMPLES / "couple.toml").read_text("utf-8").replace("Ana", "<b>Zoë</b>")
    file.write_text(text, "utf-8")
    page.set_input_files("#open", file)
    interview = page.locator("#interview")
    expect(interview.locator("legend").first).to_contain_text("<b>Zoë</b>", timeout=LONG)
    assert interview.locator("legend b").count() == 0
    path = "people.0.jobs.0.plan.after_tax"
    body = {"toml": text, "answers": {path: "unknown"}}
    found = page.evaluate("(body) => megaroth.ask('interview/edit', body)", body)
    here = json_answers.interview_edit(
        Edit({path: "unknown"}), in_memory(text), date.today(), PUBLISHED, schema_version=2
    )
    assert found == json.loads(json.dumps(here))
    question = "Does the plan accept after-tax contributions?"
    page.get_by_role("radiogroup", name=question).first.get_by_label("I don't know").check()
    expect(interview.locator(".verdict")).to_have_text("DEPENDS")
    assert page.input_value("#text") == here["household"]
    expect(page.locator("#answer .answer")).to_contain_text("DEPENDS")
    with page.expect_download() as saved:
        page.click("#save")
    assert Path(saved.value.path()).read_text("utf-8") == here["household"]
    # The file is edited as text too, and the questions follow.
    page.fill("#text", text)
    expect(interview.locator(".verdict")).to_have_text("YES")
    page.fill("#text", "year = = 2026")
    expect(interview).to_contain_text("The questions follow when the file can be read.")
    page.fill("#text", TEXT)
    expect(interview.locator(".verdict")).to_have_text("YES")


def test_a_rejected_answer_stays_on_the_page_when_another_file_is_opened(page: Page) -> None:
    page.fill("#text", TEXT)
    page.locator("#interview summary", has_text="Job and plan").click()
    pay = page.get_by_label("Annual pay", exact=True)
    pay.fill("much")
    pay.press("Tab")
    said = "“Annual pay” is “much”"
    expect(page.locator("#interview .so-far")).to_contain_text(f"Not saved: {said}")
    page.select_option("#example", "couple.toml")
    expect(page.locator("#interview .so-far")).to_contain_text(f"household before: {said}")
    expect(page.locator("#interview legend").first).to_contain_text("Ana")
    assert "much" not in page.input_value("#text")
    page.fill("#text", TEXT)
    expect(page.locator("#interview legend").first).to_contain_text("Morgan")


def test_typing_changes_the_answer_and_an_error_leads_to_its_line(page: Page) -> None:
    page.fill("#text", TEXT.replace("pay = 250_000", "pay = 1.234"))
    problem = page.locator("#answer .problems button").first
    problem.wait_for()
    problem.click()
    selected = page.evaluate(
        "(() => { const t = document.getElementById('text');"
        " return t.value.slice(t.selectionStart, t.selectionEnd) })()"
    )
    assert selected == "pay = 1.234"
    page.fill("#text", TEXT)
    page.wait_for_selector("#answer .answer.yes")


def test_the_same_file_is_saved_that_wasopened(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(TEXT.replace("Morgan", "Zoë"), "utf-8")
    page.set_input_files("#open", file)
    expect(page.locator("#answer")).to_contain_text("Zoë", timeout=LONG)
    with page.expect_download() as saved:
        page.click("#save")
    assert saved.value.suggested_filename == "mine.toml"
    assert Path(saved.value.path()).read_bytes() == file.read_bytes()


def test_figures_that_were_published_later_are_used(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "law.toml"
    file.write_text(
        '[2027]\nsource = "a notice"\n\n[2027.annual_additions]\namount = 75_000\n', "utf-8"
    )
    page.locator("summary", has_text="published later").click()
    page.set_input_files("#figures", file)
    expect(page.locator("#figures-name")).to_contain_text("law.toml", timeout=LONG)
    page.get_by_role("button", name="Limits").click()
    page.get_by_role("textbox", name="Year", exact=True).fill("2027")
    expect(page.locator("#answer")).to_contain_text("75,000", timeout=LONG)


VIEWS = ((1280, "light"), (375, "dark"), (1280, "dark"), (375, "light"))


def _looked_at(page: Page, view: tuple[int, str], shown: str) -> None:
    width, scheme = view
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    found = page.evaluate("axe.run().then((one) => one.violations.map((v) => v.id))")
    assert found == [], (shown, view)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (shown, view)


@pytest.mark.parametrize("views", [VIEWS[:2], pytest.param(VIEWS[2:], marks=pytest.mark.slow)])
def test_every_question_is_accessible_and_fits_light_and_dark_wide_and_narrow(
    browser: Browser, built: Path, views: tuple[tuple[int, str], ...]
) -> None:
    page = opened(browser, (built / "megaroth.html").as_uri(), bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    page.select_option("#example", "unknown_rules.toml")
    page.locator("#interview summary", has_text="Job and plan").click()
    questions = page.locator("#questions button").all_inner_texts()
    assert len(questions) >= 11
    for question in questions:
        page.get_by_role("button", name=question, exact=True).click()
        page.wait_for_selector("#answer[aria-busy=false]")
        assert page.locator("#answer .problems").count() == 0, question
        assert len(page.inner_text("#answer")) > 40, question
        for view in views:
            _looked_at(page, view, question)
    page.get_by_role("button", name="Plan", exact=True).click()
    page.fill("#text", TEXT.replace("pay = 250_000", "pay = 1.234"))
    page.wait_for_selector("#answer .problems")
    for view in views:
        _looked_at(page, view, "an error")
    page.context.close()


def test_the_buttons_of_answers_do_what_they_say(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.select_option("#example", "unknown_rules.toml")
    for question in ("Letter to HR", "Ask the employer to offer it"):
        page.get_by_role("button", name=question, exact=True).click()
        page.wait_for_selector("#answer[aria-busy=false] .letter", timeout=LONG)
        page.get_by_role("button", name="Copy the letter").first.click()
        expect(page.locator("#answer [role=status]").first).to_have_text("Copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#answer .letter").first.evaluate("(one) => one.textContent")
        assert copied.startswith("Subject: ")
        assert max(map(len, copied.splitlines())) <= 80
    page.get_by_role("button", name="Next year's file").click()
    page.get_by_role("button", name="Open unknown_rules_2027.toml here").click()
    expect(page.locator("#name")).to_have_value("unknown_rules_2027.toml")
    assert "year = 2027" in page.input_value("#text")
    expect(page.get_by_role("button", name="Plan", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    page.select_option("#example", "mission_45.toml")
    page.wait_for_selector("#answer .answer.yes", timeout=LONG)


def test_a_worksheet_is_shown_whole_on_a_narrow_screen(browser: Browser, built: Path) -> None:
    page = opened(
        browser, (built / "megaroth.html").as_uri(), viewport={"width": 375, "height": 800}
    )
    page.get_by_role("button", name="Explain a figure").click()
    line = page.locator("#answer .columns .line", has_text="after-tax room ..")
    expect(line).to_contain_text("$44,500.00", timeout=LONG)
    found = asked(page, ["plan", "h.toml", "--explain", "after_tax_room"], {"h.toml": TEXT})
    whole = "\n".join(block["text"] for block in found["blocks"])
    shown = page.evaluate(
        "[...document.querySelectorAll('#answer .columns')].map((one) => one.textContent).join('')"
    )
    assert "".join(shown.split()) == "".join(whole.split())
    for one in page.locator("#answer .columns .line").all():
        box = one.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 375
    page.context.close()


def test_the_keyboard_reaches_every_control(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        )
    assert any("answered" in one for one in reached), "the folds of the interview"
    assert {"open", "example", "save", "name", "text", "Plan", "Paychecks", "Limits"} <= reached


@pytest.mark.parametrize(("day", "old"), [("2026-12-31", False), ("2027-01-01", True)])
def test_the_page_states_its_law_and_warns_after_its_last_year(
    browser: Browser, built: Path, day: str, old: bool
) -> None:
    """Offline, on the last day of the law's last year and on the next one."""
    assert LAST_WHOLE_YEAR == 2026
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.clock.install(time=f"{day}T12:00:00")
    page.goto((built / "megaroth.html").as_uri())
    months = (ROOT / "src/megaroth/law/data/cpi_monthly.csv").read_text().splitlines()
    year, month = months[-1].split(",")[:2]
    said = f"It knows the law of {LAST_WHOLE_YEAR} and prices up to {month_name[int(month)]} {year}"
    expect(page.locator("main")).to_contain_text(said)
    assert page.locator("#old-law").is_visible() == old
    if old:
        expect(page.locator("#old-law")).to_contain_text(
            "ends with 2026. Limits of later years are projected."
        )
    context.close()


def test_a_file_of_figures_with_an_error_is_refused_with_its_line(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    """And a good one changes the answer from projected limits to published ones."""
    page = opened(browser, (built / "megaroth.html").as_uri(), offline=True)
    page.fill(
        "#text", TEXT.replace("year = 2024", "year = 2027").replace("2024-01-05", "2027-01-08")
    )
    expect(page.locator("#answer")).to_contain_text("projected", timeout=LONG)
    good = tmp_path / "law_2027.toml"
    good.write_text('[2027]\nsource = "a notice"\n\n[2027.annual_additions]\namount = 80_000\n')
    bad = tmp_path / "bad.toml"
    bad.write_text(good.read_text().replace("80_000", '"many"'))
    page.locator("summary", has_text="published later").click()
    page.set_input_files("#figures", bad)
    expect(page.locator("#answer .problems")).to_contain_text("bad.toml:4:", timeout=LONG)
    page.set_input_files("#figures", good)
    page.get_by_role("button", name="Explain a figure").click()
    page.get_by_role("combobox", name="Figure").fill("after_tax_room")
    expect(page.locator("#answer")).to_contain_text("$80,000.00", timeout=LONG)
    expect(page.locator("#answer")).to_contain_text("a notice")
    page.context.close()
