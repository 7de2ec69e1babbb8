"""Two records that may be one work are named, unless they were cleared by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, small_root
from w2sg.check import check

TITLE = "Weak Teachers and {CLIP}"
AUTHORS = "Doe, Jane and van den Oord, Aäron"
BOTH = "[doe2024weak, doe2024other]"


def rules(
    folder: Path, first: str, second: str, authors: str = AUTHORS, cleared: str = ""
) -> list[str]:
    other = ENTRY.replace("doe2024weak", "doe2024other").replace(TITLE, second)
    bib = ENTRY.replace(TITLE, first) + other.replace(AUTHORS, authors)
    root = small_root(folder, bib, {"doe2024weak": PAGE, "doe2024other": PAGE})
    (root / "data/exceptions.yml").write_text(cleared or "[]\n", encoding="utf-8")
    return [problem.rule for problem in check(root)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{DoeNet}: Weak Teachers", "{DoeNet}: Strong Students"),
        ("Weak Teachers: Why", "Weak Teachers"),
        ("{DoeNet}: Weak Teachers", "{DOENET}: Strong Students"),
    ],
)
def test_the_same_words_before_the_colon(tmp_path: Path, first: str, second: str) -> None:
    assert rules(tmp_path / "a", first, second) == ["likely-duplicate"]
    cleared = f"- {{rule: likely-duplicate, of: {BOTH}, why: Two works.}}\n"
    assert rules(tmp_path / "b", first, second, cleared=cleared) == []


def test_one_shared_author_is_not_enough(tmp_path: Path) -> None:
    authors = "Doe, Jane and Roe, Richard"
    assert rules(tmp_path, "{DoeNet}: Weak Teachers", "{DoeNet}: Students", authors) == []


def test_other_words(tmp_path: Path) -> None:
    assert rules(tmp_path, "{DoeNet}: Teachers", "{RoeNet}: Teachers") == []


def test_an_alias_counts(tmp_path: Path) -> None:
    other = ENTRY.replace("doe2024weak", "doe2024other").replace(TITLE, "{RoeNet}: Students")
    page = PAGE.replace("\nchecked:", "\naliases: ['Weak Teachers and CLIP: Old']\nchecked:", 1)
    root = small_root(tmp_path, ENTRY + other, {"doe2024weak": PAGE, "doe2024other": page})
    assert [problem.rule for problem in check(root)] == ["likely-duplicate"]
