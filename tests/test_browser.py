"""The page in a real Chromium: from the first question to the PDF, by mouse, by keyboard, on a
phone, in the dark, without script."""

from __future__ import annotations

import functools
import http.server
import io
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from browser_pages import PAGES
from conftest import ROOT

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
VENDOR = ROOT / "src" / "megaroth" / "web" / "static" / "vendor" / "charts.js"
AXE = ROOT / "page" / "node_modules" / "axe-core" / "axe.min.js"
EXAMPLES = ROOT / "examples"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LONG = 180_000

if not (CHROMIUM and AXE.is_file() and VENDOR.is_file()) and not os.environ.get("MEGAROTH_BROWSER"):
    pytest.skip(
        "needs chromium, and make scripts (MEGAROTH_BROWSER=required fails instead)",
        allow_module_level=True,
    )


class Served:
    """A server in a process of its own, as its user starts it."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "megaroth", "serve", str(folder), "--no-browser"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self.process.stdout is not None
        self.said = ""
        while "Open " not in self.said or "Ctrl+C" not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            self.said += line
        self.entry = re.search(r"Open (\S+)", self.said).group(1)
        self.base = self.entry.split("/start")[0]

    def stop(self) -> str:
        self.process.terminate()
        out, _ = self.process.communicate(timeout=20)
        return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("households")
    for name in ("couple", "unknown_rules"):
        text = (EXAMPLES / f"{name}.toml").read_text("utf-8")
        # Older workers have fewer years ahead, and answers come sooner.
        text = text.replace("born = 1990-08-05", "born = 1970-08-05")
        (folder / f"{name}.toml").write_text(
            text + "\n[assumptions]\npaths = 100\nplan_until = 70\n"
        )
    found = Served(folder)
    yield found
    assert "Traceback" not in found.stop()


@pytest.fixture(scope="module")
def state(browser: Browser, served: Served) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.entry)
    assert page.url == served.base + "/"
    found = context.storage_state()
    context.close()
    return found


def opened(
    browser: Browser, state: Any, faults: list[str], **options: Any
) -> tuple[BrowserContext, Page]:
    """A page of the session that notes what goes wrong on it."""
    context = browser.new_context(storage_state=state, **options)
    page = context.new_page()
    page.on(
        "console",
        lambda message: (
            faults.append(f"{page.url}: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on(
        "request",
        lambda request: (
            faults.append(f"outside: {request.url}") if "127.0.0.1" not in request.url else None
        ),
    )
    return context, page


@pytest.fixture
def page(browser: Browser, state: Any) -> Iterator[Page]:
    faults: list[str] = []
    context, found = opened(
        browser, state, faults, viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    yield found
    context.close()
    assert not [one for one in faults if "the server responded with a status of 4" not in one]


def answer(page: Page, question: str, choice: str) -> None:
    """Choose a button of the first question with a label."""
    group = page.get_by_role("radiogroup", name=question).first
    group.get_by_text(choice, exact=True).click()


def test_the_missions_example_from_the_first_page_to_the_pdf(
    page: Page, served: Served, tmp_path: Path
) -> None:
    page.goto(served.base)
    for label, value in (
        ("Name of the household", "Morgan"),
        ("Your name", "Morgan"),
        ("Birth date", "1979-03-08"),
        ("Which year?", "2024"),
        ("Employer", "Acme"),
        ("Annual pay", "250,000"),
    ):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".so-far .progress-words")).to_contain_text("3 to ask")
    answer(page, "Does the plan accept after-tax contributions?", "Yes")
    answer(
        page, "How often can after-tax money move to the plan's Roth account?", "With each paycheck"
    )
    answer(page, "Can you withdraw after-tax money while you work there?", "No (default)")
    page.locator("summary", has_text="Job and plan").click()
    page.get_by_label("Employer match").fill("50% : $3,000")
    page.get_by_label("Employer match").press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    expect(page.locator(".answer")).to_contain_text(
        "$44,500.00 after tax can be contributed in 2024"
    )
    page.get_by_role("button", name="Create the report").click()
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("link", name="Download the report").click(timeout=LONG)
    file = tmp_path / "report.pdf"
    download.value.save_as(file)
    assert download.value.suggested_filename.startswith("Morgan")
    text = " ".join(page_.extract_text() for page_ in pypdf.PdfReader(file).pages)
    assert "$44,500.00 after tax can be contributed in 2024" in " ".join(text.split())


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark"), (320, "dark")]
)
def test_every_page_is_accessible_fits_and_is_quiet(
    browser: Browser, served: Served, state: Any, width: int, scheme: str
) -> None:
    faults: list[str] = []
    context, page = opened(
        browser, state, faults, viewport={"width": width, "height": 844}, color_scheme=scheme
    )
    shots = ROOT / "out" / "pages"
    shots.mkdir(parents=True, exist_ok=True)
    for place, (path, there) in enumerate(PAGES.items()):
        page.goto(served.base + path)
        if there:
            page.wait_for_selector(there, timeout=LONG)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', "
            "'best-practice']})"
        )
        faults += [
            f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]
        ]
        if page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ):
            faults.append(f"{path}: wider than the window")
        page.screenshot(path=shots / f"{place:02d}_{width}_{scheme}.png", full_page=True)
    context.close()
    assert not [one for one in faults if "status of 404" not in one and "status of 422" not in one]


def test_a_worksheet_opens_and_closes_by_keyboard(page: Page, served: Served) -> None:
    page.goto(served.base + "/h/couple/")
    figure = page.locator(".cards .figure").first
    figure.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog#why")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("annual additions")
    expect(dialog).to_contain_text("IRC 415(c)")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.activeElement.classList.contains('figure')")


def test_the_interview_by_keyboard_alone_with_an_error_at_its_field_and_undo(
    page: Page, served: Served
) -> None:
    page.goto(served.base + "/h/couple/interview/you")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    cash = page.get_by_label("Most you can save this year")
    cash.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("much")
    page.keyboard.press("Tab")
    field = page.locator(".field", has=page.get_by_label("Most you can save this year"))
    expect(field.locator(".message")).to_contain_text("an amount in dollars")
    expect(cash).to_have_attribute("aria-invalid", "true")
    expect(cash).to_have_value("much")
    cash.fill("90,000")
    cash.press("Tab")
    expect(field.locator(".message")).to_have_count(0)
    undo = page.get_by_role("button", name="Undo")
    undo.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Most you can save this year")).to_have_value("110,000")
    expect(page.get_by_role("button", name="Redo")).to_be_visible()


def test_who_leaves_while_an_answer_is_saved_finds_it_on_the_next_page(
    page: Page, served: Served
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.goto(served.base + "/h/couple/interview/work")
    page.wait_for_selector(".so-far .answer")
    page.route("**/interview/edit*", hold)
    pay = page.get_by_label("Annual pay").first
    pay.fill("231,000")
    pay.press("Tab")
    page.get_by_role("link", name="File", exact=True).click()
    page.wait_for_timeout(300)
    assert page.url.endswith("/interview/work"), "the answer is on its way"
    held[0].continue_()
    expect(page.get_by_role("heading", level=1)).to_contain_text("file")
    assert "231000" in page.content().replace("_", "")
    page.unroute("**/interview/edit*")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("textarea")).not_to_have_value(re.compile("231_?000"))


def test_i_do_not_know_makes_a_range_and_a_question(page: Page, served: Served) -> None:
    page.goto(served.base + "/h/couple/interview/decides")
    with page.expect_response("**/interview/edit*"):
        answer(page, "Does the plan accept after-tax contributions?", "I don't know")
    expect(page.locator(".so-far .verdict")).to_have_text("DEPENDS")
    page.goto(served.base + "/h/couple/")
    expect(page.locator(".answer")).to_contain_text("depends")
    expect(page.get_by_role("heading", name="Questions for your employer")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".answer")).to_contain_text("yes")


def test_sliders_answer_as_they_move(page: Page, served: Served) -> None:
    page.goto(served.base + "/h/couple/worth")
    answer = page.locator("#what-if-answer .big")
    before = answer.inner_text()
    slider = page.get_by_role("slider", name="Annual growth")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(answer).not_to_have_text(before)
    expect(page.locator("output").first).to_have_text("6.25%")
    page.keyboard.press("ArrowLeft")
    expect(answer).to_have_text(before)


def test_long_work_shows_progress_and_stops(page: Page, served: Served) -> None:
    slow = (EXAMPLES / "couple.toml").read_text("utf-8") + "\n[assumptions]\npaths = 100000\n"
    page.goto(served.base)
    page.get_by_label("Household file (.toml)").set_input_files(
        {"name": "slow one.toml", "mimeType": "text/plain", "buffer": slow.encode()}
    )
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("slow one")
    page.goto(served.base + "/h/slow one/worth")
    work = page.locator("#work-worth")
    expect(work.get_by_role("progressbar")).to_be_visible()
    work.get_by_role("button", name="Cancel").click()
    expect(page.locator("#work-worth")).to_contain_text("Stopped.")


def test_a_wrong_upload_is_refused_in_words(page: Page, served: Served) -> None:
    page.goto(served.base)
    page.get_by_label("Household file (.toml)").set_input_files(
        {"name": "x.toml", "mimeType": "text/plain", "buffer": b"year = = 2026"}
    )
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("alert")).to_contain_text("valid TOML")


def test_search_finds_as_it_is_typed(page: Page, served: Served) -> None:
    page.goto(served.base)
    page.get_by_label("Search").press_sequentially("unkn")
    expect(page.locator("#rows a")).to_have_count(1)
    page.goto(served.base + "/law/2026")
    page.get_by_label("Search").press_sequentially("annual additions")
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    expect(page.locator("#rows tbody")).to_contain_text("$72,000")


@pytest.mark.parametrize(
    "place",
    [
        "law/2026",
        "law/2026?of=couple",
        "law/2026?search=a",
        "law/limit/income_tax",
        "law/limit/irmaa_part_b",
        "law/limit/annual_additions",
        "h/unknown_rules/letter",
    ],
)
def test_lists_of_the_law_and_letters_are_short_on_a_phone(
    page: Page, served: Served, place: str
) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{served.base}/{place}")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollHeight") <= 6_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("offer", [False, True])
def test_a_letter_is_copied(page: Page, served: Served, offer: bool) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served.base}/h/unknown_rules/letter?offer={str(offer).lower()}")
    page.get_by_role("button", name="Copy the letter").click()
    expect(page.get_by_role("status").first).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("pre.letter").first.text_content()
    assert copied.startswith("Subject: ")


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize(
    ("place", "come"),
    [("year", ".chart[data-drawn]"), ("worth", ".done .chart[data-drawn]"), ("best", ".done")],
)
def test_nothing_jumps_when_charts_and_answers_come(
    page: Page, served: Served, place: str, come: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(served.base + f"/h/couple/{place}")
    page.wait_for_selector(come, timeout=60_000)
    page.wait_for_timeout(500)
    shift = page.evaluate(
        "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const one of "
        "list.getEntries()) sum += one.value; })"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"
    )
    assert shift < 0.1


def test_without_script_everything_is_there(browser: Browser, served: Served, state: Any) -> None:
    context = browser.new_context(storage_state=state, java_script_enabled=False)
    page = context.new_page()
    page.goto(served.base + "/h/couple/interview/you")
    page.get_by_label("Most you can save this year").fill("100,000")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Job and plan")
    page.get_by_role("button", name="Undo").click()
    page.goto(served.base + "/h/couple/")
    page.locator(".cards .figure").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Worksheet")
    context.close()


def test_on_paper_there_are_answers_and_no_buttons(page: Page, served: Served) -> None:
    page.goto(served.base + "/h/couple/year")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert pypdf.PdfReader(io.BytesIO(page.pdf())).pages


def test_a_page_of_another_server_changes_nothing(
    browser: Browser, served: Served, state: Any, tmp_path: Path
) -> None:
    """A form and a script from elsewhere on this machine, with the session's cookie in the
    browser."""
    (tmp_path / "evil.html").write_text(
        f'<form id="f" method="post" action="{served.base}/h/couple/delete"></form>'
        f'<script>fetch("{served.base}/h/couple/delete", {{method: "POST", credentials: '
        f'"include", mode: "no-cors"}})'
        ".finally(() => document.getElementById('f').submit())</script>"
    )
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as evil:
        threading.Thread(target=evil.serve_forever, daemon=True).start()
        context = browser.new_context(storage_state=state)
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{evil.server_port}/evil.html")
        page.wait_for_url("**/h/couple/delete")
        expect(page.locator("h1")).to_have_text("This change comes from another page.")
        page.goto(served.base + "/h/couple/")
        expect(page.locator("h1")).to_contain_text("couple")
        context.close()
        evil.shutdown()


def _quick(browser: Browser, state: Any, base: str, faults: list[str], **options: Any) -> Page:
    _, page = opened(browser, state, faults, **options)
    page.goto(base + "/")
    page.wait_for_selector("#quick-age")
    return page


def _choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("radiogroup", name=question).get_by_label(answer, exact=True).check()


@pytest.mark.parametrize("width", [1280, 375])
def test_the_missions_worker_gets_44_500_from_the_home_page(
    browser: Browser, state: Any, served: Served, width: int
) -> None:
    faults: list[str] = []
    page = _quick(browser, state, served.base, faults, viewport={"width": width, "height": 800})
    page.fill("#quick-age", "45")
    page.fill("#quick-pay", "300k")
    page.fill("#quick-match", "$1,500")
    _choose(page, "Does the plan take after-tax contributions?", "Yes")
    _choose(page, "Can it convert after-tax money to Roth inside the plan?", "Yes")
    page.get_by_text("More", exact=True).click()
    page.fill("#quick-year", "2024")
    answer = page.locator(".quick-answer")
    expect(answer.locator(".answer.yes")).to_contain_text("$44,500.00 after tax")
    expect(answer.locator(".instruction")).to_contain_text("after-tax $1,711.53")
    expect(answer.locator("svg.room-chart")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("#quick-title", f"Worker {width}")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url(re.compile(r"/h/Worker"))
    expect(page.locator("main")).to_contain_text("$44,500.00")
    assert faults == []
    page.context.close()


def test_a_worker_in_july_with_a_stub_and_a_bonus_learns_what_to_set(
    browser: Browser, state: Any, served: Served
) -> None:
    faults: list[str] = []
    page = _quick(browser, state, served.base, faults)
    page.fill("#quick-age", "40")
    page.fill("#quick-pay", "180,000")
    page.fill("#quick-last_payday", "2026-07-10")
    _choose(page, "Does the plan take after-tax contributions?", "Yes")
    page.fill("#quick-deferred", "12,000")
    page.get_by_text("More", exact=True).click()
    page.fill("#quick-bonus", "20k")
    answer = page.locator(".quick-answer")
    expect(answer.locator(".instruction")).to_contain_text("From the July 24 check")
    expect(answer).to_contain_text("Ask HR")
    page.fill("#quick-pay", "much")
    expect(page.locator("#quick-pay-help")).to_contain_text("Expected an amount")
    assert page.get_attribute("#quick-pay", "aria-invalid") == "true"
    assert page.input_value("#quick-pay") == "much", "rejected text is kept"
    assert faults == []
    page.context.close()


def test_the_last_answer_typed_is_the_one_that_stays(
    browser: Browser, state: Any, served: Served
) -> None:
    faults: list[str] = []
    page = _quick(browser, state, served.base, faults)
    held: list[Route] = []
    page.route(
        "**/api/v1/quick*", lambda route: held.append(route) if not held else route.continue_()
    )
    page.fill("#quick-age", "40")
    page.fill("#quick-pay", "100k")
    page.wait_for_timeout(300)
    page.fill("#quick-pay", "200k")
    expect(page.locator(".quick-answer .answer")).to_be_visible()
    before = page.inner_text(".quick-answer")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    assert page.inner_text(".quick-answer") == before
    assert faults == []
    page.context.close()


def test_a_first_visit_opens_an_example(browser: Browser, tmp_path: Path) -> None:
    server = Served(tmp_path)
    try:
        page = browser.new_context().new_page()
        page.goto(server.entry)
        expect(page.locator("main")).to_contain_text("Nothing leaves this computer")
        page.get_by_role("button", name="A couple").click()
        expect(page.locator("h1")).to_be_visible()
        assert "/h/" in page.url
        page.context.close()
    finally:
        server.stop()


def test_a_couple_with_an_unknown_plan_and_a_business_gets_an_answer_and_the_letter(
    browser: Browser, tmp_path: Path
) -> None:
    """As newcomers: eight interactions to the first answer, then her business, then the letter."""
    server = Served(tmp_path / "new")
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.entry)
    interactions = 0
    for label, text in (
        ("Name of the household", "Smiths"),
        ("Your name", "Ann"),
        ("Birth date", "1984-03-02"),
        ("Which year?", "2026"),
        ("Employer", "Acme"),
        ("Annual pay", "210k"),
    ):
        page.locator("#new-" + NEW[label]).fill(text)
        interactions += 1
    page.locator("#new-filing_status").select_option("married_joint")
    page.get_by_role("button", name="Start").click()
    interactions += 2
    answer = page.locator("main .answer").first
    expect(answer).to_contain_text("$0.00 to $47,500.00 after tax in 2026", timeout=LONG)
    assert interactions <= 12
    page.get_by_text("Job and plan", exact=False).first.click()
    page.get_by_role("button", name="Add a job for Spouse").click()
    job = "people.1.jobs.0."
    expect(page.locator(f'[name="{job}pay"]')).to_be_attached(timeout=LONG)
    for key, text in (("employer", "Studio"), ("pay", "90,000")):
        _answered(page, job + key, text)
    _answered(page, job + "self_employed", "yes")
    page.goto(server.base + "/h/Smiths/")
    expect(page.locator("main .answer").first).to_contain_text("after tax in 2026")
    page.goto(server.base + "/h/Smiths/letter")
    letters = page.locator("main").inner_text()
    assert "Ann, Acme: to HR" in letters
    assert "1. Does the plan take voluntary after-tax contributions" in letters
    assert "adoption agreement" in letters, "an owner reads her own plan"
    context.close()
    assert "Traceback" not in server.stop()


NEW = {
    "Name of the household": "title",
    "Your name": "person",
    "Birth date": "born",
    "Which year?": "year",
    "Employer": "employer",
    "Annual pay": "pay",
}
"""The questions of the form for a new household, by what they ask."""


def _answered(page: Page, path: str, text: str) -> None:
    """Answer a question wherever it is folded, and wait until it is saved."""
    asked = page.locator(f'[name="{path}"]').first
    asked.evaluate(
        "one => { for (let at = one; at; at = at.parentElement) "
        "if (at.open === false) at.open = true; }"
    )
    with page.expect_response(lambda one: "/api/v1/interview" in one.url, timeout=LONG):
        if asked.evaluate("one => one.tagName") == "SELECT":
            asked.select_option(text)
        elif asked.get_attribute("type") == "radio":
            page.locator(f'[name="{path}"][value="{text}"]').check()
        else:
            asked.fill(text)
            asked.blur()
