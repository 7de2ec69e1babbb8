"""Where the marks of a chart stand. Lengths across are percentages of the chart's width, so that
text keeps its size on every screen; lengths down are pixels."""

from __future__ import annotations

from dataclasses import dataclass

from w2sg.queries.counts import Header, Table
from w2sg.queries.scores import Row, Task


@dataclass(frozen=True)
class Mark:
    """A rectangle that counts something. query: address of what it counts."""

    row: Header
    n: int
    query: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """A column: its marks from the ground up. top: of the highest mark; middle: across."""

    header: Header
    n: int
    middle: float
    top: float
    marks: tuple[Mark, ...]


def columns(table: Table, height: float, highest: int | None = None) -> tuple[Column, ...]:
    """A table as stacked columns in `height` pixels.

    highest: the count that fills the height, by default the table's tallest column.
    """
    step = 100 / len(table.columns)
    scale = height / (highest or table.tallest)
    made = []
    for i, column in enumerate(table.columns):
        top, marks = height, []
        for row in table.rows:
            n = table.n(row, column)
            if n:
                top -= n * scale
                place = (i * step + step * 0.12, round(top, 1), step * 0.76, round(n * scale, 1))
                marks.append(Mark(row, n, table.query(row, column), *place))
        middle = (i + 0.5) * step
        made.append(Column(column, table.total(column), middle, round(top, 1), tuple(marks)))
    return tuple(made)


@dataclass(frozen=True)
class Dumbbell:
    """Where the scores of a row stand on its task's scale, in percent of the width."""

    weak: float | None
    student: float | None
    ceiling: float | None

    @property
    def ends(self) -> tuple[float, float]:
        """The outermost points."""
        points = [x for x in (self.weak, self.student, self.ceiling) if x is not None]
        return min(points), max(points)


def dumbbell(task: Task, row: Row) -> Dumbbell | None:
    """The row's scores on the scale of its task; None if the row states only a gap recovered."""
    r = row.result

    def across(score: float | None) -> float | None:
        return None if score is None else round(6 + 88 * task.at(score), 1)

    if r.weak is None and r.student is None and r.ceiling is None:
        return None
    return Dumbbell(across(r.weak), across(r.student), across(r.ceiling))
