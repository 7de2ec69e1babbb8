"""The library as it stands: complete, equal to its files, and answering."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import PAGE, ROOT, rules, small_root
from w2sg.check import check
from w2sg.export.bibtex import bibtex
from w2sg.export.dump import dump
from w2sg.export.files import export_files
from w2sg.library import Library, load, load_strict
from w2sg.library.bibtex import parse_bib
from w2sg.library.model import Published
from w2sg.library.problem import SourceError
from w2sg.queries.lists import evidence
from w2sg.render.page_url import PageUrl
from w2sg.render.papers import PaperMacros


def test_it_has_no_problem() -> None:
    assert check(ROOT) == ()


def test_it_is_complete(library: Library) -> None:
    """Nothing of the files is left out, and each word of a vocabulary has its page."""
    pages = {path.stem for path in (ROOT / "docs/papers").glob("*.md")}
    assert set(library.papers) == {entry.key for entry in library.entries} == pages
    assert len(library.entries) == len(library.with_drafts().papers) > 0
    assert library.with_drafts().drafts == {}
    words = library.taxonomy
    for folder, terms in (
        ("categories", words.categories),
        ("questions", words.questions),
        ("settings", words.settings),
    ):
        files = {path.stem for path in (ROOT / "docs" / folder).glob("*.md")} - {"index"}
        assert {term.id for term in terms} == files
    for name, records in (
        ("taxonomy.yml", None),
        ("resources.yml", library.resources),
        ("excluded.yml", library.excluded),
        ("pending.yml", library.pending),
        ("original_list.yml", library.original.rows),
    ):
        written = yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))
        if records is None:
            for kind, rows in written.items():
                assert [row["id"] for row in rows] == [term.id for term in getattr(words, kind)]
        else:
            rows = written["rows"] if isinstance(written, dict) else written
            assert len(records) == len(rows) > 0, name
    assert all(row.works for row in library.original.rows)


def test_it_is_immutable(library: Library) -> None:
    with pytest.raises(TypeError):
        library.papers["x"] = library.papers["burns2024weak"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        library.root = Path()  # type: ignore[misc]


def test_the_files_are_their_entries_byte_for_byte(library: Library) -> None:
    for path in sorted((ROOT / "bib").glob("*.bib")):
        papers = [library.papers[e.key] for e in library.entries if e.file == f"bib/{path.name}"]
        assert bibtex(papers) == path.read_text(encoding="utf-8"), path.name


def test_the_export_reads_back_as_the_same_records(library: Library) -> None:
    entries, problems = parse_bib("library.bib", bibtex(library.papers.values()))
    assert not problems
    assert {e.key: (e.type, dict(e.fields), e.raw) for e in entries} == {
        p.key: (p.entry.type, dict(p.entry.fields), p.entry.raw) for p in library.papers.values()
    }


def test_queries_agree_with_a_plain_count(library: Library) -> None:
    papers = list(library.papers.values())
    for term in library.taxonomy.settings:
        found = library.find(setting=term.id)
        assert list(found) == [p for p in papers if term.id in p.page.setting]
        assert found
    both = library.find(setting="reasoning", venue="acl", year=2025)
    assert {p.label for p in both} <= {"ACL 2025", "Findings of ACL 2025"}
    assert "burns2024weak" in {p.key for p in library.find(role="core", venue="icml")}
    assert not library.find(setting="nowhere")


def test_evidence_is_all_there_core_first(library: Library) -> None:
    rows = [row for q in library.taxonomy.questions for row in evidence(library, q.id)]
    assert len(rows) == sum(len(p.page.evidence) for p in library.papers.values()) > 0
    roles = [paper.page.role == "core" for paper, _ in evidence(library, "scaling-laws")]
    assert roles == sorted(roles, reverse=True)


def test_labels(library: Library) -> None:
    labels = {key: library.papers[key].label for key in ("burns2024weak", "hinton2015distilling")}
    assert labels == {"burns2024weak": "ICML 2024", "hinton2015distilling": "NeurIPS 2014 Workshop"}
    assert library.papers["hsieh2023distilling"].label == "Findings of ACL 2023"
    assert library.papers["burns2024weak"].cited_as == "Burns et al. (2024)"


def test_a_retired_key_redirects_to_its_successor(library: Library) -> None:
    published = Published(keys=("old2020x",), retired={"old2020x": "burns2024weak"})
    files = export_files(dataclasses.replace(library, published=published), "https://x.org/")
    assert 'content="0; url=../burns2024weak/"' in files["papers/old2020x/index.html"]


value = st.text(
    alphabet=st.characters(
        codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='{}\\"'
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=200)
@given(
    st.dictionaries(
        st.sampled_from(["title", "author", "booktitle", "year", "note"]), value, min_size=1
    )
)
def test_any_record_written_reads_back_the_same(fields: dict[str, str]) -> None:
    body = "".join(f"  {name:<10} = {{{text}}},\n" for name, text in fields.items())
    entries, problems = parse_bib("x.bib", f"@misc{{doe2024weak,\n{body}}}\n")
    assert not problems
    assert dict(entries[0].fields) == fields


def test_what_cannot_be_read_is_refused_with_every_reason(tmp_path: Path) -> None:
    root = small_root(tmp_path)
    (root / "docs/papers/doe2024weak.md").write_bytes(b"\xe9")
    (root / "data/resources.yml").write_text("a: b\n", encoding="utf-8")
    (root / "data/initials.yml").write_text("[Doe, 7]\n", encoding="utf-8")
    (root / "data/insights.yml").unlink()
    with pytest.raises(SourceError) as caught:
        load_strict(root)
    said = [(p.file, p.line, p.message) for p in caught.value.problems]
    assert ("data/resources.yml", 1, "the file must hold a list") in said
    assert ("data/initials.yml", 1, "the file must hold a list of texts") in said
    assert ("data/insights.yml", 1, "No such file or directory") in said
    assert "docs/papers/doe2024weak.md" in {file for file, _, _ in said}


def test_a_draft_stands_in_no_list_and_is_checked(tmp_path: Path) -> None:
    draft = PAGE.replace("---\n", "---\ndraft: true\n", 1)
    root = small_root(tmp_path, pages={"doe2024weak": draft})
    library = load(root)
    assert not library.papers
    assert library.find(role="core") == ()
    assert library.paper("doe2024weak") is library.drafts["doe2024weak"]
    assert list(library.with_drafts().papers) == ["doe2024weak"]
    assert check(root) == ()
    macros, here = PaperMacros(library, "https://x.org/", ""), PageUrl("papers/doe2024weak/")
    shown = macros.paper(here, "doe2024weak")
    assert "A draft:" in shown
    assert "A summary in our words" not in shown
    assert macros.paper_record(here, "doe2024weak") == ""
    assert "doe2024weak" not in dump(library)
    page = root / "docs/papers/doe2024weak.md"
    page.write_text(draft.replace("role: core", "role: x"), encoding="utf-8")
    assert rules(list(check(root))) == {"unknown-tag"}
