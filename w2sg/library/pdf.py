"""Where a paper can be read as a PDF: what its page links to, else what its venue's rule gives."""

from __future__ import annotations

import re
from functools import lru_cache

from w2sg.library.model import Paper

# The address of a record -> the address of its PDF. Each has the form that the venue's own pages
# link to; a test compares them with the addresses that were read there. PMLR's older volumes and
# NeurIPS from 2022 on, where the address does not tell the track, have no rule.
_RULES = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"https?://arxiv\.org/abs/(.+)", r"https://arxiv.org/pdf/\1"),
        (r"https?://aclanthology\.org/([^/]+)/?", r"https://aclanthology.org/\1.pdf"),
        (r"https?://openreview\.net/forum\?id=([\w-]+)", r"https://openreview.net/pdf?id=\1"),
        (
            r"https?://proceedings\.mlr\.press/(v(?:23[5-9]|2[4-9]\d|[3-9]\d\d))/(\w+)\.html",
            r"https://raw.githubusercontent.com/mlresearch/\1/main/assets/\2/\2.pdf",
        ),
        (
            r"https?://(?:papers|proceedings)\.(?:neurips|nips)\.cc/(?:paper_files/)?paper/"
            r"(19\d\d|200\d|201\d|202[01])/hash/([0-9a-f]{32})-Abstract\.html",
            r"https://proceedings.neurips.cc/paper_files/paper/\1/file/\2-Paper.pdf",
        ),
        (
            r"https?://(?:papers|proceedings)\.(?:neurips|nips)\.cc/(?:paper_files/)?paper/"
            r"(\d{4})/hash/([0-9a-f]{32})-Abstract-(\w+)\.html",
            r"https://proceedings.neurips.cc/paper_files/paper/\1/file/\2-Paper-\3.pdf",
        ),
        (
            r"https?://(openaccess\.thecvf\.com/content\w*(?:/\w+)?)/html/([\w.-]+_paper)\.html",
            r"https://\1/papers/\2.pdf",
        ),
        (
            r"https?://www\.roboticsproceedings\.org/(rss\d+/p\d+)\.html",
            r"https://www.roboticsproceedings.org/\1.pdf",
        ),
        (r"(https?://.+\.pdf)", r"\1"),
    )
)


@lru_cache(maxsize=4096)
def pdf_by_rule(address: str) -> str:
    """The PDF of the record at `address` by its venue's rule; empty where there is none."""
    for pattern, form in _RULES:
        if match := pattern.fullmatch(address):
            return match.expand(form)
    return ""


def pdf_address(paper: Paper) -> str:
    """The paper's PDF: as its page links it, else by the venue's rule, else arXiv's, else empty."""
    return (
        paper.page.links.get("pdf")
        or pdf_by_rule(paper.url)
        or (f"https://arxiv.org/pdf/{paper.arxiv}" if paper.arxiv else "")
    )
