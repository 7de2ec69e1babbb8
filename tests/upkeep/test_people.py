"""Names as they are spoken are split as the library splits them; what may be wrong is named."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.helpers import real_library
from w2sg.library.model import Person
from w2sg.library.text import fold
from w2sg.upkeep.people import People, author_field, authors_of

LIBRARY = real_library()
PERSONS = {person for paper in LIBRARY.papers.values() for person in paper.authors}
KNOWN = People.of(PERSONS, LIBRARY.family_names)


def without(person: Person) -> People:
    """What the library knows when it has never met a person."""
    name = fold(person.name)
    return People(
        {spoken: split for spoken, split in KNOWN.splits.items() if spoken != name},
        KNOWN.surnames - Counter([fold(person.surname)]),
        KNOWN.given - Counter(fold(person.given).split()[:1]),
    )


def test_everyone_of_the_library_is_split_as_they_are() -> None:
    for person in PERSONS:
        if person.given:
            assert KNOWN.split(person.name) == person


@pytest.mark.slow
def test_of_strangers_every_wrong_split_is_named_and_few_right_ones() -> None:
    wrong, alarms, strangers = [], 0, 0
    for person in PERSONS:
        if person.given:
            strangers += 1
            people = without(person)
            split = people.split(person.name)
            doubtful = any(people.doubts(split))
            if (split.surname, split.suffix) != (person.surname, person.suffix):
                wrong.append((person.name, doubtful))
            else:
                alarms += doubtful
    print(f"{strangers} names, {len(wrong)} split wrongly, {alarms} right ones doubted")
    assert [name for name, doubtful in wrong if not doubtful] == []
    assert len(wrong) < strangers / 100
    assert alarms < strangers / 20


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        ("Jane Doe and Aäron van den Bar", "Doe, Jane and van den Bar, Aäron"),
        ("Chunyan, Miao", "Chunyan, Miao"),
        ("Hal Roe III and Sam Poe Jr.", "Roe, III, Hal and Poe, Jr., Sam"),
        ("{The R&amp;D Team}", r"{The R\&D Team}"),
        ("OpenAI and : and Jane Doe", "OpenAI and Doe, Jane"),
        ("Qwen Team and Jane Doe", "{Qwen Team} and Doe, Jane"),
        ("Jane O’Foo", "O'Foo, Jane"),
        ('J{\\"u}rgen Foo', "Foo, Jürgen"),
        ("Pedro Zuidberg dos Martires", "{Zuidberg dos Martires}, Pedro"),
        ("Plato", "Plato"),
    ],
)
def test_a_services_names_in_the_form_of_entries(given: str, stands: str) -> None:
    assert author_field(authors_of(given, KNOWN)) == stands


def test_a_family_name_that_came_first_is_doubted() -> None:
    (person,) = authors_of("Chunyan, Miao", KNOWN)
    assert list(KNOWN.doubts(person))
