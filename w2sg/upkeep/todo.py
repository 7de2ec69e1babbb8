"""What waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from w2sg.library import Library
from w2sg.library.model import Paper
from w2sg.library.profiles import lacking
from w2sg.upkeep.refresh import read_asked

PATIENCE = timedelta(days=90)  # after it a preprint is to be looked for again


@dataclass(frozen=True)
class Waiting:
    """Something that a person has to do. kind: a draft, summary, record, field or preprint."""

    kind: str
    key: str
    what: str


def todo(library: Library, today: date) -> Iterator[Waiting]:
    """All that waits, by kind: drafts first.

    Raises SourceError if `data/asked.yml` cannot be read.
    """
    for paper in library.drafts.values():
        yield Waiting("draft", paper.key, "read its tags, write its summary, delete `draft: true`")
    papers = library.papers.values()
    for paper in papers:
        if not paper.page.summary_checked:
            yield Waiting(
                "summary", paper.key, "read it against the paper: `summary_checked: true`"
            )
    for paper in papers:
        if paper.page.checked.level == "secondary":
            yield Waiting("record", paper.key, "read the venue's own record")
    for paper in papers:
        lacks = lacking(paper.venue, paper.track, paper.edition, paper.entry.fields)
        if lacks:
            yield Waiting("fields", paper.key, f"{', '.join(lacks)}, which its venue prints")
    asked = read_asked(library.root)
    for paper in papers:
        last = _last_sought(paper, asked)
        if paper.is_preprint and (last is None or last < today - PATIENCE):
            when = f"last on {last}" if last else "nobody has yet"
            yield Waiting("preprint", paper.key, f"look whether it was published; {when}")


def _last_sought(paper: Paper, asked: Mapping[str, date]) -> date | None:
    """The day on which a published version was last looked for; None if nobody has."""
    sought = paper.page.checked.sought
    days = [day for day in (sought and sought.on, asked.get(paper.key)) if day]
    return max(days, default=None)
