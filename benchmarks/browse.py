"""Browse: milliseconds from key press to painted list, and bytes until the list is usable.

    python -m benchmarks.browse [site]

Beside a baseline that renders the titles as a plain list on every key press, without facets.
Medians of 20, in one headless Chromium. `python -m benchmarks` runs it on larger libraries too.
From Chromium's own trace, in milliseconds of processor time, so that other programs count less: the
script of a key press without the layout it causes, and all until the new list is painted.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.build import ROOT, build

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
TYPED = "reward model prefrence"
LAYOUT = ("Layout", "UpdateLayoutTree")
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


def processor_times(browser: Browser, address: str) -> tuple[list[float], list[float]]:
    """For each letter of TYPED, and each taken back: milliseconds of script, and until the list is
    painted."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    page.focus(".w2-text")
    page.wait_for_timeout(3000)
    categories = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
    browser.start_tracing(page=page, categories=categories)
    for key in [*TYPED, *["Backspace"] * (len(TYPED) // 2)]:
        page.keyboard.press(key)
        page.wait_for_timeout(600)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    page.close()
    events = sorted((e for e in events if "tdur" in e), key=lambda e: e["ts"])
    presses = [e for e in events if e["args"].get("data", {}).get("type") == "input"]
    script, painted = [], []
    for press in presses:
        own = [e for e in events if e["tid"] == press["tid"] and e["tts"] >= press["tts"]]
        end = press["tts"] + press["tdur"]
        layout = sum(e["tdur"] for e in own if e["name"] in LAYOUT and e["tts"] < end)
        script.append((press["tdur"] - layout) / 1000)
        commit = next(e for e in own if e["name"] == "Commit")
        painted.append((commit["tts"] + commit["tdur"] - press["tts"]) / 1000)
    return script, painted


def latency(site: Path) -> tuple[float, float, list[float], list[float], dict[str, int]]:
    """Of a built site: median milliseconds of Browse and of the baseline, milliseconds as of
    `processor_times`, and gzipped bytes of each file that is loaded until the list is usable."""
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
        script, painted = processor_times(browser, base)
        browser.close()
        http.shutdown()
    return ours, baseline, script, painted, before


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        if not sys.argv[1:]:
            build(ROOT / "mkdocs.yml", Path(name))
        ours, baseline, script, painted, loaded = latency(Path((*sys.argv[1:], name)[0]))
    print(
        f"key press to paint {ours:.1f} ms, plain list {baseline:.1f} ms, "
        f"ratio {ours / baseline:.2f}"
    )
    for name, times in (("script", script), ("until painted", painted)):
        print(f"{name}: median {statistics.median(times):.1f} ms, most {max(times):.1f} ms")
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
