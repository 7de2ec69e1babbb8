"""Browse: milliseconds from key press to painted list, and bytes until the list is usable.

    python -m benchmarks.browse

Beside a baseline that renders the titles as a plain list on every key press, without facets.
Medians of 20, in one headless Chromium. `python -m benchmarks` runs it on larger libraries too.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.build import ROOT, build

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
READY = ".w2-find:not([inert])"  # the controls stand in the page and wait for their script
# Type a letter, wait for the frame after the one in which the list changed.
MEASURE = """async () => {
  const box = document.querySelector('.w2-text');
  const times = [];
  for (const letter of 'reward model preferen'.split('')) {
    const start = performance.now();
    box.value += letter;
    box.dispatchEvent(new Event('input'));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}"""
BASELINE = """async () => {
  const titles = [...document.querySelectorAll('.w2-browse a.w2-title')].map((a) => a.textContent);
  const list = document.createElement('ul');
  document.querySelector('.w2-layout').replaceWith(list);
  const times = [];
  let text = '';
  for (const letter of 'reward model preferen'.split('')) {
    const start = performance.now();
    text += letter;
    list.replaceChildren(...titles.filter((t) => t.toLowerCase().includes(text.slice(0, 1)))
      .map((t) => { const li = document.createElement('li'); li.textContent = t; return li; }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


def measure(page: Page, address: str) -> tuple[float, float]:
    """Median milliseconds of Browse and of the baseline."""
    page.goto(address)
    page.wait_for_selector(READY)
    page.focus(".w2-text")
    page.wait_for_timeout(1500)
    ours = statistics.median(page.evaluate(MEASURE))
    page.goto(address.partition("?")[0])
    page.wait_for_selector(READY)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return ours, statistics.median(page.evaluate(BASELINE))


def latency(site: Path) -> tuple[float, float, dict[str, int]]:
    """Of a built site: median milliseconds of Browse and of the baseline, and gzipped bytes of each
    file that is loaded until the list is usable."""
    handler = partial(_Quiet, directory=str(site))
    loaded: dict[str, int] = {}
    with (
        sync_playwright() as playwright,
        ThreadingHTTPServer(("127.0.0.1", 0), handler) as http,
    ):
        threading.Thread(target=http.serve_forever, daemon=True).start()
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS.split())
        page = browser.new_page()
        page.on("response", lambda answer: _note(answer, loaded))
        base = f"http://127.0.0.1:{http.server_address[1]}/browse/"
        page.goto(base)
        page.wait_for_selector(READY)
        page.wait_for_timeout(1000)
        before = dict(loaded)
        ours, baseline = measure(page, base)
        browser.close()
        http.shutdown()
    return ours, baseline, before


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        build(ROOT / "mkdocs.yml", Path(name))
        ours, baseline, loaded = latency(Path(name))
    print(
        f"key press to paint {ours:.1f} ms, plain list {baseline:.1f} ms, "
        f"ratio {ours / baseline:.2f}"
    )
    for path, size in sorted(loaded.items(), key=lambda item: -item[1]):
        print(f"  {size:>8,} {path}")
    print(f"  {sum(loaded.values()):>8,} bytes gzip in all")


def _note(answer: Any, loaded: dict[str, int]) -> None:
    try:
        loaded[answer.url.split("/", 3)[3]] = len(gzip.compress(answer.body()))
    except Exception:  # a response without a body
        return


if __name__ == "__main__":
    main()
