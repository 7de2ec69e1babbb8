"""Atom feeds of additions and corrections (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from xml.etree import ElementTree as Xml

from w2sg.library.model import Paper
from w2sg.queries.lists import FIRST_DAY, latest_added

# Ids of entries (tag URIs, RFC 4151) stay the same wherever the site moves.
NAMESPACE = "tag:zchoi.github.io,2026:w2sg"
ATOM = "http://www.w3.org/2005/Atom"
MOST = 60


def atom(
    name: str,
    path: str,
    papers: Iterable[Paper],
    address: str,
    corrected: Mapping[str, date] = MappingProxyType({}),
    page: str = "",
) -> str:
    """The latest additions to a list, and its papers' latest corrections, as a feed.

    path: of the list below the site's root, where its page is, unless it is the whole library;
    address: the site's, with a slash at the end; corrected: see `corrected_on`;
    page: of the list below the site's root, where it is another.
    """
    latest = latest_added(papers)
    changed = {p.key: max(p.page.added, corrected.get(p.key, FIRST_DAY)) for p in latest}
    latest.sort(key=lambda paper: changed[paper.key], reverse=True)
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed")
    add_element(feed, "id", f"{NAMESPACE}/{path}")
    add_element(feed, "title", f"{name}: weak-to-strong generalization")
    add_element(feed, "updated", noon(changed[latest[0].key] if latest else FIRST_DAY))
    add_element(feed, "link", href=f"{address}{path}.atom", rel="self", type="application/atom+xml")
    page = page or ("browse/" if path == "library" else f"{path}/")
    add_element(feed, "link", href=f"{address}{page}", rel="alternate", type="text/html")
    for paper in latest[:MOST]:
        entry = Xml.SubElement(feed, f"{{{ATOM}}}entry")
        add_element(entry, "id", f"{NAMESPACE}/papers/{paper.key}")
        add_element(entry, "title", paper.title)
        add_element(entry, "updated", noon(changed[paper.key]))
        add_element(entry, "published", noon(paper.page.added))
        add_element(
            entry, "link", href=f"{address}papers/{paper.key}/", rel="alternate", type="text/html"
        )
        for name in paper.names:
            add_element(Xml.SubElement(entry, f"{{{ATOM}}}author"), "name", name)
        for category in paper.categories:
            add_element(entry, "category", term=category)
        add_element(entry, "summary", f"{paper.label}. {paper.page.summary}")
    return Xml.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def add_element(parent: Xml.Element, tag: str, text: str | None = None, **attributes: str) -> None:
    """Put an element of Atom with a text into `parent`."""
    Xml.SubElement(parent, f"{{{ATOM}}}{tag}", attributes).text = text


def noon(day: date) -> str:
    """A day as a moment of Atom."""
    return f"{day.isoformat()}T12:00:00Z"
