"""Records of DOIs (api.crossref.org; the format: github.com/CrossRef/rest-api-doc)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from w2sg.library.addresses import doi_address
from w2sg.upkeep.services.found import Found, LookupFailed, NoRecord, Reader, first
from w2sg.upkeep.services.web import read_json

_SERIES = re.compile(
    r"^(?:lecture notes|communications in computer|proceedings of machine learning)"
)
_DATES = ("published-print", "issued", "published", "published-online", "created")
_RETRACTED = re.compile(r"^\s*(?:retracted|withdrawn)\b[^a-z]", re.IGNORECASE)


def crossref(doi: str, read: Reader) -> Found:
    """What the publisher deposited for a DOI."""
    address = f"https://api.crossref.org/works/{quote(doi, safe='/')}"
    work = read_json(address, read).get("message")
    if not isinstance(work, dict):
        raise LookupFailed(f"{address}: an answer of another form")
    if work.get("type") == "posted-content":
        raise NoRecord(f"{doi} is a preprint of another server: give its arXiv id, or --bib")
    container = _container(work)
    given = work.get("author")
    people = given if isinstance(given, list) else []
    authors = [_name(author) for author in people if isinstance(author, dict)]
    authors = [name for name in authors if name.strip("{}, ")]
    if not (first(work.get("title")) and container and authors):
        raise NoRecord(f"{address}: title, authors or container are missing")
    title, subtitle = first(work["title"]), first(work.get("subtitle"))
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title.rstrip(' :.')}: {subtitle}"
    known = str(work.get("DOI") or doi)
    fields = {
        "title": title,
        "author": " and ".join(authors),
        "journal" if work.get("type") == "journal-article" else "booktitle": container,
        "volume": str(work.get("volume") or ""),
        "number": str(work.get("issue") or ""),
        "pages": str(work.get("page") or work.get("article-number") or ""),
        "publisher": str(work.get("publisher") or ""),
        "year": _year(work),
        "doi": known,
        "url": doi_address(known),
    }
    note = "the publisher calls it retracted or withdrawn" if _RETRACTED.match(title) else ""
    return Found(fields, address, "official", abstract=str(work.get("abstract") or "")).noting(note)


def _container(work: Mapping[str, Any]) -> str:
    """The name of the proceedings or journal, not that of a series of books."""
    given = work.get("container-title")
    names = [str(name) for name in given] if isinstance(given, list) else []
    return next(
        (name for name in names if not _SERIES.match(name.casefold())), next(iter(names), "")
    )


def _year(work: Mapping[str, Any]) -> str:
    """The year of print, else the earliest that the record has; empty if it has none."""
    for name in _DATES:
        try:
            year = work[name]["date-parts"][0][0]
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
