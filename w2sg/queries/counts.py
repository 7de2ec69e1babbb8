"""Counts of papers and findings by two of their tags, for pictures.

Each cell of a table says what it counts as the address of a Browse list, so that a picture's mark
leads to exactly the papers it stands for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from w2sg.library import Library
from w2sg.library.model import Paper, Term
from w2sg.queries.lists import evidence

YEARS_SHOWN = 10
VENUES_SHOWN = 14
NO_SOURCE = "none"  # the kind of weak source of papers that have none


@dataclass(frozen=True)
class Header:
    """A row or column. id: of the term; query: the Browse parameter that asks for it."""

    id: str
    name: str
    query: str = ""


@dataclass(frozen=True)
class Table:
    """Counts by row and column. cells: (row id, column id) -> count, absent if 0."""

    name: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: Mapping[tuple[str, str], int]
    within: str = ""

    def n(self, row: Header, column: Header) -> int:
        """The count of a cell."""
        return self.cells.get((row.id, column.id), 0)

    def query(self, row: Header, column: Header) -> str:
        """What a cell counts: the address of a Browse list, without `?`."""
        return "&".join(part for part in (self.within, row.query, column.query) if part)

    def total(self, column: Header) -> int:
        """The sum of a column."""
        return sum(self.n(row, column) for row in self.rows)

    def row_total(self, row: Header) -> int:
        """The sum of a row."""
        return sum(self.n(row, column) for column in self.columns)

    def level(self, row: Header, column: Header) -> int:
        """How high a cell is among the others, 1 to 5."""
        share: float = self.n(row, column) / self.highest
        return max(1, round(5 * math.sqrt(share)))

    @property
    def highest(self) -> int:
        """The largest cell, at least 1."""
        return max(self.cells.values(), default=1)

    @property
    def tallest(self) -> int:
        """The largest sum of a column, at least 1."""
        return max(1, *(self.total(column) for column in self.columns))


def growth(library: Library, papers: Iterable[Paper], within: str) -> Table:
    """Papers per year, core papers apart. within: the Browse list that `papers` are."""
    others = ",".join(t.id for t in library.taxonomy.roles if t.id != "core")
    rows = (
        Header("core", "On W2SG itself", "role=core"),
        Header("others", "Related and older", f"role={others}"),
    )
    pairs = (("core" if p.page.role == "core" else "others", p.year) for p in papers)
    return _table("Papers per year", rows, years(library), _by_year(library, pairs), within)


def category_years(library: Library) -> Table:
    """Papers of each category per year; a paper counts in each of its categories."""
    pairs = ((id, p.year) for p in library.papers.values() for id in p.categories)
    rows = _headers("category", library.taxonomy.categories)
    return _table("Papers per year by category", rows, years(library), _by_year(library, pairs))


def category_settings(library: Library) -> Table:
    """Papers by setting and category."""
    words = library.taxonomy
    pairs = ((s, c) for p in library.papers.values() for s in p.page.setting for c in p.categories)
    rows, columns = _headers("setting", words.settings), _headers("category", words.categories)
    return _table("Papers by setting and category", rows, columns, pairs)


def weak_gains(library: Library) -> Table:
    """Papers by kind of weak source and by whether the student beats it."""
    words = library.taxonomy
    pairs = ((kind, p.page.gain) for p in library.papers.values() for kind in p.page.weak_kind)
    rows, columns = _headers("weak", words.weak_kinds), _headers("gain", words.gains)
    return _table("Papers by kind of weak source and gain", rows, columns, pairs)


def venue_years(library: Library) -> Table:
    """Papers per year at the venues with the most papers."""
    pairs = [(p.venue.id, p.year) for p in library.papers.values()]
    counts = {id: len(library.find(venue=id)) for id in library.venues}
    shown = sorted(library.venues.values(), key=lambda v: (-counts[v.id], v.short))[:VENUES_SHOWN]
    rows = tuple(Header(v.id, v.short, f"venue={v.id}") for v in shown)
    return _table("Papers per year by venue", rows, years(library), _by_year(library, pairs))


def stance_years(library: Library, question: str) -> Table:
    """Findings on a question by stance and year of the paper. Its queries are addresses of the
    question's own page."""
    pairs = ((row.stance, paper.year) for paper, row in evidence(library, question))
    columns = tuple(replace(column, query=f"year={column.id}") for column in years(library))
    rows = _headers("stance", library.taxonomy.stances)
    return _table("Findings per year by stance", rows, columns, _by_year(library, pairs))


def tested(library: Library, question: str) -> Table:
    """Papers with a finding on a question, by kind of weak source and setting."""
    words = library.taxonomy
    rows, columns = _weak_sources(library), _headers("setting", words.settings)
    pairs = _weak_settings(library.find(question=question))
    name = "Papers with a finding on this question, by kind of weak source and setting"
    return _table(name, rows, columns, pairs, f"question={question}")


def worked_on(library: Library) -> Table:
    """Papers by kind of weak source and setting."""
    pairs = _weak_settings(library.papers.values())
    settings = _headers("setting", library.taxonomy.settings)
    return _table("Papers by weak source and setting", _weak_sources(library), settings, pairs)


def answered(library: Library, papers: Iterable[Paper], within: str) -> Table:
    """Papers with a finding, by kind of weak source and open question. within: the Browse list that
    `papers` are."""
    pairs = (
        (weak, question)
        for paper in papers
        for weak, question in product(
            paper.page.weak_kind, {row.question for row in paper.page.evidence}
        )
    )
    questions = _headers("question", library.taxonomy.questions)
    name = "Papers with a finding, by kind of weak source and open question"
    return _table(name, _weak_sources(library), questions, pairs, within)


@dataclass(frozen=True)
class Untested:
    """A kind of weak source in a setting in which `papers` papers work, none with a finding on the
    question at hand. query: their Browse list."""

    weak: Header
    setting: Header
    papers: int
    query: str


def untested(library: Library, question: str) -> tuple[Untested, ...]:
    """What has been worked on without a finding on `question`: most papers first."""
    table, papers = tested(library, question), worked_on(library)
    gaps = [
        Untested(weak, setting, papers.n(weak, setting), papers.query(weak, setting))
        for weak, setting in product(table.rows, table.columns)
        if papers.n(weak, setting) and not table.n(weak, setting)
    ]
    return tuple(sorted(gaps, key=lambda gap: -gap.papers))


@lru_cache(maxsize=1)
def last_year(library: Library) -> int:
    """Year of the newest paper; 0 without papers."""
    return max((paper.year for paper in library.papers.values()), default=0)


def years(library: Library) -> tuple[Header, ...]:
    """The last years, one column each, after one column for all years before."""
    last = last_year(library)
    first = last - YEARS_SHOWN + 1
    before = Header("before", f"–{first - 1}", f"year=-{first - 1}")
    return (before, *(Header(str(y), str(y), f"year={y}") for y in range(first, last + 1)))


def year_column(library: Library, paper: Paper) -> str:
    """Id of the column of `years` in which a paper stands."""
    return str(paper.year) if any(c.id == str(paper.year) for c in years(library)) else "before"


def _by_year(library: Library, pairs: Iterable[tuple[str, int]]) -> Iterable[tuple[str, str]]:
    shown = {column.id for column in years(library)}
    return ((id, str(y) if str(y) in shown else "before") for id, y in pairs)


def _weak_settings(papers: Iterable[Paper]) -> Iterable[tuple[str, str]]:
    """Weak source and setting of papers, but for the word for papers that have no weak source."""
    return (
        (weak, setting)
        for paper in papers
        for weak, setting in product(paper.page.weak_kind, paper.page.setting)
        if weak != NO_SOURCE
    )


def _weak_sources(library: Library) -> tuple[Header, ...]:
    """The kinds of weak source, without the word for papers that have none."""
    kinds = _headers("weak", library.taxonomy.weak_kinds)
    return tuple(kind for kind in kinds if kind.id != NO_SOURCE)


def _headers(query: str, terms: Iterable[Term]) -> tuple[Header, ...]:
    return tuple(Header(term.id, term.name, f"{query}={term.id}") for term in terms)


def _table(
    name: str,
    rows: tuple[Header, ...],
    columns: tuple[Header, ...],
    pairs: Iterable[tuple[str, str]],
    within: str = "",
) -> Table:
    cells: dict[tuple[str, str], int] = {}
    for pair in pairs:
        cells[pair] = cells.get(pair, 0) + 1
    return Table(name, rows, columns, cells, within)
