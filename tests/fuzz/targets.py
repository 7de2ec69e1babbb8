"""What no input may do to our readers; driven by atheris (`make fuzz`) and hypothesis (tests).

Each target takes text and raises AssertionError, or whatever the reader let escape.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import quote_plus

from tests.bibliography.mixtures import mixture
from tests.helpers import ROOT, read_page, real_library
from w2sg.bibliography.bibtex import read
from w2sg.bibliography.checkbib import Checked, check, data, fixed
from w2sg.library import Library
from w2sg.library.bibtex import parse_bib
from w2sg.library.model import Curation
from w2sg.library.problem import Problem
from w2sg.library.text import plain, readable
from w2sg.library.yaml import as_model
from w2sg.queries.browse import Finder

MOST_ROUNDS = 3


def bib(text: str) -> None:
    """Our BibTeX reader: whatever stands in the file is an entry, a comment or a named problem."""
    entries, problems = parse_bib("a.bib", text)
    _placed(problems, text)
    rows = [row for row in text.splitlines() if row.strip() and not row.lstrip().startswith("%")]
    assert entries or problems or not rows or "@comment" in text.casefold()
    for entry in entries:
        assert entry.raw in text
        for value in entry.fields.values():
            plain(value)
            readable(value)
        assert 1 <= entry.line <= text.count("\n") + 1


def page(text: str) -> None:
    """The reader of front matter: a record, or problems with their places."""
    file = Path(gettempdir()) / f"w2sg-fuzz-{os.getpid()}.md"
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    document, problems = read_page(file.parent, file.name)
    assert (document is None) == bool(problems)
    if document:
        record, problems = as_model(document, Curation)
        assert (record is None) == bool(problems)
    _placed(problems, text)


def checkbib(text: str) -> None:
    """The check of foreign files: faults named and mended; mended once, none is left to mend."""
    reading = read(text)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= fault.line <= lines and fault.reason for fault in reading.unreadable)
    for entry in reading.entries:
        assert text[entry.start] == "@"
        assert all(entry.start < a < b < entry.end for a, b in entry.spans.values())
    content = text.encode("utf-8", errors="replace")
    if b"\0" in content:
        return
    checked = check(content, known())
    new = fixed(checked, known())
    findings = checked.report.findings
    assert any(f.whole or f.edits for f in findings) or new == content
    again = check(new, known())
    assert _unreadable(again) == _unreadable(checked)
    assert [entry.key for entry in again.entries] == [entry.key for entry in checked.entries]
    # What is mended in an entry may change what others inherit from it.
    inherits = any({"crossref", "xdata"} & entry.fields.keys() for entry in reading.entries)
    for _ in range(MOST_ROUNDS if inherits else 0):
        again = check(fixed(again, known()), known())
    left = [f for f in again.report.findings if f.kind != "duplicate"]
    assert not left, (findings, left)


def _unreadable(checked: Checked) -> list[str]:
    """The keys of what cannot be read; one may run into the entry behind it, whose type changes."""
    return [fault.key.partition("@")[0] for fault in checked.report.unreadable]


def query(text: str) -> None:
    """Browse's query language, as the text of a search and as a whole address."""
    finder = _finder()
    for asked in (text, f"q={quote_plus(text, errors='replace')}"):
        found, _ = finder.parse(asked)
        address = finder.address(found)
        again, notes = finder.parse(address)
        assert notes == []
        assert finder.address(again) == address
        assert again.text == found.text
        papers = finder.run(found)
        assert again == found or finder.run(again) == papers


TARGETS: Mapping[str, Callable[[str], None]] = {
    "bib": bib,
    "page": page,
    "checkbib": checkbib,
    "query": query,
}


@cache
def seeds(target: str) -> list[str]:
    """Real inputs to start from."""
    if target == "page":
        files = sorted((ROOT / "docs" / "papers").glob("*.md"))[::6]
        return [file.read_text(encoding="utf-8") for file in files]
    if target == "query":
        return [
            "venue=icml&year=2024-2026&q=noisy+preference",
            'a -b "c d" -"e',
            "sort=title&year=-2024",
        ]
    papers = list(some_papers().papers.values())
    entries = [paper.entry.raw + "\n" for paper in papers]
    if target == "checkbib":
        entries += [mixture(n, papers).decode("utf-8", "replace") for n in range(len(papers))]
    return entries


def _placed(problems: list[Problem] | tuple[Problem, ...], text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    for problem in problems:
        assert "\n" not in str(problem)
        assert problem.message
        assert 1 <= problem.line <= lines, problem


@cache
def some_papers() -> Library:
    """Some papers of each year, so that a question takes a millisecond."""
    library = real_library()
    return replace(library, papers=dict(list(library.papers.items())[::15]))


@cache
def known() -> dict[str, object]:
    return data(some_papers())


@cache
def _finder() -> Finder:
    return Finder.of(some_papers())
