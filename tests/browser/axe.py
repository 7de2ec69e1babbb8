"""What axe finds on a page. Colours are looked at once where elements look alike."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.helpers import EXHAUSTIVE

CONTRAST = ["color-contrast"]
# Rules whose answer depends on the colours or the width of a page.
OF_LOOKS = [*CONTRAST, "link-in-text-block", "target-size", "scrollable-region-focusable"]
# What passes need not be described (deque, axe-core API, "resultTypes").
VIOLATIONS = {"resultTypes": ["violations"]}
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
    page: Page, looks_only: bool = False, within: str = "html"
) -> list[tuple[str, list[Any]]]:
    """Each rule that the page breaks, with the first elements that do."""

    def found(options: dict[str, Any], **context: list[str]) -> list[Any]:
        answer = Axe().run(page, context=context, options={**VIOLATIONS, **options})
        return list(answer.response["violations"])

    faults = []
    if not looks_only:
        rules = {rule: {"enabled": False} for rule in CONTRAST}
        faults = found({"rules": rules}, include=[within])
    mark_alike(page)
    looks = {"type": "rule", "values": OF_LOOKS if looks_only else CONTRAST}
    faults += found({"runOnly": looks}, include=[within], exclude=[ALIKE])
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in faults]
