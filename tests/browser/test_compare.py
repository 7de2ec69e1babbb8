"""Compare in a real browser: the page gives what the terminal gives, and everyone can use it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.axe import OF_LOOKS, violations
from tests.layout_shift import ShiftPage
from w2sg.export.related_work import FORMATS, compare, related_work
from w2sg.library import Library

pytestmark = pytest.mark.browser
KEYS = ["goel2025great", "burns2024weak", "gudibande2024false"]
STATUS = ".w2-compare .w2-status"
OUTPUT = ".w2-compare pre code"
MOST = 12
# No clipboard, as over plain http; or one that refuses, as without leave. The older command may do
# what they do not.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
REFUSES = """Object.defineProperty(navigator, 'clipboard', {
  value: { writeText: () => Promise.reject(new Error('not allowed')) },
});"""
NO_COMMAND = "document.execCommand = () => false;"
COMMAND = """document.execCommand = () => {
  globalThis.copied = document.activeElement.value;
  return true;
};"""
CLIPBOARD = """Object.defineProperty(navigator, 'clipboard', {
  value: { writeText: async (text) => { globalThis.copied = text; } } });"""


def open_page(page: Page, server: str, search: str) -> None:
    page.goto(f"{server}/compare/?{search}")
    expect(page.locator("html:not(.w2-pending) .w2-compare:not([inert])")).to_be_attached()


def formats(page: Page) -> Locator:
    return page.locator("select[name=format]")


def expect_titles(page: Page, titles: list[str]) -> None:
    expect(page.locator(".w2-compare-table thead a")).to_have_text(titles)


def test_the_page_gives_what_the_terminal_gives(page: Page, server: str, library: Library) -> None:
    open_page(page, server, f"keys={','.join(KEYS)}")
    expect_titles(page, [library.papers[key].title for key in KEYS])
    for format in FORMATS:
        formats(page).select_option(format)
        wanted = related_work(library, compare(library, KEYS), format)
        # Compared as the script holds it, for the page shows line ends its own way.
        expect(page.locator(OUTPUT)).to_contain_text(wanted.strip()[:40])
        page.wait_for_function(
            "wanted => document.querySelector('.w2-compare pre').textContent === wanted", arg=wanted
        )
        with page.expect_download() as download:
            page.get_by_role("button", name="Download").click()
        assert Path(download.value.path()).read_bytes() == wanted.encode("utf-8")
        assert download.value.suggested_filename == f"w2sg-{format}.{FORMATS[format][1]}"


def test_a_list_is_shown_twelve_at_a_time_and_taken_whole(
    page: Page, server: str, library: Library
) -> None:
    of = ("question", "scaling-laws")
    n = len(library.find(question=of[1]))
    open_page(page, server, "question=scaling-laws&cite=parencite")
    name = library.words.question[of[1]].name
    expect(page.locator(STATUS)).to_have_text(f"1 to {MOST} of {n} papers: {name}")
    made = compare(library, of=of, cite="parencite")
    page.locator(OUTPUT).scroll_into_view_if_needed()
    wanted = related_work(library, made, "latex")
    page.wait_for_function(
        "wanted => document.querySelector('.w2-compare pre').textContent === wanted", arg=wanted
    )
    page.get_by_role("button", name="Next").click()
    expect(page.locator(STATUS)).to_contain_text(f"{MOST + 1} to ")
    expect_titles(page, [paper["title"] for paper in made.papers[MOST : 2 * MOST]])
    command = page.locator(".w2-compare-command")
    expect(command).to_have_text(
        "w2sg compare --question scaling-laws --format latex --cite parencite"
    )


def test_add_remove_and_go_back(page: Page, server: str, library: Library) -> None:
    open_page(page, server, f"keys={KEYS[0]}")
    field = page.get_by_role("searchbox", name="Add a paper")
    field.fill("burns weak-to-strong eliciting")
    first = page.locator(".w2-compare-found button").first
    expect(first).to_contain_text(library.papers["burns2024weak"].title)
    field.press("Enter")
    expect(page.locator(STATUS)).to_have_text("2 papers")
    assert page.url.endswith(f"?keys={KEYS[0]},burns2024weak")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.get_by_role("button", name=f"Remove {library.papers[KEYS[0]].title}").click()
    expect(page.locator(STATUS)).to_have_text("1 paper")
    expect(page.locator(".w2-compare-remove")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Or begin with all papers")).to_be_visible()
    expect(field).to_be_focused()
    page.go_back()
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("2 papers")
    field.fill("zzzz nothing")
    expect(page.locator(".w2-compare-found")).to_have_text("No other paper fits.")
    field.press("Escape")
    expect(page.locator(".w2-compare-found")).to_be_hidden()


def test_rows_stand_in_the_address(page: Page, server: str, library: Library) -> None:
    open_page(page, server, f"keys={','.join(KEYS)}&rows=gain,venue")
    rows = page.locator(".w2-compare-table tbody th")
    expect(rows).to_have_text(["Venue", "Gain"])
    page.get_by_text("Choose rows").click()
    page.get_by_label("Best score").check()
    expect(rows).to_have_text(["Venue", "Gain", "Best score"])
    expect(page).to_have_url(re.compile("&rows=venue,gain,score$"))
    marked = page.locator("mark.w2-differs").all_text_contents()
    gains = [library.words.gain[library.papers[key].page.gain].name for key in KEYS]
    assert marked == [gain for gain in gains if gains.count(gain) == 1]


def test_what_means_nothing_is_named(page: Page, server: str, library: Library) -> None:
    old, new = next(iter(library.published.retired.items()))
    open_page(page, server, f"keys={old},nobody2020none&colour=red")
    expect_titles(page, [library.papers[new].title])
    expect(page.locator(".w2-compare .w2-note")).to_contain_text("nobody2020none, colour=red")


def test_the_selection_can_be_added(page: Page, server: str, library: Library) -> None:
    page.add_init_script(f"localStorage.setItem('w2sg.selection', '[\"{KEYS[0]}\"]')")
    page.goto(f"{server}/compare/")
    page.get_by_role("button", name="Add 1 selected").click()
    expect_titles(page, [library.papers[KEYS[0]].title])
    expect(page.get_by_role("button", name="Add 1 selected")).to_be_hidden()


def test_the_bar_of_selected_papers_leads_here(page: Page, server: str, library: Library) -> None:
    page.add_init_script(f"localStorage.setItem('w2sg.selection', '[\"{KEYS[1]}\",\"{KEYS[0]}\"]')")
    page.goto(f"{server}/categories/theory/")
    page.locator(".w2-tray").get_by_role("link", name="Compare").click()
    expect(page.locator(STATUS)).to_have_text("2 papers")
    expect_titles(page, [library.papers[key].title for key in sorted(KEYS[:2])])


def test_lists_lead_here(page: Page, server: str, library: Library) -> None:
    page.goto(f"{server}/categories/theory/")
    page.get_by_role("link", name="Compare them").click()
    n = len(library.find(category="theory"))
    expect(page.locator(STATUS)).to_contain_text(f"1 to {MOST} of {n} papers")


def test_a_claim(page: Page, server: str, library: Library) -> None:
    claim = library.arguments[0].claims[0]
    open_page(page, server, f"claim={claim.id}&rows={claim.id},gain")
    made = compare(library, of=("claim", claim.id), rows=[claim.id, "gain"])
    page.locator("select[name=format]").select_option("paragraph")
    page.locator(OUTPUT).scroll_into_view_if_needed()
    expect(page.locator(OUTPUT)).to_contain_text("paragraph")
    assert page.locator(OUTPUT).text_content() == related_work(library, made, "paragraph")
    rows = page.locator(".w2-compare-table tbody th")
    assert set(rows.all_text_contents()) == {claim.claim, "Gain"}
    page.get_by_text("Choose rows").click()
    page.get_by_label("Gain", exact=True).uncheck()
    expect(page).to_have_url(re.compile(f"rows={claim.id}$"))
    expect(rows).to_have_text([claim.claim])


@pytest.mark.parametrize("clipboard", [NO_CLIPBOARD, REFUSES])
def test_without_a_clipboard_the_text_is_selected(page: Page, server: str, clipboard: str) -> None:
    page.add_init_script(clipboard + NO_COMMAND)
    open_page(page, server, f"keys={','.join(KEYS)}")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".w2-compare .w2-said")).to_contain_text("The text is selected")
    selected = page.evaluate("getSelection().toString()")
    assert selected.strip() == str(page.locator(OUTPUT).text_content()).strip()


@pytest.mark.parametrize("way", [CLIPBOARD, NO_CLIPBOARD + COMMAND, REFUSES + COMMAND])
def test_copied(page: Page, server: str, way: str) -> None:
    page.add_init_script(way)
    open_page(page, server, f"keys={','.join(KEYS)}")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator(".w2-compare .w2-said")).to_have_text("Copied")
    assert page.evaluate("copied") == page.locator(OUTPUT).text_content()


@pytest.mark.parametrize(
    "search", [f"keys={','.join(KEYS)}", "question=scaling-laws", "category=theory", ""]
)
@pytest.mark.parametrize("part", ["compare/index.json", "compare/papers/*.json"])
def test_what_cannot_be_read_is_said_and_tried_again(
    page: Page, server: str, search: str, part: str
) -> None:
    page.add_init_script(f"localStorage.setItem('w2sg.selection', '[\"{KEYS[0]}\"]')")
    page.route(f"**/{part}*", missing)
    open_page(page, server, search)
    if part == "compare/papers/*.json" and not search:
        page.get_by_role("button", name="Add 1 selected").click()
    expect(page.locator(STATUS)).to_contain_text("could not be read: it answered 503")
    expect(page.locator(".w2-compare-result")).to_be_hidden()
    page.unroute(f"**/{part}*")
    page.get_by_role("button", name="Try again").click()
    if part == "compare/papers/*.json" or search:
        expect(page.locator(STATUS)).to_contain_text("paper")
        expect(page.locator(".w2-compare-table")).to_be_visible()
    else:
        expect(page.get_by_role("button", name="Add 1 selected")).to_be_visible()


@pytest.mark.parametrize(
    ("search", "format", "part"),
    [
        ("keys=burns2024weak", "bib", "browse/picks/bib.json"),
        ("category=theory", "latex", "compare.json"),
        ("claim=misfit", "csv", "compare/papers/*.json"),
    ],
)
def test_what_is_taken_away_is_asked_for_again(
    page: Page, server: str, library: Library, search: str, format: str, part: str
) -> None:
    open_page(page, server, search)
    page.route(f"**/{part}*", missing)
    formats(page).select_option(format)
    page.locator(OUTPUT).scroll_into_view_if_needed()
    said = page.locator(".w2-compare .w2-said")
    expect(said).to_contain_text("could not be read: it answered 503")
    expect(page.locator(OUTPUT)).to_have_text("")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_disabled()
    page.unroute(f"**/{part}*")
    said.get_by_role("button", name="Try again").click()
    kind, _, id = search.partition("=")
    made = compare(library, [id]) if kind == "keys" else compare(library, of=(kind, id))
    page.wait_for_function(
        "wanted => document.querySelector('.w2-compare pre').textContent === wanted",
        arg=related_work(library, made, format),
    )
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_enabled()
    expect(said).to_have_text("")


def test_papers_to_add_are_asked_for_again(page: Page, server: str) -> None:
    page.route("**/browse/text.json*", missing)
    open_page(page, server, f"keys={KEYS[0]}")
    page.get_by_role("searchbox", name="Add a paper").fill("burns")
    found = page.locator(".w2-compare-found")
    expect(found).to_contain_text("could not be loaded")
    page.unroute("**/browse/text.json*")
    found.get_by_role("button", name="Try again").click()
    expect(found.locator("button").first).to_contain_text("Weak-to-Strong Generalization")


def missing(route: Route) -> None:
    route.fulfill(status=503, body="")


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1920), ("dark", 390), ("light", 320)]
)
@pytest.mark.parametrize("search", ["", f"keys={','.join(KEYS)}", "category=theory"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, server: str, scheme: Any, width: int, search: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    open_page(page, server, search)
    if search:
        page.get_by_text("Choose rows").click()
    page.get_by_role("searchbox", name="Add a paper").fill("imitation")
    expect(page.locator(".w2-compare-found button").first).to_be_visible()
    assert violations(page, OF_LOOKS if scheme == "dark" else None) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = "e => [...e.querySelectorAll('th, td')].some((c) => c.scrollWidth > c.clientWidth)"
    if search and width > 900:
        assert not page.locator(".w2-compare-table").evaluate(wide), "a word leaves its cell"
    shape = ".w2-compare-table" if width > 900 else ".w2-compare-cards"
    assert page.locator(shape).count() == (1 if search else 0)
    context.close()


def test_without_scripts_the_page_says_where_else(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/compare/?keys={KEYS[0]}")
    expect(page.get_by_text("w2sg compare KEY KEY --format latex")).to_be_visible()
    expect(page.locator(".w2-compare")).to_be_hidden()
    context.close()


def test_print_has_the_papers_and_no_controls(page: Page, server: str) -> None:
    open_page(page, server, f"keys={','.join(KEYS)}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".w2-compare-cards article")).to_have_count(len(KEYS))
    for control in page.locator(".w2-compare :is(button, select, input, pre)").all():
        expect(control).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".w2-compare-table")).to_have_count(1)


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_the_papers_come(browser: Browser, server: str, width: int) -> None:
    opened = ShiftPage(browser, "wide", selected='["burns2024weak"]')
    for search in ("", f"?keys={','.join(KEYS)}", "?category=theory"):
        assert opened.shifts(f"{server}/compare/{search}", width) == [], search
    opened.page.close()
