"""Speed and size of the library and its site at several sizes, as one table.

    python -m benchmarks [sizes]        579 2000 10000 unless told; the last takes half an hour

Larger libraries repeat the real records under new keys and titles, chosen by a fixed seed. Times
of builds are processor time, medians of three (one beyond 5,000), in turn with the floor of
benchmarks/build.py; references and compiled templates are in the cache by then. Milliseconds are
from a key press in Browse to the painted list, with the wait for the frame, beside those of a plain
list of titles, and those of the script alone, in processor time. `python -m benchmarks.search`
measures the search by itself.
"""

from __future__ import annotations

import gzip
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import serve
from benchmarks.browse import latency
from benchmarks.build import MEMORY, ROOT, build, copy_sources, plain_copy
from w2sg.check import check
from w2sg.library import load_strict
from w2sg.library.files import page_of
from w2sg.library.text import plain

COLUMNS = (
    "papers,load s,check s,build s,floor s,ratio,ms a page,memory MB,search index kB gz,"
    "Browse kB gz,paper kB gz,key press ms,plain list ms,script ms,script at most ms"
).split(",")
PEERS = """Other ways to build, from FEASIBILITY.md (another load; 300 / 1,000 / 5,000 pages):
hook with plain <pre> 1.45 / 4.1 / 18.2 s; mkdocs-gen-files and macros 1.78 / 5.0 / 21.8 s; all
pages in the navigation 3.75 / 24.4 s / not run. Stock search index: 197 kB gzip at 300 papers,
3.59 MB at 5,000."""


def enlarged(root: Path, number: int) -> None:
    """A root at `root` with `number` papers: all real ones, then repeated ones."""
    copy_sources(root)
    dice = random.Random(20261124)
    papers = list(load_strict(ROOT).papers.values())
    for i in range(len(papers), number):
        paper, other = dice.choice(papers), dice.choice(papers)
        key, title = f"{paper.key}x{i}", paper.entry.fields["title"]
        words = " ".join(other.title.split()[:4]).replace("$", "")
        raw = paper.entry.raw.replace(paper.key, key, 1)
        raw = raw.replace(title, f"{title} {words} {i}", 1)
        with (root / paper.entry.file).open("a", encoding="utf-8") as bib:
            bib.write(f"\n{raw}\n")
        shutil.copy(ROOT / page_of(paper.key), root / page_of(key))


def size(file: Path) -> float:
    """Kilobytes of a file, gzipped."""
    return len(gzip.compress(file.read_bytes())) / 1000


def row(number: int, runs: int) -> list[float]:
    """The figures of one size, in the order of COLUMNS."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        root, site = Path(name) / "root", Path(name) / "site"
        enlarged(root, number)
        plain.cache_clear()
        start = time.perf_counter()
        library = load_strict(root)
        load = time.perf_counter() - start
        start = time.perf_counter()
        list(check(root))
        checked = time.perf_counter() - start
        build(root / "mkdocs.yml", site, root)
        floor = plain_copy(site, Path(name) / "plain", root)
        ours, least = [], []
        for _ in range(runs):
            ours.append(build(root / "mkdocs.yml", site, root))
            least.append(build(floor, Path(name) / "floor", root)[0])
        seconds = statistics.median(run[0] for run in ours)
        floor_seconds = statistics.median(least)
        shown, listed, script, _, _ = latency(site)
        pages = len(list(site.rglob("index.html")))
        return [
            len(library.papers),
            load,
            checked,
            seconds,
            floor_seconds,
            seconds / floor_seconds,
            1000 * seconds / pages,
            max(run[1] for run in ours),
            size(site / "search" / "search_index.json") + size(site / "browse" / "text.json"),
            size(site / "browse" / "index.html"),
            size(site / "papers" / "burns2024weak" / "index.html"),
            shown,
            listed,
            statistics.median(script),
            max(script),
        ]


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or [579, 2000, 10000]
    print("| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|", sep="\n", flush=True)
    for number in sizes:
        figures = row(number, runs=3 if number < 5000 else 1)
        cells = [f"{figure:,.0f}" if figure >= 1000 else f"{figure:.4g}" for figure in figures]
        print("| " + " | ".join(cells) + " |", flush=True)
    print(PEERS)
    print("From saving a file under `make serve` to its text in the browser, medians of five:")
    serve.measure()


if __name__ == "__main__":
    main()
