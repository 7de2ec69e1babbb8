"""Fuzz the check of the page and of the command: `python -m tests.fuzz.twins SECONDS [SEED]`.

Stops at the first file of which one breaks or the two differ, and leaves it in the folder it names.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import mkdtemp

from tests.bibliography.mixtures import broken
from tests.bibliography.slips import slipped
from tests.bibliography.test_twins import compare
from tests.fuzz.targets import known, some_papers

BATCH = 200  # files that one process of node checks


def main() -> None:
    seconds, first = (*map(int, sys.argv[1:]), 0)[:2]
    papers = list(some_papers().papers.values())
    end, seed = time.monotonic() + seconds, first
    while time.monotonic() < end:
        folder = Path(mkdtemp(prefix="w2sg-twins-"))
        print(f"{seed - first} files agree; the next ones: {folder}", flush=True)
        for number in range(seed, seed + BATCH):
            made = slipped if number % 2 else broken
            (folder / f"{number}.bib").write_bytes(made(number, papers))
        compare(folder, known())
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        seed += BATCH
    print(f"{seed - first} files agree")


if __name__ == "__main__":
    main()
