"""The vocabularies as look-ups by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

from w2sg.library.model import (
    Argument,
    Category,
    Claim,
    Insight,
    ReadingPath,
    Taxonomy,
    Term,
    Word,
)
from w2sg.library.problem import did_you_mean


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=_HasId)


class Terms(Mapping[str, Item], Generic[Item]):
    """id -> term, in the vocabulary's order.

    An unknown id raises KeyError, whose message names the vocabulary and the nearest known id.
    """

    def __init__(self, what: str, terms: Iterable[Item]) -> None:
        self._what = what
        self._terms = {term.id: term for term in terms}

    def __getitem__(self, id: str) -> Item:
        try:
            return self._terms[id]
        except KeyError:
            raise KeyError(f"no {self._what} {id!r}; {did_you_mean(id, self._terms)}") from None

    def __contains__(self, id: object) -> bool:
        return id in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @property
    def names(self) -> dict[str, str]:
        """id -> name."""
        return {id: getattr(term, "name", id) for id, term in self._terms.items()}


class Vocabulary:
    """Every vocabulary of a library by id. subtopic: by `category/subtopic`."""

    def __init__(
        self,
        taxonomy: Taxonomy,
        paths: Iterable[ReadingPath] = (),
        insights: Iterable[Insight] = (),
        arguments: Iterable[Argument] = (),
        glossary: Iterable[Word] = (),
    ) -> None:
        self.category: Terms[Category] = Terms("category", taxonomy.categories)
        self.subtopic: Terms[Term] = Terms("subtopic", subtopics(taxonomy))
        self.setting: Terms[Term] = Terms("setting", taxonomy.settings)
        self.weak_kind: Terms[Term] = Terms("kind of weak source", taxonomy.weak_kinds)
        self.gain: Terms[Term] = Terms("gain", taxonomy.gains)
        self.role: Terms[Term] = Terms("role", taxonomy.roles)
        self.stance: Terms[Term] = Terms("stance", taxonomy.stances)
        self.level: Terms[Term] = Terms("level", taxonomy.levels)
        self.side: Terms[Term] = Terms("side of a claim", taxonomy.sides)
        self.reading: Terms[Term] = Terms("reading", taxonomy.readings)
        self.confidence: Terms[Term] = Terms("confidence", taxonomy.confidences)
        self.dispute_state: Terms[Term] = Terms("state of a dispute", taxonomy.dispute_states)
        self.question: Terms[Term] = Terms("question", taxonomy.questions)
        self.path: Terms[ReadingPath] = Terms("reading path", paths)
        self.insight: Terms[Insight] = Terms("insight", insights)
        self.claim: Terms[Claim] = Terms("claim", [c for a in arguments for c in a.claims])
        self.word: Terms[Word] = Terms("word of the glossary", glossary)


def subtopics(taxonomy: Taxonomy) -> list[Term]:
    """The subtopics of all categories with the ids by which papers are tagged."""
    return [
        Term(id=f"{category.id}/{subtopic.id}", name=subtopic.name, about=subtopic.about)
        for category in taxonomy.categories
        for subtopic in category.subtopics
    ]
