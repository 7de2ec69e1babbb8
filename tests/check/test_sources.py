"""What a record was checked against fits its level."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, small_root
from w2sg.check import check
from w2sg.library import load

READ = "[https://example.org/record, DBLP]"
PREPRINT = """@misc{doe2024weak,
  title      = {Weak Teachers},
  author     = {Doe, Jane},
  howpublished = {arXiv:2401.00001},
  year       = {2024},
  url        = {https://arxiv.org/abs/2401.00001},
  eprint     = {2401.00001},
  eprinttype = {arxiv},
}
"""
SOUGHT = "  sought: {on: 2026-11-28, in: [DBLP, the arXiv comment]}\n"


def named(folder: Path, page: str, bib: str = ENTRY) -> list[tuple[str, int]]:
    return [(p.rule, p.line) for p in check(small_root(folder, bib, {"doe2024weak": page}))]


@pytest.mark.parametrize(
    "source",
    [
        "https://iclr.cc/virtual/2024/poster/1",
        "DBLP record conf/iclr/DoeO24",
        "OpenReview record as copied by ML Anthology",
        "https://doi.org/10.1000/x",
    ],
)
def test_official_sources(tmp_path: Path, source: str) -> None:
    assert named(tmp_path, PAGE.replace(READ, f"[{source}]")) == []


@pytest.mark.parametrize("source", ["https://example.org/record", "a reference list", ""])
def test_official_without_an_official_source(tmp_path: Path, source: str) -> None:
    page = PAGE.replace(READ, f"[{source}]")
    assert named(tmp_path / "a", page) == [("official-source", 25)]
    assert named(tmp_path / "b", page.replace("level: official", "level: secondary")) == []


def test_a_published_record_has_no_level_arxiv(tmp_path: Path) -> None:
    page = PAGE.replace("level: official", "level: arxiv")
    assert named(tmp_path, page) == [("arxiv-source", 25)]


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ("https://arxiv.org/abs/2401.00001", []),
        ("arXiv listing of January 2024 as kept elsewhere", []),
        ("https://arxiv.org/abs/2401.00002", [("arxiv-source", 25)]),
        ("a reference list that cites it in full", [("arxiv-source", 25)]),
    ],
)
def test_arxiv_sources(tmp_path: Path, source: str, rules: list[tuple[str, int]]) -> None:
    page = PAGE.replace(READ, f"[{source}]").replace("level: official", "level: arxiv")
    assert named(tmp_path, page, PREPRINT) == rules


def test_where_a_published_version_was_sought(tmp_path: Path) -> None:
    page = PAGE.replace(READ, "[https://arxiv.org/abs/2401.00001]")
    page = page.replace("level: official", "level: arxiv").replace("added:", f"{SOUGHT}added:")
    root = small_root(tmp_path / "preprint", PREPRINT, {"doe2024weak": page})
    assert check(root) == ()
    sought = load(root).papers["doe2024weak"].page.checked.sought
    assert sought is not None
    assert sought.model_dump(mode="json") == {
        "on": "2026-11-28",
        "in": ["DBLP", "the arXiv comment"],
    }
    published = PAGE.replace("added:", f"{SOUGHT}added:")
    assert named(tmp_path / "published", published) == [("sought-published", 28)]
    nowhere = page.replace("[DBLP, the arXiv comment]", "[]")
    assert "bad-value" in {rule for rule, _ in named(tmp_path / "nowhere", nowhere, PREPRINT)}
