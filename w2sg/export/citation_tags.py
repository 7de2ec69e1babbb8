"""Tags in the head of a paper's page, from which Zotero and Google Scholar take its record."""

from __future__ import annotations

from w2sg.library.model import Paper, Person
from w2sg.library.pdf import pdf_address
from w2sg.library.text import plain

# Kind of work -> Zotero's kind of item.
ZOTERO_TYPES = {
    "preprint": "preprint",
    "inproceedings": "conferencePaper",
    "article": "journalArticle",
    "incollection": "bookSection",
    "book": "book",
    "techreport": "report",
    "phdthesis": "thesis",
}


def citation_tags(paper: Paper) -> list[tuple[str, str]]:
    """Name and content of the tags of a paper's page, an author each; some contents are empty.

    Highwire's tags, which Zotero and Google Scholar read. Of those that name a kind of work,
    Zotero's translator "Embedded Metadata" takes the last for the kind of the item, so the title of
    proceedings comes before the conference. What it can learn from none of them it reads from tags
    in its own words and in those of Dublin Core and PRISM: that a work is a preprint or a web page,
    the place of the latter, and the number of a preprint since published, as a remark.
    """
    first, last = paper.page_range
    fields = paper.entry.fields
    type_ = "preprint" if paper.is_preprint else paper.entry.type
    container = {type_: paper.container}
    return [
        ("citation_title", paper.title),
        *(("citation_author", _author(person)) for person in paper.authors),
        ("citation_publication_date", str(paper.year)),
        ("z:itemType", ZOTERO_TYPES.get(type_, "webpage")),
        ("citation_inbook_title", container.get("inproceedings", "")),
        ("citation_conference_title", container.get("inproceedings", "")),
        ("citation_journal_title", container.get("article", "")),
        ("prism.publicationName", container.get("misc", "")),
        ("citation_series_title", plain(fields.get("series", ""))),
        ("citation_volume", paper.volume),
        ("citation_issue", fields.get("number", "")),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_publisher", plain(fields.get("publisher", "")) or paper.server),
        ("citation_technical_report_number", paper.arxiv_number if paper.is_preprint else ""),
        ("dc.description", "" if paper.is_preprint else paper.arxiv_number),
        ("citation_doi", paper.doi),
        ("citation_arxiv_id", paper.arxiv),
        ("citation_public_url", paper.url),
        ("citation_pdf_url", pdf_address(paper)),
    ]


def _author(person: Person) -> str:
    # Zotero drops what follows a second comma, so the suffix stands with the family name.
    surname = f"{person.surname} {person.suffix}".strip()
    return f"{surname}, {person.given}" if person.given else surname
