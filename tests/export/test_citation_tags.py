"""A paper's record arrives whole, however odd: formulas, suffixes, no server known."""

from __future__ import annotations

from dataclasses import replace

from w2sg.export.citation_tags import citation_tags
from w2sg.export.csl import csl_item
from w2sg.export.jsonld import article
from w2sg.export.ris import ris
from w2sg.library import Library
from w2sg.library.model import Paper
from w2sg.library.names import persons

FORMULA = r"$\mathcal{O}(n^2)$ Bounds for $k$-Step {W2SG}: $\alpha > \beta$ and 100\% of it"
READ = "O(n²) Bounds for k-Step W2SG: α > β and 100% of it"


def odd(library: Library, **fields: str) -> Paper:
    """A published paper of the library with some fields changed."""
    paper = next(p for p in library.papers.values() if p.entry.type == "inproceedings")
    entry = replace(paper.entry, fields={**paper.entry.fields, **fields})
    return replace(paper, entry=entry)


def test_formulas_are_whole_in_every_format(library: Library) -> None:
    paper = odd(library, title=FORMULA)
    assert f"TI  - {READ}" in ris(paper).splitlines()
    assert csl_item(paper)["title"] == READ
    assert article(paper, "https://example.org/")["headline"] == READ
    assert dict(citation_tags(paper))["citation_title"] == READ


def test_suffixes_arrive_where_readers_look_for_them(library: Library) -> None:
    paper = replace(odd(library), authors=persons("Daumé, III, Hal and {Red Team} and Mausam"))
    assert [line[6:] for line in ris(paper).splitlines() if line.startswith("AU")] == [
        "Daumé, Hal, III",
        "Red Team",
        "Mausam",
    ]
    names = [content for name, content in citation_tags(paper) if name == "citation_author"]
    assert names == ["Daumé III, Hal", "Red Team", "Mausam"]
    assert csl_item(paper)["author"] == [
        {"family": "Daumé", "given": "Hal", "suffix": "III"},
        {"literal": "Red Team"},
        {"literal": "Mausam"},
    ]
