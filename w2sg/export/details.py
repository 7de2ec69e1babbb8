"""What Browse shows of a paper when its row is unfolded, and the authors it filters by."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256

from w2sg.export.pieces import all_pieces
from w2sg.export.search_index import search_index
from w2sg.library import Library
from w2sg.library.model import Paper
from w2sg.library.pdf import pdf_address
from w2sg.library.text import number
from w2sg.queries.browse import paper_orders
from w2sg.queries.compare import best_score

Details = dict[str, str | list[str]]


def details(library: Library) -> dict[str, Details]:
    """key -> names of the authors, summary, and where the paper has them: PDF, a finding and a
    score, each with its place."""
    return {key: _details(paper) for key, paper in library.papers.items()}


@lru_cache(maxsize=1)
def version(library: Library) -> str:
    """Stands in the addresses of Browse's data, so that a page never gets those of another day."""
    entries = all_pieces(library)["bib"]["items"]
    data = json.dumps([details(library), search_index(library), entries, paper_orders(library)])
    return sha256(data.encode()).hexdigest()[:10]


def _details(paper: Paper) -> Details:
    page = paper.page
    finding = page.evidence[0] if page.evidence else None
    told: Details = {
        "names": list(paper.names),
        "summary": page.summary,
        "pdf": pdf_address(paper),
        "finding": f"{finding.finding} ({finding.where})" if finding else "",
        "score": score_in_a_line(paper),
    }
    return {name: value for name, value in told.items() if value}


def score_in_a_line(paper: Paper) -> str:
    """The paper's best score: a gap recovered, else a source and its student; empty if there is
    neither."""
    row = best_score(paper)
    if row is None or (row.gap_recovered is None and (row.weak is None or row.student is None)):
        return ""
    models = " \N{RIGHTWARDS ARROW} ".join(filter(None, (row.weak_model, row.strong_model)))
    what = (
        f"{number(row.pgr)} % of the gap recovered{' (computed here)' if row.pgr_computed else ''}"
        if row.gap_recovered is not None
        else f"{row.metric}: {number(row.weak)} \N{RIGHTWARDS ARROW} {number(row.student)}"
    )
    told = ", ".join(filter(None, (what, models, row.task)))
    return f"{told} ({row.where})" if row.where else told
