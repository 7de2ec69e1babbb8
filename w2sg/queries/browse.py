"""Browse's queries: the address of a list of papers, and the list.

An address like `venue=icml&setting=reasoning&year=2024-2026&q=noisy+preference` means: any of the
values of a facet, all of the facets, and the words of the text (see text_search.py).
`docs/assets/browse/` answers the same addresses in the browser; tests hold the two equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, quote_plus

from w2sg.library import Library
from w2sg.library.model import Paper
from w2sg.library.pdf import pdf_address
from w2sg.library.text import fold
from w2sg.queries.lineage import built_on_by
from w2sg.queries.lists import newest_order
from w2sg.queries.paper_text import PaperText, paper_index, paper_text
from w2sg.queries.text_search import TextIndex, terms

SORTS = {
    "relevance": "Relevance",
    "newest": "Newest",
    "oldest": "Oldest",
    "title": "Title",
    "author": "First author",
    "venue": "Venue",
    "added": "Last added",
}  # in an address -> for readers
_RANGE = re.compile(r"([1-9][0-9]{3})?(?:(-)([1-9][0-9]{3})?)?")


@dataclass(frozen=True)
class Facet:
    """A way to filter. values: id -> name, in the order to show them."""

    id: str
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Query:
    """What to show. author: a name as it is said, or the end of one, such as a family name; chosen:
    facet id -> values, any of which a paper must have."""

    text: str
    author: str
    chosen: Mapping[str, tuple[str, ...]]
    first_year: int | None
    last_year: int | None
    sort: str


@dataclass(frozen=True)
class Finder:
    """A library made ready for queries.

    tags: key -> facet -> its values. texts: key -> what of the paper is searched. built_on: key ->
    how many papers build on it.
    """

    library: Library
    facets: tuple[Facet, ...]
    tags: Mapping[str, Mapping[str, tuple[str, ...]]]
    texts: Mapping[str, PaperText]
    built_on: Mapping[str, int]

    @classmethod
    @lru_cache(maxsize=1)
    def of(cls, library: Library) -> Finder:
        """The finder of a library, made once."""
        texts = {key: paper_text(library, paper) for key, paper in library.papers.items()}
        papers = library.papers.values()
        return cls(
            library=library,
            facets=_facets(library),
            tags=MappingProxyType({paper.key: _tags(paper, texts[paper.key]) for paper in papers}),
            texts=MappingProxyType(texts),
            built_on=MappingProxyType({k: len(built_on_by(library).get(k, ())) for k in texts}),
        )

    @cached_property
    def index(self) -> TextIndex:
        """The index of the texts."""
        return paper_index(self.library, self.texts)

    def parse(self, address: str) -> tuple[Query, list[str]]:
        """The query that `address` (with or without `?`) asks for, and a note for each part of it
        that says nothing here and is ignored."""
        chosen: dict[str, tuple[str, ...]] = {}
        notes: list[str] = []
        text, author, sort = "", "", ""
        years: tuple[int | None, int | None] = (None, None)
        known = {facet.id: facet.values for facet in self.facets}
        for name, value in parse_qsl(address.lstrip("?")):
            if name == "q":
                text = value
            elif name == "author" and fold(value):
                author = value
            elif name == "sort" and value.lower() in SORTS:
                sort = value.lower()
            elif name == "year" and value and (match := _RANGE.fullmatch(value)):
                first, dash, last = match.groups()
                start = int(first) if first else None
                years = (start, int(last) if last else None) if dash else (start, start)
            elif name in known:
                values = value.lower().split(",")
                notes += [f"{name}={v}" for v in values if v not in known[name]]
                good = (*chosen.get(name, ()), *(v for v in values if v in known[name]))
                if good:
                    chosen[name] = tuple(dict.fromkeys(good))
            elif name not in ("view", "selected"):
                notes.append(f"{name}={value}")
        default = "relevance" if fold(text) else "newest"
        facets = MappingProxyType(chosen)
        return Query(text, author, facets, years[0], years[1], sort or default), notes

    def address(self, query: Query) -> str:
        """The address that asks for `query`, without `?`; readable, in one fixed order."""
        parts = [("q", query.text), ("author", query.author)]
        parts = [(name, value) for name, value in parts if value]
        for facet in self.facets:
            values = query.chosen.get(facet.id, ())
            if values:
                parts.append((facet.id, ",".join(v for v in facet.values if v in values)))
        if query.first_year or query.last_year:
            first, last = query.first_year or "", query.last_year or ""
            parts.append(("year", str(first) if first == last else f"{first}-{last}"))
        if query.sort != ("relevance" if fold(query.text) else "newest"):
            parts.append(("sort", query.sort))
        return "&".join(f"{name}={quote_plus(value, safe=',/')}" for name, value in parts)

    def run(self, query: Query) -> tuple[Paper, ...]:
        """The papers that `query` asks for, in its order."""
        scores = self._scores(query)
        papers = [p for p in self.library.papers.values() if not self._failing(query, scores, p)]
        return tuple(sorted(papers, key=lambda paper: self._order(query, scores, paper)))

    def counts(self, query: Query) -> dict[str, Counter[str]]:
        """facet -> value -> how many papers it would show, the facet's own choice aside."""
        counts: dict[str, Counter[str]] = {facet.id: Counter() for facet in self.facets}
        scores = self._scores(query)
        for key, paper in self.library.papers.items():
            failing = self._failing(query, scores, paper)
            for facet in self.facets:
                if not failing - {facet.id}:
                    counts[facet.id].update(self.tags[key][facet.id])
        return counts

    def _scores(self, query: Query) -> Mapping[str, int]:
        """key -> score of each paper that answers the text; of an empty text: all."""
        return self.index.find(query.text) if query.text else dict.fromkeys(self.texts, 0)

    def _failing(self, query: Query, scores: Mapping[str, int], paper: Paper) -> set[str]:
        """What of the query the paper does not meet: facets, `year`, `author`, `q`."""
        tags = self.tags[paper.key]
        failing = {f for f, values in query.chosen.items() if not set(values) & set(tags[f])}
        if not (query.first_year or 0) <= paper.year <= (query.last_year or 9999):
            failing.add("year")
        if query.author and not is_by(query.author, paper):
            failing.add("author")
        if paper.key not in scores:
            failing.add("q")
        return failing

    def _order(self, query: Query, scores: Mapping[str, int], paper: Paper) -> tuple[object, ...]:
        if query.sort == "relevance":
            built_on = self.built_on[paper.key] if terms(query.text) else 0
            core = paper.page.role == "core"
            return (-scores[paper.key], not core, -built_on, *newest_order(paper))
        if query.sort == "title":
            return (fold(paper.title), paper.key)
        if query.sort == "author":
            return (fold(paper.authors[0].surname) if paper.authors else "", paper.key)
        if query.sort == "venue":
            return (paper.venue.short.casefold(), *newest_order(paper))
        if query.sort == "added":
            return (-paper.page.added.toordinal(), *newest_order(paper))
        return (paper.year, paper.key) if query.sort == "oldest" else newest_order(paper)


EVERYTHING = Query("", "", MappingProxyType({}), None, None, "newest")


def is_by(author: str, paper: Paper) -> bool:
    """Whether a name of the paper's authors is `author`, or ends with it, as family names do."""
    wanted = f" {fold(author)}"
    return any(f" {fold(name)}".endswith(wanted) for name in paper.names)


def paper_rows(finder: Finder, papers: Sequence[Paper]) -> list[list[object]]:
    """What `browse.js` needs to know of `papers`, in their order; small, for it stands in the page.

    A row holds the paper's year, 1 for a core paper (else 0), and per facet the indexes of its
    values; the key stands in the page.
    """
    places = {facet.id: {v: i for i, v in enumerate(facet.values)} for facet in finder.facets}
    return [
        [
            paper.year,
            int(paper.page.role == "core"),
            [[places[f.id][v] for v in finder.tags[paper.key][f.id]] for f in finder.facets],
        ]
        for paper in papers
    ]


def paper_orders(library: Library) -> dict[str, list[int]]:
    """key -> the paper's places by first author, by title and by day of addition."""
    finder = Finder.of(library)
    places: dict[str, list[int]] = {key: [] for key in library.papers}
    for sort in ("author", "title", "added"):
        for place, paper in enumerate(finder.run(replace(EVERYTHING, sort=sort))):
            places[paper.key].append(place)
    return places


def _facets(library: Library) -> tuple[Facet, ...]:
    words, papers = library.words, library.papers.values()
    used = Counter(paper.venue.id for paper in papers)
    tracks = {paper.side_track.id: paper.side_track.name for paper in papers if paper.side_track}
    categories = {}
    for category in words.category.values():
        categories[category.id] = category.name
        for subtopic in category.subtopics:
            categories[f"{category.id}/{subtopic.id}"] = subtopic.name
    venues = {id: library.venues[id].short for id, _ in used.most_common()}
    return (
        Facet("role", "Role", words.role.names),
        Facet("gain", "Does the student beat it?", words.gain.names),
        Facet("setting", "Setting", words.setting.names),
        Facet("weak", "Weak source", words.weak_kind.names),
        Facet("category", "Category", categories),
        Facet("venue", "Venue", venues),
        Facet("scores", "Reported scores", {"yes": "Scores"}),
        Facet("code", "Code", {"yes": "Code"}),
        Facet("notes", "Notes", {"yes": "Notes of ours"}),
        Facet("pdf", "PDF", {"yes": "PDF"}),
        Facet("question", "Findings on", words.question.names),
        Facet("track", "Track", {"main": "Main track", **dict(sorted(tracks.items()))}),
        Facet("level", "Checked against", words.level.names),
    )


def _tags(paper: Paper, text: PaperText) -> Mapping[str, tuple[str, ...]]:
    page = paper.page
    return {
        "venue": (paper.venue.id,),
        "track": (paper.side_track.id if paper.side_track else "main",),
        "setting": page.setting,
        "category": (*paper.categories, *page.category),
        "weak": page.weak_kind,
        "gain": (page.gain,),
        "role": (page.role,),
        "question": tuple(dict.fromkeys(row.question for row in page.evidence)),
        "level": (page.checked.level,),
        "scores": ("yes",) if page.results else (),
        "code": ("yes",) if "code" in page.links else (),
        "notes": ("yes",) if text.notes else (),
        "pdf": ("yes",) if pdf_address(paper) else (),
    }
