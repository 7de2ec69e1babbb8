"""Pages of questions in a browser: length, folds that open for addresses, words of the glossary."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import OF_LOOKS, violations
from tests.browser.usual_font import take_usual_font
from w2sg.library import Library
from w2sg.queries.claims import claims_of

pytestmark = pytest.mark.browser
SCREEN = 800
WORD = "questions/measuring-beyond-teacher/"


def test_the_argument_within_three_screens_and_the_page_below_ten(
    page: Page, server: str, library: Library
) -> None:
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    for question in library.taxonomy.questions:
        page.goto(f"{server}/questions/{question.id}/")
        take_usual_font(page)
        bottom = page.evaluate(
            "document.querySelector('.w2-matrix').getBoundingClientRect().bottom"
        )
        assert bottom <= 3 * SCREEN, question.id
        assert page.evaluate("document.documentElement.scrollHeight") < 10 * SCREEN


def test_a_dispute_is_a_line_and_opens_over_the_whole_width(
    page: Page, server: str, library: Library
) -> None:
    for question in library.taxonomy.questions:
        page.set_viewport_size({"width": 1024, "height": SCREEN})
        page.goto(f"{server}/questions/{question.id}/")
        take_usual_font(page)
        folds = page.locator("[id^='dispute-']")
        heights = folds.locator("summary").evaluate_all("(all) => all.map((e) => e.clientHeight)")
        assert max(heights) < 1.5 * min(heights), question.id
        folds.first.locator("summary").click()
        wide = folds.first.evaluate("(e) => e.clientWidth / e.parentElement.clientWidth")
        assert wide > 0.99


def test_an_address_opens_what_it_leads_to(page: Page, server: str, library: Library) -> None:
    dispute = library.disputes.disputes[0]
    address = f"{server}/questions/{dispute.question}/"
    page.goto(f"{address}#dispute-{dispute.id}")
    expect(page.locator(f"#dispute-{dispute.id} dl")).to_be_visible()
    page.goto(f"{address}?again#supports")
    expect(page.locator("#supports")).to_be_visible()
    claim = claims_of(library, dispute.question)[0].claim.id
    page.goto(f"{address}?claim={claim}")
    page.wait_for_url(f"**/findings/?claim={claim}")
    expect(page.locator(f"[data-tags~='claim:{claim}']").first).to_be_visible()
    expect(page.locator(f"[data-tags]:not([data-tags~='claim:{claim}'])").first).to_be_hidden()


def test_a_word_says_what_it_means_to_keys_and_fingers(page: Page, server: str) -> None:
    page.goto(f"{server}/{WORD}")
    word, note = page.locator(".w2-term").first, page.get_by_role("tooltip")
    meaning = word.get_attribute("title")
    assert meaning
    expect(note).to_have_count(0)
    word.focus()
    expect(note).to_have_text(meaning)
    expect(word).to_have_attribute("aria-describedby", "w2-term-note")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_have_attribute("title", meaning)
    word.hover()
    expect(note).to_be_visible()


def test_each_word_that_stands_in_a_dispute_is_marked_there(
    page: Page, server: str, library: Library
) -> None:
    for dispute in library.disputes.disputes:
        page.goto(f"{server}/questions/{dispute.question}/")
        fold = page.locator(f"#dispute-{dispute.id}")
        said = " ".join((dispute.why, dispute.a.says, dispute.b.says)).lower()
        for word in library.glossary:
            if any(f" {form.lower()} " in said for form in word.forms):
                marked = fold.locator(f"a.w2-term[href$='glossary/#{word.id}']")
                assert marked.count() == 1, (dispute.id, word.id)


def test_a_tap_shows_the_meaning_and_a_second_follows(page: Page, server: str) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    tapped = context.new_page()
    tapped.goto(f"{server}/{WORD}")
    word = tapped.locator(".w2-term").first
    word.tap()
    expect(tapped.get_by_role("tooltip")).to_be_visible()
    assert tapped.evaluate("document.documentElement.scrollWidth") <= 390
    assert tapped.url.endswith(WORD)
    word.tap()
    tapped.wait_for_url("**/glossary/#*")
    context.close()


def test_without_scripts_a_word_is_a_link_and_folds_open(page: Page, server: str) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{server}/{WORD}")
    fold = plain.locator(".w2-claim details").first
    fold.locator("summary").first.click()
    fold.get_by_role("link", name="On a page of their own").click()
    expect(plain.locator(".w2-evidence li").first).to_be_visible()
    plain.go_back()
    plain.locator(".w2-term").first.click()
    plain.wait_for_url("**/glossary/#*")
    context.close()


def test_a_claim_shows_its_findings_when_asked(page: Page, server: str, library: Library) -> None:
    question = WORD.split("/")[1]
    found = claims_of(library, question)[0]
    page.goto(f"{server}/{WORD}")
    fold = page.locator(f"[data-claim='{found.claim.id}']")
    page.route("**/findings/", lambda route: route.abort())
    fold.locator("> summary").click()
    expect(fold.get_by_role("link", name="On a page of their own")).to_be_visible()
    page.unroute("**/findings/")
    fold.locator("> summary").click()
    fold.locator("> summary").click()
    expect(fold.locator("li")).to_have_count(len(found.findings))
    expect(fold.locator("li:visible")).to_have_count(len(found.first))
    fold.locator("li a").first.click()
    page.wait_for_url("**/papers/*/#evidence")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_with_all_folds_open(page: Page, server: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{server}/{WORD}")
    page.evaluate("document.querySelectorAll('article details').forEach((e) => { e.open = true; })")
    expect(page.locator(".w2-claim li").first).to_be_visible()
    page.locator(".w2-term").first.focus()
    assert violations(page, OF_LOOKS if scheme == "dark" else None, ".md-content") == []


def test_print_shows_the_argument(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(f"{server}/{WORD}")
    page.emulate_media(media="print")
    expect(page.locator(".w2-known").first).to_be_visible()
    expect(page.locator(".w2-matrix")).to_be_visible()
    assert len(page.pdf(path=str(tmp_path / "page.pdf"))) > 1000
