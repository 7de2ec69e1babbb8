"""Records of one venue have the same fields, volumes, publishers and names of proceedings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import PAGE, small_root
from w2sg.check import check

ICML = "Proceedings of the 41st International Conference on Machine Learning"
PMLR = {
    "booktitle": ICML,
    "series": "Proceedings of Machine Learning Research",
    "volume": "235",
    "pages": "1--9",
    "publisher": "PMLR",
    "year": "2024",
    "url": "https://proceedings.mlr.press/v235/doe24a.html",
}
NEURIPS = {
    "booktitle": "Advances in Neural Information Processing Systems",
    "volume": "36",
    "pages": "1--9",
    "publisher": "Curran Associates, Inc.",
    "year": "2023",
    "url": "https://proceedings.neurips.cc/paper/doe",
}
AAAI = {
    "journal": "Proceedings of the AAAI Conference on Artificial Intelligence",
    "volume": "38",
    "number": "5",
    "pages": "1--9",
    "year": "2024",
    "doi": "10.1609/aaai.v38i5.28301",
    "url": "https://doi.org/10.1609/aaai.v38i5.28301",
}


def entry(key: str, title: str, fields: dict[str, str]) -> str:
    kind = "article" if "journal" in fields else "inproceedings"
    author = f"{key[:3].title()}, Jane"
    rows = {"title": title, "author": author, **fields}
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in rows.items() if value)
    return f"@{kind}{{{key},\n{body}}}\n"


def named(folder: Path, *records: dict[str, str], missing: str = "") -> list[tuple[str, str]]:
    """Rule and message of each problem of a library with the given records."""
    bib: dict[str, str] = {}
    pages = {}
    words = ("Alpha", "Beta", "Gamma")
    for word, fields in zip(words, records, strict=False):
        key = f"doe{fields['year']}{word.lower()}"
        bib[fields["year"]] = bib.get(fields["year"], "") + entry(key, word, fields)
        pages[key] = PAGE.replace("added:", f"  missing: [{missing}]\nadded:")
    return [(p.rule, p.message) for p in check(small_root(folder, bib=bib, pages=pages))]


@pytest.mark.parametrize("record", [PMLR, NEURIPS, AAAI])
def test_whole_records_pass(tmp_path: Path, record: dict[str, str]) -> None:
    assert named(tmp_path, record) == []


@pytest.mark.parametrize(
    ("record", "field", "sentence"),
    [
        (PMLR, "series", "The series was not read."),
        (PMLR, "pages", "Page numbers were not read."),
        (NEURIPS, "volume", "The volume is not known yet."),
        (NEURIPS, "publisher", "No publisher was read."),
        (AAAI, "number", "The issue was not read."),
        (AAAI, "doi", "The DOI was not read."),
    ],
)
def test_a_field_is_there_or_named_as_missing(
    tmp_path: Path, record: dict[str, str], field: str, sentence: str
) -> None:
    lacking = {**record, field: ""}
    rules = {rule for rule, _ in named(tmp_path / "a", lacking)}
    assert "venue-fields" in rules
    assert rules <= {"venue-fields", "pmlr-record"}
    assert named(tmp_path / "b", lacking, missing=sentence) == []
    other = "The arXiv identifier was not found."
    assert "venue-fields" in {rule for rule, _ in named(tmp_path / "c", lacking, missing=other)}


def test_fields_that_no_other_record_of_the_venue_has(tmp_path: Path) -> None:
    ((rule, message),) = named(tmp_path, {**AAAI, "publisher": "AAAI Press"})
    assert rule == "venue-fields"
    assert "publisher, which records of AAAI 2024 do not have" in message


@pytest.mark.parametrize(("year", "volume"), [("2007", "20"), ("2022", "35"), ("2023", "36")])
def test_volumes_count_years(tmp_path: Path, year: str, volume: str) -> None:
    record = {**NEURIPS, "year": year, "volume": volume}
    assert named(tmp_path / "a", record) == []
    record["volume"] = str(int(volume) + 1)
    ((rule, _),) = named(tmp_path / "b", record)
    assert rule == "venue-volume"


def test_datasets_and_benchmarks_count_otherwise(tmp_path: Path) -> None:
    name = "Proceedings of the NeurIPS Track on Datasets and Benchmarks"
    record = {"booktitle": name, "volume": "1", "year": "2021", "url": NEURIPS["url"]}
    assert named(tmp_path, record) == []


def test_publishers_of_profiles(tmp_path: Path) -> None:
    ((rule, _),) = named(tmp_path, {**NEURIPS, "publisher": "MIT Press"})
    assert rule == "venue-publisher"
    early = {**NEURIPS, "year": "2001", "volume": "14", "publisher": "MIT Press"}
    assert named(tmp_path / "early", early) == []


def test_one_publisher_a_volume(tmp_path: Path) -> None:
    coling = {
        "booktitle": "Proceedings of the 31st International Conference on Computational "
        "Linguistics",
        "pages": "1--9",
        "publisher": "Association for Computational Linguistics",
        "year": "2025",
        "url": "https://aclanthology.org/x",
    }
    other = {**coling, "publisher": "Other Press"}
    assert named(tmp_path / "same", coling, coling) == []
    assert [rule for rule, _ in named(tmp_path / "a", coling, coling, other)] == ["venue-publisher"]
    # Of another year, another publisher.
    name = "Proceedings of the 29th International Conference on Computational Linguistics"
    assert named(tmp_path / "b", coling, {**other, "year": "2022", "booktitle": name}) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("volume", "236"),
        ("publisher", "Other Press"),
        ("url", "https://example.org/doe24"),
        ("pages", ""),
        ("publisher", ""),
    ],
)
def test_pmlr_records(tmp_path: Path, field: str, value: str) -> None:
    assert "pmlr-record" in {rule for rule, _ in named(tmp_path, {**PMLR, field: value})}


def test_pmlr_address_named_as_missing(tmp_path: Path) -> None:
    record = {**PMLR, "url": "https://openreview.net/forum?id=x"}
    assert named(tmp_path, record, missing="PMLR's own page was not read.") == []


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"number": "6"}, {"venue-doi"}),
        ({"volume": "39"}, {"venue-doi", "venue-volume"}),
        ({"doi": "10.1609/jair.v38i5.28301"}, {"venue-doi"}),
        # Volumes of 2019 write the issue with two digits in the DOI, and with one in the record.
        ({"doi": "10.1609/aaai.v38i05.28301"}, set()),
        ({"doi": "10.1609/AAAI.v38i5.28301"}, set()),
    ],
)
def test_identifiers_of_aaai(tmp_path: Path, change: dict[str, str], rules: set[str]) -> None:
    assert {rule for rule, _ in named(tmp_path, {**AAAI, **change})} == rules


def test_names_of_proceedings(tmp_path: Path) -> None:
    new = {**PMLR, "year": "2027", "booktitle": ICML.replace("41st", "44th")}
    assert named(tmp_path / "form", new) == []
    words = ICML.replace("41st", "Forty-Fourth")
    assert named(tmp_path / "words", {**new, "booktitle": words}) == []
    ((rule, _),) = named(tmp_path / "two", new, new, {**new, "booktitle": words})
    assert rule == "proceedings-name"
    other = {**new, "booktitle": "International Conference on Machine Learning, ICML 2027, Vienna"}
    assert [rule for rule, _ in named(tmp_path / "other", other)] == ["proceedings-name"]


def test_two_parts_of_proceedings(tmp_path: Path) -> None:
    acl = {
        "booktitle": "Proceedings of the 61st Annual Meeting of the Association for Computational "
        "Linguistics (Volume 1: Long Papers)",
        "pages": "1--9",
        "publisher": "Association for Computational Linguistics",
        "doi": "10.18653/v1/2023.acl-long.1",
        "year": "2023",
        "url": "https://aclanthology.org/2023.acl-long.1/",
    }
    short = {
        **acl,
        "booktitle": acl["booktitle"].replace("1: Long", "2: Short"),
        "doi": "10.18653/v1/2023.acl-short.1",
    }
    assert named(tmp_path, acl, short) == []


def test_a_published_record_does_not_lead_to_arxiv(tmp_path: Path) -> None:
    record = {
        "booktitle": "The Twelfth International Conference on Learning Representations",
        "year": "2024",
        "url": "https://arxiv.org/abs/2401.00001",
    }
    ((rule, _),) = named(tmp_path, record)
    assert rule == "preprint-address"
    root = small_root(
        tmp_path / "cleared",
        bib=entry("doe2024weak", "Alpha", record),
    )
    cleared = "- {rule: preprint-address, of: [doe2024weak], why: None elsewhere.}\n"
    (root / "data/exceptions.yml").write_text(cleared, encoding="utf-8")
    assert check(root) == ()


def test_a_field_that_a_venue_does_not_have_is_named_by_line_with_what_to_do(
    tmp_path: Path,
) -> None:
    bib = entry("doe2024weak", "Alpha", {**AAAI, "publisher": "A Press"})
    problem = next(p for p in check(small_root(tmp_path, bib=bib)) if p.rule == "venue-fields")
    assert bib.splitlines()[(problem.line or 0) - 1].strip().startswith("publisher")
    assert "publisher, which records of AAAI 2024 do not have" in problem.message
    assert problem.hint.startswith("delete it, or add it to the profile in data/venues.yml")


def test_a_field_that_is_lacking_is_asked_for_at_the_entry(tmp_path: Path) -> None:
    bib = entry("doe2024weak", "Alpha", {**AAAI, "pages": ""})
    problem = next(p for p in check(small_root(tmp_path, bib=bib)) if p.rule == "venue-fields")
    assert problem.line == 1
    assert "no pages" in problem.message
    assert problem.hint == "fill it, or say under checked.missing that it was not read"
