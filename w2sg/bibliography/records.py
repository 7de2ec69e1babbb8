"""The library's records as a check needs them: one value of JSON, for the command and the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from w2sg.bibliography.constants import BIBLATEX_NAMES, RULES, SERIES
from w2sg.bibliography.containers import name_words
from w2sg.bibliography.decoding import LATIN_1, fits
from w2sg.bibliography.identifiers import arxiv_in, doi_in, identifiers
from w2sg.bibliography.words import name_keys, words
from w2sg.library import Library
from w2sg.library.model import Entry, Paper, Venue, container_of
from w2sg.library.names import special_character
from w2sg.library.venues import spellings

_PUBLISHED = ("conference", "journal")
_SHORT_NAME = 2  # words of a journal's name, such as Nature, that other journals' names begin with
_MIN_WORDS = 3  # of a conference's name without `International Conference on` or `Annual`
_GENERAL = re.compile(r"^.*\bConference o(?:n|f the) |^Annual ")
_RECORD_TITLE_PARTS = re.compile(r"[:?] ")


def data(library: Library) -> dict[str, Any]:
    """All that a check needs, as JSON: rules, venues, papers."""
    venues = {paper.venue.id: paper.venue for paper in library.papers.values()}
    return {
        "rules": RULES,
        "venues": {name: _venue(venue) for name, venue in sorted(venues.items())},
        "acronyms": sorted(
            {words(venue.short) for venue in venues.values() if " " not in venue.short}
        ),
        "escapes": _escapes(library),
        "papers": records(library),
    }


def records(library: Library) -> list[dict[str, Any]]:
    """What the rules need of each paper, as JSON."""
    return [_record(paper) for paper in library.papers.values()]


def _record(paper: Paper) -> dict[str, Any]:
    fields = dict(paper.entry.fields)
    titles = (fields["title"], *paper.page.aliases)
    main = _RECORD_TITLE_PARTS.split(fields["title"], maxsplit=1)
    return {
        "key": paper.key,
        "type": paper.entry.type,
        "fields": fields,
        "bibtex": paper.entry.raw,
        "biblatex": _biblatex(paper.entry),
        "kind": "published" if paper.venue.kind in _PUBLISHED else paper.venue.kind,
        "venue": paper.venue.id,
        "container": container_of(paper.entry),
        "years": sorted({paper.year, paper.edition}),
        "titles": [words(title) for title in titles],
        "main": words(main[0]) if len(main) > 1 else "",
        "authors": name_keys(fields.get("author", "")),
        "doi": doi_in(fields.get("doi", "")),
        "arxiv": arxiv_in(paper.arxiv),
        "identifiers": list(dict.fromkeys(found for _, found in identifiers(fields))),
        "lists": [
            *paper.categories,
            *dict.fromkeys(row.question for row in paper.page.evidence),
            *dict.fromkeys(row.claim for row in paper.page.evidence if row.claim),
        ],
        "core": paper.page.role == "core",
        "cited": paper.cited_as,
        "title": paper.title,
    }


def _venue(venue: Venue) -> dict[str, Any]:
    """A venue's names as words, its series' names too; whole: see `containers.means_venue`."""
    names = list(spellings(venue))
    publishers = {profile.publisher for profile in venue.records}
    for owner in (venue.id, *sorted(publishers)):
        names += SERIES.get(owner, [])
    if venue.kind == "conference":
        shortened = [_GENERAL.sub("", name) for name in names]
        names += [name for name in shortened if len(name_words(name)) >= _MIN_WORDS]
    unique = {tuple(name_words(name)): None for name in names}
    short = venue.kind == "journal" and len(name_words(venue.name)) <= _SHORT_NAME
    return {"names": [list(name) for name in unique if name], "whole": short}


def _biblatex(entry: Entry) -> str:
    """A record's entry in biblatex's names (biblatex manual, 2.2)."""
    arxiv = entry.fields.get("eprinttype", "").lower() == "arxiv"
    kind = "online" if entry.type == "misc" else entry.type
    fields = {
        BIBLATEX_NAMES.get(name, name): value
        for name, value in entry.fields.items()
        if not (name == "howpublished" and arxiv)
    }
    width = max(map(len, fields))
    lines = "".join(f"  {name:{width}} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{entry.key},\n{lines}}}"


def _escapes(library: Library) -> Mapping[str, str]:
    """LaTeX for the characters of records that Latin-1 does not have."""
    values = {
        v for p in library.papers.values() for v in p.entry.fields.values() if not v.isascii()
    }
    letters = sorted({char for value in values for char in value if not fits(char, LATIN_1)})
    return {char: latex for char in letters if (latex := special_character(char)) != char}
