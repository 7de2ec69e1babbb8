"""Papers' pages in proceedings: ACL Anthology, PMLR, NeurIPS and CVF, by the BibTeX they offer."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from w2sg.upkeep.services.bibtex import bibtex_fields
from w2sg.upkeep.services.found import NAMELESS, Found, LookupFailed, Reader, first

# Hosts, each with what stands in a page's address and how the address of its record is made of it.
_ACL = ("aclanthology.org", "www.aclanthology.org", "aclweb.org", "www.aclweb.org")
_NEURIPS = (
    "proceedings.neurips.cc",
    "papers.nips.cc",
    "papers.neurips.cc",
    "datasets-benchmarks-proceedings.neurips.cc",
)
HOSTS = (*_ACL, *_NEURIPS, "proceedings.mlr.press", "openaccess.thecvf.com")
_ACL_ID = re.compile(r"/(?:anthology/)?([A-Z][0-9]{2}-[0-9]{4}|[0-9]{4}\.[a-z0-9_-]+\.[0-9]+)")
_ACL_DOI = re.compile(r"10\.18653/v1/([a-z0-9._-]+)$", re.IGNORECASE)
_BIB_LINK = re.compile(r"-Bibtex[^/]*\.bib$")


def page_address(address: str) -> str:
    """The page of the paper that an address of proceedings leads to, be it its PDF or an old form;
    empty if it is of no proceedings that are read here."""
    parts = urlsplit(address)
    host, path = (parts.hostname or "").lower(), parts.path
    if host in _ACL and (id := _ACL_ID.match(path)):
        return f"https://aclanthology.org/{id[1]}/"
    if host == "proceedings.mlr.press":
        path = re.sub(r"^/(v[0-9]+)/([^/]+)/\2(?:-supp)?\.pdf$", r"/\1/\2.html", path)
    elif host in _NEURIPS:
        path = re.sub(r"/file/(\w+)-Paper(.*)\.pdf$", r"/hash/\1-Abstract\2.html", path)
    elif host == "openaccess.thecvf.com":
        path = re.sub(r"/papers/(.+)_paper\.pdf$", r"/html/\1_paper.html", path)
    else:
        return ""
    return f"https://{host}{path}"


def acl_address(doi: str) -> str:
    """The ACL Anthology's page of a DOI of its own; empty for others."""
    own = _ACL_DOI.match(doi)
    if own is None:
        return ""
    # Ids since 2020 are in small letters, those before begin with a capital: `P19-1001`.
    id = own[1].lower() if "." in own[1] else own[1].upper()
    return f"https://aclanthology.org/{id}/"


def proceedings(address: str, read: Reader) -> Found:
    """The record of a paper's page (see `page_address`)."""
    fields: dict[str, str] = {}
    abstract = ""
    if address.startswith("https://aclanthology.org/"):
        record = f"{address.rstrip('/')}.bib"
        try:
            fields = bibtex_fields(read(record, "bib"), record)
        except LookupFailed as failed:
            unread = failed
    if not fields:
        page = _Page()
        page.feed(read(address, "html"))
        abstract = first(page.tags.get("abstract"))
        fields = _of_page(page, address, read)
        if not fields and address.startswith("https://aclanthology.org/"):
            raise unread
    if not fields:
        raise LookupFailed(f"{address}: the page says no title, authors or proceedings")
    book = fields.get("booktitle")
    if book and "Datasets_and_Benchmarks" in address and "Datasets" not in book:
        fields["booktitle"] = f"{book}, Datasets and Benchmarks Track"
    abstract = abstract or fields.get("abstract", "")
    return Found({**fields, "url": address}, address, "official", abstract=abstract)


def _of_page(page: _Page, address: str, read: Reader) -> dict[str, str]:
    """The BibTeX that a page shows or links to, else what its `citation_*` tags say."""
    link = next((link for link in page.links if _BIB_LINK.search(link)), "")
    for source in (urljoin(address, link) if link else "", address):
        try:
            if source:
                return bibtex_fields(
                    page.text if source == address else read(source, "bib"), source
                )
        except LookupFailed:
            continue
    return _of_tags(page.tags, address)


def _of_tags(tags: dict[str, list[str]], address: str) -> dict[str, str]:
    """A record from the tags that pages carry for Google Scholar ("Inclusion Guidelines for
    Webmasters")."""
    container = first(tags.get("conference_title")) or first(tags.get("journal_title"))
    if not (first(tags.get("title")) and tags.get("author") and container):
        return {}
    if not all(map(str.strip, tags["author"])):
        raise LookupFailed(f"{address}: {NAMELESS}")
    pages = [first(tags.get(name)) for name in ("firstpage", "lastpage")]
    year = re.search(r"(?:19|20)\d\d", first(tags.get("publication_date")))
    return {
        "title": first(tags["title"]),
        "author": " and ".join(tags["author"]),
        "booktitle": container,
        "volume": first(tags.get("volume")),
        "pages": "--".join(dict.fromkeys(page for page in pages if page)) if pages[0] else "",
        "year": year[0] if year else "",
        "doi": first(tags.get("doi")),
    }


class _Page(HTMLParser):
    """Text, links and `citation_*` tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, list[str]] = {}
        self.links: list[str] = []
        self._text: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("name", "")
        if tag == "meta" and name.startswith("citation_"):
            content = values.get("content", "")
            self.tags.setdefault(name.removeprefix("citation_"), []).append(content)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag == "br":
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        self._text.append(data)
