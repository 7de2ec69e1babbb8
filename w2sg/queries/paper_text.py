"""What of a paper is searched, in which field, and how much it counts there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from w2sg.library import Library
from w2sg.library.files import page_of
from w2sg.library.model import Paper
from w2sg.library.text import fold
from w2sg.queries.text_search import TextIndex, Weights

# An author's name counts more than a word of a summary.
WEIGHTS = {
    "title": Weights(8, 5),
    "nicknames": Weights(8, 5),
    "cited_as": Weights(10, 4),
    "authors": Weights(6, 4),
    "record": Weights(5, 4),
    "topics": Weights(3, 2),
    "words": Weights(2, 1),
}
_MAX_NAME = 3  # words before a title's colon that are still a name: `STaR: Bootstrapping ...`
_MACRO_OR_ADDRESS = re.compile(r"\{\{.*?\}\}|\{:.*?\}|\]\([^)]*\)")


@dataclass(frozen=True)
class PaperText:
    """A paper as text, as it is shown; `fields` is what is searched.

    name: what the title begins with, if it is one. aliases: other titles. line: what it is, in a
    few words. weak_source: in words. tags: names of its settings, kinds of weak source, categories
    and subtopics. findings: ids of questions and sentences. scores: tasks, methods and models of
    the reported scores. notes: the page's own, without markup.
    """

    key: str
    title: str
    name: str
    aliases: tuple[str, ...]
    line: str
    cited_as: str
    authors: str
    venue: str
    track: str
    year: int
    weak_source: str
    tags: tuple[str, ...]
    summary: str
    findings: tuple[tuple[str, str], ...]
    scores: str
    notes: str

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The folded text of each field of WEIGHTS, in their order.

        `paperIndex` in docs/assets/search/index.js makes the same.
        """
        names = [self.name] if self.name else []
        nicknames = (self.key, *self.aliases, *names, self.line)
        sentences = (sentence for _, sentence in self.findings)
        return (
            fold(self.title),
            " | ".join(map(fold, nicknames)).strip(),
            fold(self.cited_as),
            fold(self.authors),
            fold(f"{self.venue} . {self.track} . {self.year}"),
            fold(" . ".join((self.weak_source, *self.tags))),
            fold(" . ".join((self.summary, *sentences, self.scores, self.notes))),
        )


def paper_text(library: Library, paper: Paper) -> PaperText:
    """What `paper` says to search."""
    page = paper.page
    return PaperText(
        key=paper.key,
        title=paper.title,
        name=_name(paper.title),
        aliases=page.aliases,
        line=page.label,
        cited_as=paper.cited_as,
        authors=", ".join(paper.names),
        venue=paper.label,
        track=paper.track.name if paper.track else "",
        year=paper.year,
        weak_source=page.weak_source,
        tags=_tags(library, paper),
        summary=page.summary,
        findings=tuple((row.question, row.finding) for row in page.evidence),
        scores=_scores(paper),
        notes=_notes(library, paper),
    )


def paper_index(library: Library, texts: Mapping[str, PaperText]) -> TextIndex:
    """The index of all papers. texts: key -> text."""
    fields = {key: text.fields for key, text in texts.items()}
    return TextIndex(fields, tuple(WEIGHTS.values()), library.synonyms)


def _name(title: str) -> str:
    """What stands before the title's colon, if it is short enough to be a name."""
    name, colon, _ = title.partition(":")
    return name if colon and len(name.split()) <= _MAX_NAME else ""


def _tags(library: Library, paper: Paper) -> tuple[str, ...]:
    words, page = library.words, paper.page
    tags = (
        (words.setting.names, page.setting),
        (words.weak_kind.names, page.weak_kind),
        (words.category.names, paper.categories),
        (words.subtopic.names, page.category),
    )
    return tuple(names.get(id, "") for names, ids in tags for id in ids)


def _scores(paper: Paper) -> str:
    """Tasks, methods and models of the reported scores, each once."""
    rows = paper.page.results
    parts = [(r.task, r.method, r.weak_model, r.strong_model) for r in rows]
    return " . ".join(dict.fromkeys(part for row in parts for part in row if part))


def _notes(library: Library, paper: Paper) -> str:
    document = library.documents.get(page_of(paper.key))
    return " ".join(_MACRO_OR_ADDRESS.sub(" ", document.body).split()) if document else ""
