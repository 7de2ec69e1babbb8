"""Formats beside BibTeX: other programs read them, and nothing is lost on the way."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
import rispy
from cffconvert import Citation
from rdflib import RDF, Graph, Namespace, URIRef

from tests.helpers import ROOT
from w2sg.export.csl import csl_item
from w2sg.export.feed import atom
from w2sg.export.files import OF_A_LIST
from w2sg.export.references import STYLES, as_markdown, as_text, formatted, references
from w2sg.library import Library
from w2sg.library.text import fold, plain
from w2sg.queries.lists import corrected_on, latest_added, paper_lists

SCHEMA = Namespace("https://schema.org/")
RIS_TYPES = {"inproceedings": "CONF", "article": "JOUR", "misc": "ELEC"}
# The part of csl-data.json (Citation Style Language, 1.0.2) that our items use.
_TEXT = {"type": "string", "minLength": 1}
_NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "suffix", "literal"), _TEXT),
    "additionalProperties": False,
    "anyOf": [{"required": ["family", "given"]}, {"required": ["literal"]}],
}
_NAMES = (
    "title container-title collection-title publisher volume issue page number note DOI URL"
).split()
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": _TEXT,
            "type": {
                "enum": ["article", "article-journal", "paper-conference", "webpage", "report"]
            },
            "author": {"type": "array", "minItems": 1, "items": _NAME},
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1},
                    }
                },
                "required": ["date-parts"],
                "additionalProperties": False,
            },
            **dict.fromkeys(_NAMES, _TEXT),
        },
        "required": ["id", "type", "title", "author", "issued"],
        "additionalProperties": False,
    },
}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_ris_keeps_what_a_reference_needs(site: Path, library: Library) -> None:
    records = {r["id"]: r for r in rispy.loads(read(site / "library.ris"))}
    assert set(records) == set(library.papers)
    for key, paper in library.papers.items():
        record = records[key]
        assert record["title"] == paper.title
        names = [", ".join(n for n in (p.surname, p.given, p.suffix) if n) for p in paper.authors]
        assert record["authors"] == names
        assert int(record["year"]) == paper.year
        pages = "--".join(record[n] for n in ("start_page", "end_page") if n in record)
        assert pages == paper.entry.fields.get("pages", ""), key
        assert record.get("doi", "") == paper.doi
        kind = "RPRT" if paper.is_preprint else RIS_TYPES[paper.entry.type]
        assert record["type_of_reference"] == kind, key
        proceedings = paper.container if kind == "CONF" else None
        assert (record.get("custom3"), record.get("tertiary_title")) == (
            proceedings,
            plain(paper.entry.fields.get("series", "")) or None,
        )
        assert record.get("secondary_title", "") == ("" if kind == "RPRT" else paper.container)
        assert record.get("accession_number", "") == (paper.arxiv and f"arXiv:{paper.arxiv}")


def test_csl_json_is_valid_and_complete(site: Path, library: Library) -> None:
    items = json.loads(read(site / "library.csl.json"))
    jsonschema.validate(items, CSL)
    assert items == [csl_item(paper) for paper in library.papers.values()]
    for item in items:
        paper = library.papers[item["id"]]
        assert (item.get("DOI", ""), item["issued"]["date-parts"]) == (paper.doi, [[paper.year]])
        of_arxiv = {f"arXiv:{paper.arxiv}"} if paper.arxiv else set()
        assert {item[name] for name in ("number", "note") if name in item} == of_arxiv
        assert ("number" in item) == (paper.is_preprint and bool(paper.arxiv))


def test_a_preprint_is_said_to_be_where_it_is(site: Path, library: Library) -> None:
    """Nothing that a program reads says `arXiv` of a paper that is not there."""
    elsewhere = [paper for paper in library.papers.values() if not paper.arxiv]
    assert any(paper.is_preprint for paper in elsewhere)
    printed = [references(library, style) for style in STYLES]
    for paper in elsewhere:
        for suffix in ("bib", "ris", "csl.json"):
            assert "arxiv" not in read(site / f"papers/{paper.key}.{suffix}").lower()
        head = read(site / "papers" / paper.key / "index.html").partition("</head>")[0]
        said = [value for _, value in tags(head)]
        assert not [value for value in said if "arxiv" in value.lower()], paper.key
        for of_style in printed:
            assert "arxiv" not in of_style[paper.key].lower()
        if paper.is_preprint:
            assert csl_item(paper)["publisher"] == paper.venue.name


def test_references_from_csl_json_are_those_on_the_pages(site: Path, library: Library) -> None:
    items = json.loads(read(site / "library.csl.json"))
    for style in STYLES:
        of_pages = references(library, style)
        sample = items if style == "aps" else items[::12]
        assert formatted(sample, style) == {item["id"]: of_pages[item["id"]] for item in sample}
        for key, html in of_pages.items():
            page = read(site / "papers" / key / "index.html")
            assert f'id="{style}" dir="auto">{html}</p>' in page, key


@pytest.mark.slow
def test_a_reference_names_author_year_and_title(library: Library) -> None:
    for style in STYLES:
        for key, html in references(library, style).items():
            paper, text = library.papers[key], fold(as_text(html))
            assert fold(paper.authors[0].surname) in text, (style, key)
            assert fold(paper.title) in text
            if style == "apa":
                assert str(paper.year) in text, key


def test_hostile_text_stays_text() -> None:
    item = {
        "id": "x",
        "type": "article-journal",
        "title": "<script>alert(1)</script> & *stars*",
        "author": [{"family": "<b>Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2024]]},
    }
    for style in STYLES:
        html = formatted([item], style)["x"]
        assert "<script" not in html
        assert "<b>Doe" not in html
        assert "<script>alert(1)</script> & *stars*" in as_text(html)
        assert "\\*stars\\*" in as_markdown(html)


def test_every_list_is_there_in_every_format(site: Path, library: Library) -> None:
    for found in paper_lists(library):
        for format in OF_A_LIST:
            assert read(site / f"{found.path}.{format}").strip()
        keys = {r["id"] for r in rispy.loads(read(site / f"{found.path}.ris"))}
        assert keys == {paper.key for paper in found.papers}


def test_feeds_are_valid(site: Path, library: Library) -> None:
    paths = ["library", *(f"categories/{c.id}" for c in library.taxonomy.categories)]
    paths += [f"questions/{q.id}" for q in library.taxonomy.questions]
    for path in paths:
        feed = feedparser.parse(read(site / f"{path}.atom"))
        assert not feed.bozo, path
        assert feed.version == "atom10"
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)) > 0
        for entry in feed.entries:
            key = entry.id.rsplit("/", 1)[1]
            paper = library.papers[key]
            assert entry.title == paper.title
            assert [a.name for a in entry.authors] == [p.name for p in paper.authors]
            assert entry.link.endswith(f"/papers/{key}/")
            assert entry.published.startswith(paper.page.added.isoformat())
            changed = max(paper.page.added, corrected_on(library).get(key, paper.page.added))
            assert entry.updated.startswith(changed.isoformat())
            assert paper.label in entry.summary
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        links = {link.rel: link.href for link in feed.feed.links}
        page = links["alternate"].removeprefix(links["self"].removesuffix(f"{path}.atom"))
        assert (site / page / "index.html").is_file()


def test_a_corrected_record_is_news(library: Library) -> None:
    old, new = latest_added(library.papers.values())[-1], latest_added(library.papers.values())[0]
    day = new.page.added + timedelta(days=9)
    entries = feedparser.parse(atom("All", "library", [new, old], "/", {old.key: day})).entries
    assert [entry.id.rsplit("/", 1)[1] for entry in entries] == [old.key, new.key]
    assert entries[0].updated.startswith(day.isoformat())
    assert entries[0].published.startswith(old.page.added.isoformat())


def test_the_dump_keeps_to_its_schema(site: Path, library: Library) -> None:
    dump = json.loads(read(site / "library.json"))
    schema = json.loads(read(site / "library.schema.json"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(dump)
    assert [p["key"] for p in dump["papers"]] == list(library.papers)
    for record in dump["papers"]:
        paper = library.papers[record["key"]]
        assert record["bibtex"] == paper.entry.raw
        assert len(record["curation"]["evidence"]) == len(paper.page.evidence)
        assert len(record["curation"]["results"]) == len(paper.page.results)
    dump["papers"][0]["year"] = "soon"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(dump)


def test_citation_cff_is_valid() -> None:
    Citation(read(ROOT / "CITATION.cff")).validate()


def tags(html: str) -> list[tuple[str, str]]:
    pattern = r'<meta name="((?:citation_|z:|dc\.|prism\.)\w+)" content="([^"]*)">'
    found = re.findall(pattern, html)
    return [(name.removeprefix("citation_"), unescape(value)) for name, value in found]


def test_citation_tags_equal_the_bibtex(site: Path, library: Library) -> None:
    for key, paper in library.papers.items():
        fields = paper.entry.fields
        found = tags(read(site / "papers" / key / "index.html"))
        single = dict(found)
        names = [value for name, value in found if name == "author"]
        assert names == [
            ", ".join(n for n in (f"{p.surname} {p.suffix}".strip(), p.given) if n)
            for p in paper.authors
        ]
        assert single["title"] == paper.title
        assert single["publication_date"] == fields["year"]
        for name, value in (
            ("doi", fields.get("doi")),
            ("volume", fields.get("volume")),
            ("issue", fields.get("number")),
            ("arxiv_id", paper.arxiv or None),
            ("public_url", fields.get("url")),
        ):
            assert single.get(name) == value, (key, name)
        pages = "--".join(single[n] for n in ("firstpage", "lastpage") if n in single)
        assert pages == fields.get("pages", "")
        assert single.get("series_title", "") == plain(fields.get("series", ""))
        of = {name: value for name, value in single.items() if name.endswith("_title")}
        if paper.is_preprint:
            assert single["z:itemType"] == "preprint"
            assert single["publisher"] == paper.venue.name
            assert single.get("technical_report_number", "") == (
                paper.arxiv and f"arXiv:{paper.arxiv}"
            )
        elif paper.entry.type == "inproceedings":
            assert of["inbook_title"] == of["conference_title"] == paper.container
            # Zotero takes the kind of the item from the last of them.
            order = [name for name, _ in found]
            assert order.index("inbook_title") < order.index("conference_title")
        elif paper.entry.type == "article":
            assert of["journal_title"] == paper.container
        else:
            assert single["z:itemType"] == "webpage"
            assert single["prism.publicationName"] == paper.container
        if not paper.is_preprint:
            assert single.get("dc.description", "") == (paper.arxiv and f"arXiv:{paper.arxiv}")


def linked(html: str) -> Graph:
    graph = Graph()
    context: dict[str, Any] = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}
    for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        data = json.loads(text)
        assert data.pop("@context") == "https://schema.org"  # not fetched: no network in tests
        graph.parse(data=json.dumps({"@context": context, **data}), format="json-ld")
    return graph


def test_json_ld_says_what_each_page_is(site: Path, library: Library) -> None:
    for key in list(library.papers)[::20]:
        graph = linked(read(site / "papers" / key / "index.html"))
        paper = library.papers[key]
        (article,) = graph.subjects(RDF.type, SCHEMA.ScholarlyArticle)
        assert str(article).endswith(f"/papers/{key}/")
        assert str(graph.value(article, SCHEMA.headline)) == paper.title
        assert len(set(graph.objects(article, SCHEMA.author))) == len(paper.authors)
        assert set(graph.subjects(RDF.type, SCHEMA.BreadcrumbList))
    for key, paper in library.papers.items():
        text = re.search(
            r'<script type="application/ld\+json">(.*?)</script>',
            read(site / "papers" / key / "index.html"),
        )
        assert text
        assert json.loads(text[1])["name"] == paper.title
    home = linked(read(site / "index.html"))
    (dataset,) = home.subjects(RDF.type, SCHEMA.Dataset)
    files = [home.value(d, SCHEMA.contentUrl) for d in home.objects(dataset, SCHEMA.distribution)]
    for file in files:
        assert (site / str(file).rsplit("/", 1)[1]).is_file()
    assert isinstance(dataset, URIRef) or len(files) == 5


def test_pages_can_be_shared_and_found(site: Path) -> None:
    for path in sorted(site.rglob("index.html")):
        html = read(path)
        for name in ("og:title", "og:description", "og:url", "og:type"):
            assert re.search(rf'<meta property="{name}" content="[^"]+">', html), (path, name)
        assert '<link rel="canonical" href="https://' in html
        assert 'rel="search" type="application/opensearchdescription+xml"' in html
    assert "browse/?q={searchTerms}" in read(site / "opensearch.xml")
