"""The files that are written beside the pages: name -> text."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from w2sg.bibliography.records import data
from w2sg.export import search_index
from w2sg.export.compare_data import compare_files
from w2sg.export.details import details
from w2sg.export.dump import dump, schema
from w2sg.export.feed import atom
from w2sg.export.markdown import markdown_pages
from w2sg.export.news_feed import news_feed
from w2sg.export.pieces import all_pieces, joined
from w2sg.export.scores_csv import scores_csv
from w2sg.library import Library
from w2sg.library.files import write_whole
from w2sg.queries.browse import paper_orders
from w2sg.queries.claims import claim_lists
from w2sg.queries.lists import corrected_on, paper_lists

_REDIRECT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Moved</title>
<meta name="description" content="This record has another key now.">
<meta property="og:title" content="Moved: {key}">
<meta property="og:description" content="This record has another key now.">
<meta property="og:url" content="{address}papers/{key}/">
<meta property="og:type" content="website">
<link rel="canonical" href="{address}papers/{key}/">
<link rel="search" type="application/opensearchdescription+xml" href="../../opensearch.xml">
<meta http-equiv="refresh" content="0; url={target}"></head>
<body><main><h1>This record has moved</h1>
<p>It is now <a href="{target}">{key}</a>.</p></main></body></html>
"""
_OPENSEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>W2SG</ShortName>
<Description>Papers on weak-to-strong generalization</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="{address}browse/?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
OF_A_PAPER = ("bib", "ris", "csl.json")
OF_A_LIST = ("bib", "ris", "csl.json", "csv", "apa.txt", "aps.txt")


def export_files(library: Library, address: str) -> dict[str, str]:
    """All exports, by their path below the site's root.

    address: the site's, with a slash at the end.
    """
    picks, corrected = all_pieces(library), corrected_on(library)
    files = {f"browse/picks/{format}.json": _json(pieces) for format, pieces in picks.items()}
    for found in paper_lists(library):
        for format in OF_A_LIST:
            files[f"{found.path}.{format}"] = joined(picks[format], found.papers)
        if found.path.startswith(("library", "categories", "questions")):
            files[f"{found.path}.atom"] = atom(
                found.name, found.path, found.papers, address, corrected
            )
    for found in claim_lists(library):
        files[f"{found.path}.bib"] = joined(picks["bib"], found.papers)
        files[f"{found.path}.atom"] = atom(
            found.name, found.path, found.papers, address, corrected, found.page
        )
    for key, paper in library.papers.items():
        for format in OF_A_PAPER:
            files[f"papers/{key}.{format}"] = joined(picks[format], [paper])
    for old, new in library.published.retired.items():
        key = escape(new)
        files[f"papers/{old}/index.html"] = _REDIRECT.format(
            target=f"../{key}/", key=key, address=escape(address)
        )
    files[search_index.PATH] = search_index.search_index(library)
    files["browse/details.json"] = _json(details(library))
    files["browse/orders.json"] = _json(paper_orders(library))
    files["checkbib.json"] = _json(data(library))
    files["new.atom"] = news_feed(library, address)
    files |= compare_files(library)
    files["results.csv"] = scores_csv(library)
    files["library.json"] = dump(library)
    files["library.schema.json"] = schema()
    files["opensearch.xml"] = _OPENSEARCH.format(address=escape(address))
    return files | markdown_pages(library, address)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_exports(library: Library, site: Path, address: str) -> int:
    """Write all exports below `site`; the number of files written. address: see export_files."""
    files = export_files(library, address)
    write_whole(site, files)
    return len(files)
