"""Which record of the library an entry means.

An identifier counts only if the title or an author agrees; a title only if an author does.
`docs/assets/check/matching.js` does the same for the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from w2sg.bibliography.constants import (
    MIN_AGREEING,
    MIN_AGREEING_BESIDE_AUTHOR,
    MIN_LIKENESS,
    MIN_TITLE_OVERLAP,
    MIN_TITLE_WORDS,
)
from w2sg.bibliography.identifiers import identifiers
from w2sg.bibliography.meaning import Fields, title_of, year_in
from w2sg.bibliography.words import (
    Names,
    name_keys,
    same_family,
    same_names,
    same_person,
    squeezed,
    words,
)

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Match:
    """record: that the entry means, if any. strangers: (field, record) for each identifier that is
    another record's."""

    record: Record | None
    strangers: tuple[tuple[str, Record], ...]


class Matcher:
    """Finds records by identifier and by title; made once for all entries of a file."""

    def __init__(self, papers: Sequence[Record]) -> None:
        self._papers = papers
        self.by_identifier: dict[str, Record] = {}
        self._by_title: dict[str, list[tuple[Record, float]]] = {}
        self._by_first_author: dict[str, list[Record]] = {}
        for paper in papers:
            for identifier in paper["identifiers"]:
                self.by_identifier.setdefault(identifier, paper)
            for title, share in _names_of(paper):
                self._by_title.setdefault(squeezed(title), []).append((paper, share))
            if paper["authors"]:
                self._by_first_author.setdefault(paper["authors"][0][0], []).append(paper)

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[Record, frozenset[str]]]]:
        """The titles with a word, as sets of words; most files need none of them."""
        found: dict[str, list[tuple[Record, frozenset[str]]]] = {}
        for paper in self._papers:
            for title in paper["titles"]:
                unique = frozenset(title.split())
                for word in unique:
                    found.setdefault(word, []).append((paper, unique))
        return found

    def match(self, fields: Fields) -> Match:
        """What an entry with these fields means."""
        title, names = words(title_of(fields)), name_keys(fields.get("author", ""))
        named = [
            (field, self.by_identifier[identifier])
            for field, identifier in identifiers(fields)
            if identifier in self.by_identifier
        ]
        record, overlap = self._titled(title, names, fields)
        for _, other in named:
            if _agrees(title, names, other) and (nearness := _nearness(title, other)) >= overlap:
                record, overlap = other, nearness
                break
        if record is None:
            record = self._misspelt(title, names)
        strangers = tuple(
            (field, other) for field, other in named if record is None or other is not record
        )
        return Match(record, strangers)

    def _titled(self, title: str, names: Names, fields: Fields) -> tuple[Record | None, float]:
        best, nearest = None, 0.0
        for record, overlap in self._candidates(title):
            if overlap > nearest and _confirmed(title, names, fields, record, overlap):
                best, nearest = record, overlap
            if nearest == 1:
                break
        return best, nearest

    def _candidates(self, title: str) -> Iterable[tuple[Record, float]]:
        """Records whose title is nearly this one, with the share of words they have in common."""
        yield from self._by_title.get(squeezed(title), ()) if title else ()
        unique = frozenset(title.split())
        # Of two sets that share so many words, one of the rarest of the one is in the other.
        rarest = sorted(unique, key=lambda word: (len(self._by_word.get(word, ())), word))
        for word in rarest[: int(len(unique) * (1 - MIN_TITLE_OVERLAP)) + 1]:
            for record, other in self._by_word.get(word, ()):
                both = len(unique & other)
                overlap = both / (len(unique) + len(other) - both)
                if overlap >= MIN_TITLE_OVERLAP:
                    yield record, overlap

    def _misspelt(self, title: str, names: Names) -> Record | None:
        """The record with the same authors whose title differs in a few letters or words only."""
        if not names:
            return None
        for record in self._by_first_author.get(names[0][0], ()):
            authors = record["authors"]
            same = same_names(names, authors) or _first_and_half(names, authors)
            if same and any(_likeness(title, other) >= MIN_LIKENESS for other in record["titles"]):
                return record
        return None


def _names_of(paper: Record) -> list[tuple[str, float]]:
    """The titles by which a record is known, and how much of its title each is."""
    title, *aliases = paper["titles"]
    names = [(title, 1.0), *((alias, MIN_TITLE_OVERLAP) for alias in aliases)]
    return [*names, (paper["main"], MIN_TITLE_OVERLAP)] if paper["main"] else names


def _confirmed(title: str, names: Names, fields: Fields, record: Record, overlap: float) -> bool:
    """Whether a record with nearly this title is meant: an author agrees, or, where none is given
    or all are wrong, the title is the same and long, and the year is about the same."""
    authors = record["authors"]
    whole, long = overlap > MIN_TITLE_OVERLAP, len(title.split()) >= MIN_TITLE_WORDS
    if not (whole and long):
        return _first_and_half(names, authors)
    if any(same_family(name[0], author[0]) for name in names for author in authors):
        return True
    if overlap < 1:
        return False
    if not names:
        return True
    years = [year_in(fields.get(name, "")) for name in ("year", "date")]
    return any(year and abs(int(year) - of) < 2 for year in years for of in record["years"])


def _nearness(title: str, record: Record) -> float:
    """How much of its title a record has in common with one, as `_names_of` counts it."""
    known = [share for name, share in _names_of(record) if squeezed(name) == squeezed(title)]
    return (
        max((_overlap(title, other) for other in record["titles"]), default=0.0)
        if not known
        else max(known)
    )


def _agrees(title: str, names: Names, record: Record) -> bool:
    """Whether a title or the authors agree with a record that an identifier names."""
    overlap = max(
        (_overlap(title, other) for other in (*record["titles"], record["main"])), default=0.0
    )
    if overlap >= MIN_AGREEING or (names and same_names(names, record["authors"])):
        return True
    beside = _first_and_half(names, record["authors"])
    return bool(beside) and (overlap >= MIN_AGREEING_BESIDE_AUTHOR or not title)


def _first_and_half(names: Names, authors: Names) -> bool:
    """Whether the first author is the same, or half of the authors are."""
    if not names or not authors:
        return False
    if same_person(names[0], authors[0]):
        return True
    common = sum(any(same_person(name, author) for author in authors) for name in names)
    return common * 2 >= len(names)


def _overlap(a: str, b: str) -> float:
    first, second = set(a.split()), set(b.split())
    both = len(first & second)
    return both / max(1, len(first) + len(second) - both)


def _likeness(a: str, b: str) -> float:
    """Share of equal letters: 1 less the edit distance (Levenshtein) by the longer's length."""
    a, b = squeezed(a)[:300], squeezed(b)[:300]
    longest = max(len(a), len(b), 1)
    if abs(len(a) - len(b)) > (1 - MIN_LIKENESS) * longest:
        return 0.0
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            diagonal, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, diagonal + (letter != other)),
            )
    return 1 - row[-1] / longest
