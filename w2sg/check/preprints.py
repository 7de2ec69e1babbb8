"""Rules over the entries of preprints."""

from __future__ import annotations

from collections.abc import Iterator

from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.model import arxiv_howpublished
from w2sg.library.problem import Problem, shorten


def preprint_says_where(library: Library) -> Iterator[Problem]:
    """An arXiv preprint says where it is in `howpublished` too: `arXiv:2312.09390`.

    BibTeX's own styles print neither the eprint nor the address of a @misc (btxdoc, section 3).
    """
    for paper in library.papers.values():
        entry = paper.entry
        expected = arxiv_howpublished(entry.fields)
        said = entry.fields.get("howpublished", "")
        if entry.type == "misc" and paper.arxiv and paper.is_preprint and said != expected:
            message = f"{paper.key}: howpublished {shorten(said, 40)!r}"
            hint = f"howpublished = {{{expected}}}, for styles that do not print the eprint"
            line = entry.lines.get("howpublished", entry.line)
            yield Problem(entry.file, line, "preprint-form", message, hint)


RULES: tuple[Rule, ...] = (preprint_says_where,)
