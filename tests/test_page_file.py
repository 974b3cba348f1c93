"""The page that needs no installation, in a real Chromium: from a disk and from a static host, it
answers as the command line does and asks nobody."""

from __future__ import annotations

import contextlib
import functools
import http.server
import importlib.util
import io
import json
import os
import shutil
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import test_bad_input
from conftest import EXAMPLES, ROOT
from megaroth.cli.app import main
from megaroth.law.law_book import PUBLISHED
from megaroth.service import json_answers
from megaroth.service.interview import Edit, in_memory

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
AXE = ROOT / "page" / "node_modules" / "axe-core" / "axe.min.js"
if not (CHROMIUM and AXE.is_file() and shutil.which("npm")) and not os.environ.get(
    "MEGAROTH_BROWSER"
):
    pytest.skip(
        "needs chromium, npm and make scripts (MEGAROTH_BROWSER=required fails instead)",
        allow_module_level=True,
    )

_spec = importlib.util.spec_from_file_location("page_file_build", ROOT / "page_file" / "build.py")
build = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = build
_spec.loader.exec_module(build)

HERE = Path(__file__).parent
LONG = 90_000
TEXT = (EXAMPLES / "mission_45.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``make page-file`` writes."""
    out = tmp_path_factory.mktemp("dist")
    packages = build.wheels(ROOT / "page_file" / "wheels")
    build.pyodide()
    (out / "megaroth.html").write_bytes(build.single(packages))
    build.folder(packages, out / "page")
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


class _Listener(http.server.SimpleHTTPRequestHandler):
    """A static host that remembers what it was asked."""

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        super().do_GET()

    def do_POST(self) -> None:
        self.server.heard.append(f"POST {self.path}")
        self.send_response(204)
        self.end_headers()

    def log_message(self, *about: object) -> None:
        pass


@contextlib.contextmanager
def _host(folder: Path) -> Iterator[socketserver.TCPServer]:
    handler = functools.partial(_Listener, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.heard = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def _opened(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_context(**options).new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#answer .answer", timeout=LONG)
    return page


@pytest.fixture(scope="module")
def page(browser: Browser, built: Path) -> Iterator[Page]:
    """The single file from a disk, offline."""
    found = _opened(browser, (built / "megaroth.html").as_uri(), offline=True)
    yield found
    assert found.faults == []
    found.context.close()


def _run(page: Page, words: list[str], files: dict[str, str]) -> list[Any]:
    found = page.evaluate("([words, files]) => megaroth.run(words, files)", [words, files])
    return [found["code"], found["text"], found["error"]]


def _here(words: list[str], files: dict[str, str], folder: Path) -> list[Any]:
    """The command line's answer in this process."""
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="")
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        before, sys.argv = sys.argv, ["megaroth", *words]
        try:
            main()
            code = 0
        except SystemExit as stopped:
            code = stopped.code
        finally:
            sys.argv = before
    return [code, out.getvalue(), err.getvalue()]


QUESTIONS = (
    ["plan", "--json"],
    ["plan", "--json", "--schema-version", "2", "--journal"],
    ["paychecks", "--json"],
    ["check", "--json"],
    ["letter", "--json"],
    ["tax", "--json"],
    ["plan", "--json", "--explain", "after_tax_room"],
    ["next-year", "--json"],
)


def test_every_example_is_answered_as_the_command_line_answers_it(
    page: Page, tmp_path: Path
) -> None:
    asked = 0
    for file in sorted(EXAMPLES.glob("*.toml")):
        files = {file.name: file.read_text("utf-8")}
        for command, *flags in QUESTIONS:
            day = ["--today", "2026-01-01"] if command in ("plan", "paychecks") else []
            words = [command, file.name, *flags, *day]
            folder = tmp_path / f"{asked}"
            folder.mkdir()
            assert _run(page, words, files) == _here(words, files, folder), words
            asked += 1
    for words in (["law", "2026", "--json"], ["room", "--year", "2024", "--age", "45", "--json"]):
        assert _run(page, words, {}) == _here(words, {}, tmp_path), words
    assert asked >= 100


def test_every_bad_input_is_refused_as_the_command_line_refuses_it(
    page: Page, tmp_path: Path
) -> None:
    for old, new, _ in test_bad_input.FILES:
        lines = test_bad_input._lines
        text = test_bad_input.BASE.replace(lines(old), lines(new))
        files = {"household.toml": text}
        words = ["plan", "household.toml"]
        found = _run(page, words, files)
        assert found == _here(words, files, tmp_path), new
        assert found[0] == 2


def test_the_folder_answers_from_a_static_host(browser: Browser, built: Path) -> None:
    with _host(built / "page") as server:
        page = _opened(browser, f"http://127.0.0.1:{server.server_address[1]}/index.html")
        found = _run(page, ["plan", "home.toml", "--json"], {"home.toml": TEXT})
        assert json.loads(found[1])["to_roth"] == 44500
        heard = list(server.heard)
        page.fill("#text", TEXT.replace("250_000", "260_000"))
        page.wait_for_selector("#answer[aria-busy=false]")
        assert server.heard == heard, "an answer asks nobody"
        assert page.faults == []


def test_the_folder_keeps_households_only_if_asked(browser: Browser, built: Path) -> None:
    with _host(built / "page") as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/index.html"
        page = _opened(browser, address)
        expect(page.locator("#keep")).not_to_be_checked()
        page.fill("#text", TEXT.replace("Morgan", "Nobody"))
        assert page.locator("#kept-list li").count() == 0
        page.check("#keep")
        page.fill("#name", "mine.toml")
        page.fill("#text", TEXT.replace("Morgan", "Zoë"))
        expect(page.locator("#kept-state")).to_have_text("Kept mine.toml.")
        # What was acknowledged stays, though nobody closes the tab properly.
        again = page.context.new_page()
        page.close(run_before_unload=False)
        again.goto(address)
        again.get_by_role("button", name="Open mine.toml").click()
        expect(again.locator("#text")).to_have_value(TEXT.replace("Morgan", "Zoë"))
        with again.expect_download() as saved:
            again.get_by_role("button", name="Save as a file mine.toml").click()
        assert Path(saved.value.path()).read_text("utf-8") == TEXT.replace("Morgan", "Zoë")
        for name in ("mine.toml", "mission_45.toml"):
            again.get_by_role("button", name=f"Delete {name}").click()
            expect(again.locator("#kept-state")).to_have_text(f"Deleted {name}.")
        expect(again.locator("#kept-list li")).to_have_count(0)
        again.context.close()


def test_the_single_file_offers_to_keep_nothing(page: Page) -> None:
    assert page.locator("#kept").is_hidden()


def test_the_browser_forbids_every_connection(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    page = _opened(browser, (built / "megaroth.html").as_uri())
    with _host(tmp_path) as server:
        base = f"http://127.0.0.1:{server.server_address[1]}"
        # These three are refused without an error that a script could see.
        said = {"beacon", "frame", "form"}
        outcome = page.evaluate((HERE / "requests_of_a_page.js").read_text(), base)
        assert {name for name, how in outcome.items() if how == "made"} <= said, outcome
        assert (
            page.evaluate((HERE / "requests_of_a_worker.js").read_text(), base) == ["refused"] * 4
        )
        page.wait_for_timeout(300)
        assert server.heard == []


def test_the_policy_allows_no_connection_and_no_evaluated_text(built: Path) -> None:
    text = (built / "megaroth.html").read_text("utf-8")
    policy = text.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert "connect-src 'none'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "unsafe-inline" not in policy
    assert "http" not in policy


def test_our_scripts_write_no_markup_and_navigate_nowhere() -> None:
    static = ROOT / "src" / "megaroth" / "web" / "static"
    components = [*(static / "quick").glob("*.js"), *(static / "interview").glob("*.js")]
    # The script of the local page is not part of this page.
    components.remove(static / "interview" / "local.js")
    for script in sorted([*(ROOT / "page_file").glob("*.js"), *components]):
        text = script.read_text("utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "location.href",
            "location =",
            "location.assign",
            "location.replace",
            "window.open",
            "new Function",
        ):
            assert word not in text, f"{script.name}: {word}"


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


def test_household_text_is_never_markup(page: Page) -> None:
    text = TEXT.replace('"Morgan"', '"<img src=x onerror=document.title=1>"')
    page.fill("#text", text)
    expect(page.locator("#answer")).to_contain_text("<img", timeout=LONG)
    assert page.locator("#answer img").count() == 0
    page.fill("#text", TEXT)


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


def test_the_same_file_is_saved_that_was_opened(page: Page, tmp_path: Path) -> None:
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


def test_the_page_is_accessible_and_fits_light_and_dark_wide_and_narrow(
    browser: Browser, built: Path
) -> None:
    page = _opened(browser, (built / "megaroth.html").as_uri(), bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    page.locator("#interview summary", has_text="Job and plan").click()
    for question in ("Plan", "Paychecks", "Tax", "Explain a figure", "Limits"):
        page.get_by_role("button", name=question, exact=True).click()
        page.wait_for_selector("#answer[aria-busy=false]")
        for width, scheme in ((1280, "light"), (1280, "dark"), (375, "light"), (375, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate("axe.run().then((one) => one.violations.map((v) => v.id))")
            assert found == [], (question, width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, question
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


def test_the_sizes_keep_their_bounds(built: Path) -> None:
    assert (built / "megaroth.html").stat().st_size <= build.MOST_OF_FILE
    script = (
        "const z=require('zlib'),f=require('fs');let n=0;for(const p of process.argv.slice(1))"
        "n+=z.brotliCompressSync(f.readFileSync(p),"
        "{params:{[z.constants.BROTLI_PARAM_QUALITY]:9}}).length;console.log(n)"
    )
    files = [str(one) for one in sorted((built / "page").iterdir())]
    done = subprocess.run(
        ["node", "-e", script, *files], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) <= build.MOST_OF_FOLDER


def test_two_builds_are_equal_to_the_byte(built: Path, tmp_path: Path) -> None:
    packages = build.wheels(ROOT / "page_file" / "wheels")
    assert build.single(packages) == (built / "megaroth.html").read_bytes()
    build.folder(packages, tmp_path / "page")
    for one in (built / "page").iterdir():
        assert (tmp_path / "page" / one.name).read_bytes() == one.read_bytes(), one.name


def test_a_wheel_with_another_hash_is_refused(tmp_path: Path) -> None:
    for wheel in (ROOT / "page_file" / "wheels").glob("*.whl"):
        shutil.copy(wheel, tmp_path)
    wrong = next(tmp_path.glob("tomlkit-*.whl"))
    wrong.write_bytes(wrong.read_bytes() + b"\0")
    with pytest.raises(build.BuildError, match=r"tomlkit.* has another hash"):
        build.wheels(tmp_path)


def test_a_build_without_npm_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(build.BuildError, match="needs npm"):
        build._run(["npm", "ci"], "the page file needs npm (node 18 or newer)")


def test_another_version_of_the_runtime_is_refused() -> None:
    patch = build.RUNTIME[0]
    with pytest.raises(build.BuildError, match="stands 1 times instead of 3"):
        patch.applied("import.meta.url", "pyodide.asm.mjs")


def test_the_packages_are_those_of_the_installed_product() -> None:
    pinned = dict(
        line.split()[0].split("==")
        for line in build.WHEELS.read_text().splitlines()
        if "==" in line
    )
    base = (ROOT / "requirements" / "base.txt").read_text()
    for name, version in pinned.items():
        assert f"\n{name}=={version} " in base, name


def test_the_law_of_the_page_is_said_and_warned_about(browser: Browser, built: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install(time="2028-03-01T12:00:00")
    page.goto((built / "megaroth.html").as_uri())
    assert page.locator("#old-law").is_visible()
    assert "law of 2026" in page.inner_text("main")
    context.close()
