"""Records of DOIs (api.crossref.org; the format: github.com/CrossRef/rest-api-doc)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from w2sg.library.addresses import doi_address
from w2sg.upkeep.services.found import NAMELESS, Found, LookupFailed, NoRecord, Reader, first
from w2sg.upkeep.services.web import read_json

_SERIES = re.compile(
    r"^(?:lecture notes|communications in computer|proceedings of machine learning)"
)
_DATES = ("issued", "published", "published-online", "created")
_PAPERS = ("journal-article", "proceedings-article", "book-chapter")
_ERRATUM = re.compile(
    r"^(?:\w+ )?(?:correction|corrigendum|erratum|addendum|retraction)(?: note)?(?: to)?\s*:",
    re.IGNORECASE,
)
_RETRACTED = re.compile(r"^\s*(?:retracted|withdrawn)\b[^a-z]", re.IGNORECASE)


def crossref(doi: str, read: Reader) -> Found:
    """What the publisher deposited for a DOI."""
    address = f"https://api.crossref.org/works/{quote(doi, safe='/')}"
    work = read_json(address, read).get("message")
    if not isinstance(work, dict):
        raise LookupFailed(f"{address}: an answer of another form")
    kind = str(work.get("type"))
    if kind == "posted-content":
        raise NoRecord(f"{doi} is a preprint of another server: give its arXiv id, or --bib")
    if kind not in _PAPERS:
        raise NoRecord(f"{doi} is no paper, but of the type {kind!r}: give the DOI of the paper")
    corrected = ", ".join(str(update.get("DOI")) for update in _objects(work, "update-to"))
    if corrected or _ERRATUM.match(first(work.get("title"))):
        of = f" of {corrected}" if corrected else ""
        raise NoRecord(f"{doi} is a correction{of}: give the DOI of the paper itself")
    container = _container(work)
    authors = [_name(author) for author in _objects(work, "author")]
    if not all(name.strip("{}, ") for name in authors):
        raise NoRecord(f"{address}: {NAMELESS}")
    if not (first(work.get("title")) and container and authors):
        raise NoRecord(f"{address}: title, authors or container are missing")
    title, subtitle = first(work["title"]), first(work.get("subtitle"))
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title.rstrip(' :.')}: {subtitle}".replace("?: ", "? ").replace("!: ", "! ")
    known = str(work.get("DOI") or doi)
    fields = {
        "title": title,
        "author": " and ".join(authors),
        "journal" if kind == "journal-article" else "booktitle": container,
        "volume": str(work.get("volume") or ""),
        "number": str(work.get("issue") or ""),
        "pages": _pages(work),
        "publisher": str(work.get("publisher") or ""),
        "year": _year(work),
        "doi": known,
        "url": doi_address(known),
    }
    updates = {str(update.get("type")) for update in _objects(work, "updated-by")}
    retracted = _RETRACTED.match(title) or updates & {"retraction", "withdrawal", "removal"}
    note = "the publisher calls it retracted or withdrawn" if retracted else ""
    return Found(fields, address, "official", abstract=str(work.get("abstract") or "")).noting(note)


def _objects(work: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    given = work.get(name)
    return [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []


def _pages(work: Mapping[str, Any]) -> str:
    """Pages, else the article's number; `1-1` stands for pages that are not known yet."""
    page = str(work.get("page") or work.get("article-number") or "")
    return "" if page == "1-1" and not work.get("volume") else page


def _container(work: Mapping[str, Any]) -> str:
    """The name of the proceedings or journal; that of a series of books comes before it."""
    given = work.get("container-title")
    names = [str(name) for name in given] if isinstance(given, list) else []
    own = [name for name in names if not _SERIES.match(name.casefold())]
    return (own or names or [""])[-1]


def _year(work: Mapping[str, Any]) -> str:
    """The year of print, else the earliest that the record has; empty if it has none."""
    issue = work.get("journal-issue")
    printed = (work, issue if isinstance(issue, dict) else {})
    dates = [given.get("published-print") for given in printed]
    for date in (*dates, *map(work.get, _DATES)):
        try:
            year = date["date-parts"][0][0]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            continue
        if year:
            return str(year)
    return ""


def _name(author: Mapping[str, Any]) -> str:
    """`Family, Suffix, Given`; in braces if it is a group or a single name."""
    family = str(author.get("family") or "")
    if not family:
        return f"{{{author.get('name') or author.get('given') or ''}}}"
    parts = (family, str(author.get("suffix") or ""), str(author.get("given") or ""))
    return ", ".join(part for part in parts if part) if parts[2] else f"{{{family}}}"
