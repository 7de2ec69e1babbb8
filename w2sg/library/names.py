"""Author fields of BibTeX -> persons."""

from __future__ import annotations

from functools import lru_cache

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from w2sg.library.model import Person
from w2sg.library.text import plain


@lru_cache(maxsize=4096)
def persons(field: str) -> tuple[Person, ...]:
    """The authors in an author field, in order.

    Splitting comes before decoding, so that `{Scale Red Team}` stays one family name.
    A name that cannot be parsed is kept whole as a family name; `check` names it.
    """
    return tuple(person(name) for name in split_multiple_persons_names(field))


def person(name: str) -> Person:
    """One name in BibTeX's notation: `van den Oord, A{\\"a}ron`, `Daumé, III, Hal`, `{OpenAI}`."""
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except ValueError:
        return Person(family=plain(name))
    return Person(
        family=plain(" ".join(parts.last)),
        given=plain(" ".join(parts.first)),
        particle=plain(" ".join(parts.von)),
        suffix=plain(" ".join(parts.jr)),
    )


def as_bibtex(person: Person) -> str:
    """A person in BibTeX's notation; reading it back gives the same person."""
    family = person.family
    alone = not person.given and (" " in family or person.particle)
    like_particle = " " not in family and not person.particle and family[:1].islower()
    if alone or like_particle:
        family = f"{{{family}}}"
    surname = f"{person.particle} {family}".strip()
    return ", ".join(part for part in (surname, person.suffix, person.given) if part)
