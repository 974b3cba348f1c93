"""What the page that needs no installation cannot do: reach anybody, navigate, or take a
household's text for markup."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT
from page_file_in_browser import LONG, TEXT, address_of, browser, built, host, opened, page

HERE = Path(__file__).parent
FROM_A_PAGE = (HERE / "requests_of_a_page.js").read_text("utf-8")
FROM_A_WORKER = (HERE / "requests_of_a_worker.js").read_text("utf-8")
WAYS = {
    *("fetch", "xhr", "socket", "events", "beacon", "image", "script", "style", "font"),
    *("frame", "object", "form", "imported", "preload"),
}
WORKER_WAYS = {"worker-fetch", "worker-xhr", "worker-socket", "worker-script", "worker-imported"}
SILENT = {"beacon", "frame", "form", "object", "preload", "font"}
"""Those that are refused without an error that a script could see: only the server can say."""


def _ways_heard(heard: list[str]) -> set[str]:
    return {re.sub(r"^(?:[A-Z]+ )?/|\.js$", "", one) for one in heard} - {"", "favicon.ico"}


def test_without_the_policy_the_server_hears_every_try(browser: Browser, tmp_path: Path) -> None:
    """The tries are real ones: a page without a policy reaches the server by each of them."""
    (tmp_path / "index.html").write_text("<!doctype html><title>No policy</title><body>")
    with host(tmp_path) as server:
        page = browser.new_context().new_page()
        page.goto(address_of(server))
        page.evaluate(FROM_A_PAGE, address_of(server))
        page.evaluate(FROM_A_WORKER, address_of(server))
        page.wait_for_timeout(500)
        page.context.close()
        assert _ways_heard(server.heard) == WAYS | WORKER_WAYS


def _try_everything(page: Page, base: str) -> None:
    outcome = page.evaluate(FROM_A_PAGE, base)
    assert set(outcome) == WAYS
    assert {name for name, how in outcome.items() if how == "made"} <= SILENT, outcome
    outcome = page.evaluate(FROM_A_WORKER, base)
    assert outcome in ({}, dict.fromkeys(WORKER_WAYS, "refused")), outcome
    page.wait_for_timeout(500)


def test_the_file_reaches_nobody(browser: Browser, built: Path, tmp_path: Path) -> None:
    page = opened(browser, (built / "megaroth.html").as_uri())
    with host(tmp_path) as server:
        _try_everything(page, address_of(server))
        page.context.close()
        assert server.heard == []


def test_the_file_does_not_even_reach_the_host_that_it_came_from(
    browser: Browser, built: Path
) -> None:
    with host(built) as server:
        page = opened(browser, f"{address_of(server)}/megaroth.html")
        _try_everything(page, address_of(server))
        page.context.close()
        assert server.heard == ["/megaroth.html"]


def test_the_folder_reaches_its_own_host_alone(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    with host(built / "page") as own, host(tmp_path) as other:
        page = opened(browser, f"{address_of(own)}/index.html")
        _try_everything(page, address_of(other))
        page.context.close()
        assert other.heard == []


def test_the_worker_that_runs_python_reaches_nobody(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    """Tries from inside the worker that answers, and from Python in it."""
    page = browser.new_context().new_page()
    found: list[object] = []
    page.on("worker", lambda one: found.append(one))
    page.goto((built / "megaroth.html").as_uri())
    page.wait_for_selector("#answer .answer", timeout=LONG)
    [worker] = found
    with host(tmp_path) as server:
        tries = """async (base) => {
          const tries = {
            fetch: () => fetch(base + "/engine-fetch"),
            xhr: () => { const a = new XMLHttpRequest(); a.open("GET", base + "/engine-xhr", false); a.send(); },
            script: () => importScripts(base + "/engine-script.js"),
          };
          const out = {};
          for (const [name, one] of Object.entries(tries)) {
            try { await one(); out[name] = "made"; } catch { out[name] = "refused"; }
          }
          return out;
        }"""
        outcome = worker.evaluate(tries, address_of(server))
        assert outcome == {"fetch": "refused", "xhr": "refused", "script": "refused"}
        assert server.heard == []
    page.context.close()


def _policy(file: Path) -> dict[str, str]:
    found = re.search(
        r'http-equiv="Content-Security-Policy" content="([^"]+)"', file.read_text("utf-8")
    )
    assert found
    return dict(part.strip().split(" ", 1) for part in found[1].split(";"))


CLOSED = ("form-action", "frame-src", "object-src", "base-uri", "default-src")


def test_the_policy_of_the_file_allows_its_own_script_alone(built: Path) -> None:
    policy = _policy(built / "megaroth.html")
    for part in (*CLOSED, "connect-src"):
        assert policy[part] == "'none'", part
    assert re.fullmatch(r"'sha256-\S+' 'wasm-unsafe-eval' blob:", policy["script-src"])
    assert re.fullmatch(r"'sha256-\S+'", policy["style-src"])
    assert policy["worker-src"] == "blob:"
    assert policy["img-src"] == "data:"


def test_the_policy_of_the_folder_allows_its_own_origin_alone(built: Path) -> None:
    policy = _policy(built / "page" / "index.html")
    for part in CLOSED:
        assert policy[part] == "'none'", part
    for part in ("connect-src", "worker-src", "style-src"):
        assert policy[part] == "'self'", part
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["img-src"] == "data:"


def test_a_text_is_not_evaluated_as_a_script(page: Page) -> None:
    for text in ("eval('1')", "new Function('return 1')()", "setTimeout('document.title = 1')"):
        found = page.evaluate(
            "(text) => { const made = document.createElement('script');"
            " made.textContent = `try { ${text}; document.title = 'ran' } catch {}`;"
            " document.head.append(made); return document.title }",
            text,
        )
        assert found.startswith("megaroth"), text


FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|srcdoc|setHTML|"
    r"document\.(?:write|location|open)|\beval\(|new Function|window\.open|\bopen\(\"http|"
    r"\blocation\s*(?:=[^=]|\.(?:href\s*=[^=]|assign|replace))|navigation\.|history\.|"
    r"\.submit\(|requestSubmit|sendBeacon|WebSocket|EventSource|XMLHttpRequest|javascript:"
)


def _scripts() -> list[Path]:
    """Our scripts that are in the page: those that its entries import, one by one."""
    found: set[Path] = set()
    names = ("single.js", "folder.js", "worker_single.js", "worker_folder.js")
    waiting = [ROOT / "page_file" / name for name in names]
    while waiting:
        script = waiting.pop().resolve()
        if script in found:
            continue
        found.add(script)
        for name in re.findall(r'from "(\.[^"]+)"', script.read_text("utf-8")):
            if name != "./pyodide.mjs":
                waiting.append(script.parent / name)
    return sorted(found)


def test_our_scripts_write_no_markup_and_navigate_nowhere() -> None:
    scripts = _scripts()
    assert {
        "page.js",
        "blocks.js",
        "kept.js",
        "quick.js",
        "interview.js",
        "elements.js",
        "store.js",
    } <= {one.name for one in scripts}
    for script in scripts:
        found = FORBIDDEN.search(script.read_text("utf-8"))
        assert found is None, f"{script.name}: {found and found[0]}"


@pytest.mark.parametrize(
    "line",
    [
        'box.innerHTML = text;',
        'location = "http://x/?" + text;',
        'location.href="x";',
        'window.location.assign(text);',
        'form.submit();',
        'document.location = text;',
        'window.open(text);',
        'navigator.sendBeacon(text);',
        'history.pushState({}, "", text);',
    ],
)  # fmt: skip
def test_the_search_for_such_lines_finds_them(line: str) -> None:
    assert FORBIDDEN.search(line)


def test_links_of_the_page_carry_no_data(page: Page) -> None:
    """The page has no link but to a place in it, and its form has no address."""
    links = (
        "[...document.querySelectorAll('a, area, form, [formaction], [ping]')]"
        ".map((one) => [one.localName, one.getAttribute('href') ?? '', one.getAttribute('action')])"
    )
    for question in page.locator("#questions button").all():
        question.click()
        page.wait_for_selector("#answer[aria-busy=false]", timeout=LONG)
        found = page.evaluate(links)
        assert ["a", "#main", None] in found
        assert all(href.startswith("#") or name == "form" for name, href, _ in found), found
        assert all(action is None for *_, action in found), found
    page.get_by_role("button", name="Plan", exact=True).click()


def test_the_return_key_in_a_field_leads_nowhere(page: Page) -> None:
    address = page.url
    for field in ("#quick-age", "#quick-pay", "#name"):
        page.press(field, "Enter")
    page.wait_for_timeout(200)
    assert page.url == address
    assert page.input_value("#text") == TEXT


HOSTILE = (
    "<img src=x onerror=document.title='ran'>",
    "</script><script>document.title='ran'</script>",
    "</pre><svg onload=document.title='ran'>",
    "&lt;b&gt; <a href=javascript:document.title='ran'>go</a>",
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_household_text_is_never_markup_in_any_view(page: Page, hostile: str) -> None:
    """Names of people, employers and files that are markup, in every answer and every list."""
    text = TEXT.replace('"Morgan"', json.dumps(hostile))
    text = re.sub(r"(?m)^employer = .*$", "", text)
    text = text.replace("[[people.jobs]]\n", f"[[people.jobs]]\nemployer = {json.dumps(hostile)}\n")
    text = re.sub(r"(?m)^in_plan_roth_rollover = .*$", 'in_plan_roth_rollover = "unknown"', text)
    before = page.evaluate("document.querySelectorAll('img, script, svg, a, b, iframe').length")
    page.fill("#text", text)
    shown = 0
    for question in page.locator("#questions button").all():
        question.click()
        page.wait_for_selector("#answer[aria-busy=false]", timeout=LONG)
        shown += hostile in page.inner_text("#answer")
        count = page.evaluate(
            "document.querySelectorAll('#answer :is(img, script, svg, a, b, iframe)').length"
        )
        assert count == 0, question.inner_text()
        handlers = "document.querySelectorAll('img, iframe, [onerror], [onload]').length"
        assert page.evaluate(handlers) == 0, "the quick answer and the interview too"
    assert shown >= 3, "the text is seen in several answers"
    page.get_by_role("button", name="Plan", exact=True).click()
    # An error quotes the text.
    page.fill("#text", text.replace("pay = 250_000", f"pay = {json.dumps(hostile)}"))
    expect(page.locator("#answer .problems")).to_be_visible(timeout=LONG)
    assert page.locator("#answer .problems :is(img, script, svg, a, b, iframe)").count() == 0
    assert page.title().startswith("megaroth")
    page.fill("#text", TEXT)
    page.wait_for_selector("#answer .answer.yes", timeout=LONG)
    assert (
        page.evaluate("document.querySelectorAll('img, script, svg, a, b, iframe').length")
        == before
    )


def test_the_name_of_a_kept_household_is_never_markup(browser: Browser, built: Path) -> None:
    with host(built / "page") as server:
        page = opened(browser, f"{address_of(server)}/index.html")
        page.check("#keep")
        page.fill("#name", "<img src=x onerror=document.title='ran'>.toml")
        page.locator("#name").dispatch_event("change")
        expect(page.locator("#kept-list")).to_contain_text("<img src=x", timeout=LONG)
        assert page.locator("#kept-list img").count() == 0
        page.wait_for_timeout(200)
        assert page.title().startswith("megaroth")
        page.context.close()


def test_the_source_in_the_page_is_plain_and_whole(built: Path) -> None:
    """Whoever gets the page can read what it runs."""
    with zipfile.ZipFile(BytesIO((built / "page" / "source.zip").read_bytes())) as opened_zip:
        names = opened_zip.namelist()
        assert not [name for name in names if name.endswith((".pyc", ".so"))]
        for name in names:
            assert opened_zip.read(name) == (ROOT / "src" / name).read_bytes()
    assert len(names) > 300
