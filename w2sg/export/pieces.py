"""Every format as pieces, one a paper, of which any list is joined: by the build for the site's
own lists, by the browser for lists that readers make."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypedDict

from w2sg.export.csl import csl_item
from w2sg.export.references import STYLES, as_markdown, as_text, references
from w2sg.export.ris import ris
from w2sg.library import Library
from w2sg.library.model import Paper

COLUMNS = (
    "key,title,authors,year,venue,track,doi,arxiv,url,category,setting,weak_kind,gain,role"
).split(",")

FORMATS = {
    "bib": "BibTeX",
    "ris": "RIS",
    "csl.json": "CSL-JSON",
    "csv": "CSV",
    **{
        f"{style}.{suffix}": f"{style.upper()} ({name})"
        for style in STYLES
        for suffix, name in (("txt", "text"), ("html", "HTML"), ("md", "Markdown"))
    },
}  # file suffix -> for readers, in the order of the menus; see also assets/browse/tray.js


class Pieces(TypedDict):
    """A format's pieces: head + items of the chosen keys, in key order, joined + tail.

    comment: how a line of comment starts, empty if the format has none.
    """

    comment: str
    head: str
    join: str
    tail: str
    items: dict[str, str]


@lru_cache(maxsize=1)
def all_pieces(library: Library) -> dict[str, Pieces]:
    """file suffix -> pieces of all papers in that format, made once for pages and files."""
    papers = library.papers.values()
    made = {
        "bib": _pieces(papers, lambda p: p.entry.raw, join="\n\n", tail="\n", comment="%"),
        "ris": _pieces(papers, ris, join="\n\n", tail="\n"),
        "csl.json": _pieces(papers, _csl, head="[\n", join=",\n", tail="\n]\n"),
        "csv": _pieces(papers, lambda p: _line(_row(p)), head=_line(COLUMNS)),
    }
    for style in STYLES:
        html = references(library, style)
        made[f"{style}.txt"] = _of(html, as_text, join="\n\n", tail="\n")
        made[f"{style}.md"] = _of(html, as_markdown, join="\n\n", tail="\n")
        made[f"{style}.html"] = _of(html, str, head="<p>", join="</p>\n<p>", tail="</p>\n")
    return made


def joined(picks: Pieces, papers: Iterable[Paper]) -> str:
    """A list in a format, in key order."""
    keys = sorted(paper.key for paper in papers)
    items = picks["join"].join(picks["items"][key] for key in keys)
    return picks["head"] + items + picks["tail"]


def _pieces(
    papers: Iterable[Paper],
    write: Callable[[Paper], str],
    head: str = "",
    join: str = "",
    tail: str = "",
    comment: str = "",
) -> Pieces:
    items = {paper.key: write(paper) for paper in papers}
    return Pieces(comment=comment, head=head, join=join, tail=tail, items=items)


def _of(
    texts: Mapping[str, str],
    write: Callable[[str], str],
    join: str,
    tail: str,
    head: str = "",
) -> Pieces:
    items = {key: write(text) for key, text in texts.items()}
    return Pieces(comment="", head=head, join=join, tail=tail, items=items)


def _csl(paper: Paper) -> str:
    return json.dumps(csl_item(paper), ensure_ascii=False)


def _row(paper: Paper) -> list[str]:
    page = paper.page
    return [
        paper.key,
        paper.title,
        "; ".join(paper.names),
        str(paper.year),
        paper.venue.short,
        paper.track.name if paper.track else "",
        paper.doi,
        paper.arxiv,
        paper.url,
        "; ".join(page.category),
        "; ".join(page.setting),
        "; ".join(page.weak_kind),
        page.gain,
        page.role,
    ]


def _line(values: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()
