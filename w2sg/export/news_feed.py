"""An Atom feed of what is new (RFC 4287)."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from w2sg.export.feed import ATOM, NAMESPACE, add_element, noon
from w2sg.library import Library
from w2sg.queries.lists import FIRST_DAY
from w2sg.queries.news import KINDS, Event, news

MOST = 300


def news_feed(library: Library, address: str) -> str:
    """The latest events, an entry each. address: the site's, with a slash at the end."""
    periods = news(library)
    events = [(period, event) for period in periods for event in period.events]
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed")
    add_element(feed, "id", f"{NAMESPACE}/new")
    add_element(feed, "title", "What is new: weak-to-strong generalization")
    add_element(feed, "updated", noon(periods[0].on if periods else FIRST_DAY))
    add_element(feed, "link", href=f"{address}new.atom", rel="self", type="application/atom+xml")
    add_element(feed, "link", href=f"{address}new/", rel="alternate", type="text/html")
    author = Xml.SubElement(feed, f"{{{ATOM}}}author")
    add_element(author, "name", "Library of Weak-to-Strong Generalization")
    for period, event in events[:MOST]:
        entry = Xml.SubElement(feed, f"{{{ATOM}}}entry")
        parts = (period.version or "now", event.kind, event.key, event.question, event.where)
        add_element(entry, "id", f"{NAMESPACE}/new/{'/'.join(map(_in_uri, filter(None, parts)))}")
        add_element(entry, "title", f"{KINDS[event.kind]}: {event.title}")
        add_element(entry, "updated", noon(period.on))
        key = event.after if event.kind == "retired" else event.key
        page = f"papers/{key}/" if key in library.papers else "new/"
        add_element(entry, "link", href=f"{address}{page}", rel="alternate", type="text/html")
        add_element(entry, "category", term=event.kind)
        add_element(entry, "summary", _summary(event))
    return Xml.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _summary(event: Event) -> str:
    if event.kind == "published":
        return f"{event.before} → {event.after}\n\n{event.new}"
    if event.kind == "finding":
        return f"{event.after} ({event.where})" if event.where else event.after
    if event.kind == "retired":
        return f"{event.before} → {event.after}" if event.after else event.before
    return event.after


def _in_uri(text: str) -> str:
    """`text` as a part of a tag URI."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "_" for c in text)
