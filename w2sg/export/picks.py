"""Exports in pieces, one a paper, from which the browser joins any list without formatting it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TypedDict

from w2sg.model import Paper

COLUMNS = (
    "key,title,authors,year,venue,track,doi,arxiv,url,category,setting,weak_kind,gain,role"
).split(",")


class Picks(TypedDict):
    """A format's pieces: head + items of the chosen keys, in key order, joined + tail.

    comment: how a line of comment starts, empty if the format has none.
    """

    comment: str
    head: str
    join: str
    tail: str
    items: dict[str, str]


def bibtex_picks(papers: Sequence[Paper]) -> Picks:
    """The entries byte for byte."""
    items = {paper.key: paper.entry.raw for paper in papers}
    return Picks(comment="%", head="", join="\n\n", tail="\n", items=items)


def csv_picks(papers: Sequence[Paper]) -> Picks:
    """Rows of comma-separated values (RFC 4180)."""
    items = {paper.key: _line(_row(paper)) for paper in papers}
    return Picks(comment="", head=_line(COLUMNS), join="", tail="", items=items)


def csv_table(papers: Sequence[Paper]) -> str:
    """`papers` as one table, in key order."""
    rows = (_row(paper) for paper in sorted(papers, key=lambda paper: paper.key))
    return _line(COLUMNS) + "".join(map(_line, rows))


def _row(paper: Paper) -> list[str]:
    page = paper.page
    return [
        paper.key,
        paper.title,
        "; ".join(person.name for person in paper.authors),
        str(paper.year),
        paper.venue.short,
        paper.track.name if paper.track else "",
        paper.doi,
        paper.arxiv,
        paper.url,
        "; ".join(page.category),
        "; ".join(page.setting),
        "; ".join(page.weak_kind),
        page.gain,
        page.role,
    ]


def _line(values: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()
