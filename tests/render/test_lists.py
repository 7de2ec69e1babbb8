"""Parts made from scores: the idea drawn from one paper's, and the rows one may start from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.approved_cases import rich_root
from w2sg.library import load_strict
from w2sg.render.lists import ListMacros
from w2sg.render.page_url import PageUrl
from w2sg.render.pictures import PictureMacros

SCORES = "weak: 50, student: 70.12, ceiling: 90"


def idea(root: Path, scores: str = SCORES, task: str = "ImageNet DINO") -> str:
    page = root / "docs/papers/doe2024weak.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(SCORES, scores, 1), encoding="utf-8")
    macros = ListMacros(load_strict(root), "https://example.org/", "https://forge.example.org/")
    return macros.idea(PageUrl(""), "doe2024weak", task)


def test_the_idea_is_drawn_between_weak_source_and_ceiling(tmp_path: Path) -> None:
    drawn = idea(rich_root(tmp_path))
    for score, place in ((50, 80), (70.12, 261.1), (90, 440)):
        assert str(score) in drawn
        assert re.search(rf'"{place}(\.0)?"', drawn), place


@pytest.mark.parametrize("missing", ["weak", "student", "ceiling"])
def test_the_idea_needs_all_three_scores(tmp_path: Path, missing: str) -> None:
    scores = ", ".join(score for score in SCORES.split(", ") if not score.startswith(missing))
    with pytest.raises(ValueError, match="doe2024weak: the scores of 'ImageNet DINO' are not comp"):
        idea(rich_root(tmp_path), scores)


def test_a_task_without_scores_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match=r"no scores of 'ImageNet DIN0'.*ImageNet DINO"):
        idea(rich_root(tmp_path), task="ImageNet DIN0")


@pytest.mark.parametrize(
    ("id", "kind", "said"),
    [
        ("doe2024weak-7", KeyError, r"no row 'doe2024weak-7'; did you mean 'doe2024weak-\d'\?"),
        ("doe2024weak-3", ValueError, "the scores of doe2024weak-3 are not complete"),
    ],
)
def test_rows_to_start_from_have_all_scores(
    tmp_path: Path, id: str, kind: type[Exception], said: str
) -> None:
    macros = PictureMacros(load_strict(rich_root(tmp_path)), "https://e.org/", "https://f.org/")
    with pytest.raises(kind, match=said):
        macros.explore_gap(PageUrl(""), id)


def test_shares_are_shown_in_percent(tmp_path: Path) -> None:
    root = rich_root(tmp_path)
    page = root / "docs/papers/doe2024weak.md"
    text = page.read_text(encoding="utf-8").replace(SCORES, "weak: 0.5, student: 0.7, ceiling: 1")
    page.write_text(text, encoding="utf-8")
    macros = PictureMacros(load_strict(root), "https://e.org/", "https://f.org/")
    made = macros.explore_gap(PageUrl(""), "doe2024weak-1")
    assert "[50.0, 70.0, 100.0]" in made
    assert "accuracy (%), in percent: AlexNet" in made
