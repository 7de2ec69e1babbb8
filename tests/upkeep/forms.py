"""Answers in the real forms of the services, made of a record. Whatever they say is made up."""

# ruff: noqa: E501 the services write long lines

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

NO_HITS = json.dumps({"result": {"hits": {"@total": "0", "@sent": "0"}}})
# name, given name, family name
Names = Sequence[tuple[str, str]]


def atom(
    title: str,
    names: Sequence[str],
    *,
    id: str = "2401.00001v1",
    year: str = "2024",
    extra: str = "",
) -> str:
    """export.arxiv.org/api/query; title and names in XML."""
    people = "".join(f"<author><name>{name}</name></author>" for name in names)
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id><title>arXiv Query: id_list={id}</title>
  <opensearch:totalResults>1</opensearch:totalResults>
  <entry><id>http://arxiv.org/abs/{id}</id><title>{title}</title>
    <updated>{year}-03-01T10:00:00Z</updated><summary>We study students
  of weak teachers.</summary><category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <published>{year}-01-20T18:00:00Z</published>{extra}{people}
  </entry></feed>"""


def crossref(**work: Any) -> str:
    """api.crossref.org/works/DOI."""
    whole = {
        "publisher": "A Publisher",
        "issue": None,
        "type": "journal-article",
        "created": {"date-parts": [[2024, 1, 2]], "date-time": "2024-01-02T10:00:00Z"},
        "source": "Crossref",
        "is-referenced-by-count": 3,
        "title": ["A made-up title"],
        "author": [{"given": "Jane", "family": "Doe", "sequence": "first", "affiliation": []}],
        "container-title": ["Nature"],
        "issued": {"date-parts": [[2024, 3]]},
        "DOI": "10.1000/x",
        "URL": "https://doi.org/10.1000/x",
        "ISSN": ["0000-0000"],
    }
    message = {name: value for name, value in {**whole, **work}.items() if value is not None}
    return json.dumps({"status": "ok", "message-type": "work", "message": message})


def hits(*infos: Mapping[str, Any]) -> str:
    """dblp.org/search/publ/api; each hit with title, venue, key, authors and ee."""
    found = [
        {"@score": "7", "@id": str(i), "info": {"type": "Conference and Workshop Papers", **info}}
        for i, info in enumerate(infos)
    ]
    return json.dumps({"result": {"status": {"@code": "200"}, "hits": {"hit": found}}})


def hit(title: str, key: str, venue: str, names: Sequence[str], ee: str = "", **more: Any) -> Any:
    """One hit of DBLP; a single author stands without a list, as DBLP has it."""
    people = [{"@pid": f"1/{i}", "text": name} for i, name in enumerate(names)]
    return {
        "authors": {"author": people if len(people) > 1 else people[0]},
        "title": f"{title}.",
        "venue": venue,
        "year": "2024",
        "key": key,
        "url": f"https://dblp.org/rec/{key}",
        **({"ee": ee} if ee else {}),
        **more,
    }


def bibtex(kind: str, key: str, fields: Mapping[str, str]) -> str:
    body = ",\n".join(f"  {name:<12} = {{{value}}}" for name, value in fields.items())
    return f"@{kind}{{{key},\n{body}\n}}\n"


def dblp_bib(kind: str, key: str, **fields: str) -> str:
    """dblp.org/rec/KEY.bib?param=1: names as spoken, titles braced by DBLP."""
    own = {
        "timestamp": "Mon, 01 Jan 2024 00:00:00 +0100",
        "biburl": f"https://dblp.org/rec/{key}.bib",
        "bibsource": "dblp computer science bibliography, https://dblp.org",
    }
    return bibtex(kind, f"DBLP:{key}", {**fields, **own})


def note2(**content: Any) -> str:
    """api2.openreview.net/notes: each value in an object of its own."""
    values = {name: {"value": value} for name, value in content.items()}
    note = {"id": "x", "forum": "x", "content": values, "cdate": 1700000000000}
    return json.dumps({"notes": [note], "count": 1})


def note1(invitation: str = "", **content: Any) -> str:
    """api.openreview.net/notes, the first version: plain values, one invitation."""
    note = {"id": "x", "forum": "x", "invitation": invitation, "content": content}
    return json.dumps({"notes": [note], "count": 1})


def acl_bib(key: str, **fields: str) -> str:
    """aclanthology.org/ID.bib: quoted values, authors on lines of their own."""
    rows = {**fields, "month": "aug", "address": "Bangkok, Thailand"}
    rows["author"] = rows["author"].replace(" and ", "  and\n      ")
    body = ",\n".join(
        f"    {name} = {value}" if name == "month" else f'    {name} = "{value}"'
        for name, value in rows.items()
    )
    return f"@inproceedings{{{key},\n{body}\n}}\n"


def pmlr(**fields: str) -> str:
    """A page of proceedings.mlr.press."""
    entry = bibtex("InProceedings", "pmlr-v1-x", {**fields, "month": "21--27 Jul"})
    return f"""<!DOCTYPE html><html><head><title>{escape(fields["title"])}</title>
<meta name="citation_title" content="{escape(fields["title"])}">
<script>var a = {{"@context": "x"}};</script></head><body>
<h3>Cite this Paper</h3><div class="codebox"><code class="citecode" id="bibtex">
{escape(entry)}</code></div><p>author@example.org {{</p></body></html>"""


def cvf(**fields: str) -> str:
    """A page of openaccess.thecvf.com."""
    entry = escape(bibtex("InProceedings", "Doe_2024_CVPR", {**fields, "month": "June"}))
    return (
        f'<html><head><meta name="citation_title" content="{escape(fields["title"])}"></head>'
        f'<body>[<a href="/content/x.pdf">pdf</a>] <div class="bibref pre-white-space">{entry}'
        "</div></body></html>"
    )


def neurips_page(link: str) -> str:
    """A page of proceedings.neurips.cc, which links to its BibTeX."""
    return (
        '<html><head><meta name="citation_title" content="x"></head><body><a href="/">NeurIPS</a>'
        f'<a class="btn" href="{link}">Bibtex</a><a href="/x-Paper.pdf">Paper</a></body></html>'
    )
