"""Names as services give them -> names of entries, family and given names apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bibtexparser.middlewares.names import split_multiple_persons_names

from w2sg.bibliography.constants import SUFFIXES
from w2sg.library.bibtex_text import bibtex_text, without_markup
from w2sg.library.model import Person
from w2sg.library.names import as_bibtex, person, with_whole_initials
from w2sg.library.text import fold

_TEAM = re.compile(
    r"\b(?:team|collaboration|consortium|group|initiative|alliance|community|project|labs?|institute"
    r"|university|inc|corporation|foundation|working|openai|deepmind|anthropic|nvidia|meta)\b|-ai$"
    r"|\s(?:research|workshop|(?-i:AI))$",
    re.IGNORECASE,
)
_CAPITAL_PARTICLES = set(
    "De Del Della Der Den Van Von Di Da Das Do Dos Du La Le El Al Bin Ben Ibn Ter Ten".split()
)


@dataclass(frozen=True)
class People:
    """How the library splits names.

    splits: a folded name as it is spoken -> the number of words of its particle and family name.
    surnames, given: folded words -> how many people have them.
    """

    splits: dict[str, tuple[int, int]]
    surnames: Counter[str]
    given: Counter[str]

    @classmethod
    def of(cls, persons: Iterable[Person], family_names: Iterable[str] = ()) -> People:
        """The people of a library; family_names: such as are known without it."""
        known = set(persons)
        surnames = Counter(fold(p.surname) for p in known if not p.family.isupper())
        surnames.update(fold(name) for name in family_names)
        return cls(
            {
                fold(p.name): (len(p.particle.split()), len(p.family.split()))
                for p in known
                if p.given and not p.suffix
            },
            surnames,
            Counter(word for p in known for word in fold(p.given).split()[:1]),
        )

    def split(self, spoken: str) -> Person:
        """A name as it is spoken, split as the library splits it, else by BibTeX's rule."""
        words = spoken.split() or [""]
        of_particle, of_family = self.splits.get(fold(spoken), (0, 0))
        begin = len(words) - of_particle - of_family
        if of_family and begin > 0:
            middle = begin + of_particle
            family, given, particle = words[middle:], words[:begin], words[begin:middle]
            return Person(" ".join(family), " ".join(given), " ".join(particle))
        *names, last = words
        if names and last.lower().rstrip(".") in SUFFIXES:
            return replace(self.split(" ".join(names)), suffix=last)
        return person(spoken)

    def doubts(self, person: Person) -> Iterator[str]:
        """Why a person's name may be split at the wrong place."""
        if not person.given:
            return
        family, words = fold(person.surname), person.given.split()
        if fold(person.name) in self.splits and self.surnames[family]:
            return
        whole = [word for word in words if len(word.rstrip(".")) > 1]
        first = fold(words[0])
        if self.surnames[first] > 1 and not self.surnames[family]:
            yield "the given name is a family name elsewhere"
        elif len(words) > 1 and words[-1] in _CAPITAL_PARTICLES:
            yield f"{words[-1]!r} may belong to the family name"
        elif self.given[family] and not self.surnames[family]:
            yield f"{person.surname!r} is a given name elsewhere"
        elif len(whole) > 1 and len(whole) == len(words) and not self.surnames[family]:
            yield f"the family name may be {words[-1]} {person.surname}"


# What stands around a name and is none: titles, degrees, an affiliation, marks of a footnote.
_AROUND = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms)\.\s*|(?:prof|professor) )+|,\s*(?:ph\.?\s?d|m\.?d|m\.?sc)\.?(?=,|$)"
    r"|\s*\([^()]*\)$|[\s*†‡§¶]+$",
    re.IGNORECASE,
)
_SHOUTED_PARTICLES = set("van von der den de del della di da dos du la".split())


def authors_of(field: str, people: People) -> tuple[Person, ...]:
    """The authors in a service's author field (see `Found`), teams as family names alone."""
    names = split_multiple_persons_names(without_markup(field))
    cleaned = (_AROUND.sub("", " ".join(name.split())) for name in names)
    return tuple(_author(name, people) for name in cleaned if name.strip("{}:,~ "))


def author_field(persons: Iterable[Person]) -> str:
    """The author field of an entry."""
    field = " and ".join(as_bibtex(_escaped(person)) for person in persons)
    return " and ".join(safe for _, safe in with_whole_initials(field))


def _escaped(person: Person) -> Person:
    return replace(person, family=bibtex_text(person.family), given=bibtex_text(person.given))


def _author(name: str, people: People) -> Person:
    inner = re.fullmatch(r"\{([^{}]*)\}", name)
    if inner or (_TEAM.search(name) and "," not in name):
        return Person(family=person(f"{{{(inner[1] if inner else name)}}}").family)
    parts = [part.strip() for part in re.split(r",(?![^{]*\})", name)]
    suffix = next((part for part in parts if _is_suffix(part)), "")
    parts = [part for part in parts if part and not _is_suffix(part)]
    if len(parts) == 1:
        read = people.split(_calm(person(parts[0]).name, people))
    else:
        read = person(", ".join(parts))
        *family, last = read.family.split() or [""]
        if family and _is_suffix(last):
            read, suffix = replace(read, family=" ".join(family)), last
        if (calm := _calm(read.name, people)) != read.name:
            words, number = calm.split(), len(read.given.split())
            read = person(f"{' '.join(words[number:])}, {' '.join(words[:number])}")
    return replace(read, suffix=suffix) if suffix else read


def _is_suffix(word: str) -> bool:
    return word.lower().rstrip(".") in SUFFIXES


def _calm(name: str, people: People) -> str:
    """A name as it is spoken, its words in small letters where they are written in capitals only.
    Initials stay: of two letters are names that the library knows as such, `LI` beside `KV`."""
    words = name.split()
    if len(words) < 2:
        return name
    last = max(i for i, word in enumerate(words) if not i or not _is_suffix(word))
    loud = words[last].isupper() and len(words[last]) > 1

    def calm(i: int, word: str) -> str:
        if not word.isupper() or "." in word or _is_suffix(word):
            return word
        if loud and 0 < i < last and word.lower() in _SHOUTED_PARTICLES:
            return word.lower()
        is_name = len(word) > (2 if loud else 3) or people.surnames[fold(word)]
        return word.title() if is_name and len(word) > 1 else word

    return " ".join(calm(i, word) for i, word in enumerate(words))
