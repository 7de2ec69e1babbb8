"""All reported scores as CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io

from w2sg.library import Library
from w2sg.queries.scores import scores

COLUMNS = (
    *("id", "key", "year", "domain", "task", "metric", "method", "weak_model", "strong_model"),
    *("weak", "student", "ceiling", "pgr", "pgr_computed", "anchors", "where", "read_in"),
    *("address", "note"),
)


def scores_csv(library: Library) -> str:
    """A line a row; `id` is the row's name on the page of results, numbers are as the paper prints
    them. Lines end as RFC 4180 asks, and hold no other line ends."""
    out = io.StringIO()
    write = csv.writer(out).writerow
    write(COLUMNS)
    for row in scores(library):
        told = {"id": row.id, "key": row.paper.key, "year": row.paper.year, "domain": row.domain}
        result = row.result.model_dump()
        values = (told.get(name, result.get(name)) for name in COLUMNS)
        write(["" if value is None else _text(value) for value in values])
    return out.getvalue()


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.10g}" if isinstance(value, float) else " ".join(str(value).split())
