"""Reported scores grouped so that only like is set beside like: one task, one metric, one scale."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from w2sg.library import Library
from w2sg.library.model import Paper, Result
from w2sg.queries.lists import core_first_order, newest_first


@dataclass(frozen=True)
class Row:
    """A row of scores. number: place of the row on its paper's page."""

    paper: Paper
    result: Result
    number: int

    @property
    def id(self) -> str:
        """The row's name on the site."""
        return f"{self.paper.key}-{self.number}"

    @property
    def domain(self) -> str:
        """What the task belongs to: the row's own word, else the paper's first setting."""
        return self.result.domain or self.paper.page.setting[0]


@dataclass(frozen=True)
class Task:
    """All rows of one task and metric, and the scale they share. low, high: in the metric's unit;
    both 0 if the rows give no scores but only a gap recovered."""

    name: str
    metric: str
    rows: tuple[Row, ...]
    low: float
    high: float

    def at(self, score: float) -> float:
        """Where `score` stands on the scale, 0 to 1."""
        return (score - self.low) / (self.high - self.low) if self.high > self.low else 0.5


@dataclass(frozen=True)
class PaperRows:
    """The rows of one paper in a group, the one that says most first."""

    paper: Paper
    rows: tuple[Row, ...]


def scores(library: Library) -> tuple[Row, ...]:
    """Every row of reported scores: newest paper first, then by key, in the page's order."""
    return tuple(row for paper in newest_first(library.papers.values()) for row in rows_of(paper))


def rows_of(paper: Paper) -> tuple[Row, ...]:
    """The rows of a paper, in its page's order."""
    return tuple(Row(paper, result, i) for i, result in enumerate(paper.page.results, 1))


@lru_cache(maxsize=1)
def tasks(library: Library) -> dict[str, Task]:
    """id of a row -> the task it belongs to."""
    rows: dict[tuple[str, str, str], list[Row]] = {}
    for row in scores(library):
        rows.setdefault((row.domain, row.result.task, row.result.metric), []).append(row)
    return {row.id: task for task in map(_task, rows.values()) for row in task.rows}


def by_what_is_known(library: Library) -> dict[str, tuple[PaperRows, ...]]:
    """All rows in three groups, by paper: `gap` (a gap recovered), `pair` (source and student),
    `student` (only the student, or a share of another gap). Papers with all three scores first,
    then core papers, then the newest; of a paper, rows with all three scores first, then in its own
    order."""
    groups: dict[str, dict[str, list[Row]]] = {"gap": {}, "pair": {}, "student": {}}
    for row in scores(library):
        groups[_group(row.result)].setdefault(row.paper.key, []).append(row)
    return {name: _in_order(papers) for name, papers in groups.items()}


def domain_names(library: Library) -> dict[str, str]:
    """Domain of a row -> its name; those with most rows first."""
    names = {term.id: term.name for term in library.taxonomy.settings}
    counts = Counter(row.domain for row in scores(library))
    order = sorted(counts, key=lambda id: (-counts[id], id))
    return {id: names.get(id, id.replace("-", " ").capitalize()) for id in order}


def _group(result: Result) -> str:
    if result.gap_recovered is not None:
        return "gap"
    return "pair" if result.weak is not None and result.student is not None else "student"


def _in_order(papers: dict[str, list[Row]]) -> tuple[PaperRows, ...]:
    made = [
        PaperRows(rows[0].paper, tuple(sorted(rows, key=lambda row: not _complete(row))))
        for rows in papers.values()
    ]
    return tuple(sorted(made, key=lambda p: (not _complete(p.rows[0]), *core_first_order(p.paper))))


def _complete(row: Row) -> bool:
    """Whether all three scores are given."""
    return None not in (row.result.weak, row.result.student, row.result.ceiling)


def _task(rows: list[Row]) -> Task:
    given = [
        score
        for row in rows
        for score in (row.result.weak, row.result.student, row.result.ceiling)
        if score is not None
    ]
    first = rows[0].result
    return Task(first.task, first.metric, tuple(rows), min(given, default=0), max(given, default=0))
