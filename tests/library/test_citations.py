"""Short citations."""

from __future__ import annotations

from collections import Counter

from w2sg.library import Library
from w2sg.library.citations import tell_apart, year_letter


def test_a_short_citation_means_one_paper(library: Library) -> None:
    cited = Counter(paper.cited_as for paper in library.papers.values())
    assert [citation for citation, papers in cited.items() if papers > 1] == []


def test_letters_follow_the_order_of_keys_and_stand_only_where_needed(library: Library) -> None:
    shared = [p for p in library.papers.values() if p.year_letter]
    assert shared, "no two papers share names and year"
    by_names: dict[str, list[str]] = {}
    for paper in shared:
        bare = paper.cited_as.replace(f"{paper.year_letter})", ")")
        by_names.setdefault(bare, []).append(paper.year_letter)
    for letters in by_names.values():
        assert len(letters) > 1
        assert letters == [year_letter(place) for place in range(len(letters))]
    assert library.papers["burns2024weak"].cited_as == "Burns et al. (2024)"


def test_a_paper_alone_needs_no_letter(library: Library) -> None:
    key, paper = next((k, p) for k, p in library.papers.items() if not p.year_letter)
    assert tell_apart({key: paper}) == {key: paper}


def test_letters_go_on_after_z() -> None:
    assert [year_letter(place) for place in (0, 1, 25, 26, 27, 52)] == [
        *("a", "b", "z", "aa", "ab", "ba")
    ]
