"""Author fields of BibTeX -> persons."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from w2sg.library.model import Person
from w2sg.library.text import plain

# Accents of LaTeX by their combining characters (The LaTeX Companion, section 7.11), and letters
# that have commands of their own.
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0308\u030c\u0327\u0304\u0307\u030a\u0306\u0328\u030b",
        "`'^~\"vc=.rukH",
        strict=True,
    )
)
_LETTERS = {
    "Ø": "O",
    "ø": "o",
    "Ł": "L",
    "ł": "l",
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "ı": "i",
}


@lru_cache(maxsize=4096)
def persons(field: str) -> tuple[Person, ...]:
    """The authors in an author field, in order.

    Splitting comes before decoding, so that `{Scale Red Team}` stays one family name.
    A name that cannot be parsed is kept whole as a family name; `check` names it.
    """
    return tuple(person(name) for name in split_multiple_persons_names(field))


def person(name: str) -> Person:
    """One name in BibTeX's notation: `van den Oord, A{\\"a}ron`, `Daumé, III, Hal`, `{OpenAI}`."""
    parts = parse_single_name_into_parts(name, strict=False)
    return Person(
        family=plain(" ".join(parts.last)),
        given=plain(" ".join(parts.first)),
        particle=plain(" ".join(parts.von)),
        suffix=plain(" ".join(parts.jr)),
        is_group=_in_braces(name.strip()),
    )


def _in_braces(name: str) -> bool:
    """Whether one pair of braces holds the whole name; `{\\'E}lie` and `{A} {B}` are not so."""
    depth = 0
    for pos, char in enumerate(name):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return pos == len(name) - 1 and char == "}" and not name.startswith("{\\")
    return False


def as_bibtex(person: Person) -> str:
    """A person in BibTeX's notation; reading it back gives the same person."""
    family = person.family
    alone = not person.given and (" " in family or person.particle or person.is_group)
    like_particle = " " not in family and not person.particle and family[:1].islower()
    holds_particle = any(word[:1].islower() for word in family.split()[:-1])
    if alone or like_particle or holds_particle:
        family = f"{{{family}}}"
    surname = f"{person.particle} {family}".strip()
    return ", ".join(part for part in (surname, person.suffix, person.given) if part)


def with_whole_initials(field: str) -> tuple[tuple[str, str], ...]:
    """Each author as written, and so that the style alpha cuts no letter of its label in two.

    BibTeX 0.99d counts bytes: of `Šnajder` it takes half a letter, of `{\\v{S}}najder` a whole one.
    Labels have three letters of a single author, the initials of four authors, else of three
    (alpha.bst). Letters for which LaTeX has no command stay.
    """
    names = split_multiple_persons_names(field)
    length = 3 if len(names) == 1 else 1
    used = len(names) if len(names) <= 4 else 3
    safe = [
        "".join(map(special_character, name[:length])) + name[length:] if i < used else name
        for i, name in enumerate(names)
    ]
    return tuple(zip(names, safe, strict=True))


def special_character(letter: str) -> str:
    """A letter as BibTeX's special character: `{\\v{S}}`; itself if it is ASCII or has none."""
    if letter in _LETTERS:
        return f"{{\\{_LETTERS[letter]}}}"
    parts = unicodedata.normalize("NFD", letter)
    base, mark = parts[:1], parts[1:]
    if base.isascii() and mark in _ACCENTS:
        return f"{{\\{_ACCENTS[mark]}{{{base}}}}}"
    return letter
