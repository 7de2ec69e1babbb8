"""Every record in more than sixty right forms has no finding; every wrong form is named and mended.

Each form takes some of the records it can be given, in an order that a hash says;
`W2SG_EXHAUSTIVE=1` takes all of them.
"""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from typing import Any

import pytest

from tests.bibliography.all_forms import RIGHT, WRONG
from tests.bibliography.forms import Form
from tests.helpers import exhaustive
from w2sg.bibliography.checkbib import check, data, fixed
from w2sg.library import Library
from w2sg.library.model import Paper

SHARE = 24  # one of so many records at a time


@pytest.fixture(scope="module")
def known(library: Library) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(data(library)))
    return made


def some(library: Library, name: str, form: Form) -> list[Paper]:
    def turn(paper: Paper) -> bytes:
        return hashlib.sha256(f"{name} {paper.key}".encode()).digest()

    papers = filter(form, sorted(library.papers.values(), key=turn))
    return list(islice(papers, len(library.papers) // SHARE))


def written(form: Form, papers: list[Paper]) -> bytes:
    return "\n".join(filter(None, map(form, papers))).encode()


def right(form: Form, papers: list[Paper], known: dict[str, Any]) -> None:
    report = check(written(form, papers), known).report
    assert report.unreadable == ()
    assert report.findings == ()
    assert set(report.cited) == {paper.key for paper in papers}


def wrong(kind: str, form: Form, papers: list[Paper], known: dict[str, Any]) -> None:
    papers = [paper for paper in papers if form(paper)]
    checked = check(written(form, papers), known)
    assert {f.kind for f in checked.report.findings} <= {kind}
    assert {f.paper for f in checked.report.findings} == {paper.key for paper in papers}
    again = check(fixed(checked, known), known)
    assert again.report.findings == ()
    assert set(again.report.cited) == {paper.key for paper in papers}
    assert [e.key for e in checked.entries] == [e.key for e in again.entries]


def test_there_are_enough_forms() -> None:
    assert len(RIGHT) >= 60
    assert len(WRONG) >= 20


@pytest.mark.parametrize("name", RIGHT)
def test_right_forms(name: str, library: Library, known: dict[str, Any]) -> None:
    form = RIGHT[name]
    right(form, some(library, name, form), known)


@pytest.mark.parametrize("name", WRONG)
def test_wrong_forms(name: str, library: Library, known: dict[str, Any]) -> None:
    kind, form = WRONG[name]
    wrong(kind, form, some(library, name, form), known)


@exhaustive
def test_all_records_in_all_forms(library: Library, known: dict[str, Any]) -> None:
    papers = list(library.papers.values())
    for form in RIGHT.values():
        right(form, papers, known)
    for kind, form in WRONG.values():
        wrong(kind, form, papers, known)
