"""The interview in a real Chromium: the questions that decide, the bar, what is not saved."""

# ruff: noqa: F811 (the fixtures are those of the page)

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from test_browser import (  # noqa: F401 (fixtures)
    AXE,
    Served,
    answer,
    browser,
    opened,
    page,
    served,
    state,
)

PAY = "#q-people-0-jobs-0-pay"


def begun(page: Page, served: Served, part: str) -> None:
    page.goto(f"{served.base}/h/couple/interview/{part}")
    page.wait_for_selector(".so-far .answer")


def test_the_bar_stays_in_view_and_changes_with_each_answer(page: Page, served: Served) -> None:
    begun(page, served, "decides")
    bar = page.locator(".so-far")
    expect(bar.locator(".verdict")).to_have_text("YES")
    expect(bar.locator(".progress-words")).to_contain_text("of 8 that decide")
    question = "Does the plan accept after-tax contributions?"
    answer(page, question, "I don't know")
    expect(bar.locator(".verdict")).to_have_text("DEPENDS")
    expect(bar.locator(".progress-words")).to_contain_text("1 to ask")
    page.mouse.wheel(0, 1200)
    expect(bar).to_be_in_viewport()
    # The keyboard alone: arrows choose in a group of buttons.
    page.get_by_role("radiogroup", name=question).first.get_by_role("radio").nth(2).focus()
    page.keyboard.press("ArrowLeft")
    expect(bar.locator(".verdict")).not_to_have_text("DEPENDS")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(".so-far .verdict.depends")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(".so-far .verdict.yes")


def test_a_rejected_answer_is_kept_and_shown_to_who_leaves(page: Page, served: Served) -> None:
    begun(page, served, "work")
    page.fill(PAY, "much")
    page.press(PAY, "Tab")
    bar = page.locator(".so-far")
    expect(bar).to_contain_text("Not saved: “Annual pay” is “much”")
    expect(page.locator(f"{PAY}-about")).to_contain_text("an amount in dollars")
    # Another answer is saved meanwhile, and the text stays.
    answer(page, "Is after-tax money kept in a separate account?", "No")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator(PAY)).to_have_value("much")
    page.get_by_role("link", name="Overview", exact=True).click()
    dialog = page.locator("dialog#leave")
    expect(dialog).to_contain_text("Annual pay: “much”")
    dialog.get_by_role("button", name="Go to it").click()
    expect(page.locator(PAY)).to_be_focused()
    page.fill(PAY, "231,000")
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.locator("h1")).to_contain_text("couple")
    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Redo")).to_be_visible()


@pytest.mark.parametrize(("wide", "scheme"), [(375, "dark"), (1280, "light")])
def test_all_parts_fit_and_axe_finds_nothing(
    browser: Browser, served: Served, state: Any, wide: int, scheme: str
) -> None:
    faults: list[str] = []
    context, page = opened(
        browser, state, faults, viewport={"width": wide, "height": 800}, color_scheme=scheme
    )
    for part in ("decides", "work", "so_far", "ahead"):
        begun(page, served, part)
        height, width = page.evaluate(
            "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
        )
        assert height <= 6_000, part
        assert width <= wide, part
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("axe.run(document)")
        faults += [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
    context.close()
    assert not faults


def test_who_comes_for_one_question_lands_on_it(page: Page, served: Served) -> None:
    page.goto(f"{served.base}/h/couple/interview/decides#q-people-1-jobs-0-made-pre_tax")
    there = page.locator("#q-people-1-jobs-0-made-pre_tax")
    expect(there).to_be_focused()
    expect(page.locator("#q-as_of")).to_be_visible()


def test_a_job_is_added_and_removed(page: Page, served: Served) -> None:
    begun(page, served, "work")
    page.get_by_role("button", name="Add a job for Ana").click()
    expect(page.locator(".so-far .progress-words")).to_contain_text("of 12 that decide")
    page.get_by_role("button", name="Remove Ana: New employer").click()
    expect(page.locator(".so-far .progress-words")).to_contain_text("of 8 that decide")
