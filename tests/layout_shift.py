"""What moves on a page when its scripts take over, in fonts that no machine decides."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, Route

# Three fonts with other widths on any machine: the generic family may be the same everywhere, what
# stands between letters and words is not.
FONTS = {
    "narrow": "* { font-family: sans-serif !important; letter-spacing: -0.04em !important }",
    "serif": "* { font-family: serif !important; word-spacing: 0.15em !important }",
    "wide": "* { font-family: monospace !important; letter-spacing: 0.06em !important }",
}
# Each shift as its value and what moved first; `shifts()` also takes those not reported yet.
_RECORD = """(() => {
  const found = [];
  const note = (entries) => found.push(...entries.filter((e) => e.value).map((e) => {
    const { node } = e.sources[0] ?? {};
    return `${e.value.toFixed(4)} ${(node?.outerHTML ?? node?.data ?? "").slice(0, 80)}`;
  }));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  globalThis.shifts = () => { note(observer.takeRecords()); return found; };
})()"""
_PAINTED = """new Promise((done) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length) done();
}).observe({ type: "paint", buffered: true }))"""
_TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class ShiftPage:
    """A page in one of FONTS whose scripts start after the first paint, as on a slow line, but for
    those in the head; so nothing depends on who is faster."""

    def __init__(self, browser: Browser, font: str, selected: str = "[]") -> None:
        """selected: the stored selection of papers, as JSON."""
        self.page: Page = browser.new_page()
        self._late: list[Route] = []
        self._hold = True
        self.page.add_init_script(_RECORD)
        self.page.add_init_script(f"localStorage.setItem('w2sg.selection', '{selected}')")
        self.page.route("**/assets/**/*.js", self._script)
        self.page.route("**/assets/w2sg.css", lambda route: self._style(route, font))

    def shifts(self, address: str, width: int, height: int = 850) -> list[str]:
        """What moved while the page at `address` opened, until its scripts were done."""
        self.page.set_viewport_size({"width": width, "height": height})
        self._hold = True
        self.page.goto(address, wait_until="commit")
        self.page.evaluate(_PAINTED)
        self.page.evaluate(_TWO_FRAMES)
        self._hold = False
        while self._late:
            self._late.pop().continue_()
        self.page.wait_for_load_state("load")
        waiting = self.page.locator(".w2-scripted[inert], .w2-pending:has(.w2-find, .w2-filter)")
        waiting.first.wait_for(state="detached")
        return self.seen()

    def seen(self) -> list[str]:
        """What has moved since the page opened."""
        self.page.evaluate(_TWO_FRAMES)
        found: list[str] = self.page.evaluate("shifts()")
        return found

    def _script(self, route: Route) -> None:
        early = route.request.url.endswith("/early.js")
        if self._hold and not early:
            self._late.append(route)
        else:
            route.continue_()

    def _style(self, route: Route, font: str) -> None:
        answer: Any = route.fetch()
        route.fulfill(response=answer, body=answer.text() + FONTS[font])
