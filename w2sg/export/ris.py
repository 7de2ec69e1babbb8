"""RIS, the tagged format of reference managers."""

from __future__ import annotations

from w2sg.library.model import Paper
from w2sg.library.text import plain

TYPES = {
    "inproceedings": "CONF",
    "article": "JOUR",
    "incollection": "CHAP",
    "book": "BOOK",
    "techreport": "RPRT",
    "phdthesis": "THES",
}


def ris(paper: Paper) -> str:
    """A paper as one RIS record, its authors as `Family, Given, Suffix`.

    A preprint is a report of its server, for RIS has no type of its own for it, and readers that
    do not know UNPB (unpublished) make articles of journals of it.
    """
    fields = paper.entry.fields
    first, last = paper.page_range
    kind = "RPRT" if paper.is_preprint else TYPES.get(paper.entry.type, "ELEC")
    container = "" if paper.is_preprint else paper.container
    # Where programs look for the title of proceedings: C3 Zotero and citation.js, BT bibutils and
    # JabRef, T2 others.
    proceedings = container if kind == "CONF" else ""
    tags = [
        ("TY", kind),
        ("ID", paper.key),
        ("TI", paper.title),
        *(
            ("AU", ", ".join(part for part in (p.surname, p.given, p.suffix) if part))
            for p in paper.authors
        ),
        ("PY", str(paper.year)),
        ("DA", str(paper.year)),  # citation.js: the year of a conference paper, PY of its event
        ("T2", container),
        ("C3", proceedings),
        ("BT", proceedings),
        ("T3", plain(fields.get("series", ""))),
        ("AN", paper.arxiv_number),  # before IS, for JabRef takes the last of them as number
        ("VL", paper.volume),
        ("IS", fields.get("number", "")),
        ("SP", first),
        ("EP", last),
        ("PB", plain(fields.get("publisher", "")) or paper.server),
        ("M3", "Preprint" if paper.is_preprint else ""),
        ("SN", paper.arxiv_number if paper.is_preprint else ""),
        # Read by Zotero (as Extra) and bibutils; citation.js takes an article's for its first page.
        ("M2", paper.arxiv_number if kind != "JOUR" else ""),
        ("DO", paper.doi),
        ("UR", paper.url),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - "])
