"""CSL-JSON, the input of citation processors and of reference managers.

Schema: csl-data.json of the Citation Style Language project, version 1.0.2.
"""

from __future__ import annotations

from typing import Any

from w2sg.library.model import Paper, Person
from w2sg.library.text import plain

TYPES = {
    "inproceedings": "paper-conference",
    "article": "article-journal",
    "incollection": "chapter",
    "book": "book",
    "techreport": "report",
    "phdthesis": "thesis",
}
_FIELDS = {
    "volume": "volume",
    "number": "issue",
    "series": "collection-title",
    "publisher": "publisher",
    "doi": "DOI",
    "url": "URL",
}


def csl_item(paper: Paper) -> dict[str, Any]:
    """A paper as CSL-JSON. A preprint is an `article` with its server as publisher and its
    number there, if it has one. The number of a preprint since published is a note, as Zotero
    keeps it: styles that print archives would name one that did not publish the paper."""
    fields = paper.entry.fields
    item: dict[str, Any] = {
        "id": paper.key,
        "type": "article" if paper.is_preprint else TYPES.get(paper.entry.type, "webpage"),
        "title": paper.title,
        "author": [_name(person) for person in paper.authors],
        "issued": {"date-parts": [[paper.year]]},
    }
    if paper.is_preprint:
        item["publisher"] = paper.server
    elif paper.container:
        item["container-title"] = paper.container
    if paper.arxiv:
        item["number" if paper.is_preprint else "note"] = paper.arxiv_number
    if paper.pages:
        item["page"] = paper.pages
    for field, name in _FIELDS.items():
        if fields.get(field):
            item[name] = fields[field] if field in ("doi", "url") else plain(fields[field])
    return item


def _name(person: Person) -> dict[str, str]:
    # Zotero drops `non-dropping-particle`, so a particle stands in the family name.
    if not person.given:
        return {"literal": person.surname}
    name = {"family": person.surname, "given": person.given}
    return {**name, "suffix": person.suffix} if person.suffix else name
