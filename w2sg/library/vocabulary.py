"""The vocabularies as lookups by id, for templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from w2sg.library.load import Library
from w2sg.library.model import Term


@dataclass(frozen=True)
class Words:
    """id -> Term for each vocabulary; subtopic: `category/subtopic` -> name."""

    category: Mapping[str, Term]
    subtopic: Mapping[str, str]
    setting: Mapping[str, Term]
    weak_kind: Mapping[str, Term]
    gain: Mapping[str, Term]
    role: Mapping[str, Term]
    stance: Mapping[str, Term]
    level: Mapping[str, Term]
    question: Mapping[str, Term]

    @classmethod
    def of(cls, library: Library) -> Words:
        words = library.taxonomy

        def by_id(terms: tuple[Term, ...]) -> Mapping[str, Term]:
            return {term.id: term for term in terms}

        return cls(
            category=by_id(words.categories),
            subtopic=library.subtopics,
            setting=by_id(words.settings),
            weak_kind=by_id(words.weak_kinds),
            gain=by_id(words.gains),
            role=by_id(words.roles),
            stance=by_id(words.stances),
            level=by_id(words.levels),
            question=by_id(words.questions),
        )
