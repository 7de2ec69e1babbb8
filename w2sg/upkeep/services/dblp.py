"""Where a preprint appeared, by DBLP (dblp.org/faq, "How to use the dblp search API")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from w2sg.library.addresses import doi_of
from w2sg.library.bibtex_text import bibtex_text, without_markup
from w2sg.library.text import fold, readable
from w2sg.upkeep.services.bibtex import bibtex_fields
from w2sg.upkeep.services.found import Found, LookupFailed, Reader, same_people
from w2sg.upkeep.services.targets import target_in
from w2sg.upkeep.services.web import read_json

MIN_LIKE = 0.5  # share of common words from which two titles may be of one retitled work
_MAX_TRIED = 3
# Kinds of DBLP's that are no publication of a paper: other preprint servers, data, volumes, theses.
_NO_PAPER = ("Informal", "Data", "Editorship", "Reference", "Books")


def dblp(key: str, read: Reader) -> Found:
    """DBLP's own record, by its key: `conf/icml/Doe24`."""
    address = f"https://dblp.org/rec/{key}"
    fields = bibtex_fields(read(f"{address}.bib?param=1", "bib"), address)
    return Found(_cleaned(fields), address, "official", group="/".join(key.split("/")[:2]))


def published(preprint: Found, read: Reader, at: Callable[[str], Found]) -> Found:
    """The published version of a preprint, else the preprint with a note.

    at: reads the venue's own record at an address, or raises LookupFailed.
    """
    title = folded(preprint.fields["title"])
    shown = re.sub(r"[^\w-]+", " ", readable(without_markup(preprint.fields["title"]))).strip()
    address = f"https://dblp.org/search/publ/api?q={quote(shown)}&format=json&h=30"
    notes: list[str] = []
    try:
        found = _hits(read_json(address, read))
        hits = [
            hit
            for hit in found
            if "CoRR" not in _texts(hit, "venue")
            and not str(hit.get("type", "")).startswith(_NO_PAPER)
        ]
        same = [hit for hit in hits if folded(str(hit.get("title", ""))) == title]
        same.sort(key=_place)
        for hit in same[:_MAX_TRIED]:
            key = str(hit.get("key") or str(hit.get("url", "")).partition("/rec/")[2])
            record = dblp(key, read)
            if record.container and same_people(record.author, preprint.author):
                others = [f"DBLP has it in {_where(other)} too" for other in same if other != hit]
                addresses = sorted(_texts(hit, "ee"), key=_is_no_proceedings)
                return _with_own(record, preprint, addresses, at).noting(*others)
        notes = [_near(hit) for hit in hits if hit not in same and _is_near(hit, preprint)]
    except (LookupFailed, KeyError, TypeError, AttributeError) as error:
        reason = f"whether it was published could not be looked up ({error})"
        return replace(preprint, unanswered=(*preprint.unanswered, reason)).noting(reason)
    return preprint.noting(*(notes or ["DBLP knows no published version"]))


def _place(hit: Mapping[str, Any]) -> tuple[bool, str]:
    """The order of versions of one work: a workshop's last, a later extension after the first."""
    return "workshop" in " ".join(_texts(hit, "venue")).casefold(), str(hit.get("year", ""))


def _is_no_proceedings(address: str) -> bool:
    """Whether an address leads to no page of proceedings, which say more than others do."""
    target = target_in(address)
    return target is None or target.kind != "proceedings"


def folded(title: str) -> str:
    """A title by which two services' forms of it are one."""
    return fold(readable(bibtex_text(title)))


def as_published(found: Found, preprint: Found) -> Found:
    """A published record with what only its preprint has: arXiv id and abstract."""
    kept = {name: preprint.fields[name] for name in ("eprint", "eprinttype")}
    abstract = found.abstract or preprint.abstract
    return replace(found, fields={**found.fields, **kept}, abstract=abstract)


def _with_own(
    record: Found, preprint: Found, addresses: list[str], at: Callable[[str], Found]
) -> Found:
    """DBLP's record, or the venue's own one where it can be read and is of the same work."""
    note = f"a published version was found and preferred: {record.container}"
    unread = []
    for address in addresses:
        try:
            own = at(address)
        except LookupFailed as failed:
            unread.append(f"the venue's own record was not read ({failed})")
            continue
        if own.status != "accepted" or not same_people(own.author, preprint.author):
            unread.append(f"{address} says otherwise: {own.status}")
            continue
        own = replace(own, fields=_merged(own.fields, record.fields), group=record.group)
        return as_published(own, preprint).noting(*preprint.notes, note)
    fields = {**({"url": addresses[0]} if addresses else {}), **record.fields}
    record = replace(record, fields=fields)
    return as_published(record, preprint).noting(*preprint.notes, note, *unread[:1])


def _merged(own: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """The venue's fields, and those of DBLP that it lacks; one container."""
    fields = {name: value for name, value in own.items() if value}
    containers = {"booktitle", "journal"}
    dropped = containers if containers & fields.keys() else set()
    return {name: value for name, value in other.items() if name not in dropped} | fields


def _hits(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    hits = ((answer.get("result") or {}).get("hits") or {}).get("hit") or []
    return (hit["info"] for hit in hits if isinstance(hit, dict) and "info" in hit)


def _texts(hit: Mapping[str, Any], name: str) -> list[str]:
    """A value of a hit, which is a text or a list of texts."""
    given = hit.get(name) or []
    return [str(text) for text in (given if isinstance(given, list) else [given])]


def _authors(hit: Mapping[str, Any]) -> str:
    given = (hit.get("authors") or {}).get("author") or []
    names = given if isinstance(given, list) else [given]
    return " and ".join(str(n.get("text", "")) if isinstance(n, dict) else str(n) for n in names)


def _is_near(hit: Mapping[str, Any], preprint: Found) -> bool:
    """Whether a hit may be the same work with a new title: like words, and two of its authors."""
    mine, its = (set(folded(t).split()) for t in (preprint.fields["title"], str(hit.get("title"))))
    alike = len(mine & its) / max(1, len(mine | its))
    return alike >= MIN_LIKE and same_people(_authors(hit), preprint.author, enough=2)


def _near(hit: Mapping[str, Any]) -> str:
    return f"DBLP has a like title by two of its authors: {hit.get('title')} ({_where(hit)})"


def _where(hit: Mapping[str, Any]) -> str:
    return f"{', '.join(_texts(hit, 'venue'))} {hit.get('year', '')}".strip()


def _cleaned(fields: Mapping[str, str]) -> dict[str, str]:
    """DBLP's fields without the numbers of namesakes (`Jane Doe 0001`) and what is DBLP's own."""
    kept = {name: value for name, value in fields.items() if name not in ("timestamp", "note")}
    kept["author"] = re.sub(r" 0\d{3}\b", "", fields["author"])
    printed = doi_of(kept.get("url", ""))  # DBLP writes a DOI in capitals, but not in an address
    if printed and printed.casefold() == kept.get("doi", "").casefold():
        kept["doi"] = printed
    if kept.get("publisher", "").casefold() == "openreview.net":
        del kept["publisher"]
    return kept
