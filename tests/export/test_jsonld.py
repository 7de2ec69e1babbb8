"""Papers in the words of schema.org: who wrote them, and where they appeared."""

from __future__ import annotations

from dataclasses import replace

from w2sg.export.jsonld import article
from w2sg.library import Library
from w2sg.library.names import persons


def test_authors_are_persons_and_braces_mean_an_organization(library: Library) -> None:
    paper = next(iter(library.papers.values()))
    paper = replace(paper, authors=persons("Mausam and {Red Team} and Daumé, III, Hal and Doe, J."))
    assert article(paper, "https://example.org/")["author"] == [
        {"@type": "Person", "name": "Mausam"},
        {"@type": "Organization", "name": "Red Team"},
        {
            "@type": "Person",
            "name": "Hal Daumé III",
            "familyName": "Daumé",
            "givenName": "Hal",
            "honorificSuffix": "III",
        },
        {"@type": "Person", "name": "J. Doe", "familyName": "Doe", "givenName": "J."},
    ]


def test_what_is_published_names_its_container_and_a_preprint_none(library: Library) -> None:
    for paper in library.papers.values():
        said = article(paper, "https://example.org/")
        assert said["@id"] == f"https://example.org/papers/{paper.key}/"
        assert ("isPartOf" in said) == (not paper.is_preprint)
        if not paper.is_preprint:
            assert said["isPartOf"]["name"] == paper.container
        assert said.get("identifier", "doi:") == f"doi:{paper.doi}"
        assert all(said["sameAs"])
