"""Papers side by side: what is compared, and which lists of papers can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from w2sg.library import Library
from w2sg.library.model import Paper, Result
from w2sg.queries.lists import core_first

# What a stance on a question is in an argument; what is not named here leaves it open.
SIDES = {"supports": "for", "challenges": "against"}


@dataclass(frozen=True)
class Row:
    """What papers are compared by.

    width: its share of a table's width. of_words: its cells hold words of a vocabulary, so that it
    means something when two cells are the same.
    """

    id: str
    name: str
    width: int
    of_words: bool = False


ROWS = (
    Row("venue", "Venue", 8, of_words=True),
    Row("label", "In short", 13),
    Row("question", "Question it answers", 18, of_words=True),
    Row("weak", "Weak source", 14),
    Row("student", "Student", 10),
    Row("method", "Method", 10),
    Row("setting", "Setting", 11, of_words=True),
    Row("gain", "Gain", 8, of_words=True),
    Row("score", "Best score", 20),
    Row("code", "Code", 7, of_words=True),
)


@dataclass(frozen=True)
class Subject:
    """What findings are for or against: an open question. kind: `question`; id: its own."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True)
class Finding:
    """A sentence of ours on what a paper found. stance: of the vocabulary; side: `for`, `against`
    or `open`, towards the subject of that id."""

    subject: str
    side: str
    stance: str
    sentence: str
    where: str


@dataclass(frozen=True)
class Selection:
    """A list that can be compared whole. kind: `category`, `question` or `setting`."""

    kind: str
    id: str
    name: str
    papers: tuple[Paper, ...]


def subjects(library: Library) -> tuple[Subject, ...]:
    """All subjects, in the order of their vocabularies."""
    return tuple(Subject("question", term.id, term.name) for term in library.taxonomy.questions)


def findings(paper: Paper) -> tuple[Finding, ...]:
    """A paper's findings, each towards its subject, in the order of the paper's page."""
    return tuple(
        Finding(row.question, SIDES.get(row.stance, "open"), row.stance, row.finding, row.where)
        for row in paper.page.evidence
    )


def selections(library: Library) -> Iterator[Selection]:
    """Every category, question and setting with its papers, core papers first."""
    words = library.taxonomy
    for category in words.categories:
        papers = library.find(category=category.id)
        yield Selection("category", category.id, category.name, tuple(core_first(papers)))
    for question in words.questions:
        papers = library.find(question=question.id)
        yield Selection("question", question.id, question.name, tuple(core_first(papers)))
    for setting in words.settings:
        papers = library.find(setting=setting.id)
        yield Selection("setting", setting.id, setting.name, tuple(core_first(papers)))


def gap_recovered(result: Result) -> float | None:
    """The gap recovered in percent: as recorded, else from the three scores; None if neither."""
    return result.pgr if result.pgr is not None else result.pgr_from_scores


def best_score(paper: Paper) -> Result | None:
    """The scores with the highest gap recovered that the paper reports; if no gap is known, the
    first it reports; None if it reports none. Of two that are as high, the first."""

    def rank(result: Result) -> tuple[bool, float]:
        gap = gap_recovered(result)
        return gap is not None, gap or 0

    return max(paper.page.results, key=rank, default=None)
