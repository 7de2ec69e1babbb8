"""Six things that people come for, from Home: clicks, and screens that one has to scroll.

    python -m benchmarks.tasks [site]

At the size of a phone and of a small laptop. Each control is brought into view as little as will
do, in the page and in what scrolls inside it. Typing a text counts by itself.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from shutil import which

from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.browse import FLAGS, _Quiet
from benchmarks.build import ROOT, build

SIZES = ((390, 844), (1280, 844))
# Brings an element into view, and tells how many screens that took.
SCROLL = """(e) => {
  const places = () => {
    const all = [scrollY];
    for (let up = e.parentElement; up; up = up.parentElement) all.push(up.scrollTop);
    return all;
  };
  const before = places();
  e.scrollIntoView({ block: "nearest", behavior: "instant" });
  return places().reduce((sum, to, i) => sum + Math.abs(to - before[i]), 0) / innerHeight;
}"""


@dataclass
class Reader:
    """Who does a task on a page, and what it took so far."""

    page: Page
    clicks: int = 0
    typed: int = 0
    screens: float = 0.0

    @property
    def is_narrow(self) -> bool:
        size = self.page.viewport_size
        return size is not None and size["width"] < 1000

    def click(self, control: Locator) -> None:
        control.wait_for()
        self.screens += control.evaluate(SCROLL)
        control.click()
        self.clicks += 1

    def saves(self, control: Locator) -> None:
        """Clicks what must give a file."""
        with self.page.expect_download():
            self.click(control)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.typed += 1

    def look_for(self, text: str) -> None:
        """Types into the header's field, which a phone hides behind a button."""
        opener = self.page.locator(".w2-search-open")
        self.click(opener if opener.is_visible() else self.page.locator("header input[name=q]"))
        self.type(text)


def ten_papers(reader: Reader) -> None:
    reader.click(reader.page.get_by_role("link", name="ten papers"))
    reader.saves(reader.page.locator("main a[href$='.bib']").first)


def noisy_preferences(reader: Reader) -> None:
    reader.look_for("ICML noisy preferences")
    papers = reader.page.locator("header section[data-group=Papers] a")
    reader.click(papers.filter(has_text="ICML").first)


def conference_reasoning(reader: Reader) -> None:
    page = reader.page
    reader.look_for("ACL EMNLP since 2024 reasoning")
    reader.click(page.locator("header .w2-search__chip").first)
    if reader.is_narrow:
        reader.click(page.locator(".w2-open"))
    reader.click(page.locator("[data-facet=gain] label").first)
    if reader.is_narrow:
        reader.click(page.locator(".w2-close"))
    reader.click(page.locator(".w2-take-away > summary"))
    reader.saves(page.locator(".w2-bar-list").get_by_role("button", name="Download"))


def one_entry(reader: Reader) -> None:
    reader.look_for("burns")
    reader.click(reader.page.locator("header .w2-search__copy").first)


def check_mine(reader: Reader) -> None:
    reader.click(reader.page.get_by_role("link", name="Check my .bib").first)


def suggest(reader: Reader) -> None:
    link = reader.page.locator("a[href*='suggest-a-paper']:visible")
    if not link.count():
        reader.click(reader.page.get_by_role("contentinfo").get_by_role("link", name="Contribute"))
    reader.screens += link.first.evaluate(SCROLL)
    reader.clicks += 1  # the form is elsewhere


TASKS: dict[str, Callable[[Reader], None]] = {
    "the papers to read first, as .bib": ten_papers,
    "that ICML paper on noisy preferences": noisy_preferences,
    "ACL or EMNLP since 2024 on reasoning, with a gain, as .bib": conference_reasoning,
    "one BibTeX entry": one_entry,
    "Check my .bib": check_mine,
    "suggest a paper": suggest,
}


def measure(site: Path) -> None:
    handler = partial(_Quiet, directory=str(site))
    with sync_playwright() as playwright, ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        program = which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        for width, height in SIZES:
            print(f"{width} x {height}")
            for name, do in TASKS.items():
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(f"http://127.0.0.1:{http.server_address[1]}/", wait_until="networkidle")
                reader = Reader(page)
                do(reader)
                typed = f", {reader.typed} typed" if reader.typed else ""
                print(f"  {name}: {reader.clicks} clicks{typed}, {reader.screens:.1f} screens")
                page.close()
        browser.close()
        http.shutdown()


def main() -> None:
    if sys.argv[1:]:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        build(ROOT / "mkdocs.yml", Path(name))
        measure(Path(name))


if __name__ == "__main__":
    main()
