"""Rules over entries: what publishers truly print passes, what looks like it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import ENTRY, problems, rules, small_root
from w2sg.check import check
from w2sg.library.addresses import doi_address, is_address


def named(tmp_path: Path, field: str, value: str) -> set[str]:
    entry = ENTRY.replace("  url  ", f"  {field:<10} = {{{value}}},\n  url  ")
    return rules(problems(tmp_path, bib=entry))


@pytest.mark.parametrize(
    "pages",
    "7 1--10 xi--xvi iv XI--XVI ix--xl xi--3 1--10,_15--20 e0123456 eabn1234 S1--S12 4:1--4:38 "
    "123a--130b A12--A20 11479".split(),
)
def test_pages_as_publishers_print_them(tmp_path: Path, pages: str) -> None:
    assert named(tmp_path, "pages", pages.replace("_", " ")) == set()


@pytest.mark.parametrize(
    "pages",
    (
        "1-10 10--1 pp._1--10 1–10 1-- 1--10,15 see xvi--xi vii--vi 3--xi 1--2--3 iiii S12--S1 --"
    ).split(),
)
def test_pages_of_another_form(tmp_path: Path, pages: str) -> None:
    assert named(tmp_path, "pages", pages.replace("_", " ")) == {"bad-pages"}


DOIS = [
    "10.1002/(SICI)1097-4571(1999)50:9<801::AID-ASI8>3.0.CO;2-K",
    "10.1175/1520-0493(1999)127<0001:ABC>2.0.CO;2",
    "10.18653/v1/2025.acl-long.51",
    "10.1016/S0004-3702(98)00023-X",
    "10.1007/978-3-031-72630-9_3",
]


@pytest.mark.parametrize("doi", DOIS)
def test_dois_as_publishers_print_them(tmp_path: Path, doi: str) -> None:
    assert named(tmp_path, "doi", doi) == set()
    assert is_address(doi_address(doi))


@pytest.mark.parametrize(
    "doi", ["doi:10.1/x", "https://doi.org/10.1145/1", "10.1145/a>b", "10.1145/"]
)
def test_dois_of_another_form(tmp_path: Path, doi: str) -> None:
    assert named(tmp_path, "doi", doi) == {"bad-doi"}


def test_who_signs_with_initials_can_be_named(tmp_path: Path) -> None:
    root = small_root(tmp_path, bib=ENTRY.replace("van den Oord, Aäron", "Jawahar, C. V."))
    (problem,) = check(root)
    assert problem.rule == "bad-author"
    assert "C. V. Jawahar" in problem.hint
    assert "data/initials.yml" in problem.hint
    (root / "data" / "initials.yml").write_text("- C. V. Jawahar\n", encoding="utf-8")
    assert check(root) == ()
    (root / "data" / "initials.yml").write_text("C. V. Jawahar\n", encoding="utf-8")
    assert {p.rule for p in check(root)} == {"bad-value", "bad-author"}
