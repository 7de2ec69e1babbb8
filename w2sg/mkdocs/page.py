"""What MkDocs is told of a paper's page."""

from __future__ import annotations

from html import escape
from typing import Any

from w2sg.library.model import Paper
from w2sg.render.page_url import PageUrl
from w2sg.render.papers import paper_head


def describe_paper(page: Any, here: PageUrl, paper: Paper, address: str) -> None:
    """Set what MkDocs is told of the paper's `page`. address: of the site, with a slash at the
    end. Title and description are made inert, for MkDocs neither escapes them nor
    keeps macros in them from running."""
    page.meta["title"] = _inert(paper.title)
    page.meta["description"] = _inert(paper.page.summary)
    page.meta["hide"] = ["navigation", "toc"]
    scores = ["results/results.css"] if paper.page.results else []
    page.meta["styles"] = ["paper.css", *scores, "questions/questions.css", "terms.css"]
    page.meta["scripts"] = ["paper.js", "terms.js"]
    page.meta["search"] = {"exclude": True}  # the library's own index holds it
    page.meta["head"] = paper_head(here, paper, address)
    if paper.page.draft:
        page.meta["head"] = '<meta name="robots" content="noindex">'
        page.meta["search"] = {"exclude": True}


def _inert(text: str) -> str:
    return escape(text).replace("{", "&#123;")
