"""The reader of foreign files: what BibTeX and biber read, each value's place, faults, time."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import ROOT
from w2sg.bibliography.bibtex import MAX_EXPANDED, read, read_entries
from w2sg.library.problem import SourceError

CASES: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "checkbib" / "grammar.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_grammar(case: dict[str, Any]) -> None:
    """The same cases are the browser's: tests/js/bibtex.test.mjs."""
    text = case["input"]
    found = read(text)
    assert [
        {
            "key": entry.key,
            "type": entry.type,
            "line": entry.line,
            "text": text[entry.start : entry.end],
            "values": dict(entry.fields),
            "spans": {name: text[slice(*span)] for name, span in entry.spans.items()},
            "whole": {name: text[slice(*span)] for name, span in entry.whole.items()},
        }
        for entry in found.entries
    ] == case["entries"]
    assert [
        {"key": fault.key, "line": fault.line, "reason": fault.reason} for fault in found.unreadable
    ] == case["unreadable"]


@pytest.mark.latex
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_bibtex_or_biber_reads_what_is_read(case: dict[str, Any], tmp_path: Path) -> None:
    """What is read without a fault one of the two reads, and both stop at each fault; `lenient`
    cases are of text between entries, where the two differ, and of keys that stand twice."""
    (tmp_path / "x.bib").write_text(case["input"], encoding="utf-8", newline="")
    (tmp_path / "x.aux").write_text(
        "\\citation{*}\n\\bibdata{x}\n\\bibstyle{plain}\n", encoding="utf-8"
    )
    bibtex = subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, check=False)
    said = bibtex.stdout.decode("utf-8", errors="replace")
    read_by_one = not re.search(r"---line (?!.*I'm ignoring)", said)
    if not read_by_one:
        command = ["biber", "--tool", "--quiet", "-O", "out.bib", "x.bib"]
        biber = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        read_by_one = b"ERROR" not in biber.stdout
    assert case.get("lenient") or read_by_one == (not case["unreadable"])


def test_a_file_that_must_be_whole() -> None:
    with pytest.raises(SourceError) as error:
        read_entries("@article{a,\n title = {x}\n}\n\n@article{b,\n title = {y\n", "b.bib")
    assert [(p.file, p.line) for p in error.value.problems] == [("b.bib", 5)]
    assert [entry.key for entry in read_entries("@misc{a}", "a.bib")] == ["a"]


def test_strings_that_grow_are_cut() -> None:
    doubled = "".join("@string{a = a # a}\n" for _ in range(60))
    (entry,) = read(f"@string{{a = {{x}}}}\n{doubled}@misc{{k, title = a}}").entries
    assert len(entry.fields["title"]) <= MAX_EXPANDED


GROWING = {
    "entries": '@article{{k{0}, title = {{A {{B}} c}}, author = "X {{Y}}", year = 2000,\n}}\n',
    "braces opened": "@a{{k, t={{\n",
    "braces opened on one line": "@a{{k, t={{ ",
    "quotes opened": '@a{{b,c="',
    "comments": "@a{{b,%",
    "preambles": "@preamble{{",
    "keys in parentheses": "@a(k@a(k",
    "names": "@a{{k,t",
    "joints": "@a{{k,t={{}} #",
    "signs": "@ ",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING)
def test_time_is_linear(piece: str) -> None:
    """Sixteen times the text takes about sixteen times as long, not 256 times."""

    def seconds(count: int) -> float:
        text = "".join(piece.format(i) for i in range(count))
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    seconds(100)
    assert seconds(16_000) < 100 * seconds(1_000) + 0.2
