"""Rules over the sources that a record was checked against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from w2sg.check.exceptions import excused
from w2sg.check.rule import Rule
from w2sg.library import Library
from w2sg.library.files import page_of
from w2sg.library.model import Paper, Venue
from w2sg.library.problem import Problem

# Sources that are official for every venue, by the meaning of the level in `data/taxonomy.yml`:
# DBLP; Crossref, to which publishers give their records and where DOIs lead; and structured copies
# of the venues' records.
REGISTRIES = ("DBLP", "doi.org/", "Crossref", "ML Anthology", "Paper Lists", "paperlists")
_ARXIV_RECORD = re.compile(r"\barxiv (?:record|listings?|metadata)\b", re.IGNORECASE)


def _at(library: Library, paper: Paper, rule: str, message: str, hint: str) -> Problem:
    document = library.documents[page_of(paper.key)]
    return Problem(document.file, document.line("checked", "level"), rule, message, hint)


def official_source(library: Library) -> Iterator[Problem]:
    """`level: official` names a source that is the venue's, a copy of it, or a registry's.

    Says nothing of venues for which `data/venues.yml` names no `sources`.
    """
    for paper in library.papers.values():
        checked, venue = paper.page.checked, paper.venue
        if checked.level != "official" or not venue.sources:
            continue
        if is_official_source(venue, checked.against):
            continue
        if not excused(library, "official-source", paper.key):
            hint = f"checked.against names none of {', '.join((*venue.sources, *REGISTRIES))}"
            message = f"official, but no source of {venue.short} was read"
            yield _at(library, paper, "official-source", message, hint)


def is_official_source(venue: Venue, sources: Iterable[str]) -> bool:
    """Whether one of the sources is the venue's own, a copy of it, or a registry's. For a venue of
    which `data/venues.yml` names none, any will do."""
    wanted = [name.casefold() for name in (*venue.sources, *REGISTRIES)]
    return not venue.sources or any(
        name in source.casefold() for name in wanted for source in sources
    )


def arxiv_source(library: Library) -> Iterator[Problem]:
    """`level: arxiv` is for preprints, and names the arXiv record that was read."""
    for paper in library.papers.values():
        checked = paper.page.checked
        if checked.level != "arxiv":
            continue
        if not paper.is_preprint:
            hint = "official if the venue's record was read, else secondary"
            message = f"arxiv, but published at {paper.label}"
            yield _at(library, paper, "arxiv-source", message, hint)
        elif not any(_names_arxiv(paper, source) for source in checked.against):
            message = f"arxiv, but checked.against does not name the record of {paper.arxiv!r}"
            hint = (
                "the address of the arXiv record; or 'arXiv record' or 'arXiv listing', and where"
            )
            yield _at(library, paper, "arxiv-source", message, hint)


def sought_for_preprints(library: Library) -> Iterator[Problem]:
    """Only a preprint says where its published version was looked for."""
    for paper in library.papers.values():
        if paper.page.checked.sought and not paper.is_preprint:
            document = library.documents[page_of(paper.key)]
            message = f"published at {paper.label}, but checked.sought found no published version"
            line = document.line("checked", "sought")
            yield Problem(document.file, line, "sought-published", message, "delete `sought`")


def _names_arxiv(paper: Paper, source: str) -> bool:
    return bool(_ARXIV_RECORD.search(source) or (paper.arxiv and paper.arxiv in source))


RULES: tuple[Rule, ...] = (official_source, arxiv_source, sought_for_preprints)
