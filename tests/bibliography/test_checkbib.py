"""Checking a bibliography: every planted fault is found, nothing else changes, and the browser
says the same."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers import ROOT
from w2sg.bibliography.bibtex import name_keys, read_entries, words
from w2sg.bibliography.checkbib import check_bib, corrected, missing, records
from w2sg.cli import main
from w2sg.library import Library
from w2sg.library.problem import SourceError

MINE = ROOT / "tests" / "checkbib" / "mine.bib"
PLANTED = [
    tuple(row) for row in json.loads((MINE.parent / "planted.json").read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def known(library: Library) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(json.dumps(records(library)))
    return found


@pytest.fixture(scope="module")
def text() -> str:
    return MINE.read_text(encoding="utf-8")


def test_the_planted_faults_and_no_others(text: str, known: list[dict[str, Any]]) -> None:
    entries = read_entries(text, "mine.bib")
    assert len(entries) == 60
    assert len(PLANTED) == 25
    assert len({kind for _, _, kind in PLANTED}) == 8
    found = check_bib(entries, known)
    assert sorted((f.key, f.paper, f.kind) for f in found) == sorted(PLANTED)


def test_the_corrected_file_is_sound_and_else_the_same(
    text: str, known: list[dict[str, Any]]
) -> None:
    entries = read_entries(text, "mine.bib")
    fixed = corrected(text, entries, known, check_bib(entries, known))
    again = read_entries(fixed, "fixed.bib")
    assert [e.key for e in again] == [e.key for e in entries]
    assert {f.kind for f in check_bib(again, known)} == {"duplicate"}
    faulty = {key: kind for key, _, kind in PLANTED if kind != "duplicate"}
    changed = {"authors": {"author"}, "venue": {"booktitle"}, "identifier": {"doi", "eprint"}}
    for before, after in zip(entries, again, strict=True):
        kind = faulty.get(before.key)
        if kind is None:
            assert text[before.start : before.end] == fixed[after.start : after.end]
        elif kind != "preprint":
            for name, value in before.fields.items():
                allowed = changed.get(kind, {kind})
                assert (after.fields[name] == value) or name in allowed, (before.key, name)
    outside = [
        re.sub(r"\s+", " ", piece)
        for source, found in ((text, entries), (fixed, again))
        for piece in [
            "|".join(source[a.end : b.start] for a, b in itertools.pairwise(found))
            + source[: found[0].start]
            + source[found[-1].end :]
        ]
    ]
    assert outside[0] == outside[1]
    assert "note = {My note}" in fixed
    assert fixed.endswith("% the end, without a newline")


def test_the_librarys_own_entries_have_no_fault(
    library: Library, known: list[dict[str, Any]]
) -> None:
    text = "\n\n".join(paper.entry.raw for paper in library.papers.values())
    assert check_bib(read_entries(text, "library.bib"), known) == []


def test_what_a_list_holds_that_is_not_cited(text: str, known: list[dict[str, Any]]) -> None:
    entries = read_entries(text, "mine.bib")
    left = missing(entries, known, "theory")
    core = [r["key"] for r in known if r["core"] and "theory" in r["lists"]]
    assert "burns2024weak" in left
    assert set(left) < set(core)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (r"M{\"u}ller's {CLIP}~\& \emph{more}", "muller s clip more"),
        (r"Erd\H{o}s, {\L}ukasz \ss{} \AA", "erdos lukasz ss a"),
        (r"$\pi$-calculus", "calculus"),
    ],
)
def test_words(value: str, plain: str) -> None:
    assert words(value) == plain


def test_names() -> None:
    field = r"van den Oord, A{\"a}ron and Daum{\'e} III, Hal and {Scale and Team}"
    field += " and Jane Doe and others"
    assert name_keys(field) == [
        ["oord", "a"],
        ["daume", "h"],
        ["team", ""],
        ["doe", "j"],
        ["others", ""],
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError) as error:
        read_entries("@article{a,\n title = {x}\n}\n\n@article{b,\n title = {y\n", "b.bib")
    assert [(p.file, p.line) for p in error.value.problems] == [("b.bib", 5)]
    file = tmp_path / "bad.bib"
    file.write_text("@book{x, title = \n", encoding="utf-8")
    fixed = tmp_path / "fixed.bib"
    assert main(["--root", str(ROOT), "checkbib", str(file), "--fix", str(fixed)]) == 1
    assert "bad.bib:1" in capsys.readouterr().err
    assert not fixed.exists()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixed = tmp_path / "fixed.bib"
    command = ["--root", str(ROOT), "checkbib", str(MINE), "--fix", str(fixed), "--list", "theory"]
    assert main(command) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 25
    assert "60 entries, 25 findings" in err
    assert main(["--root", str(ROOT), "checkbib", str(MINE), "--list", "theori"]) == 2
    assert "theory" in capsys.readouterr().err


@pytest.mark.browser
def test_the_browser_gives_the_same_report(
    page: Page, server: str, text: str, known: list[dict[str, Any]]
) -> None:
    page.goto(f"{server}/checkbib/")
    entries = read_entries(text, "mine.bib")
    found = check_bib(entries, known)
    here = page.evaluate(
        """async (text) => {
          const { read, check, corrected, missing } = await import("../assets/check/rules.js");
          const known = await (await fetch("../checkbib.json")).json();
          const entries = read(text), found = check(entries, known);
          return [found, corrected(text, entries, known, found), missing(entries, known, "theory")];
        }""",
        text,
    )
    assert here[0] == [asdict(f) for f in found]
    assert here[1] == corrected(text, entries, known, found)
    assert here[2] == missing(entries, known, "theory")


@pytest.mark.browser
def test_the_page(page: Page, server: str, text: str) -> None:
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.method) if r.post_data else None)
    page.goto(f"{server}/checkbib/")
    page.locator("input[type=file]").set_input_files(MINE)
    expect(page.locator("textarea")).to_have_value(text)
    page.get_by_label("and what you may have missed in").select_option("theory")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".w2-findings > li")).to_have_count(25)
    expect(page.locator(".w2-check-answer")).to_contain_text("60 entries read, 25 findings")
    expect(page.locator(".w2-check-answer")).to_contain_text("burns2024weak")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the corrected file").click()
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert "% the end, without a newline" in saved
    assert sent == []
    page.locator("textarea").fill("@article{x,\n  title = {<img src=x onerror=alert(1)>\n")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".w2-check-answer")).to_contain_text("Line ")
    assert page.locator(".w2-check-answer img").count() == 0
