"""What is compared of every paper, its cells ready-made in each format, as one document.

`related_work.py` joins them for the terminal, `docs/assets/compare/` for the page; so both write
the same, and neither has to know how a format escapes. The page reads an index and then the papers
it needs, each a file.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from hashlib import sha256
from typing import TypedDict

from w2sg.export.latex_text import as_latex
from w2sg.library import Library
from w2sg.library.addresses import is_address
from w2sg.library.model import Paper
from w2sg.library.text import number
from w2sg.queries.compare import (
    CLAIM_WIDTH,
    ROWS,
    Finding,
    best_score,
    findings,
    on_claims,
    selections,
    subjects,
)
from w2sg.queries.lists import newest_day, newest_first

# A text that is the same in all formats; or text, LaTeX, Markdown, CSV and the address it links to,
# each of the middle three empty where it is the text.
Cell = str | list[str]
COMPARE_FILE = "compare.json"
INDEX_FILE = "compare/index.json"
SHARED_CLAIMS = 3  # rows of claims shown unless others are asked for
# What a LaTeX table takes, so that it fits on a page of the class `article`. A line a paper: up to
# so many columns, `small_from` of which make the letters smaller, and papers. With more columns the
# table is turned, to a column a paper, of which it has up to so many. lines, characters: of a page,
# in a line. paper_width: as a row's. held: tables that LaTeX holds before it is asked for a page.
TABLE_ROOM = {
    "columns": 7,
    "small_from": 6,
    "papers": 12,
    "turned_papers": 5,
    "lines": 46,
    "characters": 80,
    "paper_width": 11,
    "held": 10,
}
# The end of a sentence: a stop before a blank and what can begin another; not of an abbreviation.
_STOP = re.compile(
    r"[.!?](?<!\bDr.)(?<!\bvs.)(?<!\bcf.)(?<!\bet al.)(?<!\bFig.)(?<!\bSec.)(?<!\bEq.)"
    r"(?<!\b[a-zA-Z].)[\"”’)]*(?=\s+[^a-z\s]|$)"
)


LISTS = {
    "category": "Papers of the category",
    "question": "Papers with findings on the question",
    "claim": "Papers with findings on the claim",
    "setting": "Papers of the setting",
}


class RowData(TypedDict):
    """A row of the page, which is a column of the tables. width: its share of the table's; claim:
    whether it is the stance on one."""

    id: str
    name: Cell
    width: int
    of_words: bool
    claim: bool


class SubjectData(TypedDict):
    """An open question, or a claim. sides: `for`, `against`, `open` -> how it calls them."""

    kind: str
    id: str
    name: Cell
    sides: dict[str, Cell]


class ListData(TypedDict):
    """A list of papers. papers: their places in `papers`, in the list's order."""

    kind: str
    id: str
    name: Cell
    papers: list[int]


class CiteData(TypedDict):
    """How papers are cited. group: command that cites several; text: one that is part of a
    sentence; named: whether the sentence must say the authors itself; needs: packages."""

    id: str
    group: str
    text: str
    named: bool
    needs: str


class FindingData(TypedDict):
    """A finding. sides: subject -> side; place: as text, and in LaTeX for an optional argument."""

    sides: dict[str, str]
    sentence: Cell
    place: Cell


class PaperData(TypedDict):
    """A paper. cited: as people say it; authors: as said in LaTeX before a plain `\\cite`; summary:
    its first sentence."""

    key: str
    title: str
    cited: Cell
    authors: str
    url: str
    summary: Cell
    cells: dict[str, Cell]
    findings: list[FindingData]


class CompareData(TypedDict):
    """The document. source: what the library is called, with its release; captions: see CAPTIONS;
    shared_claims: how many rows of claims are shown unless others are asked for; room: see
    TABLE_ROOM; papers: newest first; retired: old key -> new."""

    source: Cell
    captions: dict[str, str]
    shared_claims: int
    room: dict[str, int]
    cites: list[CiteData]
    rows: list[RowData]
    subjects: list[SubjectData]
    lists: list[ListData]
    papers: list[PaperData]
    retired: dict[str, str]


CITES = (
    CiteData(id="citep", group="\\citep", text="\\citet", named=False, needs="natbib"),
    CiteData(id="parencite", group="\\parencite", text="\\textcite", named=False, needs="biblatex"),
    CiteData(id="cite", group="\\cite", text="\\cite", named=True, needs=""),
)


# How captions begin, by the kind of list or of papers chosen one by one; what the best score means.
CAPTIONS = {
    **LISTS,
    "chosen": "Papers on weak-to-strong generalization side by side",
    "best": "Best score: of the scores that a paper reports, those with the highest gap recovered; "
    "scores of different tasks cannot be compared.",
}


@lru_cache(maxsize=1)
def compare_data(library: Library) -> CompareData:
    """The document of a library, papers newest first; made once."""
    papers = newest_first(library.papers.values())
    places = {paper.key: place for place, paper in enumerate(papers)}
    return CompareData(
        source=cell(_source(library)),
        captions=CAPTIONS,
        shared_claims=SHARED_CLAIMS,
        room=TABLE_ROOM,
        cites=list(CITES),
        rows=_rows(library),
        subjects=[
            SubjectData(
                kind=subject.kind,
                id=subject.id,
                name=cell(subject.name),
                sides={side: cell(name) for side, name in subject.sides.items()},
            )
            for subject in subjects(library)
        ],
        lists=[
            ListData(
                kind=found.kind,
                id=found.id,
                name=cell(found.name),
                papers=[places[paper.key] for paper in found.papers],
            )
            for found in selections(library)
        ],
        papers=[_paper(library, paper) for paper in papers],
        retired=dict(library.published.retired),
    )


@lru_cache(maxsize=1)
def compare_files(library: Library) -> dict[str, str]:
    """The whole document; the same with keys in place of papers; and each paper by itself."""
    data = dict(compare_data(library))
    papers = compare_data(library)["papers"]
    files = {COMPARE_FILE: data, INDEX_FILE: {**data, "papers": [paper["key"] for paper in papers]}}
    files |= {f"compare/papers/{paper['key']}.json": dict(paper) for paper in papers}
    return {
        name: json.dumps(file, ensure_ascii=False, separators=(",", ":"))
        for name, file in files.items()
    }


def compare_address(library: Library) -> str:
    """Where the index stands below the site's root. It changes with the document, so that no page
    reads an older one."""
    digest = sha256(compare_files(library)[COMPARE_FILE].encode("utf-8")).hexdigest()
    return f"{INDEX_FILE}?v={digest[:12]}"


def cell(
    text: str,
    latex: str | None = None,
    markdown: str | None = None,
    csv: str | None = None,
    href: str = "",
) -> Cell:
    """A cell; a format that is not given is made from `text`."""
    forms = [
        as_latex(text) if latex is None else latex,
        as_markdown(text) if markdown is None else markdown,
        text if csv is None else csv,
    ]
    kept = [form if form != text else "" for form in forms]
    return [text, *kept, href] if href or any(kept) else text


def as_markdown(text: str) -> str:
    """Text that neither Markdown nor its tables read as markup, on one line."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(text.split()))


def first_sentence(text: str) -> str:
    """`It learns. So do we.` -> `It learns.`; all of a text without a stop."""
    stop = _STOP.search(text)
    return text[: stop.end()] if stop else text


def _source(library: Library) -> str:
    """`Library of Weak-to-Strong Generalization, release 2026-11`, and until when it was changed
    since."""
    name = "Library of Weak-to-Strong Generalization"
    if not library.releases:
        return name
    release, day = library.releases[-1], newest_day(library)
    changed = f" with changes until {day}" if day and day > release.on else ""
    return f"{name}, release {release.version}{changed}"


def _rows(library: Library) -> list[RowData]:
    rows = [
        RowData(id=row.id, name=cell(row.name), width=row.width, of_words=row.of_words, claim=False)
        for row in ROWS
    ]
    claims = (subject for subject in subjects(library) if subject.kind == "claim")
    return rows + [
        RowData(id=claim.id, name=cell(claim.name), width=CLAIM_WIDTH, of_words=True, claim=True)
        for claim in claims
    ]


def _paper(library: Library, paper: Paper) -> PaperData:
    link = _link(as_markdown(paper.cited_as), paper.url) if is_address(paper.url) else None
    return PaperData(
        key=paper.key,
        title=paper.title,
        cited=cell(paper.cited_as, markdown=link),
        authors=as_latex(paper.cited_authors),
        url=paper.url,
        summary=cell(first_sentence(paper.page.summary)),
        cells={id: made for id, made in _cells(library, paper).items() if made},
        findings=[_finding(found) for found in findings(paper)],
    )


def _finding(found: Finding) -> FindingData:
    place = as_latex(found.where)
    braced = f"{{{place}}}" if "[" in place or "]" in place else place
    return FindingData(
        sides=dict(found.sides),
        sentence=cell(" ".join(found.sentence.split())),
        place=cell(found.where, latex=braced),
    )


def _cells(library: Library, paper: Paper) -> dict[str, Cell]:
    """row -> cell; empty where the library has nothing to say."""
    words, page = library.words, paper.page
    result = best_score(paper)
    code = page.links.get("code", "")
    code = code if is_address(code) else ""
    return {
        "venue": cell(paper.label),
        "label": cell(page.label),
        "question": cell(_questions(library, paper)),
        "weak": cell(page.weak_source),
        "student": cell(result.strong_model if result else ""),
        "method": cell(result.method if result else ""),
        "setting": cell(", ".join(words.setting[id].name for id in page.setting)),
        "gain": cell(words.gain[page.gain].name),
        "score": _score(paper),
        **{id: cell(said) for id, said in on_claims(library, paper).items()},
        "code": cell("Yes", markdown=_link("Yes", code), csv=code, href=code) if code else "",
    }


def _questions(library: Library, paper: Paper) -> str:
    """The questions on which a paper has findings, with the stances of these."""
    words = library.words
    stances: dict[str, dict[str, None]] = {}
    for row in paper.page.evidence:
        stances.setdefault(row.question, {})[words.stance[row.stance].name.lower()] = None
    return "; ".join(
        f"{words.question[id].name} ({', '.join(found)})" for id, found in stances.items()
    )


def _score(paper: Paper) -> Cell:
    """The best score in words, with its place."""
    result = best_score(paper)
    if result is None:
        return ""
    scores = [
        f"{name} {number(value)}"
        for name, value in (
            ("weak", result.weak),
            ("student", result.student),
            ("ceiling", result.ceiling),
        )
        if value is not None
    ]
    if result.pgr is not None and result.anchors:
        scores.append(f"{number(result.pgr)} % of the gap between {result.anchors}")
    elif result.pgr is not None:
        computed = " (computed)" if result.pgr_computed else ""
        scores.append(f"gap recovered {number(result.pgr)} %{computed}")
    place = f" ({result.where})" if result.where else ""
    text = f"{result.task}, {result.metric}: {', '.join(scores)}{place}"
    return cell(text, href=result.address if is_address(result.address) else "")


def _link(markdown: str, address: str) -> str:
    """A link in Markdown; parentheses in an address would end it."""
    return f"[{markdown}]({address.replace('(', '%28').replace(')', '%29')})"
