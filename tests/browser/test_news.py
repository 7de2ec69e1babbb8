"""What is new in a real browser: what happened since the reader's last visit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from w2sg.library import Library
from w2sg.queries.news import KINDS, news

pytestmark = pytest.mark.browser
VISIT = ".w2-visit"


def visited(page: Page, day: str) -> None:
    page.add_init_script(
        f"if (!sessionStorage.set) localStorage.setItem('w2sg.visit', '{{\"day\":\"{day}\"}}');"
        "sessionStorage.set = 1;"
    )


def test_what_happened_since_is_summed_up(page: Page, server: str, library: Library) -> None:
    visited(page, "2000-01-01")
    page.goto(f"{server}/new/")
    counts = {name: sum(len(p.of(kind)) for p in news(library)) for kind, name in KINDS.items()}
    told = "; ".join(f"{name}: {n}" for name, n in counts.items() if n)
    expect(page.locator(VISIT)).to_have_text(f"Since your last visit on 2000-01-01: {told}.")
    page.reload()
    expect(page.locator(VISIT)).to_contain_text("2000-01-01")


def test_nothing_since(page: Page, server: str) -> None:
    visited(page, "2999-01-01")
    page.goto(f"{server}/new/")
    expect(page.locator(VISIT)).to_have_text("Since your last visit on 2999-01-01: nothing.")


def test_a_first_visit_and_no_storage(page: Page, server: str) -> None:
    page.goto(f"{server}/new/")
    expect(page.locator(VISIT)).to_contain_text("When you come back")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })"
    )
    page.reload()
    expect(page.locator(VISIT)).to_contain_text("When you come back")


def test_the_new_entry_is_copied(page: Page, server: str, library: Library) -> None:
    page.add_init_script(
        """Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: async (text) => { globalThis.copied = text; } } })"""
    )
    event = next(event for period in news(library) for event in period.of("published"))
    page.goto(f"{server}/new/")
    page.locator("summary", has_text=event.title).first.click()
    page.get_by_role("button", name=f"Copy the new entry of {event.key}").click()
    page.wait_for_function("globalThis.copied")
    assert page.evaluate("copied") == f"{event.new}\n"
