"""What axe finds on a page. Colours are looked at once where elements look alike."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.helpers import EXHAUSTIVE

CONTRAST = ["color-contrast"]
# Rules whose answer depends on the colours or the width of a page.
OF_LOOKS = [*CONTRAST, "link-in-text-block", "scrollable-region-focusable"]
OF_SIZE = "target-size"  # which axe has turned off; it does not see labels, nor what covers another
# What passes need not be described, and stylesheets need not be fetched again, which only one rule
# asks for (deque, axe-core API, "resultTypes", "preload").
OPTIONS = {"resultTypes": ["violations"], "preload": False}
OF_STYLESHEETS = "css-orientation-lock"  # test_no_stylesheet_knows_how_a_screen_is_held
ALIKE = "[data-alike]"
# An element is alike another if both have the same tag, classes and attributes, and so has all that
# they stand in. Named are the topmost elements in which nothing is the first of its kind.
_MARK = """() => {
  document.querySelectorAll("[data-alike]").forEach((e) => e.removeAttribute("data-alike"));
  const kinds = new Map();
  const paths = new Map();
  const first = new Set([document.body]);
  const all = [...document.body.querySelectorAll("*")];
  for (const element of all) {
    const given = [element.localName, element.getAttribute("class"), element.hidden, element.open];
    const names = element.getAttributeNames().filter((name) => name !== "id" && name !== "class");
    const path = [paths.get(element.parentElement) ?? 0, ...given, ...names.sort()].join();
    if (!kinds.has(path)) {
      kinds.set(path, kinds.size + 1);
      for (let e = element; e && !first.has(e); e = e.parentElement) first.add(e);
    }
    paths.set(element, kinds.get(path));
  }
  for (const element of all) {
    if (!first.has(element) && first.has(element.parentElement)) element.dataset.alike = "";
  }
}"""


def mark_alike(page: Page) -> None:
    """Mark what looks as something above it does, as the measurements of colours pass over it;
    W2SG_EXHAUSTIVE marks nothing."""
    if not EXHAUSTIVE:
        page.evaluate(_MARK)


def violations(
    page: Page, only: list[str] | None = None, within: str = "html"
) -> list[tuple[str, list[Any]]]:
    """Each rule that the page breaks, with the first elements that do; of some rules or of all."""

    def found(options: dict[str, Any], **context: list[str]) -> list[Any]:
        asked = [context, {**OPTIONS, **options}]
        answer = page.evaluate("([context, options]) => axe.run(context, options)", asked)
        return list(answer["violations"])

    page.evaluate(Axe().axe_script)
    faults = []
    if not only:
        rules = {rule: {"enabled": False} for rule in (*CONTRAST, OF_STYLESHEETS)}
        faults = found({"rules": rules}, include=[within])
    mark_alike(page)
    looks = {"type": "rule", "values": only or CONTRAST}
    faults += found({"runOnly": looks}, include=[within], exclude=[ALIKE])
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in faults]
