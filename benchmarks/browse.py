"""Browse: milliseconds from key press to painted list, and bytes until the list is usable.

    python -m benchmarks.browse

At 579 papers and, from repeated records, at 5,000; beside a baseline that renders the titles as
a plain list on every key press, without facets. Medians of 20, in one headless Chromium.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
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


def repeated(site: Path, target: Path, number: int) -> None:
    """A copy of Browse with `number` papers, made by repeating its rows, data and texts."""
    shutil.copytree(site / "assets", target / "assets")
    (target / "browse").mkdir(parents=True)
    html = (site / "browse" / "index.html").read_text(encoding="utf-8")
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    found = re.search(r'id="w2-facets">(.*?)</script>', html, re.DOTALL)
    if not body or not found:
        raise SystemExit("Browse has no list or no data")
    rows = re.findall(r"<tr>.*?</tr>", body[1], re.DOTALL)
    data = json.loads(found[1])
    times = -(-number // len(rows))
    data["papers"] = (data["papers"] * times)[:number]
    html = html.replace(body[1], "\n".join((rows * times)[:number]))
    html = html.replace(found[1], json.dumps(data).replace("<", "\\u003c"))
    (target / "browse" / "index.html").write_text(html, encoding="utf-8")
    texts = json.loads((site / "browse" / "text.json").read_text(encoding="utf-8"))
    (target / "browse" / "text.json").write_text(json.dumps((texts * times)[:number]))


def measure(page: Page, address: str) -> tuple[float, float]:
    """Median milliseconds of Browse and of the baseline."""
    page.goto(address)
    page.wait_for_selector(".w2-text")
    page.focus(".w2-text")
    page.wait_for_timeout(1500)
    ours = statistics.median(page.evaluate(MEASURE))
    page.goto(address.partition("?")[0])
    page.wait_for_selector(".w2-text")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return ours, statistics.median(page.evaluate(BASELINE))


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site, large = Path(name) / "site", Path(name) / "large"
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
        repeated(site, large, 5000)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS.split()
        )
        for folder, number in ((site, 579), (large, 5000)):
            handler = partial(_Quiet, directory=str(folder))
            with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
                threading.Thread(target=http.serve_forever, daemon=True).start()
                page = browser.new_page()
                loaded: dict[str, int] = {}
                page.on("response", lambda answer, loaded=loaded: _note(answer, loaded))
                base = f"http://127.0.0.1:{http.server_address[1]}/browse/"
                page.goto(base)
                page.wait_for_selector(".w2-status")
                page.wait_for_timeout(1000)
                before = dict(loaded)
                ours, baseline = measure(page, base)
                print(
                    f"{number} papers: key press to paint {ours:.1f} ms, plain list "
                    f"{baseline:.1f} ms, ratio {ours / baseline:.2f}"
                )
                if number == 579:
                    for path, size in sorted(before.items(), key=lambda item: -item[1]):
                        print(f"  {size:>8,} {path}")
                    print(f"  {sum(before.values()):>8,} bytes gzip in all")
                http.shutdown()


def _note(answer: Any, loaded: dict[str, int]) -> None:
    try:
        loaded[answer.url.split("/", 3)[3]] = len(gzip.compress(answer.body()))
    except Exception:  # a response without a body
        return


if __name__ == "__main__":
    main()
