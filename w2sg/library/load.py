"""The library: every record that the files hold, and the questions one may ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from w2sg.library.model import (
    Curation,
    Entry,
    Evidence,
    Excluded,
    Insight,
    LinkException,
    Original,
    Paper,
    Published,
    ReadingPath,
    Release,
    Resource,
    Taxonomy,
    Track,
    Venue,
    Venues,
    container_of,
)
from w2sg.library.names import persons
from w2sg.library.problem import Problem, SourceError
from w2sg.library.sources import Document, as_model, read_bib, read_page, read_yaml
from w2sg.library.text import host_of, plain

Item = TypeVar("Item", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class Library:
    """All records, immutable; equal only to itself, so that what is made of it can be kept.

    papers:    key -> Paper, in key order; only records whose entry, page and venue could be read
    entries:   every BibTeX entry that could be read, in file order
    documents: file -> the YAML of a data file or a paper's page, with lines
    problems:  what could not be read, and why
    """

    root: Path
    papers: Mapping[str, Paper]
    entries: tuple[Entry, ...]
    documents: Mapping[str, Document]
    taxonomy: Taxonomy
    venues: Mapping[str, Venue]
    tracks: tuple[Track, ...]
    resources: tuple[Resource, ...]
    excluded: tuple[Excluded, ...]
    pending: tuple[Excluded, ...]
    original: Original
    paths: tuple[ReadingPath, ...]
    insights: tuple[Insight, ...]
    published: Published
    releases: tuple[Release, ...]
    link_exceptions: tuple[LinkException, ...]
    problems: tuple[Problem, ...]

    def find(
        self,
        *,
        category: str | None = None,
        subtopic: str | None = None,
        setting: str | None = None,
        venue: str | None = None,
        year: int | None = None,
        weak_kind: str | None = None,
        gain: str | None = None,
        role: str | None = None,
        question: str | None = None,
    ) -> tuple[Paper, ...]:
        """The papers that have all the given tags, in key order.

        subtopic: `category/subtopic`. question: papers with evidence on it. Others: an id each.
        """

        wanted = {
            "category": category,
            "subtopic": subtopic,
            "setting": setting,
            "venue": venue,
            "year": year,
            "weak_kind": weak_kind,
            "gain": gain,
            "role": role,
            "question": question,
        }
        found = [self._tagged.get(tag, set()) for tag in wanted.items() if tag[1] is not None]
        keys = set.intersection(*found) if found else self.papers
        return tuple(self.papers[key] for key in sorted(keys))

    @cached_property
    def _tagged(self) -> Mapping[tuple[str, object], set[str]]:
        """(name of a tag, its value) -> keys of the papers that have it; names as in `find`."""
        found: dict[tuple[str, object], set[str]] = {}
        for paper in self.papers.values():
            page = paper.page
            tags: dict[str, Iterable[object]] = {
                "category": paper.categories,
                "subtopic": page.category,
                "setting": page.setting,
                "venue": (paper.venue.id,),
                "year": (paper.year,),
                "weak_kind": page.weak_kind,
                "gain": (page.gain,),
                "role": (page.role,),
                "question": [row.question for row in page.evidence],
            }
            for name, values in tags.items():
                for value in values:
                    found.setdefault((name, value), set()).add(paper.key)
        return found

    def evidence(self, question: str) -> tuple[tuple[Paper, Evidence], ...]:
        """The rows of evidence on a question: core papers first, then newest first, then by key."""
        rows = [
            (paper, row)
            for paper in self.papers.values()
            for row in paper.page.evidence
            if row.question == question
        ]
        return tuple(sorted(rows, key=lambda r: (r[0].page.role != "core", -r[0].year, r[0].key)))

    @cached_property
    def built_on_by(self) -> Mapping[str, tuple[str, ...]]:
        """key -> keys of the papers that extend it."""
        found: dict[str, list[str]] = {}
        for paper in self.papers.values():
            for key in paper.page.extends:
                found.setdefault(key, []).append(paper.key)
        return MappingProxyType({key: tuple(keys) for key, keys in found.items()})

    def neighbours(self, key: str, most: int = 6) -> tuple[Paper, ...]:
        """At most `most` papers that share an open question and a kind of weak source with a paper
        and neither extend it nor are extended by it: those that share most other tags first, then
        core papers, then newer ones."""
        page = self.papers[key].page
        linked = {key, *page.extends, *self.built_on_by.get(key, ())}
        tags = self._tags[key]
        found = {
            other
            for row in page.evidence
            for kind in page.weak_kind
            for other in self._asked_of.get((row.question, kind), ())
            if other not in linked
        }

        def nearness(paper: Paper) -> tuple[object, ...]:
            shared = len(tags & self._tags[paper.key])
            return (-shared, paper.page.role != "core", -paper.year, paper.key)

        return tuple(nsmallest(most, (self.papers[k] for k in found), key=nearness))

    @cached_property
    def _tags(self) -> Mapping[str, frozenset[str]]:
        """key -> what a paper may share with its neighbours."""
        return {key: frozenset(_tags(paper)) for key, paper in self.papers.items()}

    @cached_property
    def _asked_of(self) -> Mapping[tuple[str, str], set[str]]:
        """(question, kind of weak source) -> keys of the papers with both."""
        found: dict[tuple[str, str], set[str]] = {}
        for paper in self.papers.values():
            for row in paper.page.evidence:
                for kind in paper.page.weak_kind:
                    found.setdefault((row.question, kind), set()).add(paper.key)
        return found

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts of the papers' own addresses and links, without `www.`."""
        links = {
            x for paper in self.papers.values() for x in (paper.url, *paper.page.links.values())
        }
        return frozenset({"arxiv.org", "doi.org", *map(host_of, links)} - {""})

    @cached_property
    def last_year(self) -> int:
        """Year of the newest paper; 0 without papers."""
        return max((paper.year for paper in self.papers.values()), default=0)

    @cached_property
    def subtopics(self) -> Mapping[str, str]:
        """`category/subtopic` -> name of the subtopic."""
        return MappingProxyType(
            {
                f"{category.id}/{subtopic.id}": subtopic.name
                for category in self.taxonomy.categories
                for subtopic in category.subtopics
            }
        )


def _tags(paper: Paper) -> set[str]:
    page = paper.page
    questions = {f"question/{row.question}" for row in page.evidence}
    return {*page.setting, *page.weak_kind, *page.category, *questions}


def page_of(key: str) -> str:
    """The file of a paper's page."""
    return f"docs/papers/{key}.md"


def load(root: Path) -> Library:
    """The library in `bib/`, `data/` and `docs/papers/` below `root`.

    Raises SourceError only if the vocabularies cannot be read, for nothing can be read without
    them. All other faults are in `problems`.
    """
    return _Reader(root).library()


def load_strict(root: Path) -> Library:
    """The library below `root`; raises SourceError with every problem if a file cannot be read."""
    library = load(root)
    if library.problems:
        raise SourceError(library.problems)
    return library


class _Reader:
    """Reads the sources below a root once and gathers their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.documents: dict[str, Document] = {}

    def library(self) -> Library:
        taxonomy = self.whole("data/taxonomy.yml", Taxonomy)
        venues = self.whole("data/venues.yml", Venues)
        original = self.whole("data/original_list.yml", Original)
        published = self.whole("data/published.yml", Published)
        if not (taxonomy and venues and original and published):
            raise SourceError(self.problems)
        self.matches = sorted(
            ((match.casefold(), venue) for venue in venues.venues for match in venue.matches),
            key=lambda pair: -len(pair[0]),
        )
        self.tracks = venues.tracks
        entries = self.entries()
        curations = self.pages()
        return Library(
            root=self.root,
            papers=MappingProxyType(self.papers(entries, curations)),
            entries=tuple(entries),
            documents=MappingProxyType(self.documents),
            taxonomy=taxonomy,
            venues=MappingProxyType({venue.id: venue for venue in venues.venues}),
            tracks=venues.tracks,
            resources=self.list_of("data/resources.yml", Resource),
            excluded=self.list_of("data/excluded.yml", Excluded),
            pending=self.list_of("data/pending.yml", Excluded),
            original=original,
            paths=self.list_of("data/paths.yml", ReadingPath),
            insights=self.list_of("data/insights.yml", Insight),
            published=published,
            releases=self.list_of("data/releases.yml", Release),
            link_exceptions=self.list_of("data/link_exceptions.yml", LinkException),
            problems=tuple(sorted(self.problems)),
        )

    def take(self, found: tuple[Any, list[Problem]]) -> Any:
        self.problems += found[1]
        return found[0]

    def document(self, file: str) -> Document | None:
        reader = read_page if file.endswith(".md") else read_yaml
        document: Document | None = self.take(reader(self.root, file))
        if document:
            self.documents[file] = document
        return document

    def whole(self, file: str, model: type[Item]) -> Item | None:
        document = self.document(file)
        return self.take(as_model(document, model)) if document else None

    def list_of(self, file: str, model: type[Item]) -> tuple[Item, ...]:
        document = self.document(file)
        if document is None:
            return ()
        if not isinstance(document.data, list):
            self.problems.append(Problem(file, 1, "bad-value", "the file must hold a list"))
            return ()
        items = (self.take(as_model(document, model, i)) for i in range(len(document.data)))
        return tuple(item for item in items if item is not None)

    def entries(self) -> list[Entry]:
        entries: list[Entry] = []
        for path in sorted((self.root / "bib").glob("*.bib")):
            entries += self.take(read_bib(self.root, f"bib/{path.name}"))
        return entries

    def pages(self) -> dict[str, Curation]:
        curations: dict[str, Curation] = {}
        for path in sorted((self.root / "docs" / "papers").glob("*.md")):
            curation = self.whole(page_of(path.stem), Curation)
            if curation is not None:
                curations[path.stem] = curation
        return curations

    def papers(self, entries: list[Entry], curations: dict[str, Curation]) -> dict[str, Paper]:
        papers: dict[str, Paper] = {}
        for entry in entries:
            container = plain(container_of(entry)).casefold()
            venue = next((venue for match, venue in self.matches if match in container), None)
            if venue is None:
                what = f"no venue of data/venues.yml matches {container_of(entry)!r}"
                hint = "add the venue, or correct the booktitle, journal or howpublished"
                self.problem(entry, "unknown-venue", what, hint)
            elif entry.key in curations and entry.key not in papers:
                papers[entry.key] = Paper(
                    entry=entry,
                    page=curations[entry.key],
                    authors=persons(entry.fields.get("author", "")),
                    venue=venue,
                    track=self.track(container),
                )
        return dict(sorted(papers.items()))

    def track(self, container: str) -> Track | None:
        for track in self.tracks:
            if any(match.casefold() in container for match in track.matches):
                return track
        return None

    def problem(self, entry: Entry, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(entry.file, entry.line, rule, message, hint))
