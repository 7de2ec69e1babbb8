"""BibTeX: the library's own entries, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable

from w2sg.library.model import Paper


def bibtex(papers: Iterable[Paper]) -> str:
    """The entries of `papers` as they stand in `bib/`, in key order, a blank line between them."""
    raws = (paper.entry.raw for paper in sorted(papers, key=lambda paper: paper.key))
    return "\n\n".join(raws) + "\n"
