"""Names as the world writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from w2sg.library.model import Person
from w2sg.library.names import as_bibtex, person, persons

AWKWARD = [
    ("O'Neill, Charles", Person("O'Neill", "Charles"), "Charles O'Neill"),
    ("Daumé, III, Hal", Person("Daumé", "Hal", suffix="III"), "Hal Daumé III"),
    ("van den Oord, Aäron", Person("Oord", "Aäron", "van den"), "Aäron van den Oord"),
    ('van den Oord, A{\\"a}ron', Person("Oord", "Aäron", "van den"), "Aäron van den Oord"),
    ("Bruss, C. Bayan", Person("Bruss", "C. Bayan"), "C. Bayan Bruss"),
    ("{OpenAI}", Person("OpenAI"), "OpenAI"),
    ("{Scale Red Team}", Person("Scale Red Team"), "Scale Red Team"),
    ("Ranzato, Marc'Aurelio", Person("Ranzato", "Marc'Aurelio"), "Marc'Aurelio Ranzato"),
    ("Martín-Martín, Roberto", Person("Martín-Martín", "Roberto"), "Roberto Martín-Martín"),
    ("de Freitas, Nando", Person("Freitas", "Nando", "de"), "Nando de Freitas"),
    ("El Showk, Sheer", Person("El Showk", "Sheer"), "Sheer El Showk"),
]


@pytest.mark.parametrize(("text", "expected", "spoken"), AWKWARD)
def test_awkward_names(text: str, expected: Person, spoken: str) -> None:
    assert person(text) == expected
    assert person(text).name == spoken


@pytest.mark.parametrize(
    ("someone", "text"),
    [
        (Person("Oliveira e Silva", "Ada"), "{Oliveira e Silva}, Ada"),
        (Person("von", "Ada"), "{von}, Ada"),
        (Person("Freitas", "Nando", "de"), "de Freitas, Nando"),
        (Person("Silva e Costa", "Ada", "da"), "da {Silva e Costa}, Ada"),
        (Person("Doe", "Jane", suffix="Jr."), "Doe, Jr., Jane"),
        (Person("Red Team", is_group=True), "{Red Team}"),
        (Person("OpenAI"), "OpenAI"),
    ],
)
def test_names_are_written_so_that_bibtex_reads_them(someone: Person, text: str) -> None:
    assert as_bibtex(someone) == text


def test_a_list_keeps_order_and_namesakes() -> None:
    people = persons("Yue, Yang and Zhao, Andrew and Yue, Yang and {Scale Red Team}")
    assert [p.name for p in people] == ["Yang Yue", "Andrew Zhao", "Yang Yue", "Scale Red Team"]


@pytest.mark.parametrize(
    ("name", "is_group"),
    [
        ("{OpenAI}", True),
        ("{Scale Red Team}", True),
        ("{The {GPT}-4 Team}", True),
        ("Mausam", False),
        ("{Doe}, {Jane}", False),
        ("{Red} {Team}", False),
        ("{\\'E}lie", False),
        ("Doe, Jane", False),
    ],
)
def test_braces_around_a_whole_name_mean_a_group(name: str, is_group: bool) -> None:
    assert person(name).is_group is is_group
    assert person(as_bibtex(person(name))).is_group is is_group


capitalized = st.text(alphabet="abcdeäéøłž", min_size=1, max_size=8).map(str.capitalize)
made = st.builds(
    Person,
    family=st.lists(capitalized, min_size=1, max_size=2).map(" ".join),
    given=st.lists(capitalized, min_size=1, max_size=3).map(" ".join),
    particle=st.sampled_from(["", "van", "van den", "de la"]),
    suffix=st.sampled_from(["", "Jr.", "III"]),
)


@given(made)
def test_written_and_read_back_is_the_same_person(someone: Person) -> None:
    assert person(as_bibtex(someone)) == someone


@given(st.lists(made, min_size=1, max_size=5))
def test_author_fields_round_trip(people: list[Person]) -> None:
    assert list(persons(" and ".join(map(as_bibtex, people)))) == people
