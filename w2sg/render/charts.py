"""Where the marks of a chart stand. Lengths across are percentages of the chart's width, so that
text keeps its size on every screen; lengths down are pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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

    weak: int | None
    student: int | None
    ceiling: int | None


@dataclass(frozen=True)
class Dot:
    """A row on a strip. x: percent of the width; y: in pixels from the top of its lane."""

    row: Row
    x: float
    y: int


DOT = 11  # pixels from one dot to the next above it


def strip(rows: Iterable[Row]) -> tuple[tuple[Dot, ...], int]:
    """Dots of rows with a gap recovered on the scale of GAP_SCALE, those at one place piled up, and
    the height of their lane in pixels."""
    first, last = GAP_SCALE
    piles: Counter[int] = Counter()
    placed = []
    for row in sorted(rows, key=lambda row: row.result.gap_recovered or 0):
        x = gap_place(min(max(row.result.gap_recovered or 0, first), last))
        near = round(x / 2)
        piles[near] += 1
        placed.append((row, round(x, 2), piles[near]))
    height = DOT * max(piles.values(), default=0) + 8
    return tuple(Dot(row, x, height - DOT * pile) for row, x, pile in placed), height


GAP_SCALE = (-40, 200)  # percent of the gap; what lies beyond stands at the end


def gap_place(percent: float) -> float:
    """Where a gap recovered stands on a strip, in percent of its width."""
    first, last = GAP_SCALE
    return 2 + 96 * (percent - first) / (last - first)


def dumbbell(task: Task, row: Row) -> Dumbbell | None:
    """The row's scores on the scale of its task; None if there are not two to compare."""
    given = (row.result.weak, row.result.student, row.result.ceiling)
    if given.count(None) > 1:
        return None
    return Dumbbell(*(None if x is None else round(6 + 88 * task.at(x)) for x in given))
