"""The library: every record that the files hold, and where a tag stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from w2sg.library.bibtex import read_bib
from w2sg.library.citations import tell_apart
from w2sg.library.files import PUBLISHED, RELEASES, SYNONYMS, page_of, read_text
from w2sg.library.model import (
    Argument,
    Curation,
    Disputes,
    Entry,
    Excluded,
    Insight,
    LinkException,
    Original,
    Paper,
    Published,
    ReadingPath,
    Release,
    Resource,
    RuleException,
    Synonyms,
    Taxonomy,
    Texts,
    Track,
    Venue,
    Venues,
    Word,
    container_of,
)
from w2sg.library.names import persons
from w2sg.library.problem import Problem, SourceError, did_you_mean, shorten
from w2sg.library.text import plain
from w2sg.library.venues import VenueNames
from w2sg.library.vocabulary import Vocabulary
from w2sg.library.yaml import Document, as_model, parse_page, read_yaml

Item = TypeVar("Item", bound=BaseModel)


@dataclass(frozen=True, eq=False)
class Library:
    """All records. Frozen, and hashed by identity, so that caches can key on it.

    papers:    key -> Paper, in key order; only records whose entry, page and venue could be read
    drafts:    the same of records whose summary and tags nobody has read; in no list
    entries:   every BibTeX entry that could be read, in file order
    arguments: what is known on each open question (`data/claims.yml`)
    documents: file -> the YAML of a data file or a paper's page, with lines
    protected_names: names that look like ordinary capitalized words (`data/protected.yml`)
    signs_initials: authors who sign with initials only, as they are said (`data/initials.yml`)
    problems:  what could not be read, and why
    """

    root: Path
    papers: Mapping[str, Paper]
    drafts: Mapping[str, Paper]
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
    arguments: tuple[Argument, ...]
    disputes: Disputes
    glossary: tuple[Word, ...]
    published: Published
    releases: tuple[Release, ...]
    link_exceptions: tuple[LinkException, ...]
    exceptions: tuple[RuleException, ...]
    protected_names: Texts
    signs_initials: Texts
    family_names: Texts
    synonyms: Synonyms
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
        keys_by_tag = [self._tagged.get(tag, set()) for tag in wanted.items() if tag[1] is not None]
        keys = set.intersection(*keys_by_tag) if keys_by_tag else self.papers
        return tuple(self.papers[key] for key in sorted(keys))

    @cached_property
    def _tagged(self) -> Mapping[tuple[str, object], set[str]]:
        """(name of a tag, its value) -> keys of the papers that have it; names as in `find`."""
        keys: dict[tuple[str, object], set[str]] = {}
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
                    keys.setdefault((name, value), set()).add(paper.key)
        return keys

    def paper(self, key: str) -> Paper:
        """The paper or draft with a key; raises KeyError, which names the nearest known key."""
        if key in self.drafts:
            return self.drafts[key]
        if key not in self.papers:
            raise KeyError(f"no paper {key!r}; {did_you_mean(key, self.papers)}")
        return self.papers[key]

    def with_drafts(self) -> Library:
        """The same library with its drafts among the papers."""
        papers = dict(sorted({**self.papers, **self.drafts}.items()))
        return replace(self, papers=MappingProxyType(papers), drafts=MappingProxyType({}))

    @cached_property
    def words(self) -> Vocabulary:
        """The vocabularies by id."""
        return Vocabulary(self.taxonomy, self.paths, self.insights, self.arguments, self.glossary)

    @cached_property
    def venue_names(self) -> VenueNames:
        """Which venue and track a container's name means."""
        return VenueNames(self.venues.values(), self.tracks)


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


@lru_cache(maxsize=10_000)
def _curation(file: str, text: str) -> tuple[Curation | None, Document | None, tuple[Problem, ...]]:
    """A paper's page as a record, and where its values stand. Kept, for a preview reads all pages
    again after every change of one; nothing of it can be changed."""
    document, problems = parse_page(file, text)
    if document is None:
        return None, None, tuple(problems)
    curation, more = as_model(document, Curation)
    lines = MappingProxyType(dict(document.lines))
    return curation, replace(document, data=None, lines=lines), (*problems, *more)


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
        published = self.whole(PUBLISHED, Published)
        if not (taxonomy and venues and original and published):
            raise SourceError(self.problems)
        names = VenueNames(venues.venues, venues.tracks)
        entries = self.entries()
        papers = self.papers(entries, self.pages(), names)
        return Library(
            root=self.root,
            papers=MappingProxyType({k: p for k, p in papers.items() if not p.page.draft}),
            drafts=MappingProxyType({k: p for k, p in papers.items() if p.page.draft}),
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
            arguments=self.list_of("data/claims.yml", Argument, required=False),
            disputes=self.disputes(),
            glossary=self.list_of("data/glossary.yml", Word, required=False),
            published=published,
            releases=self.list_of(RELEASES, Release),
            link_exceptions=self.list_of("data/link_exceptions.yml", LinkException),
            exceptions=self.list_of("data/exceptions.yml", RuleException),
            protected_names=self.texts("data/protected.yml"),
            signs_initials=self.texts("data/initials.yml"),
            family_names=self.texts("data/family_names.yml"),
            synonyms=self.synonyms(),
            problems=tuple(sorted(self.problems)),
        )

    def keep_problems(self, read: tuple[Any, list[Problem]]) -> Any:
        self.problems += read[1]
        return read[0]

    def document(self, file: str) -> Document | None:
        document: Document | None = self.keep_problems(read_yaml(self.root, file))
        if document:
            self.documents[file] = document
        return document

    def whole(self, file: str, model: type[Item]) -> Item | None:
        document = self.document(file)
        return self.keep_problems(as_model(document, model)) if document else None

    def list_of(self, file: str, model: type[Item], required: bool = True) -> tuple[Item, ...]:
        """The records that a file lists; none, and no problem, if one that is not required is not
        there."""
        if not required and not (self.root / file).exists():
            return ()
        document = self.document(file)
        if document is None:
            return ()
        if not isinstance(document.data, list):
            self.problems.append(Problem(file, 1, "bad-value", "the file must hold a list"))
            return ()
        read = (as_model(document, model, i) for i in range(len(document.data)))
        return tuple(item for item in map(self.keep_problems, read) if item is not None)

    def synonyms(self) -> Synonyms:
        """What `data/synonyms.yml` holds; nothing if there is no such file."""
        exists = (self.root / SYNONYMS).exists()
        return (self.whole(SYNONYMS, Synonyms) if exists else None) or Synonyms()

    def disputes(self) -> Disputes:
        """The disputes and chains; none if there is no such file."""
        file = "data/disputes.yml"
        found = self.whole(file, Disputes) if (self.root / file).exists() else None
        return found or Disputes()

    def texts(self, file: str) -> Texts:
        """The texts that a file lists; none if there is no such file."""
        document = self.document(file) if (self.root / file).exists() else None
        if document is None:
            return ()
        if not isinstance(document.data, list) or not all(
            isinstance(t, str) for t in document.data
        ):
            self.problems.append(
                Problem(file, 1, "bad-value", "the file must hold a list of texts")
            )
            return ()
        return tuple(document.data)

    def entries(self) -> list[Entry]:
        entries: list[Entry] = []
        for path in sorted((self.root / "bib").glob("*.bib")):
            entries += self.keep_problems(read_bib(self.root, f"bib/{path.name}"))
        return entries

    def pages(self) -> dict[str, Curation]:
        curations: dict[str, Curation] = {}
        for path in sorted((self.root / "docs" / "papers").glob("*.md")):
            file = page_of(path.stem)
            text = read_text(self.root, file)
            if isinstance(text, Problem):
                self.problems.append(text)
                continue
            curation, document, problems = _curation(file, text)
            self.problems += problems
            if document:
                self.documents[file] = document
            if curation:
                curations[path.stem] = curation
        return curations

    def papers(
        self, entries: list[Entry], curations: dict[str, Curation], names: VenueNames
    ) -> dict[str, Paper]:
        papers: dict[str, Paper] = {}
        containers = [plain(container_of(entry)) for entry in entries]
        meant = {name: (names.venue(name), names.track(name)) for name in set(containers)}
        for entry, container in zip(entries, containers, strict=True):
            venue, track = meant[container]
            if venue is None:
                what = f"{entry.key}: no venue of data/venues.yml is called {shorten(container)!r}"
                near = names.nearest(container)
                hint = f"the nearest is {near!r}; " if near else ""
                hint += "correct it, or add the venue or its spelling there"
                self.problem(entry, "unknown-venue", what, hint)
            elif entry.key in curations and entry.key not in papers:
                papers[entry.key] = Paper(
                    entry=entry,
                    page=curations[entry.key],
                    authors=persons(entry.fields.get("author", "")),
                    venue=venue,
                    track=track,
                )
        return tell_apart(dict(sorted(papers.items())))

    def problem(self, entry: Entry, rule: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(entry.file, entry.line, rule, message, hint))
