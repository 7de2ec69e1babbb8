"""Seconds from saving a file, under what `make serve` runs, to its new text in an open browser.

python -m benchmarks.serve [edits of each kind]
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.browse import FLAGS
from benchmarks.build import copy_sources

# What is edited: name -> file, its page, words of the file that the page shows.
EDITS = {
    "a paper's page": ("docs/papers/burns2024weak.md", "papers/burns2024weak/", "Fine-tunes"),
    "its entry": ("bib/2024.bib", "papers/burns2024weak/", "Eliciting Strong Capabilities"),
    "prose": ("docs/start.md", "start/", "A strong model is trained on the labels of a weaker one"),
}


def edit_to_browser(page: Page, address: str, root: Path, name: str, times: int) -> list[float]:
    """Seconds of each of `times` edits."""
    file, shown, words = EDITS[name]
    text = (root / file).read_text(encoding="utf-8")
    if words not in text:
        raise SystemExit(f"{file} no longer holds {words!r}")
    page.goto(address + shown)
    seconds = []
    for i in range(times):
        time.sleep(3)
        new = f"{words} again{i}"
        start = time.perf_counter()
        (root / file).write_text(text.replace(words, new), encoding="utf-8")
        page.get_by_text(new).first.wait_for(state="attached")
        seconds.append(time.perf_counter() - start)
    (root / file).write_text(text, encoding="utf-8")
    time.sleep(6)
    return seconds


def measure(times: int = 5) -> None:
    """Print what each kind of edit takes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as name, sync_playwright() as tool:
        root = Path(name) / "root"
        copy_sources(root)
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "--dirty", "--no-strict"]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        server = subprocess.Popen([*command, "-a", host], cwd=root, env=environment)
        browser = tool.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        try:
            page = browser.new_page()
            for _ in range(120):
                try:
                    page.goto(f"http://{host}/")
                    break
                except Error:  # until the first build is done
                    time.sleep(1)
            address = page.url  # the server leads to where the site stands
            for kind in EDITS:
                seconds = edit_to_browser(page, address, root, kind, times)
                listed = ", ".join(f"{second:.1f}" for second in seconds)
                print(f"{kind}: {statistics.median(seconds):.1f} s (each: {listed})", flush=True)
        finally:
            browser.close()
            server.terminate()
            server.wait()


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
