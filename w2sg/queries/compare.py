"""Papers side by side: what is compared, and which lists of papers can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from w2sg.library import Library
from w2sg.library.model import Paper, Result
from w2sg.queries.lists import core_first

# What a stance on a question, or a side on a claim, is in an argument; all others leave it open.
SIDES = {"supports": "for", "challenges": "against", "for": "for", "against": "against"}
CLAIM_WIDTH = 12


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
    Row("venue", "Venue", 11, of_words=True),
    Row("label", "In short", 13),
    Row("question", "Question it answers", 17, of_words=True),
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
    """What findings are for or against. kind: `question` or `claim`; id: its own; sides: `for`,
    `against`, `open` -> what it calls them."""

    kind: str
    id: str
    name: str
    sides: Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """A sentence of ours on what a paper found, where it says so, and of what: subject -> side,
    `for`, `against` or `open`."""

    sides: Mapping[str, str]
    sentence: str
    where: str


@dataclass(frozen=True)
class Selection:
    """A list that can be compared whole. kind: `category`, `question`, `claim` or
    `setting`."""

    kind: str
    id: str
    name: str
    papers: tuple[Paper, ...]


def subjects(library: Library) -> tuple[Subject, ...]:
    """All open questions, then all claims, in the order of their files."""
    sides = {"for": "For", "against": "Against", "open": "Open"}
    own = {
        made.question: {
            SIDES[stance]: f"{name[:1].upper()}{name[1:]}"
            for stance, name in made.stances.items()
            if stance in SIDES
        }
        for made in library.arguments
    }
    questions = [
        Subject("question", term.id, term.name, {**sides, **own.get(term.id, {})})
        for term in library.taxonomy.questions
    ]
    claims = [
        Subject("claim", c.id, c.claim, sides) for made in library.arguments for c in made.claims
    ]
    return (*questions, *claims)


def findings(paper: Paper) -> tuple[Finding, ...]:
    """A paper's findings, in the order of its page."""
    found = []
    for row in paper.page.evidence:
        sides = {row.question: SIDES.get(row.stance, "open")}
        if row.claim:
            sides[row.claim] = SIDES.get(row.side, "open")
        found.append(Finding(sides, row.finding, row.where))
    return tuple(found)


def on_claims(library: Library, paper: Paper) -> dict[str, str]:
    """claim -> what a paper says of it, with the places: `For (Table 2); Against (Sec. 5)`."""
    names = {side.id: side.name for side in library.taxonomy.sides}
    said: dict[str, list[str]] = {}
    for row in paper.page.evidence:
        if row.claim:
            place = f" ({row.where})" if row.where else ""
            said.setdefault(row.claim, []).append(names.get(row.side, row.side) + place)
    return {claim: "; ".join(texts) for claim, texts in said.items()}


def selections(library: Library) -> Iterator[Selection]:
    """Every category, question, claim and setting with its papers, core papers first."""
    words = library.taxonomy
    for category in words.categories:
        papers = library.find(category=category.id)
        yield Selection("category", category.id, category.name, tuple(core_first(papers)))
    for question in words.questions:
        papers = library.find(question=question.id)
        yield Selection("question", question.id, question.name, tuple(core_first(papers)))
    for subject in subjects(library):
        if subject.kind == "claim":
            papers = tuple(
                paper
                for paper in library.papers.values()
                if any(row.claim == subject.id for row in paper.page.evidence)
            )
            yield Selection("claim", subject.id, subject.name, tuple(core_first(papers)))
    for setting in words.settings:
        papers = library.find(setting=setting.id)
        yield Selection("setting", setting.id, setting.name, tuple(core_first(papers)))


def best_score(paper: Paper) -> Result | None:
    """The scores with the highest gap recovered that is recorded; if none is, the first with both a
    weak source's and its student's, else the first; None if the paper has none. Of two that are as
    high, the first."""

    def rank(result: Result) -> tuple[bool, float, bool]:
        is_pair = result.weak is not None and result.student is not None
        return result.gap_recovered is not None, result.gap_recovered or 0, is_pair

    return max(paper.page.results, key=rank, default=None)
