"""A paper's page: what one came for is at hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from w2sg.library import Library

COPY = "button:has-text('Copy BibTeX') >> nth=0"


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_bibtex_is_copied_on_the_first_screen(
    page: Page, server: str, library: Library, width: int, height: int
) -> None:
    """On the pages with the longest heads; a walk over all of them takes minutes."""
    page.set_viewport_size({"width": width, "height": height})
    length = {
        paper.key: len(paper.title) * 4 + len(", ".join(paper.names[:12])) + len(paper.container)
        for paper in library.papers.values()
    }
    below = {}
    for key in sorted(length, key=length.__getitem__)[-12:]:
        page.goto(f"{server}/papers/{key}/")
        box = page.locator(COPY).bounding_box()
        assert box
        if box["y"] + box["height"] > height:
            below[key] = box["y"]
    assert below == {}


@pytest.mark.browser
def test_the_entry_is_copied(page: Page, server: str, library: Library) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server}/papers/burns2024weak/")
    width = page.locator(COPY).bounding_box()
    page.locator(COPY).click()
    said = page.get_by_role("button", name="Copied", exact=True)
    expect(said).to_be_visible()
    assert said.bounding_box() == width
    raw = library.papers["burns2024weak"].entry.raw
    assert page.evaluate("navigator.clipboard.readText()") == raw.strip() + "\n"
    expect(page.locator(COPY)).to_be_visible()


NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


@pytest.mark.browser
def test_over_plain_http_the_older_command_copies(
    page: Page, server: str, library: Library
) -> None:
    page.add_init_script(NO_CLIPBOARD)
    page.add_init_script(
        "document.execCommand = () => { window.taken = document.activeElement.value; return true; }"
    )
    page.goto(f"{server}/papers/burns2024weak/")
    page.locator(COPY).click()
    expect(page.get_by_role("button", name="Copied", exact=True)).to_be_focused()
    raw = library.papers["burns2024weak"].entry.raw
    assert page.evaluate("window.taken") == raw.strip() + "\n"


@pytest.mark.browser
@pytest.mark.parametrize("refused", ["() => false", "() => { throw new Error('refused'); }"])
def test_where_copying_is_refused_the_text_is_selected(
    page: Page, server: str, library: Library, refused: str
) -> None:
    page.add_init_script(NO_CLIPBOARD)
    page.add_init_script(f"document.execCommand = {refused}")
    page.goto(f"{server}/papers/burns2024weak/")
    page.get_by_role("radio", name="APA").check()  # the entry is not shown
    page.locator(COPY).click()
    expect(page.get_by_role("button", name="Press Ctrl+C")).to_be_visible()
    assert page.evaluate("String(getSelection())").strip() == (
        library.papers["burns2024weak"].entry.raw.strip()
    )
    expect(page.locator(".w2-panel-bib pre")).to_be_in_viewport()


@pytest.mark.browser
def test_without_scripts_the_entry_is_a_file(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/papers/burns2024weak/")
    expect(page.locator(COPY)).to_be_hidden()
    link = page.get_by_role("link", name="BibTeX", exact=True)
    assert link.get_attribute("href") == "../../papers/burns2024weak.bib"
    context.close()


@pytest.mark.browser
def test_the_side_says_where_one_is(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{server}/papers/burns2024weak/#cite")
    here = page.locator(".w2-sections [aria-current]")
    expect(here).to_have_text("Cite")
    expect(here).to_be_in_viewport()
