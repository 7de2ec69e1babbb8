"""Small libraries for tests, made from the real vocabularies."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

import pytest

from w2sg.check import check
from w2sg.library import Library, load_strict
from w2sg.library.files import read_text
from w2sg.library.problem import Problem
from w2sg.library.yaml import Document, parse_page

ROOT = Path(__file__).parent.parent
Case = TypeVar("Case")

# For tests that take minutes where a sample takes seconds: `W2SG_EXHAUSTIVE=1 pytest tests/...`.
EXHAUSTIVE = bool(os.environ.get("W2SG_EXHAUSTIVE"))
exhaustive = pytest.mark.exhaustive

# For `evaluate_all`: the keys of rows of Browse.
KEYS = "rows => rows.map((row) => row.querySelector('a').href.split('/').at(-2))"

ENTRY = """@inproceedings{doe2024weak,
  title      = {Weak Teachers and {CLIP}},
  author     = {Doe, Jane and van den Oord, Aäron},
  booktitle  = {International Conference on Learning Representations Workshop on Teachers},
  year       = {2024},
  url        = {https://example.org/doe24},
}
"""

PAGE = """---
role: core
category: [alignment/weak-preferences]
setting: [nlp]
weak_kind: [smaller-model]
weak_source: a small model
gain: "yes"
label: a label
summary: A summary in our words.
summary_checked: true
evidence:
  - question: when-does-it-fail
    stance: supports
    finding: It does not fail here.
    where: Table 1
results:
  - task: ImageNet
    metric: accuracy (%)
    weak: 50
    student: 70
    ceiling: 90
    pgr: 50
    where: Table 2
checked:
  level: official
  on: 2026-11-23
  against: [https://example.org/record, DBLP]
added: 2026-11-23
---

{{ paper() }}

{{ paper_record() }}
"""


def some(cases: Sequence[Case], most: int, seed: str) -> list[Case]:
    """Some of the cases in their order, for the same seed the same; W2SG_EXHAUSTIVE takes all."""
    if EXHAUSTIVE or len(cases) <= most:
        return list(cases)
    return [cases[i] for i in sorted(random.Random(seed).sample(range(len(cases)), most))]


class _Server(ThreadingHTTPServer):
    """One at which several pages can knock at once: a call that finds no place in the queue, which
    has five by default, is tried again after seconds."""

    request_queue_size = 128


@contextmanager
def serving(answer: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Address of a local server, without a slash at the end; `answer` makes its handlers."""
    with _Server(("127.0.0.1", 0), answer) as server:
        # Every so many seconds it looks whether it should end.
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


@cache
def real_library() -> Library:
    """The real library, read once: the fixture `library`, for modules that ask when imported."""
    return load_strict(ROOT)


def small_root(
    folder: Path,
    bib: str | dict[str, str] = ENTRY,
    pages: dict[str, str] | None = None,
    published: str = "keys: []\nretired: {}\n",
) -> Path:
    """A library below `folder` with the real vocabularies and only the given records."""
    data = folder / "data"
    data.mkdir(parents=True)
    for name in ("taxonomy", "venues", "protected"):
        shutil.copy(ROOT / "data" / f"{name}.yml", data)
    for name in (
        "resources",
        "excluded",
        "pending",
        "paths",
        "insights",
        "releases",
        "link_exceptions",
        "exceptions",
    ):
        (data / f"{name}.yml").write_text("[]\n", encoding="utf-8")
    (data / "published.yml").write_text(published, encoding="utf-8")
    (data / "original_list.yml").write_text(
        "about: none\nstatements: {}\nsettings_claimed: []\nrows: []\n", encoding="utf-8"
    )
    for name in ("categories", "questions", "settings"):
        shutil.copytree(ROOT / "docs" / name, folder / "docs" / name)
    write(folder / "docs" / "papers", {"doe2024weak": PAGE} if pages is None else pages, ".md")
    write(folder / "bib", {"2024": bib} if isinstance(bib, str) else bib, ".bib")
    return folder


def source_files() -> list[Path]:
    """All files of the checkout but those that git ignores, found without git, so that a copy
    without its history has them too."""
    text = (ROOT / ".gitignore").read_text(encoding="utf-8")
    ignored = [".git", *(line.strip("/") for line in text.split())]

    def below(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if any(fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                yield from below(path)
            else:
                yield path

    return list(below(ROOT))


def with_crlf(root: Path, mark: bool) -> None:
    """Give all text below `root` the line ends of Windows and, if asked for, a byte order mark."""
    for path in [*root.rglob("*.bib"), *root.rglob("*.md"), *root.rglob("*.yml")]:
        data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" * mark + data)


def write(folder: Path, files: dict[str, str], suffix: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stem, text in files.items():
        (folder / f"{stem}{suffix}").write_text(text, encoding="utf-8")


def problems(folder: Path, **changes: object) -> list[Problem]:
    """What `check` finds in a small library with the given changes."""
    return list(check(small_root(folder, **changes)))  # type: ignore[arg-type]


def rules(found: list[Problem]) -> set[str]:
    return {problem.rule for problem in found}


def read_page(root: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """A page as the library reads it."""
    text = read_text(root, file)
    return (None, [text]) if isinstance(text, Problem) else parse_page(file, text)
