"""Who builds on whom: the core papers as a tree, each under the latest core paper it extends."""

from __future__ import annotations

from dataclasses import dataclass

from w2sg.library import Library
from w2sg.library.model import Paper


@dataclass(frozen=True)
class Branch:
    """A paper with those that stand under it. also: core papers it extends beside its ancestors."""

    paper: Paper
    also: tuple[Paper, ...]
    children: tuple[Branch, ...]


def descent(library: Library) -> tuple[Branch, ...]:
    """The core papers that extend, or are extended by, a core paper; the oldest first.

    A paper that can be reached only through a circle of `extends` is left out; `check` names those.
    """
    core = {paper.key: paper for paper in library.find(role="core")}
    parents = {
        key: sorted((core[k] for k in p.page.extends if k in core), key=_age)
        for key, p in core.items()
    }
    children: dict[str, list[Paper]] = {key: [] for key in core}
    for key, found in parents.items():
        if found:
            children[found[-1].key].append(core[key])

    def grow(paper: Paper, ancestors: tuple[Paper, ...]) -> Branch:
        line = (*ancestors, paper)
        return Branch(
            paper,
            tuple(p for p in parents[paper.key] if p not in ancestors),
            tuple(grow(child, line) for child in sorted(children[paper.key], key=_age)),
        )

    roots = sorted((core[k] for k in core if not parents[k] and children[k]), key=_age)
    return tuple(grow(paper, ()) for paper in roots)


def _age(paper: Paper) -> tuple[int, str, str]:
    return (paper.year, paper.arxiv, paper.key)
