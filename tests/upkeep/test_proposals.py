"""Tags are proposed by the nearest records."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.helpers import real_library
from w2sg.upkeep.proposals import Neighbours

LIBRARY = real_library()
NEAR = Neighbours(tuple(LIBRARY.papers.values()))
# What the words of the taxonomy alone reached on the same records: 0.30, 0.41, 0.31.
LEAST = {"category": 0.57, "setting": 0.68, "weak_kind": 0.6}


def f1(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> float:
    """Micro-averaged F1 of proposed tags against the true ones."""
    hits = proposed = true = 0
    for mine, theirs in ((set(a), set(b)) for a, b in pairs):
        hits, proposed, true = hits + len(mine & theirs), proposed + len(mine), true + len(theirs)
    return 2 * hits / (proposed + true)


@pytest.mark.slow
def test_each_record_left_out_in_turn_is_tagged_by_the_others() -> None:
    # The summary stands for the abstract, which the library does not hold.
    tags = {
        paper.key: NEAR.tags(paper.title, paper.page.summary, besides=paper.key)
        for paper in NEAR.papers
    }
    for name, least in LEAST.items():
        reached = f1((tags[p.key][name], getattr(p.page, name)) for p in NEAR.papers)
        print(name, round(reached, 3))
        assert reached >= least, name


def test_the_same_work_is_the_nearest() -> None:
    paper = NEAR.papers[0]
    (likeness, nearest), *others = NEAR.nearest(paper.title, paper.page.summary, 3)
    assert nearest is paper
    assert likeness > 0.99
    assert all(near < likeness for near, _ in others)
    assert NEAR.nearest(paper.title, "", 1, besides=paper.key)[0][1] is not paper


def test_of_words_that_no_record_has_nothing_is_near() -> None:
    assert NEAR.nearest("Xyzzy", "plugh", 3) == []
    assert NEAR.tags("Xyzzy", "plugh") == {"category": [], "setting": [], "weak_kind": []}
