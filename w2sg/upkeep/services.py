"""Records from the services that keep them: arXiv, Crossref, DBLP, OpenReview, proceedings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any, Protocol
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree as Xml

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from w2sg.bibliography.bibtex import read_entries
from w2sg.bibliography.words import name_keys, words
from w2sg.library.addresses import arxiv_id_of, doi_address, doi_of
from w2sg.library.problem import SourceError

AGENT = "w2sg (https://github.com/zchoi/Awesome-Weak-to-Strong-Generalization)"
TIMEOUT = (10, 30)  # seconds to connect, to read
TYPES = {"json": "json", "xml": "xml", "html": "html", "bib": ("bibtex", "text/plain")}
_PROCEEDINGS = (
    "aclanthology.org",
    "proceedings.mlr.press",
    "proceedings.neurips.cc",
    "papers.nips.cc",
    "openaccess.thecvf.com",
)
_ATOM = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}


class LookupFailed(Exception):
    """A record could not be had; the message says why, and what one may do."""


@dataclass(frozen=True)
class Found:
    """A record as a service gives it. fields: of BibTeX, in plain text; authors joined by `and`.

    source: the address that was read. abstract: used to propose tags, and never stored.
    """

    fields: Mapping[str, str]
    source: str
    level: str
    abstract: str = ""
    notes: tuple[str, ...] = field(default=())


class Reader(Protocol):
    """Reads an address. kind: a key of TYPES. Raises LookupFailed."""

    def __call__(self, address: str, kind: str) -> str: ...


def web_session() -> requests.Session:
    """A session that names itself, retries with back-off, and honours Retry-After."""
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    retry = Retry(
        total=4,
        backoff_factor=1,
        status_forcelist=[429, 500, 502, 503, 504],
        raise_on_status=False,
    )
    session.mount("https://", HTTPAdapter(max_retries=retry))
    return session


def reader() -> Reader:
    """A reader of the web."""
    session = web_session()

    def read(address: str, kind: str) -> str:
        try:
            answer = session.get(address, timeout=TIMEOUT)
            answer.raise_for_status()
        except requests.RequestException as error:
            raise LookupFailed(f"{address}: {error}") from error
        given = answer.headers.get("Content-Type", "")
        wanted = TYPES[kind]
        if not any(word in given for word in ([wanted] if isinstance(wanted, str) else wanted)):
            raise LookupFailed(f"{address}: expected {kind}, was given {given or 'nothing'!r}")
        return answer.text

    return read


def look_up(target: str, read: Reader) -> Found:
    """The record of an arXiv id, a DOI, or an address of arXiv, OpenReview, ACL Anthology, PMLR,
    NeurIPS or CVF; for a preprint, the published version if DBLP knows one.

    Raises LookupFailed.
    """
    target = target.strip()
    if arxiv_id := arxiv_id_of(target):
        return _published(arxiv(arxiv_id, read), read)
    if doi := doi_of(target):
        return crossref(doi, read)
    parts = urlsplit(target)
    if parts.hostname == "openreview.net" and (id := parse_qs(parts.query).get("id")):
        return openreview(id[0], read)
    if parts.scheme == "https" and parts.hostname in _PROCEEDINGS:
        return proceedings(target, read)
    raise LookupFailed(
        f"{target!r} is no arXiv id, DOI, or https address of arXiv, OpenReview or "
        f"{', '.join(_PROCEEDINGS)}"
    )


def arxiv(id: str, read: Reader) -> Found:
    """A preprint (arXiv API, info.arxiv.org/help/api)."""
    address = f"https://export.arxiv.org/api/query?id_list={id}"
    text = read(address, "xml")
    try:
        if "<!" in text:  # entities can be made to grow without end
            raise LookupFailed(f"{address}: the answer declares a document type")
        entry = Xml.fromstring(text).find("a:entry", _ATOM)  # noqa: S314
    except Xml.ParseError as error:
        raise LookupFailed(f"{address}: half an answer ({error})") from error
    title = _text(entry, "a:title")
    names = (
        [_text(a, "a:name") for a in entry.findall("a:author", _ATOM)] if entry is not None else []
    )
    if entry is None or not names or "api/errors" in _text(entry, "a:id"):
        raise LookupFailed(f"arXiv knows no {id}")
    fields = {
        "title": title,
        "author": " and ".join(names),
        "year": _text(entry, "a:published")[:4],
        "url": f"https://arxiv.org/abs/{id}",
        "eprint": id,
        "eprinttype": "arxiv",
    }
    return Found(fields, fields["url"], "arxiv", _text(entry, "a:summary"))


def crossref(doi: str, read: Reader) -> Found:
    """A DOI's record (api.crossref.org)."""
    address = f"https://api.crossref.org/works/{quote(doi, safe='/')}"
    work = _json(address, read).get("message") or {}
    container = _first(work.get("container-title"))
    authors = [_crossref_name(author) for author in work.get("author", ())]
    if not (work.get("title") and container and authors):
        raise LookupFailed(f"{address}: title, authors or container are missing")
    fields = {
        "title": _first(work["title"]),
        "author": " and ".join(authors),
        "journal" if work.get("type") == "journal-article" else "booktitle": container,
        "volume": work.get("volume", ""),
        "number": work.get("issue", ""),
        "pages": work.get("page", ""),
        "publisher": work.get("publisher", ""),
        "year": str((work.get("issued") or {}).get("date-parts", [[""]])[0][0]),
        "doi": work.get("DOI", doi),
        "url": doi_address(work.get("DOI", doi)),
    }
    return Found(fields, address, "official", re.sub(r"<[^>]+>", " ", work.get("abstract", "")))


def openreview(id: str, read: Reader) -> Found:
    """A forum's paper (api2.openreview.net), by the BibTeX that OpenReview gives for it."""
    address = f"https://api2.openreview.net/notes?id={quote(id)}"
    notes = _json(address, read).get("notes") or []
    content = (
        {
            name: part.get("value", "") if isinstance(part, dict) else part
            for name, part in (notes[0].get("content") or {}).items()
        }
        if notes
        else {}
    )
    if not content.get("_bibtex"):
        raise LookupFailed(f"{address}: no record of {id}")
    fields = _bibtex(content["_bibtex"], address)
    fields["url"] = f"https://openreview.net/forum?id={id}"
    return Found(fields, fields["url"], "official", content.get("abstract", ""))


def proceedings(address: str, read: Reader) -> Found:
    """A paper's page in its proceedings, by the `citation_*` tags that it carries."""
    tags = _Tags()
    tags.feed(read(address, "html"))
    of = tags.found
    container = _first(of.get("conference_title")) or _first(of.get("journal_title"))
    if not (of.get("title") and of.get("author") and container):
        raise LookupFailed(f"{address}: the page says no title, authors or proceedings")
    pages = [_first(of.get(name)) for name in ("firstpage", "lastpage")]
    date = _first(of.get("publication_date"))
    year = re.search(r"(19|20)\d\d", date)
    fields = {
        "title": of["title"][0],
        "author": " and ".join(of["author"]),
        "booktitle": container,
        "volume": _first(of.get("volume")),
        "pages": "--".join(page for page in pages if page),
        "year": year[0] if year else "",
        "doi": _first(of.get("doi")),
        "url": address,
    }
    return Found(fields, address, "official", _first(of.get("abstract")))


def _published(preprint: Found, read: Reader) -> Found:
    """The published version of a preprint if DBLP (dblp.org/faq) knows it, else the preprint."""
    title = preprint.fields["title"]
    address = f"https://dblp.org/search/publ/api?q={quote(title)}&format=json&h=20"
    try:
        hits = (_json(address, read).get("result") or {}).get("hits", {}).get("hit", [])
        for info in (hit.get("info", {}) for hit in hits):
            if info.get("venue") == "CoRR" or words(info.get("title", "")) != words(title):
                continue
            record = f"{info['url']}.bib?param=1"
            fields = _bibtex(read(record, "bib"), record)
            where = fields.get("booktitle") or fields.get("journal")
            if not where or not _share_author(fields["author"], preprint.fields["author"]):
                continue
            kept = {name: preprint.fields[name] for name in ("eprint", "eprinttype")}
            note = f"a published version was found and preferred: {where}"
            return replace(
                preprint,
                fields={**fields, **kept},
                source=info["url"],
                level="official",
                notes=(note,),
            )
    except (LookupFailed, KeyError, TypeError) as error:
        note = f"whether it was published could not be looked up ({error})"
        return replace(preprint, notes=(note,))
    return replace(preprint, notes=("DBLP knows no published version",))


def _share_author(a: str, b: str) -> bool:
    return bool({last for last, _ in name_keys(a)} & {last for last, _ in name_keys(b)})


def _bibtex(text: str, address: str) -> dict[str, str]:
    try:
        entries = read_entries(text, address)
    except SourceError as error:
        raise LookupFailed(str(error)) from error
    if not entries or not entries[0].fields.get("author"):
        raise LookupFailed(f"{address}: no BibTeX entry with authors")
    return dict(entries[0].fields)


def _json(address: str, read: Reader) -> dict[str, Any]:
    try:
        answer = json.loads(read(address, "json"))
    except ValueError as error:
        raise LookupFailed(f"{address}: half an answer ({error})") from error
    if not isinstance(answer, dict):
        raise LookupFailed(f"{address}: an answer of another form")
    return answer


def _crossref_name(author: Mapping[str, str]) -> str:
    if "family" not in author:
        return f"{{{author.get('name', '')}}}"
    parts = (author["family"], author.get("suffix", ""), author.get("given", ""))
    return ", ".join(part for part in parts if part)


def _first(values: Any) -> str:
    return str(values[0]) if values else ""


def _text(element: Xml.Element | None, path: str) -> str:
    found = element.findtext(path, "", _ATOM) if element is not None else ""
    return " ".join(found.split())


class _Tags(HTMLParser):
    """`citation_*` tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name, content = values.get("name") or "", values.get("content") or ""
        if tag == "meta" and name.startswith("citation_") and content:
            self.found.setdefault(name.removeprefix("citation_"), []).append(content)
