"""Each rule finds its fault, at its line, and says nothing about a sound library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, problems, rules, small_root
from w2sg.check import check
from w2sg.check.pages import pgr_bounds
from w2sg.cli import main
from w2sg.library.addresses import is_address
from w2sg.library.model import Result


def test_a_sound_library_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


BIB_FAULTS = [
    ("author     = {Doe, Jane and van den Oord, Aäron},\n", "", "missing-field", 1),
    ("2024},\n  url", "2024},\n  abstract = {x},\n  url", "unknown-field", 6),
    ("@inproceedings", "@inproceeding", "unknown-type", 1),
    ("International Conference on Learning Representations", "Nowhere Meeting", "unknown-venue", 1),
    ("year       = {2024}", "year       = {2023}", "wrong-year", 5),
    ("https://example.org/doe24", "javascript:alert(1)", "bad-address", 6),
    ("https://example.org/doe24", "https://no host/", "bad-address", 6),
    ("url ", "doi = {doi.org/10.1/x},\n  url ", "bad-doi", 6),
    ("url ", "eprint = {2312.9390v1},\n  eprinttype = {arxiv},\n  url ", "bad-arxiv-id", 6),
    ("url ", "eprint = {1501.00001},\n  eprinttype = {arxiv},\n  url ", "wrong-year", 6),
    ("url ", "eprint = {2312.09390},\n  url ", "bad-arxiv-id", 1),
    ("url ", "pages = {12-34},\n  url ", "bad-pages", 6),
    ("url ", "pages = {34--12},\n  url ", "bad-pages", 6),
    ("van den Oord, Aäron", "others", "bad-author", 3),
    ("van den Oord, Aäron", "Oord, A.", "bad-author", 3),
    ("van den Oord, Aäron", "OORD, AÄRON", "bad-author", 3),
    ("{CLIP}", "CLIP", "unprotected-capitals", 2),
    ("{CLIP}", "FixMatch", "unprotected-capitals", 2),
    ("{CLIP}", "Bayesian Nets", "unprotected-capitals", 2),
    ("{CLIP}", "Q-Learning", "unprotected-capitals", 2),
    ("{Weak Teachers and {CLIP}}", "{{Weak Teachers}}", "title-braces", 2),
    ("Weak Teachers", "Weak\u202eTeachers", "control-character", 2),
    ("Weak Teachers", "Weak\x00Teachers", "control-character", 2),
    ("Weak Teachers", "weak " * 20_000, "too-long", 2),
    ("doe2024weak", "Doe:2024", "bad-key", 1),
]


@pytest.mark.parametrize(("old", "new", "rule", "line"), BIB_FAULTS)
def test_bib_rules(tmp_path: Path, old: str, new: str, rule: str, line: int) -> None:
    assert old in ENTRY
    found = problems(tmp_path, bib=ENTRY.replace(old, new, 1))
    assert any(p.rule == rule and p.line == line and "2024.bib" in p.file for p in found), found


PAGE_FAULTS = [
    ("role: core", "role: cor", "unknown-tag", 2),
    ("alignment/weak-preferences", "alignment/weak-preference", "unknown-tag", 3),
    ("[nlp]", "[nlp, nlp]", "bad-tags", 4),
    ("[nlp]", "[]", "bad-tags", 4),
    ("[nlp]", "[npl]", "unknown-tag", 4),
    ("[smaller-model]", "[small]", "unknown-tag", 5),
    ('"yes"', "maybe", "unknown-tag", 7),
    ("level: official", "level: sure", "unknown-tag", 25),
    ("question: when-does-it-fail", "question: when-does-it", "unknown-tag", 12),
    ("stance: supports", "stance: support", "unknown-tag", 13),
    ("    where: Table 1\n", "", "no-place", 12),
    ("    where: Table 2\n", "", "no-place", 17),
    ("pgr: 50", "pgr: 60", "wrong-pgr", 22),
    ("pgr: 50", "note: none", "wrong-pgr", 17),
    ("weak: 50", "weak: 70", "wrong-pgr", 22),
    ("ceiling: 90", "ceiling: 50", "wrong-pgr", 22),
    ("ceiling: 90", "ceiling: 40", "wrong-pgr", 22),
    ("    student: 70\n    ceiling: 90\n    pgr: 50\n", "", "empty-result", 17),
    ("weak: 50", "weak: fifty", "bad-value", 19),
    ("weak: 50", "weak: .nan", "bad-value", 19),
    ("A summary in our words.", "word " * 61, "long-summary", 9),
    ("added:", "aded:", "unknown-field", 28),
    ("added: 2026-11-23", "added: last week", "bad-value", 28),
    ("added:", "extends: [nobody2020x]\nadded:", "unknown-key", 28),
    ("added:", "links: {code: 'data:text/html,x'}\nadded:", "bad-address", 28),
    ("https://example.org/record", "https://example.org./record", "bad-address", 27),
    ("added:", "links: {cod: https://example.org}\nadded:", "unknown-field", 28),
    ("{{ paper_record() }}", "", "page-body", 1),
]


@pytest.mark.parametrize(("old", "new", "rule", "line"), PAGE_FAULTS)
def test_page_rules(tmp_path: Path, old: str, new: str, rule: str, line: int) -> None:
    assert old in PAGE
    found = problems(tmp_path, pages={"doe2024weak": PAGE.replace(old, new, 1)})
    assert any(p.rule == rule and p.line == line and "doe2024weak.md" in p.file for p in found), (
        found
    )


ADDRESSES = """
    http://example.org
    https://example.org:8080/a%20b?q=(x)#y
    https://bücher.example/
    https://doi.org/10.1000/a(b)%3C1:x%3E2
    https://arxiv.org/abs/2312.09390v2
    https://arxiv.org/pdf/cs/9901001.pdf
    https://arxiv.org/list/cs.LG/recent
"""
NO_ADDRESSES = """
    example.org
    ftp://example.org/
    mailto:someone@example.org
    https://localhost/
    https://10.0.0.1/
    https://example.org./
    https://-a.example.org/
    https://a_b.example.org/
    https://a..example.org/
    https://example.org:port/
    https://someone:secret@example.org/
    https://example.org/50%
    https://example.org/%zz
    https://example.org/"x"
    https://doi.org/
    https://doi.org/doi:10.1000/x
    https://dx.doi.org/10.1/x
    https://arxiv.org/abs/2312.939
    https://www.arxiv.org/abs/2313.09390
    https://arxiv.org/pdf/burns24b.pdf
"""


def test_web_addresses_and_what_is_none() -> None:
    assert [text for text in ADDRESSES.split() if not is_address(text)] == []
    none = [*NO_ADDRESSES.split(), "", "https://exa mple.org/", "https://example.org/a b"]
    assert [text for text in none if is_address(text)] == []


def test_hints_name_the_nearest_word(tmp_path: Path) -> None:
    found = problems(tmp_path, pages={"doe2024weak": PAGE.replace("[nlp]", "[aligment]")})
    assert any("did you mean 'alignment'?" in str(p) for p in found)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("doi", "10.1000/x"),
        ("eprint", "2401.00001"),
        ("title", "Weak teachers, and CLIP!"),
    ],
)
def test_the_same_work_twice(tmp_path: Path, field: str, value: str) -> None:
    extra = "" if field == "title" else f"  {field} = {{{value}}},\n"
    extra += "  eprinttype = {arxiv},\n" if field == "eprint" else ""
    first = ENTRY.replace("  url", extra + "  url")
    second = first.replace("doe2024weak", "doe2024other")
    if field != "title":
        second = second.replace("Weak Teachers and {CLIP}", "Another Title")
    found = problems(
        tmp_path, bib=first + "\n" + second, pages={"doe2024weak": PAGE, "doe2024other": PAGE}
    )
    assert {p.rule for p in found} == {"duplicate"}, found


def test_keys_that_differ_in_case_only_are_the_same(tmp_path: Path) -> None:
    second = ENTRY.replace("doe2024weak", "Doe2024weak").replace("Weak T", "Strong T")
    found = problems(tmp_path, bib=ENTRY + "\n" + second)
    assert "duplicate" in rules(found)


def test_record_without_page_and_page_without_record(tmp_path: Path) -> None:
    found = problems(tmp_path, pages={"roe2024weak": PAGE})
    assert {p.rule for p in found} == {"no-page", "no-record"}
    assert any("did you mean 'doe2024weak'?" in p.hint for p in found)


def test_a_published_key_never_vanishes(tmp_path: Path) -> None:
    found = problems(tmp_path, published="keys: [gone2020x, doe2024weak]\nretired: {}\n")
    assert [p.rule for p in found] == ["lost-key"]


def test_a_retired_key_names_its_successor(tmp_path: Path) -> None:
    retired = "keys: [gone2020x]\nretired: {gone2020x: doe2024weak}\n"
    assert problems(tmp_path, published=retired) == []


def test_a_retired_key_without_successor_is_named(tmp_path: Path) -> None:
    retired = "keys: [gone2020x]\nretired: {gone2020x: nobody2020x}\n"
    assert [p.rule for p in problems(tmp_path, published=retired)] == ["bad-retirement"]


def test_all_problems_in_one_run(tmp_path: Path) -> None:
    bib = ENTRY.replace("{CLIP}", "CLIP").replace("https://example.org/doe24", "x")
    page = PAGE.replace("role: core", "role: cor").replace("    where: Table 1\n", "")
    found = rules(problems(tmp_path, bib=bib, pages={"doe2024weak": page}))
    assert found == {"unprotected-capitals", "bad-address", "unknown-tag", "no-place"}


def test_missing_vocabulary_is_one_clear_line(tmp_path: Path) -> None:
    root = small_root(tmp_path)
    (root / "data" / "taxonomy.yml").unlink()
    assert [p.rule for p in check(root)] == ["unreadable-file"]


def row(weak: float, student: float, ceiling: float, pgr: float) -> Result:
    return Result(task="t", metric="m", weak=weak, student=student, ceiling=ceiling, pgr=pgr)


@pytest.mark.parametrize(
    ("result", "fits"),
    [
        (row(56.6, 60.7, 63.7, 57.8), True),  # Burns et al. 2024, Table 3
        (row(56.6, 60.7, 63.7, 55.0), False),
        (row(0.2305, 0.3351, 0.5178, 36.4), True),
        (row(50, 45, 60, -50), True),
        (row(50, 45, 60, 50), False),
    ],
)
def test_pgr_within_rounding(result: Result, fits: bool) -> None:
    bounds = pgr_bounds(result)
    assert bounds is not None
    assert result.pgr is not None
    assert (bounds[0] <= result.pgr <= bounds[1]) is fits


def test_command_prints_problems_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = small_root(tmp_path, bib=ENTRY.replace("{CLIP}", "CLIP"))
    assert main(["--root", str(root), "check"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "bib/2024.bib:2: unprotected-capitals: doe2024weak: 'CLIP' loses its capitals "
        "(write {CLIP})\n"
    )
    assert err == "1 problem\n"
    assert main(["--root", str(root), "check", "--github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=bib/2024.bib,line=2,title=unprotected")


def test_command_exits_0_on_a_sound_library(tmp_path: Path) -> None:
    assert main(["--root", str(small_root(tmp_path)), "check"]) == 0


def test_papers_that_build_on_each_other_in_a_circle(tmp_path: Path) -> None:
    other = ENTRY.replace("doe2024weak", "doe2024strong").replace("Weak Teachers", "Strong Pupils")
    pages = {
        key: PAGE.replace("checked:\n", f"extends: [{target}]\nchecked:\n")
        for key, target in (("doe2024weak", "doe2024strong"), ("doe2024strong", "doe2024weak"))
    }
    found = problems(tmp_path, bib=other + ENTRY, pages=pages)
    assert [(p.file, p.rule) for p in found if p.rule == "circle"] == [
        ("docs/papers/doe2024strong.md", "circle")
    ]
