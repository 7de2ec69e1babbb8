"""A preprint says where it is, also in styles that print no eprint, and its year stays its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import PAGE, small_root
from w2sg.check import check
from w2sg.library import load

ENTRY = """@misc{doe2020weak,
  title        = {Weak Teachers},
  author       = {Doe, Jane},
  howpublished = {arXiv:2001.01234},
  year         = {2020},
  url          = {https://arxiv.org/abs/2001.01234},
  eprint       = {2001.01234},
  eprinttype   = {arxiv},
}
"""
READ = PAGE.replace("level: official", "level: arxiv").replace("DBLP", "arXiv record")


def library(folder: Path, bib: str) -> Path:
    return small_root(folder, {"2020": bib}, {"doe2020weak": READ})


def test_its_place_is_arxiv(tmp_path: Path) -> None:
    root = library(tmp_path, ENTRY)
    assert check(root) == ()
    paper = load(root).papers["doe2020weak"]
    assert (paper.container, paper.edition, paper.label) == ("arXiv", 2020, "arXiv 2020")


@pytest.mark.parametrize("said", ["", "arXiv", "arXiv:2001.01235", "arXiv preprint"])
def test_another_form_is_named(tmp_path: Path, said: str) -> None:
    old = "  howpublished = {arXiv:2001.01234},\n"
    new = f"  howpublished = {{{said}}},\n" if said else ""
    (problem,) = check(library(tmp_path, ENTRY.replace(old, new)))
    assert (problem.rule, problem.line) == ("preprint-form", 4 if said else 1)
    assert "{arXiv:2001.01234}" in problem.hint
