"""Approved output: each format and each part of a page, for the made-up library in `tests/rich/`.

`python -m tests.approve` renews `tests/approved/` after a wanted change; read its diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.approve import ADDRESS, APPROVED, FILES, GROUPS, first_difference, outputs
from tests.approved_cases import rich_root
from w2sg.check import check
from w2sg.export.dump import schema
from w2sg.export.files import export_files, write_exports
from w2sg.library import Library, load_strict
from w2sg.render.lists import ListMacros
from w2sg.render.page_url import PageUrl
from w2sg.render.papers import PaperMacros
from w2sg.render.questions import QuestionMacros
from w2sg.render.terms import TermMacros

pytestmark = pytest.mark.untold  # approved as what it is


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_strict(rich_root(tmp_path_factory.mktemp("library")))


@pytest.fixture(scope="module")
def files(rich: Library) -> dict[str, str]:
    return export_files(rich, ADDRESS)


def test_the_made_up_library_has_no_problem(rich: Library) -> None:
    assert check(rich.root) == ()


@pytest.mark.parametrize("group", GROUPS)
def test_it_is_as_approved(group: str, tmp_path: Path) -> None:
    for name, text in outputs(group, tmp_path).items():
        approved = (APPROVED / name).read_bytes().decode()
        assert first_difference(text, approved) == "", f"tests/approved/{name}"
        assert text == approved


def test_a_difference_is_named_with_its_place() -> None:
    assert first_difference("a\nb", "a\nb") == ""
    assert first_difference("a\nbc", "a\nbd") == "line 2: approved 'bd', now 'bc'"
    assert first_difference("a", "a\nb") == "line 2: approved 'b', now ''"
    long = "x" * 90
    assert first_difference(f"{long}1", f"{long}2") == (
        f"line 1: approved '{'x' * 40}2', now '{'x' * 40}1'"
    )


KEYS = {
    "library": "doe2024weak kim2024findings lee2024noisy open2025report poe2025chain "
    "roe2022strong wells2010story",
    "categories/alignment": "doe2024weak kim2024findings lee2024noisy open2025report poe2025chain",
    "categories/theory": "doe2024weak roe2022strong wells2010story",
    "questions/when-fail": "doe2024weak kim2024findings open2025report poe2025chain roe2022strong",
    "questions/scaling": "doe2024weak",
    "settings/nlp": "doe2024weak kim2024findings open2025report poe2025chain wells2010story",
    "settings/vision": "doe2024weak lee2024noisy",
    "settings/speech": "roe2022strong wells2010story",
    "paths/first-steps": "doe2024weak roe2022strong",
}


@pytest.mark.parametrize("path", KEYS)
def test_every_list_holds_its_papers_in_key_order(path: str, files: dict[str, str]) -> None:
    keys = KEYS[path].split()
    assert [item["id"] for item in json.loads(files[f"{path}.csl.json"])] == keys
    ids = [line[6:] for line in files[f"{path}.ris"].split("\n") if line.startswith("ID")]
    assert ids == keys
    for format, separator in (("bib", "\n\n"), ("apa.txt", "\n\n"), ("aps.txt", "\n\n")):
        one = json.loads(files[f"browse/picks/{format}.json"])["items"]
        assert files[f"{path}.{format}"] == separator.join(one[key] for key in keys) + "\n"
    assert [line.split(",")[0] for line in files[f"{path}.csv"].splitlines()] == ["key", *keys]


def test_the_files_that_are_not_text_of_a_paper(files: dict[str, str]) -> None:
    assert files["library.schema.json"] == schema()
    assert list(json.loads(schema())["properties"]) == [
        "schema_version",
        "updated",
        "taxonomy",
        "venues",
        "papers",
        "resources",
        "arguments",
        "disputes",
        "chains",
        "glossary",
        "retired",
    ]
    assert schema().startswith('{\n "$defs": {')
    assert schema().endswith("}\n")
    assert set(FILES) < set(files)


def test_the_exports_are_written_where_they_are_new(rich: Library, tmp_path: Path) -> None:
    site = tmp_path / "site"
    written = export_files(rich, ADDRESS)
    assert write_exports(rich, site, ADDRESS) == len(written) > 80
    found = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert found == {name: text.encode() for name, text in written.items()}


def test_what_is_not_there_fails_the_build(rich: Library) -> None:
    at = PageUrl("")
    lists = ListMacros(rich, ADDRESS, "")
    with pytest.raises(KeyError, match="no paper 'doe2024week'; did you mean 'doe2024weak'"):
        PaperMacros(rich, ADDRESS, "").cite(at, "doe2024weak", "doe2024week")
    with pytest.raises(ValueError, match="doe2024weak: the scores of 'Chess' are not complete"):
        lists.idea(at, "doe2024weak", "Chess")
    terms = TermMacros(rich, ADDRESS, "")
    questions = QuestionMacros(rich, ADDRESS, "")
    for macro, id, hint in (
        (lists.path, "second-steps", "no reading path 'second-steps'; "),
        (questions.insight, "prior", "no insight 'prior'; "),
        (lists.left_out, "exclude", "no list 'exclude'; did you mean 'excluded'"),
        (PaperMacros(rich, ADDRESS, "").paper, "doe2024week", "did you mean 'doe2024weak'"),
        (PaperMacros(rich, ADDRESS, "").paper_record, "doe2024week", "did you mean 'doe2024weak'"),
        (terms.category, "alinment", "no category 'alinment'; did you mean 'alignment'"),
        (terms.setting, "vison", "no setting 'vison'; did you mean 'vision'"),
        (questions.question, "when-fails", "no question 'when-fails'; did you mean 'when-fail'"),
        (questions.short_answer, "scalin", "no question 'scalin'; did you mean 'scaling'"),
        (questions.glossary, "studen", "no word of the glossary 'studen'; did you mean 'student'"),
        (questions.term, "studen", "no word of the glossary 'studen'; did you mean 'student'"),
    ):
        with pytest.raises(KeyError, match=hint):
            macro(at, id)
    with pytest.raises(KeyError, match="doe2024weak has no scores of 'Checkers'"):
        lists.idea(at, "doe2024weak", "Checkers")


def test_an_index_of_papers_is_the_one_for_its_texts(rich: Library, files: dict[str, str]) -> None:
    html = ListMacros(rich, ADDRESS, "").browse(PageUrl(""))
    keys = re.findall(r'href="papers/(\w+)/"', html)
    found = json.loads(files["browse/text.json"])["papers"]["key"]
    assert found == keys == sorted(keys, key=keys.index)
