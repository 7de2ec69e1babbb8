"""Reported scores grouped so that only like is set beside like: one task, one metric, one scale."""

from __future__ import annotations

from dataclasses import dataclass

from w2sg.library import Library
from w2sg.library.model import Paper, Result
from w2sg.queries.lists import newest_first


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
class Domain:
    """The tasks of a setting, or of another domain that papers name."""

    id: str
    name: str
    tasks: tuple[Task, ...]

    @property
    def size(self) -> int:
        """Number of rows."""
        return sum(len(task.rows) for task in self.tasks)


def scores(library: Library) -> tuple[Row, ...]:
    """Every row of reported scores: newest paper first, then by key, in the page's order."""
    papers = newest_first(library.papers.values())
    return tuple(Row(p, r, i) for p in papers for i, r in enumerate(p.page.results, 1))


def by_domain(library: Library) -> tuple[Domain, ...]:
    """All rows by domain and task: most rows first, for tasks then by name."""
    names = {term.id: term.name for term in library.taxonomy.settings}
    domains: dict[str, dict[tuple[str, str], list[Row]]] = {}
    for row in scores(library):
        tasks = domains.setdefault(row.domain, {})
        tasks.setdefault((row.result.task, row.result.metric), []).append(row)
    made = [
        Domain(
            id,
            names.get(id, id.replace("-", " ").capitalize()),
            tuple(sorted(map(_task, tasks.values()), key=lambda t: (-len(t.rows), t.name))),
        )
        for id, tasks in domains.items()
    ]
    return tuple(sorted(made, key=lambda domain: (-domain.size, domain.name)))


def _task(rows: list[Row]) -> Task:
    given = [
        score
        for row in rows
        for score in (row.result.weak, row.result.student, row.result.ceiling)
        if score is not None
    ]
    first = rows[0].result
    return Task(first.task, first.metric, tuple(rows), min(given, default=0), max(given, default=0))
