"""Places of a chart's marks."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from w2sg.library.model import Result
from w2sg.render.charts import DOT, GAP_SCALE, gap_place, strip
from w2sg.render.pictures import OUTCOMES, outcome


def test_dots_that_would_hide_each_other_are_piled_up() -> None:
    gaps = (48.0, 51.5, 60.0, -400.0)
    rows = [cast("Any", SimpleNamespace(result=SimpleNamespace(gap_recovered=g))) for g in gaps]
    dots, height = strip(rows)
    places = {dot.row.result.gap_recovered: dot for dot in dots}
    assert height == 2 * DOT + 8
    assert places[48.0].y - places[51.5].y == DOT
    assert places[60.0].y == places[48.0].y
    assert places[-400.0].x == gap_place(GAP_SCALE[0])


@pytest.mark.parametrize(
    ("weak", "student", "pgr", "where"),
    [
        (50, 60, None, "above"),
        (50, 50, 0, "equal"),
        (50, 40, -20, "below"),
        (None, 60, 30, "gap"),
        (50, None, 30, "gap"),
        (None, 60, None, "open"),
    ],
)
def test_where_the_student_ends(
    weak: float | None, student: float | None, pgr: float | None, where: str
) -> None:
    result = Result(task="T", metric="M", weak=weak, student=student, pgr=pgr, where="Table 1")
    assert outcome(result) == where
    assert where in OUTCOMES
