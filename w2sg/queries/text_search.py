"""Which texts answer what a reader types, and how well.

Every word must begin a word of the text; `"a phrase"` is whole words, `-word` must be missing.
Words of `data/synonyms.yml` stand for each other, a plural for its singular, and small words may be
missing. A word that no text has is taken for one with wrong letters. Where still nothing answers,
all words may have wrong letters, and of three words and more a third may be missing.
`docs/assets/search/engine.js` answers the same in the browser; tests hold the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from w2sg.library.model import Synonyms
from w2sg.library.text import fold

# How much a part of a need counts, by how it is met.
EXACT, SYNONYM, ONE_WRONG, TWO_WRONG = 4, 3, 2, 1
# What a text gains if all that was typed, as it was typed, is: its title or nickname; the beginning
# of its title; within its title; within another part.
WHOLE, BEGINNING, IN_TITLE, IN_TEXT = 400, 60, 40, 10
MIN_ONE_WRONG, MIN_TWO_WRONG = 4, 8  # letters of a word that may have one wrong letter, two
MIN_BEGUN = 5  # letters of a word that may have a wrong letter and its end missing
WORDS_A_LOSS = 3  # of so many words, one may be missing
ARTICLES = ("", "the ", "a ", "an ")  # with which a title may begin and is not remembered
PREFIX, WHOLE_WORD, OR_PLURAL = ("",), (" ",), (" ", "s ")  # what may follow what is found
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True)
class Term:
    """A part of what was typed: a word that starts words, or a phrase of whole words."""

    text: str
    phrase: bool = False
    excluded: bool = False


@dataclass(frozen=True)
class Needle:
    """A folded text to find where a word begins. endings: what may follow it, any of which."""

    text: str
    endings: tuple[str, ...] = PREFIX

    def found_in(self, field: str) -> bool:
        """Whether a folded field, with a blank before and after, holds it."""
        return any(f" {self.text}{ending}" in field for ending in self.endings)


@dataclass(frozen=True)
class Option:
    """One way to meet a need: all of its needles. factor: how much each counts."""

    needles: tuple[Needle, ...]
    factor: int


@dataclass(frozen=True)
class Need:
    """What a text must have: any of the options.

    words: what was typed, where it may have wrong letters; else empty.
    """

    options: tuple[Option, ...]
    words: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class Weights:
    """What a word counts in a field, by how it is found there."""

    whole: int
    start: int


def terms(text: str) -> tuple[Term, ...]:
    """What was typed as terms; what folds to nothing is dropped."""
    parts = (
        Term(fold(quoted or word), bool(quoted), bool(minus))
        for minus, quoted, word in _TERM.findall(text)
    )
    return tuple(term for term in parts if term.text)


@dataclass(frozen=True, eq=False)
class TextIndex:
    """Texts made ready to be searched.

    texts: id -> folded fields; the first is a title, the second holds nicknames between ` | `.
    weights: of each field. synonyms: see `data/synonyms.yml`.
    """

    texts: Mapping[str, Sequence[str]]
    weights: Sequence[Weights]
    synonyms: Synonyms

    def find(self, text: str) -> dict[str, int]:
        """id -> score of each text that answers; the higher the better. Of an empty text: all."""
        wanted = terms(text)
        excluded = [_exactly(term) for term in wanted if term.excluded]
        allowed = {
            id: fields
            for id, fields in self._fields.items()
            if not any(n.found_in(f) for n in excluded for f in fields)
        }
        needs = [n for need in self._needs(wanted) for n in self._repaired(need)]
        hits = self._hits(needs, allowed, 0)
        if not hits:
            needs = [n for need in needs for n in self._loosened(need)]
            losses = sum(need.required for need in needs) // WORDS_A_LOSS
            for missing in range(losses + 1):
                if hits := self._hits(needs, allowed, missing):
                    break
        whole = " ".join(term.text for term in wanted if not term.excluded)
        return {id: score + self._bonus(whole, allowed[id]) for id, score in hits.items()}

    @cached_property
    def _fields(self) -> dict[str, tuple[str, ...]]:
        return {id: tuple(f" {field} " for field in fields) for id, fields in self.texts.items()}

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        """All words of all texts."""
        words = {w for fields in self.texts.values() for field in fields for w in field.split()}
        return tuple(sorted(words))

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        """A folded synonym -> the others of its group."""
        groups = [tuple(fold(word) for word in group) for group in self.synonyms.groups]
        return {word: tuple(w for w in group if w != word) for group in groups for word in group}

    def _needs(self, wanted: Sequence[Term]) -> list[Need]:
        """What a text must have. A run of terms that is a synonym is one need."""
        needs: list[Need] = []
        included = [term for term in wanted if not term.excluded]
        pos = 0
        while pos < len(included):
            end = self._end_of_run(included, pos)
            run = included[pos : max(end, pos + 1)]
            needs.append(self._synonyms(run) if end else self._need(run[0]))
            pos += len(run)
        if not any(need.required for need in needs):
            return [replace(need, required=True) for need in needs]
        return needs

    def _end_of_run(self, included: Sequence[Term], start: int) -> int:
        """The end of the longest run of words from `start` that is a synonym; 0 if none is."""
        found, text = 0, ""
        for end, term in enumerate(included[start:], start + 1):
            if term.phrase:
                break
            text = f"{text} {term.text}".strip()
            if text in self._groups or text.removesuffix("s") in self._groups:
                found = end
        return found

    def _synonyms(self, run: Sequence[Term]) -> Need:
        text = " ".join(term.text for term in run)
        singular = text.removesuffix("s")
        others = self._groups.get(text) or (singular, *self._groups[singular])
        same = Option(tuple(Needle(term.text) for term in run), EXACT)
        factor = SYNONYM * len(run)
        ways = (Option((_synonym(other),), factor) for other in others)
        return Need((same, *ways), tuple(word for term in run for word in term.text.split()))

    def _need(self, term: Term) -> Need:
        if term.phrase:
            return Need((Option((_exactly(term),), EXACT),))
        options = [Option((Needle(term.text),), EXACT)]
        if (singular := _singular(term.text)) != term.text:
            options.append(Option((Needle(singular),), SYNONYM))
        small = term.text in self.synonyms.small_words
        return Need(tuple(options), tuple(term.text.split()), not small)

    def _repaired(self, need: Need) -> list[Need]:
        """The need itself if any text meets it; else loosened."""
        if not need.words or any(_points(need, f, self.weights) for f in self._fields.values()):
            return [need]
        return self._loosened(need)

    def _loosened(self, need: Need) -> list[Need]:
        """The need, its word perhaps with wrong letters; several words apart, each by itself."""
        if not need.words:
            return [need]
        if len(need.words) > 1:
            return [n for word in need.words for n in self._repaired(self._need(Term(word)))]
        return [replace(need, options=(*need.options, *self._corrections(need.words[0])))]

    def _corrections(self, word: str) -> list[Option]:
        """The words of the texts that are nearest to `word`, if any is near enough."""
        limit = (len(word) >= MIN_ONE_WRONG) + (len(word) >= MIN_TWO_WRONG)
        if not limit:
            return []
        nearest: dict[tuple[int, bool], list[str]] = {}
        for other in self._vocabulary:
            whole, start = distances(word, other, limit)
            if 0 < whole <= limit:
                nearest.setdefault((whole, False), []).append(other)
            elif 0 < start <= limit and len(word) >= MIN_BEGUN:
                nearest.setdefault((start, True), []).append(other)
        if not nearest:
            return []
        best = min(nearest)
        factor = ONE_WRONG if best[0] == 1 else TWO_WRONG
        return [Option((Needle(other, WHOLE_WORD),), factor) for other in nearest[best]]

    def _hits(
        self, needs: Sequence[Need], texts: Mapping[str, Sequence[str]], missing: int
    ) -> dict[str, int]:
        """id -> score of the texts that lack at most `missing` of the required needs."""
        hits = {}
        for id, fields in texts.items():
            lost, total = 0, 0
            for need in needs:
                points = _points(need, fields, self.weights)
                total += points
                lost += not points and need.required
                if lost > missing:
                    break
            else:
                hits[id] = total
        return hits

    @staticmethod
    def _bonus(whole: str, fields: Sequence[str]) -> int:
        """What a text gains for having all that was typed, as it was typed, in one place."""
        if not whole:
            return 0
        title, nicknames, *others = fields
        names = [name.strip() for name in (title, *nicknames.split("|"))]
        if whole in names:
            return WHOLE
        if any(f"{name} ".startswith(f"{a}{whole} ") for name in names for a in ARTICLES):
            return BEGINNING
        if " " not in whole:
            return 0
        if any(f" {whole} " in f" {name} " for name in names):
            return IN_TITLE
        return IN_TEXT if any(f" {whole} " in field for field in others) else 0


def _exactly(term: Term) -> Needle:
    return Needle(term.text, WHOLE_WORD if term.phrase else PREFIX)


def _synonym(words: str) -> Needle:
    return Needle(words, PREFIX if " " in words else OR_PLURAL)


def _singular(word: str) -> str:
    """A word without the ending of its plural, if it seems to have one."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


def _points(need: Need, fields: Sequence[str], weights: Sequence[Weights]) -> int:
    """How well the fields meet a need; 0 if they do not."""
    best = 0
    for option in need.options:
        points = [_best(needle, fields, weights) for needle in option.needles]
        if all(points):
            best = max(best, option.factor * sum(points))
    return best


def _best(needle: Needle, fields: Sequence[str], weights: Sequence[Weights]) -> int:
    best = 0
    for field, weight in zip(fields, weights, strict=True):
        if needle.found_in(field):
            best = max(best, weight.whole if f" {needle.text} " in field else weight.start)
    return best


def distances(word: str, other: str, limit: int) -> tuple[int, int]:
    """How many letters must be exchanged, added, left out, or swapped with the next, to make `word`
    of `other`, and of the beginning of `other` that is nearest; above `limit`, limit + 1.

    Optimal string alignment: Boytsov, Indexing methods for approximate dictionary searching (2011),
    Sec. 2.2.
    """
    beyond = limit + 1
    if len(word) - len(other) > limit:
        return beyond, beyond
    other = other[: len(word) + beyond]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return beyond, beyond
    return min(row[-1], beyond), min(*row, beyond)
