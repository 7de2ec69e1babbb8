"""Rules over records that may be one work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from w2sg.check.exceptions import excused
from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.model import Paper
from w2sg.library.problem import Problem
from w2sg.library.text import fold

SHARED_AUTHORS = 2


def likely_duplicates(library: Library) -> Iterator[Problem]:
    """No two records have the same words before the colon of a title or an alias and two authors in
    common, unless both were read and found to be two works.

    Two records of the same title are named by the rule `duplicate`.
    """
    by_words: dict[str, dict[str, Paper]] = defaultdict(dict)
    for paper in library.papers.values():
        for title in (paper.title, *paper.page.aliases):
            words = fold(title.partition(":")[0])
            if words:
                by_words[words][paper.key] = paper
    pairs = {
        (one.key, other.key): words
        for words, papers in by_words.items()
        for one, other in combinations(papers.values(), 2)
        if fold(one.title) != fold(other.title)
        and len(_authors(one) & _authors(other)) >= SHARED_AUTHORS
    }
    for (one, other), words in pairs.items():
        if not excused(library, "likely-duplicate", one, other):
            entry = library.papers[other].entry
            message = f"{other} may be {one}: both begin {words!r}, with authors in common"
            hint = "keep one; or clear the pair in data/exceptions.yml, with the reason"
            yield Problem(entry.file, entry.line, "likely-duplicate", message, hint)


def _authors(paper: Paper) -> set[str]:
    return {fold(name) for name in paper.names}


RULES: tuple[Rule, ...] = (likely_duplicates,)
