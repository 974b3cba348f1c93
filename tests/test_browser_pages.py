"""The pages that the browser tests open are those of the app."""

from __future__ import annotations

from browser_pages import PAGES, WITHOUT_A_PAGE, opened_by, routes


def test_every_route_of_the_page_is_opened_in_a_browser_or_has_a_reason() -> None:
    opened = {opened_by(path) for path in PAGES}
    assert opened | set(WITHOUT_A_PAGE) == set(routes())
    assert not opened & set(WITHOUT_A_PAGE), "opened, so it needs no reason"
