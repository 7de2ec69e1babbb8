"""A paper in the words of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from w2sg.library.addresses import doi_address
from w2sg.library.model import Paper, Person


def article(paper: Paper, address: str) -> dict[str, Any]:
    """A paper as `ScholarlyArticle`. address: the site's, with a slash at the end."""
    same = [paper.url]
    if paper.doi:
        same.append(doi_address(paper.doi))
    if paper.arxiv:
        same.append(f"https://arxiv.org/abs/{paper.arxiv}")
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": f"{address}papers/{paper.key}/",
        "headline": paper.title,
        "name": paper.title,
        "author": [_author(person) for person in paper.authors],
        "datePublished": str(paper.year),
        "description": paper.page.summary,
        "sameAs": list(dict.fromkeys(link for link in same if link)),
        "url": paper.url,
    }
    if not paper.is_preprint and paper.container:
        kind = "Periodical" if paper.venue.kind == "journal" else "PublicationIssue"
        made["isPartOf"] = {"@type": kind, "name": paper.container}
    if paper.pages:
        made["pagination"] = paper.pages
    if paper.doi:
        made["identifier"] = f"doi:{paper.doi}"
    return made


def _author(person: Person) -> dict[str, str]:
    if person.is_group:
        return {"@type": "Organization", "name": person.name}
    parts = {
        "familyName": person.surname,
        "givenName": person.given,
        "honorificSuffix": person.suffix,
    }
    known = {name: part for name, part in parts.items() if part and part != person.name}
    return {"@type": "Person", "name": person.name, **known}
