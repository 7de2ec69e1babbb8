"""Lengths of pages in a font of usual width, whatever fonts a machine has."""

from __future__ import annotations

from playwright.sync_api import Page

# The mean width of a letter of English text, in em, to which the space between letters is set:
# of Arial, Roboto and what else browsers take for text without serifs it is 0.45 to 0.5.
USUAL = 0.5
TEXT = "The student ended above its weak source, on its way to the ceiling; others find it below."
_SPACED = """([text, usual]) => {
  const line = document.createElement("span");
  line.textContent = text;
  line.style = "position: absolute; white-space: nowrap; font-size: 100px; letter-spacing: 0";
  document.querySelector(".md-typeset").append(line);
  const mean = line.getBoundingClientRect().width / 100 / text.length;
  line.remove();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { letter-spacing: ${usual - mean}em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


def take_usual_font(page: Page) -> None:
    """Space the letters of the page so that lines break about where a usual font breaks them."""
    page.evaluate(_SPACED, [TEXT, USUAL])
