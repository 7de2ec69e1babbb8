"""The whole library as one JSON document, curation included, and the schema it keeps to."""

from __future__ import annotations

import json
from datetime import date

from w2sg.library import Library
from w2sg.library.model import (
    Argument,
    Chain,
    Curation,
    Dispute,
    Paper,
    Record,
    Resource,
    Taxonomy,
    Venue,
    Word,
)
from w2sg.queries.lists import FIRST_DAY, newest_day

# Grows when a field changes its meaning or goes; new fields do not count.
SCHEMA = 1


class Author(Record):
    """An author. particle: `van den`; suffix: `III`; a collaboration has only a family name."""

    family: str
    given: str
    particle: str
    suffix: str


class DumpedPaper(Record):
    """A paper: its record, its entry byte for byte, and its curation."""

    key: str
    title: str
    authors: tuple[Author, ...]
    year: int
    container: str
    venue: str
    track: str
    label: str
    volume: str
    pages: str
    doi: str
    arxiv: str
    url: str
    bibtex: str
    curation: Curation


class Dump(Record):
    """`library.json`. updated: day of the latest addition, check or release."""

    schema_version: int
    updated: date
    taxonomy: Taxonomy
    venues: tuple[Venue, ...]
    papers: tuple[DumpedPaper, ...]
    resources: tuple[Resource, ...]
    arguments: tuple[Argument, ...]
    disputes: tuple[Dispute, ...]
    chains: tuple[Chain, ...]
    glossary: tuple[Word, ...]
    retired: dict[str, str]


def dump(library: Library) -> str:
    """The library as JSON."""
    return _dump(library).model_dump_json(exclude_none=True) + "\n"


def schema() -> str:
    """The JSON Schema of `dump`."""
    return json.dumps(Dump.model_json_schema(), indent=1) + "\n"


def _dump(library: Library) -> Dump:
    return Dump(
        schema_version=SCHEMA,
        updated=newest_day(library) or FIRST_DAY,
        taxonomy=library.taxonomy,
        venues=tuple(library.venues.values()),
        papers=tuple(_paper(paper) for paper in library.papers.values()),
        resources=library.resources,
        arguments=library.arguments,
        disputes=library.disputes.disputes,
        chains=library.disputes.chains,
        glossary=library.glossary,
        retired=dict(library.published.retired),
    )


def _paper(paper: Paper) -> DumpedPaper:
    return DumpedPaper(
        key=paper.key,
        title=paper.title,
        authors=tuple(
            Author(family=p.family, given=p.given, particle=p.particle, suffix=p.suffix)
            for p in paper.authors
        ),
        year=paper.year,
        container=paper.container,
        venue=paper.venue.id,
        track=paper.track.id if paper.track else "",
        label=paper.label,
        volume=paper.volume,
        pages=paper.pages,
        doi=paper.doi,
        arxiv=paper.arxiv,
        url=paper.url,
        bibtex=paper.entry.raw,
        curation=paper.page,
    )
