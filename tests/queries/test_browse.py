"""Browse's queries in Python, and the same in JavaScript by node's own test runner."""

from __future__ import annotations

import subprocess
from urllib.parse import quote_plus

import pytest
import yaml

from tests.helpers import ROOT, some
from w2sg.cli import main
from w2sg.library import Library
from w2sg.library.text import fold
from w2sg.queries.browse import Finder

QUERIES = yaml.safe_load((ROOT / "tests" / "queries.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def finder(library: Library) -> Finder:
    return Finder.of(library)


@pytest.mark.parametrize("address", QUERIES["browse"])
def test_the_queries_written_before_the_code(finder: Finder, address: str) -> None:
    query, notes = finder.parse(address)
    assert notes == []
    assert {paper.key for paper in finder.run(query)} >= set(QUERIES["browse"][address])


def test_an_address_reads_back_as_itself(finder: Finder) -> None:
    address = "q=noisy+preference&author=Wu&setting=nlp&venue=icml,acl&year=2024-2026&sort=oldest"
    query, _ = finder.parse("?" + address)
    assert finder.address(query) == address


def test_what_says_nothing_is_noted(finder: Finder) -> None:
    query, notes = finder.parse("?venue=icml,nowhere&colour=red&year=20242025&sort=up&view=cards")
    assert notes == ["venue=nowhere", "colour=red", "year=20242025", "sort=up"]
    assert finder.address(query) == "venue=icml"


def test_values_in_any_case_and_parameters_said_again_mean_all_of_them(finder: Finder) -> None:
    query, notes = finder.parse("venue=ICML&venue=acl&venue=icml&sort=Oldest")
    assert notes == []
    assert finder.address(query) == "venue=icml,acl&sort=oldest"


def test_an_author_is_a_name_or_its_end(finder: Finder, library: Library) -> None:
    def by(author: str) -> set[str]:
        return {paper.key for paper in finder.run(finder.parse(f"author={author}")[0])}

    assert "burns2024weak" in by("Collin+Burns") & by("burns") & by("COLLIN+BURNS")
    assert "burns2024weak" not in by("Collin") | by("urns")
    for paper in some(list(library.papers.values()), 60, "authors"):
        for name in paper.names[:1]:
            assert paper.key in by(quote_plus(name)), name


def test_notes_are_what_a_page_says_below_its_record(finder: Finder) -> None:
    noted = {paper.key for paper in finder.run(finder.parse("notes=yes")[0])}
    assert noted == {key for key, text in finder.texts.items() if text.notes}
    assert noted


def test_the_last_added_come_first(finder: Finder) -> None:
    days = [paper.page.added for paper in finder.run(finder.parse("sort=added")[0])]
    assert days == sorted(days, reverse=True)


def test_counts_set_the_own_choice_aside(finder: Finder, library: Library) -> None:
    counts = finder.counts(finder.parse("venue=acl&setting=reasoning")[0])
    assert counts["venue"]["icml"] == len(library.find(venue="icml", setting="reasoning"))
    assert counts["setting"]["nlp"] == len(library.find(venue="acl", setting="nlp"))
    both = library.find(venue="acl", setting="reasoning")
    assert counts["gain"].total() == len(both)


def test_folding() -> None:
    assert fold("Hal Daumé III") == "hal daume iii"
    assert fold("Stanisław  O'Neill—X") == "stanislaw o neill x"
    assert fold("深度 Ωmega_x") == "深度 omegamega x"
    assert fold("O(n^2) and x_{10}") == fold("O(n²) and x₁₀") == "o n2 and x10"
    assert fold("ά-Divergence, ΣΟΣ") == "alpha divergence sigmaomicronsigma"


def test_the_find_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(ROOT), "find", "venue=rss"]) == 0
    assert "sadigh2017active" in capsys.readouterr().out
    assert main(["--root", str(ROOT), "find", "q=daume", "--bib"]) == 0
    assert capsys.readouterr().out.startswith("@inproceedings{chang2015learning,")
    assert main(["--root", str(ROOT), "find", "venue=nowhere"]) == 1


@pytest.mark.node
def test_the_same_in_javascript() -> None:
    files = sorted(map(str, (ROOT / "tests" / "js").glob("*.test.mjs")))
    done = subprocess.run(
        ["node", "--test", *files], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
