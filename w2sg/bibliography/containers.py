"""Whether the name of a proceedings or journal means a record's venue, however it is written.

A name counts only whole: `International Conference on Machine Learning and Applications` is another
venue than ICML. What may stand around it are words such as `Proceedings of the 41st`, years, places
behind a comma. Words may be abbreviated (ISO 4). `docs/assets/check/containers.js` does the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from w2sg.bibliography.constants import (
    AROUND,
    CONTRACTIONS,
    FINDINGS,
    JOINING,
    ORDINALS,
    OUTDATED,
    OUTDATED_PHRASES,
    TENS,
    TENTHS,
    WORKSHOP,
)
from w2sg.bibliography.words import bare
from w2sg.library.text import fold

_PART = re.compile(r"[,:;()\[\]/@|\u2013\u2014-]")
_LETTERS_OR_DIGITS = re.compile(r"[0-9]+|[^0-9]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^ ]*|openreview\.net", re.IGNORECASE | re.ASCII)
_ASSOCIATION = "association for computational linguistics".split()
_ROMAN = re.compile(r"^[ivxlc]+$")
_MAX_WORDS = 120  # of a container's name that are looked at


@dataclass(frozen=True)
class Container:
    """A name taken apart. before: for each word the sign that parts it from the one before, if any.
    ordinals: `41` of `Forty-first`; years: of four digits."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    ordinals: frozenset[int]
    years: frozenset[int]
    workshop: bool
    findings: bool


@lru_cache(maxsize=4096)
def container(value: str) -> Container:
    """A container's name, as it stands in a field, taken apart."""
    text = _ADDRESS.sub(" ", bare(value)).replace("nt'l", "ntl").replace("nt\u2019l", "ntl")
    found: list[str] = []
    before: list[str] = []
    start, sign = 0, ""
    for end in [*(part.start() for part in _PART.finditer(text)), len(text)]:
        for word in fold(text[start:end]).split():
            for piece in _LETTERS_OR_DIGITS.findall(word):
                found.append(piece)
                before.append(sign)
                sign = ""
        sign, start = text[end : end + 1], end + 1
    found, before = found[:_MAX_WORDS], before[:_MAX_WORDS]
    return Container(
        tuple(found),
        tuple(before),
        frozenset(_ordinals(found)),
        frozenset(int(word) for word in found if _is_year(word)),
        any(word in WORKSHOP for word in found),
        any(word in FINDINGS for word in found),
    )


def name_words(name: str) -> list[str]:
    """The words of a venue's name that count when it is compared."""
    return [word for word in container(name).words if word not in JOINING]


def is_outdated(value: str) -> bool:
    """Whether a container's name says that a work was not published yet, or says nothing."""
    folded = fold(_ADDRESS.sub(" ", bare(value)))
    if not folded:
        return True
    return any(word in OUTDATED for word in folded.split()) or any(
        f" {phrase} " in f" {folded} " for phrase in OUTDATED_PHRASES
    )


def means_venue(have: Container, venue: Mapping[str, Any], acronyms: Sequence[str]) -> bool:
    """Whether a container's name means a venue: one of its names stands in it whole.

    venue: `names`, as `name_words` makes them, and `whole`, if around it nothing but numbers may
    stand, as around `Nature`. acronyms: of all venues.
    """
    if have.findings and (rest := _behind_findings(have)) is not None:
        have = rest
        if not any(word in acronyms for word in have.words):
            return True
    for name in venue["names"]:
        for start in range(len(have.words)):
            end = _name_end(have.words, start, name)
            if end and _stands_whole(have, start, end, bool(venue["whole"])):
                return True
    return False


def same_edition(have: Container, want: Container, years: Sequence[int]) -> bool:
    """Whether two names of one venue can mean the same edition: no other ordinal, no other year."""
    if have.ordinals and want.ordinals and not have.ordinals & want.ordinals:
        return False
    return not have.years or not years or bool(have.years & set(years))


def _behind_findings(have: Container) -> Container | None:
    """What follows `Findings of the Association for Computational Linguistics`."""
    pos = next(i for i, word in enumerate(have.words) if word in FINDINGS) + 1
    if tuple(have.words[pos : pos + 1]) not in (("of",), ("acl",)):
        return None
    pos += 1 if have.words[pos] == "of" else 0
    pos += 1 if have.words[pos : pos + 1] == ("the",) else 0
    if list(have.words[pos : pos + len(_ASSOCIATION)]) == _ASSOCIATION:
        pos += len(_ASSOCIATION)
    elif have.words[pos : pos + 1] == ("acl",) and not all(map(_is_number, have.words[pos + 1 :])):
        pos += 1
    return Container(
        have.words[pos:], have.before[pos:], have.ordinals, have.years, have.workshop, True
    )


def _name_end(have: Sequence[str], start: int, name: Sequence[str]) -> int:
    """Where a venue's name ends that begins at `start`; 0 if it does not stand there."""
    pos = start
    for count, word in enumerate(name):
        while count and pos < len(have) and have[pos] in JOINING:
            pos += 1
        if pos >= len(have) or not _same_word(have[pos], word):
            return 0
        pos += 1
    return pos


def _same_word(have: str, want: str) -> bool:
    if have == want:
        return True
    have = CONTRACTIONS.get(have, have)
    return (len(have) > 1 or have == "j") and len(want) > 3 and want.startswith(have)


def _stands_whole(have: Container, start: int, end: int, alone: bool) -> bool:
    before, after = have.words[:start], have.words[end:]
    if alone:
        joined = (
            not after or _is_number(after[0]) or after[0] == "journal" or have.before[end] == "("
        )
        return joined and all(word in ("in", "the", "journal") for word in before)
    if have.workshop:
        return True
    if before and not have.before[start] and not all(map(_may_stand_around, before)):
        return False
    return _ends(after, have.before[end:])


def _ends(after: Sequence[str], signs: Sequence[str]) -> bool:
    """Whether a venue's name ends where these words follow: behind a sign or a number anything may,
    behind the name itself only words that say nothing. Two venues may be joined: `EMNLP-IJCNLP`,
    `ACL and the 11th IJCNLP`."""
    if after[:1] == ("and",) and (
        after[1:2] == ("the",) or _is_number("".join(after[1:2])) or _ordinal(after[1:])
    ):
        return True
    for i, word in enumerate(after):
        joined = signs[i] in ("/", "-")
        if (signs[i] and not joined) or _is_number(word) or word in ("held", "in", "at"):
            return True
        if not _may_stand_around(word) and not (joined and i == 0):
            return False
    return True


def _may_stand_around(word: str) -> bool:
    numeral = _is_number(word) or word in _ORDINAL_WORDS or _ROMAN.match(word)
    return word in AROUND or bool(numeral)


_ORDINAL_WORDS = frozenset((*ORDINALS, *TENS, *TENTHS))


def _ordinals(found: Sequence[str]) -> list[int]:
    """The ordinal numbers: `41`, `st`; `forty`, `first`; `twelfth`."""
    numbers = []
    for i in range(len(found)):
        follows_tens = i > 0 and found[i - 1] in TENS and found[i - 1] != "_"
        if not follows_tens and (number := _ordinal(found[i:])):
            numbers.append(number)
    return numbers


def _ordinal(found: Sequence[str]) -> int:
    first, second = (*found[:2], "", "")[:2]
    if _is_number(first) and second in ("st", "nd", "rd", "th"):
        return int(first[:6])
    if first in TENS and second in ORDINALS[1:10]:
        return TENS.index(first) * 10 + ORDINALS.index(second)
    if first in TENTHS:
        return TENTHS.index(first) * 10
    return ORDINALS.index(first) if first in ORDINALS else 0


def _is_number(word: str) -> bool:
    """Of a piece of a name, which is either all of digits or has none."""
    return "0" <= word[:1] <= "9"


def _is_year(word: str) -> bool:
    return len(word) == 4 and _is_number(word) and word[:2] in ("19", "20")
