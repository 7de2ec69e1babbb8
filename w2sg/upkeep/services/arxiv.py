"""Preprints of arXiv (info.arxiv.org/help/api/user-manual)."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from w2sg.library.addresses import doi_of
from w2sg.upkeep.services.found import NAMELESS, Found, LookupFailed, NoRecord, Reader

_NAMES = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}
_TELLING = re.compile(
    r"accept|appear|publish|withdraw|retract|superse|conference|workshop|proceedings|journal",
    re.IGNORECASE,
)
# A work may be withdrawn from a venue, and stay on arXiv.
_WITHDRAWN = re.compile(r"\bwithdrawn\b(?! from (?!(?:the )?arxiv))", re.IGNORECASE)
_NO_SUMMARY = re.compile(
    r"\W*(?:this|the) (?:paper|article|submission|manuscript|work|preprint) (?:has been|was|is) "
    "withdrawn",
    re.IGNORECASE,
)


def arxiv(id: str, read: Reader) -> Found:
    """The newest version of a preprint, which `source` names; what the authors say of where it
    appeared, and a withdrawal, are noted."""
    address = f"https://export.arxiv.org/api/query?id_list={id}"
    text = read(address, "xml")
    if "<!" in text:  # entities can be made to grow without end
        raise LookupFailed(f"{address}: the answer declares a document type")
    try:
        entry = Xml.fromstring(text).find("a:entry", _NAMES)  # noqa: S314
    except Xml.ParseError as error:
        raise LookupFailed(f"{address}: half an answer ({error})") from error
    if entry is None or "api/errors" in _text(entry, "a:id"):
        raise NoRecord(f"arXiv knows no {id}")
    spoken = [_text(author, "a:name") for author in entry.findall("a:author", _NAMES)]
    if "" in spoken:
        raise LookupFailed(f"{address}: {NAMELESS}")
    # What stands before a colon of its own is a team: `ByteDance Seed`, `:`, `Jane Doe`.
    names = [
        f"{{{name}}}" if behind == ":" else name
        for name, behind in zip(spoken, [*spoken[1:], ""], strict=False)
        if re.search(r"\w", name)
    ]
    if not names:
        raise LookupFailed(f"{address}: the record has no authors")
    fields = {
        "title": _text(entry, "a:title"),
        "author": " and ".join(names),
        "year": _text(entry, "a:published")[:4],
        "url": f"https://arxiv.org/abs/{id}",
        "eprint": id,
        "eprinttype": "arxiv",
    }
    comment, journal = _text(entry, "x:comment"), _text(entry, "x:journal_ref")
    said = [comment] if _TELLING.search(comment) else []
    said += [f"published as {journal}"] if journal else []
    summary = _text(entry, "a:summary")
    unwritten = bool(_NO_SUMMARY.match(summary))
    said += [summary] if unwritten else []
    version = re.search(r"v[0-9]+$", _text(entry, "a:id"))
    return Found(
        fields,
        f"{fields['url']}{version[0] if version else ''}",
        "arxiv",
        "withdrawn" if unwritten or _WITHDRAWN.search(comment) else "preprint",
        abstract=summary,
        notes=tuple(f"arXiv says: {words}" for words in said),
        doi=doi_of(_text(entry, "x:doi")),
    )


def _text(element: Xml.Element, path: str) -> str:
    return " ".join(element.findtext(path, "", _NAMES).split())
