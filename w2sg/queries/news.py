"""What is new, release by release: read from the releases' snapshots and the present state, so that
nothing is written by hand twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from w2sg.check.snapshot import same_record
from w2sg.library import Library
from w2sg.library.bibtex import parse_bib
from w2sg.library.files import snapshot_file
from w2sg.queries.lists import FIRST_DAY, newest_day

# What can happen, in the order in which it is told; id -> for readers.
KINDS = {
    "published": "Published since",
    "finding": "New findings",
    "added": "Added",
    "corrected": "Corrected",
    "retired": "Retired",
}


@dataclass(frozen=True)
class Known:
    """A paper in one state of the library. findings: (question, where it stands) -> sentence."""

    title: str
    label: str
    bibtex: str
    is_preprint: bool
    findings: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Event:
    """Something that happened to a paper.

    kind: of KINDS. before, after: what it was known as and is now: labels (`arXiv 2025`) of a paper
    that was published; empty and the finding of a new finding; key and successor's of a retired
    one. old, new: the entries as BibTeX where they differ.
    """

    kind: str
    key: str
    title: str
    before: str = ""
    after: str = ""
    old: str = ""
    new: str = ""
    question: str = ""
    where: str = ""


@dataclass(frozen=True)
class Period:
    """The time up to a release, or since the last one, whose version is empty then. on: its last
    day; events: in the order of KINDS, then by key."""

    version: str
    on: date
    events: tuple[Event, ...]

    def of(self, kind: str) -> tuple[Event, ...]:
        """The events of one of KINDS."""
        return tuple(event for event in self.events if event.kind == kind)


@lru_cache(maxsize=1)
def news(library: Library) -> tuple[Period, ...]:
    """All periods with events, newest first. The first release begins the history: of what came
    before it nothing is known. A snapshot that is lost, which `check` names, is passed over.
    """
    ends: list[tuple[str, date]] = []
    states: list[Mapping[str, Known]] = []
    for release in sorted(library.releases, key=lambda release: (release.on, release.version)):
        if papers := _snapshot(library, release.version):
            ends.append((release.version, release.on))
            states.append(papers)
    if states:
        ends.append(("", newest_day(library) or FIRST_DAY))
        states.append(_present(library))
    periods = [
        Period(version, on, _events(library, before, after))
        for before, after, (version, on) in zip(states, states[1:], ends[1:], strict=False)
    ]
    return tuple(period for period in reversed(periods) if period.events)


def published_since(library: Library) -> tuple[tuple[Period, Event], ...]:
    """Every preprint of the library that got a venue while it was here, latest first."""
    return tuple((p, event) for p in news(library) for event in p.of("published"))


def _snapshot(library: Library, version: str) -> dict[str, Known]:
    """The papers of a release; none if its snapshot cannot be read."""
    file = library.root / snapshot_file(version, "library.json")
    try:
        papers = _read(file.read_text(encoding="utf-8"))["papers"]
        return {paper["key"]: _known(library, paper) for paper in papers}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


@lru_cache(maxsize=64)
def _read(snapshot: str) -> Any:
    """JSON, read once although a preview asks again for each edit."""
    return json.loads(snapshot)


def _known(library: Library, paper: Mapping[str, Any]) -> Known:
    venue = library.venues.get(paper["venue"])
    return Known(
        title=paper["title"],
        label=paper["label"],
        bibtex=paper["bibtex"],
        is_preprint=venue is not None and venue.kind == "preprint",
        findings={
            (row["question"], row["where"]): row["finding"]
            for row in paper["curation"].get("evidence", ())
        },
    )


def _present(library: Library) -> dict[str, Known]:
    return {
        key: Known(
            title=paper.title,
            label=paper.label,
            bibtex=paper.entry.raw,
            is_preprint=paper.is_preprint,
            findings={(row.question, row.where): row.finding for row in paper.page.evidence},
        )
        for key, paper in library.papers.items()
    }


def _events(
    library: Library, before: Mapping[str, Known], after: Mapping[str, Known]
) -> tuple[Event, ...]:
    found: list[Event] = []
    # A record under a new key is told as the end of the old one, not as added.
    successors = {library.published.retired.get(key) for key in before if key not in after}
    for key, now in after.items():
        then = before.get(key)
        if then is None:
            if key not in successors:
                found.append(Event("added", key, now.title, after=now.label))
            continue
        found += _changed(key, then, now)
        found += (
            Event("finding", key, now.title, after=sentence, question=question, where=where)
            for (question, where), sentence in now.findings.items()
            if (question, where) not in then.findings
        )
    found += (
        Event("retired", key, then.title, key, library.published.retired.get(key, ""))
        for key, then in before.items()
        if key not in after
    )
    kinds = list(KINDS)
    return tuple(sorted(found, key=lambda event: (kinds.index(event.kind), event.key)))


def _changed(key: str, then: Known, now: Known) -> list[Event]:
    """A preprint's publication, or another correction of a record; none if it says the same."""
    if _say_the_same(then.bibtex, now.bibtex):
        return []
    kind = "published" if then.is_preprint and not now.is_preprint else "corrected"
    return [Event(kind, key, now.title, then.label, now.label, then.bibtex, now.bibtex)]


@lru_cache(maxsize=65536)
def _say_the_same(before: str, now: str) -> bool:
    """Whether two entries differ in nothing that a reader is told."""
    if before == now:
        return True
    entry = next(iter(parse_bib("", now)[0]), None)
    return entry is not None and same_record(before, entry)
