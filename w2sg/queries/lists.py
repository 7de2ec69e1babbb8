"""Lists of papers: their orders, and the site's own lists, which pages show and files hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from w2sg.library import Library
from w2sg.library.addresses import host_of
from w2sg.library.model import Evidence, Paper

FIRST_DAY = date(2026, 1, 1)  # stands for the day of what has no record
Order = tuple[object, ...]


def core_first_order(paper: Paper) -> Order:
    """Sorts core papers first, then newest first, then by key."""
    return (paper.page.role != "core", -paper.year, paper.key)


def newest_order(paper: Paper) -> Order:
    """Sorts by year of publication, newest first, then by key."""
    return (-paper.year, paper.key)


def oldest_order(paper: Paper) -> Order:
    """Sorts by year of publication, then by arXiv id, which begins with the month, then by key."""
    return (paper.year, paper.arxiv, paper.key)


def added_order(paper: Paper) -> Order:
    """Sorts by the day of addition, then as `oldest_order`; to be reversed."""
    return (paper.page.added, *oldest_order(paper))


def core_first(papers: Iterable[Paper]) -> list[Paper]:
    """Core papers first, then newest first, then by key."""
    return sorted(papers, key=core_first_order)


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """By year of publication, newest first, then by key."""
    return sorted(papers, key=newest_order)


def latest_added(papers: Iterable[Paper]) -> list[Paper]:
    """By the day of addition, latest first, then by newest publication."""
    return sorted(papers, key=added_order, reverse=True)


def evidence(library: Library, question: str) -> tuple[tuple[Paper, Evidence], ...]:
    """The findings on a question, each with its paper: core papers first, then newest first, then
    by key; a paper's own in the order of its page. question: an id."""
    return _all_evidence(library).get(question, ())


@lru_cache(maxsize=1)
def _all_evidence(library: Library) -> Mapping[str, tuple[tuple[Paper, Evidence], ...]]:
    found: dict[str, list[tuple[Paper, Evidence]]] = {}
    for paper in core_first(library.papers.values()):
        for row in paper.page.evidence:
            found.setdefault(row.question, []).append((paper, row))
    return MappingProxyType({question: tuple(rows) for question, rows in found.items()})


def newest_day(library: Library) -> date | None:
    """The last day on which a record was added or checked or a release made; None if there is no
    record and no release."""
    pages = [paper.page for paper in library.papers.values()]
    days = [day for page in pages for day in (page.added, page.checked.on)]
    return max([*days, *(release.on for release in library.releases)], default=None)


def corrected_on(library: Library) -> dict[str, date]:
    """key -> the day of the last release that counts the record as corrected."""
    releases = sorted(library.releases, key=lambda release: release.on)
    return {key: release.on for release in releases for key in release.corrected}


@lru_cache(maxsize=1)
def record_hosts(library: Library) -> frozenset[str]:
    """The hosts of the papers' own addresses and links, without `www.`."""
    addresses = {
        address
        for paper in library.papers.values()
        for address in (paper.url, *paper.page.links.values())
    }
    return frozenset({"arxiv.org", "doi.org", *map(host_of, addresses)} - {""})


@dataclass(frozen=True)
class PaperList:
    """A list. path: of its page and, with a suffix, of its files. page: the address of its page
    below the site's root, where that is another."""

    path: str
    name: str
    papers: tuple[Paper, ...]
    page: str = ""


def paper_lists(library: Library) -> Iterator[PaperList]:
    """The whole library, every category, question, setting and reading path."""
    words = library.taxonomy
    yield PaperList("library", "The whole library", tuple(library.papers.values()))
    for category in words.categories:
        papers = library.find(category=category.id)
        yield PaperList(f"categories/{category.id}", category.name, papers)
    for question in words.questions:
        papers = library.find(question=question.id)
        yield PaperList(f"questions/{question.id}", question.name, papers)
    for setting in words.settings:
        papers = library.find(setting=setting.id)
        yield PaperList(f"settings/{setting.id}", setting.name, papers)
    for path in library.paths:
        papers = tuple(library.papers[step.key] for step in path.papers)
        yield PaperList(f"paths/{path.id}", path.name, papers)
