"""Keys that begin with the first author's name, and names that changed places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, PAGE, small_root
from w2sg.check import check
from w2sg.library.names import persons, with_whole_initials

AUTHORS = "Doe, Jane and van den Oord, Aäron"


def named(folder: Path, *authors: str, exceptions: str = "[]\n") -> list[tuple[str, str]]:
    """Rule and message of each problem of a library with one record for each list of authors."""
    bib, pages = "", {}
    for i, names in enumerate(authors):
        key = f"doe2024weak{i}"
        entry = ENTRY.replace("doe2024weak", key).replace("Weak Teachers", f"Number {i} of all")
        bib += entry.replace(AUTHORS, names)
        pages[key] = PAGE
    root = small_root(folder, bib=bib, pages=pages)
    (root / "data/exceptions.yml").write_text(exceptions, encoding="utf-8")
    (root / "data/family_names.yml").write_text("- Wang\n- Zhang\n", encoding="utf-8")
    return [(p.rule, f"{p.message}; {p.hint}".strip("; ")) for p in check(root)]


@pytest.mark.parametrize(
    "authors",
    ["Doe, Jane and Roe, Richard", "Do{\\'e}, Jane", "de Doe, Jane", "{Doe Team} and Roe, Richard"],
)
def test_keys_that_fit(tmp_path: Path, authors: str) -> None:
    assert named(tmp_path, authors) == []


@pytest.mark.parametrize("authors", ["Roe, Richard and Doe, Jane", "Jane, Doe", "Doe Roe, Jane"])
def test_a_key_of_another_author(tmp_path: Path, authors: str) -> None:
    ((rule, message),) = named(tmp_path, authors)
    assert rule == "key-author"
    assert "doe2024weak0" in message
    cleared = "- {rule: key-author, of: [doe2024weak0], why: Its key is older.}\n"
    assert named(tmp_path / "cleared", authors, exceptions=cleared) == []


def test_the_same_words_are_split_in_one_way(tmp_path: Path) -> None:
    usual, other = "Doe, Jane and Luu, Anh Tuan", "Doe, Jane and Tuan, Luu Anh"
    ((rule, message),) = named(tmp_path, usual, usual, other)
    assert rule == "name-split"
    assert "doe2024weak2" in message
    assert "Luu, Anh Tuan" in message
    cleared = "- {rule: name-split, of: [Luu Anh Tuan], why: Two people.}\n"
    assert named(tmp_path / "cleared", usual, usual, other, exceptions=cleared) == []


@pytest.mark.parametrize(
    "wrong", ["Zhaoyang, Wang", "Yichao, Feng", "Yi Chao, Feng", "Fei-Fei, Wang", "Xian, Zhang"]
)
def test_a_given_name_in_the_place_of_the_family_name(tmp_path: Path, wrong: str) -> None:
    known = "Doe, Jane and Feng, Ada"
    ((rule, message),) = named(tmp_path, known, f"Doe, Jane and {wrong}")
    assert rule == "name-order"
    assert wrong in message
    assert f"write '{', '.join(reversed(wrong.split(', ')))}'?" in message


@pytest.mark.parametrize(
    "right",
    ["Wang, Zhaoyang", "Ouyang, Long", "Zhang, Wang", "Lewis, Feng", "Cohen, Dan", "Li, Wei"],
)
def test_names_in_order(tmp_path: Path, right: str) -> None:
    assert named(tmp_path, "Doe, Jane and Feng, Ada", f"Doe, Jane and {right}") == []


@pytest.mark.parametrize(
    ("authors", "cut"),
    [
        ("Doe, Jane and Šnajder, Jan", True),
        (r"Doe, Jane and {\v{S}}najder, Jan", False),
        ("Doe, Jane and Jukić, Josip", False),
        ("Doé, Jane", True),
        ("Doe, Jane and A, B and C, D and E, F and Ö, H", False),
        ("Doe, Jane and A, B and C, D and Ö, H", True),
    ],
)
def test_letters_of_labels(tmp_path: Path, authors: str, cut: bool) -> None:
    assert ("label-letter" in {rule for rule, _ in named(tmp_path, authors)}) == cut


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Šnajder, Jan", r"{\v{S}}najder, Jan"),
        ("Örn, Jan", r"{\"{O}}rn, Jan"),
        ("Özgür, Jan", r"{\"{O}}zgür, Jan"),
        ("Łoś, Jan", r"{\L}oś, Jan"),
        ("Çelik, Jan", r"{\c{C}}elik, Jan"),
        ("王, Jan", "王, Jan"),
    ],
)
def test_special_characters_say_the_same(name: str, safe: str) -> None:
    assert with_whole_initials("Roe, Ann and " + name)[1] == (name, safe)
    ((_, alone),) = with_whole_initials(name)
    assert persons(alone) == persons(name)


def test_an_exception_names_what_is_there(tmp_path: Path) -> None:
    cleared = (
        "- {rule: key-auhtor, of: [doe2024weak0], why: x}\n"
        "- {rule: key-author, of: [doe2024week], why: x}\n"
        "- {rule: name-order, of: [Jane Roe], why: x}\n"
    )
    found = named(tmp_path, AUTHORS, exceptions=cleared)
    assert found == [
        ("unknown-rule", "'key-auhtor' allows no exceptions; did you mean 'key-author'?"),
        ("unknown-key", "'doe2024week'; did you mean 'doe2024weak0'?"),
        ("unknown-key", "'Jane Roe'; did you mean 'Jane Doe'?"),
    ]
