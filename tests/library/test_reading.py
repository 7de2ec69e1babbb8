"""Reading files: what is right comes through with its line, what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import read_page
from w2sg.library.bibtex import parse_bib, read_bib
from w2sg.library.model import Taxonomy
from w2sg.library.text import plain
from w2sg.library.yaml import as_model, parse_yaml, read_yaml

ENTRY = "@misc{a2020b,\n  title = {T},\n  year = {2020},\n}"


def test_yes_no_on_and_dates_stay_text() -> None:
    document, problems = parse_yaml("x.yml", "gain: yes\non: 2026-11-23\noff: no\nn: 1\nf: 0.5\n")
    assert not problems
    assert document is not None
    assert document.data == {"gain": "yes", "on": "2026-11-23", "off": "no", "n": 1, "f": 0.5}


def test_every_value_knows_its_line() -> None:
    document, _ = parse_yaml("x.yml", "a:\n  - b: 1\n    c: 2\n  - d\n", first_line=2)
    assert document is not None
    assert document.line("a", 0, "c") == 4
    assert document.line("a", 1) == 5
    assert document.line("a", 0, "nothing here") == 3


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: b: c\n", 1, "mapping values"),
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("a: [1\nb: 2\n", 2, ""),
        ("a: \x00\n", 1, ""),
        ("[" * 100_000 + "]" * 100_000, 1, "deep"),
        ("- " * 100_000, 1, "deep"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("? [a]\n: 1\n", 1, "not plain text"),
    ],
)
def test_bad_yaml_is_named_with_its_line(text: str, line: int, what: str) -> None:
    _, problems = parse_yaml("x.yml", text)
    assert problems[0].rule == "bad-yaml"
    assert problems[0].line == line
    assert what in problems[0].message


def test_bad_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "latin.yml").write_bytes("a: 1\nb: caf\xe9\n".encode("latin-1"))
    (tmp_path / "empty.yml").write_bytes(b" \n")
    (tmp_path / "huge.bib").write_bytes(b"@misc{a,\n title = {" + b"x" * 10_000_000 + b"}}")
    (tmp_path / "bare.md").write_text("# No front matter\n", encoding="utf-8")
    assert str(read_yaml(tmp_path, "latin.yml")[1][0]).startswith("latin.yml:2: not-utf8:")
    assert read_yaml(tmp_path, "empty.yml")[1][0].rule == "empty-file"
    assert read_yaml(tmp_path, "none.yml")[1][0].rule == "unreadable-file"
    assert read_bib(tmp_path, "huge.bib")[1][0].rule == "file-too-large"
    assert read_page(tmp_path, "bare.md")[1][0].rule == "no-front-matter"


@pytest.mark.parametrize(
    ("text", "rule", "what"),
    [
        ("@misc{a2020b,\n  title = {T},\n", "bad-bibtex", ""),
        (ENTRY + "\n\n" + ENTRY, "duplicate-key", "line 1"),
        ("@misc{a2020b,\n title = {A},\n title = {B},\n}", "bad-bibtex", "title"),
        ("@misc{a2020b,\n journal = nosuch,\n}", "bad-bibtex", "nosuch"),
        ("@misc{a2020b,\n title = {X} year = 2004\n}", "bad-bibtex", "neither in braces"),
        ("@misc{a2020b,\n title = {X} year = {2004}\n}", "bad-bibtex", "braces"),
        ('@misc{a2020b,\n title = "A" # " B",\n}', "bad-bibtex", ""),
        ("title = {lost}\n\n" + ENTRY, "bad-bibtex", "outside an entry"),
        ("@string{a = {b}}\n\n" + ENTRY, "bad-bibtex", "not used here"),
    ],
)
def test_bad_bibtex_is_named(text: str, rule: str, what: str) -> None:
    _, problems = parse_bib("x.bib", text)
    assert any(p.rule == rule and what in p.message for p in problems), problems


def test_a_broken_entry_does_not_take_the_next_with_it() -> None:
    entries, problems = parse_bib("x.bib", "@misc{bad,\n title = {T\n\n" + ENTRY)
    assert [e.key for e in entries] == ["a2020b"]
    assert problems


def test_entries_keep_their_text_and_lines() -> None:
    entries, problems = parse_bib("x.bib", "% a comment\n\n" + ENTRY + "\n")
    assert not problems
    assert entries[0].raw == ENTRY
    assert (entries[0].line, entries[0].lines["year"]) == (3, 5)


def test_records_say_what_is_wrong_and_where() -> None:
    text = "categories: []\nsettings: 3\nweak_kindz: []\n"
    document, _ = parse_yaml("x.yml", text)
    assert document is not None
    record, problems = as_model(document, Taxonomy)
    assert record is None
    said = "\n".join(map(str, problems))
    assert "x.yml:3: unknown-field: weak_kindz (did you mean 'weak_kinds'?)" in said
    assert "x.yml:2: bad-value: settings" in said
    assert "missing-field: gains is missing" in said


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_is_read_or_named_as_yaml(text: str) -> None:
    document, problems = parse_yaml("x.yml", text)
    assert document is not None or problems


@settings(max_examples=300)
@given(st.text(alphabet="@misc{}a=,\"#\\ \n%2x'", max_size=120))
def test_any_text_is_read_or_named_as_bibtex(text: str) -> None:
    entries, problems = parse_bib("x.bib", text)
    assert isinstance(entries, list)
    assert all(str(p).count("\n") == 0 for p in problems)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{GPT}-4 \\& more", "GPT-4 & more"),
        ("Bias--Variance", "Bias–Variance"),
        ('A{\\"a}ron', "Aäron"),
        ("{{Whole}}", "Whole"),
        ("100\\% of \\$x", "100% of $x"),
        ("a  b\n c", "a b c"),
    ],
)
def test_plain_text_of_latex(value: str, expected: str) -> None:
    assert plain(value) == expected
