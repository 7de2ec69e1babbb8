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
    """A paper as one RIS record, its authors as `Family, Given, Suffix`."""
    fields = paper.entry.fields
    first, last = paper.page_range
    tags = [
        ("TY", "UNPB" if paper.is_preprint else TYPES.get(paper.entry.type, "GEN")),
        ("ID", paper.key),
        ("TI", paper.title),
        *(
            ("AU", ", ".join(part for part in (p.surname, p.given, p.suffix) if part))
            for p in paper.authors
        ),
        ("PY", str(paper.year)),
        ("T2", "" if paper.is_preprint else paper.container),
        ("T3", plain(fields.get("series", ""))),
        ("VL", paper.volume),
        ("IS", fields.get("number", "")),
        ("SP", first),
        ("EP", last),
        ("PB", plain(fields.get("publisher", "")) or ("arXiv" if paper.is_preprint else "")),
        ("AN", f"arXiv:{paper.arxiv}" if paper.arxiv else ""),
        ("DO", paper.doi),
        ("UR", paper.url),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - "])
