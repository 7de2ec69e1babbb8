"""Every kind of page at some of many widths, the narrowest and those that a seed names;
W2SG_EXHAUSTIVE takes all: nothing scrolls sideways, no word is broken inside."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_browse import goto
from tests.browser.test_pages import KINDS
from tests.helpers import some
from w2sg.library import Library

pytestmark = pytest.mark.browser
WIDTHS = (
    *(320, 345, 360, 375, 390, 412, 480, 540, 600, 680, 720, 768),
    *(800, 834, 912, 960, 1024, 1100, 1180, 1280, 1366, 1440, 1680, 1920),
)
# Words of letters that stand on two lines; addresses, which must break, and what is not seen aside.
FAULTS = r"""() => {
  const found = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`scrolls sideways: ${wide}`);
  const range = document.createRange();
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    range.selectNodeContents(text);
    if (range.getClientRects().length < 2) continue;
    const { parentElement: parent } = text;
    const unseen = parent.closest("pre, code, svg, script, thead, .w2-hidden");
    if (unseen || /https?:|\//.test(text.data)) continue;
    for (const word of text.data.matchAll(/\p{L}{4,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const parts = [...range.getClientRects()].filter((rect) => rect.width > 0);
      const lines = new Set(parts.map((rect) => Math.round(rect.top)));
      if (lines.size > 1) found.push(`breaks ${word[0]} in ${parent.className}`);
    }
  }
  return found.slice(0, 3);
}"""
# Else each look at a row far below lays it out anew.
ALL_LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
MOST = 10
ZOOMED = 2  # at 200 %, a window shows what one of half its width shows at 100 %


@pytest.mark.parametrize("part", range(4))
def test_no_page_breaks_a_word_or_scrolls_sideways(page: Page, server: str, part: int) -> None:
    kinds = [*KINDS, "browse/", "compare/?keys=burns2024weak,lang2025debate", "new/", "glossary/"]
    faults: dict[str, Any] = {}
    window = page.context.new_cdp_session(page)  # quicker than Playwright's call, which waits
    size = {"height": 256, "deviceScaleFactor": 1, "mobile": False}
    every = sorted({*WIDTHS, *(w // ZOOMED for w in WIDTHS if w // ZOOMED >= WIDTHS[0])})
    for kind in kinds[part::4]:
        page.goto(f"{server}/{kind}")
        page.evaluate(ALL_LAID_OUT)
        for width in (every[0], *some(every[1:], MOST - 1, kind)):
            window.send("Emulation.setDeviceMetricsOverride", {"width": width, **size})
            assert page.evaluate("innerWidth") == width
            if found := page.evaluate(FAULTS):
                faults[f"{kind} at {width}"] = found
    assert faults == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_list_is_printed_in_few_pages(
    browser: Browser, server: str, library: Library, scheme: Any
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    goto(page, server, "venue=icml")
    printed = page.pdf(format="A4")
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    assert sheets <= math.ceil(len(library.find(venue="icml")) / 12)
    page.emulate_media(media="print")
    title = page.locator(".w2-browse a.w2-title").first
    expect(title).to_have_css("color", "rgb(11, 106, 123)")  # of the light scheme
    expect(page.locator(".md-header")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("kind", ["new/", "settings/speech/", "snapshots/"])
def test_what_is_folded_on_a_screen_is_printed(browser: Browser, server: str, kind: str) -> None:
    """But for charts' numbers, which the chart shows."""
    page = browser.new_page()
    page.goto(f"{server}/{kind}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    folds = page.locator("article details:not(.w2-chart-numbers, .w2-swap) > :not(summary)")
    assert folds.count()
    for fold in folds.all():
        expect(fold).to_be_visible()
    page.close()
