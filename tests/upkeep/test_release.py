"""A release is written whole or not at all, and tells what changed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, small_root
from w2sg.check import check
from w2sg.export.markdown import markdown_pages
from w2sg.library import Library, load_strict
from w2sg.library.problem import SourceError
from w2sg.queries.lists import evidence
from w2sg.upkeep.release import release

CFF = 'cff-version: 1.2.0\ntitle: A library\nversion: "2026-01"\n'
SECOND = ENTRY.replace("doe2024weak", "doe2024strong").replace("Weak Teachers", "Strong Pupils")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_root(tmp_path)
    (tmp_path / "CITATION.cff").write_text(CFF, encoding="utf-8")
    return tmp_path


def test_two_releases(root: Path) -> None:
    first = release(root, "2026-11", date(2026, 11, 30))
    assert (first.papers, first.added, first.corrected, first.retired) == (1, (), (), ())
    folder = root / "docs" / "snapshots"
    assert (folder / "2026-11" / "library.bib").read_text(encoding="utf-8") == ENTRY
    (root / "docs/papers/doe2024strong.md").write_text(PAGE, encoding="utf-8")
    (root / "bib/2024.bib").write_text(
        SECOND + "\n" + ENTRY.replace("doe24", "doe24b"), encoding="utf-8"
    )
    with pytest.raises(SourceError, match="changed-unchecked"):
        release(root, "2026-12", date(2026, 12, 31))
    checked_again = PAGE.replace("on: 2026-11-23", "on: 2026-12-30")
    (root / "docs/papers/doe2024weak.md").write_text(checked_again, encoding="utf-8")
    second = release(root, "2026-12", date(2026, 12, 31))
    assert second.added == ("doe2024strong",)
    assert second.corrected == ("doe2024weak",)
    assert (folder / "2026-11" / "library.bib").read_text(encoding="utf-8") == ENTRY
    library = load_strict(root)
    assert [r.version for r in library.releases] == ["2026-11", "2026-12"]
    assert library.published.keys == ("doe2024strong", "doe2024weak")
    cff = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert cff.count("version:") == 2  # cff-version and version
    assert 'version: "2026-12"\ndate-released: 2026-12-31\n' in cff
    papers = json.loads((folder / "2026-12" / "library.json").read_text(encoding="utf-8"))["papers"]
    assert [p["key"] for p in papers] == ["doe2024strong", "doe2024weak"]


def tree(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_nothing_is_written_when_something_is_wrong(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(root)
    with pytest.raises(SourceError, match="YYYY-MM"):
        release(root, "2026-13", date(2026, 11, 30))
    monkeypatch.setattr("w2sg.upkeep.release._with_comment", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        release(root, "2026-11", date(2026, 11, 30))
    monkeypatch.undo()
    assert tree(root) == before
    release(root, "2026-11", date(2026, 11, 30))
    before = tree(root)
    with pytest.raises(SourceError, match="never changes"):
        release(root, "2026-11", date(2026, 12, 1))
    (root / "bib/2024.bib").write_text(
        ENTRY.replace("year       = {2024}", "year = {24}"), encoding="utf-8"
    )
    with pytest.raises(SourceError):
        release(root, "2026-12", date(2026, 12, 1))
    (root / "bib/2024.bib").write_text(ENTRY, encoding="utf-8")
    assert tree(root) == before


def test_every_page_has_a_twin_in_markdown(site: Path, library: Library) -> None:
    pages = {p.parent for p in site.rglob("index.html")} - {
        site / "papers" / old for old in library.published.retired
    }
    for page in pages:
        text = (page / "index.md").read_text(encoding="utf-8").partition("## BibTeX")[0]
        assert text.startswith(("#", "<")), page
        assert "{{" not in text, page
        assert "{:" not in text, page
    for key, paper in library.papers.items():
        text = (site / "papers" / key / "index.md").read_text(encoding="utf-8")
        assert paper.entry.raw in text
        assert text.count(": supports: ") >= sum(
            row.stance == "supports" for row in paper.page.evidence
        )
    index = (site / "llms.txt").read_text(encoding="utf-8")
    for paper in library.find(role="core"):
        assert f"papers/{paper.key}/index.md" in index


def test_a_twin_of_a_question_holds_its_rows(library: Library) -> None:
    made = markdown_pages(library, "https://x.org/")
    for question in library.taxonomy.questions:
        text = made[f"questions/{question.id}/index.md"]
        assert text.count("\n- ") >= len(evidence(library, question.id))


def test_an_earlier_month_is_refused_and_a_second_release_in_a_month_is_not(root: Path) -> None:
    release(root, "2026-11", date(2026, 11, 24))
    with pytest.raises(SourceError, match=r"2026-10 comes before 2026-11 .*2026-11\.2"):
        release(root, "2026-10", date(2026, 11, 28))
    release(root, "2026-11.2", date(2026, 11, 28))
    with pytest.raises(SourceError, match=r"2026-11\.2 exists .*2026-11\.3 or a later"):
        release(root, "2026-11.2", date(2026, 11, 29))
    assert check(root) == ()


@pytest.mark.parametrize("nth", range(10))
def test_a_release_that_was_stopped_can_be_repeated(
    root: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Stopped in its nth call of writing or renaming: five files are written, five renamed."""
    calls = []

    class Stopped(BaseException):
        pass

    def stopping(name: str) -> None:
        real = getattr(Path, name)

        def call(self: Path, *arguments: object) -> object:
            calls.append(name)
            if len(calls) == nth + 1:
                raise Stopped
            return real(self, *arguments)

        monkeypatch.setattr(Path, name, call)

    stopping("write_bytes")
    stopping("replace")
    if nth < 5:  # as when the process is killed: nothing is tidied up
        monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(Stopped):
        release(root, "2026-11", date(2026, 11, 30))
    monkeypatch.undo()
    assert load_strict(root).releases == ()
    assert {problem.rule for problem in check(root)} == {"unfinished"}
    release(root, "2026-11", date(2026, 11, 30))
    assert check(root) == ()
    assert [made.version for made in load_strict(root).releases] == ["2026-11"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("student: 70\n    ceiling: 90\n    pgr: 50", "student: 80\n    ceiling: 90\n    pgr: 75"),
        ("stance: supports", "stance: challenges"),
        ("where: Table 1", "where: Table 3"),
        ("where: Table 2", "where: Table 4"),
    ],
)
def test_a_changed_score_or_finding_is_a_correction(root: Path, was: str, now: str) -> None:
    release(root, "2026-11", date(2026, 11, 30))
    page = root / "docs/papers/doe2024weak.md"
    text = page.read_text(encoding="utf-8").replace("on: 2026-11-23", "on: 2026-12-01")
    page.write_text(text.replace(was, now), encoding="utf-8")
    assert release(root, "2026-12", date(2026, 12, 31)).corrected == ("doe2024weak",)


def test_wording_and_layout_are_no_correction(root: Path) -> None:
    release(root, "2026-11", date(2026, 11, 30))
    page = root / "docs/papers/doe2024weak.md"
    text = page.read_text(encoding="utf-8").replace("It does not fail", "Nothing fails")
    page.write_text(text.replace("A summary", "Another summary"), encoding="utf-8")
    assert release(root, "2026-12", date(2026, 12, 31)).corrected == ()


@pytest.mark.parametrize("name", ["library.bib", "library.json"])
def test_a_snapshot_that_was_changed_or_lost_is_named(root: Path, name: str) -> None:
    release(root, "2026-11", date(2026, 11, 30))
    release(root, "2026-12", date(2026, 12, 30))
    file = root / "docs/snapshots/2026-11" / name
    text = file.read_bytes()
    file.write_bytes(text.replace(b"\n", b"\r\n"))
    assert check(root) == (), "a checkout may end lines otherwise"
    file.write_bytes(text.replace(b"Doe", b"Dee"))
    (problem,) = check(root)
    assert (problem.rule, problem.file) == ("changed-snapshot", f"docs/snapshots/2026-11/{name}")
    with pytest.raises(SourceError, match="changed-snapshot"):
        release(root, "2027-01", date(2027, 1, 31))
    file.unlink()
    assert [problem.rule for problem in check(root)] == ["lost-snapshot"]
