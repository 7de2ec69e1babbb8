"""Who builds on whom, and which papers are near each other without building on each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from types import MappingProxyType

from w2sg.library import Library
from w2sg.library.model import Paper
from w2sg.queries.lists import core_first, oldest_order


@lru_cache(maxsize=1)
def built_on_by(library: Library) -> Mapping[str, tuple[str, ...]]:
    """key -> keys of the papers that extend it, in key order."""
    successors: dict[str, list[str]] = {}
    for paper in library.papers.values():
        for key in paper.page.extends:
            successors.setdefault(key, []).append(paper.key)
    return MappingProxyType({key: tuple(keys) for key, keys in successors.items()})


def neighbours(library: Library, key: str, most: int = 6) -> tuple[Paper, ...]:
    """At most `most` papers that share an open question and a kind of weak source with a paper and
    neither extend it nor are extended by it: those that share most other tags first, then core
    papers, then newer ones."""
    index = _index(library)
    page = library.papers[key].page
    linked = {key, *page.extends, *built_on_by(library).get(key, ())}
    shared_tags = index.tags[key]
    near = {
        other
        for row in page.evidence
        for kind in page.weak_kind
        for other in index.keys.get((row.question, kind), ())
        if other not in linked
    }

    def nearness(other: str) -> tuple[int, int]:
        return (-len(shared_tags & index.tags[other]), index.order[other])

    return tuple(library.papers[k] for k in nsmallest(most, near, key=nearness))


@dataclass(frozen=True)
class _Index:
    """tags: key -> what a paper may share with its neighbours. order: key -> its place among all
    papers, core papers first. keys: (question, kind of weak source) -> keys of the papers with
    both."""

    tags: Mapping[str, frozenset[str]]
    order: Mapping[str, int]
    keys: Mapping[tuple[str, str], frozenset[str]]


@lru_cache(maxsize=1)
def _index(library: Library) -> _Index:
    keys: dict[tuple[str, str], set[str]] = {}
    for paper in library.papers.values():
        for row in paper.page.evidence:
            for kind in paper.page.weak_kind:
                keys.setdefault((row.question, kind), set()).add(paper.key)
    tags = {key: frozenset(_tags(paper)) for key, paper in library.papers.items()}
    order = {paper.key: i for i, paper in enumerate(core_first(library.papers.values()))}
    return _Index(tags, order, {pair: frozenset(found) for pair, found in keys.items()})


def _tags(paper: Paper) -> set[str]:
    page = paper.page
    questions = {f"question/{row.question}" for row in page.evidence}
    return {*page.setting, *page.weak_kind, *page.category, *questions}


@dataclass(frozen=True)
class Branch:
    """A paper with those that stand under it. also: core papers it extends beside its ancestors."""

    paper: Paper
    also: tuple[Paper, ...]
    children: tuple[Branch, ...]


def lineage(library: Library) -> tuple[Branch, ...]:
    """The core papers as a tree, each under the latest core paper it extends; the oldest first.

    A paper that can be reached only through a circle of `extends` is left out; `check` names those.
    """
    core = {paper.key: paper for paper in library.find(role="core")}
    parents = {
        key: sorted((core[k] for k in p.page.extends if k in core), key=oldest_order)
        for key, p in core.items()
    }
    children: dict[str, list[Paper]] = {key: [] for key in core}
    for key, extended in parents.items():
        if extended:
            children[extended[-1].key].append(core[key])

    def grow(paper: Paper, ancestors: tuple[Paper, ...]) -> Branch:
        line = (*ancestors, paper)
        return Branch(
            paper,
            tuple(p for p in parents[paper.key] if p not in ancestors),
            tuple(grow(child, line) for child in sorted(children[paper.key], key=oldest_order)),
        )

    roots = sorted((core[k] for k in core if not parents[k] and children[k]), key=oldest_order)
    return tuple(grow(paper, ()) for paper in roots)
