"""A paper in the words of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from w2sg.library.addresses import doi_address
from w2sg.library.model import Paper


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
        "author": [
            {"@type": "Person", "name": p.name, "familyName": p.surname, "givenName": p.given}
            if p.given
            else {"@type": "Organization", "name": p.surname}
            for p in paper.authors
        ],
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
