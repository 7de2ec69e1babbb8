"""What is compared of papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, small_root
from w2sg.export.details import score_in_a_line
from w2sg.library import Library, load_strict
from w2sg.queries.compare import ROWS, best_score, findings, on_claims, selections, subjects
from w2sg.queries.scores import by_what_is_known

SCORES = """results:
  - {task: A, metric: m, student: 60, where: Table 1}
  - {task: B, metric: m, weak: 50, student: 60, ceiling: 70, pgr: 50, where: Table 2}
  - {task: C, metric: m, pgr: 45, where: Table 3}
  - {task: D, metric: m, pgr: -20, where: Table 4}
  - {task: E, metric: m, weak: 50, student: 55, where: Table 5}
"""


def paper_with(folder: Path, results: str) -> Library:
    head, _, rest = PAGE.partition("results:\n")
    page = head + results + "checked:" + rest.partition("checked:")[2]
    return load_strict(small_root(folder, ENTRY, {"doe2024weak": page}))


@pytest.mark.parametrize(
    ("kept", "task"),
    [((0, 1, 2, 3), "B"), ((0, 2, 3), "C"), ((0, 3), "D"), ((0, 4), "E"), ((0,), "A"), ((), None)],
)
def test_the_best_score_is_that_of_the_highest_gap(
    tmp_path: Path, kept: tuple[int, ...], task: str | None
) -> None:
    head, *rows = SCORES.splitlines(keepends=True)
    results = head + "".join(rows[i] for i in kept) if kept else ""
    best = best_score(paper_with(tmp_path, results).papers["doe2024weak"])
    assert (best.task if best else None) == task


def test_stances_and_sides_are_one_of_three(library: Library) -> None:
    for paper in library.papers.values():
        for row, found in zip(paper.page.evidence, findings(paper), strict=True):
            wanted = {"supports": "for", "challenges": "against"}.get(row.stance, "open")
            assert found.sides[row.question] == wanted
            if row.claim:
                assert found.sides[row.claim] == {"bears": "open"}.get(row.side, row.side)


def test_every_finding_is_of_subjects(library: Library) -> None:
    known = {subject.id for subject in subjects(library)}
    for paper in library.papers.values():
        for found in findings(paper):
            assert found.sides.keys() <= known
            assert set(found.sides.values()) <= {"for", "against", "open"}


def test_what_a_paper_says_of_a_claim_has_its_place(library: Library) -> None:
    for paper in library.papers.values():
        said = on_claims(library, paper)
        for row in paper.page.evidence:
            if row.claim:
                assert row.where in said[row.claim]
        assert said.keys() == {row.claim for row in paper.page.evidence} - {""}


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


def test_a_share_of_another_gap_is_no_gap_recovered(library: Library) -> None:
    """Neither where the best score is chosen nor where gaps are drawn, nor in a line of Browse."""
    anchored = [(p, r) for p in library.papers.values() for r in p.page.results if r.anchors]
    assert anchored
    for paper, row in anchored:
        assert row.gap_recovered is None
        assert row.pgr is not None
        best = best_score(paper)
        assert best is not None
        assert best.anchors == "" or all(r.gap_recovered is None for r in paper.page.results)
        assert f"{row.pgr:g} % of the gap recovered" not in score_in_a_line(paper)
    groups = by_what_is_known(library)
    drawn = [row.result for found in groups["gap"] for row in found.rows]
    assert all(result.gap_recovered is not None for result in drawn)
