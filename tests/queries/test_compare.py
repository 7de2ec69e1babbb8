"""What is compared of papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, small_root
from w2sg.library import Library, load_strict
from w2sg.queries.compare import ROWS, best_score, findings, selections, subjects

SCORES = """results:
  - {task: A, metric: m, student: 60, where: Table 1}
  - {task: B, metric: m, weak: 50, student: 60, ceiling: 70, where: Table 2}
  - {task: C, metric: m, pgr: 45, where: Table 3}
  - {task: D, metric: m, pgr: -20, where: Table 4}
"""


def paper_with(folder: Path, results: str) -> Library:
    head, _, rest = PAGE.partition("results:\n")
    page = head + results + "checked:" + rest.partition("checked:")[2]
    return load_strict(small_root(folder, ENTRY, {"doe2024weak": page}))


@pytest.mark.parametrize(
    ("kept", "task"),
    [((0, 1, 2, 3), "B"), ((0, 2, 3), "C"), ((0, 3), "D"), ((0,), "A"), ((), None)],
)
def test_the_best_score_is_that_of_the_highest_gap(
    tmp_path: Path, kept: tuple[int, ...], task: str | None
) -> None:
    head, *rows = SCORES.splitlines(keepends=True)
    results = head + "".join(rows[i] for i in kept) if kept else ""
    best = best_score(paper_with(tmp_path, results).papers["doe2024weak"])
    assert (best.task if best else None) == task


def test_a_stance_takes_a_side(library: Library) -> None:
    stances = {(f.stance, f.side) for p in library.papers.values() for f in findings(p)}
    sides = dict(stances)
    assert len(sides) == len(stances)
    assert sides["supports"] == "for"
    assert sides["challenges"] == "against"
    assert {sides[s.id] for s in library.taxonomy.stances} == {"for", "against", "open"}


def test_every_finding_is_of_a_subject(library: Library) -> None:
    known = {subject.id for subject in subjects(library)}
    assert {f.subject for p in library.papers.values() for f in findings(p)} <= known


def test_lists_hold_what_the_library_finds(library: Library) -> None:
    found = {(made.kind, made.id): made.papers for made in selections(library)}
    category = library.taxonomy.categories[0].id
    papers = found["category", category]
    assert sorted(p.key for p in papers) == [p.key for p in library.find(category=category)]
    is_core = [paper.page.role == "core" for paper in papers]
    assert is_core == sorted(is_core, reverse=True)


def test_ids_in_addresses_are_not_taken_twice(library: Library) -> None:
    ids = [*(row.id for row in ROWS), *(subject.id for subject in subjects(library))]
    assert len(ids) == len(set(ids))
