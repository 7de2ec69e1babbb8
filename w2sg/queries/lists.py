"""The site's own lists of papers, which pages show and files hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from w2sg.library import Library
from w2sg.library.model import Paper


@dataclass(frozen=True)
class PaperList:
    """A list. path: of its page and, with a suffix, of its files."""

    path: str
    name: str
    papers: tuple[Paper, ...]


def paper_lists(library: Library) -> Iterator[PaperList]:
    """The whole library, every category, question, setting and reading path."""
    words = library.taxonomy
    yield PaperList("library", "The whole library", tuple(library.papers.values()))
    for category in words.categories:
        papers = library.find(category=category.id)
        yield PaperList(f"categories/{category.id}", category.name, papers)
    for question in words.questions:
        papers = library.find(question=question.id)
        yield PaperList(f"questions/{question.id}", question.name, papers)
    for setting in words.settings:
        papers = library.find(setting=setting.id)
        yield PaperList(f"settings/{setting.id}", setting.name, papers)
    for path in library.paths:
        papers = tuple(library.papers[step.key] for step in path.papers)
        yield PaperList(f"paths/{path.id}", path.name, papers)
