"""Which texts answer what a reader types, and how well.

Every word must begin a word of the text; `"a phrase"` is whole words, `-word` must be missing.
Words of `data/synonyms.yml` stand for each other, a plural for its singular, British spelling for
American, two words for one; small words may be missing. A word that no text has is taken for one
with wrong letters or another ending. Where still nothing answers, all words may be, and of three
words and more a third may be missing.
`docs/assets/search/engine.js` answers the same in the browser; tests hold the two equal.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
MIN_STEM = 4  # letters of a word without its ending
MIN_TWO, MIN_PART = 5, 2  # letters of a word that may be two, of the first of them
MIN_ENDLESS = 3  # letters of the second whose end may be missing
MOST_WHOLES = 8  # ways to correct all that was typed
WORDS_A_LOSS = 3  # of so many words, one may be missing
ARTICLES = ("", "the ", "a ", "an ")  # with which a title may begin and is not remembered
PREFIX, WHOLE_WORD, OR_PLURAL = ("",), (" ",), (" ", "s ")  # what may follow what is found
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_SHORT_YEAR = re.compile(r"['’]([0-9]{2})(?![0-9])")
_ENDING = re.compile(r"(?:ations?|ions?|ings?|ed|es?|y)$")
_SPELLINGS = (
    (re.compile(r"([a-z]{3})iz(?=[aei]|\b)"), r"\1is"),
    (re.compile(r"([a-z]{3})our"), r"\1or"),
    (re.compile(r"([a-z]{3}el)l(?=ed|ing|er)"), r"\1"),
)


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
        begun = f" {self.text}"
        return begun in field and any(begun + ending in field for ending in self.endings)


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


@dataclass(frozen=True)
class Weights:
    """What a word counts in a field, by how it is found there."""

    whole: int
    start: int


def spelled(folded: str) -> str:
    """A folded text in one spelling: `generalisation`, `behavior`, `labeled`."""
    for pattern, spelling in _SPELLINGS:
        folded = pattern.sub(spelling, folded)
    return folded


def terms(text: str) -> tuple[Term, ...]:
    """What was typed as terms; what folds to nothing is dropped."""
    parts = (
        Term(spelled(fold(quoted or word)), bool(quoted), bool(minus))
        for minus, quoted, word in _TERM.findall(_SHORT_YEAR.sub(r" 20\1", text))
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
            for missing in range(len(needs) // WORDS_A_LOSS + 1):
                if hits := self._hits(needs, allowed, missing):
                    break
        wholes = self._wholes(wanted, needs)
        return {
            id: score + max(self._bonus(whole, allowed[id]) for whole in wholes)
            for id, score in hits.items()
        }

    @staticmethod
    def _wholes(wanted: Sequence[Term], needs: Sequence[Need]) -> list[str]:
        """All that was typed, as it was typed, and with words corrected."""
        wholes = [" ".join(term.text for term in wanted if not term.excluded)]
        for need in needs:
            for option in need.options:
                corrected = option.factor <= ONE_WRONG and option.needles[0].endings == WHOLE_WORD
                if corrected and len(wholes) < MOST_WHOLES:
                    (word,), other = need.words, option.needles[0].text
                    wholes += [
                        f" {whole} ".replace(f" {word} ", f" {other} ").strip() for whole in wholes
                    ]
        return wholes

    @cached_property
    def _fields(self) -> dict[str, tuple[str, ...]]:
        return {
            id: tuple(f" {spelled(field)} " for field in fields)
            for id, fields in self.texts.items()
        }

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        """All words of all texts."""
        words = {w for fields in self._fields.values() for field in fields for w in field.split()}
        return tuple(sorted(words))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._vocabulary)

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        """A folded synonym -> the others of its group."""
        groups = [tuple(spelled(fold(w)) for w in group) for group in self.synonyms.groups]
        return {word: tuple(w for w in group if w != word) for group in groups for word in group}

    def _needs(self, wanted: Sequence[Term]) -> list[Need]:
        """What a text must have. A run of terms that is a synonym is one need, as are two words
        that texts write as one; small words are no need, unless there are no others."""
        needs: list[Need] = []
        included = [term for term in wanted if not term.excluded]
        pos = 0
        while pos < len(included):
            first, *rest = included[pos:]
            if end := self._end_of_run(included, pos):
                needs.append(self._synonyms(included[pos:end]))
            elif rest and self._joined(first, rest[0]):
                needs.append(self._two(first.text, rest[0].text))
                end = pos + 2
            elif self._telling(first):
                needs.append(self._need(first))
            pos = end or pos + 1
        return needs or [self._need(term) for term in included]

    def _telling(self, term: Term) -> bool:
        return term.phrase or term.text not in self.synonyms.small_words

    def _begins(self, start: str) -> bool:
        """Whether a word of the texts begins so."""
        place = bisect_left(self._vocabulary, start)
        return self._vocabulary[place : place + 1] != () and self._vocabulary[place].startswith(
            start
        )

    def _joined(self, one: Term, other: Term) -> bool:
        """Whether two words that were typed apart are one word of the texts."""
        plain = not (one.phrase or other.phrase) and self._telling(one) and self._telling(other)
        joined = one.text + _singular(other.text)
        return plain and len(joined) >= MIN_TWO and " " not in joined and self._begins(joined)

    @staticmethod
    def _two(one: str, other: str) -> Need:
        singular = _singular(other)
        ways = [Option((Needle(one), Needle(other)), EXACT)]
        if singular != other:
            ways.append(Option((Needle(one), Needle(singular)), SYNONYM))
        ways.append(Option((Needle(one + singular),), 2 * SYNONYM))
        return Need(tuple(ways), (one, other))

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
        options += [Option((needle,), SYNONYM) for needle in self._otherwise_spaced(term.text)]
        return Need(tuple(options), tuple(term.text.split()))

    def _otherwise_spaced(self, text: str) -> list[Needle]:
        """Several words as one, or one as two that texts may have side by side."""
        joined = text.replace(" ", "")
        if joined != text:
            return [Needle(joined)] if self._begins(joined) else []
        if len(text) < MIN_TWO:
            return []
        parts = ((text[:end], text[end:]) for end in range(MIN_PART, len(text)))
        return [
            Needle(f"{one} {other}", PREFIX if len(other) >= MIN_ENDLESS else OR_PLURAL)
            for one, other in parts
            if one not in self.synonyms.small_words and one in self._words and self._begins(other)
        ]

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
            telling = [w for w in need.words if w not in self.synonyms.small_words] or need.words
            return [n for word in telling for n in self._repaired(self._need(Term(word)))]
        return [replace(need, options=(*need.options, *self._corrections(need.words[0])))]

    def _corrections(self, word: str) -> list[Option]:
        """`word` without its ending, and the words of the texts nearest to it, if near enough."""
        stem = _ENDING.sub("", word)
        stems = (
            [Option((Needle(stem),), ONE_WRONG)] if stem != word and len(stem) >= MIN_STEM else []
        )
        limit = (len(word) >= MIN_ONE_WRONG) + (len(word) >= MIN_TWO_WRONG)
        if not limit:
            return stems
        nearest: dict[tuple[int, bool], list[str]] = {}
        for other in self._vocabulary:
            whole, start = distances(word, other, limit)
            if 0 < whole <= limit:
                nearest.setdefault((whole, False), []).append(other)
            elif 0 < start <= limit and len(word) >= MIN_BEGUN:
                nearest.setdefault((start, True), []).append(other)
        if not nearest:
            return stems
        best = min(nearest)
        factor = ONE_WRONG if best[0] == 1 else TWO_WRONG
        return [*stems, *(Option((Needle(o, WHOLE_WORD),), factor) for o in nearest[best])]

    def _hits(
        self, needs: Sequence[Need], texts: Mapping[str, Sequence[str]], missing: int
    ) -> dict[str, int]:
        """id -> score of the texts that lack at most `missing` of the needs."""
        hits = {}
        for id, fields in texts.items():
            lost, total = 0, 0
            for need in needs:
                points = _points(need, fields, self.weights)
                total += points
                lost += not points
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
        several = " " in whole  # whose last may be unfinished
        begun = whole if several else f"{whole} "
        if any(f"{name} ".startswith(f"{a}{begun}") for name in names for a in ARTICLES):
            return BEGINNING
        if not several:
            return 0
        if any(f" {whole}" in f" {name}" for name in names):
            return IN_TITLE
        return IN_TEXT if any(f" {whole}" in field for field in others) else 0


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
    letters = set(word)  # each that the other lacks is wrong
    if len(word) - len(other) > limit or len(letters.difference(other)) > limit:
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
