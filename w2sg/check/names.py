"""Rules over authors' names: the key's, and family and given names that changed places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from w2sg.check.exceptions import excused
from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.model import Paper, Person
from w2sg.library.names import with_whole_initials
from w2sg.library.problem import Problem, shorten
from w2sg.library.text import fold

# A syllable of Hanyu Pinyin, without tone (ISO 7098): an initial, which may be absent, and a final.
_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue"
    "|a|e|i|o|u)"
)
_SYLLABLE = re.compile(f"{_INITIAL}?{_FINAL}")
_TWO_SYLLABLES = re.compile(f"{_INITIAL}?{_FINAL}{_INITIAL}{_FINAL}")


def _at(paper: Paper, rule: str, message: str, hint: str, field: str = "") -> Problem:
    entry = paper.entry
    line = entry.lines.get(field, entry.line)
    return Problem(entry.file, line, rule, f"{paper.key}: {message}", hint)


def key_of_first_author(library: Library) -> Iterator[Problem]:
    """A key begins with the family name of the first author, with or without its particle.

    Says nothing of a collaboration, whose key may begin with any of its words.
    """
    for paper in library.papers.values():
        if not paper.authors or not paper.authors[0].given:
            continue
        first = paper.authors[0]
        begin = re.split("[0-9]", paper.key)[0]
        names = {re.sub("[^a-z]", "", fold(name)) for name in (first.surname, first.family)}
        if begin not in names and any(names) and not excused(library, "key-author", paper.key):
            message = f"the first author is {shorten(first.name)}"
            hint = "an author was lost, or the name is split at the wrong place"
            yield _at(paper, "key-author", message, hint, "author")


def split_in_one_way(library: Library) -> Iterator[Problem]:
    """The same words are the same person: split into family and given names in one way."""
    ways: dict[tuple[str, ...], dict[str, list[tuple[Paper, Person]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for paper, person in _people(library):
        words = tuple(sorted(f"{fold(person.given)} {fold(person.surname)}".split()))
        ways[words][fold(person.surname)].append((paper, person))
    for found in ways.values():
        if len(found) == 1:
            continue
        usual = max(found, key=lambda surname: len(found[surname]))
        for surname, rows in found.items():
            for paper, person in rows if surname != usual else ():
                if not excused(library, "name-split", person.name):
                    other, same = found[usual][0]
                    message = f"{_split(person)!r}, but {_split(same)!r} in {other.key}"
                    hint = "one person has one name; two people are cleared in data/exceptions.yml"
                    yield _at(paper, "name-split", message, hint, "author")


def family_name_first(library: Library) -> Iterator[Problem]:
    """No given name stands where the family name belongs (`Chunyan, Miao`).

    Named is a person whose given name is a family name, by `data/family_names.yml` or by the
    library, and whose family name no other person of the library has, if the given name is common
    as a family name, or if the two are one and two syllables of Pinyin: Chinese family names have
    one, with few exceptions, and given names mostly two.
    """
    common = {fold(name) for name in library.family_names}
    people = {(fold(p.surname), fold(p.given)) for _, p in _people(library)}
    families = Counter(family for family, _ in people)
    for paper, person in _people(library):
        family, given = fold(person.surname), fold(person.given)
        if families[family] > 1 or family in common:
            continue
        syllables = _is_given_name(family) and _SYLLABLE.fullmatch(given)
        known = given in common or (syllables and families[given])
        if known and not excused(library, "name-order", person.name):
            message = f"{_split(person)!r}: {person.given} is known as a family name"
            hint = f"write {_exchanged(person)!r}?"
            yield _at(paper, "name-order", message, hint, "author")


def initials_of_labels(library: Library) -> Iterator[Problem]:
    """Letters of which the style alpha makes a label are whole (see `with_whole_initials`)."""
    for paper in library.papers.values():
        for name, safe in with_whole_initials(paper.entry.fields.get("author", "")):
            if name != safe:
                message = f"a label of the style alpha cuts a letter of {shorten(name, 40)} in two"
                yield _at(paper, "label-letter", message, f"write {safe}", "author")


def _is_given_name(word: str) -> bool:
    """Whether a word is two syllables of Pinyin and cannot be read as one."""
    joined = word.replace(" ", "")
    return bool(_TWO_SYLLABLES.fullmatch(joined)) and not _SYLLABLE.fullmatch(joined)


def _people(library: Library) -> Iterator[tuple[Paper, Person]]:
    for paper in library.papers.values():
        for person in paper.authors:
            if person.given:
                yield paper, person


def _split(person: Person) -> str:
    return f"{person.surname}, {person.given}"


def _exchanged(person: Person) -> str:
    """The name with family and given name exchanged."""
    return f"{person.given}, {person.surname}"


RULES: tuple[Rule, ...] = (
    key_of_first_author,
    split_in_one_way,
    family_name_first,
    initials_of_labels,
)
