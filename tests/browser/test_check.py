"""The page that checks a bibliography: what it says, what it sends, and what happens when something
of the browser is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.bibliography.test_checkbib import MINE
from tests.helpers import ROOT
from w2sg.bibliography.checkbib import check, data, fixed
from w2sg.library import Library

LATIN = ROOT / "tests" / "checkbib" / "cases" / "latin1.bib"
WRONG = (
    "@misc{a, title={Self-Rewarding Language Models}, author={Yuan, Weizhe}, eprint={2401.10020}}"
)
STATUS = ".w2-check-answer > [role=status]"


@pytest.fixture
def checking(page: Page, server: str) -> Page:
    page.goto(f"{server}/checkbib/")
    expect(page.locator(".w2-check")).not_to_have_attribute("inert", "")
    return page


def ask(page: Page, text: str = WRONG) -> None:
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Check", exact=True).click()


@pytest.mark.browser
def test_a_file_is_checked_and_nothing_is_sent(checking: Page, library: Library) -> None:
    sent: list[str] = []
    checking.on("request", lambda r: sent.append(r.method) if r.post_data else None)
    checking.locator("input[type=file]").set_input_files(MINE)
    checking.get_by_label("and what you may have missed in").select_option("theory")
    checking.get_by_role("button", name="Check", exact=True).click()
    expect(checking.locator(STATUS)).to_have_text(
        "60 entries: 16 right, 25 with findings, 19 not in the library."
    )
    expect(checking.locator(".w2-findings > li > ul > li")).to_have_count(25)
    expect(checking.locator(".w2-missed > li").first).to_be_visible()
    with checking.expect_download() as download:
        checking.get_by_role("button", name="Download the corrected file").click()
    assert download.value.suggested_filename == "mine-corrected.bib"
    known = data(library)
    wanted = fixed(check(MINE.read_bytes(), known), known)
    assert Path(download.value.path()).read_bytes() == wanted
    assert sent == []


@pytest.mark.browser
def test_only_words_that_differ_are_marked(checking: Page) -> None:
    ask(checking, MINE.read_text(encoding="utf-8"))
    item = checking.locator(".w2-findings li li", has_text="Something Else")
    expect(item.locator("del")).to_have_text("Something Else")
    expect(item.locator("ins")).to_have_text("Neural Information Processing Systems")


@pytest.mark.browser
def test_what_cannot_be_read_is_named_and_the_rest_checked(checking: Page) -> None:
    ask(checking, f"@article{{x,\n  title = {{<img src=x onerror=alert(1)>\n\n{WRONG}")
    expect(checking.locator(".w2-unreadable")).to_contain_text("x, line 1")
    expect(checking.locator(".w2-findings > li")).to_have_count(1)
    assert checking.locator(".w2-check-answer img").count() == 0


@pytest.mark.browser
def test_latin_1_comes_back_as_it_was(checking: Page) -> None:
    checking.locator("input[type=file]").set_input_files(LATIN)
    checking.get_by_role("button", name="Check", exact=True).click()
    expect(checking.locator(STATUS)).to_contain_text("read as Latin-1")
    with checking.expect_download() as download:
        checking.get_by_role("button", name="Download the corrected file").click()
    assert "Müller".encode("latin-1") in Path(download.value.path()).read_bytes()


@pytest.mark.browser
def test_a_dropped_file_is_checked(checking: Page) -> None:
    checking.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "dropped.bib"));
          const given = { dataTransfer: data, bubbles: true, cancelable: true };
          const form = document.querySelector(".w2-check");
          const drop = (type) => form.dispatchEvent(new DragEvent(type, given));
          drop("dragover");
          drop("drop");
        }""",
        WRONG,
    )
    expect(checking.locator(STATUS)).to_contain_text("1 entry: 0 right, 1 with findings")
    expect(checking.locator(".w2-check output")).to_contain_text("dropped.bib")


@pytest.mark.browser
def test_nothing_to_check_and_no_text(checking: Page) -> None:
    checking.get_by_role("button", name="Check", exact=True).click()
    expect(checking.locator(STATUS)).to_have_text("Paste your BibTeX or choose a file.")
    binary = {"name": "x.bib", "mimeType": "text/plain", "buffer": b"PK\0\1"}
    checking.locator("input[type=file]").set_input_files(files=[binary])  # type: ignore[list-item]
    checking.get_by_role("button", name="Check", exact=True).click()
    expect(checking.locator(STATUS)).to_contain_text("this is no text")


@pytest.mark.browser
def test_a_file_that_is_too_large(checking: Page) -> None:
    checking.evaluate(
        """() => {
          const file = new File(["@misc{a}"], "large.bib");
          Object.defineProperty(file, "size", { value: 65 * 1024 * 1024 });
          const data = { types: ["Files"], files: [file] };
          const drop = new Event("drop", { cancelable: true });
          Object.defineProperty(drop, "dataTransfer", { value: data });
          document.querySelector(".w2-check").dispatchEvent(drop);
        }"""
    )
    expect(checking.locator(STATUS)).to_contain_text("large.bib has 68.2 MB")


@pytest.mark.browser
@pytest.mark.parametrize("fails", [1, 9])
def test_records_that_do_not_come(checking: Page, fails: int) -> None:
    """Asked for once more; if they do not come then, it is said, and the next try asks again."""
    tries = 0

    def answer(route: Route) -> None:
        nonlocal tries
        tries += 1
        if tries <= fails:
            route.abort()
        else:
            route.continue_()

    checking.context.route("**/checkbib.json", answer)
    ask(checking)
    if fails > 1:
        expect(checking.locator(STATUS)).to_contain_text("could not be loaded")
        fails = 0
        ask(checking)
    expect(checking.locator(STATUS)).to_contain_text("1 entry")


@pytest.mark.browser
def test_cancel(checking: Page) -> None:
    """Cancelled while the records are on their way; the next check works."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    checking.context.route("**/checkbib.json", hold)
    ask(checking)
    expect(checking.locator(STATUS)).to_contain_text("Checking")
    checking.get_by_role("button", name="Cancel").click()
    expect(checking.locator(STATUS)).to_have_text("Cancelled.")
    checking.context.unroute("**/checkbib.json")
    ask(checking)
    expect(checking.locator(STATUS)).to_contain_text("1 entry")


WITHOUT = {
    "workers": "delete globalThis.Worker",
    "modules in workers": "globalThis.Worker = class { constructor() { throw new TypeError(); } }",
    "a store": "Object.defineProperty(globalThis, 'localStorage', "
    "{ get() { throw new DOMException('', 'SecurityError'); } })",
    "a clipboard": "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
}


@pytest.mark.browser
@pytest.mark.parametrize("missing", WITHOUT)
def test_browsers_without(browser: Browser, server: str, missing: str) -> None:
    context = browser.new_context()
    context.add_init_script(WITHOUT[missing])
    page = context.new_page()
    page.goto(f"{server}/checkbib/")
    ask(page)
    expect(page.locator(STATUS)).to_contain_text("1 entry: 0 right, 1 with findings")
    copying = page.get_by_role("button", name="Copy it")
    expect(copying).to_have_count(0 if missing == "a clipboard" else 1)
    context.close()


@pytest.mark.browser
def test_copy(browser: Browser, server: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server}/checkbib/")
    ask(page)
    page.get_by_role("button", name="Copy it").click()
    expect(page.locator(".w2-taken [role=status]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "International Conference on Machine Learning" in copied
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy it").click()
    expect(page.locator(".w2-taken [role=status]")).to_contain_text("did not allow")
    context.close()
