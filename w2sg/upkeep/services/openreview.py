"""Forums of OpenReview (docs.openreview.net): the note of the paper, in either version of the API.

The note's own title and authors hold; the BibTeX that is stored with it may be older.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from w2sg.upkeep.services.bibtex import bibtex_fields
from w2sg.upkeep.services.found import (
    NAMELESS,
    Found,
    LookupFailed,
    NoRecord,
    Reader,
    Status,
    is_anonymous,
)
from w2sg.upkeep.services.web import read_json

APIS = ("https://api2.openreview.net", "https://api.openreview.net")
# How a venue says what it decided, behind its name: `ICLR 2024 poster`.
_DECISION = re.compile(
    r"[\s(-]*\b(?:(?:spotlight|oral|poster|spotlightposter|oralposter|talk|notable|top|accept(?:ed)?"
    r"|main|regular|conditional|with|presentation|outstanding|best)\b[\s)-]*|[0-9]+%\s*)+$",
    re.IGNORECASE,
)
_REJECTED = re.compile(r"reject", re.IGNORECASE)
_WITHDRAWN = re.compile(r"withdraw|retract", re.IGNORECASE)
# What says that a work is not accepted, yet or at all.
_SUBMITTED = re.compile(
    r"^\s*submitted to\s+|^\s*under review (?:for|at|by)\s+|\s*\b(?:submission|submitted)$"
    r"|under[_ ]review|\bpending\b",
    re.IGNORECASE,
)
_PENDING = re.compile(r"/Submission[0-9]*(?:/|$)|under_review|pending", re.IGNORECASE)
# Groups of copies and of what authors say of their own work.
_NOT_A_VENUE = re.compile(r"^(?:dblp\.org|openreview\.net|orcid\.org)", re.IGNORECASE)
_OUTCOME = re.compile(
    r"\b(?:conference|desk|rejected|withdrawn|retracted|submission|paper|by|from|authors)\b",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\{?\\(textasciicircum|textbackslash|textasciitilde)(?:\{\}|\s)*\}?")
_PLAIN = {"textasciicircum": "^", "textbackslash": "\\", "textasciitilde": "~"}


def openreview(id: str, read: Reader) -> Found:
    """The paper of a forum. Raises LookupFailed if it is under review or its authors are hidden."""
    note, failures = None, []
    for api in APIS:
        address = f"{api}/notes?id={quote(id)}"
        try:
            notes = read_json(address, read).get("notes")
        except LookupFailed as failed:
            failures.append(str(failed))
            continue
        if isinstance(notes, list) and notes and isinstance(notes[0], dict):
            note = notes[0]
            break
    if note is None:
        if failures:
            raise LookupFailed(failures[0])
        raise NoRecord(f"OpenReview has no record of {id}")
    return _of_note(note, id)


def _of_note(note: Mapping[str, Any], id: str) -> Found:
    if note.get("ddate"):
        raise NoRecord(f"{id} was deleted from OpenReview: give its DOI or arXiv id")
    given = note.get("content")
    content = {
        name: value.get("value", "") if isinstance(value, dict) else value
        for name, value in (given.items() if isinstance(given, dict) else ())
    }
    stored = _stored(str(content.get("_bibtex") or ""))
    listed = content.get("authors")
    names = [*map(_name, listed)] if isinstance(listed, list) else [stored.get("author", "")]
    author = " and ".join(names)
    title = str(content.get("title") or stored.get("title", ""))
    invitations = " ".join(map(str, note.get("invitations") or [note.get("invitation") or ""]))
    group = str(content.get("venueid") or invitations.partition("/-/")[0])
    said = str(content.get("venue") or "")
    container = stored.get("booktitle") or stored.get("journal") or ""
    status = _status(said, str(content.get("venueid") or ""), container, invitations)
    where = _SUBMITTED.sub("", said) or _host(group) or _SUBMITTED.sub("", container) or "a venue"
    if status == "under review":
        raise NoRecord(
            f"{id} is submitted to {where}, and not accepted (under review, or turned down): wait, "
            "or give its arXiv id"
        )
    if _NOT_A_VENUE.search(group):
        raise NoRecord(f"OpenReview has only a copy of {id} ({group}): give its DOI or arXiv id")
    if not title or is_anonymous(author):
        raise NoRecord(f"OpenReview names no title or no authors of {id}: give its arXiv id")
    address = f"https://openreview.net/forum?id={id}"
    if not all(map(str.strip, names)):
        raise NoRecord(f"{address}: {NAMELESS}")
    year = _year(said, group, stored, note)
    fields = {"title": title, "author": author, "year": year, "url": address}
    abstract = str(content.get("abstract") or "")
    if status == "accepted":
        name = _place(said, group) or container
        if not name:
            raise NoRecord(f"OpenReview does not say whether {id} was accepted, and where")
        journal = stored.get("journal") or re.fullmatch(r"(?:accepted (?:by|at) )?tmlr", name, re.I)
        name = re.sub(r"^accepted (?:by|at) ", "", name, flags=re.IGNORECASE)
        fields["journal" if journal else "booktitle"] = name
        return Found(fields, address, "official", "accepted", group, abstract)
    host = " ".join(_OUTCOME.sub(" ", where).split()) or group.partition("/")[0]
    outcome = f"{status} from {host}"
    fields["howpublished"] = f"OpenReview submission, {outcome}"
    notes = (f"OpenReview says: {outcome}",)
    return Found(fields, address, "secondary", status, group, abstract, notes)


def _status(said: str, group: str, container: str, invitations: str) -> Status | Any:
    """What a venue decided, by all that says so."""
    if any(_WITHDRAWN.search(text) for text in (said, group, invitations)):
        return "withdrawn"
    if any(_REJECTED.search(text) for text in (said, group or invitations)):
        return "rejected"
    if said or group:
        pending = bool(_SUBMITTED.search(said) or _PENDING.search(group))
    else:
        pending = bool(not container or _SUBMITTED.search(container))
    return "under review" if pending else "accepted"


def _name(author: Any) -> str:
    """An author, who may be an object with institutions."""
    return str(author.get("fullname") or "") if isinstance(author, dict) else str(author)


def _stored(bibtex: str) -> dict[str, str]:
    """The stored BibTeX as plain text: its generator escapes all of LaTeX's characters."""
    try:
        fields = bibtex_fields(bibtex, "OpenReview") if bibtex else {}
    except LookupFailed:
        return {}
    for name in ("title", "author"):
        text = _ESCAPED.sub(lambda sign: _PLAIN[sign[1]], fields.get(name, ""))
        fields[name] = re.sub(r"\\([&%#_${}])", r"\1", text)
    return fields


def _place(said: str, group: str) -> str:
    """Where the paper appeared: what the venue says without the decision, or its group."""
    name = _DECISION.sub("", said).strip()
    host = _host(group)
    if not name or (host and re.search(r"\bWorkshop\b", host) and "workshop" not in name.lower()):
        return host
    return name


def _host(group: str) -> str:
    """`NeurIPS.cc/2023/Workshop/R0-FoMo` -> `NeurIPS 2023 Workshop R0-FoMo`; else empty."""
    parts = group.split("/")
    at = next((i for i, part in enumerate(parts) if re.fullmatch(r"20[0-9]{2}", part)), 0)
    if at == 0:
        return ""
    name = re.sub(r"\.(?:cc|org|com|net)$", "", parts[at - 1])
    rest = [
        part
        for part in parts[at + 1 :]
        if not re.search(r"Submission[0-9]*$|^Conference$|^Track$", part)
    ]
    return " ".join([name, parts[at], *rest]).replace("_", " ")


def _year(said: str, group: str, stored: Mapping[str, str], note: Mapping[str, Any]) -> str:
    """The venue's year, else that of the stored record or of publication."""
    printed = re.search(r"\b20[0-9]{2}\b", f"{said} {group}")
    if printed:
        return printed[0]
    if stored.get("year"):
        return stored["year"]
    when = note.get("pdate") or note.get("cdate")
    return str(datetime.fromtimestamp(when / 1000, UTC).year) if isinstance(when, int) else ""
